"""The file of a case as one PDF (卷宗): cover, catalogue and statement around its papers, page by page."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from api.drafting import OnCase
from api.file_pieces import Apart, Pieces, Sheaf, as_pdf, lens_of
from api.looking import opened
from api.particulars import Known
from api.printing import day_in_words
from api.problems import unseen
from counties.retention import schedule_in_force
from paper.binding import pages_in
from paper.sheet import Paragraph, Sheet, with_list
from paper.templates import Issue, sheet_of
from records import papers
from records.particulars import corrections
from rules.instants import legal_day
from rules.keeping.schedule import Disposal
from rules.paper.archiving import COVERS, lacking, ordered
from rules.paper.filling import Filled
from rules.words import say
from workflows import starting

_ZH = "zh"
_MEDIATION = "dispute"
_SIGN = "\ue000"  # of no alphabet: where the list of papers stands in the county's wording
COLUMNS = (
    "column-order",
    "column-title",
    "column-number",
    "column-date",
    "column-page",
    "column-service",
)


@dataclass(frozen=True)
class Numbered:
    """A paper with the pages on which it lies, from 1."""

    sheaf: Sheaf
    first: int
    last: int


async def file_of(connection: AsyncConnection, at: OnCase, pieces: Pieces) -> bytes:
    """The whole file. From the same papers the same bytes, whoever takes it and whenever. Raises Problem."""
    if COVERS not in at.papers.templates:
        raise unseen()
    numbered = _numbered(at, pieces)
    ended_on = _last(at, pieces)
    pages = numbered[-1].last if numbered else 0
    base: Mapping[str, Filled] = {
        "case_no": at.case.matter,
        "parties": await _parties(connection, at),
        "unit": at.units.get(at.case.owner_unit, at.case.owner_unit),
        "handler": say("role", at.case.owner_role, _ZH),
        "since": legal_day(at.case.opened_at).isoformat(),
        "until": legal_day(at.case.closed_at).isoformat() if at.case.closed_at else "",
        "retention": _retention(at),
        "pages": [_SIGN],
        "volume": "",
        "statement": _told("counted", papers=str(len(numbered)), pages=str(pages)),
    }

    def sheet(part: str) -> Sheet:
        data = {**base, **{k: v for each in pieces.covers.values() for k, v in each.items() if k in _OF_ALL}}
        data |= {k: v for k, v in pieces.covers.get(part, {}).items() if k != "pages"}
        issue = Issue(at=ended_on, matter_number=at.case.matter)
        return sheet_of(at.papers.templates[COVERS], part, data, issue)

    statement = sheet("statement")
    more = tuple(Paragraph(each) for each in _statement(at, pieces, ended_on))
    statement = replace(statement, blocks=(*statement.blocks, *more))
    last_pages = await as_pdf(statement)
    catalogue = with_list(sheet("catalogue"), _SIGN, _rows(numbered, pieces.apart))
    front = [await as_pdf(sheet("cover")), await as_pdf(catalogue)]
    back = await as_pdf(_back(ended_on, pages + pages_in(last_pages)))
    bodies = [*(each.sheaf.file for each in numbered), last_pages]
    title = _told("title", number=at.case.matter)
    return await asyncio.to_thread(at.office.press.file, front, bodies, [back], title)


_OF_ALL = frozenset({"volume"})  # what an archivist wrote on one of the three stands on all


def _numbered(at: OnCase, pieces: Pieces) -> list[Numbered]:
    by_id = {each.piece.id: each for each in pieces.sheaves}
    order = ordered([each.piece for each in pieces.sheaves], is_mediation=at.case.kind == _MEDIATION)
    found, page = list[Numbered](), 0
    for each in order:
        pages = pages_in(by_id[each.id].file)
        found.append(Numbered(by_id[each.id], page + 1, page + pages))
        page += pages
    return found


def _last(at: OnCase, pieces: Pieces) -> datetime:
    """The instant of the last thing in it: nothing in it says when it was made."""
    papers_in_it = [each.at for each in pieces.every]
    ended = [at.case.closed_at] if at.case.closed_at else []
    return max([at.case.opened_at, *papers_in_it, *ended])


async def _parties(connection: AsyncConnection, at: OnCase) -> list[str]:
    loaded = await papers.load(at.sight.records, at.case.procedure)
    procedure = at.office.procedures[at.case.kind]
    parties = procedure.view(starting.file_of(procedure, loaded.entries, loaded.edition).state).parties
    known = Known(await corrections(connection, at.case.matter))
    names = {each.ref: known.name(each.ref) for each in parties}
    texts = await opened(connection, at.office, lens_of(at), names.values())
    said = [(say("party-role", each.role, _ZH), texts.get(names[each.ref])) for each in parties]
    return [f"{role}：{name}" for role, name in said if name]


def _retention(at: OnCase) -> str:
    """As the county's schedule has it; where nobody has settled it, it is left to be written in."""
    try:
        schedule = schedule_in_force(at.case.procedure.split("/")[1], legal_day(at.case.opened_at))
    except LookupError:
        return ""
    row = next((each for each in schedule.rows if each.kind == at.case.kind), None)
    if row is None or not row.is_settled:
        return ""
    if row.years is None or row.disposal is Disposal.ARCHIVE:
        return _told("for-ever")
    return _told("years", years=str(row.years))


def _rows(numbered: list[Numbered], apart: tuple[Apart, ...]) -> tuple[tuple[str, ...], ...]:
    head = tuple(_told(each) for each in COLUMNS)
    rows = []
    for each in numbered:
        pages = str(each.first) if each.first == each.last else f"{each.first}—{each.last}"
        piece = each.sheaf.piece
        on = legal_day(piece.at).isoformat()
        rows.append((piece.title, each.sheaf.number, on, pages, each.sheaf.remark))
    rows += [(e.piece.title, "", legal_day(e.piece.at).isoformat(), "", _told("apart")) for e in apart]
    return (head, *((str(at), *row) for at, row in enumerate(rows, start=1)))


def _statement(at: OnCase, pieces: Pieces, ended_on: datetime) -> list[str]:
    is_mediation = at.case.kind == _MEDIATION
    said = [_told("in-the-order" if is_mediation else "as-they-came")]
    if at.case.closed_at is None:
        said.append(_told("not-ended", on=day_in_words(ended_on, _ZH)))
    if is_mediation and (places := lacking(pieces.every)):
        named = "、".join(say("archive-place", each, _ZH) for each in places)
        said.append(_told("lacking", places=named))
    if pieces.void:
        said.append(_told("void", count=str(pieces.void)))
    said += [_not_bound(each) for each in pieces.apart] or [_told("none-apart")]
    return [*said, _told("not-named")]


def _not_bound(each: Apart) -> str:
    why, digest = _told(each.why), f"SHA-256 {each.digest}" if each.digest else "—"
    return _told(
        "not-bound", title=each.piece.title, kind=each.kind, size=str(each.size), digest=digest, why=why
    )


def _back(ended_on: datetime, pages: int) -> Sheet:
    return Sheet(_told("back"), (Paragraph(_told("back-words", pages=str(pages))),), ended_on)


def _told(code: str, **words: str) -> str:
    return say("archive", code, _ZH).format(**words)
