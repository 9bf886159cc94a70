"""The wall of the database's own: whatever is asked of it, it shows what the person sees, and no row more.

No query here has a condition: what the application would have filtered is what the wall has to keep.
"""

import os
from importlib import import_module
from uuid import NAMESPACE_OID, uuid5

import psycopg
import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncEngine

from proof.looks import Look
from records.access import note_all
from records.reader import Reader, as_the_house, read_by
from records.roles import APP_ROLE, READER_ROLE
from records.tables import access_log, cases, contents, matters, metadata
from rules.authority.confidentiality import KINDS, Confidentiality, Mask, mask_of
from rules.authority.deciding import sees
from rules.authority.table import POLICY
from tests.authority.conftest import AT, write_down
from tests.authority.test_lists import cases_seen, raised, whole_clearance
from tests.authority.worlds import Matter, World, world

pytestmark = pytest.mark.servers
MIGRATION = import_module("records.migrations.versions.0014_authority")
LATER = import_module("records.migrations.versions.0016_meetings")
PEOPLE, MATTERS = 40, 200
TURNS = int(os.environ.get("FENGQIAO_TURNS", "400"))
_OF_CASES = ("matters", "procedures", "documents")
SOME_KINDS = ("title", "name", "contact", "telephone", "minutes", "hidden-name", "anything")

# Tables that belong to no case, and why nothing stands before them; or that the reader does not read at all.
NOT_WALLED = {
    "name_index": "keyed digests, which say nothing without the key; every query joins what is walled",
    "submissions": "not read behind the wall: nobody has classified them, and the counter opens its own",
    "moves": "of the sealed store's own work; not read behind the wall",
}

# Of no case, and walled all the same: read by whoever sits at a unit, or looks after it.
OF_UNITS = ("activities",)


@pytest.fixture
async def found(engine: AsyncEngine) -> World:
    """A county that stands in the database, once for all tests of this page."""
    made = world(23, PEOPLE, MATTERS)
    async with engine.connect() as connection:
        there = await connection.scalar(select(func.count()).select_from(matters))
    if not there:
        await write_down(engine, made)
        async with engine.begin() as connection:
            await connection.execute(
                insert(contents), [_content(m, kind) for m in made.matters for kind in SOME_KINDS]
            )
    return made


def _content(matter: Matter, kind: str) -> dict[str, object]:
    ref = uuid5(NAMESPACE_OID, f"{matter.number}/{kind}")
    sealed = {"nonce": b"n", "ciphertext": b"c", "searchable": False}
    return {"ref": ref, "matter": matter.number, "kind": kind, **sealed}


def reader(found: World, person: str, least: Mask = Mask.PARTIAL) -> Reader:
    seats = found.people[person]
    return Reader(person, seats, AT, least=least, deputised=found.deputies_of(seats))


async def column(engine: AsyncEngine, statement: object) -> set[object]:
    async with engine.connect() as connection:
        return set(await connection.scalars(statement))  # type: ignore[call-overload]


async def test_a_query_without_any_condition_shows_exactly_what_one_sees(
    engine: AsyncEngine, found: World
) -> None:
    lines = 0
    for person, seats in found.people.items():
        walled = read_by(engine, reader(found, person))
        assert await column(walled, select(cases.c.procedure)) == cases_seen(found, seats), seats
        seen = {m.number for m in found.matters if sees(whole_clearance(found, seats, m))}
        assert await column(walled, select(matters.c.number)) == seen, seats
        lines += len(seen)

    assert lines > 1_000


