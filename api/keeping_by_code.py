"""What whoever holds a tracking code asks about their own information (PIPL 50: a way that is easy)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from pydantic import BaseModel
from sqlalchemy import select

from api import examples
from api.bounded import check_rate
from api.codes import TheHeld
from api.forms import Form, Text
from api.identity import Person
from api.keeping_acts import Doing, Wanted, noted
from api.office import Office, TheOffice
from api.problems import refused
from api.requests import Envelope, IdempotencyKey, digest_of
from api.saying import Words, both
from records import keeping
from records.tables import matters
from rules.journal import Receipt
from rules.keeping import requests
from rules.keeping.events import Means, RequestKind
from rules.procedure import Event
from rules.refusals import Reason
from rules.tracking import PERSON, holder

router = APIRouter(tags=["个人信息 personal information"])


class AskedByCode(Form):
    """What is asked, and in what words. What may be done is decided by a person, who looks at who it is."""

    asks: RequestKind
    words: Text | None = None


class OwnRequest(BaseModel):
    """A request about this matter, and how it was answered. No words: they are told in person."""

    asks: RequestKind
    asked: Words
    received_at: datetime
    due_on: date
    answer: Words | None


def _step(of: Doing) -> Sequence[Event]:
    return requests.receive_request(
        of.papers.keeping,
        of.by,
        of.schedule,
        of.now,
        request=of.ref,
        asks=of.said["asks"],
        means=Means.CODE,
        party=None,
        parties=(),
        words=of.said.get("words"),
    )


_EXAMPLE: Any = {"ask": {"value": examples.KEEPING["ask_about_own_information"]}}


@router.post(
    "/public/status/data-requests",
    operation_id="ask_about_own_information",
    summary="凭查询码提出个人信息请求 Ask about one's own information by tracking code",
)
async def ask_about_own_information(
    held: TheHeld,
    body: Annotated[AskedByCode, Body(openapi_examples=_EXAMPLE)],
    request: Request,
    office: TheOffice,
    key: IdempotencyKey,
) -> Receipt:
    """To see it, to have it corrected, erased or explained. Asked too often: 429."""
    await check_rate(office, request, "by-code")
    nobody = Person(PERSON, (), await office.clock())
    if held.number is None:  # nothing more is told of it
        raise refused(Reason.NOT_AT_THIS_STAGE.code)
    digest = digest_of(office, nobody, f"public/status/{held.code}/data-requests", body)
    county = await _county(office, held.number)
    wanted = Wanted(_step, held.number, county, holder(county), key, nobody.at)
    return await noted(office, wanted, body, Envelope(key, digest))


@router.get(
    "/public/status/data-requests",
    operation_id="list_own_requests",
    summary="本人的个人信息请求 What was asked about one's own information",
)
async def list_own_requests(held: TheHeld, office: TheOffice) -> list[OwnRequest]:
    """What was asked with or about this code, and how it was answered. 404 for a code nobody was given."""
    if held.number is None:
        return []
    async with office.records.connect() as connection:
        state = (await keeping.papers_of(connection, held.number)).keeping
    return [
        OwnRequest(
            asks=each.asks,
            asked=both("data-request", each.asks),
            received_at=each.received_at,
            due_on=each.due_on,
            answer=both("data-request-answer", each.answer) if each.answer else None,
        )
        for each in state.requests
    ]


async def _county(office: Office, number: str) -> str:
    async with office.records.connect() as connection:
        county: str = (
            await connection.scalar(select(matters.c.county).where(matters.c.number == number)) or ""
        )
    return county
