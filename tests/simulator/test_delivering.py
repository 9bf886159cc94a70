"""How what an agency says gets to the county."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest
from starlette.responses import JSONResponse, Response

from conformance.county import Heard, receipt_of
from conformance.kit import Kit
from simulator.delivering import _asked_to_wait, _told
from tests.simulator.playing import at_the_desk, court, heard, send_matter

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def answering(status: int, content: object = None, **headers: str) -> Callable[[Heard], Response]:
    return lambda _: JSONResponse(content, status, headers)


async def ledger(kit: Kit, subject: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = (
        await kit.client.get(f"{kit.url}/desk/ledger", params={"subject": subject})
    ).json()
    return found


async def test_it_is_repeated_with_the_same_bytes_until_it_is_taken(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        subject = await send_matter(kit)
        affair = kit.county.affairs[subject]
        affair.answers = [answering(500), answering(429), answering(302)]
        await at_the_desk(kit, subject, "receive")

        await kit.hear(subject, "received")

        await kit.state(subject, "received")
        assert len({each.body for each in affair.heard}) == 1
        assert [each["status"] for each in await ledger(kit, subject)] == [500, 429, 302, 202]


async def test_a_county_that_is_away_is_waited_for(tmp_path: Path) -> None:
    async with court(tmp_path / "s", is_heard=False) as kit:
        subject = await send_matter(kit)
        await at_the_desk(kit, subject, "receive")
        while not await ledger(kit, subject):
            pass

        async with kit.county.listening():
            await kit.hear(subject, "received")
            await kit.state(subject, "received")

        first, *_, last = await ledger(kit, subject)
        assert (first["status"], last["status"], last["effect"]) == (None, 202, "taken")


@pytest.mark.parametrize("status", [400, 401, 404, 409, 413, 422])
async def test_a_final_no_ends_what_was_meant(tmp_path: Path, status: int) -> None:
    async with court(tmp_path / "s") as kit:
        subject = await send_matter(kit)
        kit.county.affairs[subject].answers = [answering(status)]
        await at_the_desk(kit, subject, "receive")
        await kit.until(lambda: heard(kit, subject) == ["received"], "nothing")

        await at_the_desk(kit, subject, "sign")

        await kit.state(subject, "signed-for")
        assert [each["status"] for each in await ledger(kit, subject)] == [status, 202]


async def test_what_is_pending_is_asked_again_and_what_comes_after_waits(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        subject = await send_matter(kit)
        affair = kit.county.affairs[subject]
        affair.answers = [lambda it: JSONResponse(receipt_of(it.id, affair, "pending", None), 202)] * 2
        await at_the_desk(kit, subject, "accept")

        await at_the_desk(kit, subject, "progress")

        await kit.hear(subject, "progressed")
        said = [each.what for each in affair.heard]
        assert said == ["accepted"] * 3 + ["progressed"]


async def test_how_it_ended_elsewhere_is_taken_from_the_answer(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        subject = await send_matter(kit)
        kit.county.affairs[subject].stage = "closed"

        await at_the_desk(kit, subject, "accept")

        await kit.state(subject, "expired")


async def test_what_was_heard_of_shows_that_what_was_lost_had_arrived(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        subject = await send_matter(kit)
        affair = kit.county.affairs[subject]
        affair.answers = [answering(503, None, **{"retry-after": "30"})]  # taken, and the answer lost
        await at_the_desk(kit, subject, "want-supplement")
        await kit.until(lambda: bool(affair.heard), "nothing")
        while not await ledger(kit, subject):
            pass

        supplied = await kit.send("supplied", subject, {"documents": [], "note": "已补齐。"})

        assert supplied.receipt["effect"] == "taken"
        assert (await kit.state(subject, "received"))["holder"] == "sender"


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7),
        (format_datetime(NOW + timedelta(seconds=9), usegmt=True), 9),
        ("soon", 0),
        ("", 0),
        ("-1", 0),
    ],
)
def test_a_wish_to_be_left_alone_is_read_in_both_its_forms(asked: str, seconds: float) -> None:
    response = httpx.Response(503, headers={"retry-after": asked})

    assert _asked_to_wait(response, NOW) == seconds
    assert _asked_to_wait(None, NOW) == 0


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]"])
def test_an_answer_that_tells_nothing_tells_nothing(body: bytes) -> None:
    assert _told(httpx.Response(202, content=body)) == (None, None)
