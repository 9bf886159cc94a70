"""Publications (公布): a year's calendar, or new numbers of clock rules.

What is published holds for every procedure that begins afterwards, from its first entry on. Those that are
open at that moment are told: see fan_out.py.
"""

from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.journal import AnotherBody, ledgered
from records.once import many_at_a_time, one_at_a_time
from records.tables import ledger, publications
from rules.calendar import YearNotice
from rules.clocks.rule import ClockRule, Transition
from rules.editions import Edition, digest_of

CALENDAR, RULES = "calendar", "rules"
PUBLISHED = "fengqiao_publications"  # heard by the relay
_LOCK = "publications"
_NOTICE = TypeAdapter(YearNotice)
_CLOCKS = TypeAdapter(tuple[ClockRule, ...])


class NothingForOpenCases(Exception):
    """An edition none of whose rules reaches a case that is open."""


@dataclass(frozen=True)
class Publication:
    """What was published, and how far it has got: the numbers are absolute, and final once it has finished.

    ``series`` is that of the calendar, or the county whose cases it concerns. ``notice`` is set for a
    calendar, ``rules`` and the ``in_force_from`` of their edition for rules.
    """

    version: str
    kind: str
    series: str
    number: int
    notice: YearNotice | None
    rules: tuple[ClockRule, ...]
    in_force_from: date | None
    published_by: str
    published_at: datetime
    told: int
    moved: int
    overdue: int
    notices: int
    finished_at: datetime | None
    is_new: bool = False  # false when it stood already


@dataclass(frozen=True)
class Request:
    """Who asks for a publication (a person), under which key, with which digest of the request."""

    by: str
    command: str | None = None
    digest: str | None = None


async def publish_notice(
    engine: AsyncEngine, series: str, notice: YearNotice, request: Request
) -> Publication:
    """Publish a year's notice under the next number of its series. What says exactly the same as the newest
    of its year is that one; the same command publishes once. Raises journal.AnotherBody."""
    async with engine.begin() as connection:
        return await publish_notice_within(connection, series, notice, request)


async def publish_notice_within(
    connection: AsyncConnection, series: str, notice: YearNotice, request: Request
) -> Publication:
    """As ``publish_notice``, within a transaction."""
    if earlier := await _asked_before(connection, request):
        return earlier
    known = await notices_after(connection, series, 0)
    same_year = next((each for each in reversed(known) if each.year == notice.year), None)
    if same_year and replace(same_year, number=0) == replace(notice, number=0):
        return await _stands(connection, f"{series}.{same_year.number}", request)
    numbered = replace(notice, number=len(known) + 1)
    row = {"version": f"{series}.{numbered.number}", "kind": CALENDAR, "series": series}
    said = {**row, "number": numbered.number, "body": body_of_notice(numbered)}
    return await _published(connection, said, request)


async def publish_rules(engine: AsyncEngine, edition: Edition, request: Request) -> Publication:
    """Publish those rules of an edition that reach open cases, once: the version is the edition's id.

    Raises NothingForOpenCases, journal.AnotherBody.
    """
    async with engine.begin() as connection:
        return await publish_rules_within(connection, edition, request)


async def publish_rules_within(
    connection: AsyncConnection, edition: Edition, request: Request
) -> Publication:
    """As ``publish_rules``, within a transaction."""
    body = body_of_rules(edition)
    if earlier := await _asked_before(connection, request):
        return earlier
    if await _read(connection, edition.id):
        return await _stands(connection, edition.id, request)
    before = select(func.count()).where(publications.c.kind == RULES, publications.c.series == edition.county)
    number = (await connection.execute(before)).scalar_one() + 1
    row = {"version": edition.id, "kind": RULES, "series": edition.county, "number": number, "body": body}
    return await _published(connection, row, request)


def for_open_cases(edition: Edition) -> tuple[ClockRule, ...]:
    """Those rules of an edition that reach open cases. Raises NothingForOpenCases."""
    clocks = tuple(rule for rule in edition.clocks if rule.transition is Transition.OPEN_CASES)
    if not clocks:
        raise NothingForOpenCases
    return clocks


def body_of_rules(edition: Edition) -> dict[str, Any]:
    """The rules for open cases as they are written down. Raises NothingForOpenCases."""
    body: dict[str, Any] = {"in_force_from": edition.in_force_from.isoformat()}
    return {**body, "clocks": _CLOCKS.dump_python(for_open_cases(edition), mode="json")}


def body_of_notice(notice: YearNotice) -> dict[str, Any]:
    """A notice as it is written down; ``notice_of`` reads it again."""
    body: dict[str, Any] = _NOTICE.dump_python(notice, mode="json")
    return body | {name: sorted(body[name]) for name in ("holidays", "make_up_workdays")}


def notice_of(body: Any) -> YearNotice:
    """A notice that was written down."""
    return _NOTICE.validate_python(body)


def rules_of(body: Any) -> tuple[ClockRule, ...]:
    """Rules that were written down."""
    return _CLOCKS.validate_python(body["clocks"])


