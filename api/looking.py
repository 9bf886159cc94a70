"""Looking at one case or matter: what is not seen is not there."""

import hmac
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Annotated
from uuid import UUID

import structlog
from fastapi import Path
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from api.identity import Person
from api.lens import Lens
from api.office import Office
from api.problems import come_back, unseen
from api.requests import keyed
from api.sight import Sight
from proof.looks import Look
from records import content
from records.access import note_all
from records.content import Content, Erased, is_reference
from records.keeper import plainly
from records.particulars import CORRECTED_NAME
from records.reader import as_the_house
from records.reading import CaseLine, cases_of
from records.tables import contents
from rules.auditing import Looked
from rules.authority.confidentiality import HIDDEN_AUTHOR, HIDDEN_CONTACT, HIDDEN_NAME, Mask
from rules.authority.relations import seat_of
from rules.authority.table import lines_of
from rules.particulars import Particular
from rules.procedure import n_of

log = structlog.get_logger()
MATTER_TEXTS = ("title", "body", "author", "contact", "place")
NAME = "name"  # of a party or a guardian, under the reference by which the journal knows them
SEARCHED = ("title", "body", "author", NAME, CORRECTED_NAME)

# The same of somebody who asked that it should not be told (隐去身份): not searched, and who handles it never
# reads it.
_HIDDEN = {HIDDEN_AUTHOR: "author", HIDDEN_CONTACT: "contact"}
_LIKE = {
    CORRECTED_NAME: HIDDEN_NAME,
    Particular.ADDRESS: HIDDEN_CONTACT,
    Particular.TELEPHONE: HIDDEN_CONTACT,
}

Number = Annotated[str, Path(description="事项编号 the matter's number", max_length=60, pattern=r"^[\w-]+$")]
Episode = Annotated[int, Path(description="第几次 which episode, from 1", ge=1, le=9_999)]

Texts = dict[str, str | None]  # reference -> text; None when it was erased, or its use is restricted


async def case_seen(sight: Sight, kind: str, number: str, n: int) -> CaseLine:
    """The line of a case that this person sees. Raises Problem 404."""
    for line in await cases_seen(sight, number):
        if line.kind == kind and n_of(line.procedure) == n:
            return line
    raise unseen()


async def cases_seen(sight: Sight, number: str) -> tuple[CaseLine, ...]:
    """The cases about a matter that this person sees, in the order in which they were opened."""
    known = sight.its_cases
    if known is not None and number in known:
        return known[number]
    found = await cases_of(sight.records, sight.cases, number)
    if known is not None:
        known[number] = found
    return found


async def matter_texts(
    connection: AsyncConnection, office: Office, lens: Lens, number: str
) -> dict[str, str | None]:
    """What a matter says, by kind: ``title``, ``body``, ``author``, ``contact``, as far as there are any and
    this person may know them."""
    kinds_of_it = (*MATTER_TEXTS, *_HIDDEN)
    query = select(contents.c.ref, contents.c.kind).where(
        contents.c.matter == number, contents.c.kind.in_(kinds_of_it)
    )
    kinds = {str(row.ref): _HIDDEN.get(row.kind, row.kind) for row in await connection.execute(query)}
    texts = await opened(connection, office, lens, kinds)
    by_kind = {kinds[ref]: text for ref, text in texts.items()}
    return {kind: by_kind[kind] for kind in MATTER_TEXTS if kind in by_kind}


async def opened(connection: AsyncConnection, office: Office, lens: Lens, refs: Iterable[str]) -> Texts:
    """The texts of references as they are read through this lens; what is not shown, and a reference that
    leads nowhere, is left out."""
    known = [UUID(ref) for ref in refs if is_reference(ref)]
    found = await content.said(connection, office.keeper, known, lambda kind: lens.mask(kind) > Mask.ABSENT)
    texts: Texts = {}
    for ref, each in found.items():
        if isinstance(each.text, Erased):
            texts[str(ref)] = None
        elif (shown := lens.shows(each.kind, each.text)) is not None:
            texts[str(ref)] = shown
    return texts


async def note_reading(connection: AsyncConnection, person: Person, number: str, what: str) -> None:
    """Somebody opens what is personal: it is on record who, as what, and when; what cannot be noted is not
    opened."""
    await note_looks(connection, [look_at(person, number, what)])


async def note_look(
    connection: AsyncConnection, office: Office, person: Person, what: str, words: str
) -> None:
    """Somebody looks for words: they themselves are not kept, but that these were looked for can be told."""
    await note_looks(connection, [look_for(office, person, what, words)])


def look_at(person: Person, number: str, what: str) -> Look:
    """This person's look at a matter."""
    return Look(person.at, person.ref, seat_looking(person), number, what)


def look_for(office: Office, person: Person, what: str, words: str) -> Look:
    """This person's look for words."""
    digest = keyed(office, f"{what}|{plainly(words)}".encode("utf-8", "surrogatepass"))
    return Look(person.at, person.ref, seat_looking(person), None, what, digest)


async def note_looks(connection: AsyncConnection, looks: Sequence[Look]) -> None:
    """Note these. Raises Problem 503 where they cannot be: then nothing is read."""
    try:
        async with as_the_house(connection):
            await note_all(connection, looks)
    except DBAPIError as error:
        log.error("look.not_noted", error=type(error.orig).__name__)
        raise come_back("look-not-noted") from None


def opening_of(counter: Office, tracking: str) -> str:
    """The code of having opened a submission: which one it was, only its keeper can tell."""
    which = hmac.digest(counter.digest_key(), tracking.encode(), "sha256").hex()[:16]
    return f"{Looked.SUBMISSION}/{which}"


def seat_looking(person: Person) -> str:
    """The seat somebody looks as, of several the first that may. Who has none sees nothing, and is on record
    all the same."""
    reading = [seat for seat in person.seats if any(lines_of(seat.role))]
    return next((seat_of(seat) for seat in (*reading, *person.seats)), "-")


async def hide_like(connection: AsyncConnection, party: str, texts: Collection[Content]) -> list[Content]:
    """New names of a party are hidden where the first one is."""
    first = select(contents.c.kind).where(contents.c.ref == UUID(party)) if is_reference(party) else None
    if first is None or await connection.scalar(first) != HIDDEN_NAME:
        return list(texts)
    return [replace(text, kind=_LIKE.get(text.kind, text.kind), is_searchable=False) for text in texts]
