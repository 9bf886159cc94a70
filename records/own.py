"""What is on record of one person in a matter: to be handed to them, and to nobody else (PIPL 45)."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from records import added, content, particulars
from records.added import Added
from records.content import Erased
from records.keeper import Keeper
from records.notices import NOTICE_ADDRESS
from records.parties import contact_ref
from records.tables import contents, notice_wishes

# What whoever brought a matter said and is known by, and the same where they asked not to be named.
_BROUGHT = ("title", "body", "author", "contact", "place", "hidden-author", "hidden-contact")


async def own_texts(
    connection: AsyncConnection, keeper: Keeper, matter: str, party: str | None
) -> dict[str, str | None]:
    """By kind: of a party, how it is named and reached, and what that was before; without one, what whoever
    brought the matter said. Even what is restricted; None where it was erased."""
    refs = await _of_party(connection, matter, party) if party else await _brought(connection, matter)
    texts = await content.opened(connection, keeper, refs, even_restricted=True)
    return {what: _told(texts[ref]) for ref, what in refs.items()}


async def own_added(
    connection: AsyncConnection, keeper: Keeper, matter: str
) -> list[tuple[Added, str | None]]:
    """What whoever brought the matter added later, each with its words, as it came. Even what is restricted;
    None where it was erased."""
    found = await added.added_to(connection, matter)
    refs = [UUID(each.words) for each in found]
    texts = await content.opened(connection, keeper, refs, even_restricted=True)
    return [(each, _told(texts[UUID(each.words)])) for each in found]


def _told(text: object) -> str | None:
    return None if isinstance(text, Erased) else str(text)


async def _brought(connection: AsyncConnection, matter: str) -> dict[UUID, str]:
    mine = select(contents.c.ref, contents.c.kind).where(
        contents.c.matter == matter, contents.c.kind.in_(_BROUGHT)
    )
    said = {row.ref: row.kind for row in await connection.execute(mine)}
    return said | await _addresses(connection, matter)


async def _addresses(connection: AsyncConnection, matter: str) -> dict[UUID, str]:
    """Where they wished to be told of papers: now, and where they had wished it before."""
    now = await connection.scalar(select(notice_wishes.c.address).where(notice_wishes.c.matter == matter))
    every = select(contents.c.ref).where(contents.c.matter == matter, contents.c.kind == NOTICE_ADDRESS)
    earlier = [
        ref
        for ref in await connection.scalars(every.order_by(contents.c.created_at, contents.c.ref))
        if ref != now
    ]
    before = {ref: f"{NOTICE_ADDRESS}-{number}" for number, ref in enumerate(earlier, start=1)}
    return before | ({now: NOTICE_ADDRESS} if now else {})


async def _of_party(connection: AsyncConnection, matter: str, party: str) -> dict[UUID, str]:
    named = {UUID(party): "name", contact_ref(party): "contact"}
    for number, each in enumerate(await particulars.corrections(connection, matter), start=1):
        if each.party == party:
            named[UUID(each.ref)] = f"{each.particular}-{number}"
    there = select(contents.c.ref).where(contents.c.matter == matter, contents.c.ref.in_(list(named)))
    return {ref: named[ref] for ref in await connection.scalars(there)}
