"""Of the open cases: what waits in an empty seat, and who answers for something by name and is not there."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, exists, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.directory import holds, seating_at
from records.tables import cases, delegations, seats, tasks
from rules.dispute.reading import FILL_THE_SEAT
from rules.seating import Post
from rules.staffing import FILL_A_SEAT, HAND_OVER
from rules.tracking import PETITIONER

_FLAGS = (FILL_A_SEAT, HAND_OVER)
_NO_SEATS = ("first_receiver", PETITIONER)  # these wait for a person
_DISPUTE = "dispute"


@dataclass(frozen=True)
class Missing:
    """What is missing in one case on a day: empty seats (role@unit), people on leave, people who have
    left."""

    empty: frozenset[str] = frozenset()
    on_leave: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


async def missing(engine: AsyncEngine, on: date) -> dict[str, Missing]:
    """The open cases in which somebody is missing on a day, and those whose flag is still up."""
    async with engine.connect() as connection:
        posts = {Post(*row) for row in await connection.execute(_seats_waited_for())}
        persons = set((await connection.scalars(_people_waited_for())).all())
        on_leave, gone = await _absent(connection, persons, on)
    seating = await seating_at(engine, [(post.role, post.unit) for post in posts], on)
    empty = [post for post in posts if not seating.acting(post)]
    found: dict[str, Missing] = {}
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    async with engine.connect() as connection:
        for row in await connection.execute(_concerned(empty, on_leave | gone)):
            here = told[row.procedure]
            if row.is_seat and Post(row.role, row.unit) in empty:
                here["empty"].add(f"{row.role}@{row.unit}")
            if row.person in on_leave:
                here["on_leave"].add(row.person)
            if row.person in gone:
                here["gone"].add(row.person)
    for procedure, sets in told.items():
        found[procedure] = Missing(**{name: frozenset(each) for name, each in sets.items()})
    return found


async def _absent(
    connection: AsyncConnection, persons: Collection[str], on: date
) -> tuple[frozenset[str], frozenset[str]]:
    """Of these, who is on leave from a seat they hold, and who once held one and holds none."""
    held = select(seats.c.person, holds(seats, on).label("now")).where(seats.c.person.in_(persons))
    rows = (await connection.execute(held)).all()
    here = {row.person for row in rows if row.now}
    away = select(delegations.c.person).where(delegations.c.person.in_(persons), holds(delegations, on))
    on_leave = frozenset((await connection.scalars(away)).all()) & here
    return on_leave, frozenset({row.person for row in rows} - here)


_is_open = and_(cases.c.procedure == tasks.c.procedure, cases.c.closed_at.is_(None))
_filling = tasks.alias("filling")
# The lead's seat of a dispute has rules of its own, until its fallback leads.
_is_lead = and_(
    cases.c.kind == _DISPUTE,
    tasks.c.role == cases.c.owner_role,
    tasks.c.unit == cases.c.owner_unit,
    ~exists(select(1).where(_filling.c.procedure == cases.c.procedure, _filling.c.what == FILL_THE_SEAT)),
)
_is_seat = and_(tasks.c.what.not_in(_FLAGS), tasks.c.role.not_in(_NO_SEATS), ~_is_lead)


def _seats_waited_for() -> Select[Any]:
    return select(tasks.c.role, tasks.c.unit).join(cases, _is_open).where(_is_seat).distinct()


def _people_waited_for() -> Select[Any]:
    return select(tasks.c.person).join(cases, _is_open).where(tasks.c.person.is_not(None)).distinct()


def _concerned(empty: Collection[Post], absent: Collection[str]) -> Select[Any]:
    somewhere = or_(
        and_(_is_seat, tuple_(tasks.c.role, tasks.c.unit).in_([(each.role, each.unit) for each in empty])),
        tasks.c.person.in_(absent),
        tasks.c.what.in_(_FLAGS),
    )
    columns = (tasks.c.procedure, tasks.c.role, tasks.c.unit, tasks.c.person, _is_seat.label("is_seat"))
    return select(*columns).join(cases, _is_open).where(somewhere)
