"""Files are sealed from the first byte, kept whole or not at all, and given out as they were."""

import asyncio
import hashlib
import io
import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moto.server import ThreadedMotoServer

from files.apart import Apart
from files.child import MEMORY, SECONDS
from files.inspecting import inspected
from files.keeping import Files, carried_over, files_of
from files.objects import Bucket
from files.scanning import Scanner
from files.sealing import PIECE, FileKey, Sealing, Tampered, opened
from files.store import Directory, FilesAway, NotThere, forget_scratch, scratch_file
from keys.suites import GM, INTL
from rules.added_papers import FileKind, Scan, Unacceptable, Unfit
from tests.api.conftest import settings_for
from tests.files.samples import LIMITS, docx, jpeg, pdf, xlsx

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
ROOT = Path(__file__).parents[2]
LETTER = "请求调解邻里纠纷。".encode()


async def come(data: bytes, size: int = 1000) -> AsyncIterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]


async def kept(files: Files, data: bytes) -> tuple[str, FileKey, FileKind]:
    async with files.received(come(data), LIMITS) as received:
        await files.keep(received)
        return received.digest, received.key, received.kind


def lying(where: Path) -> list[Path]:
    return [each for each in where.rglob("*") if each.is_file()]


async def given_back(files: Files, name: str, key: FileKey) -> bytes:
    return b"".join([piece async for piece in files.given(name, key)])


@pytest.mark.parametrize("data", [LETTER, pdf(), docx(), xlsx(), jpeg(with_place=True)])
async def test_what_is_taken_is_read_back_as_the_rules_say(files: Files, data: bytes) -> None:
    """In a process of its own it is looked into as it is here."""
    expected = inspected(data, LIMITS)

    name, key, kind = await kept(files, data)

    assert kind is expected.kind
    assert await given_back(files, name, key) == (expected.data if expected.data is not None else data)


@settings(max_examples=60, deadline=None)
@given(
    size=st.sampled_from([1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7]),
    parts=st.lists(st.integers(1, 2 * PIECE), max_size=6),
    suite=st.sampled_from([INTL, GM]),
)
def test_whatever_its_size_and_in_whatever_parts_it_comes_it_opens_as_it_was(
    size: int, parts: list[int], suite: Any
) -> None:
    data, file, key = os.urandom(size), io.BytesIO(), FileKey.fresh(suite)
    sealing, at = Sealing(file, key), 0
    for part in [*parts, size]:
        sealing.write(data[at : at + part])
        at += part
    sealing.close()
    file.seek(0)

    assert b"".join(opened(file, FileKey.read(key.written))) == data
    assert sealing.size == size
    assert sealing.digest == hashlib.sha256(file.getvalue()).hexdigest()


@pytest.mark.parametrize("how", ["changed", "cut off", "a piece left out", "pieces changed over", "longer"])
def test_whatever_is_done_to_a_sealed_file_is_noticed(how: str) -> None:
    file, key = io.BytesIO(), FileKey.fresh(INTL)
    sealing = Sealing(file, key)
    sealing.write(os.urandom(3 * PIECE + 10))
    sealing.close()
    whole, piece = file.getvalue(), PIECE + 28
    done = {
        "changed": whole[:100] + bytes([whole[100] ^ 1]) + whole[101:],
        "cut off": whole[: 2 * piece],
        "a piece left out": whole[:piece] + whole[2 * piece :],
        "pieces changed over": whole[piece : 2 * piece] + whole[:piece] + whole[2 * piece :],
        "longer": whole + whole[-38:],
    }[how]

    with pytest.raises(Tampered):
        list(opened(io.BytesIO(done), key))


async def test_what_is_not_kept_leaves_nothing_behind(files: Files, tmp_path: Path) -> None:
    async with files.received(come(LETTER), LIMITS):
        pass
    with pytest.raises(Unacceptable):
        async with files.received(come(b"MZ" + b"\0" * 99), LIMITS):
            pass

    assert lying(tmp_path) == []


async def test_kept_twice_is_kept_once_and_gone_is_gone(files: Files) -> None:
    async with files.received(come(LETTER), LIMITS) as received:
        copy = received.path.read_bytes()
        await files.keep(received)
    with scratch_file(files.store.scratch) as (again, path):
        again.write(copy)
        again.flush()
        await files.store.put(received.digest, path)
    assert await given_back(files, received.digest, received.key) == LETTER

    for _ in range(2):
        await files.store.delete(received.digest)

    with pytest.raises(NotThere):
        await given_back(files, received.digest, received.key)


