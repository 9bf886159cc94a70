"""Links between matters (关联). A named person makes one, and whoever may make one may undo it."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records import content
from records.content import Content
from records.journal import AnotherBody, ledgered
from records.keeper import Keeper
from records.once import one_at_a_time
from records.tables import ledger, links, matters
from records.visible import Visible, visible_matters
from rules.journal import Receipt
from rules.linking import LinkKind

LINKED, UNLINKED = "linked", "unlinked"


class LinkedAlready(Exception):
    """The two are something else to each other, as somebody said before."""


class NotLinked(Exception):
    """No link between the two stands."""


@dataclass(frozen=True)
class Request:
    """A person, in a seat (role@unit), who asks at this instant, under this key, with this digest."""

    command: str
    digest: str
    by: str
    seat: str
    at: datetime


@dataclass(frozen=True)
class Link:
    """``matter`` is this to ``other``. ``linked_as`` is a seat, ``reason`` a reference."""

    matter: str
    other: str
    kind: LinkKind
    linked_by: str
    linked_as: str
    linked_at: datetime
    reason: str | None
    undone_by: str | None
    undone_as: str | None
    undone_at: datetime | None


async def link(
    engine: AsyncEngine,
    keeper: Keeper,
    request: Request,
    pair: tuple[str, str],
    kind: LinkKind,
    reason: Content | None = None,
) -> tuple[Link, bool]:
    """Say what a matter is to another, once; and whether that is new. The same said again is what stands.

    Raises LinkedAlready, content.MatterErased, and journal.AnotherBody.
    """
    matter, other = pair
    async with engine.begin() as connection:
        if earlier := await _earlier(connection, request, links.c.command):
            return earlier, False
        await one_at_a_time(connection, f"link/{min(pair)}/{max(pair)}")
        if standing := await _standing(connection, pair):
            if not _says(standing, matter, kind):
                raise LinkedAlready
            return standing, False
        if reason:
            await content.seal(connection, keeper, matter, [reason])
        row = {"matter": matter, "other": other, "kind": kind, "reason": reason.ref if reason else None}
        told = {"linked_by": request.by, "linked_as": request.seat, "linked_at": request.at}
        made = insert(links).values(command=UUID(request.command), **row, **told).returning(links)
        made_now = _link((await connection.execute(made)).one())
        await _note(connection, request, matter, LINKED)
    return made_now, True


async def undo(engine: AsyncEngine, request: Request, pair: tuple[str, str]) -> Link:
    """Undo the link between two matters, once. It stays on record, with who undid it.

    Raises NotLinked and journal.AnotherBody.
    """
    async with engine.begin() as connection:
        if earlier := await _earlier(connection, request, links.c.undone_command):
            return earlier
        await one_at_a_time(connection, f"link/{min(pair)}/{max(pair)}")
        undoing = (
            update(links)
            .where(_between(pair), links.c.undone_at.is_(None))
            .values(undone_command=UUID(request.command), undone_by=request.by)
            .values(undone_as=request.seat, undone_at=request.at)
            .returning(links)
        )
        row = (await connection.execute(undoing)).one_or_none()
        if row is None:
            raise NotLinked
        await _note(connection, request, pair[0], UNLINKED)
    return _link(row)


async def links_of(connection: AsyncConnection, visible: Visible, number: str) -> tuple[Link, ...]:
    """The links of a matter that stand, said from either side; those alone whose other side is visible."""
    standing = (
        select(links)
        .where(or_(links.c.matter == number, links.c.other == number), links.c.undone_at.is_(None))
        .order_by(links.c.linked_at, links.c.command)
    )
    found = {each: _far(each, number) for each in map(_link, await connection.execute(standing))}
    if not found:  # most matters stand alone: who sees the other side need not be asked
        return ()
    seen = select(matters.c.number).where(matters.c.number.in_(found.values()), visible_matters(visible))
    others = set(await connection.scalars(seen))
    return tuple(each for each, far in found.items() if far in others)


def _far(link: Link, number: str) -> str:
    return link.matter if link.other == number else link.other


async def _earlier(connection: AsyncConnection, request: Request, column: ColumnElement[Any]) -> Link | None:
    """What the same command brought about. From here on nobody else uses it."""
    await one_at_a_time(connection, request.command)
    first = await ledgered(connection, request.command)
    if first is None:
        return None
    row = (await connection.execute(select(links).where(column == UUID(request.command)))).one_or_none()
    if first.digest != request.digest or row is None:
        raise AnotherBody
    return _link(row)


async def _standing(connection: AsyncConnection, pair: tuple[str, str]) -> Link | None:
    query = select(links).where(_between(pair), links.c.undone_at.is_(None))
    row = (await connection.execute(query)).one_or_none()
    return _link(row) if row else None


def _says(standing: Link, matter: str, kind: LinkKind) -> bool:
    """Whether it says just that. Being the same, or related, has no direction."""
    has_direction = kind in (LinkKind.REPEAT, LinkKind.PART_OF_COLLECTIVE)
    return standing.kind is kind and (standing.matter == matter or not has_direction)


async def _note(connection: AsyncConnection, request: Request, matter: str, what: str) -> None:
    receipt = asdict(Receipt(0, what, request.at))
    row = {"command": request.command, "digest": request.digest, "matter": matter, "receipt": receipt}
    await connection.execute(insert(ledger).values(row))


def _between(pair: tuple[str, str]) -> ColumnElement[bool]:
    one, two = pair
    return or_(
        and_(links.c.matter == one, links.c.other == two), and_(links.c.matter == two, links.c.other == one)
    )


def _link(row: Row[Any]) -> Link:
    return Link(
        matter=row.matter,
        other=row.other,
        kind=LinkKind(row.kind),
        linked_by=row.linked_by,
        linked_as=row.linked_as,
        linked_at=row.linked_at.astimezone(UTC),
        reason=row.reason and str(row.reason),
        undone_by=row.undone_by,
        undone_as=row.undone_as,
        undone_at=row.undone_at and row.undone_at.astimezone(UTC),
    )
