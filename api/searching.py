"""Finding matters: by number, by a party's name, by words in them. Nobody finds what they may not read."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, StringConstraints

from api.forms import writable
from api.identity import Whoever
from api.listing import CaseShown, shown
from api.looking import SEARCHED, note_look
from api.office import TheOffice
from api.saying import Words, both
from api.sight import InSight
from records.reading import CaseFilter, MatterLine, cases_listed, matters_listed
from records.search import Where, hits
from rules.auditing import Looked

router = APIRouter(tags=["查找 search"])


class FoundBy(StrEnum):
    """By what a matter was found."""

    NUMBER = "number"
    TITLE = "title"
    BODY = "body"
    NAME = "name"


_WHY = {"title": FoundBy.TITLE, "body": FoundBy.BODY}


class Found(BaseModel):
    """A matter that was found, with its cases. ``why``: in which of its texts, or by its number; the text
    itself is read in the matter, where it is noted who read it."""

    matter: MatterLine
    cases: list[CaseShown]
    why: FoundBy
    why_words: Words


class Hits(BaseModel):
    """Newest number first. ``before`` leads to the next page of what was found by words; null on the last."""

    items: list[Found]
    before: str | None


@router.get("/search", operation_id="search", summary="查找 Search")
async def find(
    *,
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    q: Annotated[
        str,
        Query(description="编号、姓名或者任何文字 a number, a name, any words"),
        StringConstraints(min_length=1, max_length=100, pattern=r"\S"),
        writable,
    ],
    kind: Annotated[
        str | None,
        Query(max_length=60, pattern=r"^[\w-]+$", description="有这种程序的 with a case of this kind"),
    ] = None,
    is_open: Annotated[bool | None, Query(description="有未结的 with an open case, or a closed one")] = None,
    before: Annotated[str | None, Query(max_length=60, pattern=r"^[\w-]+$")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Hits:
    """By how a number begins, among all this person sees; by names and words, where they may read them.

    That somebody looked is on record, with a keyed digest of what for.
    """
    async with sight.records.begin() as connection:
        await note_look(connection, office, person, Looked.SEARCH, q)
    where = Where(sight.cases, kind, is_open)
    beginning = q.strip().upper()
    page = await matters_listed(
        sight.records, sight.cases, beginning=beginning, only=where.condition(), limit=limit
    )
    why = {line.number: FoundBy.NUMBER for line in page.lines} if before is None else {}
    named = await hits(
        sight.found_in, office.keeper, q, SEARCHED, sight.words, limit=limit, before=before, where=where
    )
    why = {each.matter: _WHY.get(each.kind, FoundBy.NAME) for each in named} | why
    numbers = frozenset(why)
    lines = (await matters_listed(sight.records, sight.cases, numbers=numbers, limit=2 * limit)).lines
    cases = await cases_listed(sight.records, sight.cases, CaseFilter(matters=numbers), limit=200)
    its = {line.number: [case for case in cases.lines if case.matter == line.number] for line in lines}
    items = [
        Found(
            matter=line,
            cases=[shown(case, person.at) for case in its[line.number]],
            why=why[line.number],
            why_words=both("found-by", why[line.number]),
        )
        for line in lines
    ]
    return Hits(items=items, before=named[-1].matter if len(named) == limit else None)
