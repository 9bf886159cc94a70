"""Figures for everybody (公开统计): what was brought, and what ended, in a quarter that is over, by kind and
month.

Small numbers are hidden, and whatever would tell them; no unit stands in it and nothing is ranked. Quarters
do not overlap, so that none can be taken from another.
"""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.identity import Person
from api.office import Office, TheOffice
from api.problems import malformed, unseen
from api.saying import Words, both
from api.sight import sight_of
from records.public_counts import Counted, counted_by_month
from rules.editions import Organ
from rules.instants import ONE_DAY, legal_day
from rules.satisfaction import SMALLEST_CELL
from rules.suppressing import publish

router = APIRouter(tags=["指标 indicators"])

# In this order, whatever the numbers are.
_KINDS = ("dispute", "petition", "consultation", "event")
_NOBODY = "public"
_OFFERED = 4  # quarters


class TableShown(BaseModel):
    """``cells``: a row for each kind, its months and then their total; the last row are the totals of the
    columns. Null is hidden: a small number, or one that would tell it."""

    counted: Counted
    words: Words
    cells: list[list[int | None]]


class PublicFigures(BaseModel):
    """Of the quarter ``quarter``; ``quarters``: which can be asked for, the newest first. What is smaller
    than ``at_least`` and not zero is hidden."""

    quarter: str
    quarters: list[str]
    months: list[str]
    kinds: list[Words]
    tables: list[TableShown]
    at_least: int


@router.get("/public/figures", operation_id="read_public_figures", summary="公开统计 Public figures")
async def read_public_figures(
    office: TheOffice,
    quarter: Annotated[
        str | None,
        Query(description="季度，默认上一季度 2026-3; else the last one", pattern=r"^20\d\d-[1-4]$"),
    ] = None,
) -> PublicFigures:
    """Of the last quarter that is over, or of one before it. 422 for one that is not over yet."""
    today = legal_day(await office.clock())
    newest = _before(_first_of_the_quarter(today))
    first = _first_of(quarter) if quarter else newest
    if first > newest:
        raise malformed(("query.quarter", "range"))
    county = await _county(office)
    months = [date(first.year, first.month + n, 1) for n in range(3)]
    names = [f"{each:%Y-%m}" for each in months]
    until = _after(first) - ONE_DAY
    tables = []
    for what in Counted:
        counts = await counted_by_month(office.records, what, county, _KINDS, first, until)
        shown = publish([[counts.get((kind, month), 0) for month in names] for kind in _KINDS])
        tables.append(
            TableShown(
                counted=what, words=both("public-count", what), cells=[list(row) for row in shown.cells]
            )
        )
    offered = [newest]
    while len(offered) < _OFFERED:
        offered.append(_before(offered[-1]))
    return PublicFigures(
        quarter=_name(first),
        quarters=[_name(each) for each in offered],
        months=names,
        kinds=[both("procedure", kind) for kind in _KINDS],
        tables=tables,
        at_least=SMALLEST_CELL,
    )


async def _county(office: Office) -> str:
    """The county of this installation. Raises Problem 404 where it has none."""
    sight = await sight_of(office, Person(_NOBODY, (), await office.clock()))
    counties = sorted(unit.unit for unit in sight.units.values() if unit.organ == Organ.COUNTY)
    if not counties:
        raise unseen()
    return counties[0]


def _first_of_the_quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _first_of(quarter: str) -> date:
    year, _, number = quarter.partition("-")
    return date(int(year), int(number) * 3 - 2, 1)


def _before(first: date) -> date:
    return _first_of_the_quarter(first - ONE_DAY)


def _after(first: date) -> date:
    return date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)


def _name(first: date) -> str:
    return f"{first.year}-{(first.month + 2) // 3}"
