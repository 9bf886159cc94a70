"""What somebody may begin of their office's own motion (依职权立项、召集): what nobody brings to a window, a
supervision, an inspection, a meeting; as which of their seats, or that none of them may."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter
from pydantic import BaseModel

from api import policy
from api.editions import in_force
from api.identity import Person, Whoever
from api.saying import Words, both
from api.sight import InSight, Sight
from rules.authority.table import Permission, may
from rules.backlog.matter import sits
from rules.dispatch.whistling import why_not_whistle
from rules.editions import Edition
from rules.incident.declaring import why_not_declare
from rules.inspection.matter import inspects_at
from rules.instants import legal_day
from rules.meeting.matter import may_convene
from rules.procedure import Officer
from rules.refusals import Reason

router = APIRouter(tags=["督查督办 oversight"])

MayBegin = Callable[[Edition, Officer], bool]


def _keeps_old_matters(edition: Edition, seat: Officer) -> bool:
    return sits(edition, seat, edition.oversight.backlog.office)


def _whistles(edition: Edition, seat: Officer) -> bool:
    """Somewhere; where, is asked once it is said."""
    return why_not_whistle(edition, seat, None) is not Reason.NOT_YOURS_TO_DO


def _declares(edition: Edition, seat: Officer) -> bool:
    return why_not_declare(edition, seat, None) is not Reason.NOT_YOURS_TO_DO


def _convenes(edition: Edition, seat: Officer) -> bool:
    return any(may_convene(kind, seat) for kind in edition.meetings.kinds)


def _of_the_department(edition: Edition, seat: Officer) -> bool:
    return policy.is_of_the_department(seat, edition)


def _reports(_: Edition, seat: Officer) -> bool:
    return policy.may_make_reports(seat)


def _works_as_a_volunteer(_: Edition, seat: Officer) -> bool:
    return may(seat.role, Permission.LOG_ACTIVITIES)


# What may be begun -> who may: the same that the routes ask which begin it.
BEGUN: Mapping[str, MayBegin] = {
    "supervision": _of_the_department,
    "recommendation": _of_the_department,
    "inspection": inspects_at,
    "backlog": _keeps_old_matters,
    "meeting": _convenes,
    "dispatch": _whistles,
    "incident": _declares,
    "report": _reports,
    "activity": _works_as_a_volunteer,
}


class OwnMotionShown(BaseModel):
    """``seat``: as which of theirs they would begin it, ``role@unit``; null where none of them may."""

    code: str
    words: Words
    seat: str | None


@router.get(
    "/own-motion",
    operation_id="list_own_motion",
    summary="可以立项和召集的 What may be begun of one's own motion",
)
async def list_own_motion(person: Whoever, sight: InSight) -> list[OwnMotionShown]:
    """Everything that an office begins by itself, whether this person may or not. Whether it may be begun
    there, and about that, is asked by the request that begins it."""
    return [
        OwnMotionShown(code=code, words=both("own-motion", code), seat=_seat(person, sight, may_begin))
        for code, may_begin in BEGUN.items()
    ]


def _seat(person: Person, sight: Sight, may_begin: MayBegin) -> str | None:
    for seat in person.seats:
        edition = in_force(policy.county_of(seat.unit, sight.parents), legal_day(person.at))
        if edition is not None and may_begin(edition, seat):
            return f"{seat.role}@{seat.unit}"
    return None
