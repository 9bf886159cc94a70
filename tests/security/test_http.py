"""On the wire: what is no request, too long or too slow is refused, alone, by the real server; and never is
one request two, or two one."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.answering import BODY_LIMIT, GUARDS
from api.serving import HEAD_LIMIT, Bounded, config
from settings import Settings
from tests.api.conftest import CLERK, Desk
from tests.security.abuse import CORPUS, HOST, SMUGGLED, Abuse
from tests.security.conftest import Served, served

WHOLE = b"POST /here HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\n\r\n12345"
LIVE = b"GET /health/live HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
LAST = b"GET /last HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"


class Hasty(Bounded):
    head_within, whole_within = 0.4, 0.4


class Recorder:
    """An application that only remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, bytes]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body, more = body + message["body"], message["more_body"]
        self.asked.append((scope["method"], scope["path"], body))
        if scope["path"] == "/slow":
            await asyncio.sleep(1)
        headers = [(b"content-length", b"%d" % len(scope["path"]))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": scope["path"].encode()})


@pytest.fixture(scope="module")
def recorder() -> Recorder:
    return Recorder()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def wire(recorder: Recorder) -> AsyncIterator[Served]:
    async with served(recorder) as running:
        yield running


def read(answer: bytes) -> tuple[int, dict[str, str], bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return int(status.split()[1]), headers, body


@pytest.mark.parametrize("abuse", CORPUS, ids=lambda abuse: abuse.name.replace(" ", "-"))
async def test_what_is_no_request_is_refused_and_nobody_hears_of_it(
    wire: Served, recorder: Recorder, abuse: Abuse
) -> None:
    recorder.asked.clear()

    status, headers, body = read(await wire.said_to(abuse.said))

    assert status in abuse.refused
    assert recorder.asked == []
    assert headers["connection"] == "close"
    assert int(headers["content-length"]) == len(body)
    assert json.loads(body)["words"]["zh"]
    assert headers.items() >= {name.lower(): value.lower() for name, value in GUARDS.items()}.items()


async def test_what_is_a_request_is_one_and_two_are_two(wire: Served, recorder: Recorder) -> None:
    recorder.asked.clear()
    in_chunks = (
        b"POST /chunks HTTP/1.1\r\n"
        + HOST
        + b"Transfer-Encoding: chunked\r\n\r\n2\r\n12\r\n3\r\n345\r\n0\r\n\r\n"
    )

    await wire.said_to(WHOLE + in_chunks + LAST)

    assert recorder.asked == [
        ("POST", "/here", b"12345"),
        ("POST", "/chunks", b"12345"),
        ("GET", "/last", b""),
    ]


async def test_noise_after_a_request_is_no_answer_to_it(wire: Served, recorder: Recorder) -> None:
    recorder.asked.clear()

    at_once = await wire.said_to(b"GET /slow HTTP/1.1\r\n" + HOST + b"\r\n", b"\x00\x01 noise\r\n\r\n")

    assert at_once == b""  # whoever asked knows that they have to ask again
    assert [path for _, path, _ in recorder.asked] == ["/slow"]


async def test_a_head_of_the_longest_is_read_and_one_longer_is_431(wire: Served) -> None:
    def weighing(size: int) -> bytes:
        rest = len(b"/here") + len(b"host") + len(b"county") + len(b"connection") + len(b"close") + len(b"x")
        return LAST.replace(b"/last", b"/here").replace(
            b"\r\n\r\n", b"\r\nX: " + b"a" * (size - rest) + b"\r\n\r\n"
        )

    assert read(await wire.said_to(weighing(HEAD_LIMIT)))[0] == 200
    assert read(await wire.said_to(weighing(HEAD_LIMIT + 1)))[0] == 431


async def test_a_head_that_never_ends_is_cut_off_while_it_comes(wire: Served) -> None:
    endless = (b"GET /here HTTP/1.1\r\nX: ", *[b"a" * 1_000] * 400)

    answer = await wire.said_to(*endless)

    assert answer == b"" or read(answer)[0] == 431


async def test_without_the_bound_a_head_of_64_kb_would_be_read(recorder: Recorder) -> None:
    recorder.asked.clear()
    long_one = next(abuse for abuse in CORPUS if abuse.name == "a header of 64 KB")

    async with served(recorder, http=HttpToolsProtocol) as unbounded:
        await unbounded.said_to(long_one.said, LAST)

    assert [path for _, path, _ in recorder.asked] == ["/here", "/last"]


async def test_who_says_nothing_or_half_a_head_or_half_a_body_is_not_waited_for(recorder: Recorder) -> None:
    recorder.asked.clear()
    async with served(recorder, http=Hasty) as hasty:
        began = time.monotonic()

        answers = await asyncio.gather(
            hasty.said_to(), hasty.said_to(WHOLE[:20]), hasty.said_to(WHOLE[:-1]), hasty.said_to(WHOLE[:-5])
        )

    assert time.monotonic() - began < 5
    assert answers[0] == b""
    assert [read(answer)[0] for answer in answers[1:]] == [408, 408, 408]
    assert recorder.asked == []


async def test_a_byte_now_and_then_buys_no_time(recorder: Recorder) -> None:
    recorder.asked.clear()
    async with served(recorder, http=Hasty) as hasty, hasty.connection() as (reader, writer):
        began = time.monotonic()
        for byte in WHOLE:
            if reader.at_eof() or time.monotonic() - began > 5:
                break
            writer.write(bytes([byte]))
            await asyncio.sleep(0.05)
        took = time.monotonic() - began

    assert took < 4
    assert recorder.asked == []


async def test_without_the_bound_half_a_head_would_be_waited_for(recorder: Recorder) -> None:
    async with served(recorder, http=HttpToolsProtocol) as patient:
        with pytest.raises(TimeoutError):
            await patient.said_to(WHOLE[:20], within=3 * Hasty.head_within)


async def test_who_waits_for_us_may_wait_as_long_as_we_take(recorder: Recorder) -> None:
    async with served(recorder, http=Hasty) as hasty:
        slow = b"GET /slow HTTP/1.1\r\n" + HOST + b"\r\n"

        answer = await hasty.said_to(slow + LAST[:20], LAST[20:])

    assert answer.count(b"HTTP/1.1 200 OK") == 2


async def test_many_slow_ones_keep_nobody_else_waiting(server: Served) -> None:
    """Two hundred half requests are open; the next whole one is answered as if there were none."""
    halves = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(200)]
    try:
        for _, writer in halves:
            writer.write(b"POST /submissions HTTP/1.1\r\n" + HOST + b"Content-Length: 500\r\n\r\n{")

        async with asyncio.timeout(20):  # the halves are waited for without end
            answer = await server.said_to(LIVE)
    finally:
        for _, writer in halves:
            writer.close()

    assert read(answer)[0] == 204


async def test_more_connections_than_one_process_bears_are_told_to_come_back(recorder: Recorder) -> None:
    async with served(recorder, limit_concurrency=3) as narrow:
        held = [await asyncio.open_connection("127.0.0.1", narrow.port) for _ in range(3)]
        await asyncio.sleep(0.1)

        answer = read(await narrow.said_to(LAST))

    assert answer[0] == 503
    for _, writer in held:
        writer.close()


@pytest.mark.parametrize("length", [b"Content-Length: 9999999", b"Transfer-Encoding: chunked"])
async def test_a_body_larger_than_any_may_be_is_refused_before_it_has_come(
    server: Served, length: bytes
) -> None:
    head = (
        b"POST /submissions HTTP/1.1\r\n"
        + HOST
        + b"Content-Type: application/json\r\n"
        + length
        + b"\r\n\r\n"
    )
    chunk = b"%x\r\n" % 16_384 + b"a" * 16_384 + b"\r\n"

    async with asyncio.timeout(10), server.connection() as (reader, writer):
        writer.write(head)
        for _ in range(BODY_LIMIT // 16_384 + 1 if b"chunked" in length else 0):
            writer.write(chunk)
        status = await reader.readline()

    assert status.split()[1] == b"413"


async def test_thousands_of_ranges_are_nothing_to_us(server: Served, desk: Desk) -> None:
    caller = await desk.sign_in(CLERK)
    ranges = "bytes=" + ",".join(f"{n}-{n}" for n in range(3_000))

    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}") as http:
        plain = await http.get("/cases", headers=caller.headers)
        ranged = await http.get("/cases", headers={**caller.headers, "Range": ranges})

    assert (ranged.status_code, ranged.content) == (plain.status_code, plain.content)


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "PUT", "PATCH", "OPTIONS"])
async def test_a_method_that_nobody_offers_is_not_carried_out(server: Served, method: str) -> None:
    asked = f"{method} /cases HTTP/1.1\r\n".encode() + HOST + b"X-Secret: seen\r\nConnection: close\r\n\r\n"

    answer = await server.said_to(asked)

    assert answer.split()[1] in {b"400", b"404", b"405"}
    assert b"seen" not in answer


