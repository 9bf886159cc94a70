"""Finding a matter by a name or a word in it, over the keyed index beside the sealed store."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from typing import Any

import structlog
from cryptography.exceptions import InvalidTag
from sqlalchemy import ARRAY, BigInteger, ColumnElement, Row, Select, and_, cast, or_, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records import particulars
from records.keeper import Keeper, plainly
from records.keyed import check_known
from records.tables import cases, contents, matter_keys, matters, name_index
from records.visible import Visible, visible_cases, visible_matters

log = structlog.get_logger()

_AT_ONCE = 200


@dataclass(frozen=True)
class Hit:
    """A matter, and of which kind the first text is in which it was found."""

    matter: str
    kind: str


@dataclass(frozen=True)
class Where:
    """Which matters are looked through: those with a case of a kind, that is open or is not, of the cases
    that are ``visible``. What is None does not narrow it."""

    visible: Visible
    kind: str | None = None
    is_open: bool | None = None

    def condition(self) -> ColumnElement[bool]:
        """On ``matters``."""
        if self.kind is None and self.is_open is None:
            return true()
        its = select(1).where(cases.c.matter == matters.c.number, visible_cases(self.visible))
        if self.kind is not None:
            its = its.where(cases.c.kind == self.kind)
        if self.is_open is not None:
            its = its.where(cases.c.closed_at.is_(None) if self.is_open else cases.c.closed_at.is_not(None))
        return its.exists()


async def search(
    engine: AsyncEngine,
    keeper: Keeper,
    text: str,
    kinds: Collection[str],
    visible: Visible,
    *,
    limit: int = 50,
    before: str | None = None,
) -> list[str]:
    """As ``hits``, the numbers alone."""
    found = await hits(engine, keeper, text, kinds, visible, limit=limit, before=before)
    return [each.matter for each in found]


async def hits(
    engine: AsyncEngine,
    keeper: Keeper,
    text: str,
    kinds: Collection[str],
    visible: Visible,
    *,
    limit: int = 50,
    before: str | None = None,
    where: Where | None = None,
) -> list[Hit]:
    """The visible matters with a text of these kinds that contains ``text``, newest first.

    Width, case and spaces do not count; a name that was corrected since is not found. The next page begins
    ``before`` the last number of this one. Raises UnknownKey where there are matters that cannot be looked
    into: nothing is missed in silence.
    """
    wanted = plainly(text)
    found: list[Hit] = []
    if not wanted:
        return found
    candidates = (
        select(contents.c.ref, contents.c.kind, contents.c.nonce, contents.c.ciphertext)
        .add_columns(name_index.c.matter, matter_keys.c.key_id, matter_keys.c.wrapped)
        .join_from(name_index, contents, name_index.c.ref == contents.c.ref)
        .join(matter_keys, matter_keys.c.matter == name_index.c.matter)
        .join(matters, matters.c.number == name_index.c.matter)
        .where(or_(*(_holds(each, kind, text) for each in keeper.holders for kind in kinds)))
        .where(matter_keys.c.wrapped.is_not(None), ~matter_keys.c.restricted, visible_matters(visible))
        .where(particulars.holds(name_index.c.matter), where.condition() if where else true())
        .where(name_index.c.matter < before if before is not None else true())
    )
    async with engine.connect() as connection:
        await check_known(connection, keeper)
        async for row in _one_by_one(connection, candidates):
            if found and row.matter == found[-1].matter:
                continue
            if wanted in plainly(said(keeper, row)):
                found.append(Hit(row.matter, row.kind))
            if len(found) == limit:
                break
    return found


async def _one_by_one(connection: AsyncConnection, candidates: Select[Any]) -> AsyncIterator[Row[Any]]:
    """The newest first, fetched piece by piece as far as they are wanted. Not by a cursor: that is planned
    anew each time, and behind the second wall to plan takes ten times as long as to look."""
    place = (name_index.c.matter, contents.c.ref)
    rest = candidates.order_by(*(each.desc() for each in place)).limit(_AT_ONCE)
    piece = rest
    while rows := (await connection.execute(piece)).all():
        for row in rows:
            yield row
        if len(rows) < _AT_ONCE:
            return
        piece = rest.where(tuple_(*place) < tuple_(rows[-1].matter, rows[-1].ref))


def said(keeper: Keeper, row: Row[Any]) -> str:
    """The text of a candidate. One that was tampered with is reported, and does not end what is done with
    the others."""
    try:
        key = keeper.key_of(row.matter, row.key_id, row.wrapped)
        return key.open(row.ref, row.kind, row.nonce, row.ciphertext)
    except InvalidTag:
        log.warning("content.unreadable", matter=row.matter, ref=str(row.ref))
        return ""


def _holds(keeper: Keeper, kind: str, text: str) -> ColumnElement[bool]:
    needed = cast(keeper.needed(kind, text), ARRAY(BigInteger))
    return and_(
        matter_keys.c.key_id == keeper.key_id,
        name_index.c.kind == kind,
        name_index.c.tokens.contains(needed),
    )
