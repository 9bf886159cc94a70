"""What goes into the file of a case (卷内材料), as PDF: what procedures and people issued, and what was
added; and what is not bound, with the reason.
"""

import asyncio
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from api import copies, notices, policy
from api.documents import TO_A_SEAT, documents_seen, line_of_document, opened_for
from api.drafting import OnCase, data_of, references, sheet_for, template_for, title_of
from api.giving_out import whole
from api.identity import Person
from api.lens import Lens
from api.looking import Texts, opened
from api.printing import sheet_of_issued
from api.problems import come_back, not_your_seat
from api.rooms import names_of_rooms
from api.saying import both
from paper.fonts import NoChineseFont
from paper.pdf import pdf_of
from paper.sheet import Sheet
from records import added_papers, paper_drafts
from records.added_papers import KEY, AddedPaper
from records.documents import Document, Service, services_of
from records.paper_drafts import Paper
from records.reading import CaseLine
from rules.added_papers import SERVED, FileKind
from rules.authority.confidentiality import Confidentiality, Mask
from rules.instants import legal_day
from rules.paper.archiving import COVERS, Piece
from rules.paper.filling import Filled
from rules.paper.form import Secrecy
from rules.paper.signing import Standing, standing_of
from rules.paper.table import FORMS
from rules.words import codes_of, say

_READ = ("name", "body", Secrecy.WORDS, Secrecy.CONTACT, "contact", "terms")  # of every file
_LAID = frozenset({FileKind.PDF, FileKind.JPEG, FileKind.PNG, FileKind.WEBP})
_MOST_BYTES = 64 * 1024 * 1024  # of what was added: the file is made in memory
_MOST_PAGES = 1_000  # of one paper
_ZH = "zh"  # as the county words its documents


class NotBound(StrEnum):
    """Why a paper is not in the file."""

    KIND = "why-kind"
    UNREADABLE = "why-unreadable"
    LARGE = "why-large"
    HELD = "why-held"
    GONE = "why-gone"


@dataclass(frozen=True)
class Sheaf:
    """A paper as it is bound: under which number, what became of it, its pages."""

    piece: Piece
    number: str
    remark: str
    file: bytes


@dataclass(frozen=True)
class Apart:
    """A paper that is not bound. ``digest``: SHA-256 of the file, empty where nobody is given it."""

    piece: Piece
    kind: str
    size: int
    digest: str
    why: NotBound


@dataclass(frozen=True)
class Pieces:
    """All of it. ``covers``: what an archivist wrote of the file, by part of D-33; ``void``: how many papers
    bear a number and hold no more."""

    sheaves: tuple[Sheaf, ...]
    apart: tuple[Apart, ...]
    covers: Mapping[str, Mapping[str, Filled]]
    void: int

    @property
    def every(self) -> list[Piece]:
        """Whether bound or not."""
        return [*(each.piece for each in self.sheaves), *(each.piece for each in self.apart)]


@dataclass(frozen=True)
class Drafted:
    """A paper that somebody drafted and that was issued, and its text."""

    paper: Paper
    standing: Standing
    data: Mapping[str, Filled]
    sheet: Sheet


def lens_of(at: OnCase) -> Lens:
    """Of everybody alike: who asked not to be named is in no file."""
    return at.lens.without(Confidentiality.REPORTER)


def takes_the_file(person: Person, case: CaseLine, lens: Lens) -> bool:
    """Whether somebody may take a copy of the file of a case: whoever writes its papers and reads what stands
    in every file, names, words, how to reach people. What was said in mediation may still be in it."""
    writes = any(policy.may_take_the_file(seat) for seat in person.seats)
    reads = all(lens.mask(kind) is Mask.CLEAR for kind in (*_READ, KEY))
    return writes and reads and not case.is_private


async def gathered(connection: AsyncConnection, at: OnCase) -> Pieces:
    """Raises Problem: 403 for whoever may not take it or does not read all that is in it in clear, 503 while
    a file cannot be had."""
    lens = lens_of(at)
    if not takes_the_file(at.person, at.case, lens):
        raise not_your_seat()
    drafts = await paper_drafts.papers_of(connection, at.case.procedure)
    standing = [(paper, each) for paper, each in drafts if each.is_issued and each.void is None]
    _check_said(lens, [paper for paper, _ in standing])
    drafted = [await _drafted(connection, at, lens, paper) for paper, _ in standing]
    sheaves = [await _of_draft(at, each) for each in drafted if each.paper.kind != COVERS]
    sheaves += await _of_documents(connection, at, lens)
    bound, apart = await _of_added(connection, at, lens)
    covers = {each.paper.part: each.data for each in drafted if each.paper.kind == COVERS}
    return Pieces((*sheaves, *bound), apart, covers, sum(each.void is not None for _, each in drafts))


async def as_pdf(sheet: Sheet) -> bytes:
    """To be bound, beside the loop: the press marks it with the rest of the file. Raises Problem 503 where no
    Chinese can be printed."""
    try:
        return await asyncio.to_thread(pdf_of, sheet)
    except NoChineseFont:
        raise come_back("no-chinese-font") from None


