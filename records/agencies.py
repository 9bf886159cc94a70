"""What the agencies' systems said (收件): each message once, with what it did; and which handoff is meant by
their references of it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.keeper import Keeper
from records.once import one_at_a_time
from records.tables import agency_inbox, exchanges, journal, ledger, procedures
from rules.refusals import Reason

WAITING, PARKED, DONE, STRAY = "waiting", "parked", "done", "stray"
TAKEN, NOTHING, REFUSED, PENDING = "taken", "nothing", "refused", "pending"
STRAY_AFTER = timedelta(days=7)
KIND = "agency-message"
_LONGEST_PAUSE = timedelta(minutes=10)


@dataclass(frozen=True)
class Incoming:
    """A message as it came. ``digest`` is keyed, of its body; ``said`` is the body itself."""

    agency: str
    message: UUID
    subject: str
    what: str
    digest: str
    received_at: datetime
    said: str


@dataclass(frozen=True)
class Kept:
    """How a message that came stands: its first receipt, and what it did so far."""

    agency: str
    message: UUID
    subject: str
    what: str
    digest: str
    received_at: datetime
    state: str
    procedure: str | None
    effect: str | None
    reason: str | None
    fact: dict[str, Any] | None = None


def command_of(agency: str, message: str) -> str:
    """The key under which a message is told to its procedure: always the same."""
    return str(uuid5(NAMESPACE_URL, f"agency/{agency}/{message}"))


async def alone_with(connection: AsyncConnection, agency: str, subject: str) -> None:
    """Nobody else takes a message of this exchange before this transaction ends."""
    await one_at_a_time(connection, f"exchange/{agency}/{subject}")


async def kept(connection: AsyncConnection, agency: str, message: UUID) -> Kept | None:
    """The message of that id, if it came before."""
    mine = (agency_inbox.c.agency == agency, agency_inbox.c.message == message)
    row = (await connection.execute(select(agency_inbox).where(*mine))).one_or_none()
    return _kept(row) if row else None


async def keep(
    connection: AsyncConnection,
    incoming: Incoming,
    *,
    state: str,
    procedure: str | None = None,
    effect: str | None = None,
    fact: dict[str, Any] | None = None,
    keeper: Keeper | None = None,
) -> None:
    """Note that it came, and what it tells its procedure. What it says is kept, sealed, only where ``keeper``
    is given: it is not carried out yet."""
    row: dict[str, Any] = {
        "agency": incoming.agency,
        "message": incoming.message,
        "subject": incoming.subject,
        "what": incoming.what,
        "digest": incoming.digest,
        "received_at": incoming.received_at,
        "state": state,
        "procedure": procedure,
        "effect": effect,
        "fact": fact,
        "due_at": incoming.received_at,
    }
    if keeper is not None:
        place = place_of(incoming.agency, incoming.message)
        wrapped = keeper.new_key(place)
        key = keeper.key_of(place, keeper.key_id, wrapped)
        nonce, ciphertext = key.seal(incoming.message, KIND, incoming.said)
        row |= {"key_id": keeper.key_id, "wrapped": wrapped, "nonce": nonce, "ciphertext": ciphertext}
    await connection.execute(insert(agency_inbox).values(row))


async def parked(
    connection: AsyncConnection, keeper: Keeper, agency: str, subject: str
) -> tuple[Incoming, ...]:
    """What came of this exchange before the exchange itself, in the order in which it came."""
    mine = (
        agency_inbox.c.agency == agency,
        agency_inbox.c.subject == subject,
        agency_inbox.c.state == PARKED,
    )
    rows = await connection.execute(select(agency_inbox).where(*mine).order_by(agency_inbox.c.received_at))
    return tuple(
        Incoming(
            row.agency,
            row.message,
            row.subject,
            row.what,
            row.digest,
            row.received_at.astimezone(UTC),
            keeper.key_of(place_of(row.agency, row.message), row.key_id, row.wrapped).open(
                row.message, KIND, row.nonce, row.ciphertext
            ),
        )
        for row in rows
    )


async def set_down(
    connection: AsyncConnection,
    agency: str,
    message: UUID,
    *,
    state: str,
    procedure: str | None = None,
    effect: str | None = None,
    reason: str | None = None,
    fact: dict[str, Any] | None = None,
) -> None:
    """What became of a message. Once it is with its procedure, nothing of what it says is left here."""
    mine = (agency_inbox.c.agency == agency, agency_inbox.c.message == message)
    told = {"procedure": procedure, "effect": effect, "reason": reason, "fact": fact}
    known = {name: value for name, value in told.items() if value is not None}
    gone = dict.fromkeys(("key_id", "wrapped", "nonce", "ciphertext"))
    values = {"state": state, **known, **(gone if state != PARKED else {})}
    await connection.execute(update(agency_inbox).where(*mine).values(values))


async def waiting(engine: AsyncEngine, limit: int = 50) -> tuple[Kept, ...]:
    """What is with its procedure's journal not yet, and is due to be looked at; each is left alone for a
    while that doubles."""
    pause = func.least(func.power(2, func.least(agency_inbox.c.attempts, 12)), _LONGEST_PAUSE.total_seconds())
    due = (
        select(agency_inbox.c.agency, agency_inbox.c.message)
        .where(agency_inbox.c.state == WAITING, agency_inbox.c.due_at <= func.now())
        .order_by(agency_inbox.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    taken = (
        update(agency_inbox)
        .where(agency_inbox.c.agency == due.c.agency, agency_inbox.c.message == due.c.message)
        .values(
            attempts=agency_inbox.c.attempts + 1,
            due_at=func.now() + func.make_interval(0, 0, 0, 0, 0, 0, pause),
        )
        .returning(agency_inbox)
    )
    async with engine.begin() as connection:
        return tuple(_kept(row) for row in await connection.execute(taken))


async def give_up_strays(engine: AsyncEngine, before: datetime) -> int:
    """What belongs to nothing we know, and came before this instant, becomes a stray that a person looks
    at."""
    old = update(agency_inbox).where(agency_inbox.c.state == PARKED, agency_inbox.c.received_at < before)
    async with engine.begin() as connection:
        return (await connection.execute(old.values(state=STRAY))).rowcount


async def effect_of(
    connection: AsyncConnection, procedure: str, command: str, message: str
) -> tuple[str, str | None] | None:
    """What a message did, by the journal: (effect, the refusal's code). None while it is not carried out."""
    if await connection.scalar(select(ledger.c.command).where(ledger.c.command == command)) is None:
        return None
    mine = (journal.c.procedure == procedure, journal.c.body["message"].astext == message)
    rows = (await connection.execute(select(journal.c.kind, journal.c.body).where(*mine))).all()
    if not rows:
        return NOTHING, None
    refusal = next((row.body["reason"] for row in rows if row.kind == "MessageNotTaken"), None)
    return (REFUSED, refusal) if refusal else (TAKEN, None)


async def settled(engine: AsyncEngine, message: Kept) -> Kept | None:
    """The message as done, if its procedure's journal says by now what it did, or is closed for good."""
    assert message.procedure
    command = command_of(message.agency, str(message.message))
    ending = select(procedures.c.ended_at).where(procedures.c.id == message.procedure)
    async with engine.begin() as connection:
        # First: it may end by this very message between the two looks, and then it was not refused.
        has_ended = await connection.scalar(ending) is not None
        effect = await effect_of(connection, message.procedure, command, str(message.message))
        if effect is None and not has_ended:
            return None
        did, reason = effect or (REFUSED, Reason.HANDOFF_HAS_ENDED.code)
        await set_down(connection, message.agency, message.message, state=DONE, effect=did, reason=reason)
    return replace(message, state=DONE, effect=did, reason=reason)


async def bind(connection: AsyncConnection, agency: str, subject: str, procedure: str) -> None:
    """From now on this exchange is known by this reference of its sender."""
    row = {"agency": agency, "subject": subject, "procedure": procedure}
    await connection.execute(upsert(exchanges).values(row).on_conflict_do_nothing())


async def procedure_of(connection: AsyncConnection, agency: str, subject: str) -> str | None:
    """The handoff that the sender's reference names, for this agency and no other."""
    mine = (exchanges.c.agency == agency, exchanges.c.subject == subject)
    return await connection.scalar(select(exchanges.c.procedure).where(*mine))


async def matter_between(
    connection: AsyncConnection, agency: str, *, number: str | None, subject: str | None
) -> str | None:
    """The matter of that number, or of that earlier exchange, if this agency has ever had an exchange about
    it."""
    if number is None and subject is None:
        return None
    named = procedures.c.matter == number if number is not None else exchanges.c.subject == subject
    query = (
        select(procedures.c.matter)
        .join_from(exchanges, procedures, exchanges.c.procedure == procedures.c.id)
        .where(exchanges.c.agency == agency, named)
    )
    return await connection.scalar(query.limit(1))


async def done(connection: AsyncConnection, agency: str, subject: str) -> list[UUID]:
    """The messages of an exchange that were taken here, in the order in which they came."""
    mine = (
        agency_inbox.c.agency == agency,
        agency_inbox.c.subject == subject,
        agency_inbox.c.effect == TAKEN,
    )
    query = select(agency_inbox.c.message).where(*mine).order_by(agency_inbox.c.received_at)
    return list(await connection.scalars(query))


async def strays(connection: AsyncConnection, limit: int = 200) -> tuple[Kept, ...]:
    """What came and belongs to nothing we know: parked, or given up."""
    lost = or_(agency_inbox.c.state == PARKED, agency_inbox.c.state == STRAY)
    query = select(agency_inbox).where(lost).order_by(agency_inbox.c.received_at).limit(limit)
    return tuple(_kept(row) for row in await connection.execute(query))


def place_of(agency: str, message: UUID) -> str:
    """For which the key of a message is wrapped."""
    return f"agency/{agency}/{message}"


def _kept(row: Any) -> Kept:
    return Kept(
        row.agency,
        row.message,
        row.subject,
        row.what,
        row.digest,
        row.received_at.astimezone(UTC),
        row.state,
        row.procedure,
        row.effect,
        row.reason,
        row.fact,
    )
