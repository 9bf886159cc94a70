"""Seeing what is masked (查看遮盖的信息): asked for with a reason, agreed to by a second person, reviewed.

What is asked for here is on record at once, and whoever it is about can be told of it.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Response, status
from pydantic import BaseModel, StringConstraints

from api import examples, policy
from api.forms import Code, Form, Text
from api.identity import Person, Whoever
from api.lens import OF_WORDS, Lens, lens_on
from api.looking import Number, opened
from api.office import Office, TheOffice
from api.problems import Problem, not_your_seat, refusal, refused, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.saying import Words, both
from api.sight import InSight, Sight
from records import reading, unmasking
from records.content import MatterErased
from records.journal import AnotherBody
from records.unmasking import Asked, By, NotAsked
from records.visible import EVERYTHING
from rules.authority.confidentiality import Confidentiality
from rules.authority.deciding import NOTHING
from rules.authority.relations import seat_of
from rules.authority.unmasking import Finding, Way, check_may_agree, check_may_ask, check_may_review
from rules.procedure import Officer
from rules.refusals import Reason, Refused

router = APIRouter(tags=["权限 authority"])

_REASON = "unmask-reason"
_Reason = Annotated[Text, StringConstraints(max_length=2_000)]


class Shown(StrEnum):
    """Which classes can be asked for."""

    CONTACT = "contact"
    REPORTER = "reporter"
    MINOR = "minor"
    PRIVATE = "private"
    SENSITIVE = "sensitive"


class Marked(StrEnum):
    """What a matter can be marked as."""

    MINOR = "minor"
    PRIVATE = "private"
    SENSITIVE = "sensitive"


class NewUnmasking(Form):
    """What this person wants to see in clear, and why."""

    confidentiality: Shown
    reason: _Reason


class NewEmergency(Form):
    """Which matter, and what has happened."""

    number: Annotated[Code, StringConstraints(max_length=60)]
    reason: _Reason


class NewMark(Form):
    """What the matter is besides."""

    confidentiality: Marked


class NewReview(Form):
    """What whoever supervises finds."""

    finding: Finding


class UnmaskingShown(BaseModel):
    """``until``: as long as it is shown; null while a second person has not agreed. ``reason``: in the words
    of whoever asked, for those who read the words of the matter."""

    id: UUID
    matter: str
    way: Way
    words: Words
    confidentiality: Confidentiality
    confidentiality_words: Words
    person: str
    seat: str
    asked_at: datetime
    reason: str | None
    agreed_by: str | None
    agreed_at: datetime | None
    until: datetime | None
    reviewed_by: str | None
    finding: Finding | None


class MarkShown(BaseModel):
    """``is_new`` is false where it was marked so already; ``stands``, whether it is marked now."""

    matter: str
    confidentiality: Marked
    words: Words
    stands: bool
    is_new: bool


class Which(StrEnum):
    """``mine``: what I asked for; ``to-agree``: what waits for a second person; ``to-review``: emergencies
    that nobody has looked at."""

    MINE = "mine"
    TO_AGREE = "to-agree"
    TO_REVIEW = "to-review"


@router.post(
    "/matters/{number}/unmaskings",
    status_code=status.HTTP_201_CREATED,
    operation_id="unmask",
    summary="说明理由查看 See what is masked, for a reason",
)
async def unmask(
    body: Annotated[NewUnmasking, Body(openapi_examples=examples.UNMASKING)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    number: Number,
    key: IdempotencyKey,
) -> UnmaskingShown:
    """Shown for an hour. A hidden identity (``reporter``) only once a second person has agreed."""
    if earlier := await _earlier(office, sight, person, key, number):
        return earlier
    wanted = Confidentiality(body.confidentiality)
    way = Way.TWO_PERSON if wanted is Confidentiality.REPORTER else Way.REASON
    lens = await _lens(sight, person, number)
    seat = _first(person, lambda each: check_may_ask(each, way, wanted, lens.clearance))
    digest = digest_of(office, person, f"matters/{number}/unmaskings", body)
    return await _ask(office, person, seat, (number, way, wanted), Envelope(key, digest), body.reason)


@router.post(
    "/emergency-looks",
    status_code=status.HTTP_201_CREATED,
    operation_id="look_in_an_emergency",
    summary="紧急查看 Look in an emergency",
)
async def look_in_an_emergency(
    body: Annotated[NewEmergency, Body(openapi_examples=examples.EMERGENCY)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
) -> UnmaskingShown:
    """A matter that this person does not see, for four hours. Whoever supervises looks at each again."""
    if earlier := await _earlier(office, sight, person, key, body.number):
        return earlier
    wanted = Confidentiality.WORDS
    seen = await reading.matter(sight.records, sight.cases, body.number)
    clearance = (await lens_on(sight, person, body.number)).clearance if seen else NOTHING
    seat = _first(person, lambda each: check_may_ask(each, Way.EMERGENCY, wanted, clearance))
    if await reading.matter(office.records, EVERYTHING, body.number) is None:
        raise unseen()
    envelope = Envelope(key, digest_of(office, person, "emergency-looks", body))
    return await _ask(office, person, seat, (body.number, Way.EMERGENCY, wanted), envelope, body.reason)


@router.get("/unmaskings/{which}", operation_id="list_unmaskings", summary="查看申请 What was asked for")
async def list_unmaskings(
    office: TheOffice, person: Whoever, sight: InSight, which: Which
) -> list[UnmaskingShown]:
    """The oldest first; of matters this person sees."""
    conditions = {
        Which.MINE: unmasking.of_person(person.ref),
        Which.TO_AGREE: unmasking.to_be_agreed(),
        Which.TO_REVIEW: unmasking.to_be_reviewed(),
    }
    able = {Which.TO_AGREE: policy.may_agree_to_reveal, Which.TO_REVIEW: policy.may_look_at_lateness}
    if which in able and not any(able[which](seat) for seat in person.seats):
        raise not_your_seat()
    found = await unmasking.listed(sight.records, conditions[which])
    return [await _shown(office, sight, each) for each in found]


@router.post("/unmaskings/{id}/agree", operation_id="agree_to_unmasking", summary="同意查看 Agree")
async def agree_to_unmasking(
    office: TheOffice, person: Whoever, sight: InSight, id: UUID, key: IdempotencyKey
) -> UnmaskingShown:
    """By a second person who may. From now on it is shown for an hour to whoever asked."""
    asked = await _one(sight, id)
    if asked.unmasking.agreed_by == person.ref:
        return await _shown(office, sight, asked)
    seat = _first(person, lambda each: check_may_agree(asked.unmasking, each, person.at))
    return await _done(office, sight, unmasking.agree(office.records, _by(key, person, seat), asked))


@router.post("/unmaskings/{id}/review", operation_id="review_emergency_look", summary="复核紧急查看 Review")
async def review_emergency_look(
    body: Annotated[NewReview, Body(openapi_examples=examples.REVIEW_OF_A_LOOK)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    id: UUID,
    key: IdempotencyKey,
) -> UnmaskingShown:
    """Whether there was reason to. Once, by whoever supervises, and never by who looked."""
    asked = await _one(sight, id)
    if asked.unmasking.reviewed_by == person.ref and asked.finding is body.finding:
        return await _shown(office, sight, asked)
    seat = _first(person, lambda each: check_may_review(asked.unmasking, each))
    by = _by(key, person, seat)
    return await _done(office, sight, unmasking.review(office.records, by, asked, body.finding))


@router.post(
    "/matters/{number}/marks",
    status_code=status.HTTP_201_CREATED,
    operation_id="mark_matter",
    summary="标明保密类别 Mark a matter",
)
async def mark_matter(
    body: Annotated[NewMark, Body(openapi_examples=examples.MARK)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    number: Number,
    key: IdempotencyKey,
    response: Response,
) -> MarkShown:
    """From now on every text of it is read only by whoever reads that class."""
    by = _by(key, person, await _marks(sight, person, number))
    is_new = await unmasking.mark(office.records, by, number, Confidentiality(body.confidentiality))
    if not is_new:
        response.status_code = status.HTTP_200_OK
    return _mark(number, body.confidentiality, stands=True, is_new=is_new)


@router.delete("/matters/{number}/marks/{mark}", operation_id="unmark_matter", summary="撤销标明 Undo a mark")
async def unmark_matter(
    office: TheOffice, person: Whoever, sight: InSight, number: Number, mark: Marked, key: IdempotencyKey
) -> MarkShown:
    """The mark stays on record, with who undid it. 404 where none stands."""
    by = _by(key, person, await _marks(sight, person, number))
    if not await unmasking.unmark(office.records, by, number, Confidentiality(mark)):
        raise unseen()
    return _mark(number, mark, stands=False, is_new=True)


async def _lens(sight: Sight, person: Person, number: str) -> Lens:
    """Raises Problem 404 where the matter is not seen."""
    if await reading.matter(sight.records, sight.files, number) is None:
        raise unseen()
    return await lens_on(sight, person, number)


async def _marks(sight: Sight, person: Person, number: str) -> Officer:
    """The seat that marks, of somebody who reads the words. Raises Problem 403, 404."""
    lens = await _lens(sight, person, number)
    seat = next((seat for seat in person.seats if policy.may_mark(seat)), None)
    if seat is None or not lens.reads_words:
        raise not_your_seat()
    return seat


def _first(person: Person, check: Callable[[Officer], None]) -> Officer:
    """The first seat that may. Raises Problem 409 with the reason nearest to a yes."""
    no = Refused(Reason.NOT_YOURS_TO_DO)
    for seat in person.seats:
        try:
            check(seat)
        except Refused as refusal_:
            no = refusal_ if refusal_.reason is not Reason.NOT_YOURS_TO_DO else no
        else:
            return seat
    raise refusal(no)


async def _ask(
    office: Office,
    person: Person,
    seat: Officer,
    what: tuple[str, Way, Confidentiality],
    envelope: Envelope,
    reason: str,
) -> UnmaskingShown:
    number, way, wanted = what
    envelope.put(_REASON, reason)
    by = _by(envelope.key, person, seat)
    try:
        asked = await unmasking.ask(
            office.records, office.keeper, by, number, (way, wanted), envelope.texts[0]
        )
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    except MatterErased:
        raise refused(Reason.NOT_AT_THIS_STAGE.code) from None
    return _told(asked, reason)


async def _earlier(
    office: Office, sight: Sight, person: Person, key: str, number: str
) -> UnmaskingShown | None:
    """What stands under this key already. Raises Problem 422 if that was another request."""
    asked = await unmasking.one(sight.records, UUID(key))
    if asked is None:
        return None
    if (asked.matter, asked.unmasking.person) != (number, person.ref):
        raise Problem(422, "key-reused")
    return await _shown(office, sight, asked)


async def _one(sight: Sight, id: UUID) -> Asked:
    asked = await unmasking.one(sight.records, id)
    if asked is None:
        raise unseen()
    return asked


async def _done(office: Office, sight: Sight, change: Awaitable[Asked]) -> UnmaskingShown:
    try:
        asked = await change
    except NotAsked:
        raise refused(Reason.REQUEST_OVER.code) from None
    return await _shown(office, sight, asked)


async def _shown(office: Office, sight: Sight, asked: Asked) -> UnmaskingShown:
    """With the reason, where the wall lets it through."""
    async with sight.records.connect() as connection:
        texts = await opened(connection, office, OF_WORDS, [asked.reason])
    return _told(asked, texts.get(asked.reason))


def _told(asked: Asked, reason: str | None) -> UnmaskingShown:
    its = asked.unmasking
    return UnmaskingShown(
        id=asked.id,
        matter=asked.matter,
        way=its.way,
        words=both("way", its.way),
        confidentiality=its.confidentiality,
        confidentiality_words=both("confidentiality", its.confidentiality),
        person=its.person,
        seat=asked.seat,
        asked_at=its.asked_at,
        reason=reason,
        agreed_by=its.agreed_by,
        agreed_at=asked.agreed_at,
        until=its.until,
        reviewed_by=its.reviewed_by,
        finding=asked.finding,
    )


def _mark(number: str, marked: Marked, *, stands: bool, is_new: bool) -> MarkShown:
    words = both("confidentiality", marked)
    return MarkShown(matter=number, confidentiality=marked, words=words, stands=stands, is_new=is_new)


def _by(key: str, person: Person, seat: Officer) -> By:
    return By(key, person.ref, seat_of(seat), person.at)
