"""The sealed store: names, contacts, the person's own words. All else carries references to it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.keeper import Keeper, MatterKey
from records.tables import contents, matter_keys, name_index

_AT_ONCE = 100


class Erased(Enum):
    """What stands in the place of a text whose matter's key was destroyed. Its words are 已删除, erased."""

    ERASED = "erased"


ERASED = Erased.ERASED


class NoSuchContent(Exception):
    """There is nothing under this reference, and never was."""


class MatterErased(Exception):
    """Nothing more can be sealed for this matter: its key was destroyed."""


@dataclass(frozen=True)
class Content:
    """A text to be sealed. The same ``ref`` written twice leaves the first."""

    ref: UUID
    kind: str
    text: str
    is_searchable: bool = False


async def add_key(connection: AsyncConnection, keeper: Keeper, matter: str) -> MatterKey:
    """Give a new matter its key."""
    wrapped = keeper.new_key(matter)
    await connection.execute(insert(matter_keys).values(matter=matter, key_id=keeper.key_id, wrapped=wrapped))
    return keeper.key_of(matter, wrapped)


async def key_of(connection: AsyncConnection, keeper: Keeper, matter: str) -> MatterKey:
    """The matter's key, which cannot be destroyed while this transaction lasts. Raises MatterErased."""
    statement = select(matter_keys.c.wrapped).where(matter_keys.c.matter == matter).with_for_update(read=True)
    wrapped = (await connection.execute(statement)).scalar_one()
    if wrapped is None:
        raise MatterErased
    return keeper.key_of(matter, wrapped)


async def seal(
    connection: AsyncConnection,
    keeper: Keeper,
    matter: str,
    texts: Sequence[Content],
    key: MatterKey | None = None,
) -> None:
    """Seal texts under their matter's key, and index the searchable ones. Raises MatterErased."""
    if not texts:
        return
    key = key or await key_of(connection, keeper, matter)
    rows, index = [], []
    for text in texts:
        nonce, ciphertext = key.seal(text.ref, text.kind, text.text)
        place = {"ref": text.ref, "matter": matter, "kind": text.kind}
        rows.append({**place, "nonce": nonce, "ciphertext": ciphertext, "searchable": text.is_searchable})
        if text.is_searchable:
            index.append({**place, "tokens": keeper.tokens(text.kind, text.text)})
    await connection.execute(upsert(contents).on_conflict_do_nothing(), rows)
    if index:
        await connection.execute(upsert(name_index).on_conflict_do_nothing(), index)


@dataclass(frozen=True)
class Said:
    """A text that was opened, and of which kind it is."""

    kind: str
    text: str | Erased


async def opened(
    connection: AsyncConnection, keeper: Keeper, refs: Collection[UUID]
) -> dict[UUID, str | Erased]:
    """The texts of these references. Raises NoSuchContent if one was never written."""
    found = await said(connection, keeper, refs, lambda _: True)
    if set(found) != set(refs):
        raise NoSuchContent
    return {ref: each.text for ref, each in found.items()}


async def said(
    connection: AsyncConnection, keeper: Keeper, refs: Collection[UUID], shown: Callable[[str], bool]
) -> dict[UUID, Said]:
    """The texts of these references, of the kinds that are shown; what this connection does not see, or was
    never written, is left out."""
    statement = (
        select(contents.c.ref, contents.c.matter, contents.c.kind, contents.c.nonce, contents.c.ciphertext)
        .add_columns(matter_keys.c.wrapped)
        .join_from(contents, matter_keys, contents.c.matter == matter_keys.c.matter)
        .where(contents.c.ref == func.any(list(refs)))
    )
    texts: dict[UUID, Said] = {}
    for row in await connection.execute(statement):
        if row.wrapped is None:
            texts[row.ref] = Said(row.kind, ERASED)
        elif shown(row.kind):
            key = keeper.key_of(row.matter, row.wrapped)
            texts[row.ref] = Said(row.kind, key.open(row.ref, row.kind, row.nonce, row.ciphertext))
    return texts


async def erase(engine: AsyncEngine, matter: str) -> None:
    """Destroy the matter's key and its index. The journal, which names nobody, stays as it is.

    Old copies of the wrapped key may live on in backups and in the write-ahead log until these age out;
    they open only for whoever also holds the keeper's key.
    """
    async with engine.begin() as connection:
        destroyed = (
            update(matter_keys)
            .where(matter_keys.c.matter == matter, matter_keys.c.wrapped.is_not(None))
            .values(wrapped=None, erased_at=func.now())
        )
        await connection.execute(destroyed)
        await connection.execute(delete(name_index).where(name_index.c.matter == matter))


async def hand_over(engine: AsyncEngine, old: Keeper, new: Keeper) -> int:
    """Wrap every matter's key with a new keeper's and index its texts anew; how many matters that were.

    Can be interrupted and begun again. Until it ends, each keeper opens and finds its own part only.
    """
    changed = 0
    while True:
        async with engine.begin() as connection:
            keys = (
                select(matter_keys.c.matter, matter_keys.c.wrapped)
                .where(matter_keys.c.key_id == old.key_id, matter_keys.c.wrapped.is_not(None))
                .order_by(matter_keys.c.matter)
                .limit(_AT_ONCE)
                .with_for_update()
            )
            rows = (await connection.execute(keys)).all()
            for row in rows:
                wrapped = old.wrap_for(new, row.matter, row.wrapped)
                renewed = update(matter_keys).where(matter_keys.c.matter == row.matter)
                await connection.execute(renewed.values(key_id=new.key_id, wrapped=wrapped))
                await _index_anew(connection, new, row.matter, new.key_of(row.matter, wrapped))
        changed += len(rows)
        if not rows:
            return changed


async def _index_anew(connection: AsyncConnection, keeper: Keeper, matter: str, key: MatterKey) -> None:
    searchable = select(contents).where(contents.c.matter == matter, contents.c.searchable)
    for row in (await connection.execute(searchable)).all():
        tokens = keeper.tokens(row.kind, key.open(row.ref, row.kind, row.nonce, row.ciphertext))
        await connection.execute(update(name_index).where(name_index.c.ref == row.ref).values(tokens=tokens))
