"""A keeper takes over what lies under the keys of earlier ones (换钥), while everybody goes on working.

A row goes from one key to the other whole: its wrapped key, its texts where the suite is another, its tokens.
So whoever reads it, in whatever process, finds all of it under the key that it names. What breaks off in
between is gone on with by beginning again: the key's id says how far it came.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from cryptography.exceptions import InvalidTag
from sqlalchemy import ColumnElement, Select, Table, and_, bindparam, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records import agencies, drafts, filters, submissions
from records.keeper import Keeper, Renewed
from records.keyed import KEYED
from records.tables import agency_inbox, contents, kept_filters, matter_keys, name_index, standing_keys
from records.tables import drafts as begun
from records.tables import submissions as counter

log = structlog.get_logger()

AT_ONCE = 10  # rows of a transaction: whoever writes to one of these matters waits no longer than it lasts
_PAUSE = 0.1  # seconds, while others hold what is left


@dataclass(frozen=True)
class Rewrapped:
    """A batch of a table that lies under the keeper's current key now."""

    table: str
    rows: int
    seconds: float


async def rewrap(
    records: AsyncEngine, keeper: Keeper, tables: Sequence[Table] = KEYED
) -> AsyncIterator[Rewrapped]:
    """Batch after batch, until nothing in these tables lies under an earlier key of the keeper's. What lies
    under a key it does not have, or was tampered with, is left alone."""
    for table in tables:
        left = _Left(table, [each.key_id for each in keeper.holders if each is not keeper])
        while True:
            began = time.perf_counter()
            async with records.begin() as connection:
                rows = (await connection.execute(left.some())).all()
                for row in rows:
                    try:
                        await _RENEWED[table.name](connection, keeper, row)
                    except InvalidTag:
                        left.set_aside(row)
            if rows:
                yield Rewrapped(table.name, len(rows), time.perf_counter() - began)
            elif await left.any(records):
                await asyncio.sleep(_PAUSE)
            else:
                break


class _Left:
    """What of a table still lies under these keys."""

    def __init__(self, table: Table, earlier: Sequence[str]) -> None:
        self._table = table
        self._which: list[ColumnElement[bool]] = [table.c.key_id.in_(earlier), table.c.wrapped.is_not(None)]

    def some(self) -> Select[Any]:
        """Some rows, with their keys held. What others hold at this moment comes later."""
        return select(self._table).where(*self._which).limit(AT_ONCE).with_for_update(skip_locked=True)

    async def any(self, records: AsyncEngine) -> bool:
        """Whether there is anything left at all."""
        async with records.connect() as connection:
            return bool(await connection.scalar(select(exists().where(*self._which))))

    def set_aside(self, row: Any) -> None:
        """Its key was tampered with, and opens for nobody: one row less is not a reason to stop."""
        place = {column.name: getattr(row, column.name) for column in self._table.primary_key}
        log.error("key.unreadable", table=self._table.name, **{name: str(at) for name, at in place.items()})
        self._which.append(~and_(*(self._table.c[name] == at for name, at in place.items())))


async def _matter(connection: AsyncConnection, keeper: Keeper, row: Any) -> None:
    renewed = keeper.renew(row.matter, row.key_id, row.wrapped)
    its_key = update(matter_keys).where(matter_keys.c.matter == row.matter)
    await connection.execute(its_key.values(key_id=renewed.key_id, wrapped=renewed.wrapped))
    texts = select(contents).where(contents.c.matter == row.matter)
    if not renewed.is_another:
        texts = texts.where(contents.c.searchable)
    rows = (await connection.execute(texts)).all()
    anew = [each for each in (_anew(renewed, text) for text in rows) if each]
    if anew and renewed.is_another:
        await connection.execute(_SEALED_ANEW, [each.sealed for each in anew])
    if found := [each.tokens for each in anew if each.tokens]:
        await connection.execute(_INDEXED_ANEW, found)


