"""Documents (文书) of a case: as data, in words for each addressee, with the proof that they were served."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncConnection

from api import copies, notices
from api.identity import Whoever
from api.lens import Lens, lens_on
from api.looking import Episode, Number, Texts, case_seen, note_reading, opened
from api.measure import WITHIN_MEASURE
from api.office import Office, TheOffice
from api.others import numbers_seen
from api.particulars import Known
from api.problems import unseen
from api.rooms import names_of_rooms
from api.saying import Words, both
from api.sight import InSight, Sight
from records.documents import Document, Service, documents_of, services_of
from records.particulars import corrections
from rules.auditing import Looked
from rules.clocks.describing import LANGUAGES
from rules.words import codes_of

router = APIRouter(tags=["文书 documents"])
TO_A_SEAT = "notice"
_ABOUT = "about"  # the number of another matter, in the data of what a meeting issues


class ServiceShown(BaseModel):
    """A document reached a party (送达回证). Whether there is a proof; it lies in the case's papers."""

    party: str
    method: str
    method_words: Words
    served_at: datetime
    has_proof: bool


class DocumentLine(BaseModel):
    """A document as the case lists it. ``number`` is without gaps in unit, kind and year."""

    id: UUID
    kind: str
    title: Words
    unit: str
    year: int
    number: int
    issued_at: datetime
    addressees: list[str]
    services: list[ServiceShown]


class Copy(BaseModel):
    """What one addressee gets, by the name that was known when it was issued; left blank for whoever may not
    read it."""

    party: str
    name: str | None
    zh: list[str]
    en: list[str]
    codes: list[str] = Field(
        description="各段用语的代码 the code of each paragraph in Chinese; empty for a line of a list"
    )


class DocumentShown(BaseModel):
    """A document with its data and its copies."""

    document: DocumentLine
    data: dict[str, Any]
    digest: str
    copies: list[Copy]


async def documents_shown(sight: Sight, procedure: str) -> list[DocumentLine]:
    """The documents of a case in the order in which they were issued; none about another matter that this
    person does not see."""
    matter = procedure.split("/")[2]
    mine = await documents_seen(sight, matter, procedure)
    services = await services_of(sight.records, matter) if mine else ()
    return [line_of_document(each, services) for each in mine]


@router.get(
    "/cases/{kind}/{number}/{n}/documents/{id}",
    operation_id="read_document",
    dependencies=[WITHIN_MEASURE],
    summary="文书 One document",
)
async def read_document(
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    kind: Annotated[str, Path(max_length=40)],
    number: Number,
    n: Episode,
    id: UUID,
) -> DocumentShown:
    """Its data, and for each addressee the paragraphs in both languages."""
    case = await case_seen(sight, kind, number, n)
    issued = await documents_seen(sight, case.matter, case.procedure)
    document = next((each for each in issued if each.id == id), None)
    if document is None:
        raise unseen()
    refs, texts = dict[str, str](), Texts()
    lens = await lens_on(sight, person, number, case.procedure)
    if lens.reads_words:
        async with sight.records.begin() as connection:
            refs, texts = await opened_for(connection, office, lens, document)
            await note_reading(connection, person, number, Looked.DOCUMENT)
    units = {unit.unit: unit.name for unit in sight.units.values()}
    services = await services_of(sight.records, case.matter)
    if document.draft.kind == TO_A_SEAT:
        texts_of = await notices.paragraphs(office, sight.records, document, units)
        its_copies = [
            Copy(party=each, name=None, **texts_of, codes=codes_of(texts_of["zh"]))
            for each in document.draft.addressees
        ]
    else:
        named = {each: copies.name_of(each, texts, refs, units) for each in document.draft.addressees}
        rooms = await names_of_rooms(office, copies.rooms_in([document]))
        its_copies = [
            _copy(document, party, name, texts, units, rooms=rooms) for party, name in named.items()
        ]
    return DocumentShown(
        document=line_of_document(document, services),
        data=document.draft.data,
        digest=document.digest,
        copies=its_copies,
    )


async def opened_for(
    connection: AsyncConnection, office: Office, lens: Lens, document: Document
) -> tuple[dict[str, str], Texts]:
    """The references of its addressees' names, as they were known when it was issued, and every text that it
    refers to."""
    known = Known(await corrections(connection, document.matter), until=document.draft.issued_at)
    refs = {party: known.name(party) for party in document.draft.addressees}
    sealed = [*refs.values(), *copies.references(document.draft.data)]
    return refs, await opened(connection, office, lens, sealed)


async def documents_seen(sight: Sight, matter: str, procedure: str) -> list[Document]:
    """The documents of a case; none about another matter that this person does not see."""
    issued = [each for each in await documents_of(sight.records, matter) if each.draft.procedure == procedure]
    about = frozenset(number for each in issued if (number := each.draft.data.get(_ABOUT)))
    seen = await numbers_seen(sight, about) if about else about
    return [each for each in issued if each.draft.data.get(_ABOUT) in (None, *seen)]


def _copy(
    document: Document,
    party: str,
    name: str | None,
    texts: Texts,
    units: dict[str, str],
    *,
    rooms: Mapping[str | None, str],
) -> Copy:
    zh, en = (copies.paragraphs(document, name, texts, units, each, rooms=rooms) for each in LANGUAGES)
    return Copy(party=party, name=name, zh=zh, en=en, codes=codes_of(zh))


def line_of_document(document: Document, services: tuple[Service, ...]) -> DocumentLine:
    """A document as the case lists it."""
    return DocumentLine(
        id=document.id,
        kind=document.draft.kind,
        title=both("document", document.draft.kind),
        unit=document.draft.unit,
        year=document.year,
        number=document.number,
        issued_at=document.draft.issued_at,
        addressees=list(document.draft.addressees),
        services=[_service(each) for each in services if each.document == document.id],
    )


def _service(service: Service) -> ServiceShown:
    return ServiceShown(
        party=service.party,
        method=service.method,
        method_words=both("service-method", service.method),
        served_at=service.served_at,
        has_proof=service.proof is not None,
    )
