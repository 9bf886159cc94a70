"""For whoever keeps the house running: how the servers are, upkeep that survives a reload and runs once;
every run of a case; and not a word of any case."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from sqlalchemy import func, text, update

from local.postgres import Postgres
from records import upkeep as kept
from records.tables import cases, deliveries, outbox
from tests.api.conftest import CLERK, OPERATOR, SECRETARY, SUPERVISOR, Desk, county_of_its_own
from tests.api.test_exchanges import sent_to_the_police, tried
from tests.pages.conftest import Browser, Read
from tests.pages.test_desk import registered


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def county(postgres: Postgres) -> AsyncIterator[Desk]:
    """A county of this module's own: its read tables are spoiled."""
    async with county_of_its_own(postgres, "pages_engine") as desk:
        yield desk


async def number_of_a_case(browser: Browser) -> str:
    return "SL-" + (await registered(browser)).text.partition("SL-")[2].split()[0]


async def ended(browser: Browser) -> Read:
    """The page once nothing runs any more."""
    async with asyncio.timeout(60):
        while "进行中" in (page := await browser.open("/desk/engine")).text:
            await asyncio.sleep(0.1)
    return page


async def test_the_operator_sees_servers_and_lags_and_no_word_of_a_case(browser: Browser) -> None:
    await number_of_a_case(browser)
    await browser.sign_in(OPERATOR)

    page = await browser.open("/desk/engine")

    assert page.status == 200
    assert "落后于流水的程序 0 个" in page.text
    for word in ("王甲", "李乙", "宅基地边界"):
        assert word not in page.text


@pytest.mark.parametrize("person", [CLERK, SECRETARY, SUPERVISOR])
async def test_nobody_else_comes_in(browser: Browser, person: str) -> None:
    await browser.sign_in(person)

    engine = await browser.open("/desk/engine")
    runs = await browser.open("/desk/engine/runs?kind=dispute&number=SL-2026-000001")

    assert (engine.status, runs.status) == (403, 403)


async def test_verifying_ends_with_nothing_found_and_is_there_after_a_reload(browser: Browser) -> None:
    await number_of_a_case(browser)
    await browser.sign_in(OPERATOR)

    await browser.send(await browser.open("/desk/engine"), kind="verify")
    page = await ended(browser)

    assert "核对全部流水" in page.text
    assert "已完成" in page.text
    assert (await kept.listed(browser.desk.app.state.office.records))[0].found == 0


async def test_what_a_read_table_says_wrongly_is_found_and_set_right_by_a_rebuild(browser: Browser) -> None:
    number = await number_of_a_case(browser)
    records = browser.desk.app.state.office.records
    async with records.begin() as connection:
        await connection.execute(update(cases).where(cases.c.matter == number).values(stage="closed"))
    await browser.sign_in(OPERATOR)

    await browser.send(await browser.open("/desk/engine"), kind="verify")
    found = await ended(browser)
    await browser.send(found, kind="rebuild")
    await ended(browser)
    await browser.send(await browser.open("/desk/engine"), kind="verify")
    await ended(browser)

    assert f"dispute/sl/{number}/1" in found.text
    rebuilt_and_verified = [(task.kind, task.found) for task in (await kept.listed(records))[:2]]
    assert rebuilt_and_verified == [("verify", 0), ("rebuild", 1)]


async def test_only_one_runs_at_a_time_and_one_that_fell_silent_makes_room(browser: Browser) -> None:
    records = browser.desk.app.state.office.records
    first, is_new = await kept.begin(records, uuid4(), "verify", OPERATOR)
    await browser.sign_in(OPERATOR)
    page = await browser.open("/desk/engine")

    refused = await browser.send(page, kind="rebuild")
    same, is_new_again = await kept.begin(records, first.id, "verify", OPERATOR)
    async with records.begin() as connection:
        await connection.execute(
            text("UPDATE upkeep SET beat_at = now() - interval '2 minutes' WHERE id = :id"), {"id": first.id}
        )
    await browser.send(await browser.open("/desk/engine"), kind="rebuild")
    await ended(browser)

    assert (is_new, is_new_again, same.id) == (True, False, first.id)
    assert refused.status == 409
    assert "已有一项维护任务正在进行" in refused.text
    states = {task.id: task.state for task in await kept.listed(records)}
    assert states[first.id] == "interrupted"
    assert not await kept.beat(records, first.id, 1, 0)