def _check_said(lens: Lens, written: Iterable[Paper]) -> None:
    """What was said in mediation is read by few: where it is in the file, only they take it."""
    holds_it = any(
        field.secrecy is Secrecy.SAID for each in written for field in FORMS[each.kind].of(each.part)
    )
    if holds_it and lens.mask(Secrecy.SAID) is not Mask.CLEAR:
        raise not_your_seat()


async def _drafted(connection: AsyncConnection, at: OnCase, lens: Lens, paper: Paper) -> Drafted:
    entries = await paper_drafts.entries_of(connection, paper.id)
    standing = standing_of(entries)
    texts = await opened(connection, at.office, lens, references(entries))
    template = await template_for(connection, at, paper, standing)
    data = data_of(paper, standing, texts)
    return Drafted(paper, standing, data, sheet_for(at, paper, standing, data, template))


async def _of_draft(at: OnCase, drafted: Drafted) -> Sheaf:
    paper, standing = drafted.paper, drafted.standing
    kind = f"{paper.kind}/{paper.part}" if paper.part else paper.kind
    issued = standing.issued_at or paper.opened_at
    piece = Piece(str(paper.id), kind, title_of(paper).zh, issued)
    return Sheaf(piece, at.number_of(paper, standing) or "", "", await as_pdf(drafted.sheet))


async def _of_documents(connection: AsyncConnection, at: OnCase, lens: Lens) -> list[Sheaf]:
    """One copy of each, which names all whom it went to."""
    issued = await documents_seen(at.sight, at.case.matter, at.case.procedure)
    services = await services_of(at.sight.records, at.case.matter) if issued else ()
    return [await _of_document(connection, at, lens, each, services) for each in issued]


async def _of_document(
    connection: AsyncConnection, at: OnCase, lens: Lens, document: Document, services: tuple[Service, ...]
) -> Sheaf:
    refs, texts = await opened_for(connection, at.office, lens, document)
    lines = await _lines(at, document, refs, texts)
    line = line_of_document(document, services)
    sheet = sheet_of_issued(line, document.matter, lines, codes_of(lines), at.papers, at.units, _ZH)
    days = sorted({each.served_at for each in services if each.document == document.id})
    served = "、".join(
        dict.fromkeys(say("archive", "served", _ZH).format(on=legal_day(each).isoformat()) for each in days)
    )
    kind = document.draft.kind
    piece = Piece(str(document.id), kind, both("document", kind).zh, document.draft.issued_at)
    return Sheaf(piece, sheet.number, served, await as_pdf(sheet))


async def _lines(at: OnCase, document: Document, refs: Mapping[str, str], texts: Texts) -> list[str]:
    if document.draft.kind == TO_A_SEAT:
        return (await notices.paragraphs(at.office, at.sight.records, document, at.units))[_ZH]
    named = [copies.name_of(each, texts, refs, at.units) for each in document.draft.addressees]
    known = [each for each in named if each]
    rooms = await names_of_rooms(at.office, copies.rooms_in([document]))
    return copies.paragraphs(document, "、".join(known) or None, texts, at.units, _ZH, rooms=rooms)


async def _of_added(
    connection: AsyncConnection, at: OnCase, lens: Lens
) -> tuple[tuple[Sheaf, ...], tuple[Apart, ...]]:
    """In the order in which they came: what is a picture or a PDF is bound while there is room."""
    added = await added_papers.papers_of(connection, [at.case.procedure])
    texts = await opened(connection, at.office, lens, [str(each.title) for each in added])
    sheaves, apart = list[Sheaf](), list[Apart]()
    left = _MOST_BYTES
    for each in added:
        title = texts.get(str(each.title)) or say("archive", "nameless", _ZH)
        piece = Piece(str(each.id), "", title, each.added_at)
        found = await _laid(connection, at, each, left)
        if isinstance(found, bytes):
            left -= each.size
            sheaves.append(Sheaf(piece, "", "", found))
        else:
            apart.append(Apart(piece, both("file-kind", each.kind).zh, each.size, *found))
    return tuple(sheaves), tuple(apart)


async def _laid(
    connection: AsyncConnection, at: OnCase, paper: AddedPaper, left: int
) -> bytes | tuple[str, NotBound]:
    """Its pages; or its digest, and why it is not bound."""
    key = await added_papers.key_of(connection, at.office.keeper, paper)
    if not isinstance(key, str):
        return "", NotBound.GONE
    if paper.scan not in SERVED:
        return "", NotBound.HELD
    file = await whole(at.office, paper, key)
    digest = hashlib.sha256(file).hexdigest()
    if paper.kind not in _LAID:
        return digest, NotBound.KIND
    if paper.size > left:
        return digest, NotBound.LARGE
    laid = await at.office.files.laid(file, FileKind(paper.kind), _MOST_PAGES)
    return (digest, NotBound.UNREADABLE) if laid is None else laid