async def test_what_is_read_of_one_moment_is_the_same_in_every_transaction(
    engine: AsyncEngine, found: World
) -> None:
    asked = [
        *(select(each) for each in (cases.c.procedure, matters.c.number, contents.c.ref)),
        text(
            "SELECT name || current_setting('fengqiao.' || name) FROM unnest(ARRAY['units', 'served', 'own', "
            "'docked', 'seats', 'intake', 'reviewing', 'entrusted', 'person', 'instead', 'registrar', "
            "'classes', 'here', 'accusations', 'who', 'emergency', 'at', 'code']) AS name"
        ),
    ]
    seen = 0
    for person in list(found.people)[::4]:  # what is compared is two ways of asking, not who asks
        for least in (Mask.PARTIAL, Mask.CLEAR):
            anew = read_by(engine, reader(found, person, least))
            of_one_moment = read_by(engine, reader(found, person, least), of_one_moment=True)
            for each in asked:
                there = await column(anew, each)
                assert [await column(of_one_moment, each) for _ in range(2)] == [there] * 2
                seen += len(there)
    assert seen > MATTERS
    assert await column(engine, text("SELECT nullif(current_setting('fengqiao.who', true), '')")) == {None}


@pytest.mark.parametrize("least", [Mask.PARTIAL, Mask.CLEAR])
async def test_a_text_is_there_for_whoever_reads_every_class_of_it_so_far(
    engine: AsyncEngine, found: World, least: Mask
) -> None:
    lines = 0
    for person, seats in list(found.people.items())[:10]:
        walled = read_by(engine, reader(found, person, least))
        async with walled.connect() as connection:
            there = {(row.matter, row.kind) for row in await connection.execute(select(contents))}
        expected = {
            (matter.number, kind)
            for matter in found.matters
            for read in [whole_clearance(found, seats, matter)]
            for kind in SOME_KINDS
            if mask_of(kind, raised(matter), read) >= least
        }
        assert there == expected, seats
        lines += len(there)

    assert lines > 200


@pytest.mark.parametrize("table", sorted({**MIGRATION.SEEN, **LATER.SEEN}))
async def test_with_nobody_named_there_is_no_row(engine: AsyncEngine, found: World, table: str) -> None:
    assert found.matters
    nobody = read_by(engine, None)

    async with nobody.connect() as connection:
        assert await connection.scalar(select(func.count()).select_from(metadata.tables[table])) == 0


@pytest.mark.parametrize("table", sorted({*MIGRATION.UNREAD, "submissions", "moves", "number_series"}))
async def test_what_is_not_for_reading_is_refused(engine: AsyncEngine, found: World, table: str) -> None:
    walled = read_by(engine, reader(found, "p-0"))

    with pytest.raises(ProgrammingError, match="permission denied"):
        await column(walled, select(metadata.tables[table]))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE cases SET overdue = true", "DELETE FROM parties", "INSERT INTO marks DEFAULT VALUES"],
)
async def test_whoever_reads_writes_nothing(engine: AsyncEngine, found: World, statement: str) -> None:
    walled = read_by(engine, reader(found, "p-0"))

    async with walled.connect() as connection:
        with pytest.raises(ProgrammingError, match="permission denied"):
            await connection.execute(text(statement))


async def test_every_table_of_a_case_is_walled_or_says_why_not(engine: AsyncEngine) -> None:
    of_a_case = {
        table.name
        for table in metadata.tables.values()
        if {"matter", "procedure", "tracking"} & set(table.c.keys())
        or any(key.column.table.name in _OF_CASES for key in table.foreign_keys)
    }
    forced = await column(
        engine, text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
    )
    kept = await column(engine, text("SELECT tablename FROM pg_policies WHERE 'fengqiao_app' = ANY (roles)"))

    assert of_a_case - forced == set(NOT_WALLED)
    since = {
        "report_lines",
        "drafts",
        "paper_drafts",
        "paper_draft_steps",
        "paper_draft_numbers",
        "presences",
        "added_words",
        "added_papers",
        "notices",
        "notice_wishes",
        "publication_proposals",
        "publication_answers",
    }  # what later migrations put behind it
    assert forced == kept == {*MIGRATION.SEEN, *LATER.SEEN, *MIGRATION.UNREAD, *OF_UNITS, *since}


