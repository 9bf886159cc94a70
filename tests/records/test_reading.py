"""Lists, counts and single looks show the same: what is visible, no more, page by page."""

from dataclasses import fields
from datetime import date

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from records import reading, worklists
from records.intake import Opening
from records.pages import BadCursor
from records.reading import CaseFilter, CaseLine, SortBy
from records.tables import cases
from records.visible import EVERYTHING, Visible
from records.worklists import TaskFilter, TaskLine
from rules.dispute import commands
from rules.dispute.procedure import DISPUTE
from rules.editions import Edition
from rules.procedure import Event
from tests.records.house import Case, House, Told
from tests.rules import county, story

NOBODY = Visible()
VILLAGE = Visible(frozenset({county.VILLAGE}))
OTHER = Visible(frozenset({county.OTHER_VILLAGE}))

Cabinet = dict[str, Case]  # the cases of this module, by what is special about each


def elsewhere(procedure: str, number: str, edition: Edition) -> Event:
    event: Event = story.registration(
        id=procedure, number=number, village=county.OTHER_VILLAGE, township=county.OTHER_TOWNSHIP
    )
    return event


def claimed(told: Told) -> None:
    told.hear(commands.Claim(id="", by=told.lead))


@pytest.fixture(scope="module")
def cabinet() -> Cabinet:
    return {}


@pytest.fixture(autouse=True)
async def filled(house: House, cabinet: Cabinet) -> None:
    if cabinet:
        return
    cabinet["new"] = await house.dispute()
    cabinet["claimed"] = await (await house.dispute()).tell(claimed)
    cabinet["agreed"] = await (await house.dispute()).tell(lambda told: told.agree())
    cabinet["overdue"] = await (await house.dispute()).tell(lambda told: told.wait(days=40))
    cabinet["elsewhere"] = await house.dispute(opening=Opening(DISPUTE, county.TOLD, elsewhere))
    await house.register(unit=county.OTHER_VILLAGE)


async def listed(engine: AsyncEngine, visible: Visible, **narrowed: object) -> list[str]:
    page = await reading.cases_listed(engine, visible, CaseFilter(**narrowed))  # type: ignore[arg-type]
    counted = await reading.cases_counted(engine, visible, CaseFilter(**narrowed))  # type: ignore[arg-type]
    assert counted == len(page.lines)
    return [line.procedure for line in page.lines]


async def test_nobody_sees_nothing(engine: AsyncEngine, cabinet: Cabinet) -> None:
    case = cabinet["new"]

    assert await listed(engine, NOBODY) == []
    assert await reading.case_file(engine, NOBODY, case.id) is None
    assert await reading.timeline(engine, NOBODY, case.id) is None
    assert await reading.cases_of(engine, NOBODY, case.state.number) == ()
    assert await reading.matter(engine, NOBODY, case.state.number) is None
    assert (await reading.matters_listed(engine, NOBODY)).lines == ()
    assert (await worklists.worklist(engine, NOBODY, TaskFilter())).lines == ()
    assert await worklists.worklist_counted(engine, NOBODY, TaskFilter()) == 0


async def test_a_unit_sees_the_cases_of_its_area(engine: AsyncEngine, cabinet: Cabinet) -> None:
    theirs = cabinet["elsewhere"]

    assert await listed(engine, OTHER) == [theirs.id]
    assert theirs.id not in await listed(engine, VILLAGE)
    assert len(await listed(engine, VILLAGE)) == 4
    assert len(await listed(engine, EVERYTHING)) == 5
    assert await reading.case_file(engine, VILLAGE, theirs.id) is None


async def test_who_handles_a_case_or_is_its_party_sees_it(engine: AsyncEngine, cabinet: Cabinet) -> None:
    assert await listed(engine, Visible(person=county.SECRETARY.person)) == [cabinet["claimed"].id]
    assert len(await listed(engine, Visible(parties=frozenset({"zhang"})))) == 5


@pytest.mark.parametrize(
    ("narrowed", "which"),
    [
        ({"handler": county.SECRETARY.person}, {"claimed"}),
        ({"overdue": True}, {"overdue"}),
        ({"is_open": False}, {"agreed"}),
        ({"outcome": "agreement"}, {"agreed"}),
        ({"is_open": True, "owner_unit": county.VILLAGE}, {"new", "claimed", "overdue"}),
        ({"stage": "closed", "kind": "dispute"}, {"agreed"}),
        ({"step": 4}, set()),
        ({"dispute_type": "no such type"}, set()),
        ({"number": "SL-2026-00000"}, {"new", "claimed", "agreed", "overdue", "elsewhere"}),
        ({"number": "SL-2026-0000__"}, set()),
        ({"matters": frozenset()}, set()),
        ({"needs_attention": True}, {"overdue"}),
    ],
)
async def test_a_list_is_narrowed_by_what_is_asked(
    engine: AsyncEngine, cabinet: Cabinet, narrowed: dict[str, object], which: set[str]
) -> None:
    assert set(await listed(engine, EVERYTHING, **narrowed)) == {cabinet[name].id for name in which}


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("by", SortBy)
async def test_pages_show_every_case_once_and_in_order(
    engine: AsyncEngine, by: SortBy, backwards: bool
) -> None:
    cursor: str | None = None
    lines: list[CaseLine] = []

    while True:
        page = await reading.cases_listed(engine, EVERYTHING, CaseFilter(), (by, backwards), cursor, 2)
        lines += page.lines
        cursor = page.next
        if cursor is None:
            break

    keys = [(getattr(line, by.value) or date.max, line.procedure) for line in lines]
    assert len(set(keys)) == 5
    assert keys == sorted(keys, reverse=backwards)


