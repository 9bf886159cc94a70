"""Looking at one case or matter: what is not seen is not there."""

from collections.abc import Collection, Iterable
from typing import Annotated
from uuid import NAMESPACE_OID, UUID, uuid5

import structlog
from fastapi import Path
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from api.identity import Person
from api.office import Office
from api.problems import unseen
from api.sight import Sight
from records import content
from records.access import note_access
from records.content import ERASED, NoSuchContent
from records.particulars import CORRECTED_NAME
from records.reading import CaseLine, cases_of
from records.tables import contents
from records.visible import Visible
from rules.procedure import n_of

log = structlog.get_logger()

MATTER_TEXTS = ("title", "body", "author", "contact")
NAME = "name"  # of a party or a guardian, under the reference by which the journal knows them
PARTY_CONTACT = "party-contact"
SEARCHED = ("title", "body", "author", NAME, CORRECTED_NAME)

Number = Annotated[str, Path(description="事项编号 the matter's number", max_length=60, pattern=r"^[\w-]+$")]
Episode = Annotated[int, Path(description="第几次 which episode, from 1", ge=1, le=9_999)]

Texts = dict[str, str | None]  # reference -> text; None when it was erased


async def case_seen(office: Office, sight: Sight, kind: str, number: str, n: int) -> CaseLine:
    """The line of a case that this person sees. Raises Problem 404."""
    for line in await cases_of(office.records, sight.cases, number):
        if line.kind == kind and n_of(line.procedure) == n:
            return line
    raise unseen()


async def may_read(office: Office, sight: Sight, reading: Visible, line: CaseLine) -> bool:
    """Whether a case that is seen lies where this person may read as much as ``reading`` says."""
    if reading == sight.cases:
        return True
    lines = await cases_of(office.records, reading, line.matter)
    return any(each.procedure == line.procedure for each in lines)


async def matter_texts(connection: AsyncConnection, office: Office, number: str) -> dict[str, str | None]:
    """What a matter says, by kind: ``title``, ``body``, ``author``, ``contact``, as far as there are any."""
    query = select(contents.c.ref, contents.c.kind).where(
        contents.c.matter == number, contents.c.kind.in_(MATTER_TEXTS)
    )
    kinds = {row.ref: row.kind for row in await connection.execute(query)}
    texts = await content.opened(connection, office.keeper, kinds)
    return {kinds[ref]: None if text is ERASED else str(text) for ref, text in texts.items()}


async def opened(connection: AsyncConnection, office: Office, refs: Iterable[str]) -> Texts:
    """The texts of references. One that leads nowhere is left out, and noted in the log."""
    known = {ref for ref in refs if _is_uuid(ref)}
    try:
        return await _opened(connection, office, known)
    except NoSuchContent:
        texts: Texts = {}
        for ref in known:
            try:
                texts |= await _opened(connection, office, {ref})
            except NoSuchContent:
                log.warning("content.missed", ref=ref)
        return texts


def contact_ref(party: str) -> UUID:
    """Under which reference lies how to reach a party."""
    return uuid5(NAMESPACE_OID, f"{party}/{PARTY_CONTACT}")


async def note_reading(connection: AsyncConnection, person: Person, number: str, what: str) -> None:
    """Somebody opens what is personal: it is on record who, as what, and when."""
    seat = person.seats[0]
    await note_access(connection, person.at, person.ref, f"{seat.role}@{seat.unit}", number, what)


async def _opened(connection: AsyncConnection, office: Office, refs: Collection[str]) -> Texts:
    texts = await content.opened(connection, office.keeper, [UUID(ref) for ref in refs])
    return {str(ref): None if text is ERASED else str(text) for ref, text in texts.items()}


def _is_uuid(ref: str) -> bool:
    try:
        return str(UUID(ref)) == ref
    except ValueError:
        return False
