"""What is on record of one person in a matter: to be handed to them, and to nobody else (PIPL 45)."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from records import content, particulars
from records.content import Erased
from records.keeper import Keeper
from records.parties import contact_ref
from records.tables import contents

# What whoever brought a matter said and is known by, and the same where they asked not to be named.
_BROUGHT = ("title", "body", "author", "contact", "place", "hidden-author", "hidden-contact")


async def own_texts(
    connection: AsyncConnection, keeper: Keeper, matter: str, party: str | None
) -> dict[str, str | None]:
    """By kind: of a party, how it is named and reached, and what that was before; without one, what whoever
    brought the matter said. Even what is restricted; None where it was erased."""
    refs = await _of_party(connection, matter, party) if party else await _brought(connection, matter)
    texts = await content.opened(connection, keeper, refs, even_restricted=True)
    return {what: None if isinstance(texts[ref], Erased) else str(texts[ref]) for ref, what in refs.items()}


async def _brought(connection: AsyncConnection, matter: str) -> dict[UUID, str]:
    mine = select(contents.c.ref, contents.c.kind).where(
        contents.c.matter == matter, contents.c.kind.in_(_BROUGHT)
    )
    return {row.ref: row.kind for row in await connection.execute(mine)}


async def _of_party(connection: AsyncConnection, matter: str, party: str) -> dict[UUID, str]:
    named = {UUID(party): "name", contact_ref(party): "contact"}
    for number, each in enumerate(await particulars.corrections(connection, matter), start=1):
        if each.party == party:
            named[UUID(each.ref)] = f"{each.particular}-{number}"
    there = select(contents.c.ref).where(contents.c.matter == matter, contents.c.ref.in_(list(named)))
    return {ref: named[ref] for ref in await connection.scalars(there)}
