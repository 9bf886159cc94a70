"""Reports (报告): what was reported when; made again for the same instant and compared; and a special one."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, status
from pydantic import BaseModel, Field

from api import examples, policy
from api.figures import timetable_of
from api.forms import Code, Day, Form
from api.identity import Person, Whoever
from api.office import Office, TheOffice
from api.problems import malformed, not_your_seat, unseen
from api.requests import IdempotencyKey
from api.saying import Words, both
from api.sight import InSight
from counties.reporting import timetable
from records import reports
from records.facts import facts
from records.reports import Kept
from records.visible import EVERYTHING
from rules.instants import ONE_DAY, first_instant_of, legal_day
from rules.measuring.formula import Period, Scope, World
from rules.measuring.whole import FORMULAS
from rules.reports.composing import Report, compose
from rules.reports.telling import told
from rules.reports.timetable import Kind, Timetable

router = APIRouter(tags=["报告 reports"])

_LISTED_AT_MOST, _NAMED_AT_MOST = 100, 5_000


class NewReport(Form):
    """专报: of these legal days, both counted, which are over; narrowed to a unit, a procedure, a channel."""

    since: Day
    until: Day
    unit: Code | None = None
    kind: Code | None = None
    channel: Code | None = None


class ReportLine(BaseModel):
    """A report in the list. ``key`` is empty of what was made by itself; with it a special one is read."""

    kind: Kind
    words: Words
    since: date
    until: date
    key: str
    as_of: datetime
    timetable: str
    formulas: dict[str, int]
    digest: str
    composed_at: datetime


class Narrowed(BaseModel):
    """What a line is of, by code: a unit, a place, a kind of matter."""

    what: str
    words: Words
    code: str


class NumberShown(BaseModel):
    """``name`` as the report has it, such as p50, 30 or before-1."""

    name: str
    words: Words
    number: float | None


class LineShown(BaseModel):
    """``count`` and ``among`` are those of the whole county, and null where so few are not told.
    ``procedures``: those of them that whoever reads may see; null where a line names none."""

    code: str
    words: Words
    of: list[Narrowed]
    version: int | None
    count: int | None
    among: int | None
    is_told: bool
    numbers: list[NumberShown]
    procedures: list[str] | None = Field(max_length=_NAMED_AT_MOST)


class PartShown(BaseModel):
    """A part of a report, in its order."""

    code: str
    words: Words
    lines: list[LineShown]


class ReportShown(ReportLine):
    """The whole report. ``unit``, ``channel`` and ``procedure``: what a special one is narrowed to."""

    unit: str | None
    procedure: str | None
    channel: str | None
    parts: list[PartShown]


class Compared(BaseModel):
    """``digest`` as the report stands, ``again`` as it comes out now; ``differing``: which lines tell another
    count, by part and code."""

    digest: str
    again: str
    is_same: bool
    differing: list[str] = Field(max_length=_NAMED_AT_MOST)


Kinds = Annotated[Kind, Path(description="daily")]
Since = Annotated[date, Path(description="统计期首日 its first legal day")]
Until = Annotated[date, Path(description="统计期末日 its last legal day")]
Key = Annotated[str, Query(description="专报的键 the key of a special report", max_length=60)]


@router.get("/reports", operation_id="list_reports", summary="报告列表 Reports")
async def list_reports(
    person: Whoever,
    sight: InSight,
    kind: Annotated[Kind | None, Query(description="报告种类 of this kind")] = None,
    before: Annotated[date | None, Query(description="统计期止于此日之前 that ended before this day")] = None,
) -> list[ReportLine]:
    """Of the county of this person, the newest first. They are of agencies, and whoever serves there may read
    them."""
    county = timetable_of(person, sight).county
    found = await reports.listed(sight.records, county, kind and kind.value, _LISTED_AT_MOST, before)
    return [ReportLine(**_head(each)) for each in found]


@router.get("/reports/{report}/{since}/{until}", operation_id="read_report", summary="一份报告 One report")
async def read_report(
    person: Whoever, sight: InSight, report: Kinds, since: Since, until: Until, key: Key = ""
) -> ReportShown:
    """As it was made, with the counts of the whole county; and of the matters behind them, those that this
    person sees."""
    kept = await reports.read(
        sight.records, timetable_of(person, sight).county, report.value, since, until, key
    )
    if kept is None:
        raise unseen()
    return report_of(kept, await reports.seen_in(sight.records, kept))


@router.get(
    "/reports/{report}/{since}/{until}/again",
    operation_id="compare_report",
    summary="重新编制并比对 A report made again, and compared",
)
async def compare_report(
    *,
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    report: Kinds,
    since: Since,
    until: Until,
    key: Key = "",
) -> Compared:
    """From the journals up to the instant at which it was made, by the timetable of then. The same facts make
    the same report, byte for byte; another digest says that the journals, or the code, are others."""
    _maker(person)
    kept = await reports.read(
        sight.records, timetable_of(person, sight).county, report.value, since, until, key
    )
    by = timetable(kept.timetable) if kept else None
    if kept is None or by is None:
        raise unseen()
    again = await _composed(office, report, Period(since, until, kept.as_of), by, kept.scope)
    return Compared(
        digest=kept.digest,
        again=again.digest,
        is_same=kept.digest == again.digest,
        differing=list(_differing(kept.body, told(again, by.too_few))),
    )


@router.post(
    "/reports/special",
    status_code=status.HTTP_201_CREATED,
    operation_id="make_special_report",
    summary="编制专报 Make a special report",
)
async def make_special_report(
    body: Annotated[NewReport, Body(openapi_examples=examples.REPORT)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
) -> ReportShown:
    """Of days that are over. The same key again gives the same report."""
    _maker(person)
    by = timetable_of(person, sight)
    if body.since > body.until or body.until >= legal_day(person.at):
        raise malformed(("body.until", "range"))
    if body.unit is not None and body.unit not in sight.units:
        raise malformed(("body.unit", "unknown-unit"))
    kept = await reports.read(sight.records, by.county, Kind.SPECIAL.value, body.since, body.until, key)
    if kept is None:
        period = Period(body.since, body.until, first_instant_of(body.until + ONE_DAY))
        scope = Scope(body.unit, body.kind, body.channel)
        made = await _composed(office, Kind.SPECIAL, period, by, scope)
        kept = await reports.keep(office.records, made, by.too_few, person.at, key, person.ref)
    return report_of(kept, await reports.seen_in(sight.records, kept))


async def _composed(office: Office, kind: Kind, period: Period, by: Timetable, scope: Scope) -> Report:
    rows = await facts(office.records, EVERYTHING, period.as_of, by.county)
    world = await asyncio.to_thread(World, rows, by.counting)
    return await asyncio.to_thread(compose, kind, world, period, by, scope)


def _maker(person: Person) -> None:
    if not any(policy.may_make_reports(seat) for seat in person.seats):
        raise not_your_seat()


def _differing(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Lines of which a count differs, or that are there but once."""
    ours, theirs = _by_place(before), _by_place(after)
    for place in sorted(ours.keys() | theirs.keys()):
        if ours.get(place) != theirs.get(place):
            yield place


