"""How late what time brings is written down (期限触发延迟), for whoever supervises."""

from fastapi import APIRouter
from pydantic import BaseModel

from api import policy
from api.identity import Whoever
from api.problems import not_your_seat
from api.saying import Words, both
from api.sight import InSight
from records.lateness import Lateness, lateness

router = APIRouter(tags=["期限 clocks"])


class LatenessShown(BaseModel):
    """In seconds; null where nothing of the kind has happened. ``early`` must be 0."""

    lateness: Lateness
    words: Words


@router.get("/lateness", operation_id="read_lateness", summary="期限触发延迟 Lateness")
async def read_lateness(person: Whoever, sight: InSight) -> list[LatenessShown]:
    """Of each kind of event that time itself brings: from its instant to its entry in the journal."""
    if not any(policy.may_look_at_lateness(seat) for seat in person.seats):
        raise not_your_seat()
    found = await lateness(sight.records, sight.cases)
    return [LatenessShown(lateness=each, words=both("event", each.kind)) for each in found]
