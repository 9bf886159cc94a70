"""Papers that somebody drafts (拟写的文书): which there are, what they say, where they stand; and printed."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query, Response, status
from pydantic import Field as Described

from api import examples
from api.case import read_case
from api.drafting import (
    AtCase,
    AtPaper,
    OnPaper,
    data_of,
    doings,
    field_shown,
    line_of,
    preview_of,
    references,
    seat_that,
    sheet_for,
    step_shown,
    template_for,
    with_autographs,
)
from api.file_pieces import lens_of
from api.forms import Code
from api.identity import Whoever
from api.known_to_the_case import known_fields, named_openly
from api.listing import Limit, PageCursor
from api.looking import matter_texts, note_reading, opened
from api.measure import WITHIN_MEASURE
from api.paper_copies import People, may_make_copies, people_of
from api.paper_forms import ClauseShown, FormShown, NewPaper, PaperLine, PaperShown, SealLine, SealRegister
from api.printing import FILE, Wanted, clauses_of, printed, templates_of
from api.problems import Problem, malformed, unseen
from api.requests import IdempotencyKey, digest_of
from api.saying import Words
from api.sight import InSight
from records import paper_drafts
from records.journal import AnotherBody
from records.pages import BadCursor
from records.paper_drafts import Asked, Paper
from rules.auditing import Looked
from rules.instants import legal_day
from rules.paper.clauses import Clause
from rules.paper.filling import Filled, missing
from rules.paper.form import Field, Form, Known
from rules.paper.signing import Standing, Step, check_opening, standing_of
from rules.paper.table import FORMS

router = APIRouter(tags=["文书 documents"])

_AGREEMENT = "D-23"
PAPERS = "/cases/{kind}/{number}/{n}/drafted"


class WantedPaper(Wanted):
    """``for``: whose copy, a party by reference or ``third-party``; what lies in the file, where none is
    named."""

    for_: str | None = Described(None, alias="for", max_length=80)


Year = Annotated[int, Query(ge=2000, le=2199)]


@router.get("/paper-forms", operation_id="list_paper_forms", summary="文书目录 The catalogue of documents")
async def list_paper_forms(_: Whoever) -> list[FormShown]:
    """All thirty-seven; of those that a procedure issues by itself there is no part to draft."""
    return [_form_shown(each) for each in FORMS.values()]


@router.get("/seal-register", operation_id="read_seal_register", summary="用印登记簿 The seal register")
async def read_seal_register(
    sight: InSight, unit: Code, year: Year, cursor: PageCursor = None, limit: Limit = 50
) -> SealRegister:
    """Of one unit in one year, of the cases that one sees, by kind and number; void numbers stand with the
    others."""
    try:
        async with sight.records.connect() as connection:
            page = await paper_drafts.sealed_in(connection, unit, year, cursor, limit)
    except BadCursor:
        raise malformed(("query.cursor", "cursor")) from None
    units = {each.unit: each.name for each in sight.units.values()}
    return SealRegister(items=[_seal_line(each, units) for each in page.lines], next=page.next)


@router.get(PAPERS, operation_id="list_papers", summary="拟写的文书 Papers of a case")
async def list_papers(at: AtCase) -> list[PaperLine]:
    """Those that people drafted, as they were opened."""
    async with at.sight.records.connect() as connection:
        found = await paper_drafts.papers_of(connection, at.case.procedure)
    return [line_of(at, paper, standing) for paper, standing in found]


@router.post(
    PAPERS, status_code=status.HTTP_201_CREATED, operation_id="open_paper", summary="拟写 Draft a paper"
)
async def open_paper(
    body: Annotated[NewPaper, Body(openapi_examples=examples.PAPER)], at: AtCase, key: IdempotencyKey
) -> PaperLine:
    """A paper that says nothing yet. 409 where the procedure issues that document by an act of its own."""
    form, part = FORMS.get(body.form), body.part or ""
    if form is None or part not in form.part_codes:
        raise malformed(("body.form" if form is None else "body.part", "unknown"))
    sealed = at.office.is_sealed
    seat = seat_that(at.person, lambda each: check_opening(form, part, each, is_sealed_store=sealed))
    if form.id not in at.papers.templates:
        raise unseen()
    digest = digest_of(at.office, at.person, f"{at.case.procedure}/drafted", body)
    paper = Paper(
        UUID(key), at.case.procedure, at.case.matter, form.id, part, seat.unit, at.person.ref, at.person.at
    )
    try:
        stands = await paper_drafts.open_paper(
            at.office.records, Asked(key, digest, seat, at.person.at), paper
        )
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    return line_of(at, stands, Standing())


@router.get(
    PAPERS + "/{id}", operation_id="read_paper", dependencies=[WITHIN_MEASURE], summary="一份文书 One paper"
)
async def read_paper(at: AtPaper) -> PaperShown:
    """What it says, what is still missing, and how it will look. Before anything is written, with what the
    case knows already."""
    known: Mapping[str, Filled] = {}
    paper = at.paper
    async with at.sight.records.begin() as connection:
        entries = await paper_drafts.entries_of(connection, paper.id)
        standing = standing_of(entries)
        texts = await opened(connection, at.office, at.lens, references(entries))
        is_new = standing.fields is None
        openly = lens_of(at)  # what is written here is read by others: who is not named to them, is not here
        about = await matter_texts(connection, at.office, openly, paper.matter) if is_new else {}
        template = await template_for(connection, at, paper, standing)
        people = await people_of(connection, at) if may_make_copies(at) else People({})
        await note_reading(connection, at.person, paper.matter, Looked.DOCUMENT)
    fields = FORMS[paper.kind].of(paper.part)
    if is_new:
        kind, _, number, n = paper.procedure.split("/")
        whole = await read_case(at.office, at.person, at.sight, kind, number, int(n), Response())
        async with at.sight.records.connect() as connection:
            whole = await named_openly(connection, at.office, openly, whole)
        known = known_fields(fields, whole, about, at.units, at.person.at, await _agreed(at, fields))
    data = data_of(paper, standing, texts)
    stands = dict.fromkeys(standing.fields or (), "·")  # whether they read it or not
    able, not_now = doings(at, standing, stands)
    lacking = {each.code for each in missing(paper.kind, stands, paper.part)}
    shown = [field_shown(each, data.get(each.code), known.get(each.code)) for each in fields]
    return PaperShown(
        paper=line_of(at, paper, standing),
        fields=shown,
        missing=[each for each in shown if each.code in lacking],
        preview=preview_of(
            with_autographs(sheet_for(at, paper, standing, data or known, template), standing, texts)
        ),
        steps=[step_shown(each, texts) for each in entries],
        may=able,
        not_now=not_now,
        clauses=[_clause_shown(each) for each in _clauses(at)] if Step.WRITE in able else [],
        is_signed=bool(FORMS[paper.kind].signed_by),
        copies=people.copies(FORMS[paper.kind]) if may_make_copies(at) else [],
    )


@router.get(
    PAPERS + "/{id}/printed",
    operation_id="print_paper",
    dependencies=[WITHIN_MEASURE],
    response_class=Response,
    responses=FILE,
    summary="打印文书 Print a paper",
)
async def print_paper(at: AtPaper, wanted: Annotated[WantedPaper, Query()]) -> Response:
    """By the wording it was issued by: the same to the byte whenever it is printed. A draft says that it is
    one. In the copy of somebody nobody else's particulars stand; whoever does not know these makes none."""
    copy = wanted.for_
    paper = at.paper
    async with at.sight.records.begin() as connection:
        entries = await paper_drafts.entries_of(connection, paper.id)
        standing = standing_of(entries)
        texts = await opened(connection, at.office, at.lens, references(entries))
        template = await template_for(connection, at, paper, standing)
        await note_reading(connection, at.person, paper.matter, Looked.DOCUMENT)
        people = await people_of(connection, at) if copy else None
    data = data_of(paper, standing, texts)
    if people is not None and copy is not None:
        data = people.copy(FORMS[paper.kind], paper.part, data, copy)
        texts = people.in_copy(texts, copy)
    sheet = sheet_for(at, paper, standing, data, template, wanted.language)
    sheet = with_autographs(sheet, standing, texts, wanted.language)
    return await printed(at.office.press, sheet, wanted.printed_as, f"{paper.kind}-{paper.matter}")


