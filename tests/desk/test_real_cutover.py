"""A county cuts over on the whole system: history is kept and still, what is in mid-course goes on."""

import asyncio
import csv
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from counties.calendars import china
from desk.caller import Caller
from desk.retrospect import looked_back, mapping_of
from desk.sheets import BadRow, Row, read
from desk.town import CLERK, DISPATCHER
from desk.where import api_url
from rules.clocks.table.whole import TABLE
from rules.instants import BEIJING
from settings import attached
from tests.desk.test_cutover import OPEN, PAST
from tests.desk.test_real_input import SHARED, fengqiao, running

pytestmark = [pytest.mark.acceptance, pytest.mark.servers, pytest.mark.slow]

_LIMIT = 30.0  # seconds
ARE_ALL = os.environ.get("FENGQIAO_REPLIES") == "all"
ROWS = 1973 if ARE_ALL else 395


@pytest.fixture(scope="module", autouse=True)
def _beside_the_system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with running(tmp_path_factory.mktemp("run"), empty=True):
        yield


def day(ago: float) -> str:
    return (datetime.now(UTC) - timedelta(days=ago)).astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")


def file_of(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def open_file(path: Path, *rows: dict[str, str]) -> Path:
    whole = {
        "title": "排水沟",
        "received_at": day(20),
        "dispute_type": "water",
        "village": "sl-t1-v1",
        "applicant": "王甲",
        "respondent": "李乙",
        "registered_on": day(20),
        "step": "2",
        "step_since": day(9),
        "stage": "mediation",
        "consented": "是",
    }
    names = ["id", *whole]
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows({**whole, **row} for row in rows)
    return path


def procedures_of(source: str) -> dict[str, str]:
    """The procedure of each row of a source, by its id there."""
    with psycopg.connect(attached().database_url) as connection:
        found = connection.execute(
            "SELECT origin_id, id FROM matters JOIN procedures ON matter = number WHERE origin = %s",
            [source],
        )
        return dict(found.fetchall())


def asked_of_the_records(query: str, procedure: str) -> int:
    with psycopg.connect(attached().database_url) as connection:
        row = connection.execute(query, [procedure]).fetchone()
    assert row
    return int(row[0])


def shown(procedure: str) -> Any:
    kind, _, number, n = procedure.split("/")

    async def read() -> Any:
        async with Caller(api_url()) as caller:
            return await caller.get(DISPATCHER, f"/cases/{kind}/{number}/{n}")

    return asyncio.run(read())


async def is_in_the_engine(procedure: str) -> bool:
    settings = attached()
    engine = await Client.connect(settings.temporal_address, namespace=settings.temporal_namespace)
    try:
        await engine.get_workflow_handle(procedure).describe()
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        return False
    return True


async def carried_out(procedure: str) -> None:
    """Until nothing waits in the outbox for this procedure."""
    waiting = "SELECT count(*) FROM outbox WHERE procedure = %s AND done_at IS NULL"
    async with asyncio.timeout(_LIMIT):
        while asked_of_the_records(waiting, procedure):
            await asyncio.sleep(0.1)


def test_history_comes_in_once_and_nothing_is_started_or_sent(tmp_path: Path) -> None:
    file = file_of(tmp_path / "history.csv", PAST)

    first, again = (fengqiao("import", "--history", file) for _ in range(2))

    assert (first["registered"], first["bad"]) == (2, [])
    assert (again["registered"], again["already"]) == (0, 2)
    came = procedures_of("history")
    assert sorted(came) == ["2025-0417", "2025-0803"]
    for procedure in came.values():
        assert procedure.startswith("past/")
        assert asked_of_the_records("SELECT count(*) FROM outbox WHERE procedure = %s", procedure) == 0
        assert asked_of_the_records("SELECT count(*) FROM documents WHERE procedure = %s", procedure) == 0
        assert not asyncio.run(is_in_the_engine(procedure))
    case = shown(came["2025-0417"])["case"]
    assert (case["opened_at"], case["closed_at"]) == ("2025-04-17T01:20:00Z", "2025-04-27T16:00:00Z")


def test_history_is_shown_by_the_number_of_its_matter() -> None:
    number = procedures_of("history")["2025-0803"].split("/")[2]

    assert fengqiao("case", "show", number)["case"]["outcome"] == "answered"
    assert [entry["kind"] for entry in fengqiao("case", "history", number)] == ["PastMatterRecorded"]


def test_disputes_in_mid_course_go_on_and_what_was_late_is_not_told_again(tmp_path: Path) -> None:
    file = open_file(
        tmp_path / "open.csv",
        {"id": "late"},
        {"id": "on time", "registered_on": day(3), "received_at": day(3), "step_since": day(1)},
    )

    first, again = (fengqiao("import", "--open", file) for _ in range(2))

    assert (first["registered"], first["bad"]) == (2, [])
    assert (again["registered"], again["already"]) == (0, 2)
    came = procedures_of("open")
    for procedure in came.values():
        asyncio.run(carried_out(procedure))
        assert asyncio.run(is_in_the_engine(procedure))
        assert asked_of_the_records("SELECT count(*) FROM documents WHERE procedure = %s", procedure) == 0
    late, on_time = shown(came["late"]), shown(came["on time"])
    assert [entry["kind"] for entry in late["timeline"]] == ["BroughtOver"]
    assert (late["case"]["light"], late["case"]["overdue"]) == ("red", True)
    assert "look-into-overdue" in [task["what"] for task in late["tasks"]]
    assert (on_time["case"]["light"], on_time["case"]["overdue"]) == ("green", False)


def test_a_dispute_that_came_over_is_decided_upon_in_the_engine() -> None:
    procedure = procedures_of("open")["on time"]
    kind, _, number, n = procedure.split("/")
    path = f"/cases/{kind}/{number}/{n}"

    async def end() -> None:
        async with Caller(api_url()) as caller:
            party = (await caller.get(CLERK, path))["parties"][0]["party"]["ref"]
            said = {"party": party, "name": "王正名", "reason": "身份证上的字不同。"}
            key = "6f0c2f0e-5c0e-4b5e-9a55-0b1d5e6a7c01"
            await caller.post(CLERK, f"{path}/correct-particulars", said, key)
            reason, key = {"reason": "双方分歧过大。"}, "6f0c2f0e-5c0e-4b5e-9a55-0b1d5e6a7c02"
            cadre = "p-sl-t1-v1-posted-township-cadre"
            await caller.post(cadre, f"{path}/end-without-agreement", reason, key)

    asyncio.run(end())

    case = shown(procedure)
    assert case["case"]["outcome"] == "no-agreement"
    assert case["parties"][0]["name"] == "王正名"


def test_bad_rows_are_listed_and_the_others_come_in_whole(tmp_path: Path) -> None:
    file = open_file(
        tmp_path / "odd.csv",
        {"id": "good"},
        {"id": "no such village", "village": "nowhere"},
        {"id": "no such type", "dispute_type": "weather"},
        {"id": "in the future", "step_since": day(-2)},
        {"id": "out of order", "step_since": day(30)},
        {"id": "nobody agreed", "consented": "否"},
        {"id": "no date", "registered_on": "前天"},
    )

    report = fengqiao("import", "--open", file, code=1)

    assert (report["registered"], report["done"]) == (1, 7)
    assert [(row["line"], row["id"], row["code"]) for row in report["bad"]] == [
        (3, "no such village", "not-registered"),
        (4, "no such type", "not-registered"),
        (5, "in the future", "not-registered"),
        (6, "out of order", "not-registered"),
        (7, "nobody agreed", "not-registered"),
        (8, "no date", "unreadable-date-in"),
    ]
    said = [row["zh"] for row in report["bad"]]
    assert "body.village" in said[0]
    assert "step_since" in said[2]
    assert "registered_at, step_since" in said[3]
    assert "consented" in said[4]
    with psycopg.connect(attached().database_url) as connection:
        rows = connection.execute("SELECT origin_id FROM matters WHERE origin = 'odd'").fetchall()
    assert rows == [("good",)]


def test_the_documents_example_of_open_matters_comes_in(tmp_path: Path) -> None:
    report = fengqiao("import", "--open", file_of(tmp_path / "example.csv", OPEN))

    assert (report["registered"], report["bad"]) == (3, [])
    stages = {id: shown(each)["case"]["stage"] for id, each in procedures_of("example").items()}
    assert stages == {"2026-0012": "mediation", "2026-0019": "direction", "2026-0023": "consent"}


def test_everything_agrees_after_the_cut_over() -> None:
    for procedure in (*procedures_of("open").values(), *procedures_of("example").values()):
        asyncio.run(carried_out(procedure))

    assert fengqiao("verify") == []


@pytest.fixture(scope="module")
def replies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every fifth row; all of them where FENGQIAO_REPLIES says so."""
    if not SHARED.exists():
        pytest.skip("../shared/data is not here: no real replies to bring in")
    if ARE_ALL:
        return SHARED
    file = tmp_path_factory.mktemp("replies") / SHARED.name
    with SHARED.open(newline="") as whole, file.open("w", newline="") as some:
        heading, *rows = csv.reader(whole)
        csv.writer(some).writerows([heading, *rows[::5]])
    return file


def test_real_messages_with_their_replies_come_in_as_history_each_once(replies: Path) -> None:
    first, again = (fengqiao("import", "--history", replies) for _ in range(2))

    assert (first["registered"], first["bad"]) == (ROWS, [])
    assert (again["registered"], again["already"], again["bad"]) == (0, ROWS, [])
    with psycopg.connect(attached().database_url) as connection:
        kept = connection.execute(
            "SELECT count(DISTINCT origin_id), count(*) FROM matters JOIN procedures ON matter = number"
            " JOIN journal ON procedure = id JOIN contents ON ref::text = body ->> 'reply'"
            " WHERE origin = %s AND body ->> 'kind' = 'petition' AND body ->> 'outcome' = 'answered'",
            [replies.stem],
        )
        assert kept.fetchone() == (ROWS, ROWS)


def test_they_were_answered_on_time_and_late_as_the_retrospect_says_to_the_case(replies: Path) -> None:
    looked = fengqiao("retrospect", replies, "--clock", "K-07")
    found = fengqiao("indicator", "on-time", "--since", "2011-01-01", "--until", "2020-12-31")

    late_ones = late_rows(replies)
    on_time, late = (1869, 104) if ARE_ALL else (ROWS - len(late_ones), len(late_ones))
    counted = [found[each]["count"] for each in ("on_time", "late", "not_done")]
    assert counted == [on_time, late, 0]
    assert (looked["on_time"], looked["late"], looked["open"]) == (on_time, late, 0)
    assert found["rate"] == looked["on_time_rate"] == round(on_time / ROWS, 4)
    assert found["calendar"] == looked["calendar"]
    came = procedures_of(replies.stem)
    assert {came[id] for id in late_ones} == set(found["late"]["procedures"])
    assert late_ones


def late_rows(file: Path) -> set[str]:
    """The ids of the rows that a retrospect of each of them alone finds late."""
    sheet = read(file, None)
    mapping, rule = mapping_of(sheet.headings, ()), TABLE["K-07"]

    def is_late(row: Row | BadRow) -> bool:
        return bool(looked_back([row], mapping, rule, china(), date(2026, 1, 1))["late"])

    return {str(row.cells["id"]) for row in sheet.rows if isinstance(row, Row) and is_late(row)}


def test_a_real_reply_is_read_where_it_was_given(replies: Path) -> None:
    with replies.open(newline="") as file:
        row = next(csv.DictReader(file))

    (entry,) = shown(procedures_of(replies.stem)[row["id"]])["timeline"]

    assert entry["texts"] == {"reply": row["reply"].strip()}
    assert entry["data"]["closed_at"] == "2019-05-10T06:56:53Z"
