"""Likely repeats and the same matter (疑似重复件、同一事项), each with what speaks for it. A person decides.

A matter is found by its words. Names only add to what words have found: nobody is looked up by them, and no
list of anybody's matters exists.
"""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Body
from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy.ext.asyncio import AsyncConnection

from api import examples
from api.forms import Code, Form, Text, writable
from api.identity import Person, Whoever
from api.listing import CaseShown, shown
from api.looking import Number, look_at, look_for, note_looks
from api.measure import WITHIN_MEASURE
from api.office import Office, TheOffice
from api.problems import unseen
from api.saying import Words, both
from api.sight import InSight, Sight
from proof.looks import Look
from records import likenesses, reading
from records.likenesses import Told
from records.reading import CaseFilter, MatterLine, SortBy, cases_listed
from rules.auditing import Looked
from suggesting import same_matter
from suggesting.same_matter import Likeness, Matter

router = APIRouter(tags=["事项 matters"])

_CASES = 200  # of the few matters that are shown
_NEW = ""  # the number of a matter that has none yet
Names = Annotated[
    frozenset[Annotated[Text, StringConstraints(max_length=200)]],
    Field(max_length=20, description="姓名或者名称 names of people or bodies"),
]


class Described(Form):
    """What somebody brings, before it is registered. It is compared and not kept."""

    title: Annotated[Text, StringConstraints(max_length=500)]
    body: Annotated[str, StringConstraints(max_length=20_000), writable] = ""
    people: Names = frozenset()
    counterparties: Names = frozenset()
    unit: Code | None = None


class ReasonShown(BaseModel):
    """One thing that speaks for it; ``said``: the words, names or units that are in both."""

    code: str
    words: Words
    said: list[str]


class LikenessShown(BaseModel):
    """A matter that may be the same, and why. No number says how likely: somebody reads both."""

    matter: MatterLine
    cases: list[CaseShown] = Field(description="what became of it, as far as this person sees it")
    reasons: list[ReasonShown]


@router.post(
    "/matters/likenesses",
    operation_id="find_likenesses",
    summary="登记前查重 What may be the same, before it is registered",
)
async def find_likenesses(
    body: Annotated[Described, Body(openapi_examples=examples.DESCRIBED)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
) -> list[LikenessShown]:
    """At most five matters, the likest first, of those whose words this person may read. Nothing is kept of
    what was sent; that somebody looked is."""
    told = Told(
        number=_NEW,
        title=body.title,
        body=body.body,
        people=body.people,
        counterparties=body.counterparties,
        unit=body.unit,
    )
    async with sight.found_in.begin() as connection:
        look = look_for(office, person, Looked.LIKENESSES, f"{body.title}\n{body.body}")
        return await _likenesses(connection, office, person, sight, look, told)


@router.get(
    "/matters/{number}/likenesses",
    operation_id="read_likenesses",
    dependencies=[WITHIN_MEASURE],
    summary="疑似重复件 What may be the same matter",
)
async def read_likenesses(
    office: TheOffice, person: Whoever, sight: InSight, number: Number
) -> list[LikenessShown]:
    """At most five matters, the likest first, of those whose words this person may read."""
    for visible in (sight.files, sight.words):
        if await reading.matter(sight.records, visible, number) is None:
            raise unseen()
    async with sight.found_in.begin() as connection:
        told = await likenesses.told(connection, office.keeper, [number])
        look = look_at(person, number, Looked.LIKENESSES)
        return await _likenesses(connection, office, person, sight, look, *told)


async def _likenesses(
    connection: AsyncConnection, office: Office, person: Person, sight: Sight, look: Look, *told: Told
) -> list[LikenessShown]:
    """What is like the one that is told of; nothing, if it was erased. That it was looked for is noted, and
    whose words are shown was read."""
    for new in told:
        matter = _compared(new, sight)
        pairs = await asyncio.to_thread(same_matter.rarest, matter)
        numbers = await likenesses.nearest(connection, office.keeper, pairs, sight.words, but=new.number)
        others = await likenesses.told(connection, office.keeper, numbers)
        found = await asyncio.to_thread(
            same_matter.likest, matter, [_compared(other, sight) for other in others]
        )
        read = [look_at(person, each.number, Looked.LIKENESS) for each in found]
        await note_looks(connection, [look, *read])
        return await _shown(person, sight, found)
    await note_looks(connection, [look])
    return []


def _compared(told: Told, sight: Sight) -> Matter:
    """A place says something only below the county."""
    place = told.unit if told.unit and sight.parents.get(told.unit) else None
    return Matter(told.number, told.title, told.body, told.people, told.counterparties, place)


async def _shown(person: Person, sight: Sight, found: list[Likeness]) -> list[LikenessShown]:
    numbers = frozenset(each.number for each in found)
    listed = await cases_listed(
        sight.records, sight.cases, CaseFilter(matters=numbers), (SortBy.OPENED, False), limit=_CASES
    )
    page = await reading.matters_listed(sight.records, sight.words, numbers=numbers, limit=len(found) or 1)
    lines = {line.number: line for line in page.lines}
    return [
        LikenessShown(
            matter=lines[each.number],
            cases=[shown(line, person.at) for line in listed.lines if line.matter == each.number],
            reasons=[
                ReasonShown(code=reason.code, words=both("likeness", reason.code), said=list(reason.words))
                for reason in each.reasons
            ],
        )
        for each in found
        if each.number in lines
    ]