async def test_a_change_of_protocol_is_not_made(server: Served) -> None:
    for protocol in (b"websocket", b"h2c"):
        asked = (
            b"GET /health/live HTTP/1.1\r\n" + HOST + b"Connection: Upgrade, close\r\nUpgrade: " + protocol
        )
        asked += b"\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"

        assert not (await server.said_to(asked)).startswith(b"HTTP/1.1 101")


async def test_the_server_does_not_tell_what_it_is(server: Served) -> None:
    answers = [await server.said_to(each) for each in (LAST, CORPUS[0].said)]

    for answer in answers:
        assert "server" not in read(answer)[1]
        assert b"uvicorn" not in answer.lower()
        assert b"python" not in answer.lower()


async def test_where_a_request_came_from_is_believed_of_our_own_proxy_alone() -> None:
    class Where:
        seen: list[str]

        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            self.seen.append(scope["client"][0])
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body", "body": b""})

    async def seen_with(proxies: str) -> list[str]:
        app = Where()
        app.seen = []
        trusted = config(Settings(proxies=proxies))
        believed = {
            "proxy_headers": trusted.proxy_headers,
            "forwarded_allow_ips": trusted.forwarded_allow_ips,
        }
        async with served(app, **believed) as running:
            await running.said_to(LAST.replace(b"\r\n\r\n", b"\r\nX-Forwarded-For: 198.51.100.7\r\n\r\n"))
        return app.seen

    assert await seen_with("") == ["127.0.0.1"]
    assert await seen_with("10.9.9.9") == ["127.0.0.1"]
    assert await seen_with("127.0.0.1") == ["198.51.100.7"]


def test_what_was_smuggled_is_a_request_and_would_have_been_seen() -> None:
    assert SMUGGLED.startswith(b"GET /smuggled HTTP/1.1\r\n")
    assert sum(SMUGGLED in abuse.said for abuse in CORPUS) >= 10
