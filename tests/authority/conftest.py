"""A migrated database per module, with a random county written into it."""

import uuid
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Table, insert
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

import records
from records.keeper import Keeper
from records.tables import (
    case_places,
    cases,
    editions,
    marks,
    matters,
    parties,
    procedures,
    tasks,
    units,
)
from tests.authority.worlds import Matter, World

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
SINCE = date(2026, 1, 1)


@pytest.fixture
async def engine(migrated: str) -> AsyncIterator[AsyncEngine]:
    engine = records.connect(migrated)
    yield engine
    await engine.dispose()


@pytest.fixture
def keeper() -> Keeper:
    return Keeper(b"k" * 32, "keeper-1")


def procedure_of(matter: Matter, n: int) -> str:
    """Two cases of a matter may be of one kind."""
    return f"{matter.cases[n].kind}/c/{matter.number}/{n + 1}"


async def write_down(engine: AsyncEngine, found: World) -> None:
    """The county and its matters as the read tables have them. Written twice, it stands once."""
    async with engine.begin() as connection:
        for unit, above in _from_the_top(found.parents):
            row = {"unit": unit, "parent": above, "organ": "county", "name": unit, "valid_from": SINCE}
            await connection.execute(_once(units).values(row))
        edition = {"digest": "e", "id": "e", "county": "c", "in_force_from": SINCE, "body": {}}
        await connection.execute(_once(editions).values(edition))
        await add(connection, found.matters)


def _once(table: Table) -> Insert:
    return upsert(table).on_conflict_do_nothing()


def _from_the_top(parents: dict[str, str | None]) -> Iterable[tuple[str, str | None]]:
    done: set[str | None] = {None}
    while len(done) <= len(parents):
        for unit, above in parents.items():
            if unit not in done and above in done:
                done.add(unit)
                yield unit, above


async def add(connection: AsyncConnection, some: Iterable[Matter]) -> None:
    """These matters, with their cases, places, tasks and people."""
    rows: dict[str, list[dict[str, object]]] = {
        name: [] for name in ("matters", "procedures", "cases", "case_places", "tasks", "parties", "marks")
    }
    for matter in some:
        _matter(rows, matter)
        for n in range(len(matter.cases)):
            _case(rows, matter, n)
    for table in (matters, procedures, cases, case_places, tasks, parties, marks):
        if rows[table.name]:
            await connection.execute(insert(table), rows[table.name])


def _matter(rows: dict[str, list[dict[str, object]]], matter: Matter) -> None:
    rows["matters"].append(
        {
            "number": matter.number,
            "county": "c",
            "channel": "window",
            "received_at": AT,
            "registered_at": AT,
            "registered_by": matter.registered_by,
            "registered_as": matter.registered_as,
            "status": matter.cases[0].kind if matter.cases else "intake",
            "unit": matter.unit,
            "digest": "d",
            "tracking": f"T{matter.number}",
        }
    )
    rows["marks"] += [
        {
            "command": uuid.uuid4(),
            "matter": matter.number,
            "confidentiality": each,
            "marked_by": "p",
            "marked_as": "r@u",
            "marked_at": AT,
        }
        for each in sorted(matter.marks)
    ]


def _case(rows: dict[str, list[dict[str, object]]], matter: Matter, n: int) -> None:
    case, id = matter.cases[n], procedure_of(matter, n)
    rows["procedures"].append(
        {
            "id": id,
            "kind": case.kind,
            "matter": matter.number,
            "n": n + 1,
            "edition": "e",
            "seq": 1,
            "decided_seq": 1,
            "head": "h",
            "opened_at": AT,
        }
    )
    rows["cases"].append(
        {
            "procedure": id,
            "kind": case.kind,
            "matter": matter.number,
            "seq": 1,
            "decided_seq": 1,
            "stage": "open",
            "owner_role": case.owner[0],
            "owner_unit": case.owner[1],
            "handler": case.handler,
            "is_private": case.is_private,
            "waits_for": "nothing",
            "overdue": False,
            "needs_attention": False,
            "places": sorted(case.places),
            "opened_at": AT,
            "changed_at": AT,
            "light": "green",
            "calendar": "c",
            "calendar_number": 1,
            "amendments": [],
        }
    )
    rows["case_places"] += [{"procedure": id, "unit": unit} for unit in sorted(case.places)]
    waits: list[tuple[str, str, str | None]] = [(role, unit, None) for role, unit in sorted(case.waiting)]
    waits += [("nobody", unit, person) for person, unit in sorted(case.named)]
    waits += [(role, unit, person) for person, role, unit in sorted(case.by_name)]
    rows["tasks"] += [
        {
            "procedure": id,
            "position": position,
            "what": "x",
            "role": role,
            "unit": unit,
            "person": person,
            "since": AT,
        }
        for position, (role, unit, person) in enumerate(waits)
    ]
    if matter.has_minor and n == 0:
        row = {"procedure": id, "ref": f"r-{matter.number}", "role": "applicant", "is_minor": True}
        rows["parties"].append({**row, "consents": {}})