@pytest.mark.parametrize("cursor", ["x", "", "bm8", "WzFd", "WzEsMl0", "WyIyMDI2LTAxLTAxIiwgMV0", "é"])
async def test_a_cursor_nobody_gave_is_said_to_be_bad(engine: AsyncEngine, cursor: str) -> None:
    with pytest.raises(BadCursor):
        await reading.cases_listed(engine, EVERYTHING, CaseFilter(), cursor=cursor)


async def test_a_case_file_has_what_the_rules_show(engine: AsyncEngine, cabinet: Cabinet) -> None:
    case = cabinet["agreed"]
    view = DISPUTE.view(case.state)

    file = await reading.case_file(engine, VILLAGE, case.id)

    assert file
    assert (file.sessions, file.agreements) == (view.sessions, view.agreements)
    assert sorted(file.parties, key=str) == sorted(view.parties, key=str)
    assert {name: getattr(file.case, name) for name in vars(view.case)} == vars(view.case)
    assert (file.case.seq, file.case.decided_seq) == (case.state.seq, case.state.decided_seq)
    assert await reading.cases_of(engine, VILLAGE, case.state.number) == (file.case,)


async def test_a_timeline_goes_on_where_it_was_left(engine: AsyncEngine, cabinet: Cabinet) -> None:
    case = cabinet["agreed"]

    whole = await reading.timeline(engine, VILLAGE, case.id)
    rest = await reading.timeline(engine, VILLAGE, case.id, after=2, limit=2)

    assert whole
    assert [line.seq for line in whole] == list(range(1, case.state.seq + 1))
    assert rest == whole[2:4]


async def test_matters_are_listed_newest_first_with_those_still_at_intake(engine: AsyncEngine) -> None:
    first = await reading.matters_listed(engine, EVERYTHING, limit=4)
    rest = await reading.matters_listed(engine, EVERYTHING, cursor=first.next, limit=4)
    numbers = [line.number for line in first.lines + rest.lines]

    assert numbers == [f"SL-2026-00000{n}" for n in (6, 5, 4, 3, 2, 1)]
    assert rest.next is None
    [waiting] = (await reading.matters_listed(engine, OTHER, status="intake")).lines
    assert await reading.matter(engine, OTHER, waiting.number) == waiting
    assert (await reading.matters_listed(engine, EVERYTHING, beginning="SL-2025")).lines == ()


async def test_mine_is_what_i_claimed_and_what_waits_for_my_seat_unclaimed(
    engine: AsyncEngine, cabinet: Cabinet
) -> None:
    me = county.SECRETARY
    mine = TaskFilter(person=me.person, seats=frozenset({(me.role, me.unit)}))
    colleague = TaskFilter(person="another", seats=frozenset({(me.role, me.unit)}))

    my_tasks = (await worklists.worklist(engine, VILLAGE, mine)).lines
    theirs = (await worklists.worklist(engine, VILLAGE, colleague)).lines

    assert {t.procedure for t in my_tasks} == {cabinet[name].id for name in ("new", "claimed", "overdue")}
    assert {t.procedure for t in theirs} == {cabinet[name].id for name in ("new", "overdue")}
    assert await worklists.worklist_counted(engine, VILLAGE, mine) == len(my_tasks)


async def test_a_worklist_is_narrowed_and_paged_the_soonest_due_first(engine: AsyncEngine) -> None:
    units = TaskFilter(units=frozenset({county.VILLAGE}))
    cursor: str | None = None
    tasks: list[TaskLine] = []
    while True:
        page = await worklists.worklist(engine, EVERYTHING, units, cursor, limit=1)
        tasks += page.lines
        cursor = page.next
        if cursor is None:
            break

    order = [(task.due_on or date.max, task.since) for task in tasks]
    assert order == sorted(order)
    assert len({(task.procedure, task.position) for task in tasks}) == len(tasks) >= 3
    late = await worklists.worklist(engine, EVERYTHING, TaskFilter(what="look-into-overdue", overdue=True))
    assert [task.stage for task in late.lines] == ["consent"]
    soon = TaskFilter(due_before=tasks[0].due_on)
    assert (await worklists.worklist(engine, EVERYTHING, soon)).lines == ()


def test_a_case_line_has_the_columns_of_the_read_table_in_their_order() -> None:
    names = [field.name for field in fields(CaseLine)]

    assert names[: len(cases.c)] == [column.name for column in cases.c]
