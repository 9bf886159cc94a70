"""Who was shown what was masked (查看), what was marked (标明): asked for, agreed to, looked at again.

Nothing here is ever deleted, and every step is on record in the access log.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from proof.looks import Look
from records import content
from records.access import note_access, note_all
from records.content import Content
from records.journal import AnotherBody
from records.keeper import Keeper
from records.once import one_at_a_time
from records.tables import marks, unmaskings
from rules.auditing import Looked
from rules.authority.confidentiality import Confidentiality
from rules.authority.unmasking import LASTS, Finding, Unmasking, Way

# What is noted when it is asked for. That a hidden identity was shown is noted once a second person agrees.
_ASKED = {
    Way.REASON: Looked.UNMASK,
    Way.TWO_PERSON: Looked.UNMASK_ASKED,
    Way.EMERGENCY: Looked.BREAK_GLASS,
}


@dataclass(frozen=True)
class By:
    """Who asks, as which seat (role@unit), when, and under which key."""

    command: str
    person: str
    seat: str
    at: datetime


@dataclass(frozen=True)
class Asked:
    """An unmasking as it stands. ``reason`` is a reference under the key of ``matter``."""

    id: UUID
    matter: str
    seat: str
    reason: str
    unmasking: Unmasking
    agreed_at: datetime | None
    finding: Finding | None


@dataclass(frozen=True)
class Mark:
    """That a matter is of a class besides: who said so, as what seat (role@unit), and when."""

    confidentiality: str
    marked_as: str
    marked_at: datetime


class NotAsked(Exception):
    """Nobody asked for this."""


async def ask(
    engine: AsyncEngine,
    keeper: Keeper,
    by: By,
    matter: str,
    wanted: tuple[Way, Confidentiality],
    reason: Content,
) -> Asked:
    """Put down who wants to see what, and why. For a reason and in an emergency it holds from now on; by two
    persons, from when the second agrees. The same key again is what stands.

    Raises content.MatterErased and journal.AnotherBody.
    """
    way, confidentiality = wanted
    async with engine.begin() as connection:
        await one_at_a_time(connection, f"unmasking/{by.command}")
        standing = await _one(connection, UUID(by.command))
        if standing is not None:
            if (standing.matter, standing.unmasking.person) != (matter, by.person):
                raise AnotherBody
            return standing
        await content.seal(connection, keeper, matter, [reason])
        is_at_once = way is not Way.TWO_PERSON
        row = {
            "command": UUID(by.command),
            "kind": way,
            "matter": matter,
            "confidentiality": confidentiality,
            "person": by.person,
            "seat": by.seat,
            "reason": reason.ref,
            "asked_at": by.at,
            "agreed_at": by.at if is_at_once else None,
            "until": by.at + LASTS[way] if is_at_once else None,
        }
        made = await connection.execute(insert(unmaskings).values(row).returning(unmaskings))
        what = f"{_ASKED[way]}/{confidentiality}"
        await note_access(connection, by.at, by.person, by.seat, matter, what)
        return _asked(made.one())


async def agree(engine: AsyncEngine, by: By, asked: Asked) -> Asked:
    """A second person agrees; from now on it is shown. Raises NotAsked where somebody was faster."""
    held = {
        "agreed_by": by.person,
        "agreed_as": by.seat,
        "agreed_at": by.at,
        "until": by.at + LASTS[Way.TWO_PERSON],
    }
    which = asked.unmasking.confidentiality
    looks = (
        Look(by.at, by.person, by.seat, asked.matter, f"{Looked.UNMASK_AGREED}/{which}"),
        Look(by.at, asked.unmasking.person, asked.seat, asked.matter, f"{Looked.UNMASK}/{which}"),
    )
    return await _changed(engine, asked, unmaskings.c.agreed_at.is_(None), held, looks)


async def review(engine: AsyncEngine, by: By, asked: Asked, finding: Finding) -> Asked:
    """Whoever supervises has looked at an emergency. Raises NotAsked where somebody was faster."""
    held = {"reviewed_by": by.person, "reviewed_as": by.seat, "reviewed_at": by.at, "finding": finding}
    what = f"{Looked.BREAK_GLASS_REVIEWED}/{finding}"
    look = Look(by.at, by.person, by.seat, asked.matter, what)
    return await _changed(engine, asked, unmaskings.c.reviewed_at.is_(None), held, (look,))


async def _changed(
    engine: AsyncEngine,
    asked: Asked,
    still: ColumnElement[bool],
    held: dict[str, Any],
    looks: Sequence[Look],
) -> Asked:
    async with engine.begin() as connection:
        statement = update(unmaskings).where(unmaskings.c.command == asked.id, still).values(held)
        row = (await connection.execute(statement.returning(unmaskings))).one_or_none()
        if row is None:
            raise NotAsked
        await note_all(connection, looks)
        return _asked(row)


async def one(engine: AsyncEngine, id: UUID) -> Asked | None:
    """What was asked for under this id, if this connection sees it."""
    async with engine.connect() as connection:
        return await _one(connection, id)


async def listed(engine: AsyncEngine, *conditions: ColumnElement[bool]) -> Sequence[Asked]:
    """What was asked for, the oldest first, as far as this connection sees it; at most two hundred."""
    query = select(unmaskings).where(*conditions).order_by(unmaskings.c.asked_at).limit(200)
    async with engine.connect() as connection:
        return [_asked(row) for row in await connection.execute(query)]


def of_person(person: str) -> ColumnElement[bool]:
    """What one person asked for."""
    return unmaskings.c.person == person


def to_be_agreed() -> ColumnElement[bool]:
    """What waits for a second person."""
    return (unmaskings.c.kind == Way.TWO_PERSON) & unmaskings.c.agreed_at.is_(None)


def to_be_reviewed() -> ColumnElement[bool]:
    """Emergencies that nobody has looked at yet."""
    return (unmaskings.c.kind == Way.EMERGENCY) & unmaskings.c.reviewed_at.is_(None)


async def mark(engine: AsyncEngine, by: By, matter: str, confidentiality: Confidentiality) -> bool:
    """A matter is of this class besides; false where it was so already."""
    async with engine.begin() as connection:
        await one_at_a_time(connection, f"mark/{matter}")
        if await connection.scalar(select(marks.c.command).where(*_standing(matter, confidentiality))):
            return False
        row = {"matter": matter, "confidentiality": confidentiality, "marked_at": by.at}
        who = {"command": UUID(by.command), "marked_by": by.person, "marked_as": by.seat}
        await connection.execute(insert(marks).values(**row, **who))
        await note_access(connection, by.at, by.person, by.seat, matter, f"{Looked.MARKED}/{confidentiality}")
        return True


async def unmark(engine: AsyncEngine, by: By, matter: str, confidentiality: Confidentiality) -> bool:
    """The mark stands no more, with who undid it; false where there was none."""
    async with engine.begin() as connection:
        undone = {"undone_by": by.person, "undone_as": by.seat, "undone_at": by.at}
        statement = update(marks).where(*_standing(matter, confidentiality)).values(undone)
        if (await connection.execute(statement.returning(marks.c.command))).one_or_none() is None:
            return False
        await note_access(
            connection, by.at, by.person, by.seat, matter, f"{Looked.UNMARKED}/{confidentiality}"
        )
        return True


async def marks_of(connection: AsyncConnection, matter: str) -> list[Mark]:
    """The marks of a matter that stand, the first first."""
    query = select(marks.c.confidentiality, marks.c.marked_as, marks.c.marked_at).where(
        marks.c.matter == matter, marks.c.undone_at.is_(None)
    )
    rows = await connection.execute(query.order_by(marks.c.marked_at, marks.c.confidentiality))
    return [Mark(row.confidentiality, row.marked_as, row.marked_at.astimezone(UTC)) for row in rows]


def _standing(matter: str, confidentiality: Confidentiality) -> tuple[ColumnElement[bool], ...]:
    which = marks.c.confidentiality == confidentiality
    return marks.c.matter == matter, which, marks.c.undone_at.is_(None)


async def _one(connection: AsyncConnection, id: UUID) -> Asked | None:
    row = (await connection.execute(select(unmaskings).where(unmaskings.c.command == id))).one_or_none()
    return None if row is None else _asked(row)


def _asked(row: Row[Any]) -> Asked:
    unmasking = Unmasking(
        way=Way(row.kind),
        confidentiality=Confidentiality(row.confidentiality),
        person=row.person,
        asked_at=row.asked_at.astimezone(UTC),
        agreed_by=row.agreed_by,
        until=row.until and row.until.astimezone(UTC),
        reviewed_by=row.reviewed_by,
    )
    asked = Asked(row.command, row.matter, row.seat, str(row.reason), unmasking, None, None)
    finding = Finding(row.finding) if row.finding else None
    return replace(asked, agreed_at=row.agreed_at and row.agreed_at.astimezone(UTC), finding=finding)
