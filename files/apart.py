"""Looking into a file apart from everything else: in a process of its own, which is ended when it takes too
much or too long. Readers of pictures and of PDF are large programs in which faults are found every year.
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import structlog

from rules.added_papers import FileKind, Limits, Unacceptable, Unfit

log = structlog.get_logger()

WITHIN = 45.0  # seconds by the clock
AT_ONCE = 2  # such processes beside each other
_MOST_LARGER = 4  # times: a picture made anew may be larger than it came, and still has an end
_PIECE = 64 * 1024
_ROOT = str(Path(__file__).resolve().parent.parent)


class Apart:
    """Looks into files, few at a time; the others wait."""

    def __init__(self, within: float = WITHIN) -> None:
        self._within, self._slots = within, asyncio.Semaphore(AT_ONCE)

    async def look(
        self, pieces: Iterable[bytes], limits: Limits, keep: Callable[[bytes], object]
    ) -> tuple[FileKind, bool]:
        """What it is, and whether it was made anew: then that has been given to ``keep``, piece by piece.

        Raises Unacceptable; TOO_HARD too where no answer came in time.
        """
        async with self._slots:
            process = await _process("files.child")
            try:
                async with asyncio.timeout(self._within):
                    _, found = await asyncio.gather(
                        _given(process, pieces, limits), _heard(process, limits, keep)
                    )
                    return found
            except TimeoutError:
                log.warning("file.took_too_long")
                raise Unacceptable(Unfit.TOO_HARD) from None
            finally:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()

    async def lay(self, data: bytes, kind: FileKind, most: int) -> bytes | None:
        """A picture, or a PDF of not more than so many pages, on pages of A4; None where it cannot be read,
        is locked, or no answer came in time."""
        async with self._slots:
            process = await _process("files.laying")
            told = json.dumps({"kind": kind, "most": most}).encode() + b"\n"
            try:
                async with asyncio.timeout(self._within):
                    laid, _ = await process.communicate(told + data)
            except TimeoutError:
                log.warning("file.took_too_long")
                return None
            finally:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        return laid if process.returncode == os.EX_OK and laid else None


async def _process(module: str) -> asyncio.subprocess.Process:
    """Nothing of this process is given to it but where the program lies."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-B", "-m", module),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd="/",
        env={"PYTHONPATH": _ROOT, "LC_ALL": "C.UTF-8"},
        start_new_session=True,
        limit=_PIECE,
    )


async def _given(process: asyncio.subprocess.Process, pieces: Iterable[bytes], limits: Limits) -> None:
    assert process.stdin
    told = {**asdict(limits), "in_force_from": limits.in_force_from.isoformat()}
    with suppress(BrokenPipeError, ConnectionResetError):  # it has ended, and its answer says why
        process.stdin.write(json.dumps(told).encode() + b"\n")
        for piece in pieces:
            process.stdin.write(piece)
            await process.stdin.drain()
        process.stdin.close()


async def _heard(
    process: asyncio.subprocess.Process, limits: Limits, keep: Callable[[bytes], object]
) -> tuple[FileKind, bool]:
    assert process.stdout
    answer = await process.stdout.readline()
    if not answer.endswith(b"\n"):  # it was ended by its limits, or broke
        status = await process.wait()
        log.warning("file.not_looked_into", status=status)
        raise Unacceptable(Unfit.TOO_HARD if status in _ENDED_BY_ITS_LIMITS else Unfit.BROKEN)
    said = json.loads(answer)
    if "why" in said:
        raise Unacceptable(Unfit(said["why"]))
    size = 0
    while piece := await process.stdout.read(_PIECE):
        size += len(piece)
        if size > _MOST_LARGER * limits.largest:
            raise Unacceptable(Unfit.LARGE)
        keep(piece)
    if await process.wait() != os.EX_OK:
        raise Unacceptable(Unfit.BROKEN)
    return FileKind(said["kind"]), bool(said["is_remade"])


# By the kernel, where its processor time is used up (SIGXCPU, then SIGKILL); by itself, out of memory.
_ENDED_BY_ITS_LIMITS = frozenset({-24, -9})
