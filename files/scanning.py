"""The scanner for malware (查毒): ClamAV's daemon, asked over its socket by its own protocol (INSTREAM).

One command, pieces with their length before them, one line of an answer: no library is needed for that.
"""

import asyncio
import struct
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

import structlog

from rules.added_papers import Scan

log = structlog.get_logger()

WITHIN = 30.0  # seconds
_UNIX = "unix:"
_LONGEST = 4096  # bytes of an answer
_CLEAN, _FOUND = "OK", "FOUND"


class Scanner:
    """``where``: `unix:/run/clamav/clamd.ctl` or `host:port`; none if it is empty."""

    def __init__(self, where: str, within: float = WITHIN) -> None:
        self._where, self._within = where, within

    @property
    def is_set_up(self) -> bool:
        return bool(self._where)

    async def scan(self, pieces: Iterable[bytes]) -> Scan:
        """What it says: CLEAN or INFECTED; WAITS while it is away, too slow, or says anything else; NONE
        where none is set up."""
        if not self.is_set_up:
            return Scan.NONE
        try:
            async with asyncio.timeout(self._within):
                return _meant(await self._asked(pieces))
        except (OSError, TimeoutError, asyncio.LimitOverrunError, asyncio.IncompleteReadError) as away:
            log.warning("scanner.away", error=type(away).__name__)
            return Scan.WAITS

    async def answers(self) -> bool:
        """Whether it is there."""
        with suppress(OSError, TimeoutError, asyncio.LimitOverrunError, asyncio.IncompleteReadError):
            async with asyncio.timeout(self._within), self._spoken_to() as (reader, writer):
                writer.write(b"zPING\0")
                await writer.drain()
                return await reader.readuntil(b"\0") == b"PONG\0"
        return False

    async def _asked(self, pieces: Iterable[bytes]) -> str:
        async with self._spoken_to() as (reader, writer):
            writer.write(b"zINSTREAM\0")
            with suppress(ConnectionError):  # it answers before the end where it has seen enough
                for piece in pieces:
                    writer.write(struct.pack(">I", len(piece)) + piece)
                    await writer.drain()
                writer.write(struct.pack(">I", 0))
                await writer.drain()
            return (await reader.readuntil(b"\0")).rstrip(b"\0").decode("utf-8", "replace")

    @asynccontextmanager
    async def _spoken_to(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        if self._where.startswith(_UNIX):
            path = self._where.removeprefix(_UNIX)
            reader, writer = await asyncio.open_unix_connection(path, limit=_LONGEST)
        else:
            host, _, port = self._where.rpartition(":")
            reader, writer = await asyncio.open_connection(host, int(port), limit=_LONGEST)
        try:
            yield reader, writer
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()


def _meant(answer: str) -> Scan:
    said = answer.rpartition(" ")[2]
    if said == _CLEAN:
        return Scan.CLEAN
    if said == _FOUND:
        return Scan.INFECTED
    log.warning("scanner.puzzling")  # a limit of its own, or a fault: nothing is known of the file
    return Scan.WAITS
