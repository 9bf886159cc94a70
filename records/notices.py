"""Notices as they are kept: made once for each cause, claimed by one sender at a time, marked as they go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.tables import cases, documents, notice_wishes, notices, parties
from rules.notifying import ELECTRONIC, Delivery, Way, Wish

HOLDER = "holder"  # whoever holds the code, in person unknown
NOTICE_ADDRESS = "notice_address"  # a kind of sealed text
_LATELY = timedelta(days=2)  # older documents were issued before anybody was told of any
_LEASE = timedelta(minutes=2)


@dataclass(frozen=True)
class Cause:
    """A document of which nobody has been told, and what is known of its case."""

    document: UUID
    procedure: str
    matter: str
    kind: str
    code: str | None
    unit: str
    addressees: tuple[str, ...]
    case: str
    is_private: bool
    wish: Wish | None


@dataclass(frozen=True)
class Notice:
    """A row of the table; ``id`` is also that by which whoever takes it knows it again."""

    id: UUID
    document: UUID
    addressee: str
    procedure: str
    matter: str
    unit: str
    way: str
    language: str
    address: UUID | None
    state: str
    due_at: datetime
    attempts: int
    last_error: str | None
    sent_at: datetime | None


@dataclass(frozen=True)
class About:
    """Of which kind of document a notice is; ``code``: what a reminder is of; ``role``: what whoever it is
    for is in the case, where they are somebody in it."""

    kind: str
    code: str | None
    role: str | None


_COLUMNS = tuple(notices.c[name] for name in Notice.__dataclass_fields__)


async def untold(connection: AsyncConnection, limit: int) -> Sequence[Cause]:
    """Documents of the last days without a notice, the oldest first."""
    told = select(notices.c.id).where(notices.c.document == documents.c.id)
    columns = (documents.c.id, documents.c.procedure, documents.c.matter, documents.c.kind, documents.c.unit)
    query = (
        select(*columns, documents.c.addressees, documents.c.data, cases.c.kind.label("case"))
        .add_columns(
            cases.c.is_private, notice_wishes.c.way, notice_wishes.c.language, notice_wishes.c.address
        )
        .join_from(documents, cases, cases.c.procedure == documents.c.procedure)
        .outerjoin(notice_wishes, notice_wishes.c.matter == documents.c.matter)
        .where(documents.c.issued_at > func.now() - _LATELY, ~told.exists())
        .where(func.cardinality(documents.c.addressees) > 0)
        .order_by(documents.c.issued_at)
        .limit(limit)
    )
    return [_cause(row) for row in await connection.execute(query)]


def _cause(row: Any) -> Cause:
    address = str(row.address) if row.address else None
    wish = Wish(Way(row.way), row.language, address) if row.way else None
    code = row.data.get("code")
    return Cause(
        row.id, row.procedure, row.matter, row.kind, code, row.unit, tuple(row.addressees), row.case,
        row.is_private, wish,
    )  # fmt: skip


async def make(
    connection: AsyncConnection, cause: Cause, addressee: str, wish: Wish, due_at: datetime
) -> None:
    """The notice of this cause to this addressee; once, however often."""
    is_there = wish.way is Way.IN_APP  # it lies in their list as soon as it stands
    begins = {Way.IN_APP: Delivery.SENT, Way.NONE: Delivery.DONE}
    row = {
        "id": uuid5(NAMESPACE_URL, f"notice/{cause.document}/{addressee}"),
        "document": cause.document,
        "addressee": addressee,
        "procedure": cause.procedure,
        "matter": cause.matter,
        "unit": cause.unit,
        "way": wish.way,
        "language": wish.language,
        "address": UUID(wish.address) if wish.address else None,
        "state": begins.get(wish.way, Delivery.WAITING),
        "due_at": due_at,
        "sent_at": due_at if is_there else None,
    }
    await connection.execute(upsert(notices).values(row).on_conflict_do_nothing())


async def claim(records: AsyncEngine, now: datetime, limit: int) -> Sequence[Notice]:
    """Take up to so many that are due; nobody else gets them before the lease is over."""
    due = (
        select(notices.c.id)
        .where(notices.c.state == Delivery.WAITING, notices.c.way.in_(ELECTRONIC), notices.c.due_at <= now)
        .order_by(notices.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    taken = (
        update(notices)
        .where(notices.c.id == due.c.id)
        .values(due_at=now + _LEASE, attempts=notices.c.attempts + 1)
        .returning(*_COLUMNS)
    )
    async with records.begin() as connection:
        return [_notice(row) for row in await connection.execute(taken)]


async def code_of(records: AsyncEngine, document: UUID) -> str | None:
    """Of which kind of notice a document is, if it is one: some do not wait."""
    async with records.connect() as connection:
        data = await connection.scalar(select(documents.c.data).where(documents.c.id == document))
    return None if data is None else data.get("code")


async def put_off(records: AsyncEngine, id: UUID, until: datetime) -> None:
    """It was taken, and not tried: it goes then."""
    await _mark(records, id, due_at=until, attempts=notices.c.attempts - 1)


async def went(records: AsyncEngine, id: UUID, state: Delivery, at: datetime) -> None:
    """It was sent, or has even arrived."""
    await _mark(records, id, state=state, sent_at=at, last_error=None)


async def failed(
    records: AsyncEngine, id: UUID, code: str, again_at: datetime | None, way: Way | None = None
) -> None:
    """It was not: tried again then; or given up where there is no then."""
    state = Delivery.GIVEN_UP if again_at is None else Delivery.WAITING
    said: dict[str, Any] = {"state": state, "last_error": code}
    said |= {"due_at": again_at} if again_at else {}
    await _mark(records, id, **said | ({"way": way} if way else {}))


async def _mark(records: AsyncEngine, id: UUID, **said: Any) -> None:
    async with records.begin() as connection:
        mine = update(notices).where(notices.c.id == id, notices.c.state == Delivery.WAITING)
        await connection.execute(mine.values(**said))


async def to_see_to(
    records: AsyncEngine, seats: Sequence[str], units: Sequence[str], limit: int
) -> Sequence[Notice]:
    """What lies in the lists of these seats; and of these units' documents what is to be printed, or could
    not be sent. As far as this connection sees their cases; the oldest first."""
    of_units = notices.c.unit.in_(units) & or_(
        (notices.c.way == Way.LETTER) & (notices.c.state == Delivery.WAITING),
        notices.c.state == Delivery.GIVEN_UP,
    )
    of_seats = (notices.c.way == Way.IN_APP) & notices.c.addressee.in_(seats)
    query = select(*_COLUMNS).where(notices.c.settled_at.is_(None), or_(of_seats, of_units))
    async with records.connect() as connection:
        rows = await connection.execute(query.order_by(notices.c.due_at, notices.c.id).limit(limit))
        return [_notice(row) for row in rows]


async def of_case(records: AsyncEngine, procedure: str) -> Sequence[Notice]:
    """Every notice of a case that this connection sees, in the order of what they tell of."""
    query = select(*_COLUMNS).where(notices.c.procedure == procedure)
    async with records.connect() as connection:
        rows = await connection.execute(query.order_by(notices.c.recorded_at, notices.c.id))
        return [_notice(row) for row in rows]


async def about(records: AsyncEngine, some: Sequence[Notice]) -> dict[UUID, About]:
    """What these notices are of, and to whom, by notice."""
    its_party = (parties.c.procedure == notices.c.procedure) & (parties.c.ref == notices.c.addressee)
    query = (
        select(notices.c.id, documents.c.kind, documents.c.data["code"].astext.label("code"), parties.c.role)
        .join_from(notices, documents, documents.c.id == notices.c.document)
        .outerjoin(parties, its_party)
        .where(notices.c.id.in_([each.id for each in some]))
    )
    async with records.connect() as connection:
        return {row.id: About(row.kind, row.code, row.role) for row in await connection.execute(query)}


async def one(records: AsyncEngine, id: UUID) -> Notice | None:
    """A notice that this connection sees."""
    async with records.connect() as connection:
        row = (await connection.execute(select(*_COLUMNS).where(notices.c.id == id))).one_or_none()
    return None if row is None else _notice(row)


async def settle(records: AsyncEngine, id: UUID, state: Delivery, person: str, at: datetime) -> None:
    """Somebody has seen it, or seen to it; the first who did stands."""
    mine = update(notices).where(notices.c.id == id, notices.c.settled_at.is_(None))
    async with records.begin() as connection:
        await connection.execute(mine.values(state=state, settled_at=at, settled_by=person))


async def wish(connection: AsyncConnection, matter: str, wished: Wish, at: datetime) -> None:
    """How whoever holds the code of a matter wants to be told from now on."""
    said = {
        "way": wished.way,
        "language": wished.language,
        "address": UUID(wished.address) if wished.address else None,
        "at": at,
    }
    row = upsert(notice_wishes).values(matter=matter, **said)
    await connection.execute(row.on_conflict_do_update(index_elements=["matter"], set_=said))


def _notice(row: Any) -> Notice:
    said = row._asdict()
    return Notice(**{name: _utc(value) for name, value in said.items()})


def _utc(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