async def is_published(connection: AsyncConnection, version: str) -> bool:
    """Whether there is a publication of this version."""
    return await _read(connection, version) is not None


async def none_else(connection: AsyncConnection) -> None:
    """From here on nobody else publishes, proposes or answers until the transaction ends."""
    await one_at_a_time(connection, _LOCK)


async def newest(connection: AsyncConnection, edition: Edition) -> Edition:
    """The edition with everything laid over it that was published: what a procedure begins under now.

    Nothing more is published until the transaction ends. So whoever looks afterwards for open procedures that
    lack something finds this one, or finds that it lacks nothing.
    """
    await many_at_a_time(connection, _LOCK)
    edition = edition.with_notices(
        await notices_after(connection, edition.calendar.series, edition.calendar.number)
    )
    of_the_county = select(publications).where(
        publications.c.kind == RULES, publications.c.series == edition.county
    )
    rows = await connection.execute(of_the_county.order_by(publications.c.number))
    lacked: list[Publication] = []
    for published in map(_publication, rows):
        assert published.in_force_from
        if published.version in (edition.id, *edition.amendments):
            lacked.clear()  # what came before it is older
        elif edition.in_force_from <= published.in_force_from:
            lacked.append(published)
    for published in lacked:
        edition = edition.amended(published.version, published.rules)
    return edition


async def notices_after(connection: AsyncConnection, series: str, number: int) -> tuple[YearNotice, ...]:
    """The notices of a series that come after a number, in their order."""
    later = select(publications.c.body).where(
        publications.c.kind == CALENDAR, publications.c.series == series, publications.c.number > number
    )
    bodies = await connection.scalars(later.order_by(publications.c.number))
    return tuple(map(_NOTICE.validate_python, bodies))


async def listed(engine: AsyncEngine) -> tuple[Publication, ...]:
    """Every publication, the newest first."""
    newest_first = select(publications).order_by(publications.c.published_at.desc(), publications.c.version)
    async with engine.connect() as connection:
        return tuple(map(_publication, await connection.execute(newest_first)))


async def read(engine: AsyncEngine, version: str) -> Publication | None:
    """One publication, None if there is none of this version."""
    async with engine.connect() as connection:
        return await _read(connection, version)


async def under_way(engine: AsyncEngine) -> list[str]:
    """The versions that have not reached every open case yet, the oldest first."""
    unfinished = select(publications.c.version).where(publications.c.finished_at.is_(None))
    async with engine.connect() as connection:
        return list(await connection.scalars(unfinished.order_by(publications.c.published_at)))


async def _asked_before(connection: AsyncConnection, request: Request) -> Publication | None:
    """What the same command has published. From here on nobody else publishes."""
    await one_at_a_time(connection, _LOCK)
    first = await ledgered(connection, request.command) if request.command else None
    if first is None:
        return None
    found = await _read(connection, first.receipt.stage) if first.digest == request.digest else None
    if found is None:
        raise AnotherBody
    return found


async def _stands(connection: AsyncConnection, version: str, request: Request) -> Publication:
    found = await _read(connection, version)
    assert found
    await _note(connection, found, request)
    return found


async def _published(connection: AsyncConnection, row: dict[str, Any], request: Request) -> Publication:
    written = {**row, "digest": digest_of(row["body"]), "published_by": request.by}
    statement = upsert(publications).values(written).returning(publications)
    published = _publication((await connection.execute(statement)).one())
    await _note(connection, published, request)
    await connection.execute(select(func.pg_notify(PUBLISHED, published.version)))
    return replace(published, is_new=True)


async def _note(connection: AsyncConnection, published: Publication, request: Request) -> None:
    """The command's receipt: the stage it names is the version."""
    if request.command is None:
        return
    receipt = {"seq": published.number, "stage": published.version, "at": published.published_at.isoformat()}
    row = {"command": request.command, "digest": request.digest, "receipt": receipt}
    noted = upsert(ledger).values(row).on_conflict_do_nothing().returning(ledger.c.command)
    if await connection.scalar(noted) is None:
        raise AnotherBody


async def _read(connection: AsyncConnection, version: str) -> Publication | None:
    found = await connection.execute(select(publications).where(publications.c.version == version))
    row = found.one_or_none()
    return _publication(row) if row else None


def _publication(row: Any) -> Publication:
    is_calendar = row.kind == CALENDAR
    said = {
        "notice": _NOTICE.validate_python(row.body) if is_calendar else None,
        "rules": () if is_calendar else _CLOCKS.validate_python(row.body["clocks"]),
        "in_force_from": None if is_calendar else date.fromisoformat(row.body["in_force_from"]),
        "published_at": row.published_at.astimezone(UTC),
        "finished_at": row.finished_at and row.finished_at.astimezone(UTC),
    }
    kept = {field.name: getattr(row, field.name) for field in fields(Publication) if hasattr(row, field.name)}
    return Publication(**{**kept, **said})
