"""Notices (通知): what lies in one's list, what is to be printed or could not be sent; and how
whoever holds a code wants to be told."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Path, Query, Request
from pydantic import BaseModel, StringConstraints

from api import examples, policy
from api.bounded import check_rate
from api.codes import TheHeld
from api.documents import documents_shown
from api.forms import Form, writable
from api.identity import Person, Whoever
from api.looking import Episode, Number, case_seen
from api.office import Office, TheOffice
from api.printing import Language
from api.problems import malformed, not_your_seat, refused, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.saying import Words, both
from api.sight import InSight, Sight
from records import content, notices, reading
from records.content import MatterErased
from records.notices import NOTICE_ADDRESS, About, Notice
from rules.authority.relations import seat_of
from rules.notifying import Delivery, Way, Wish, fits
from rules.refusals import Reason
from rules.tracking import PERSON

router = APIRouter(tags=["通知 notices"])

_SOMEBODY = "party"  # of the case, as whom is not known


class NoticeShown(BaseModel):
    """A notice of a document in a case; what the document says, the case shows. ``title``: of the document;
    ``subject``: what a reminder reminds of; ``addressee_words``: as what whoever it is for is told, a seat of
    ``addressee_unit`` or somebody in the case, without their name; ``last_error``: why it could not be sent,
    by a code."""

    id: UUID
    matter: str
    procedure: str
    document: UUID
    addressee: str
    addressee_words: Words
    addressee_unit: str | None
    title: Words
    subject: Words | None
    way: str
    way_words: Words
    state: str
    state_words: Words
    since: datetime
    attempts: int
    last_error: str | None


class WishedWay(StrEnum):
    """How somebody may wish to be told."""

    SMS = Way.SMS.value
    EMAIL = Way.EMAIL.value
    NONE = Way.NONE.value


class NewWish(Form):
    """``address``: a telephone number for short messages, an address for e-mail; nothing for ``none``."""

    way: WishedWay
    address: (
        Annotated[
            str, StringConstraints(min_length=3, max_length=120, pattern=r"^[0-9+@A-Za-z._-]+$"), writable
        ]
        | None
    ) = None
    language: Language = Language.ZH


class Wished(BaseModel):
    """How whoever holds the code is told from now on. The address is not repeated."""

    way: str
    way_words: Words
    language: str


@router.get(
    "/notices", operation_id="list_notices", summary="通知和待寄书面 Notices, and what is to be posted"
)
async def list_notices(
    person: Whoever, sight: InSight, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> list[NoticeShown]:
    """Of one's own seats; and for those who register matters at a unit, its letters to print and what could
    not be sent. Without anybody's name."""
    seats = [seat_of(seat) for seat in person.seats]
    found = await notices.to_see_to(sight.records, seats, _units(person), limit)
    about = await notices.about(sight.records, found)
    return [_shown(each, about[each.id]) for each in found]


@router.get(
    "/cases/{kind}/{number}/{n}/notices",
    operation_id="list_notices_of_case",
    summary="案件的通知 What was told of a case, and what became of it",
)
async def list_notices_of_case(
    sight: InSight, kind: Annotated[str, Path(max_length=40)], number: Number, n: Episode
) -> list[NoticeShown]:
    """By which way whom was told of each paper that this person sees, and whether it went; without anybody's
    name or address. 404 for whoever does not read the file."""
    line = await case_seen(sight, kind, number, n)
    if await reading.matter(sight.records, sight.files, number) is None:
        raise unseen()
    told_of = {each.id for each in await documents_shown(sight, line.procedure)}
    found = await notices.of_case(sight.records, line.procedure)
    about = await notices.about(sight.records, found)
    return [_shown(each, about[each.id]) for each in found if each.document in told_of]


