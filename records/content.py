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


class Erased(Enum):
    """What stands in the place of a text that nobody reads: 已删除, its matter's key was destroyed; 停止使用,
    its use is restricted."""

    ERASED = "erased"
    RESTRICTED = "restricted"


ERASED, RESTRICTED = Erased.ERASED, Erased.RESTRICTED


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


def is_reference(ref: str) -> bool:
    """Whether this can be a reference to the store, written as the journal writes them."""
    try:
        return str(UUID(ref)) == ref
    except ValueError:
        return False


async def add_key(connection: AsyncConnection, keeper: Keeper, matter: str) -> MatterKey:
    """Give a new matter its key."""
    wrapped = keeper.new_key(matter)
    await connection.execute(insert(matter_keys).values(matter=matter, key_id=keeper.key_id, wrapped=wrapped))
    return keeper.key_of(matter, keeper.key_id, wrapped)


async def key_of(connection: AsyncConnection, keeper: Keeper, matter: str) -> MatterKey:
    """The matter's key, which is neither destroyed nor renewed while this transaction lasts. Raises
    MatterErased."""
    mine = select(matter_keys.c.key_id, matter_keys.c.wrapped).where(matter_keys.c.matter == matter)
    row = (await connection.execute(mine.with_for_update(read=True))).one()
    if row.wrapped is None:
        raise MatterErased
    return keeper.key_of(matter, row.key_id, row.wrapped)


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
            index.append({**place, "tokens": key.holder.tokens(text.kind, text.text)})
    await connection.execute(upsert(contents).on_conflict_do_nothing(), rows)
    if index:
        await connection.execute(upsert(name_index).on_conflict_do_nothing(), index)


@dataclass(frozen=True)
class Said:
    """A text that was opened, and of which kind it is."""

    kind: str
    text: str | Erased


async def opened(
    connection: AsyncConnection, keeper: Keeper, refs: Collection[UUID], *, even_restricted: bool = False
) -> dict[UUID, str | Erased]:
    """The texts of these references; what is restricted, only for the person whose own it is. Raises
    NoSuchContent if one was never written."""
    found = await said(connection, keeper, refs, lambda _: True, even_restricted=even_restricted)
    if set(found) != set(refs):
        raise NoSuchContent
    return {ref: each.text for ref, each in found.items()}


async def said(
    connection: AsyncConnection,
    keeper: Keeper,
    refs: Collection[UUID],
    shown: Callable[[str], bool],
    *,
    even_restricted: bool = False,
) -> dict[UUID, Said]:
    """The texts of these references, of the kinds that are shown; what this connection does not see, or was
    never written, is left out."""
    if not refs:
        return {}
    statement = (
        select(contents.c.ref, contents.c.matter, contents.c.kind, contents.c.nonce, contents.c.ciphertext)
        .add_columns(matter_keys.c.key_id, matter_keys.c.wrapped, matter_keys.c.restricted)
        .join_from(contents, matter_keys, contents.c.matter == matter_keys.c.matter)
        .where(contents.c.ref == func.any(list(refs)))
    )
    texts: dict[UUID, Said] = {}
    for row in await connection.execute(statement):
        if row.wrapped is None:
            texts[row.ref] = Said(row.kind, ERASED)
        elif row.restricted and not even_restricted:
            texts[row.ref] = Said(row.kind, RESTRICTED)
        elif shown(row.kind):
            key = keeper.key_of(row.matter, row.key_id, row.wrapped)
            texts[row.ref] = Said(row.kind, key.open(row.ref, row.kind, row.nonce, row.ciphertext))
    return texts


async def erase(engine: AsyncEngine, matter: str) -> None:
    """As ``destroy``, in a transaction of its own."""
    async with engine.begin() as connection:
        await destroy(connection, matter)


async def destroy(connection: AsyncConnection, matter: str) -> None:
    """Destroy the matter's key, its index, and what was sealed under it. That something lay there stays, and
    reads "erased"; the journal, which names nobody, stays as it is.

    Old copies may live on in backups and in the write-ahead log until these age out; they open only for
    whoever also holds the keeper's key.
    """
    destroyed = (
        update(matter_keys)
        .where(matter_keys.c.matter == matter, matter_keys.c.wrapped.is_not(None))
        .values(wrapped=None, erased_at=func.now())
    )
    await connection.execute(destroyed)
    await connection.execute(delete(name_index).where(name_index.c.matter == matter))
    emptied = update(contents).where(contents.c.matter == matter)
    await connection.execute(emptied.values(nonce=b"", ciphertext=b"", searchable=False))


async def restrict(connection: AsyncConnection, matter: str, *, is_restricted: bool) -> None:
    """From now on its texts are kept and not read or found (PIPL 47), or are read and found again."""
    mine = update(matter_keys).where(matter_keys.c.matter == matter)
    await connection.execute(mine.values(restricted=is_restricted))