async def test_neither_role_owns_a_table_or_walks_past_the_wall(engine: AsyncEngine) -> None:
    able = text("SELECT rolname FROM pg_roles WHERE rolname = ANY (:roles) AND (rolsuper OR rolbypassrls)")
    owned = text("SELECT tablename FROM pg_tables WHERE tableowner = ANY (:roles)")
    roles = {"roles": [APP_ROLE, READER_ROLE]}

    assert await column(engine, able.bindparams(**roles)) == set()
    assert await column(engine, owned.bindparams(**roles)) == set()


async def test_the_table_of_the_wall_is_the_table_of_the_rules(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        rows = {tuple(row) for row in await connection.execute(text("SELECT * FROM authority_table"))}
        kinds = {tuple(row) for row in await connection.execute(text("SELECT * FROM authority_kinds"))}

    assert rows == {
        (
            row.role,
            row.relation.value,
            row.is_of_accusations,
            each.value,
            int(row.masks.get(each, Mask.ABSENT)),
        )
        for row in POLICY
        for each in Confidentiality
        if each is not Confidentiality.PUBLIC
    }
    assert kinds == {(kind, each.value) for kind, each in KINDS.items()}


async def test_one_connection_reads_for_one_after_another_and_mixes_nobody_up(
    engine: AsyncEngine, found: World
) -> None:
    expected = {person: len(cases_seen(found, seats)) for person, seats in found.people.items()}
    count = select(func.count()).select_from(cases)
    people = list(found.people)
    for turn in range(TURNS):
        person = people[turn % len(people)]
        async with read_by(engine, reader(found, person)).connect() as connection:
            assert await connection.scalar(count) == expected[person]
        if turn % 7 == 0:
            async with read_by(engine, None).connect() as connection:
                assert await connection.scalar(count) == 0
        if turn % 11 == 0:
            async with engine.connect() as connection:
                assert await connection.scalar(count.where(cases.c.matter.startswith("W-23-"))) == sum(
                    len(m.cases) for m in found.matters
                )


async def test_what_the_house_writes_down_beside_it_stands_and_the_reading_goes_on(
    engine: AsyncEngine, found: World
) -> None:
    mine = len(cases_seen(found, found.people["p-1"]))
    look = Look(AT, "p-1", "-", None, "probe")
    async with read_by(engine, reader(found, "p-1")).begin() as connection:
        async with as_the_house(connection):
            await note_all(connection, [look])
        assert await connection.scalar(select(func.count()).select_from(cases)) == mine
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with connection.begin_nested():
                await note_all(connection, [look])

    async with engine.begin() as connection, as_the_house(connection):
        noted = select(func.count()).select_from(access_log).where(access_log.c.what == "probe")
        assert await connection.scalar(noted) == 1


async def test_where_the_wall_is_down_it_is_found(engine: AsyncEngine, found: World, migrated: str) -> None:
    def owner(statement: str) -> None:
        with psycopg.connect(migrated, autocommit=True) as connection:
            connection.execute(statement)

    walled = read_by(engine, reader(found, "p-0"))
    owner("ALTER TABLE cases DISABLE ROW LEVEL SECURITY")
    try:
        there = await column(walled, select(cases.c.procedure))
    finally:
        owner("ALTER TABLE cases ENABLE ROW LEVEL SECURITY")

    assert there != cases_seen(found, found.people["p-0"])


# The last of this page: it writes a second county beside the first.
async def test_an_accusation_is_there_for_the_discipline_clerk_alone(engine: AsyncEngine) -> None:
    found = world(29, PEOPLE, 60, of_accusations=True)
    await write_down(engine, found)
    lines = 0
    for person, seats in found.people.items():
        walled = read_by(engine, reader(found, person))
        there = await column(walled, select(cases.c.procedure).where(cases.c.matter.startswith("W-29-")))
        assert there == cases_seen(found, seats), seats
        lines += len(there)

    assert lines > 0