async def test_a_file_that_keeps_a_reader_busy_is_ended(tmp_path: Path) -> None:
    """Slower than the clock allows: the process is killed, and nothing of it stays."""
    files = Files(Directory(tmp_path), Scanner(""), INTL, Apart(within=0.05))

    with pytest.raises(Unacceptable) as no:
        async with files.received(come(pdf()), LIMITS):
            pass

    assert no.value.why is Unfit.TOO_HARD


def child_of_its_own() -> str | None:
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    told = ((each, Path(f"/proc/{each}/cmdline").read_text()) for each in children)
    return next((each for each, command in told if "files.child" in command), None)


async def test_the_process_apart_has_no_secret_little_memory_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Looked at from outside, while it waits for the rest of the file."""
    monkeypatch.setenv("FENGQIAO_KEEPER_KEY", "secret")
    seen: dict[str, str] = {}

    def pieces() -> Iterator[bytes]:
        yield LETTER[:5]
        until = time.monotonic() + 10
        while "Max file size             0 " not in seen.get("limits", "") and time.monotonic() < until:
            child = child_of_its_own()
            if child is None:  # it has been forked, and is not yet what it will be
                continue
            for what in ("limits", "environ"):
                seen[what] = Path(f"/proc/{child}/{what}").read_text()
        yield LETTER[5:]

    kind, _ = await Apart().look(pieces(), LIMITS, lambda _: None)

    assert kind is FileKind.TEXT
    assert "FENGQIAO" not in seen["environ"]
    limits = {re.split(r"\s{2,}", line)[0]: line for line in seen["limits"].splitlines()}
    assert str(MEMORY) in limits["Max address space"]
    assert f" {SECONDS} " in limits["Max cpu time"]
    assert " 0 " in limits["Max file size"]


async def test_a_writer_killed_before_it_was_done_leaves_no_file_under_a_name(tmp_path: Path) -> None:
    """Killed with a signal that nobody can catch, at a moment when the file is ready and has no name yet."""
    script = (
        "import asyncio, os, sys\n"
        "from pathlib import Path\n"
        "from files import store\n"
        "from files.keeping import Files\nfrom files.scanning import Scanner\nfrom keys.suites import INTL\n"
        "from tests.files.test_keeping import come, LETTER, LIMITS\n"
        "async def main():\n"
        f"    files = Files(store.Directory(Path({str(tmp_path)!r})), Scanner(''), INTL)\n"
        "    async with files.received(come(LETTER), LIMITS):\n"
        "        print('ready', flush=True)\n"
        "        await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", script),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    assert await process.stdout.readline() == b"ready\n"
    process.send_signal(signal.SIGKILL)
    await process.wait()

    left = lying(tmp_path)
    store = Directory(tmp_path)
    assert left
    assert all(each.parent == store.scratch for each in left)
    assert [name async for name in store.older_than(datetime.now(UTC) + timedelta(days=1))] == []
    assert not any(LETTER in each.read_bytes() for each in left)
    assert forget_scratch(store.scratch, datetime.now(UTC) - timedelta(hours=1)) == 0
    assert forget_scratch(store.scratch, datetime.now(UTC) + timedelta(hours=1)) == len(left)


async def test_a_directory_that_cannot_be_written_is_away(tmp_path: Path) -> None:
    (tmp_path / "aa").write_text("a file where a directory should be")
    store = Directory(tmp_path)

    with scratch_file(store.scratch) as (file, path):
        file.write(b"x")
        with pytest.raises(FilesAway):
            await store.put("aa" * 32, path)
    with pytest.raises(FilesAway):
        await store.open("aa" * 32)

    assert await store.is_there()
    assert not await Directory(tmp_path / "aa" / "below").is_there()


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64])
async def test_no_name_leads_out_of_the_store(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(name)}$"):
        await Directory(tmp_path).open(name)


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    boto3.client("s3", endpoint_url=address, region_name="us-east-1", **CREDENTIALS).create_bucket(
        Bucket="papers"
    )
    yield address
    server.stop()


CREDENTIALS = {"aws_access_key_id": "k", "aws_secret_access_key": "s"}


def bucket(address: str, scratch: Path, where: str = "s3://papers/sl") -> Bucket:
    return Bucket(where, scratch, endpoint_url=address, region_name="us-east-1", **CREDENTIALS)


async def test_a_store_that_speaks_s3_keeps_gives_lists_and_forgets(s3: str, tmp_path: Path) -> None:
    files = Files(bucket(s3, tmp_path), Scanner(""), INTL)
    name, key, _ = await kept(files, LETTER)
    tomorrow = datetime.now(UTC) + timedelta(days=1)

    assert await given_back(files, name, key) == LETTER
    assert [each async for each in files.store.older_than(tomorrow)] == [name]
    assert [each async for each in files.store.older_than(tomorrow - timedelta(days=2))] == []
    assert await files.store.is_there()

    await files.store.delete(name)
    with pytest.raises(NotThere):
        await given_back(files, name, key)


async def test_of_a_bucket_only_what_is_ours_is_ever_listed(s3: str, tmp_path: Path) -> None:
    client = boto3.client("s3", endpoint_url=s3, region_name="us-east-1", **CREDENTIALS)
    client.put_object(Bucket="papers", Key="other/notes.txt", Body=b"x")
    client.put_object(Bucket="papers", Key="mine/notes.txt", Body=b"x")
    store = bucket(s3, tmp_path, "s3://papers/mine")

    assert [each async for each in store.older_than(datetime.now(UTC) + timedelta(days=1))] == []


async def test_a_store_of_objects_that_is_away_says_so(s3: str, tmp_path: Path) -> None:
    nowhere = bucket(s3, tmp_path, "s3://no-such-bucket/x")

    assert not await nowhere.is_there()
    with scratch_file(tmp_path) as (_, path), pytest.raises(FilesAway):
        await nowhere.put("ab" * 32, path)


async def test_by_its_setting_a_file_lies_here_or_there_and_apart_from_the_sealed_ones(
    s3: str, tmp_path: Path
) -> None:
    plain = settings_for("postgresql://x", var=tmp_path)
    objects = settings_for(
        "postgresql://x",
        var=tmp_path,
        files="s3://papers/set",
        files_endpoint=s3,
        files_region="us-east-1",
        files_key_id="k",
        files_secret="s",
    )
    for settings_ in (plain, objects):
        files, sealed = files_of(settings_), files_of(settings_.sealed())
        name, key, _ = await kept(files, LETTER)
        with pytest.raises(NotThere):
            await given_back(sealed, name, key)

        await carried_over(files, sealed, name)
        await carried_over(files, sealed, "ab" * 32)

        assert await given_back(sealed, name, key) == LETTER


class Clamd:
    """Speaks as ClamAV's daemon does, and knows one string that every scanner knows."""

    def __init__(self) -> None:
        self.answer: bytes | None = None
        self.puzzles: bytes | None = None
        self.heard = b""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        command = await reader.readuntil(b"\0")
        if command == b"zPING\0":
            writer.write(b"PONG\0")
        else:
            assert command == b"zINSTREAM\0"
            data = b""
            while size := int.from_bytes(await reader.readexactly(4), "big"):
                data += await reader.readexactly(size)
            self.heard = data
            found = b"stream: Eicar-Signature FOUND\0" if EICAR in data else b"stream: OK\0"
            if self.puzzles and self.puzzles in data:
                found = b"INSTREAM size limit exceeded. ERROR\0"
            writer.write(self.answer if self.answer is not None else found)
        await writer.drain()
        writer.close()


