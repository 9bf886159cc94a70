"""Papers and pictures added to a case (补充材料) by staff who read its words.

The body is the file; its title stands in a header. What it is, its content says.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncEngine

from api.giving_out import check_served, given_out
from api.identity import Whoever
from api.lens import Lens, lens_on
from api.looking import Episode, Number, Texts, case_seen, look_at, note_looks, note_reading, opened
from api.measure import WITHIN_MEASURE
from api.office import Office, TheOffice
from api.problems import not_your_seat, unseen
from api.requests import IdempotencyKey
from api.saying import Words, both
from api.sight import InSight
from api.uploading import OCTETS, Adding, Titled, taken_in, title_of
from proof.looks import Look
from records import added_papers
from records.added_papers import KEY, TITLE, AddedPaper
from records.content import NoSuchContent
from records.reading import CaseLine
from rules.added_papers import MEDIA
from rules.auditing import Looked
from rules.authority.confidentiality import Mask
from rules.authority.relations import seat_of
from rules.tracking import PERSON

router = APIRouter(tags=["补充材料 added papers"])

Kind = Annotated[str, Path(max_length=40)]
_EXAMPLE = "收据：今收到王甲修路款五百元。"
FILE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}, "example": _EXAMPLE}
BODY: dict[str, Any] = {"requestBody": {"required": True, "content": {OCTETS: FILE}}}
GIVEN: dict[int | str, dict[str, Any]] = {
    200: {"content": {media.partition(";")[0]: FILE for media, _ in MEDIA.values()}}
}


class AddedPaperShown(BaseModel):
    """A paper that was added. ``title`` is null for whoever may not read it and where it was erased; ``by``
    is null where whoever holds the tracking code added it. ``size`` in bytes."""

    id: UUID
    title: str | None
    kind: str
    kind_words: Words
    size: int
    added_at: datetime
    by: str | None
    scan: str
    scan_words: Words
    is_erased: bool


@router.get(
    "/cases/{kind}/{number}/{n}/papers",
    operation_id="list_added_papers",
    dependencies=[WITHIN_MEASURE],
    summary="补充材料 Papers added to a case",
)
async def list_added_papers(
    office: TheOffice, person: Whoever, sight: InSight, kind: Kind, number: Number, n: Episode
) -> list[AddedPaperShown]:
    """As they came. Titles for those who read the words of the case."""
    line = await case_seen(sight, kind, number, n)
    lens = await lens_on(sight, person, number, line.procedure)
    async with sight.records.begin() as connection:
        papers = await added_papers.papers_of(connection, [line.procedure])
        texts: Texts = {}
        if papers and lens.mask(TITLE) is Mask.CLEAR:
            texts = await opened(connection, office, lens, [str(each.title) for each in papers])
            await note_reading(connection, person, number, Looked.ADDED_PAPER)
    return listed(papers, texts)


@router.post(
    "/cases/{kind}/{number}/{n}/papers",
    operation_id="add_paper",
    status_code=201,
    summary="添加材料 Add a paper to a case",
    openapi_extra=BODY,
)
async def add_paper(
    *,
    office: TheOffice,
    request: Request,
    person: Whoever,
    sight: InSight,
    kind: Kind,
    number: Number,
    n: Episode,
    key: IdempotencyKey,
    written: Titled = None,
) -> AddedPaperShown:
    """Whoever reads the words of a case adds to it, as they report facts about it. The same key adds once."""
    line = await case_seen(sight, kind, number, n)
    lens = await lens_on(sight, person, number, line.procedure)
    if lens.mask(KEY) is not Mask.CLEAR:
        raise not_your_seat()
    title = title_of(written)
    adding = Adding(
        procedure=line.procedure,
        matter=number,
        county=county_of(line),
        by=person,
        seat=seat_of(person.seats[0]),
        route=f"cases/{line.procedure}/papers",
        title=title,
        command=key,
    )
    return shown_as(await taken_in(office, request, adding), title)


@router.get(
    "/cases/{kind}/{number}/{n}/papers/{id}",
    operation_id="read_added_paper",
    dependencies=[WITHIN_MEASURE],
    summary="下载材料 One paper",
    response_class=Response,
    responses=GIVEN,
)
async def read_added_paper(
    office: TheOffice, person: Whoever, sight: InSight, kind: Kind, number: Number, n: Episode, id: UUID
) -> Response:
    """The file, to be kept. That it was read is on record before any of it is given out."""
    line = await case_seen(sight, kind, number, n)
    lens = await lens_on(sight, person, number, line.procedure)
    if lens.mask(KEY) is not Mask.CLEAR:
        raise unseen()
    return await given(
        office, sight.records, lens, line.procedure, id, look_at(person, number, Looked.ADDED_PAPER)
    )


async def given(
    office: Office, records: AsyncEngine, lens: Lens, procedure: str, id: UUID, look: Look
) -> Response:
    """A paper of a case, for whoever reads it through this lens. Raises Problem. The key is
    opened and the look noted in one transaction; then the file is read."""
    async with records.begin() as connection:
        paper = await added_papers.one(connection, procedure, id)
        if paper is None:
            raise unseen()
        try:
            written = await added_papers.key_of(connection, office.keeper, paper)
        except NoSuchContent:  # behind the wall, there is none for this person
            raise unseen() from None
        key = check_served(paper, written)
        texts = await opened(connection, office, lens, [str(paper.title)])
        await note_looks(connection, [look])
    return await given_out(office, paper, key, texts.get(str(paper.title)) or "")


def listed(papers: Sequence[AddedPaper], texts: Texts) -> list[AddedPaperShown]:
    """Papers, with their titles where these are known."""
    return [
        shown_as(each, texts.get(str(each.title)), is_erased=texts.get(str(each.title), "") is None)
        for each in papers
    ]


def shown_as(paper: AddedPaper, title: str | None, *, is_erased: bool = False) -> AddedPaperShown:
    """A paper as it is told."""
    return AddedPaperShown(
        id=paper.id,
        title=title,
        kind=paper.kind,
        kind_words=both("file-kind", paper.kind),
        size=paper.size,
        added_at=paper.added_at,
        by=None if paper.person == PERSON else paper.seat,
        scan=paper.scan,
        scan_words=both("scan", paper.scan),
        is_erased=is_erased,
    )


def county_of(line: CaseLine) -> str:
    """Under whose policy a case is."""
    return line.procedure.split("/")[1]
