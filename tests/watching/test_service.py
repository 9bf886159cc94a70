"""What is promised, and how it stands, everybody is told: by the system's own measurement."""

from dataclasses import replace
from datetime import UTC, datetime

from local.ports import free_port
from records import connect
from records.availability import Minute, note
from tests.api.conftest import Desk
from watching.promises import PROMISES


async def test_everybody_reads_what_is_promised_and_how_it_stands(desk: Desk) -> None:
    records = desk.app.state.office.records
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    await note(records, "a-process", Minute(now, looks=6, ready=5, answered=100, failed=1))

    told = (await desk.http.get("/public/service")).json()

    assert [each["id"] for each in told["promises"]] == [each.id for each in PROMISES]
    assert 0 < told["availability"]["ready"] < 1
    assert 0 < told["availability"]["without_failure"] < 1
    assert told["punctuality"]["early"] == 0


async def test_while_the_database_is_away_the_promises_are_told_all_the_same(desk: Desk) -> None:
    nowhere = connect(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")
    office = desk.app.state.office
    desk.app.state.office = replace(office, records=nowhere)

    answer = await desk.http.get("/public/service")

    told = answer.json()
    assert answer.status_code == 200
    assert len(told["promises"]) == len(PROMISES)
    assert (told["availability"], told["punctuality"], told["checked"]) == (None, None, None)


async def test_the_page_is_where_everybody_looks_for_it(desk: Desk) -> None:
    led = await desk.http.get("/status")
    page = await desk.http.get("/window/status")

    assert (led.status_code, led.headers["location"]) == (303, "/window/status")
    assert page.status_code == 200
    assert all(each.zh in page.text for each in PROMISES)


def test_every_promise_has_a_number_of_its_own_and_words_in_both_languages() -> None:
    assert len({each.id for each in PROMISES}) == len(PROMISES)
    assert all(each.zh and each.en and each.en.isascii() for each in PROMISES)
    assert sum(each.is_measured for each in PROMISES) == 3