@router.post(
    "/notices/{id}/settle", operation_id="settle_notice", summary="已阅、已寄、已处理 Seen, posted, seen to"
)
async def settle_notice(
    office: TheOffice, person: Whoever, sight: InSight, id: UUID, _: IdempotencyKey
) -> NoticeShown:
    """By whoever has it in their list; 409 for what is still to be sent, or was. The first who did stands."""
    notice = await notices.one(sight.records, id)
    if notice is None:
        raise unseen()
    is_mine = notice.way == Way.IN_APP and notice.addressee in {seat_of(seat) for seat in person.seats}
    is_ours = notice.way != Way.IN_APP and notice.unit in _units(person)
    if not is_mine and not is_ours:
        raise not_your_seat()
    if is_ours and not _is_for_staff(notice):
        raise refused(Reason.NOT_AT_THIS_STAGE.code)
    state = Delivery.DELIVERED if is_mine else Delivery.DONE
    await notices.settle(office.records, id, state, person.ref, person.at)
    settled = await _again(sight, id)
    return _shown(settled, (await notices.about(sight.records, [settled]))[id])


_EXAMPLE: Any = {"wish": {"value": examples.NOTICE_WISH}}


@router.post(
    "/public/status/notices",
    operation_id="wish_notices_by_code",
    summary="凭查询码选定通知方式 How to be told, by tracking code",
)
async def wish_notices_by_code(
    held: TheHeld,
    body: Annotated[NewWish, Body(openapi_examples=_EXAMPLE)],
    request: Request,
    office: TheOffice,
    key: IdempotencyKey,
) -> Wished:
    """By short message, by e-mail, or not at all; of what the law has served somebody is told all the same.
    Asked too often: 429."""
    await check_rate(office, request, "by-code")
    if held.number is None:
        raise refused(Reason.NOT_AT_THIS_STAGE.code)
    way = Way(body.way.value)
    if not fits(way, body.address):
        raise malformed(("body.address", "address"))
    at = await office.clock()
    digest = digest_of(office, Person(PERSON, (), at), f"public/status/{held.code}/notices", body)
    await _wish(office, held.number, body, Envelope(key, digest), at)
    return Wished(way=way, way_words=both("notice-way", way), language=body.language)


async def _wish(office: Office, number: str, body: NewWish, envelope: Envelope, at: datetime) -> None:
    address = envelope.put(NOTICE_ADDRESS, body.address) if body.address else None
    try:
        async with office.records.begin() as connection:
            await content.seal(connection, office.keeper, number, envelope.texts)
            await notices.wish(connection, number, Wish(Way(body.way), body.language, address), at)
    except MatterErased:
        raise refused(Reason.NOT_AT_THIS_STAGE.code) from None


async def _again(sight: Sight, id: UUID) -> Notice:
    notice = await notices.one(sight.records, id)
    assert notice
    return notice


def _units(person: Person) -> Sequence[str]:
    """The units whose post this person sees to: where they register matters."""
    return sorted({seat.unit for seat in person.seats if policy.may_take_in(seat)})


def _is_for_staff(notice: Notice) -> bool:
    """A letter to be posted, or what could not be sent; or it was, and somebody has seen to it."""
    if notice.way == Way.NONE:
        return False
    is_to_be_posted = notice.way == Way.LETTER and notice.state == Delivery.WAITING
    return is_to_be_posted or notice.state in (Delivery.GIVEN_UP, Delivery.DONE)


def _shown(notice: Notice, about: About) -> NoticeShown:
    role, _, unit = notice.addressee.partition("@")
    if not unit:
        role = notices.HOLDER if notice.addressee == notices.HOLDER else about.role or _SOMEBODY
    return NoticeShown(
        id=notice.id,
        matter=notice.matter,
        procedure=notice.procedure,
        document=notice.document,
        addressee=notice.addressee,
        addressee_words=both("role" if unit else "party-role" if about.role else "told-as", role),
        addressee_unit=unit or None,
        title=both("document", about.kind),
        subject=both("notice", about.code) if about.code else None,
        way=notice.way,
        way_words=both("notice-way", notice.way),
        state=notice.state,
        state_words=both("delivery", notice.state),
        since=notice.due_at,
        attempts=notice.attempts,
        last_error=notice.last_error,
    )