def _by_place(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        f"{part['code']}/{number}/{line['code']}": line
        for part in parts
        for number, line in enumerate(part["lines"])
    }


def report_of(kept: Kept, seen: Mapping[str, tuple[list[int], list[int]]]) -> ReportShown:
    """A report with its words. ``seen``: in which of its lines each procedure stands that may be named."""
    named: dict[int, list[str]] = {}
    for procedure, (counted, _) in seen.items():
        for number in counted:
            named.setdefault(number, []).append(procedure)
    parts, number = [], 0
    for part in kept.body:
        lines = []
        for line in part["lines"]:
            lines.append(_line(line, named.get(number, [])))
            number += 1
        parts.append(PartShown(code=part["code"], words=both("report-part", part["code"]), lines=lines))
    scope = kept.scope
    narrowed = {"unit": scope.unit, "procedure": scope.kind, "channel": scope.channel}
    return ReportShown(**_head(kept), **narrowed, parts=parts)


def _line(line: Mapping[str, Any], named: list[str]) -> LineShown:
    code = line["code"]
    is_secret = code in FORMULAS and FORMULAS[code].is_secret
    names_matters = line["is_list"] and not is_secret
    return LineShown(
        code=code,
        words=both("figure" if code in FORMULAS else "report-line", code),
        of=[
            Narrowed(what=what, words=both("report-of", what), code=value)
            for what, value in line["of"].items()
        ],
        version=line["version"],
        count=line["count"],
        among=line["among"],
        is_told=line["is_told"],
        numbers=[
            NumberShown(name=name, words=both("report-number", _number(name)), number=number)
            for name, number in line["numbers"].items()
        ],
        procedures=named[:_NAMED_AT_MOST] if names_matters else None,
    )


def _number(name: str) -> str:
    """By which word a number is called: an edge of days, an earlier period, or its own name."""
    return "up-to" if name.isdigit() else "before" if name.startswith("before-") else name


def _head(kept: Kept) -> dict[str, Any]:
    return {
        "kind": kept.kind,
        "words": both("report-kind", kept.kind),
        "since": kept.since,
        "until": kept.until,
        "key": kept.key,
        "as_of": kept.as_of,
        "timetable": kept.timetable,
        "formulas": dict(kept.formulas),
        "digest": kept.digest,
        "composed_at": kept.composed_at,
    }
