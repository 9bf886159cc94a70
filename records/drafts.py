"""Drafts (草稿): what somebody has begun to write and has not registered yet. Each is that person's alone.

The whole of it lies sealed under a key of its own, like what lies at the counter: nobody has said yet what it
is. It is gone with the transaction that registers it, when its person throws it away, and when its days are
over; it has no number, no journal, and nothing refers to it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records import journal
from records.content import is_reference
from records.keeper import Keeper
from records.once import one_at_a_time
from records.tables import drafts

KIND = "draft"
MOST = 30  # of one person: whoever has more than these will not find one again

Written = Mapping[str, Sequence[str]]  # field of the form, by its place in the body -> what stands there


class NotTheirs(Exception):
    """Another person keeps a draft under this id."""


class TooMany(Exception):
    """This person keeps as many as anybody may."""


class RegisteredAlready(Exception):
    """What stood in it has been registered under its id."""


@dataclass(frozen=True)
class Owned:
    """Whose a draft is, and in which county."""

    person: str
    county: str


@dataclass(frozen=True)
class DraftLine:
    """A draft as a list shows it: nothing of what it says. ``form`` is what is to be registered."""

    id: UUID
    form: str
    kept_at: datetime


@dataclass(frozen=True)
class Draft(DraftLine):
    """A draft, opened."""

    written: Written


async def keep(engine: AsyncEngine, keeper: Keeper, owned: Owned, draft: Draft) -> None:
    """Keep it as it stands now, in place of what was kept under its id before.

    Raises NotTheirs, TooMany and RegisteredAlready.
    """
    async with engine.begin() as connection:
        await one_at_a_time(connection, str(draft.id))  # whatever registers it waits, or has been
        if await journal.ledgered(connection, str(draft.id)):
            raise RegisteredAlready
        await _check_room(connection, owned, draft.id)
        place = place_of(draft.id)
        wrapped = keeper.new_key(place)
        said = json.dumps({name: list(each) for name, each in draft.written.items()}, ensure_ascii=False)
        nonce, ciphertext = keeper.key_of(place, keeper.key_id, wrapped).seal(draft.id, KIND, said)
        row = {"id": draft.id, "form": draft.form, "kept_at": draft.kept_at, **vars(owned)}
        row |= {"key_id": keeper.key_id, "wrapped": wrapped, "nonce": nonce, "ciphertext": ciphertext}
        kept = insert(drafts).values(row)
        await connection.execute(kept.on_conflict_do_update(index_elements=["id"], set_=row))


async def of_person(engine: AsyncEngine, person: str, since: datetime) -> tuple[DraftLine, ...]:
    """What somebody has kept since then, the latest first."""
    lines = select(drafts.c.id, drafts.c.form, drafts.c.kept_at).where(*_theirs(person, since))
    async with engine.connect() as connection:
        found = await connection.execute(lines.order_by(drafts.c.kept_at.desc(), drafts.c.id))
        return tuple(DraftLine(row.id, row.form, row.kept_at.astimezone(UTC)) for row in found)


async def opened(
    connection: AsyncConnection, keeper: Keeper, person: str, since: datetime, id: UUID
) -> Draft | None:
    """A draft of this person that was kept since then, opened; None if there is none."""
    one = select(drafts).where(*_theirs(person, since), drafts.c.id == id)
    row = (await connection.execute(one)).one_or_none()
    return None if row is None else _opened(keeper, row)


async def throw_away(engine: AsyncEngine, person: str, id: UUID) -> bool:
    """It is gone; false where this person had none."""
    async with engine.begin() as connection:
        gone = await connection.execute(delete(drafts).where(drafts.c.id == id, drafts.c.person == person))
        return bool(gone.rowcount)


async def registered(connection: AsyncConnection, command: str) -> None:
    """It has been registered under this key, in this very transaction: what was kept of it is gone."""
    if is_reference(command):
        await connection.execute(delete(drafts).where(drafts.c.id == UUID(command)))


async def forget(connection: AsyncConnection, county: str, before: datetime) -> None:
    """What was kept last before then is gone."""
    await connection.execute(delete(drafts).where(drafts.c.county == county, drafts.c.kept_at < before))


def place_of(id: UUID) -> str:
    """For which a draft's key is wrapped."""
    return f"draft/{id}"


async def _check_room(connection: AsyncConnection, owned: Owned, id: UUID) -> None:
    whose = await connection.scalar(select(drafts.c.person).where(drafts.c.id == id))
    if whose not in (None, owned.person):
        raise NotTheirs
    if whose is None:
        mine = select(func.count()).where(drafts.c.person == owned.person)
        if (await connection.scalar(mine) or 0) >= MOST:
            raise TooMany


def _theirs(person: str, since: datetime) -> tuple[ColumnElement[bool], ...]:
    return drafts.c.person == person, drafts.c.kept_at >= since


def _opened(keeper: Keeper, row: Any) -> Draft:
    key = keeper.key_of(place_of(row.id), row.key_id, row.wrapped)
    said = json.loads(key.open(row.id, KIND, row.nonce, row.ciphertext))
    return Draft(row.id, row.form, row.kept_at.astimezone(UTC), said)
