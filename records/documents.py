"""Documents (文书) as data, each with its number, and the proof that it was served (送达回证)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import Row, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine

from records.once import next_number, one_at_a_time
from records.outbox import Claimed
from records.tables import documents, services
from rules.editions import digest_of


@dataclass(frozen=True)
class Draft:
    """What a document says and because of which letter of which entry. ``data`` holds codes, dates and
    references, no words; ``addressees`` are references too."""

    procedure: str
    seq: int
    kind: str  # D-21
    unit: str  # whose number it bears
    addressees: tuple[str, ...]
    data: dict[str, Any]
    issued_at: datetime
    letter: int = 1  # of the entry's letters of its kind
    version: int = 1  # of the form that the data follow


@dataclass(frozen=True)
class Document:
    """An issued document. Its number stands without gaps in unit, kind and legal year."""

    id: UUID
    matter: str
    year: int
    number: int
    digest: str
    draft: Draft


@dataclass(frozen=True)
class Service:
    """A document reached a party. ``proof`` and ``recorded_by`` are references."""

    document: UUID
    party: str
    method: str
    served_at: datetime
    proof: str | None
    recorded_by: str


def document_id(procedure: str, seq: int, kind: str, letter: int = 1) -> UUID:
    """The id of the document that a letter of an entry brought about: always the same."""
    return uuid5(NAMESPACE_URL, f"{procedure}#{seq}/{kind}/{letter}")


async def issue(
    engine: AsyncEngine,
    letter: Claimed,
    *,
    kind: str,
    unit: str,
    addressees: Sequence[str],
    data: dict[str, Any],
) -> Document:
    """Issue what a letter asks for, with the unit's next number. The same letter again: what stands."""
    own_id = document_id(letter.procedure, letter.seq, kind, letter.number)
    draft = Draft(
        procedure=letter.procedure,
        seq=letter.seq,
        kind=kind,
        unit=unit,
        addressees=tuple(addressees),
        data=data,
        issued_at=letter.at,
        letter=letter.number,
    )
    async with engine.begin() as connection:
        await one_at_a_time(connection, str(own_id))
        there = (await connection.execute(select(documents).where(documents.c.id == own_id))).one_or_none()
        if there is not None:
            return _document(there)
        year, number = await next_number(connection, f"{kind}/{unit}", letter.at)
        matter = letter.procedure.split("/")[2]
        digest = digest_of([kind, unit, year, number, draft.version, draft.addressees, data])
        document = Document(own_id, matter, year, number, digest, draft)
        row = {name: value for name, value in vars(document).items() if name != "draft"}
        await connection.execute(insert(documents).values(**row, **asdict(draft)))
    return document


async def serve(
    engine: AsyncEngine,
    *,
    procedure: str,
    kind: str,
    party: str,
    method: str,
    proof: str | None,
    at: datetime,
    by: str,
) -> bool:
    """Record that the last document of a kind reached a party; the first proof stands.

    False if there is no such document.
    """
    of_kind = (documents.c.procedure == procedure, documents.c.kind == kind)
    last = select(documents.c.id).where(*of_kind).order_by(documents.c.seq.desc(), documents.c.letter.desc())
    async with engine.begin() as connection:
        document = await connection.scalar(last.limit(1))
        if document is None:
            return False
        service = Service(document, party, method, at, proof, by)
        await connection.execute(upsert(services).values(asdict(service)).on_conflict_do_nothing())
    return True


async def documents_of(engine: AsyncEngine, matter: str) -> tuple[Document, ...]:
    """The documents of a matter in the order in which they were issued."""
    mine = select(documents).where(documents.c.matter == matter)
    async with engine.connect() as connection:
        rows = await connection.execute(mine.order_by(documents.c.issued_at, documents.c.id))
        return tuple(map(_document, rows))


async def services_of(engine: AsyncEngine, matter: str) -> tuple[Service, ...]:
    """The proofs of service of a matter's documents, in order of service."""
    proofs = (
        select(*(services.c[name] for name in Service.__dataclass_fields__))
        .join(documents, documents.c.id == services.c.document)
        .where(documents.c.matter == matter)
        .order_by(services.c.served_at, services.c.document, services.c.party)
    )
    async with engine.connect() as connection:
        return tuple(Service(*row) for row in await connection.execute(proofs))


def _document(row: Row[Any]) -> Document:
    fields = {name: getattr(row, name) for name in Draft.__dataclass_fields__}
    fields |= {"addressees": tuple(row.addressees), "issued_at": row.issued_at.astimezone(UTC)}
    return Document(row.id, row.matter, row.year, row.number, row.digest, Draft(**fields))
