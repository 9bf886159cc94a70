"""What an inspection is drawn from (抽样框): the matters of its scope; and who had a hand in some."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import cases, journal
from records.visible import cases_placed
from rules.instants import ONE_DAY, first_instant_of


async def frame(
    engine: AsyncEngine,
    units: frozenset[str],
    kinds: Collection[str],
    period: tuple[date, date],
    as_of: datetime,
) -> tuple[str, ...]:
    """The numbers of the matters of which a procedure of these kinds was opened on these legal days (both
    included) and by this instant, and which concern these units; in their order. No private service."""
    since, until = period
    numbers = (
        select(cases.c.matter)
        .where(
            cases.c.kind.in_(kinds),
            cases.c.opened_at >= first_instant_of(since),
            cases.c.opened_at < first_instant_of(until + ONE_DAY),
            cases.c.opened_at <= as_of,
            ~cases.c.is_private,
            cases_placed(units),
        )
        .distinct()
        .order_by(cases.c.matter)
    )
    async with engine.connect() as connection:
        return tuple((await connection.scalars(numbers)).all())


async def hands_in(engine: AsyncEngine, numbers: Collection[str]) -> dict[str, frozenset[str]]:
    """Who stands behind an entry of any procedure about these matters, by reference."""
    person = journal.c.body["by"]["person"].astext
    acted = (
        select(cases.c.matter, person)
        .join_from(journal, cases, cases.c.procedure == journal.c.procedure)
        .where(cases.c.matter.in_(numbers), person.is_not(None))
        .distinct()
    )
    hands: dict[str, set[str]] = {number: set() for number in numbers}
    async with engine.connect() as connection:
        for number, who in await connection.execute(acted):
            hands[number].add(who)
    return {number: frozenset(people) for number, people in hands.items()}
