"""Accounts of the local store (本地账号), and whom a provider vouches for (身份对应)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, insert, select, union, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.directory import holds
from records.tables import accounts, people, recovery_codes, seats, subjects


@dataclass(frozen=True)
class Account:
    """An account. ``second_factor`` and ``awaited_factor`` are sealed; ``password`` is a hash."""

    person: str
    login: str
    password: str | None
    password_at: datetime | None
    second_factor: bytes | None
    second_factor_step: int
    awaited_factor: bytes | None
    invited_until: datetime | None
    disabled_at: datetime | None


@dataclass(frozen=True)
class Subject:
    """For whom a provider vouches: by its own name for them, or by a claim they have yet to come with."""

    id: UUID
    issuer: str
    subject: str | None
    claimed: str | None
    person: str
    entered_by: str
    entered_at: datetime


_COLUMNS = tuple(accounts.c[name] for name in Account.__dataclass_fields__)
_SUBJECT = tuple(subjects.c[name] for name in Subject.__dataclass_fields__)


async def create(connection: AsyncConnection, person: str, login: str) -> bool:
    """An account without password; False if the person has one, or the name is another's."""
    row = {"person": person, "login": login}
    made = upsert(accounts).values(row).on_conflict_do_nothing().returning(accounts.c.person)
    return (await connection.execute(made)).one_or_none() is not None


async def by_login(connection: AsyncConnection, login: str) -> Account | None:
    """The account of this name, locked, so that what is decided of it stands until it is written."""
    return await _one(connection, accounts.c.login == login)


async def by_invitation(connection: AsyncConnection, digest: str, at: datetime) -> Account | None:
    """The account an invitation is for, if that holds; locked."""
    holds_now = (accounts.c.invited_until > at) & accounts.c.disabled_at.is_(None)
    return await _one(connection, (accounts.c.invitation == digest) & holds_now)


async def of_person(connection: AsyncConnection, person: str) -> Account | None:
    """The account of a person, locked."""
    return await _one(connection, accounts.c.person == person)


async def listed(engine: AsyncEngine) -> tuple[Account, ...]:
    """All accounts, by name."""
    async with engine.connect() as connection:
        rows = await connection.execute(select(*_COLUMNS).order_by(accounts.c.login))
        return tuple(Account(*row) for row in rows)


async def invite(connection: AsyncConnection, person: str, digest: str, until: datetime) -> None:
    """Whoever holds the invitation sets password and second factor anew; what was there is void."""
    await _change(
        connection,
        person,
        invitation=digest,
        invited_until=until,
        password=None,
        password_at=None,
        second_factor=None,
        awaited_factor=None,
    )
    await connection.execute(delete(recovery_codes).where(recovery_codes.c.person == person))


async def await_factor(connection: AsyncConnection, person: str, sealed: bytes) -> None:
    """A seed that the person is shown now, and has to confirm by a code."""
    await _change(connection, person, awaited_factor=sealed)


async def enrol(
    connection: AsyncConnection,
    account: Account,
    *,
    password: str,
    step: int,
    recovery: Collection[str],
    at: datetime,
) -> None:
    """The invitation is used: the awaited factor is the second one, and its code of ``step`` is spent."""
    await _change(
        connection,
        account.person,
        invitation=None,
        invited_until=None,
        password=password,
        password_at=at,
        second_factor=account.awaited_factor,
        awaited_factor=None,
        second_factor_step=step,
    )
    rows = [{"person": account.person, "digest": digest} for digest in recovery]
    await connection.execute(insert(recovery_codes), rows)


async def set_password(connection: AsyncConnection, person: str, password: str, at: datetime) -> None:
    """A new password, as its hash."""
    await _change(connection, person, password=password, password_at=at)


async def rehashed(connection: AsyncConnection, person: str, before: str, password: str) -> None:
    """The same password, hashed with today's parameters; unless it has been changed meanwhile."""
    same = (accounts.c.person == person) & (accounts.c.password == before)
    await connection.execute(update(accounts).where(same).values(password=password))


async def spend_step(connection: AsyncConnection, person: str, step: int) -> None:
    """A code by time is used: neither it nor an earlier one is good again."""
    await _change(connection, person, second_factor_step=step)


