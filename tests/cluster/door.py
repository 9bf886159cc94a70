"""A door in front of several nodes, as a balancer is: who comes is sent on to one that answers, in turn."""

import asyncio
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Self

from local.ports import LOOPBACK, free_port

_CONNECT_SECONDS = 2


class Door:
    """Listens on a port of its own, in a thread of its own. ``targets`` may change at any time."""

    def __init__(self, targets: Sequence[int]) -> None:
        self.port = free_port()
        self.targets = list(targets)
        self._turn = 0
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="door", daemon=True)
        self._ready = threading.Event()

    @property
    def address(self) -> str:
        return f"{LOOPBACK}:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(60)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def part(self) -> None:
        """End every connection: whoever comes again is sent to whom it is open now."""
        self._loop.call_soon_threadsafe(self._close_all)

    def _close_all(self) -> None:
        for each in list(self._open):
            each.close()

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._let_in, LOOPBACK, self.port))
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))

    async def _let_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            for _ in self.targets:
                self._turn += 1
                target = self.targets[self._turn % len(self.targets)]
                with suppress(OSError, TimeoutError):
                    async with asyncio.timeout(_CONNECT_SECONDS):
                        theirs = await asyncio.open_connection(LOOPBACK, target)
                    await self._between(reader, writer, *theirs)
                    return
        finally:
            self._open.discard(writer)
            writer.close()

    async def _between(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        theirs: asyncio.StreamReader,
        to_them: asyncio.StreamWriter,
    ) -> None:
        ways = [asyncio.create_task(_carry(reader, to_them)), asyncio.create_task(_carry(theirs, writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            to_them.close()


async def _carry(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(1 << 16):
            sink.write(data)
            await sink.drain()
