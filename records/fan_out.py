"""Which open procedures a publication has not reached, and what it did to those it has."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, Text, cast, func, literal_column, select, update
from sqlalchemy.dialects.postgresql import ARRAY, JSONPATH
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.publications import CALENDAR, RULES, Publication
from records.tables import cases, editions, journal, procedures, publications
from rules.timekeeping import DueDatesRecomputed


@dataclass(frozen=True)
class Lacking:
    """An open procedure that lacks something published, and up to which number it knows its calendar."""

    procedure: str
    calendar_number: int


async def untold(
    engine: AsyncEngine, publication: Publication, after: str, limit: int
) -> tuple[Lacking, ...]:
    """The open procedures it has not reached, in the order of their ids, from an id on."""
    async with engine.connect() as connection:
        query = await _untold(connection, publication)
        page = query.where(cases.c.procedure > after).order_by(cases.c.procedure).limit(limit)
        return tuple(Lacking(row.procedure, row.calendar_number) for row in await connection.execute(page))


async def untold_counted(engine: AsyncEngine, publication: Publication) -> int:
    """How many open procedures it has not reached."""
    async with engine.connect() as connection:
        return await would_reach(connection, publication)


async def would_reach(connection: AsyncConnection, publication: Publication) -> int:
    """How many open procedures something would reach that is not published yet."""
    query = await _untold(connection, publication)
    return (await connection.execute(select(func.count()).select_from(query.subquery()))).scalar_one()


async def progressed(
    engine: AsyncEngine,
    version: str,
    *,
    told: int,
    moved: int,
    overdue: int,
    notices: int,
) -> None:
    """Note how far a publication has got. The numbers are absolute and only grow: a late writer takes
    nothing back."""
    numbers = {"told": told, "moved": moved, "overdue": overdue, "notices": notices}
    grown = {name: func.greatest(publications.c[name], number) for name, number in numbers.items()}
    mine = update(publications).where(publications.c.version == version, publications.c.finished_at.is_(None))
    async with engine.begin() as connection:
        await connection.execute(mine.values(grown))


async def finish(engine: AsyncEngine, version: str) -> None:
    """Note that a publication has reached every open case, and what it did as the journal has it: what was
    asked twice, or answered to somebody who died, counts once."""
    recomputed = literal_column(f"'{DueDatesRecomputed.__name__}'", Text)  # spelled out, as in the index
    entries = (journal.c.kind == recomputed, journal.c.body["version"].astext == version)
    count = select(
        func.count().label("told"),
        _moves("$.moved[*]").label("moved"),
        _moves("$.moved[*] ? (@.is_past == true)").label("overdue"),
        _moves("$.moved[*] ? (@.is_told == true)").label("notices"),
    ).where(*entries)
    finished_at = func.coalesce(publications.c.finished_at, func.now())
    async with engine.begin() as connection:
        report = (await connection.execute(count)).mappings().one()
        mine = update(publications).where(publications.c.version == version)
        await connection.execute(mine.values(**report, finished_at=finished_at))


def _moves(path: str) -> ColumnElement[int]:
    """How many moved dates all these entries have at a path."""
    found = func.jsonb_path_query_array(journal.c.body, cast(path, JSONPATH))
    return func.coalesce(func.sum(func.jsonb_array_length(found)), 0)


async def _untold(connection: AsyncConnection, publication: Publication) -> Select[tuple[str, int]]:
    query = select(cases.c.procedure, cases.c.calendar_number).where(cases.c.closed_at.is_(None))
    if publication.kind == CALENDAR:
        return query.where(
            cases.c.calendar == publication.series, cases.c.calendar_number < publication.number
        )
    under = procedures.join(editions, editions.c.digest == procedures.c.edition)
    known = [publication.version, *await _from_here_on(connection, publication)]
    return (
        query.join(under, procedures.c.id == cases.c.procedure)
        .where(editions.c.county == publication.series, editions.c.id.not_in(known))
        .where(editions.c.in_force_from <= publication.in_force_from)
        .where(~cases.c.amendments.overlap(cast(known, ARRAY(Text))))
    )


async def _from_here_on(connection: AsyncConnection, publication: Publication) -> list[str]:
    """This publication of rules and the later ones: whoever knows any of them lacks this one no more."""
    later = select(publications.c.version).where(
        publications.c.kind == RULES,
        publications.c.series == publication.series,
        publications.c.number >= publication.number,
    )
    return list(await connection.scalars(later))
