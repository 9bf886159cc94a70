"""The activity log of the teams of volunteers (志愿活动记录). Whoever keeps it sees no case by that."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body, status
from pydantic import BaseModel, Field, StrictInt

from api import examples
from api.forms import Code, Day, Form
from api.identity import Person, Whoever
from api.office import TheOffice
from api.problems import Problem, refusal, refused
from api.requests import IdempotencyKey, digest_of
from api.saying import Words, both
from api.sight import InSight
from records import activities
from records.journal import AnotherBody
from rules.authority.table import Permission, may
from rules.procedure import Now, Officer
from rules.refusals import Reason, Refused
from rules.volunteers import Activity, ActivityKind, check_activity

router = APIRouter(tags=["志愿 volunteers"])

_MOST = 1_000


class NewActivity(Form):
    """志愿活动. ``team``: its code; ``unit``: where it is; ``hours``: of all of them together."""

    team: Code
    unit: Code
    kind: ActivityKind
    held_on: Day
    volunteers: Annotated[StrictInt, Field(ge=1, le=_MOST)]
    hours: Annotated[StrictInt, Field(ge=1, le=10 * _MOST)]


class ActivityShown(BaseModel):
    """One activity of a team."""

    team: str
    unit: str
    kind: ActivityKind
    words: Words
    held_on: date
    volunteers: int
    hours: int


@router.post(
    "/activities",
    status_code=status.HTTP_201_CREATED,
    operation_id="log_activity",
    summary="记录志愿活动 Log an activity of volunteers",
)
async def log_activity(
    body: Annotated[NewActivity, Body(openapi_examples=examples.ACTIVITY)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
) -> ActivityShown:
    """By a volunteer of the place. It belongs to no case, and says no word of anybody."""
    digest = digest_of(office, person, "activities", body)
    activity = Activity(**body.model_dump())
    by = _volunteer(person, body.unit)
    try:
        check_activity(activity, by, Now(person.at))
        stands = await activities.log(office.records, key, digest, activity, by, person.at)
    except Refused as no:
        raise refusal(no) from None
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    return _shown(stands)


def _volunteer(person: Person, unit: str) -> Officer:
    """The seat as which somebody writes: theirs at that unit, or the first that may. Raises Problem 409."""
    able = [seat for seat in person.seats if may(seat.role, Permission.LOG_ACTIVITIES)]
    if not able:
        raise refused(Reason.NOT_YOURS_TO_DO.code)
    return next((seat for seat in able if seat.unit == unit), able[0])


@router.get("/activities", operation_id="list_activities", summary="志愿活动 Activities of volunteers")
async def list_activities(sight: InSight) -> list[ActivityShown]:
    """Of one's own unit, and of the units one looks after; the newest first."""
    return [_shown(each) for each in await activities.listed(sight.records)]


def _shown(activity: Activity) -> ActivityShown:
    return ActivityShown(**vars(activity), words=both("activity", activity.kind))
