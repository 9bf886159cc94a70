"""What is read of cases and matters: lists, counts, one case with its papers. Only what is visible."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.pages import Order, Page, cut
from records.tables import agreements, cases, clocks, journal, matters, parties, sessions
from records.visible import Visible, cases_placed, visible_cases, visible_matters
from rules.instants import ONE_DAY, first_instant_of
from rules.journal import AgreementRow, ClockRow, PartyRow, SessionRow


@dataclass(frozen=True)
class CaseLine:
    """A case as a list shows it: the row of the read table, and what its matter adds. Instants are in UTC."""

    procedure: str
    kind: str
    matter: str
    seq: int
    decided_seq: int
    stage: str
    step: int | None
    owner_unit: str
    owner_role: str
    handler: str | None
    waits_for: str
    next_moment: datetime | None
    due_on: date | None
    overdue: bool
    needs_attention: bool
    outcome: str | None
    places: tuple[str, ...]
    opened_at: datetime
    changed_at: datetime
    closed_at: datetime | None
    light: str
    calendar: str
    calendar_number: int
    amendments: tuple[str, ...]
    is_private: bool
    channel: str
    dispute_type: str | None
    received_at: datetime
    clocks: tuple[ClockRow, ...] = ()


@dataclass(frozen=True)
class MatterLine:
    """A matter as a list shows it. Whose it is and what it says lies sealed."""

    number: str
    county: str
    channel: str
    received_at: datetime
    registered_at: datetime
    registered_by: str
    status: str
    dispute_type: str | None
    unit: str | None
    origin: str | None
    origin_id: str | None


@dataclass(frozen=True)
class JournalLine:
    """An entry and its hash. ``at`` is when it happened, ``recorded_at`` when it was written down."""

    seq: int
    kind: str
    at: datetime
    body: dict[str, Any]
    hash: str
    recorded_at: datetime


@dataclass(frozen=True)
class CaseFile:
    """One case with what the read tables have of it."""

    case: CaseLine
    parties: tuple[PartyRow, ...]
    sessions: tuple[SessionRow, ...]
    agreements: tuple[AgreementRow, ...]


@dataclass(frozen=True)
class CaseFilter:
    """Which cases are listed. What is None does not narrow the list."""

    kind: str | None = None
    stage: str | None = None
    step: int | None = None
    owner_unit: str | None = None
    handler: str | None = None
    outcome: str | None = None
    overdue: bool | None = None
    needs_attention: bool | None = None
    dispute_type: str | None = None
    is_open: bool | None = None
    opened_from: date | None = None  # legal days, both included
    opened_until: date | None = None
    concerns: frozenset[str] | None = None  # units, one of which it concerns
    number: str | None = None  # the matter's, or how it begins
    matters: frozenset[str] | None = None  # as a search found them
    procedures: frozenset[str] | None = None  # as somebody chose them


class SortBy(Enum):
    """What a list of cases can be sorted by. Cases without a due date come as if it were the last of days."""

    DUE = "due_on"
    OPENED = "opened_at"
    CHANGED = "changed_at"
    NUMBER = "matter"


_LISTED = select(cases, matters.c.channel, matters.c.dispute_type, matters.c.received_at).join_from(
    cases, matters, cases.c.matter == matters.c.number
)
_SORTED: dict[SortBy, ColumnElement[Any]] = {
    SortBy.DUE: func.coalesce(cases.c.due_on, date.max),
    SortBy.OPENED: cases.c.opened_at,
    SortBy.CHANGED: cases.c.changed_at,
    SortBy.NUMBER: cases.c.matter,
}


async def cases_listed(
    engine: AsyncEngine,
    visible: Visible,
    narrowed: CaseFilter,
    sort: tuple[SortBy, bool] = (SortBy.DUE, False),
    cursor: str | None = None,
    limit: int = 50,
) -> Page[CaseLine]:
    """A page of the visible cases. ``sort`` is what by, and whether backwards. Raises BadCursor."""
    by, backwards = sort
    order = Order((_SORTED[by], cases.c.procedure), backwards)
    query = order.page(_LISTED.where(*_narrowed(visible, narrowed)), cursor, limit)
    async with engine.connect() as connection:
        rows = await _case_lines(connection, query)
    return cut(rows, limit, lambda line: (_sort_value(line, by), line.procedure))


async def cases_counted(engine: AsyncEngine, visible: Visible, narrowed: CaseFilter) -> int:
    """How many cases the whole list has: the same condition, so that a count tells no more than the list."""
    query = select(func.count()).select_from(_LISTED.where(*_narrowed(visible, narrowed)).subquery())
    async with engine.connect() as connection:
        return int((await connection.execute(query)).scalar_one())


async def case_file(engine: AsyncEngine, visible: Visible, procedure: str) -> CaseFile | None:
    """One case with its papers; None if it is not there or not visible, which is the same."""
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="REPEATABLE READ")  # one moment for all papers
        mine = _LISTED.where(cases.c.procedure == procedure, visible_cases(visible))
        lines = await _case_lines(connection, mine)
        if not lines:
            return None
        return CaseFile(
            lines[0],
            await _rows(connection, parties, procedure, PartyRow),
            await _rows(connection, sessions, procedure, SessionRow),
            await _rows(connection, agreements, procedure, AgreementRow),
        )


async def timeline(
    engine: AsyncEngine, visible: Visible, procedure: str, after: int = 0, limit: int = 200
) -> tuple[JournalLine, ...] | None:
    """The entries of a visible case after a seq, in order; None if the case is not visible."""
    seen = select(cases.c.procedure).where(cases.c.procedure == procedure, visible_cases(visible))
    lines = (
        select(*(journal.c[name] for name in JournalLine.__dataclass_fields__))
        .where(journal.c.procedure == procedure, journal.c.seq > after)
        .order_by(journal.c.seq)
        .limit(limit)
    )
    async with engine.connect() as connection:
        if (await connection.execute(seen)).one_or_none() is None:
            return None
        return tuple(JournalLine(*_in_utc(row)) for row in await connection.execute(lines))


async def procedures_seen(connection: AsyncConnection, visible: Visible, kind: str) -> list[str]:
    """The procedures of a kind that are visible, the latest changed first; at most a few hundred."""
    mine = select(cases.c.procedure).where(cases.c.kind == kind, visible_cases(visible))
    return list(await connection.scalars(mine.order_by(cases.c.changed_at.desc()).limit(500)))


async def visible_of(engine: AsyncEngine, visible: Visible, procedures: Collection[str]) -> frozenset[str]:
    """Those of these procedures that are visible."""
    these = cases.c.procedure == func.any(list(procedures))  # as one array: they may be thousands
    mine = select(cases.c.procedure).where(these, visible_cases(visible))
    async with engine.connect() as connection:
        return frozenset(await connection.scalars(mine))


async def cases_of(engine: AsyncEngine, visible: Visible, matter: str) -> tuple[CaseLine, ...]:
    """The visible cases about a matter, in the order in which they were opened."""
    mine = _LISTED.where(cases.c.matter == matter, visible_cases(visible))
    async with engine.connect() as connection:
        return tuple(await _case_lines(connection, mine.order_by(cases.c.opened_at, cases.c.procedure)))


async def matter(engine: AsyncEngine, visible: Visible, number: str) -> MatterLine | None:
    """One matter; None if it is not there or not visible."""
    page = await matters_listed(engine, visible, numbers=frozenset({number}), limit=1)
    return page.lines[0] if page.lines else None


async def tracked_by(connection: AsyncConnection, number: str) -> str:
    """The digest by which the tracking code of a matter that is there is known."""
    query = select(matters.c.tracking).where(matters.c.number == number)
    return str((await connection.execute(query)).scalar_one())


async def matters_listed(
    engine: AsyncEngine,
    visible: Visible,
    *,
    status: str | None = None,
    beginning: str | None = None,
    numbers: frozenset[str] | None = None,
    only: ColumnElement[bool] | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[MatterLine]:
    """A page of the visible matters, newest number first. ``only``: a further condition on ``matters``.
    Raises BadCursor."""
    query = select(*(matters.c[name] for name in MatterLine.__dataclass_fields__)).where(
        visible_matters(visible)
    )
    if status is not None:
        query = query.where(matters.c.status == status)
    if beginning is not None:
        query = query.where(matters.c.number.startswith(beginning, autoescape=True))
    if numbers is not None:
        query = query.where(matters.c.number.in_(numbers))
    if only is not None:
        query = query.where(only)
    query = Order((matters.c.number,), descending=True).page(query, cursor, limit)
    async with engine.connect() as connection:
        lines = [MatterLine(*_in_utc(row)) for row in await connection.execute(query)]
    return cut(lines, limit, lambda line: (line.number,))


def _narrowed(visible: Visible, narrowed: CaseFilter) -> Iterator[ColumnElement[bool]]:
    yield visible_cases(visible)
    same = ("kind", "stage", "step", "owner_unit", "handler", "outcome", "overdue", "needs_attention")
    values = [(cases.c[name], getattr(narrowed, name)) for name in same]
    for column, value in (*values, (matters.c.dispute_type, narrowed.dispute_type)):
        if value is not None:
            yield column == value
    if narrowed.is_open is not None:
        yield cases.c.closed_at.is_(None) if narrowed.is_open else cases.c.closed_at.is_not(None)
    if narrowed.opened_from is not None:
        yield cases.c.opened_at >= first_instant_of(narrowed.opened_from)
    if narrowed.opened_until is not None:
        yield cases.c.opened_at < first_instant_of(narrowed.opened_until + ONE_DAY)
    if narrowed.concerns is not None:
        yield cases_placed(narrowed.concerns)
    if narrowed.number is not None:
        yield cases.c.matter.startswith(narrowed.number, autoescape=True)
    for column, chosen in ((cases.c.matter, narrowed.matters), (cases.c.procedure, narrowed.procedures)):
        if chosen is not None:
            yield column.in_(chosen)


async def _rows(
    connection: AsyncConnection, table: Table, procedure: str, kind: type[Any]
) -> tuple[Any, ...]:
    columns = [table.c[name] for name in kind.__dataclass_fields__]
    mine: Select[Any] = select(*columns).where(table.c.procedure == procedure)
    rows = await connection.execute(mine.order_by(*table.primary_key))
    return tuple(kind(*(tuple(v) if isinstance(v, list) else v for v in _in_utc(row))) for row in rows)


async def clocks_by_case(
    connection: AsyncConnection, procedures: Collection[str]
) -> dict[str, tuple[ClockRow, ...]]:
    """The clocks of each of these procedures, in the order in which they began."""
    columns = [clocks.c[name] for name in ("procedure", *ClockRow.__dataclass_fields__)]
    theirs = select(*columns).where(clocks.c.procedure.in_(procedures))
    its: dict[str, tuple[ClockRow, ...]] = dict.fromkeys(procedures, ())
    for procedure, *values in await connection.execute(theirs.order_by(clocks.c.started_on, clocks.c.name)):
        its[procedure] += (ClockRow(*_in_utc(values)),)
    return its


async def _case_lines(connection: AsyncConnection, query: Select[Any]) -> list[CaseLine]:
    """The cases of a query, each with its clocks."""
    rows = (await connection.execute(query)).all()
    its = await clocks_by_case(connection, [row.procedure for row in rows])
    return [_case_line(row, its[row.procedure]) for row in rows]


def _case_line(row: Any, clocks: tuple[ClockRow, ...]) -> CaseLine:
    values = dict(zip(CaseLine.__dataclass_fields__, (*_in_utc(row), clocks), strict=True))
    lists = {name: tuple(values[name]) for name in ("places", "amendments")}
    return CaseLine(**{**values, **lists})


def _in_utc(row: Any) -> Iterator[Any]:
    return (value.astimezone(UTC) if isinstance(value, datetime) else value for value in row)


def _sort_value(line: CaseLine, by: SortBy) -> object:
    return line.due_on or date.max if by is SortBy.DUE else getattr(line, by.value)