async def test_the_same_form_sent_twice_begins_one_task(browser: Browser) -> None:
    await browser.sign_in(OPERATOR)
    page = await browser.open("/desk/engine")
    key = page.form.values["key"][0]

    await browser.send(page, kind="verify")
    await ended(browser)
    await browser.send(page, kind="verify")

    tasks = await kept.listed(browser.desk.app.state.office.records)
    assert sum(task.id == UUID(key) for task in tasks) == 1
    assert "进行中" not in (await browser.open("/desk/engine")).text


async def test_a_letter_that_fails_again_and_again_is_listed_in_words_with_its_code(browser: Browser) -> None:
    number = await number_of_a_case(browser)
    row = {"procedure": f"dispute/sl/{number}/1", "seq": 1, "kind": "made-up", "number": 9, "body": {}}
    async with browser.desk.app.state.office.records.begin() as connection:
        await connection.execute(outbox.insert().values(**row, attempts=5, last_error="RPCError"))
    await browser.sign_in(OPERATOR)

    page = await browser.open("/desk/engine")

    line = page.text.partition("多次未能送出的信件")[2].partition("对接系统")[0]
    assert "其他" in line
    assert "流程引擎没有应答，稍后自动再试 RPCError" in line


async def test_what_became_of_a_message_to_an_agency_is_said_in_words(browser: Browser) -> None:
    answers = ("no-address", "503", "WriteError")
    said = ("没有登记对方地址", "对方以错误代码回应 503", "与对方的连接中断 WriteError")
    pages = []

    for answer in answers:
        _, handoff = await sent_to_the_police(browser.desk)
        await tried(browser.desk, handoff, answer)
        async with browser.desk.app.state.office.records.begin() as connection:
            await connection.execute(
                update(deliveries).where(deliveries.c.procedure == handoff).values(last_at=func.now())
            )
        await browser.sign_in(OPERATOR)
        pages.append((await browser.open("/desk/engine")).text)

    for page, words in zip(pages, said, strict=True):
        assert words in page


async def test_what_the_engine_counts_is_told_apart_from_what_the_journals_count(browser: Browser) -> None:
    await browser.sign_in(OPERATOR)

    page = await browser.open("/desk/engine")

    assert "与上面的流水数不同" in page.text.partition("引擎中的流程")[2].partition("维护任务")[0]


async def test_every_run_of_a_case_is_listed_with_the_way_to_the_engines_pages(browser: Browser) -> None:
    number = await number_of_a_case(browser)
    await browser.sign_in(OPERATOR)

    page = await browser.open(f"/desk/engine/runs?kind=dispute&number={number}&n=1")
    none = await browser.open("/desk/engine/runs?kind=dispute&number=SL-2026-999999")
    odd = await browser.open("/desk/engine/runs?kind=..%2F..%2Fme&number=x")

    assert page.status == 200
    assert f"workflows/dispute%2Fsl%2F{number}%2F1/the-run/history" in page.html
    assert (none.status, odd.status) == (404, 404)


async def test_what_cannot_be_reached_says_so_and_the_rest_is_told(browser: Browser) -> None:
    number = await number_of_a_case(browser)
    await browser.sign_in(OPERATOR)
    browser.desk.engine.is_away = True

    page = await browser.open("/desk/engine")
    runs = await browser.open(f"/desk/engine/runs?kind=dispute&number={number}")
    browser.desk.engine.recover()

    assert "连接不上" in page.text
    assert page.status == 200
    assert runs.status == 503
