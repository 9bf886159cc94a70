"""Consultations (咨询): registered by whoever receives the question first; the eight services; counts."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Response, status
from pydantic import BaseModel, Field

from api import examples
from api.beginning import beginning_as
from api.disputes import places
from api.forms import Code, Day, Form
from api.identity import Person, Whoever, whoever
from api.matters import NewMatter, registration_of
from api.office import Office, TheOffice
from api.opening import Opened, opened_once, write_down
from api.participants import NewParticipant, participants
from api.problems import malformed, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.saying import Words, both
from api.sight import InSight, Sight
from records import counting, reading
from records.intake import Opening, Registered, Registration
from rules.consultation.events import QuestionRegistered
from rules.consultation.matter import Service, answers_at
from rules.consultation.procedure import CONSULTATION
from rules.consultation.registration import register_question
from rules.editions import Edition

router = APIRouter(tags=["咨询 consultations"])


class NewConsultation(Form):
    """咨询登记: about a matter taken in before (``number``) or one brought now (``matter``). Whoever gives no
    name is nobody in ``people``; ``services`` are those asked for, where it is known."""

    number: Code | None = None
    matter: NewMatter | None = None
    people: Annotated[tuple[NewParticipant, ...], Field(max_length=50)] = ()
    services: Annotated[frozenset[Service], Field(max_length=len(Service))] = frozenset()
    village: Code | None = None
    edition: Code | None = None


class ServiceShown(BaseModel):
    """One of the eight services."""

    code: Service
    words: Words


class CountShown(BaseModel):
    """So many in a month (``2026-11``, Asia/Shanghai) at a unit."""

    month: str
    unit: str
    code: str
    words: Words
    count: int


class ConsultationsCounted(BaseModel):
    """``services``: given, by the station they count for; ``endings``: how questions ended, by the unit where
    they lay. Of the consultations that this person sees."""

    services: list[CountShown]
    endings: list[CountShown]


@router.post(
    "/consultations",
    status_code=status.HTTP_201_CREATED,
    operation_id="register_consultation",
    summary="登记咨询 Register a question",
)
async def register_consultation(
    body: Annotated[NewConsultation, Body(openapi_examples=examples.CONSULTATION)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    response: Response,
) -> Opened:
    """Whoever registers it is its first receiver, and follows it to the end."""
    envelope = Envelope(key, digest_of(office, person, "consultations", body))
    return await opened_once(
        office, envelope, response, lambda: _taken_in(office, person, sight, body, envelope)
    )


async def _taken_in(
    office: Office, person: Person, sight: Sight, body: NewConsultation, envelope: Envelope
) -> Registered:
    channel, received_at = await _received(person, sight, body)
    village, township = places(sight, body.village) if body.village else (None, None)
    seat, edition = beginning_as(person, sight, body.edition, answers_at)
    people = participants(body.people, envelope)

    def first(id: str, number: str, as_published: Edition) -> QuestionRegistered:
        return register_question(
            id=id,
            number=number,
            edition=as_published,
            channel=channel,
            received_at=received_at,
            people=people,
            services=body.services,
            village=village,
            township=township,
            by=seat,
            at=person.at,
        )

    new: Registration | None = None
    if body.matter is not None:
        brought = body.matter.model_copy(update={"unit": village or body.matter.unit})
        new = registration_of(office, person, seat, sight, brought, envelope)
    return await write_down(office, new, body.number, envelope, Opening(CONSULTATION, edition, first))


async def _received(person: Person, sight: Sight, body: NewConsultation) -> tuple[str, datetime]:
    """By which channel and when, as the matter says. Raises Problem 422 where that is not said, or 404."""
    if body.matter is not None and body.number is None:
        return body.matter.channel, body.matter.received_at or person.at
    if body.number is None or body.matter is not None:
        raise malformed(("body.number", "number-or-matter"))
    line = await reading.matter(sight.records, sight.files, body.number)
    if line is None:
        raise unseen()
    return line.channel, line.received_at


@router.get(
    "/services",
    operation_id="list_services",
    summary="八项服务 The eight services",
    dependencies=[Depends(whoever)],
)
async def list_services() -> list[ServiceShown]:
    """What a station of litigation-source governance offers, by code."""
    return [ServiceShown(code=each, words=both("service", each)) for each in Service]


@router.get(
    "/consultations/counted", operation_id="count_consultations", summary="咨询计数 Consultations counted"
)
async def count_consultations(
    sight: InSight,
    since: Annotated[Day, Query(alias="from", description="从这一天起 the first legal day counted")],
    until: Annotated[Day, Query(description="到这一天止 the last legal day counted")],
) -> ConsultationsCounted:
    """For the monthly report of a station: services by code, and how questions ended."""
    services = await counting.services_counted(sight.records, sight.cases, since, until)
    endings = await counting.endings_counted(sight.records, sight.cases, since, until)
    return ConsultationsCounted(
        services=[CountShown(**asdict(each), words=both("service", each.code)) for each in services],
        endings=[CountShown(**asdict(each), words=both("outcome", each.code)) for each in endings],
    )
