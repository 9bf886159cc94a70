"""A TCP proxy that misbehaves as it is told: late, deaf, cut off, half closed, reset, silent.

It stands between two programs in a thread of its own; what it does may change at any moment, for connections
that are open too.
"""

import asyncio
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from random import Random
from typing import Self

_PIECE = 65_536
_RESET = struct.pack("ii", 1, 0)  # SO_LINGER: closing sends a reset


@dataclass(frozen=True)
class Manner:
    """How it behaves.

    ``refuses``: nobody is let in. ``latency``, ``jitter``: seconds that each piece waits. ``black_hole``:
    what is sent goes nowhere, and nobody is told. ``loses_answers``: what is asked arrives, the answer does
    not: done, and not said. ``cut_after``: bytes of answer after which a connection is reset, 0 for never.
    ``half_closes``: the far side is told that nothing more comes, once ``cut_after`` bytes were answered.
    ``resets``: a share of the pieces at which a connection is reset.
    """

    refuses: bool = False
    latency: float = 0.0
    jitter: float = 0.0
    black_hole: bool = False
    loses_answers: bool = False
    cut_after: int = 0
    half_closes: bool = False
    resets: float = 0.0


WELL = Manner()


class Proxy:
    """Between a port of its own and another port of this machine. A context manager."""

    def __init__(self, port: int, to: int, seed: str = "") -> None:
        self.port, self._to = port, to
        self.manner = WELL
        self.connections = 0
        self.struck = 0  # how often it did what it was told
        self._throw = Random(f"proxy/{seed}/{port}")
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=f"proxy-{port}", daemon=True)
        self._open: set[asyncio.StreamWriter] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(30)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(30)
        self._loop.close()

    @contextmanager
    def behaving(self, **manner: float | bool) -> Iterator[None]:
        """In another manner as long as the block lasts."""
        before = self.manner
        self.manner = replace(before, **manner)  # type: ignore[arg-type]
        try:
            yield
        finally:
            self.manner = before

    def drop_all(self) -> None:
        """Every open connection is reset."""

        def drop() -> None:
            for writer in list(self._open):
                self._reset(writer)

        self._loop.call_soon_threadsafe(drop)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)

    async def _stop(self) -> None:
        self._server.close()
        for writer in list(self._open):
            writer.transport.abort()
        others = [each for each in asyncio.all_tasks() if each is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._open.add(writer)
        try:
            if self.manner.refuses:
                self._struck(writer)
                return
            there, back = await asyncio.open_connection("127.0.0.1", self._to)
        except OSError:
            self._reset(writer)
            return
        finally:
            self._open.discard(writer)
        self._open |= {writer, back}
        try:
            await asyncio.gather(
                self._carry(reader, back, writer, is_answer=False),
                self._carry(there, writer, back, is_answer=True),
            )
        finally:
            self._open -= {writer, back}
            for each in (writer, back):
                with suppress(OSError, RuntimeError):
                    each.close()

    async def _carry(
        self,
        source: asyncio.StreamReader,
        target: asyncio.StreamWriter,
        other: asyncio.StreamWriter,
        *,
        is_answer: bool,
    ) -> None:
        """One direction, until it ends; then the other side is told that nothing more comes."""
        carried = 0
        with suppress(OSError, asyncio.IncompleteReadError):
            while piece := await source.read(_PIECE):
                manner = self.manner
                if manner.latency or manner.jitter:
                    await asyncio.sleep(manner.latency + self._throw.uniform(0, manner.jitter))
                if manner.black_hole or (manner.loses_answers and is_answer):
                    self.struck += 1
                    continue
                if manner.resets and self._throw.random() < manner.resets:
                    break
                if is_answer and manner.cut_after and carried + len(piece) > manner.cut_after:
                    target.write(piece[: max(0, manner.cut_after - carried)])
                    await target.drain()
                    if manner.half_closes and target.can_write_eof():
                        self.struck += 1
                        target.write_eof()
                        await asyncio.sleep(3600)
                    break
                carried += len(piece)
                target.write(piece)
                await target.drain()
            else:
                if target.can_write_eof():
                    target.write_eof()
                return
        self._struck(target)
        self._reset(other)

    def _struck(self, writer: asyncio.StreamWriter) -> None:
        self.struck += 1
        self._reset(writer)

    @staticmethod
    def _reset(writer: asyncio.StreamWriter) -> None:
        found = writer.get_extra_info("socket")
        if found is not None:
            with suppress(OSError):
                found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        writer.transport.abort()
