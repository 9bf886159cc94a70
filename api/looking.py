"""Looking at one case or matter: what is not seen is not there."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Annotated
from uuid import UUID

import structlog
from fastapi import Path
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from api import policy
from api.identity import Person
from api.office import Office
from api.problems import unseen
from api.requests import keyed
from api.sight import Sight
from records import content
from records.access import note_access
from records.content import ERASED, Content, NoSuchContent, is_reference
from records.keeper import plainly
from records.particulars import CORRECTED_NAME
from records.reading import CaseLine, cases_of
from records.tables import contents
from records.visible import Visible
from rules.particulars import Particular
from rules.procedure import n_of

log = structlog.get_logger()

MATTER_TEXTS = ("title", "body", "author", "contact", "place")
NAME = "name"  # of a party or a guardian, under the reference by which the journal knows them
SEARCHED = ("title", "body", "author", NAME, CORRECTED_NAME)

# The same of somebody who asked that it should not be told (隐去身份): not searched, and who handles it never
# reads it.
HIDDEN_NAME, HIDDEN_CONTACT = "hidden-name", "hidden-contact"
_HIDDEN = {"hidden-author": "author", HIDDEN_CONTACT: "contact"}
HIDDEN = frozenset({HIDDEN_NAME, *_HIDDEN})
_LIKE = {
    CORRECTED_NAME: HIDDEN_NAME,
    Particular.ADDRESS: HIDDEN_CONTACT,
    Particular.TELEPHONE: HIDDEN_CONTACT,
}

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


async def matter_texts(
    connection: AsyncConnection, office: Office, person: Person, number: str
) -> dict[str, str | None]:
    """What a matter says, by kind: ``title``, ``body``, ``author``, ``contact``, as far as there are any and
    this person may know them."""
    kinds_of_it = (*MATTER_TEXTS, *_HIDDEN)
    query = select(contents.c.ref, contents.c.kind).where(
        contents.c.matter == number, contents.c.kind.in_(kinds_of_it)
    )
    kinds = {row.ref: _HIDDEN.get(row.kind, row.kind) for row in await connection.execute(query)}
    texts = await content.opened(connection, office.keeper, kinds, _sealed_for(person))
    return {kinds[ref]: None if text is ERASED else str(text) for ref, text in texts.items()}


async def opened(connection: AsyncConnection, office: Office, person: Person, refs: Iterable[str]) -> Texts:
    """The texts of references that this person may know. One that leads nowhere is left out, and noted in the
    log."""
    known = {ref for ref in refs if is_reference(ref)}
    try:
        return await _opened(connection, office, person, known)
    except NoSuchContent:
        texts: Texts = {}
        for ref in known:
            try:
                texts |= await _opened(connection, office, person, {ref})
            except NoSuchContent:
                log.warning("content.missed", ref=office.in_the_log(ref))
        return texts


async def note_reading(connection: AsyncConnection, person: Person, number: str, what: str) -> None:
    """Somebody opens what is personal: it is on record who, as what, and when."""
    await note_access(connection, person.at, person.ref, _seat(person), number, what)


async def note_look(
    connection: AsyncConnection, office: Office, person: Person, number: str | None, what: str, words: str
) -> None:
    """Somebody looks for words: they themselves are not kept, but that these were looked for can be told."""
    digest = keyed(office, f"{what}|{plainly(words)}".encode("utf-8", "surrogatepass"))
    await note_access(connection, person.at, person.ref, _seat(person), number, what, digest)


def _seat(person: Person) -> str:
    """The seat somebody acts as. Who has none sees nothing, and is on record all the same."""
    return next((f"{seat.role}@{seat.unit}" for seat in person.seats), "-")


def _sealed_for(person: Person) -> Collection[str]:
    """The kinds of text that stay sealed for somebody who reads the rest."""
    return () if policy.may_know_identity(person.seats) else HIDDEN


async def hide_like(connection: AsyncConnection, party: str, texts: Collection[Content]) -> list[Content]:
    """New names of a party are hidden where the first one is."""
    first = select(contents.c.kind).where(contents.c.ref == UUID(party)) if is_reference(party) else None
    if first is None or await connection.scalar(first) != HIDDEN_NAME:
        return list(texts)
    return [replace(text, kind=_LIKE.get(text.kind, text.kind), is_searchable=False) for text in texts]


async def _opened(
    connection: AsyncConnection, office: Office, person: Person, refs: Collection[str]
) -> Texts:
    texts = await content.opened(connection, office.keeper, [UUID(ref) for ref in refs], _sealed_for(person))
    return {str(ref): None if text is ERASED else str(text) for ref, text in texts.items()}