@pytest.fixture
async def clamd(tmp_path: Path) -> AsyncIterator[tuple[Clamd, str]]:
    daemon = Clamd()
    path = tmp_path / "c"
    async with await asyncio.start_unix_server(daemon.serve, path):
        yield daemon, f"unix:{path}"


async def test_what_the_scanner_finds_is_refused_and_it_has_heard_all_of_it(
    clamd: tuple[Clamd, str], tmp_path: Path
) -> None:
    daemon, where = clamd
    files = Files(Directory(tmp_path), Scanner(where), INTL)

    with pytest.raises(Unacceptable) as no:
        async with files.received(come(EICAR), LIMITS):
            pass
    async with files.received(come(LETTER * 20_000), LIMITS) as received:
        assert received.scan is Scan.CLEAN

    assert no.value.why is Unfit.INFECTED
    assert daemon.heard == LETTER * 20_000
    assert await files.scanner.answers()


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"x" * 9000, b"stream: OKAY\0"]
)
async def test_a_scanner_that_says_anything_else_has_not_looked(
    clamd: tuple[Clamd, str], answer: bytes
) -> None:
    daemon, where = clamd
    daemon.answer = answer

    assert await Scanner(where, within=2).scan([LETTER]) is Scan.WAITS


async def test_without_a_scanner_it_says_that_there_is_none_and_away_it_waits() -> None:
    assert await Scanner("").scan([LETTER]) is Scan.NONE
    assert await Scanner("127.0.0.1:1", within=2).scan([LETTER]) is Scan.WAITS
    assert not await Scanner("127.0.0.1:1", within=2).answers()
