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

from api import policy
from api.identity import Person
from api.office import Office
from api.problems import come_back, unseen
from api.requests import keyed
from api.sight import Sight
from proof.looks import Look
from records import content
from records.access import note_all
from records.content import Content, Erased, NoSuchContent, is_reference
from records.keeper import plainly
from records.particulars import CORRECTED_NAME
from records.reading import CaseLine, cases_of
from records.tables import contents
from records.visible import Visible
from rules.auditing import Looked
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

Texts = dict[str, str | None]  # reference -> text; None when it was erased, or its use is restricted


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
    return {kinds[ref]: None if isinstance(text, Erased) else str(text) for ref, text in texts.items()}


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
    return Look(person.at, person.ref, seat_of(person), number, what)


def look_for(office: Office, person: Person, what: str, words: str) -> Look:
    """This person's look for words."""
    digest = keyed(office, f"{what}|{plainly(words)}".encode("utf-8", "surrogatepass"))
    return Look(person.at, person.ref, seat_of(person), None, what, digest)


async def note_looks(connection: AsyncConnection, looks: Sequence[Look]) -> None:
    """Note these. Raises Problem 503 where they cannot be: then nothing is read."""
    try:
        await note_all(connection, looks)
    except DBAPIError as error:
        log.error("look.not_noted", error=type(error.orig).__name__)
        raise come_back("look-not-noted") from None


def opening_of(counter: Office, tracking: str) -> str:
    """The code of having opened a submission: which one it was, only its keeper can tell."""
    which = hmac.digest(counter.digest_key(), tracking.encode(), "sha256").hex()[:16]
    return f"{Looked.SUBMISSION}/{which}"


def seat_of(person: Person) -> str:
    """The seat somebody looks as, of several the first that may. Who has none sees nothing, and is on record
    all the same."""
    reading = [seat for seat in person.seats if seat.role in policy.GRANTS]
    return next((f"{seat.role}@{seat.unit}" for seat in (*reading, *person.seats)), "-")


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
    return {str(ref): None if isinstance(text, Erased) else str(text) for ref, text in texts.items()}
