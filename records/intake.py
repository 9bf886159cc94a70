"""Intake: a matter gets its number, its key and its sealed texts; a procedure about it gets its first entry.

All of it in one transaction, before the engine is asked (docs/decisions/0010).
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import case, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

import written
from records import content, drafts, editions, journal, keeping, publications
from records.content import Content
from records.keeper import Keeper
from records.once import next_number, one_at_a_time
from records.tables import ledger, matters, procedures
from rules.editions import Edition
from rules.journal import GENESIS, Asked, Letter, Receipt
from rules.procedure import About, Event, Procedure, kind_of, procedure_id
from rules.procedures import PROCEDURES

INTAKE = "intake"
# A matter stays what it is, whatever is called out, looked into, supervised or run as an errand about it.
BESIDE = frozenset({"backlog", "dispatch", "errand", "incident", "supervision"})
OWN_WORK = "own-work"  # 履职中发现: the channel of what nobody brought
START = "start"  # the letter that starts the procedure in the engine


class NoSuchMatter(Exception):
    """There is no matter of this number."""


class AlreadyOpened(Exception):
    """Another command has opened the procedure of this id."""


@dataclass(frozen=True)
class Registration:
    """What a matter is registered with. Personal content stands in ``texts`` and nowhere else.

    ``command`` is the key of the request, ``digest`` its keyed digest. ``origin`` and ``origin_id`` name
    the row of the system or file it came from: the same row never becomes a second matter. ``tracking`` and
    ``factor`` are keyed digests of the code and of what was chosen beside it. ``notice`` is the version of
    the notice on personal information that was shown before.
    """

    command: str
    digest: str
    county: str
    channel: str
    received_at: datetime
    registered_at: datetime
    registered_by: str
    tracking: str
    registered_as: str | None = None
    texts: tuple[Content, ...] = ()
    dispute_type: str | None = None
    unit: str | None = None
    origin: str | None = None
    origin_id: str | None = None
    factor: str | None = None
    notice: str | None = None


@dataclass(frozen=True)
class Series:
    """What numbers matters: a series without gaps of its own in each county and year."""

    name: str
    mark: str = ""  # stands in its numbers, before the year


MATTERS = Series("matter")
RECOMMENDATIONS = Series("recommendation", "Y-")  # 建议: SL-Y-2026-000001, about no single matter
ACCUSATIONS = Series("accusation", "J-")  # 检举控告: SL-J-2026-000001, in the sealed store


@dataclass(frozen=True)
class Opening:
    """A procedure to be opened about a matter, under an edition and whatever was published over it.

    ``first`` makes its first event of its id, the number and the edition as it is at that moment.
    """

    procedure: Procedure
    edition: Edition
    first: Callable[[str, str, Edition], Event]


@dataclass(frozen=True)
class _First:
    """What the journal is asked to append first, and what it says the matter is about."""

    asked: Asked
    about: About

    def under(self, command: str, digest: str | None) -> "_First":
        """The same, asked for under this key."""
        return replace(self, asked=replace(self.asked, command=command, digest=digest))


@dataclass(frozen=True)
class Registered:
    """What stands after an intake. ``is_new`` is false when it stood already."""

    number: str
    is_new: bool
    procedure: str | None
    receipt: Receipt | None


def command_of(origin: str, id: str) -> str:
    """The key under which the house itself registers something: the same for the same row."""
    return str(uuid5(NAMESPACE_URL, f"{origin}/{id}"))


async def register(
    engine: AsyncEngine,
    keeper: Keeper,
    registration: Registration,
    opening: Opening | None = None,
    series: Series = MATTERS,
) -> Registered:
    """Register a matter, and open its first procedure if one is given.

    The same command, or the same row of an origin, returns the matter that stands.
    Raises journal.AnotherBody; Refused, from ``opening.first``, and then nothing was registered.
    """
    async with engine.begin() as connection:
        return await take_in(connection, keeper, registration, opening, series)


async def take_in(
    connection: AsyncConnection,
    keeper: Keeper,
    registration: Registration,
    opening: Opening | None = None,
    series: Series = MATTERS,
) -> Registered:
    """As ``register``, inside a transaction."""
    if earlier := await _earlier(connection, registration):
        return earlier
    await drafts.registered(connection, registration.command)
    number = await _number(connection, registration, series)
    row = asdict(registration)
    for name in ("command", "texts", "notice"):
        del row[name]
    await connection.execute(insert(matters).values(**row, number=number, status=INTAKE))
    key = await content.add_key(connection, keeper, number)
    await content.seal(connection, keeper, number, registration.texts, key)
    if registration.notice:
        await keeping.notice_given(connection, number, registration.notice, registration.registered_at)
    if opening:
        edition = await publications.newest(connection, opening.edition)
        first = _opened(opening, edition, registration.county, number, 1)
        return await _open(connection, first.under(registration.command, registration.digest), edition)
    receipt = Receipt(0, INTAKE, registration.registered_at)
    noted = {"command": registration.command, "digest": registration.digest, "receipt": asdict(receipt)}
    await connection.execute(insert(ledger).values(**noted, matter=number))
    return Registered(number, True, None, receipt)


async def open_about(
    engine: AsyncEngine,
    matter: str,
    opening: Opening,
    command: str,
    digest: str | None = None,
    anchored_on: tuple[str, int] | None = None,
) -> Registered:
    """Open the next procedure of its kind about a registered matter. The same command opens it once.

    ``anchored_on`` is the entry of another procedure it grew from.
    Raises NoSuchMatter, journal.AnotherBody, and Refused, from ``opening.first``.
    """
    async with engine.begin() as connection:
        return await open_next(connection, matter, opening, command, digest, anchored_on)


async def open_next(
    connection: AsyncConnection,
    matter: str,
    opening: Opening,
    command: str,
    digest: str | None = None,
    anchored_on: tuple[str, int] | None = None,
) -> Registered:
    """As ``open_about``, inside a transaction. From one entry one procedure of a kind grows.

    Raises AlreadyOpened."""
    if earlier := await _answered(connection, command, digest):
        return earlier
    locked = select(matters.c.county).where(matters.c.number == matter).with_for_update()
    county = await connection.scalar(locked)
    if county is None:
        raise NoSuchMatter
    same_kind = (procedures.c.matter == matter, procedures.c.kind == opening.procedure.name)
    if anchored_on is not None:
        grown = (procedures.c.anchored_on == anchored_on[0], procedures.c.anchored_seq == anchored_on[1])
        if await connection.scalar(select(procedures.c.id).where(*same_kind, *grown).limit(1)):
            raise AlreadyOpened
    before = await connection.scalar(select(func.max(procedures.c.n)).where(*same_kind))
    edition = await publications.newest(connection, opening.edition)
    first = _opened(opening, edition, county, matter, (before or 0) + 1)
    return await _open(connection, first.under(command, digest), edition, anchored_on)


async def open_procedure(
    engine: AsyncEngine,
    first: Callable[[Edition], Event],
    edition: Edition,
    *,
    command: str,
    digest: str | None = None,
    anchored_on: tuple[str, int] | None = None,
) -> Registered:
    """Open the procedure whose first event ``first`` makes, of the edition as it is published by now; the
    event has the id. The same command opens it once.

    ``anchored_on`` is the entry of another procedure it grew from.
    Raises NoSuchMatter, AlreadyOpened, journal.AnotherBody, and what ``first`` raises.
    """
    async with engine.begin() as connection:
        if earlier := await _answered(connection, command, digest):
            return earlier
        edition = await publications.newest(connection, edition)
        event = first(edition)
        entry = _first_entry(event, PROCEDURES[kind_of(vars(event)["id"])], edition)
        opened = await _open(connection, entry.under(command, digest), edition, anchored_on)
        await drafts.registered(connection, command)
        return opened


async def _open(
    connection: AsyncConnection, first: _First, edition: Edition, anchored_on: tuple[str, int] | None = None
) -> Registered:
    """The procedure's row, its first entry with all that follows, and the letter that starts it."""
    asked = first.asked
    kind, _, matter, n = asked.procedure.split("/")
    # What the list of matters is narrowed by, as far as this procedure says it.
    told = {"dispute_type": first.about.dispute_type, "unit": first.about.place}
    known = {name: value for name, value in told.items() if value}
    is_new = matters.c.status == INTAKE
    status = case((is_new, kind), else_=matters.c.status) if kind in BESIDE else kind
    taken = update(matters).where(matters.c.number == matter).values(status=status, **known)
    if (await connection.execute(taken)).rowcount == 0:
        raise NoSuchMatter
    row = {"id": asked.procedure, "kind": kind, "matter": matter, "n": int(n), "seq": 0, "decided_seq": 0}
    row |= {
        "head": GENESIS,
        "opened_at": asked.entries[0].at,
        "edition": await editions.keep(connection, edition),
    }
    row["anchored_on"], row["anchored_seq"] = anchored_on or (None, None)
    opened = upsert(procedures).values(row).on_conflict_do_nothing().returning(procedures.c.id)
    if await connection.scalar(opened) is None:
        raise AlreadyOpened
    if not await journal.write(connection, asked, GENESIS, 0):
        raise journal.AnotherBody  # the key answers for something else already
    return Registered(matter, True, asked.procedure, asked.receipt)