async def _agreed(at: OnPaper, fields: tuple[Field, ...]) -> dict[Known, str]:
    """Of the agreement that was issued last in this case, its number, its day and since when it is in effect;
    of none, nothing. Asked only for what needs it."""
    if not any(each.known is Known.AGREEMENT for each in fields):
        return {}
    async with at.sight.records.begin() as connection:
        papers = await paper_drafts.papers_of(connection, at.case.procedure)
        issued = [
            each for each in papers if each[0].kind == _AGREEMENT and each[1].issued_at and not each[1].void
        ]
        if not issued:
            return {}
        paper, standing = max(issued, key=lambda each: each[1].number or (0, 0))
        since = (standing.fields or {}).get("effective_on", "")
        texts = await opened(connection, at.office, at.lens, [since] if since else [])
        await note_reading(connection, at.person, paper.matter, Looked.DOCUMENT)
    assert standing.issued_at
    told = {
        Known.AGREEMENT: at.number_of(paper, standing),
        Known.AGREED: legal_day(standing.issued_at).isoformat(),
        Known.EFFECTIVE: texts.get(since),
    }
    return {known: said for known, said in told.items() if said}


def _clauses(at: OnPaper) -> list[Clause]:
    county = at.case.procedure.split("/")[1]
    return [each for each in clauses_of(county) if each.document == at.paper.kind]


def _clause_shown(clause: Clause) -> ClauseShown:
    title = Words(zh=clause.zh, en=clause.en)
    return ClauseShown(code=clause.code, title=title, says=dict(clause.says), asks=list(clause.asks))


def _form_shown(form: Form) -> FormShown:
    return FormShown(
        id=form.id,
        title=Words(zh=form.zh, en=form.en),
        issuer=form.issuer,
        addressee=form.addressee,
        bases=[Words(zh=each.cite("zh"), en=each.cite("en")) for each in form.basis],
        is_official=form.is_official,
        hands=list(form.hands),
        parts=[
            (part, Words(zh=form.title("zh", part), en=form.title("en", part)))
            for part in form.part_codes
            if form.is_drafted(part) and not form.is_sealed_store
        ],
    )


def _seal_line(line: paper_drafts.Sealed, units: Mapping[str, str]) -> SealLine:
    paper, form = line.paper, FORMS[line.paper.kind]
    papers = templates_of(paper.procedure.split("/")[1])
    name = units.get(paper.unit, paper.unit)
    return SealLine(
        id=paper.id,
        case=paper.procedure,
        title=Words(zh=form.title("zh", paper.part), en=form.title("en", paper.part)),
        unit=paper.unit,
        document_number=line.document_number
        or papers.number(paper.kind, paper.unit, name, line.year, line.number),
        sealed_by=line.sealed_by,
        sealed_as=line.sealed_as,
        sealed_at=line.sealed_at,
        is_void=line.is_void,
    )