_SEALED_ANEW = (
    update(contents)
    .where(contents.c.ref == bindparam("which"))
    .values(nonce=bindparam("nonce"), ciphertext=bindparam("ciphertext"))
)
_INDEXED_ANEW = (
    update(name_index).where(name_index.c.ref == bindparam("which")).values(tokens=bindparam("tokens"))
)


@dataclass(frozen=True)
class _Anew:
    sealed: dict[str, Any]
    tokens: dict[str, Any]


def _anew(renewed: Renewed, text: Any) -> _Anew | None:
    """A text as it is to stand; None for one that was tampered with: it could not be read before either."""
    as_it_was = (text.ref, text.kind, text.nonce, text.ciphertext)
    try:
        said = renewed.before.open(*as_it_was)
    except InvalidTag:
        log.error("content.unreadable", matter=text.matter, ref=str(text.ref))
        return None
    nonce, ciphertext = renewed.after.seal(text.ref, text.kind, said) if renewed.is_another else as_it_was[2:]
    tokens = {"which": text.ref, "tokens": renewed.after.holder.tokens(text.kind, said)}
    sealed = {"which": text.ref, "nonce": nonce, "ciphertext": ciphertext}
    return _Anew(sealed, tokens if text.searchable else {})


async def _message(connection: AsyncConnection, keeper: Keeper, row: Any) -> None:
    renewed = keeper.renew(agencies.place_of(row.agency, row.message), row.key_id, row.wrapped)
    nonce, ciphertext = renewed.sealed_anew(row.message, agencies.KIND, row.nonce, row.ciphertext)
    mine = (agency_inbox.c.agency == row.agency, agency_inbox.c.message == row.message)
    anew = {"key_id": renewed.key_id, "wrapped": renewed.wrapped, "nonce": nonce, "ciphertext": ciphertext}
    await connection.execute(update(agency_inbox).where(*mine).values(anew))


async def _submission(connection: AsyncConnection, keeper: Keeper, row: Any) -> None:
    renewed = keeper.renew(submissions.place_of(row.id), row.key_id, row.wrapped)
    nonce, ciphertext = renewed.sealed_anew(row.id, submissions.KIND, row.nonce, row.ciphertext)
    anew = {"key_id": renewed.key_id, "wrapped": renewed.wrapped, "nonce": nonce, "ciphertext": ciphertext}
    await connection.execute(update(counter).where(counter.c.id == row.id).values(anew))


async def _draft(connection: AsyncConnection, keeper: Keeper, row: Any) -> None:
    renewed = keeper.renew(drafts.place_of(row.id), row.key_id, row.wrapped)
    nonce, ciphertext = renewed.sealed_anew(row.id, drafts.KIND, row.nonce, row.ciphertext)
    anew = {"key_id": renewed.key_id, "wrapped": renewed.wrapped, "nonce": nonce, "ciphertext": ciphertext}
    await connection.execute(update(begun).where(begun.c.id == row.id).values(anew))


async def _filter(connection: AsyncConnection, keeper: Keeper, row: Any) -> None:
    renewed = keeper.renew(filters.place_of(row.id), row.key_id, row.wrapped)
    nonce, ciphertext = renewed.sealed_anew(row.id, filters.KIND, row.nonce, row.ciphertext)
    anew = {"key_id": renewed.key_id, "wrapped": renewed.wrapped, "nonce": nonce, "ciphertext": ciphertext}
    await connection.execute(update(kept_filters).where(kept_filters.c.id == row.id).values(anew))


async def _standing(connection: AsyncConnection, keeper: Keeper, row: Any) -> None:
    wrapped = keeper.wrap(row.name, keeper.unwrap(row.name, row.key_id, row.wrapped))
    mine = update(standing_keys).where(standing_keys.c.name == row.name)
    await connection.execute(mine.values(key_id=keeper.key_id, wrapped=wrapped))


_Renewing = Callable[[AsyncConnection, Keeper, Any], Awaitable[None]]
_RENEWED: Mapping[str, _Renewing] = {
    "matter_keys": _matter,
    "agency_inbox": _message,
    "submissions": _submission,
    "drafts": _draft,
    "kept_filters": _filter,
    "standing_keys": _standing,
}
