"""The three recommendations (三项建议): drafted by the petition department; and what was issued, counted."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Body, Query, Response, status
from pydantic import BaseModel, Field

from api import examples
from api.forms import Code, Day, Form, Text
from api.identity import Person, Whoever
from api.matters import register
from api.office import Office, TheOffice
from api.opening import Opened, opened_once
from api.problems import malformed, refusal, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.saying import Words, both
from api.sight import InSight, Sight
from api.supervisions import seat_of_the_department
from records import instruments, reading
from records.intake import OWN_WORK, RECOMMENDATIONS, Opening, Registered, Registration
from rules.authority.relations import seat_of
from rules.editions import Edition
from rules.recommendation.drafting import draft_recommendation
from rules.recommendation.events import RecommendationDrafted
from rules.recommendation.matter import CONDUCT, Content, Kind
from rules.recommendation.procedure import RECOMMENDATION
from rules.refusals import Refused

router = APIRouter(tags=["建议 recommendations"])


class NewRecommendation(Form):
    """提出建议: to the unit ``to``, resting on the matters ``cases``. Of D-16 ``concerns`` says whose conduct
    it is about, ``problem`` are the facts and ``analysis`` what came of them."""

    kind: Kind
    to: Code
    concerns: Code | None = None
    cases: Annotated[frozenset[Code], Field(max_length=50)] = frozenset()
    problem: Text
    evidence: Text
    analysis: Text
    proposal: Text


class InstrumentCounted(BaseModel):
    """So many of one instrument (D-13, D-14, D-15, D-16, D-22) issued in a month; of those that want an
    answer, how many have one, and how many came late."""

    month: str
    kind: str
    words: Words
    issued: int
    answered: int | None
    answered_late: int | None


@router.post(
    "/recommendations",
    status_code=status.HTTP_201_CREATED,
    operation_id="draft_recommendation",
    summary="提出建议 Draft a recommendation",
)
async def draft_a_recommendation(
    body: Annotated[NewRecommendation, Body(openapi_examples=examples.RECOMMENDATION)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    response: Response,
) -> Opened:
    """It gets a number of its own, and waits for a signature by somebody else. 404 for a matter in ``cases``
    that this person does not see."""
    envelope = Envelope(key, digest_of(office, person, "recommendations", body))
    return await opened_once(
        office, envelope, response, lambda: _drafted(office, person, sight, body, envelope)
    )


async def _drafted(
    office: Office, person: Person, sight: Sight, body: NewRecommendation, envelope: Envelope
) -> Registered:
    seat, edition = seat_of_the_department(person, sight)
    for field in ("to", "concerns"):
        if (unit := getattr(body, field)) is not None and unit not in sight.units:
            raise malformed((f"body.{field}", "unknown-unit"))
    for number in sorted(body.cases):
        if await reading.matter(sight.records, sight.files, number) is None:
            raise unseen()
    content = _sealed(body, envelope)

    def first(id: str, number: str, as_published: Edition) -> RecommendationDrafted:
        return draft_recommendation(
            id=id,
            number=number,
            edition=as_published,
            kind=body.kind,
            to=body.to,
            concerns=body.concerns,
            cases=body.cases,
            content=content,
            by=seat,
            at=person.at,
        )

    new = Registration(
        command=envelope.key,
        digest=envelope.digest,
        county=edition.county,
        channel=OWN_WORK,
        received_at=person.at,
        registered_at=person.at,
        registered_by=person.ref,
        registered_as=seat_of(seat),
        tracking=f"{OWN_WORK}/{envelope.key}",  # the digest of no code: nobody asks after it with one
        texts=tuple(envelope.texts),
    )
    try:
        return await register(office, new, Opening(RECOMMENDATION, edition, first), RECOMMENDATIONS)
    except Refused as no:
        raise refusal(no) from None


def _sealed(body: NewRecommendation, envelope: Envelope) -> Content:
    """Its words, each under the kind that says who reads it: about conduct, fewer do."""
    kinds = CONDUCT if body.kind is Kind.ACCOUNTABILITY else {}
    return Content(
        **{
            field: envelope.put(kinds.get(field, field), getattr(body, field))
            for field in ("problem", "evidence", "analysis", "proposal")
        }
    )


@router.get(
    "/instruments/counted",
    operation_id="count_instruments",
    summary="督办、提醒、建议文书计数 Letters, reminders and recommendations counted",
)
async def count_instruments(
    sight: InSight,
    since: Annotated[Day, Query(alias="from", description="从这一天起 the first legal day counted")],
    until: Annotated[Day, Query(description="到这一天止 the last legal day counted")],
) -> list[InstrumentCounted]:
    """Of those that this person sees, by the month (Asia/Shanghai) in which they were issued. They count
    papers, and nobody."""
    counted = await instruments.counted(sight.records, sight.cases, since, until)
    return [InstrumentCounted(**asdict(each), words=both("document", each.kind)) for each in counted]
