"""Reports (报告) as they were made: kept once, read as often as anybody likes, and never changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import report_lines, reports
from rules.measuring.formula import Scope
from rules.reports.composing import Line, Report
from rules.reports.telling import told
from rules.reports.timetable import Kind

_AT_ONCE = 1_000


@dataclass(frozen=True)
class Kept:
    """A report as it stands. ``body`` tells counts alone; ``key`` is empty of what comes by itself."""

    county: str
    kind: str
    since: date
    until: date
    key: str
    as_of: datetime
    timetable: str
    scope: Scope
    formulas: Mapping[str, int]
    body: Sequence[Mapping[str, Any]]
    digest: str
    composed_at: datetime
    asked_by: str | None


async def keep(
    engine: AsyncEngine,
    report: Report,
    too_few: int,
    at: datetime,
    key: str = "",
    asked_by: str | None = None,
) -> Kept:
    """Keep a report with its lines, unless there is one of this kind, period and key: then that one."""
    whose = {
        "county": report.county,
        "kind": report.kind.value,
        "since": report.period.since,
        "until": report.period.until,
        "key": key,
    }
    row = {
        **whose,
        "as_of": report.period.as_of,
        "timetable": report.timetable,
        "scope": vars(report.scope),
        "formulas": report.formulas,
        "body": told(report, too_few),
        "digest": report.digest,
        "composed_at": at,
        "asked_by": asked_by,
    }
    async with engine.begin() as connection:
        new = await connection.execute(
            insert(reports).values(row).on_conflict_do_nothing().returning(reports.c.key)
        )
        if new.first():
            lines = _lines(report)
            for start in range(0, len(lines), _AT_ONCE):
                some = [{**whose, **line} for line in lines[start : start + _AT_ONCE]]
                await connection.execute(insert(report_lines), some)
    found = await read(
        engine, report.county, report.kind.value, report.period.since, report.period.until, key
    )
    assert found
    return found


def _lines(report: Report) -> list[dict[str, Any]]:
    """Which lines of the report each procedure stands in; of what names no matters, none."""
    counted: dict[str, tuple[list[int], list[int]]] = {}
    flat: list[Line] = [line for part in report.parts for line in part.lines]
    for number, line in enumerate(flat):
        if line.is_secret:
            continue
        for which, matters in enumerate((line.matters or (), line.among or ())):
            for each in matters:
                counted.setdefault(each, ([], []))[which].append(number)
    return [
        {"procedure": procedure, "counted": numbers, "among": among}
        for procedure, (numbers, among) in sorted(counted.items())
    ]


async def read(
    engine: AsyncEngine, county: str, kind: str, since: date, until: date, key: str = ""
) -> Kept | None:
    query = _of(select(reports), county, kind).where(
        reports.c.since == since, reports.c.until == until, reports.c.key == key
    )
    async with engine.connect() as connection:
        row = (await connection.execute(query)).mappings().first()
    return _kept(row) if row else None


async def listed(
    engine: AsyncEngine, county: str, kind: str | None, limit: int, before: date | None
) -> list[Kept]:
    """The newest first; of one kind or of all, with a period that ended before a day."""
    order = (reports.c.until.desc(), reports.c.kind, reports.c.since.desc(), reports.c.key)
    query = select(reports).where(reports.c.county == county).order_by(*order)
    if kind is not None:
        query = query.where(reports.c.kind == kind)
    if before is not None:
        query = query.where(reports.c.until < before)
    async with engine.connect() as connection:
        rows = (await connection.execute(query.limit(limit))).mappings().all()
    return [_kept(row) for row in rows]


async def seen_in(engine: AsyncEngine, report: Kept) -> dict[str, tuple[list[int], list[int]]]:
    """Of the procedures that whoever reads behind this wall may see: in which lines each is counted, and of
    which it is part of the whole."""
    mine = (
        report_lines.c[name] == getattr(report, name) for name in ("county", "kind", "since", "until", "key")
    )
    query = select(report_lines.c.procedure, report_lines.c.counted, report_lines.c.among).where(*mine)
    async with engine.connect() as connection:
        rows = await connection.execute(query.order_by(report_lines.c.procedure))
        return {row.procedure: (row.counted, row.among) for row in rows}


async def last_of_each(engine: AsyncEngine, county: str, kinds: Collection[Kind]) -> dict[Kind, date]:
    """The last day that a report of each of these kinds has been made up to; nothing of a kind without
    one."""
    query = (
        select(reports.c.kind, func.max(reports.c.until))
        .where(reports.c.county == county, reports.c.key == "")
        .where(reports.c.kind.in_([kind.value for kind in kinds]))
        .group_by(reports.c.kind)
    )
    async with engine.connect() as connection:
        return {Kind(kind): until for kind, until in await connection.execute(query)}


def _of(query: Select[Any], county: str, kind: str) -> Select[Any]:
    return query.where(reports.c.county == county, reports.c.kind == kind)


def _kept(row: Mapping[Any, Any]) -> Kept:
    values = {name: row[name] for name in Kept.__dataclass_fields__}
    values["scope"] = Scope(**row["scope"])
    values["as_of"] = row["as_of"].astimezone(UTC)
    values["composed_at"] = row["composed_at"].astimezone(UTC)
    return Kept(**values)
