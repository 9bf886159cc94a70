"""The county at one glance (一屏概览): stock, colours, the ladder, handoffs between units, every indicator;
counts in one answer, and behind each of them its list."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel

from api.figures import (
    Asked,
    FigureShown,
    IndicatorShown,
    Matters,
    Question,
    figure_of,
    question_of,
    timetable_of,
)
from api.forms import Code, Instant
from api.identity import Person, Whoever
from api.office import TheOffice
from api.problems import unseen
from api.saying import Words, both
from api.sight import InSight, Sight
from api.worlds import key_of, still_seen, world_of
from counties.routes import list_in_force
from rules.instants import lately, legal_day
from rules.measuring.formula import Scope, World
from rules.measuring.overview import (
    LIGHTS,
    Coloured,
    are_enough,
    by_topic,
    by_unit,
    handed,
    ladder,
    of_enough,
)
from rules.measuring.stock import ages, late_now, stock, without_owner
from rules.measuring.whole import FORMULAS
from rules.reports.timetable import Timetable

router = APIRouter(tags=["指标 indicators"])

_NAMED_AT_MOST = 5_000


class OverviewPart(StrEnum):
    """The tables of an overview."""

    STOCK = "stock"
    UNITS = "units"
    TOPICS = "topics"
    LADDER = "ladder"
    HANDOFFS = "handoffs"


class CellShown(BaseModel):
    """``count`` is null on a wall where so few are not told."""

    column: str
    words: Words
    count: int | None


class RowShown(BaseModel):
    """``of``: what it is of, by code: a unit, a kind and a subject, a step, two units. ``hours``: until half
    of what was handed over had been answered."""

    of: list[str]
    words: Words | None
    cells: list[CellShown]
    hours: int | None = None


class TableShown(BaseModel):
    part: OverviewPart
    words: Words
    rows: list[RowShown]


class FigureCounted(BaseModel):
    """An indicator in numbers alone. Evaluations are null where there are fewer than ``at_least``."""

    indicator: IndicatorShown
    numerator: int | None
    denominator: int | None
    rate: float | None
    mean: float | None
    p50: int | None
    p95: int | None
    at_least: int | None


class AgeCounted(BaseModel):
    """``up_to`` so many legal days; null of all that are older. ``count`` is null as in a cell."""

    up_to: int | None
    count: int | None


class OverviewShown(Asked):
    """``is_for_a_wall``: no count below ``too_few`` is told, nor what would give one away."""

    is_for_a_wall: bool
    too_few: int
    stock_adds_up: bool
    late: int | None
    without_owner: int | None
    ages: list[AgeCounted]
    tables: list[TableShown]
    figures: list[FigureCounted]


class CellOpened(Asked):
    """The matters behind one cell, as far as whoever reads sees them now."""

    part: OverviewPart
    of: list[str]
    column: str
    matters: Matters


@dataclass(frozen=True)
class _Row:
    of: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    hours: int | None = None


Since = Annotated[
    date | None, Query(description="统计期自（含），默认当月首日 from this day; else the month's first")
]
Until = Annotated[date | None, Query(description="统计期至（含），默认当日 up to this legal day; else today")]
AsOf = Annotated[
    Instant | None,
    Query(description="按当时所知，默认最近五分钟的整点 as known then; else at the last five minutes"),
]
OfUnit = Annotated[str | None, Query(description="只看该单位 of this unit", max_length=60)]
Wall = Annotated[bool, Query(description="上墙：小数不显示 for a wall: without small counts")]


@router.get("/overview", operation_id="read_overview", summary="一屏概览 The county at one glance")
async def read_overview(
    *,
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    unit: OfUnit = None,
    wall: Wall = False,
) -> OverviewShown:
    """Counted from what this person sees, as it was known at that instant; the same whenever it is asked."""
    asked = _asked(person, sight, (since, until), as_of, unit)
    timetable = timetable_of(person, sight)

    async def make() -> OverviewShown:
        world = await world_of(office, person, sight, asked.period.as_of, timetable)
        return await asyncio.to_thread(overview_of, world, asked, timetable, is_for_a_wall=wall)

    key = key_of(person, sight, "overview", asked.period, asked.scope, wall, timetable.version)
    return await office.counted.get(key, make)


@router.get("/overview/{part}", operation_id="open_overview_cell", summary="一格明细 The matters of one cell")
async def open_overview_cell(
    *,
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    part: Annotated[OverviewPart, Path(description="units")],
    of: Annotated[str, Query(description="行，代码以逗号分隔 the row: petition,R-17", max_length=130)],
    column: Annotated[Code, Query(description="列 the column")],
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    unit: OfUnit = None,
) -> CellOpened:
    """Which they are; raises Problem 404 for a cell that is not there."""
    asked = _asked(person, sight, (since, until), as_of, unit)
    timetable = timetable_of(person, sight)

    async def make() -> Sequence[_Row]:
        world = await world_of(office, person, sight, asked.period.as_of, timetable)
        return await asyncio.to_thread(_TABLES[part], world, asked)

    key = key_of(person, sight, "table", part, asked.period, asked.scope, timetable.version)
    rows = await office.counted.get(key, make)
    found = next((row.columns.get(column) for row in rows if ",".join(row.of) == of), None)
    if found is None:
        raise unseen()
    seen = await still_seen(sight, found)
    return CellOpened(
        **vars(asked.period),
        **vars(asked.scope),
        part=part,
        of=of.split(","),
        column=column,
        matters=Matters(count=len(seen), procedures=seen[:_NAMED_AT_MOST]),
    )


def _asked(
    person: Person,
    sight: Sight,
    days: tuple[date | None, date | None],
    as_of: datetime | None,
    unit: str | None,
) -> Question:
    today = legal_day(person.at)
    until = days[1] or today
    since = days[0] or until.replace(day=1)
    return question_of(person, sight, since, until, as_of or lately(person.at), Scope(unit))


def overview_of(world: World, asked: Question, timetable: Timetable, *, is_for_a_wall: bool) -> OverviewShown:
    """A world at one glance, as it is told."""
    period, scope = asked.period, asked.scope
    too_few = timetable.too_few
    least = too_few if is_for_a_wall else 0
    counted = [
        figure_of(formula, formula.counts(world, period, scope), asked) for formula in FORMULAS.values()
    ]
    edges = (*timetable.ages, None)
    (of_each,) = of_enough([ages(world, period.ends_at, timetable.ages, scope)], least)
    return OverviewShown(
        **vars(period),
        **vars(scope),
        is_for_a_wall=is_for_a_wall,
        too_few=too_few,
        stock_adds_up=stock(world, period, scope).adds_up,
        late=_enough(len(late_now(world, scope)), least),
        without_owner=_enough(len(without_owner(world)), least),
        ages=[AgeCounted(up_to=edge, count=count) for edge, count in zip(edges, of_each, strict=True)],
        tables=[_table(part, rows(world, asked), period.until, least) for part, rows in _TABLES.items()],
        figures=[_figure(each, least) for each in counted],
    )


def _enough(count: int, least: int) -> int | None:
    return None if 0 < count < least else count


def _figure(told: FigureShown, least: int) -> FigureCounted:
    """In numbers alone; in none, where what is so few is not told."""
    part, whole = (each.count if each else None for each in (told.numerator, told.denominator))
    said = {name: getattr(told, name) for name in ("rate", "mean", "p50", "p95")}
    if least and not are_enough(part or 0, whole or 0, least):
        part = whole = None
        said = dict.fromkeys(said)
    return FigureCounted(
        indicator=told.indicator, numerator=part, denominator=whole, at_least=told.at_least, **said
    )


def _table(part: OverviewPart, rows: Sequence[_Row], day: date, too_few: int) -> TableShown:
    counts: list[list[int | None]] = [[len(names) for names in row.columns.values()] for row in rows]
    if too_few:
        counts = of_enough([[len(names) for names in row.columns.values()] for row in rows], too_few)
    return TableShown(
        part=part,
        words=both("overview-part", part),
        rows=[
            RowShown(
                of=list(row.of),
                words=_words_of(part, row.of, day),
                cells=[
                    CellShown(column=column, words=both("overview-column", column), count=count)
                    for column, count in zip(row.columns, numbers, strict=True)
                ],
                hours=row.hours if not too_few or all(n is not None for n in numbers) else None,
            )
            for row, numbers in zip(rows, counts, strict=True)
        ],
    )


def _words_of(part: OverviewPart, of: Sequence[str], day: date) -> Words | None:
    """What a row is called; of units, whoever reads knows their names."""
    if part is OverviewPart.STOCK:
        return both("overview-row", of[0])
    if part is OverviewPart.LADDER:
        return both("overview-row", f"step-{of[0]}")
    if part is not OverviewPart.TOPICS:
        return None
    kind, subject = of
    procedure = both("procedure", kind)
    its = _subject(kind, subject, day)
    return Words(zh=f"{procedure.zh} · {its.zh}", en=f"{procedure.en} · {its.en}")


def _subject(kind: str, subject: str, day: date) -> Words:
    if not subject:
        return both("overview-row", "no-subject")
    if kind == "petition" and (routes := list_in_force(day)):
        found = next((route for route in routes.routes if route.id == subject), None)
        if found:
            return Words(zh=found.title.zh, en=found.title.en)
    return both("event-kind" if kind == "event" else "dispute-type", subject)


def _stock(world: World, asked: Question) -> list[_Row]:
    return [
        _Row((name,), {"all": names}) for name, names in vars(stock(world, asked.period, asked.scope)).items()
    ]


def _lights(rows: Iterable[Coloured]) -> list[_Row]:
    return [_Row(row.of, {light: getattr(row, light) for light in LIGHTS}) for row in rows]


def _rungs(world: World, asked: Question) -> list[_Row]:
    columns = ("came", "agreed", "ended", "still", "on")
    return [
        _Row((str(rung.step),), {name: getattr(rung, name) for name in columns})
        for rung in ladder(world, asked.period, asked.scope)
    ]


def _pairs(world: World, asked: Question) -> list[_Row]:
    columns = ("sent", "answered", "late", "back")
    return [
        _Row((pair.sender, pair.unit), {name: getattr(pair, name) for name in columns}, pair.hours)
        for pair in handed(world, asked.period, asked.scope)
    ]


_TABLES: Mapping[OverviewPart, Callable[[World, Question], list[_Row]]] = {
    OverviewPart.STOCK: _stock,
    OverviewPart.UNITS: lambda world, asked: _lights(by_unit(world, asked.scope)),
    OverviewPart.TOPICS: lambda world, asked: _lights(by_topic(world, asked.scope)),
    OverviewPart.LADDER: _rungs,
    OverviewPart.HANDOFFS: _pairs,
}
