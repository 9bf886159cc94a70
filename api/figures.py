"""Every indicator (指标) of a period as it was known at an instant, and the stock: with the matters behind
it."""

import asyncio
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, Field

from api.forms import Code, Instant
from api.identity import Person, Whoever
from api.office import TheOffice
from api.policy import county_of
from api.problems import malformed, unseen
from api.saying import Words, both
from api.sight import InSight, Sight
from api.worlds import still_seen, world_of
from counties.reporting import timetable_in_force
from records.facts import facts
from rules.instants import legal_day
from rules.measuring.formula import EVERYWHERE, Counted, CountedBy, Definition, Formula, Period, Scope, World
from rules.measuring.stock import ages, stock, substance, without_owner
from rules.measuring.whole import FIVE_RATES, FORMULAS, WAITING
from rules.reports.timetable import Timetable
from rules.satisfaction import SMALLEST_CELL

router = APIRouter(tags=["指标 indicators"])

_NAMED_AT_MOST = 5_000


class IndicatorShown(BaseModel):
    """``waiting_for``: why it is defined and not counted yet. ``is_secret``: it names no matters."""

    id: str
    words: Words
    version: int | None
    basis: CountedBy | None
    basis_words: Words | None
    definition: Definition | None
    definition_words: Words | None
    measured_in: str | None
    is_one_of_five: bool
    is_secret: bool
    waiting_for: Words | None


class Matters(BaseModel):
    """How many there are, and which: the first of them, by their ids; null where none are named."""

    count: int
    procedures: list[str] | None = Field(max_length=_NAMED_AT_MOST)


class Asked(BaseModel):
    """What was counted: of which legal days, as known before ``as_of``, and whose."""

    since: date
    until: date
    as_of: Instant
    unit: str | None
    kind: str | None
    channel: str | None


class FigureShown(Asked):
    """``numerator`` of ``denominator``; both are null of evaluations, where there are fewer than
    ``at_least``. Of times, ``mean``, ``p50`` and ``p95`` of what is in the denominator; ``rate`` is null of
    nothing."""

    indicator: IndicatorShown
    numerator: Matters | None
    denominator: Matters | None
    rate: float | None
    mean: float | None
    p50: int | None
    p95: int | None
    at_least: int | None


class AgeShown(BaseModel):
    """``up_to`` so many legal days; null of all that are older."""

    up_to: int | None
    count: int


class SubstanceShown(BaseModel):
    """Of the petitions whose procedure ended in this time: what became of them in substance."""

    procedurally_closed: Matters
    resolved: Matters
    partly: Matters
    unresolved: Matters
    not_said: Matters


class StockShown(Asked):
    """``after`` = ``before`` + ``inflow`` + ``reopened`` + ``moved_in`` - ``closed`` - ``moved_out``; what
    moves between units is counted for one unit alone. ``without_owner`` is empty."""

    before: Matters
    inflow: Matters
    reopened: Matters
    moved_in: Matters
    closed: Matters
    moved_out: Matters
    after: Matters
    adds_up: bool
    ages: list[AgeShown]
    without_owner: Matters
    substance: SubstanceShown


class Question(BaseModel):
    """What every figure is asked of."""

    period: Period
    scope: Scope


def _question(
    *,
    person: Whoever,
    sight: InSight,
    since: Annotated[date, Query(description="统计期自（含） from this legal day on")],
    until: Annotated[date, Query(description="统计期至（含） up to this legal day")],
    as_of: Annotated[
        Instant | None, Query(description="按当时所知，默认现在 as known then; else as known now")
    ] = None,
    unit: Annotated[str | None, Query(description="只看该单位 of this unit", max_length=60)] = None,
    kind: Annotated[str | None, Query(description="只看该程序 of this procedure", max_length=60)] = None,
    channel: Annotated[str | None, Query(description="只看该渠道 of this channel", max_length=60)] = None,
) -> Question:
    return question_of(person, sight, since, until, as_of, Scope(unit, kind, channel))


def question_of(
    person: Person,
    sight: Sight,
    since: date,
    until: date,
    as_of: datetime | None,
    scope: Scope = EVERYWHERE,
) -> Question:
    """What is counted. Raises Problem 422 for days that are none, an instant to come, or a unit that is not
    there."""
    if since > until:
        raise malformed(("query.since", "range"))
    if as_of is not None and as_of > person.at:
        raise malformed(("query.as_of", "range"))
    if as_of is None:  # with what was written down at this very instant
        as_of = person.at + timedelta.resolution
    if scope.unit is not None and scope.unit not in sight.units:
        raise malformed(("query.unit", "unknown-unit"))
    return Question(period=Period(since, until, as_of), scope=scope)


Questioned = Annotated[Question, Depends(_question)]


