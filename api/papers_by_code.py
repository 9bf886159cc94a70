"""Papers and pictures that whoever holds the tracking code adds (凭查询码补充材料), and reads again.

What others have added, no code tells: it may be of others.
"""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from api.added_papers import BODY, GIVEN, AddedPaperShown, county_of, given, listed, shown_as
from api.bounded import check_rate
from api.codes import Held, TheHeld
from api.identity import Person
from api.lens import OF_WORDS
from api.looking import Texts, note_looks, opened
from api.office import Office, TheOffice
from api.problems import refused, unseen
from api.requests import IdempotencyKey
from api.uploading import Adding, Titled, taken_in, title_of
from proof.looks import Look
from records import added_papers, reading
from records.reading import CaseLine
from records.visible import EVERYTHING
from rules.auditing import Looked
from rules.authority.relations import seat_of
from rules.refusals import Reason
from rules.tracking import PERSON, UNTOLD, holder

router = APIRouter(tags=["补充材料 added papers"])


@router.get(
    "/public/status/papers",
    operation_id="list_papers_by_code",
    summary="凭查询码查看本人补充的材料 What was added by tracking code",
)
async def list_papers_by_code(held: TheHeld, office: TheOffice) -> list[AddedPaperShown]:
    """What was added with this very code, and nothing that anybody else has added."""
    if held.number is None:
        return []
    lines = await _told(held)
    async with held.records.begin() as connection:
        papers = await added_papers.papers_of(connection, [each.procedure for each in lines])
        own = [each for each in papers if each.person == PERSON]
        texts: Texts = {}
        if own:
            texts = await opened(connection, office, OF_WORDS, [str(each.title) for each in own])
            await note_looks(connection, [await _look_by_code(office, held, lines[0])])
    return listed(own, texts)


@router.post(
    "/public/status/papers",
    operation_id="add_paper_by_code",
    status_code=201,
    summary="凭查询码补充材料 Add a paper by tracking code",
    openapi_extra=BODY,
)
async def add_paper_by_code(
    held: TheHeld, request: Request, office: TheOffice, key: IdempotencyKey, written: Titled = None
) -> AddedPaperShown:
    """To what was opened last about the matter. Asked too often: 429."""
    await check_rate(office, request, "papers-by-code")
    nobody = Person(PERSON, (), await office.clock())
    lines = await _told(held) if held.number else []
    if not lines or held.number is None:  # nothing more is told of it
        raise refused(Reason.NOT_AT_THIS_STAGE.code)
    title = title_of(written)
    line = max(lines, key=lambda each: (each.closed_at is None, each.opened_at, each.procedure))
    adding = Adding(
        procedure=line.procedure,
        matter=held.number,
        county=county_of(line),
        by=nobody,
        seat=seat_of(holder(county_of(line))),
        route=f"public/status/{held.code}/papers",
        title=title,
        command=key,
    )
    return shown_as(await taken_in(office, request, adding), title)


@router.get(
    "/public/status/papers/{id}",
    operation_id="read_paper_by_code",
    summary="凭查询码下载本人补充的材料 One paper that was added by tracking code",
    response_class=Response,
    responses=GIVEN,
)
async def read_paper_by_code(held: TheHeld, office: TheOffice, id: UUID) -> Response:
    """What was added with this very code."""
    for line in await _told(held) if held.number else []:
        async with held.records.connect() as connection:
            paper = await added_papers.one(connection, line.procedure, id)
        if paper is not None and paper.person == PERSON:
            look = await _look_by_code(office, held, line)
            return await given(office, held.records, OF_WORDS, line.procedure, id, look)
    raise unseen()


async def _told(held: Held) -> list[CaseLine]:
    """The cases about the matter of which its code tells anything."""
    assert held.number
    every = await reading.cases_of(held.records, EVERYTHING, held.number)
    return [each for each in every if each.kind not in UNTOLD and not each.is_private]


async def _look_by_code(office: Office, held: Held, line: CaseLine) -> Look:
    return Look(await office.clock(), PERSON, seat_of(holder(county_of(line))), held.number, Looked.STATUS)
