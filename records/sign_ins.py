"""Sessions (会话): begun, found by the digest of what the browser holds, ended; and what became of accounts.

A session is good while its row is there: one that is ended is over for every process with the next request.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, delete, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.directory import holds
from records.tables import departures, people, sign_in_log, sign_in_tokens, sign_ins
from rules.instants import legal_day

_SEEN_EVERY = timedelta(minutes=1)  # a session that is in use is written down so often
_DEVICE = 120  # characters


@dataclass(frozen=True)
class Limits:
    """How long a session lasts: without being used, and at all."""

    idle: timedelta
    absolute: timedelta


@dataclass(frozen=True)
class SignIn:
    """A session as its person may see it. ``id`` names it; it is not what the browser holds."""

    id: UUID
    person: str
    proof: str
    device: str
    began_at: datetime
    seen_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Vouched:
    """Whose word it is that a session stands on: the provider's, for a subject in a session of its own."""

    issuer: str
    subject: str
    session: str


_SHOWN = tuple(sign_ins.c[name] for name in SignIn.__dataclass_fields__)


async def begin(
    connection: AsyncConnection,
    *,
    digest: str,
    person: str,
    way: str,
    proof: str,
    device: str,
    at: datetime,
    limits: Limits,
    vouched: Vouched | None = None,
) -> SignIn:
    """A new session. What is over goes on the way."""
    begun = SignIn(uuid4(), person, proof, device[:_DEVICE], at, at, at + limits.absolute)
    more = {
        "digest": digest,
        "way": way,
        "issuer": vouched.issuer if vouched else None,
        "subject": vouched.subject if vouched else None,
        "provider_session": vouched.session if vouched else None,
    }
    await connection.execute(delete(sign_ins).where(sign_ins.c.ends_at <= at))
    await connection.execute(insert(sign_ins).values(**vars(begun), **more))
    await note(connection, at, "signed-in", person)
    return begun


async def found(engine: AsyncEngine, digest: str, way: str, at: datetime, idle: timedelta) -> SignIn | None:
    """The session of which the browser holds this secret, if it is good now; it has been used."""
    return await _good(engine, sign_ins.c.digest == digest, way, at, idle)


async def carried(engine: AsyncEngine, digest: str, way: str, at: datetime, idle: timedelta) -> SignIn | None:
    """The session in which a program was given this token, if both are good now."""
    given = select(sign_in_tokens.c.sign_in).where(
        sign_in_tokens.c.digest == digest, sign_in_tokens.c.ends_at > at
    )
    return await _good(engine, sign_ins.c.id == given.scalar_subquery(), way, at, idle)


async def give_token(
    connection: AsyncConnection, sign_in: UUID, digest: str, at: datetime, ends_at: datetime
) -> None:
    """A token of this session, good until then. Those that are over go on the way."""
    over = and_(sign_in_tokens.c.sign_in == sign_in, sign_in_tokens.c.ends_at <= at)
    await connection.execute(delete(sign_in_tokens).where(over))
    row = {"digest": digest, "sign_in": sign_in, "ends_at": ends_at}
    await connection.execute(insert(sign_in_tokens).values(row))


async def of_person(
    engine: AsyncEngine, person: str, way: str, at: datetime, idle: timedelta
) -> tuple[SignIn, ...]:
    """The sessions of a person that are good now, the latest used first."""
    mine = select(*_SHOWN).where(sign_ins.c.person == person, _is_good(way, at, idle))
    async with engine.connect() as connection:
        rows = await connection.execute(mine.order_by(sign_ins.c.seen_at.desc(), sign_ins.c.id))
        return tuple(SignIn(*row) for row in rows)


async def end(connection: AsyncConnection, person: str, sign_in: UUID, at: datetime) -> bool:
    """End a session of a person; whether there was one."""
    gone = delete(sign_ins).where(sign_ins.c.person == person, sign_ins.c.id == sign_in)
    ended = (await connection.execute(gone)).rowcount == 1
    if ended:
        await note(connection, at, "signed-out", person)
    return ended


async def end_with(connection: AsyncConnection, digest: str) -> None:
    """End the session of which a browser holds this secret, if there is one: another takes its place."""
    await connection.execute(delete(sign_ins).where(sign_ins.c.digest == digest))


async def end_all(connection: AsyncConnection, person: str, but: UUID | None = None) -> None:
    """End all sessions of a person, but for one perhaps."""
    others = literal(True) if but is None else sign_ins.c.id != but
    await connection.execute(delete(sign_ins).where(sign_ins.c.person == person, others))


async def end_vouched(connection: AsyncConnection, issuer: str, subject: str, session: str) -> None:
    """End what a provider vouches for no longer: a session of its own, or all of a subject."""
    by_session, by_subject = sign_ins.c.provider_session == session, sign_ins.c.subject == subject
    meant = and_(*([by_session] if session else []), *([by_subject] if subject else []))
    await connection.execute(delete(sign_ins).where(sign_ins.c.issuer == issuer, meant))


async def depart(
    connection: AsyncConnection, digest: str, return_to: str, at: datetime, ends_at: datetime
) -> None:
    """A browser goes to the provider, and is to come back before then."""
    await connection.execute(delete(departures).where(departures.c.ends_at <= at))
    row = {"digest": digest, "return_to": return_to, "ends_at": ends_at}
    await connection.execute(insert(departures).values(row))


async def returned(connection: AsyncConnection, digest: str, at: datetime) -> str | None:
    """Where a browser that comes back wanted to go; None if it was not expected, or is back already."""
    gone = delete(departures).where(departures.c.digest == digest, departures.c.ends_at > at)
    row = (await connection.execute(gone.returning(departures.c.return_to))).one_or_none()
    return row.return_to if row else None


async def note(
    connection: AsyncConnection, at: datetime, what: str, person: str | None, by: str | None = None
) -> None:
    """What became of somebody's account or session, and who did it. ``what`` is a code."""
    await connection.execute(insert(sign_in_log).values(at=at, what=what, person=person, by=by))


async def _good(
    engine: AsyncEngine, which: ColumnElement[bool], way: str, at: datetime, idle: timedelta
) -> SignIn | None:
    here = select(people.c.person).where(people.c.person == sign_ins.c.person, holds(people, legal_day(at)))
    one = select(*_SHOWN).where(which, _is_good(way, at, idle), here.exists())
    async with engine.connect() as connection:
        row = (await connection.execute(one)).one_or_none()
        if row is None:
            return None
        if row.seen_at <= at - _SEEN_EVERY:
            used = update(sign_ins).where(sign_ins.c.id == row.id, sign_ins.c.seen_at < at)
            await connection.execute(used.values(seen_at=at))
            await connection.commit()
        return SignIn(*row)


def _is_good(way: str, at: datetime, idle: timedelta) -> ColumnElement[bool]:
    return and_(sign_ins.c.way == way, sign_ins.c.ends_at > at, sign_ins.c.seen_at > at - idle)
