"""Where places lie (地名与网格), and who can be given what happens there: reads for the intake of events."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records import directory
from records.tables import cases, gazetteer_places, gazetteers, grids
from rules.assigning import Candidate
from rules.event.matter import Stage
from rules.gazetteer import Gazetteer, Grid, Location, Place, PlaceKind, located

IN_HAND = (Stage.SIGN_IN.value, Stage.HANDLING.value)


@dataclass(frozen=True)
class Found:
    """A place as a version has it, and where it lies."""

    version: str
    county: str
    place: Place
    location: Location


async def enter(connection: AsyncConnection, gazetteer: Gazetteer) -> None:
    """Write a version down, once: what stands already stays as it is."""
    version = {"version": gazetteer.version}
    row = {**version, "county": gazetteer.county, "in_force_from": gazetteer.in_force_from}
    entered = upsert(gazetteers).values(row).on_conflict_do_nothing().returning(gazetteers.c.version)
    if await connection.scalar(entered) is None:
        return
    if gazetteer.grids:
        await connection.execute(insert(grids), [{**version, **vars(each)} for each in gazetteer.grids])
    if gazetteer.places:
        rows = [{**version, **vars(each)} for each in gazetteer.places]
        await connection.execute(insert(gazetteer_places), rows)


async def find(engine: AsyncEngine, code: str, on: date) -> Found | None:
    """The place of that code in the version that is in force on a day; None where there is none."""
    of_county = gazetteers.alias()
    newest = (
        select(of_county.c.version)
        .where(of_county.c.county == gazetteers.c.county, of_county.c.in_force_from <= on)
        .order_by(of_county.c.in_force_from.desc(), of_county.c.version.desc())
        .limit(1)
        .scalar_subquery()
    )
    grid = (grids.c.version == gazetteer_places.c.version) & (grids.c.code == gazetteer_places.c.grid)
    asked = (
        select(gazetteer_places, gazetteers.c.county, grids.c.village, grids.c.township)
        .join_from(gazetteer_places, gazetteers, gazetteers.c.version == gazetteer_places.c.version)
        .outerjoin(grids, grid)
        .where(gazetteer_places.c.code == code, gazetteers.c.version == newest)
    )
    async with engine.connect() as connection:
        row = (await connection.execute(asked)).one_or_none()
    if row is None:
        return None
    version, known, kind, name, in_grid, village, township, county, grid_village, grid_township = row
    place = Place(known, PlaceKind(kind), name, in_grid, village, township)
    lies_in = [Grid(in_grid, grid_village, grid_township)] if in_grid else []
    return Found(version, county, place, located(place, lies_in, county))


async def candidates(engine: AsyncEngine, role: str, unit: str, on: date) -> tuple[Candidate, ...]:
    """Who acts in a seat on a day, by holding it or as a deputy, each with the events in hand: those
    that wait for them, and none that is audited."""
    people = sorted(await directory.sitting(engine, [(role, unit)], on))
    in_hand = (
        select(cases.c.handler, func.count().label("in_hand"))
        .where(cases.c.kind == "event", cases.c.stage.in_(IN_HAND), cases.c.handler.in_(people))
        .group_by(cases.c.handler)
    )
    async with engine.connect() as connection:
        loads = {row.handler: row.in_hand for row in await connection.execute(in_hand)}
    return tuple(Candidate(person, unit, loads.get(person, 0)) for person in people)
