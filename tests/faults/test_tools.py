"""The tools themselves: a disk that forgets what was not synced, and a proxy that behaves as it is told."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from local.ports import free_port
from tests.faults.forgetful import Disk
from tests.faults.proxy import Proxy
from tests.faults.test_power import why_not

_SOON = 30.0  # seconds
_DEAF = 1.0  # seconds in which nothing comes


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    disk = Disk(tmp_path / "disk")
    disk.plug_in()
    yield disk
    disk.cut()


@pytest.mark.skipif(bool(why_not()), reason=why_not())
def test_a_cut_takes_what_was_not_synced_and_nothing_else(disk: Disk) -> None:
    synced, named = disk.mount / "synced", disk.mount / "named"
    named.write_text("never synced")
    with synced.open("w") as file:
        file.write("kept")
        file.flush()
        os.fsync(file.fileno())
        file.write(" and lost")
        file.flush()
        seen = synced.read_text()
    late = disk.mount / "late"
    late.write_text("not even its name")
    (disk.mount / "moved").mkdir()

    disk.cut()
    disk.plug_in()

    assert seen == "kept and lost"
    assert synced.read_text() == "kept"
    assert named.read_text() == ""  # its name went with the sync of another, as a journal writes it
    assert not late.exists()


@pytest.mark.skipif(bool(why_not()), reason=why_not())
def test_a_sync_that_is_to_fail_fails_and_has_written_nothing(disk: Disk) -> None:
    path = disk.mount / "file"
    with path.open("w") as file:
        os.fsync(file.fileno())
        file.write("words")
        file.flush()
        with disk.saying("fsync-fails", "1"), pytest.raises(OSError, match="Input/output error"):
            os.fsync(file.fileno())

    disk.cut()
    disk.plug_in()

    assert path.read_text() == ""


@pytest.fixture
async def proxy() -> AsyncIterator[Proxy]:
    """Before a server that answers with ten times what it is told."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while said := await reader.read(1000):
                heard.append(said)
                writer.write(said * 10)
                await writer.drain()
        finally:
            writer.close()

    heard: list[bytes] = []
    port = free_port()
    server = await asyncio.start_server(answer, "127.0.0.1", port)
    with Proxy(free_port(), port) as proxy:
        proxy.heard = heard  # type: ignore[attr-defined]
        yield proxy
    server.close()


async def ask(proxy: Proxy, said: bytes = b"0123456789") -> bytes:
    """All that is answered until the connection ends, or nothing comes any more."""
    answered = b""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    except ConnectionError:
        return answered
    try:
        writer.write(said)
        await writer.drain()
        while len(answered) < 10 * len(said):
            piece = await asyncio.wait_for(reader.read(1000), _DEAF)
            if not piece:
                break
            answered += piece
    except (TimeoutError, ConnectionError):
        pass
    finally:
        writer.close()
    return answered


async def test_a_proxy_that_is_told_nothing_carries_everything(proxy: Proxy) -> None:
    assert await asyncio.wait_for(ask(proxy), _SOON) == b"0123456789" * 10
    assert proxy.struck == 0


@pytest.mark.parametrize(
    ("manner", "answered", "arrives"),
    [
        ({"refuses": True}, 0, False),
        ({"black_hole": True}, 0, False),
        ({"loses_answers": True}, 0, True),
        ({"cut_after": 42}, 42, True),
        ({"cut_after": 42, "half_closes": True}, 42, True),
        ({"resets": 1.0}, 0, False),
    ],
    ids=["refuses", "black hole", "done and not said", "cut", "half closed", "reset"],
)
async def test_it_misbehaves_as_it_is_told_and_then_no_more(
    manner: dict[str, float], answered: int, arrives: bool, proxy: Proxy
) -> None:
    with proxy.behaving(**manner):
        meanwhile = await asyncio.wait_for(ask(proxy), _SOON)
    heard = bool(proxy.heard)  # type: ignore[attr-defined]
    afterwards = await asyncio.wait_for(ask(proxy), _SOON)

    assert (len(meanwhile), heard) == (answered, arrives)
    assert afterwards == b"0123456789" * 10
    assert proxy.struck
