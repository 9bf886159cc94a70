"""The registers through the API: kept by acts with proof, read by whoever handles matters; and what they say
when a session is recorded."""

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import pytest_asyncio

from api import examples
from local.postgres import Postgres
from rules.registers import Register
from tests.api.conftest import (
    ADMIN,
    AUDITOR,
    CLERK,
    MEDIATOR,
    OTHER_TOWNSHIP,
    SECRETARY,
    SUPERVISOR,
    Desk,
    county_of_its_own,
)

CENTRE = "p-sl-dispute-resolution-centre"
JUSTICE = "p-sl-t1-justice-office"
TODAY, TOMORROW = "2026-11-02", "2026-11-03"
_numbers = itertools.count(1)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def room(postgres: Postgres) -> AsyncIterator[Desk]:
    """A county of this module's own."""
    async with county_of_its_own(postgres, "api_registers") as desk:
        yield desk


@dataclass
class Keeping:
    desk: Desk

    async def ask(self, person: str, path: str, body: Any) -> httpx.Response:
        return await (await self.desk.sign_in(person)).post(f"/registers/{path}", body)

    async def enter(self, by: str, register: str, what: Any, **more: Any) -> httpx.Response:
        ref = more.pop("ref", f"r-{next(_numbers)}")
        line = {"because": "appointment", "ref": ref, "unit": "sl", "valid_from": TODAY, "what": what}
        return await self.ask(by, register, {**line, **more})

    async def entered(self, register: str, what: Any, **more: Any) -> str:
        answer = await self.enter(CENTRE, register, what, **more)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["changes"][0]["change"]["body"]["after"]["ref"])

    async def read(self, path: str, person: str = CLERK, **query: Any) -> Any:
        answer = await (await self.desk.sign_in(person)).get(path, **query)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def keeping(desk: Desk) -> Keeping:
    return Keeping(desk)


A_MEDIATOR = {"name": "何顺成", "grade": "second", "is_full_time": True, "studio": "何顺成工作室"}


async def test_what_is_entered_in_a_register_is_a_change_that_the_auditor_reads(keeping: Keeping) -> None:
    ref = await keeping.entered("mediators", A_MEDIATOR, basis="示司调〔2026〕3号")

    changed = await keeping.read("/directory/changes", AUDITOR, kind="line-entered")

    mine = [e["change"] for e in changed["items"] if e["change"]["body"]["after"]["ref"] == ref]
    assert [(each["by_person"], each["basis"], each["unit"]) for each in mine] == [
        (CENTRE, "示司调〔2026〕3号", "sl")
    ]
    assert mine[0]["body"]["after"]["what"]["studio"] == "何顺成工作室"


@pytest.mark.parametrize("register", Register)
async def test_each_register_is_its_keepers_alone(keeping: Keeping, register: Register) -> None:
    body = examples.REGISTERS[register]["line"]["value"]

    refused = [
        (await keeping.ask(who, register, body)).status_code
        for who in (SECRETARY, SUPERVISOR, ADMIN, AUDITOR)
    ]

    assert refused == [403, 403, 403, 403]


async def test_a_township_keeps_its_own_and_whoever_handles_no_matter_reads_none(keeping: Keeping) -> None:
    there = {"unit": "sl-t1-v1"}

    own = await keeping.enter(JUSTICE, "mediators", A_MEDIATOR, **there)
    others = await keeping.enter(OTHER_TOWNSHIP, "mediators", A_MEDIATOR, **there)
    keeper = await (await keeping.desk.sign_in(ADMIN)).get("/registers/mediators")

    assert own.status_code == 201
    assert (others.status_code, others.json()["code"]) == (409, "outside-your-area")
    assert keeper.status_code == 403  # who keeps the seats takes part in no matter


async def test_a_mediator_is_shown_with_what_is_counted_and_without_a_score(keeping: Keeping) -> None:
    ref = await keeping.entered("mediators", A_MEDIATOR, person=MEDIATOR, unit="sl-t1-v1")
    case = await keeping.desk.dispute()
    for _ in range(2):
        await keeping.entered("complaints", {"mediator": ref, "matter": case.number})

    shown = await keeping.read(f"/registers/mediators/{ref}")

    assert (shown["can_be_assigned"], shown["complaints"], shown["open_matters"]) == (True, 1, 0)
    assert set(shown) == {"line", "grade_words", "can_be_assigned", "complaints", "open_matters"}
    missing = await (await keeping.desk.sign_in(CLERK)).get("/registers/mediators/nobody")
    assert missing.status_code == 404
    strange = await keeping.enter(CENTRE, "complaints", {"mediator": "nobody", "matter": case.number})
    assert (strange.status_code, strange.json()["code"]) == (409, "not-in-the-register")


async def test_the_matters_in_somebodys_hands_are_counted(keeping: Keeping) -> None:
    ref = await keeping.entered("mediators", A_MEDIATOR, person=SECRETARY, unit="sl-t1-v1")
    for _ in range(2):
        case = await keeping.desk.dispute()
        await case.done(SECRETARY, "claim")

    assert (await keeping.read(f"/registers/mediators/{ref}"))["open_matters"] == 2


