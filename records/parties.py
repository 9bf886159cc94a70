"""How a party is named and reached: the sealed texts under the references by which the journal knows them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from records import content
from records.content import is_reference
from records.keeper import Keeper
from records.tables import contents

PARTY_CONTACT = "party-contact"


@dataclass(frozen=True)
class Address:
    """How a party is named and reached, as far as it is known here."""

    name: str | None
    contact: str | None


def contact_ref(party: str) -> UUID:
    """Under which reference lies how to reach a party."""
    return uuid5(NAMESPACE_OID, f"{party}/{PARTY_CONTACT}")


async def reached(
    connection: AsyncConnection, keeper: Keeper, parties: Collection[str]
) -> dict[str, Address]:
    """Each party as registered. Nothing of whoever asked that it should not be told, or was erased."""
    names = {UUID(party): party for party in parties if is_reference(party)}
    contacts = {contact_ref(party): party for party in names.values()}
    hidden = select(contents.c.ref, contents.c.kind).where(contents.c.ref.in_([*names, *contacts]))
    known = {row.ref for row in await connection.execute(hidden) if not row.kind.startswith("hidden-")}
    texts = await content.opened(connection, keeper, known)
    said = {ref: text for ref, text in texts.items() if isinstance(text, str)}
    return {
        party: Address(said.get(ref), said.get(contact_ref(party)) or None) for ref, party in names.items()
    }