async def holds_recovery_code(connection: AsyncConnection, person: str, digest: str) -> bool:
    """Whether this is one of a person's recovery codes that has not been used."""
    row = select(recovery_codes.c.person).where(
        recovery_codes.c.person == person, recovery_codes.c.digest == digest
    )
    return (await connection.execute(row)).one_or_none() is not None


async def spend_recovery_code(connection: AsyncConnection, person: str, digest: str) -> None:
    """A recovery code is used."""
    mine = (recovery_codes.c.person == person) & (recovery_codes.c.digest == digest)
    await connection.execute(delete(recovery_codes).where(mine))


async def disable(connection: AsyncConnection, person: str, at: datetime | None) -> None:
    """Nobody signs in with this account from now on; with ``at`` None, they do again."""
    await _change(connection, person, disabled_at=at)


async def person_named(connection: AsyncConnection, person: str, on: date) -> str | None:
    """The name of a person who is here on a day."""
    known = select(people.c.name).where(people.c.person == person, holds(people, on))
    return await connection.scalar(known)


async def let_in(connection: AsyncConnection, role: str, on: date) -> frozenset[str]:
    """Who holds a seat of this role on a day and can sign in, or could with their invitation."""
    able = union(select(accounts.c.person).where(accounts.c.disabled_at.is_(None)), select(subjects.c.person))
    query = select(seats.c.person).where(seats.c.role == role, holds(seats, on), seats.c.person.in_(able))
    return frozenset((await connection.scalars(query)).all())


async def vouched(
    connection: AsyncConnection, issuer: str, subject: str, on: date, *, until_done: bool = False
) -> str | None:
    """The person a provider's subject is here, if they are here on this day.

    ``until_done``: whoever takes that back waits until this transaction has ended.
    """
    query = select(subjects.c.person).join(people, people.c.person == subjects.c.person)
    query = query.where(subjects.c.issuer == issuer, subjects.c.subject == subject, holds(people, on))
    if until_done:
        query = query.with_for_update(read=True, of=subjects)
    person: str | None = await connection.scalar(query)
    return person


async def bind_claimed(connection: AsyncConnection, issuer: str, subject: str, claimed: str) -> bool:
    """Whoever came first with this claim is the person it was entered for, from now on by their subject."""
    awaited = (subjects.c.issuer == issuer) & (subjects.c.claimed == claimed)
    bound = update(subjects).where(awaited).values(subject=subject, claimed=None)
    return (await connection.execute(bound)).rowcount == 1


async def vouch(
    connection: AsyncConnection,
    *,
    issuer: str,
    subject: str | None,
    claimed: str | None,
    person: str,
    by: str,
) -> UUID | None:
    """Enter for whom a provider vouches; None if that name of the provider's is entered already."""
    row = {
        "id": uuid4(),
        "issuer": issuer,
        "subject": subject,
        "claimed": claimed,
        "person": person,
        "entered_by": by,
    }
    made = upsert(subjects).values(row).on_conflict_do_nothing().returning(subjects.c.id)
    entered: UUID | None = await connection.scalar(made)
    return entered


async def unvouch(connection: AsyncConnection, id: UUID) -> Subject | None:
    """Take it back; what it said, or None if it was not there."""
    gone = delete(subjects).where(subjects.c.id == id).returning(*_SUBJECT)
    row = (await connection.execute(gone)).one_or_none()
    return Subject(*row) if row else None


async def subjects_listed(engine: AsyncEngine) -> tuple[Subject, ...]:
    """For whom providers vouch, by person."""
    async with engine.connect() as connection:
        rows = await connection.execute(select(*_SUBJECT).order_by(subjects.c.person, subjects.c.id))
        return tuple(Subject(*row) for row in rows)


async def _one(connection: AsyncConnection, which: ColumnElement[bool]) -> Account | None:
    query = select(*_COLUMNS).where(which).with_for_update()
    row = (await connection.execute(query)).one_or_none()
    return Account(*row) if row else None


async def _change(connection: AsyncConnection, person: str, **values: object) -> None:
    await connection.execute(update(accounts).where(accounts.c.person == person).values(**values))