@router.get("/indicators", operation_id="list_indicators", summary="指标目录 Every indicator")
async def list_indicators(_: Whoever) -> list[IndicatorShown]:
    """Those that are counted, and those that are defined and wait for something to be counted from."""
    counted = [shown(formula) for formula in FORMULAS.values()]
    return [*counted, *(_waiting(id) for id in WAITING)]


@router.get("/indicators/{id}", operation_id="read_indicator", summary="一项指标 One indicator")
async def read_indicator(
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    asked: Questioned,
    id: Annotated[Code, Path(description="M-03-B", max_length=60)],
) -> FigureShown:
    """Counted from what this person sees, as it was known then; every figure names its matters."""
    formula = FORMULAS.get(id)
    if formula is None:
        raise unseen()
    timetable, period = timetable_of(person, sight), asked.period
    if period.as_of <= person.at:  # of a past instant: what was folded for it a moment ago is as good
        world = await world_of(office, person, sight, period.as_of, timetable)
        counted = formula.counts(world, period, asked.scope)
        named = {*counted.numerator, *counted.denominator}
        if len(await still_seen(sight, named)) == len(named):
            return figure_of(formula, counted, asked)
    world = await _world(sight, period, timetable)
    return figure_of(formula, formula.counts(world, period, asked.scope), asked)


@router.get("/stock", operation_id="read_stock", summary="存量和变动 Stock and flow")
async def read_stock(person: Whoever, sight: InSight, asked: Questioned) -> StockShown:
    """What people had brought and was open, what came, ended and came back, of what this person sees."""
    timetable = timetable_of(person, sight)
    world = await _world(sight, asked.period, timetable)
    return stock_of(world, asked, timetable)


def stock_of(world: World, asked: Question, timetable: Timetable) -> StockShown:
    """The stock of a world, as it is told."""
    period, scope = asked.period, asked.scope
    counted, became = stock(world, period, scope), substance(world, period, scope)
    edges = (*timetable.ages, None)
    of_each = ages(world, period.ends_at, timetable.ages, scope)
    return StockShown(
        **_asked(asked),
        **{name: _matters(value) for name, value in vars(counted).items()},
        adds_up=counted.adds_up,
        ages=[AgeShown(up_to=edge, count=count) for edge, count in zip(edges, of_each, strict=True)],
        without_owner=_matters(without_owner(world)),
        substance=SubstanceShown(**{name: _matters(value) for name, value in vars(became).items()}),
    )


def shown(formula: Formula) -> IndicatorShown:
    """An indicator with its words."""
    return IndicatorShown(
        id=formula.id,
        words=both("figure", formula.id),
        version=formula.version,
        basis=formula.basis,
        basis_words=both("figure-basis", formula.basis),
        definition=formula.definition,
        definition_words=both("figure-definition", formula.definition),
        measured_in=formula.measured_in,
        is_one_of_five=formula.id in FIVE_RATES,
        is_secret=formula.is_secret,
        waiting_for=None,
    )


def _waiting(id: str) -> IndicatorShown:
    return IndicatorShown(
        id=id,
        words=both("figure", id),
        version=None,
        basis=None,
        basis_words=None,
        definition=None,
        definition_words=None,
        measured_in=None,
        is_one_of_five=False,
        is_secret=False,
        waiting_for=both("figure-waiting", WAITING[id]),
    )


def figure_of(formula: Formula, counted: Counted, asked: Question) -> FigureShown:
    """A figure as it is told: evaluations only of enough, and never whose."""
    is_told = not formula.is_secret or len(counted.denominator) >= SMALLEST_CELL
    lists = (counted.numerator, counted.denominator)
    numerator, denominator = (
        _matters(each, is_named=not formula.is_secret) if is_told else None for each in lists
    )
    return FigureShown(
        **_asked(asked),
        indicator=shown(formula),
        numerator=numerator,
        denominator=denominator,
        rate=counted.rate if is_told else None,
        mean=counted.mean,
        p50=counted.least_of(0.5),
        p95=counted.least_of(0.95),
        at_least=SMALLEST_CELL if formula.is_secret else None,
    )


def timetable_of(person: Person, sight: Sight) -> Timetable:
    """By which the county of this person counts and reports. Raises Problem 404 where it has none, and of
    whoever has no seat."""
    if not person.seats:
        raise unseen()
    county = county_of(person.seats[0].unit, sight.parents)
    found = timetable_in_force(county, legal_day(person.at))
    if found is None:
        raise unseen()
    return found


async def _world(sight: Sight, period: Period, timetable: Timetable) -> World:
    rows = await facts(sight.records, sight.cases, period.as_of, timetable.county)
    return await asyncio.to_thread(World, rows, timetable.counting)


def _asked(asked: Question) -> dict[str, object]:
    return {**vars(asked.period), **vars(asked.scope)}


def _matters(procedures: Iterable[str], *, is_named: bool = True) -> Matters:
    every = list(procedures)
    return Matters(count=len(every), procedures=every[:_NAMED_AT_MOST] if is_named else None)
