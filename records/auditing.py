"""What an auditor reads (审计): who did or looked at what, of which matter, when. Never what it says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, func, literal, null, or_, select, union_all
from sqlalchemy import cast as as_sql
from sqlalchemy.ext.asyncio import AsyncEngine

from records.pages import Order, Page, cut
from records.tables import access_log, cases, journal
from records.visible import Visible, visible_cases
from rules.auditing import ENTRIES, LOOKS, Audited, Sign
from rules.instants import ONE_DAY, first_instant_of


@dataclass(frozen=True)
class Range:
    """These legal days, both included; of one unit, or of all."""

    since: date
    until: date
    unit: str | None = None


@dataclass(frozen=True)
class AuditLine:
    """An entry of a journal (``chain`` is its procedure) or a note of a look (``chain`` is that of the log),
    and ``seq`` its place there. ``code``: the kind of the entry, or of the look."""

    at: datetime
    is_look: bool
    code: str
    unit: str
    role: str
    person: str | None
    matter: str | None
    chain: str
    seq: int


@dataclass(frozen=True)
class CodeCount:
    """So many of one code at one unit in one month, ``2026-11``."""

    month: str
    unit: str
    is_look: bool
    code: str
    count: int


async def audit_lines(
    engine: AsyncEngine,
    visible: Visible,
    kinds: Iterable[Audited],
    days: Range,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[AuditLine]:
    """A page of what is of these kinds, the newest first: of journals that are visible, and of looks by seats
    of visible units. Raises BadCursor."""
    lines = _lines(visible, set(kinds), days).subquery()
    query = Order((lines.c.at, lines.c.chain, lines.c.seq), descending=True).page(
        select(lines), cursor, limit
    )
    async with engine.connect() as connection:
        rows = [_line(row) for row in await connection.execute(query)]
    return cut(rows, limit, lambda line: (line.at, line.chain, line.seq))


async def audit_counted(
    engine: AsyncEngine, visible: Visible, kinds: Iterable[Audited], days: Range
) -> tuple[CodeCount, ...]:
    """How much there is of these kinds, by month, unit and code."""
    lines = _lines(visible, set(kinds), days).subquery()
    month = func.to_char(func.timezone("Asia/Shanghai", lines.c.at), "YYYY-MM").label("month")
    columns = (month, lines.c.unit, lines.c.is_look, lines.c.code)
    query = select(*columns, func.count()).group_by(*columns).order_by(*columns)
    async with engine.connect() as connection:
        return tuple(CodeCount(*row) for row in await connection.execute(query))


def _lines(visible: Visible, kinds: set[Audited], days: Range) -> Any:
    return union_all(_entries(visible, kinds, days), _looks(visible, kinds, days))


def _entries(visible: Visible, kinds: set[Audited], days: Range) -> Select[Any]:
    signs = [sign for kind in ENTRIES.keys() & kinds for sign in ENTRIES[kind]]
    by = journal.c.body["by"]
    unit = func.coalesce(by["unit"].astext, cases.c.owner_unit)
    query = (
        select(
            journal.c.at,
            literal(value=False).label("is_look"),
            journal.c.kind.label("code"),
            unit.label("unit"),
            func.coalesce(by["role"].astext, "").label("role"),
            by["person"].astext.label("person"),
            cases.c.matter,
            journal.c.procedure.label("chain"),
            journal.c.seq,
        )
        .join_from(journal, cases, cases.c.procedure == journal.c.procedure)
        .where(journal.c.kind == func.any(sorted({sign.kind for sign in signs})))  # by its index
        .where(or_(*map(_is, signs)) if signs else literal(value=False))
        .where(*_within(journal.c.at, days), visible_cases(visible))
    )
    return query if days.unit is None else query.where(unit == days.unit)


def _looks(visible: Visible, kinds: set[Audited], days: Range) -> Select[Any]:
    code = func.split_part(access_log.c.what, "/", 1)
    unit, role = (func.split_part(access_log.c.seat, "@", part) for part in (2, 1))
    named = [code.in_(LOOKS[kind]) for kind in LOOKS.keys() & kinds]
    if Audited.READING in kinds:
        named.append(code.not_in([code for codes in LOOKS.values() for code in codes]))
    query = (
        select(
            access_log.c.at,
            literal(value=True),
            code,
            unit,
            role,
            access_log.c.person,
            func.coalesce(access_log.c.matter, as_sql(null(), Text)),
            access_log.c.chain,
            access_log.c.seq,
        )
        .where(or_(*named) if named else literal(value=False), *_within(access_log.c.at, days))
        .where(literal(value=True) if visible.units is None else unit.in_(visible.units))
    )
    return query if days.unit is None else query.where(unit == days.unit)


def _is(sign: Sign) -> ColumnElement[bool]:
    of_kind = journal.c.kind == sign.kind
    return (
        of_kind if sign.outcome is None else and_(of_kind, journal.c.body["outcome"].astext == sign.outcome)
    )


def _within(at: ColumnElement[datetime], days: Range) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return at >= first_instant_of(days.since), at < first_instant_of(days.until + ONE_DAY)


def _line(row: Any) -> AuditLine:
    at, *others = row
    return AuditLine(at.astimezone(UTC), *others)
