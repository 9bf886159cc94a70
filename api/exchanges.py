"""The ledger of the wire (对接台账), for people: what went out and how often it was tried, what came and
belongs to nothing we know, and which matters bounce between whom."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api import policy
from api.forms import Day
from api.identity import Person, Whoever
from api.office import TheOffice
from api.problems import not_your_seat
from api.saying import Words, both
from api.sight import InSight
from records import agencies, bounces, deliveries
from records.bounces import Bounced, Pair
from records.reading import procedures_seen

router = APIRouter(tags=["对接 agencies"])


class DeliveryShown(BaseModel):
    """A message that went, or goes, to an agency's system. ``last_answer``: a status or a code. A dead one
    waits for a person, who sends it again (``resend-message``) or tells them otherwise
    (``lay-message-aside``)."""

    procedure: str
    seq: int
    agency: str
    what: str
    words: Words
    message: UUID
    attempts: int
    first_at: datetime
    last_at: datetime
    last_answer: str | None
    taken_at: datetime | None
    is_dead: bool


class StrayShown(BaseModel):
    """A message of an agency that belongs to no handoff we know: it waits for one, or has been given up."""

    agency: str
    message: UUID
    subject: str
    what: str
    received_at: datetime
    state: str


class BouncesShown(BaseModel):
    """Of the handoffs of these days that this person sees."""

    pairs: list[Pair]
    matters: list[Bounced]


@router.get("/handoffs/deliveries", operation_id="list_deliveries", summary="发送台账 Messages that went out")
async def list_deliveries(
    sight: InSight,
    dead: Annotated[bool, Query(description="只看未能送达的 only those that were not delivered")] = False,
) -> list[DeliveryShown]:
    """Of the handoffs this person sees, the latest try first."""
    async with sight.records.connect() as connection:
        seen = await procedures_seen(connection, sight.cases, "handoff")
        found = await deliveries.listed(connection, seen, only_dead=dead)
    return [DeliveryShown(**{**vars(each), "words": both("handoff-message", each.what)}) for each in found]


@router.get(
    "/handoffs/strays", operation_id="list_strays", summary="无主消息 Messages that belong to nothing"
)
async def list_strays(office: TheOffice, person: Whoever) -> list[StrayShown]:
    """For whoever supervises: the oldest first."""
    if not _supervises(person):
        raise not_your_seat()
    async with office.records.connect() as connection:
        found = await agencies.strays(connection)
    return [StrayShown(**{name: getattr(each, name) for name in StrayShown.model_fields}) for each in found]


@router.get("/handoffs/bounces", operation_id="count_bounces", summary="退回统计 What bounces between whom")
async def count_bounces(
    sight: InSight,
    since: Annotated[Day, Query(alias="from", description="从这一天起 the first legal day counted")],
    until: Annotated[Day, Query(description="到这一天止 the last legal day counted")],
) -> BouncesShown:
    """Pairs of units and matters, never people."""
    return BouncesShown(
        pairs=list(await bounces.by_pair(sight.records, sight.cases, since, until)),
        matters=list(await bounces.by_matter(sight.records, sight.cases, since, until)),
    )


def _supervises(person: Person) -> bool:
    return any(policy.may_look_at_lateness(seat) for seat in person.seats)
