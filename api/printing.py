"""Documents on paper (打印): as .docx or PDF, in the words and under the masks in which they are read."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field

from api.documents import DocumentLine, read_document
from api.identity import Whoever
from api.looking import Episode, Number, case_seen
from api.measure import WITHIN_MEASURE
from api.office import TheOffice
from api.problems import come_back, unseen
from api.saying import both
from api.sight import InSight
from counties.papers import papers_folder, papers_folders
from paper.clauses import clauses_in
from paper.fonts import NoChineseFont
from paper.issued import at
from paper.press import Press
from paper.sheet import Sheet
from paper.templates import Issue, Papers, papers_in, sheet_in_words
from rules.instants import legal_day
from rules.paper.clauses import Clause
from rules.paper.form import Form
from rules.paper.table import FORMS

router = APIRouter(tags=["文书 documents"])


class PrintedAs(StrEnum):
    """What it is printed as."""

    DOCX = "docx"
    PDF = "pdf"


class Language(StrEnum):
    """In which of the two."""

    ZH = "zh"
    EN = "en"


class Wanted(BaseModel):
    """``as``: which file; ``copy``: whose copy, of the addressees in their order, from 0."""

    printed_as: PrintedAs = Field(PrintedAs.DOCX, alias="as")
    language: Language = Language.ZH
    copy_no: int = Field(0, alias="copy", ge=0, le=999)


_PRINTS: dict[PrintedAs, tuple[Callable[[Press, Sheet], bytes], str]] = {
    PrintedAs.DOCX: (Press.docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    PrintedAs.PDF: (Press.pdf, "application/pdf"),
}
FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "文件 the file",
        "content": {
            media: {"schema": {"type": "string", "format": "binary"}, "example": "%PDF-1.7 …"}
            for _, media in _PRINTS.values()
        },
    }
}


@dataclass(frozen=True)
class _Plain:
    """What goes out and is none of the catalogue: a message, an answer to a suggestion."""

    kind: str
    is_official: bool = False

    def title(self, language: str, part: str = "") -> str:  # noqa: ARG002  as a form has it
        return getattr(both("document", self.kind), language)  # type: ignore[no-any-return]


def titled(kind: str) -> Form | _Plain:
    """The form of a kind, or its title alone."""
    return FORMS.get(kind) or _Plain(kind)


def templates_of(county: str) -> Papers:
    """The templates of a county; none, where it has none. Raises BrokenTemplate."""
    folder = papers_folder(county)
    return papers_in(folder) if folder else Papers({}, {})


def clauses_of(county: str) -> tuple[Clause, ...]:
    """The clauses of a county; none, where it has none. Raises BrokenTemplate."""
    folder = papers_folder(county)
    return clauses_in(folder) if folder else ()


def read_wordings() -> None:
    """Every county's templates, before anybody asks: with a broken one nothing starts. Raises
    BrokenTemplate."""
    for folder in papers_folders():
        papers_in(folder)
        clauses_in(folder)


def day_in_words(at: datetime, language: str) -> str:
    """The legal day of an instant, as it stands under a document."""
    day = legal_day(at)
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else f"{day.day} {day:%B %Y}"


async def printed(press: Press, sheet: Sheet, as_: PrintedAs, name: str) -> Response:
    """The file, as this house prints it. Raises Problem 503 where no Chinese can be printed."""
    prints, media = _PRINTS[as_]
    try:
        file = await asyncio.to_thread(prints, press, sheet)
    except NoChineseFont:
        raise come_back("no-chinese-font") from None
    headers = {"Content-Disposition": f'attachment; filename="{name}.{as_}"', "Cache-Control": "no-store"}
    return Response(file, media_type=media, headers=headers)


@router.get(
    "/cases/{kind}/{number}/{n}/documents/{id}/printed",
    operation_id="print_document",
    dependencies=[WITHIN_MEASURE],
    response_class=Response,
    responses=FILE,
    summary="打印文书 Print a document",
)
async def print_document(  # noqa: PLR0917  as every route of a case
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    kind: Annotated[str, Path(max_length=40)],
    number: Number,
    n: Episode,
    id: UUID,
    wanted: Annotated[Wanted, Query()],
) -> Response:
    """The copy of one addressee; the same to the byte whenever it is printed. 503 where this machine has no
    Chinese font and a PDF is asked for."""
    case = await case_seen(sight, kind, number, n)
    shown = await read_document(office, person, sight, kind, number, n, id)
    copy, language = wanted.copy_no, wanted.language
    if copy >= len(shown.copies):
        raise unseen()
    units = {unit.unit: unit.name for unit in sight.units.values()}
    papers = templates_of(case.procedure.split("/")[1])
    lines = getattr(shown.copies[copy], language)
    sheet = sheet_of_issued(shown.document, number, lines, shown.copies[copy].codes, papers, units, language)
    name = f"{shown.document.kind}-{number}-{shown.document.number}"
    return await printed(office.press, sheet, wanted.printed_as, name)


def sheet_of_issued(
    line: DocumentLine,
    matter: str,
    lines: list[str],
    codes: list[str],
    papers: Papers,
    units: Mapping[str, str],
    language: str,
) -> Sheet:
    """The sheet of what a procedure issued, in the paragraphs of one copy: as the county arranged that
    document on the day on which it was issued, else as they stand."""
    name = units.get(line.unit, line.unit)
    issue = Issue(
        at=line.issued_at,
        matter_number=matter,
        document_number=papers.number(line.kind, line.unit, name, line.year, line.number),
        issuer=name,
        on=day_in_words(line.issued_at, language),
    )
    template = papers.templates.get(line.kind)
    arranged = at(template.arranged, legal_day(line.issued_at)) if template else None
    return sheet_in_words(titled(line.kind), "", lines, issue, language, codes=codes, arranged=arranged)