async def test_full_time_mediators_are_counted_and_townships_without_one_named(keeping: Keeping) -> None:
    ref = await keeping.entered("mediators", A_MEDIATOR, unit="sl-t4")

    counted = await keeping.read("/registers/mediators/full-time")
    before = await keeping.read("/registers/mediators/full-time", on="2026-11-01")

    assert counted["by_unit"]["sl-t4"] == 1
    assert "sl-t3" in counted["lacking"]
    assert "sl-t4" not in counted["lacking"]
    assert "sl-t4" in before["lacking"]
    end = {"because": "retirement", "ref": ref, "valid_from": TODAY}
    assert (await keeping.ask(CENTRE, "mediators/end", end)).status_code == 201
    assert "sl-t4" in (await keeping.read("/registers/mediators/full-time"))["lacking"]


async def test_a_unit_is_found_by_its_function_and_shown_with_what_is_counted(keeping: Keeping) -> None:
    await keeping.entered("functions", {"tag": "resolution-centre"}, unit="sl-t1")
    await keeping.entered("premises", {"host": "sl-t1"}, unit="sl-d1")
    await keeping.entered("readiness", {"item": "sign", "count": 1}, unit="sl-t1")

    found = await keeping.read("/registers/functions/resolution-centre/unit", at="sl-t1-v2")
    unit = await keeping.read("/registers/units/sl-t1")
    caller = await keeping.desk.sign_in(CLERK)

    assert found["unit"] == "sl-t1"
    assert (unit["functions"], unit["housed_with"]) == (["resolution-centre"], ["sl-d1"])
    ready = {each["item"]: (each["count"], each["is_there"]) for each in unit["readiness"]}
    assert (ready["sign"], ready["staff"], ready["rules"]) == ((1, True), (5, True), (0, False))
    none = await caller.get("/registers/functions/litigation/unit", at="sl-t1")
    assert none.status_code == (await caller.get("/registers/units/nowhere")).status_code == 404


@pytest.mark.parametrize(
    ("register", "what"),
    [
        ("shifts", {"presence": "resident", "halves": []}),
        ("shifts", {"presence": "resident", "halves": ["morning"], "weekdays": [8]}),
        ("windows", {"name": "窗口", "services": []}),
        ("windows", {"name": "窗口", "services": ["command-centre"]}),
        ("mediators", {**A_MEDIATOR, "score": 5}),
    ],
)
async def test_what_no_register_can_say_is_not_taken(keeping: Keeping, register: str, what: Any) -> None:
    answer = await keeping.enter(CENTRE, register, what)

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


async def test_which_unit_is_competent_is_told_with_its_basis_or_who_settles_it(keeping: Keeping) -> None:
    strange = await (await keeping.desk.sign_in(CLERK)).get("/powers/R-999")
    one = await keeping.read("/powers/R-17")
    none = await keeping.read("/powers/R-25")
    place = await keeping.read("/powers/R-06", township="sl-t2")

    assert (one["unit"], one["settled_by"], one["version"]) == ("sl-d1", None, "2026.1")
    assert len(one["bases"]) > 1
    assert (none["unit"], none["settled_by"]) == (None, "county_leader@county")
    assert place["unit"] == "sl-t2"
    assert strange.status_code == 404


async def test_the_table_of_a_village_is_proposed_with_what_stands_in(keeping: Keeping) -> None:
    case = await keeping.desk.dispute()
    await keeping.entered("village-resources", {"kind": "peacemakers", "name": "和事佬"}, unit="sl-t1-v1")

    proposed = await keeping.read(f"{case.path}/panel", SECRETARY)
    unseen = await (await keeping.desk.sign_in(OTHER_TOWNSHIP)).get(f"{case.path}/panel")

    assert proposed[0]["seat"]["resource"]
    assert [each["seat"]["stands_in_for"] for each in proposed[1:]] == ["police-post", "veterans-station"]
    assert unseen.status_code == 404


async def planned(keeping: Keeping) -> Any:
    """A dispute with a session that can be recorded, and the record of it."""
    case = await keeping.desk.dispute()
    parties = await case.parties()
    for party in parties:
        await case.done(SECRETARY, "record-consent", {"party": party})
    await case.done(
        SECRETARY,
        "schedule-session",
        {"scheduled_for": "2026-11-02T09:00:00+08:00", "place_unit": "sl-t1-v1"},
    )
    record = {
        "outcome": "no_agreement",
        "present": ["peoples_mediator"],
        "parties": parties,
        "mediators": [MEDIATOR],
        "rights_told": True,
        "minutes": "双方各执一词。",
    }
    return case, record


async def test_whoever_the_registers_keep_away_is_not_recorded_as_mediator(keeping: Keeping) -> None:
    case, record = await planned(keeping)
    line = {"because": "correction", "valid_from": "2026-01-01", "valid_until": TODAY, "unit": "sl-t1-v1"}
    over = await keeping.entered("mediators", A_MEDIATOR, **line)
    lawyer = await keeping.entered("lawyers", {"name": "周明", "firm": "示例所"})
    acted = {"lawyer": lawyer, "matter": case.number, "engaged_as": "for-a-party"}
    await keeping.entered("engagements", acted)

    async def refused(**changes: Any) -> str:
        answer = await case.ask(SECRETARY, "record-session", {**record, **changes})
        return str(answer.json().get("code", answer.status_code))

    assert await refused(mediators=[over]) == "appointment-is-over"
    assert await refused(mediators=[lawyer]) == "acted-for-a-party"
    assert await refused(invited=["nobody"]) == "not-invited"
    assert await refused(registers={"lapsed": []}) == "malformed"  # the house says it, and nobody else
    await case.done(SECRETARY, "record-session", record)