def _opened(opening: Opening, edition: Edition, county: str, matter: str, n: int) -> _First:
    event = opening.first(procedure_id(opening.procedure.name, county, matter, n), matter, edition)
    return _first_entry(event, opening.procedure, edition)


def _first_entry(event: Event, procedure: Procedure, edition: Edition) -> _First:
    """What the journal is asked to append first. What begins ended is never started in the engine."""
    state = procedure.begin(event, edition)
    start = () if state.has_ended else (Letter(1, START, 1, {}),)
    asked = Asked(
        procedure=state.id,
        after=0,
        entries=(written.write(event, 1),),
        receipt=Receipt(1, state.stage.value, event.at),
        view=procedure.view(state),
        letters=(*start, *procedure.follows(state, event)),
    )
    return _First(asked, procedure.about(state))


async def _earlier(connection: AsyncConnection, registration: Registration) -> Registered | None:
    if answered := await _answered(connection, registration.command, registration.digest):
        return answered
    if registration.origin is None:
        return None
    await one_at_a_time(connection, f"{registration.origin}|{registration.origin_id}")
    same = (matters.c.origin == registration.origin, matters.c.origin_id == registration.origin_id)
    number = await connection.scalar(select(matters.c.number).where(*same))
    return number and Registered(number, False, None, None)


async def _answered(connection: AsyncConnection, command: str, digest: str | None) -> Registered | None:
    await one_at_a_time(connection, command)
    first = await journal.ledgered(connection, command)
    if first is None:
        return None
    if first.digest != digest or first.matter is None:
        raise journal.AnotherBody
    return Registered(first.matter, False, first.procedure, first.receipt)


async def _number(connection: AsyncConnection, registration: Registration, series: Series) -> str:
    """``DEMO-2026-000001``: without gaps in a county and year, in the order of registration."""
    named = f"{series.name}/{registration.county}"
    year, number = await next_number(connection, named, registration.registered_at)
    return f"{registration.county.upper()}-{series.mark}{year}-{number:06}"
