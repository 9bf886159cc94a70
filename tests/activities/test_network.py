"""The adapter over HTTP, against a server that answers what it is told to: what is taken, and what is not."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
import pytest

from activities.partners.adapter import NotTaken, Taken
from activities.partners.network import Network
from wire.partners import Partner
from wire.signing import Keys

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
KEYS = Keys("whsec_" + "QUJD" * 8)
MIB = 2**20


def answered(status: str, body: bytes = b"{}", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


@asynccontextmanager
async def asking(answer: bytes, *, again: int = 0) -> AsyncIterator[tuple[Network, Callable[[], int]]]:
    """An agency that gives this answer, its last byte ``again`` times more; and how much of that was asked
    for."""
    written = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal written
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            while written < again:
                writer.write(answer[-1:] * MIB)
                written += MIB
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    async with server, httpx.AsyncClient(trust_env=False) as client:
        yield Network(Partner("court", f"http://{host}:{port}", KEYS), client), lambda: written


@pytest.mark.parametrize("effect", ["taken", "nothing", "refused", "pending"])
async def test_a_receipt_says_what_was_done_with_it(effect: str) -> None:
    async with asking(answered("202 Accepted", f'{{"effect":"{effect}"}}'.encode())) as (court, _):
        assert await court.send("m-1", "{}", AT) == Taken(AT, effect)


@pytest.mark.parametrize(
    "body",
    [b"", b"thank you", b"[]", b'{"effect":"perhaps"}', b'{"effect":["taken"]}', b"\xff", b'{"effect":'],
)
async def test_what_is_no_receipt_is_none_and_it_is_asked_again(body: bytes) -> None:
    async with asking(answered("200 OK", body)) as (court, _):
        with pytest.raises(NotTaken) as no:
            await court.send("m-1", "{}", AT)

    assert (no.value.code, no.value.is_final) == ("unreadable-answer", False)


@pytest.mark.parametrize(
    ("status", "is_final"),
    [
        ("301 Moved Permanently", False),
        ("400 Bad Request", True),
        ("401 Unauthorized", True),
        ("404 Not Found", True),
        ("408 Request Timeout", False),
        ("409 Conflict", True),
        ("422 Unprocessable Content", True),
        ("425 Too Early", False),
        ("429 Too Many Requests", False),
        ("500 Internal Server Error", False),
        ("503 Service Unavailable", False),
    ],
)
async def test_only_what_will_never_be_taken_is_given_up(status: str, *, is_final: bool) -> None:
    async with asking(answered(status, b"{}", "Location: http://127.0.0.1:1/")) as (court, _):
        with pytest.raises(NotTaken) as no:
            await court.send("m-1", "{}", AT)

    assert (no.value.code, no.value.is_final) == (status[:3], is_final)


@pytest.mark.parametrize(
    ("said", "after"),
    [("0", 0.0), ("30", 30.0), ("Wed, 21 Oct 2026 07:28:00 GMT", None), ("-5", None), ("9" * 9, None)],
)
async def test_it_waits_as_long_as_it_was_asked_to(said: str, after: float | None) -> None:
    busy = answered("503 Service Unavailable", b"{}", f"Retry-After: {said}")
    async with asking(busy) as (court, _):
        with pytest.raises(NotTaken) as no:
            await court.send("m-1", "{}", AT)

    assert no.value.after == after


async def test_an_answer_that_does_not_end_is_not_read_to_its_end() -> None:
    endless = b"HTTP/1.1 202 Accepted\r\nConnection: close\r\n\r\n" + b" "
    async with asking(endless, again=512 * MIB) as (court, written):
        with pytest.raises(NotTaken, match="answer-too-large"):
            await court.send("m-1", "{}", AT)

        assert written() < 64 * MIB  # what lies between the two of them, and no more


async def test_nobody_there_is_no_answer() -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        for url, code in (("", "no-address"), ("http://127.0.0.1:1", "ConnectError")):
            with pytest.raises(NotTaken) as no:
                await Network(Partner("court", url, KEYS), client).send("m-1", "{}", AT)
            assert (no.value.code, no.value.is_final) == (code, False)


async def test_how_an_exchange_stands_is_asked_by_its_reference() -> None:
    async with asking(answered("200 OK", b'{"stage":"received"}')) as (court, _):
        assert await court.fetch("handoff/sl/SL-2026-000001/1", AT) == {"stage": "received"}
