"""Reception days (接访日) as they stand, for whoever prepares them, receives, or looks after them."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api import policy
from api.editions import in_force
from api.forms import Day
from api.identity import Whoever
from api.problems import malformed
from api.saying import Words, both
from api.sight import InSight
from records.reception_days import ReceptionDay, reception_days
from rules.instants import legal_day

router = APIRouter(tags=["会议 meetings"])

_LONGEST = timedelta(days=366)
_AHEAD = timedelta(days=30)


class ReceptionDayShown(BaseModel):
    """``needs_briefing``: the county's table asks for one before this kind of day."""

    day: ReceptionDay
    words: Words
    stage_words: Words
    waits_for_words: Words
    needs_briefing: bool


@router.get(
    "/reception-days", operation_id="list_reception_days", summary="接访日 Reception days as they stand"
)
async def list_reception_days(
    person: Whoever,
    sight: InSight,
    first: Annotated[
        Day | None, Query(alias="from", description="从这一天起，默认今天 from today on")
    ] = None,
    last: Annotated[
        Day | None, Query(alias="until", description="到这一天止，默认三十天 for 30 days")
    ] = None,
) -> list[ReceptionDayShown]:
    """Those of these days, and the earlier ones that are not over, of what this person sees. A kind of
    meeting is one of them if the county's table says that anybody may come."""
    since = first or legal_day(person.at)
    until = last or since + _AHEAD
    if not since <= until <= since + _LONGEST:
        raise malformed(("query.until", "range"))
    counties = {policy.county_of(seat.unit, sight.parents) for seat in person.seats}
    edition = in_force(min(counties, default=None), legal_day(person.at))
    kinds = {row.code: row for row in edition.meetings.kinds if row.is_public} if edition else {}
    found = await reception_days(
        sight.records, sight.cases, frozenset(kinds), (since, until), legal_day(person.at)
    )
    return [
        ReceptionDayShown(
            day=each,
            words=both("meeting-kind", each.meeting_kind),
            stage_words=both("stage", each.stage),
            waits_for_words=both("task", each.waits_for),
            needs_briefing=kinds[each.meeting_kind].needs_briefing,
        )
        for each in found
    ]
