"""Who has opened my matter (谁看过我的材料): unit, seat and instant, nobody's name.

Of accusations, discipline and psychological help nothing is ever told; a code of which nothing more is told
than that something was received gets the same empty answer, whatever was received.
"""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api import policy
from api.codes import TheHeld, digest
from api.editions import all_editions
from api.identity import Whoever
from api.looking import Number, note_reading, opening_of
from api.office import Office, TheOffice, TheSealedOffice
from api.problems import not_your_seat, unseen
from api.saying import Words, both
from api.sight import InSight
from proof.looks import Look
from records import reading
from records.access import looks_at
from rules.auditing import TOLD_TO_PEOPLE, Looked, look_code
from rules.dockings.docking import Body

router = APIRouter(tags=["查询 status"])


class AccessShown(BaseModel):
    """Somebody of this unit, in this seat, did this at this instant."""

    at: datetime
    unit: str
    seat: Words
    what: Words


@router.get(
    "/public/status/accesses",
    operation_id="read_accesses_by_code",
    summary="谁看过我的材料 Who has opened my matter",
)
async def read_accesses_by_code(
    held: TheHeld, office: TheOffice, counter: TheSealedOffice
) -> list[AccessShown]:
    """By the code that was given when it was received, the latest first. 404 for a code that nobody was
    given."""
    if held.number is None:
        return []
    return await _accesses(office, counter, held.number, digest(office, held.code))


@router.get(
    "/matters/{number}/accesses", operation_id="read_accesses", summary="查阅记录 Who has opened a matter"
)
async def read_accesses(
    office: TheOffice, counter: TheSealedOffice, person: Whoever, sight: InSight, number: Number
) -> list[AccessShown]:
    """For whoever answers a person's request about their own data: what the person could read themselves."""
    if await reading.matter(sight.records, sight.files, number) is None:
        raise unseen()
    if not any(policy.may_answer_requests(seat) for seat in person.seats):
        raise not_your_seat()
    async with office.records.begin() as connection:
        tracking = await reading.tracked_by(connection, number)
        await note_reading(connection, person, number, Looked.ACCESSES)
    return await _accesses(office, counter, number, tracking)


async def _accesses(office: Office, counter: Office, number: str, tracking: str) -> list[AccessShown]:
    """What is told of the looks at a matter, and of the opening of the letter it came from."""
    async with office.records.connect() as connection:
        looks = await looks_at(connection, f"matter/{number}", opening_of(counter, tracking))
    today = await office.clock()
    units = {unit.unit: unit.name for unit in (await office.tree.on(office.directory, today.date())).values()}
    return [_shown(look, units) for look in looks if _is_told(look)]


def _is_told(look: Look) -> bool:
    role, _, unit = look.seat.partition("@")
    is_secret = policy.is_of_accusations(role) or unit in _units_that_help()
    return look_code(look.what) in TOLD_TO_PEOPLE and not is_secret


def _units_that_help() -> frozenset[str]:
    """Where psychological help is given."""
    return frozenset(
        agency.unit
        for edition in all_editions()
        for agency in edition.agencies
        if agency.body == Body.PSYCHOLOGY
    )


def _shown(look: Look, units: dict[str, str]) -> AccessShown:
    role, _, unit = look.seat.partition("@")
    return AccessShown(
        at=look.at,
        unit=units.get(unit, unit),
        seat=both("role", role),
        what=both("looked", look_code(look.what)),
    )
