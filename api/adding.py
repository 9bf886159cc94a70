"""What whoever holds a tracking code adds in their own words (补充陈述), and who reads it."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from pydantic import BaseModel, StringConstraints

from api import examples
from api.bounded import check_rate
from api.codes import TheHeld
from api.forms import Form, Text
from api.identity import Person, Whoever
from api.lens import lens_on
from api.looking import Number, note_reading, opened
from api.measure import WITHIN_MEASURE
from api.office import TheOffice
from api.problems import Problem, refused, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.sight import InSight
from records import added, reading
from records.added import Adding
from records.content import MatterErased
from records.journal import AnotherBody
from rules.auditing import Looked
from rules.journal import Receipt
from rules.refusals import Reason
from rules.tracking import PERSON

router = APIRouter(tags=["查询 status"])

_KIND = "words"  # of the sealed store: what a person says in their own words
_EXAMPLE: Any = {"words": {"value": examples.ADDED_WORDS}}


class MoreWords(Form):
    """What there is to add, in one's own words."""

    words: Annotated[Text, StringConstraints(max_length=20_000)]


class AddedShown(BaseModel):
    """``words`` is null of what was erased."""

    at: datetime
    words: str | None


@router.post(
    "/public/status/words",
    operation_id="add_words_by_code",
    summary="凭查询码补充陈述 Add words by tracking code",
)
async def add_words_by_code(
    held: TheHeld,
    body: Annotated[MoreWords, Body(openapi_examples=_EXAMPLE)],
    request: Request,
    office: TheOffice,
    key: IdempotencyKey,
) -> Receipt:
    """It is kept with the matter, for whoever may read its words. Never too late. Asked too often: 429."""
    await check_rate(office, request, "by-code")
    nobody = Person(PERSON, (), await office.clock())
    if held.number is None:  # nothing more is told of it
        raise refused(Reason.NOT_AT_THIS_STAGE.code)
    digest = digest_of(office, nobody, f"public/status/{held.code}/words", body)
    envelope = Envelope(key, digest)
    envelope.put(_KIND, body.words)
    adding = Adding(key, digest, held.number, nobody.at, envelope.texts[0])
    try:
        return await added.add(office.records, office.keeper, adding)
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    except MatterErased:
        raise refused(Reason.ALREADY_ERASED.code) from None


@router.get(
    "/matters/{number}/added-words",
    operation_id="read_added_words",
    summary="补充陈述 What was added later",
    dependencies=[WITHIN_MEASURE],
)
async def read_added_words(
    office: TheOffice, person: Whoever, sight: InSight, number: Number
) -> list[AddedShown]:
    """For whoever reads what the matter says. 404 for whoever does not."""
    for visible in (sight.files, sight.words):
        if await reading.matter(sight.records, visible, number) is None:
            raise unseen()
    lens = await lens_on(sight, person, number)
    async with sight.records.begin() as connection:
        found = await added.added_to(connection, number)
        texts = await opened(connection, office, lens, {each.words for each in found})
        await note_reading(connection, person, number, Looked.MATTER)
    return [AddedShown(at=each.at, words=texts[each.words]) for each in found if each.words in texts]
