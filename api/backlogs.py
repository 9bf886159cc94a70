"""Old matters under a leader (积案包案): registered, and the wall chart over them (挂图作战)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated

from fastapi import APIRouter, Body, Response, status
from pydantic import BaseModel

from api import examples, policy
from api.beginning import beginning_as
from api.editions import in_force
from api.forms import Code, Form
from api.identity import Person, Whoever
from api.office import Office, TheOffice
from api.opening import Opened, opened_once, write_down
from api.problems import unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.sight import InSight, Sight
from records import backlogs, reading
from records.backlogs import OldMatter
from records.intake import Opening, Registered
from rules.backlog.events import BacklogRegistered
from rules.backlog.matter import Ground, sits
from rules.backlog.procedure import BACKLOG
from rules.backlog.registration import register_backlog
from rules.editions import Edition
from rules.instants import legal_day
from rules.procedure import Officer

router = APIRouter(tags=["督查督办 oversight"])

_TWO_YEARS = 730  # days: what is older is listed, under a leader or not
_LISTED = 200


class NewBacklog(Form):
    """积案登记: of a matter that is there, by its number, and why."""

    number: Code
    ground: Ground
    edition: Code | None = None


class Bucket(BaseModel):
    """So many old matters of an age: from ``from_days`` on and younger than ``below_days``, null for no end.
    ``red``: of these without a leader, a team or a plan, late, or past a milestone."""

    from_days: int
    below_days: int | None
    count: int
    red: int


class ChartOfUnit(BaseModel):
    """How many old matters lie with a unit, and how many of them are red."""

    unit: str
    count: int
    red: int


class WallChart(BaseModel):
    """挂图作战, of what this person sees. ``over_two_years``: every matter of that age, those in no campaign
    with ``backlog`` null. Matters and units alone: nobody is ranked by it."""

    buckets: list[Bucket]
    units: list[ChartOfUnit]
    matters: list[OldMatter]
    over_two_years: list[OldMatter]


@router.post(
    "/backlogs",
    status_code=status.HTTP_201_CREATED,
    operation_id="register_backlog",
    summary="积案登记 Put an old matter under a leader",
)
async def put_under_a_leader(
    body: Annotated[NewBacklog, Body(openapi_examples=examples.BACKLOG)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    response: Response,
) -> Opened:
    """The matter itself goes on where it is; nothing about it is decided here."""
    envelope = Envelope(key, digest_of(office, person, "backlogs", body))
    opened = await opened_once(
        office, envelope, response, lambda: _registered(office, person, sight, body, envelope)
    )
    return opened.model_copy(update={"tracking": None})


async def _registered(
    office: Office, person: Person, sight: Sight, body: NewBacklog, envelope: Envelope
) -> Registered:
    seat, edition = beginning_as(person, sight, body.edition, _keeps_the_register)
    line = await reading.matter(sight.records, sight.files, body.number)
    if line is None:
        raise unseen()

    def first(id: str, number: str, as_published: Edition) -> BacklogRegistered:
        return register_backlog(
            id=id,
            number=number,
            edition=as_published,
            ground=body.ground,
            received_on=legal_day(line.received_at),
            unit=line.unit,
            by=seat,
            at=person.at,
        )

    return await write_down(office, None, body.number, envelope, Opening(BACKLOG, edition, first))


def _keeps_the_register(edition: Edition, seat: Officer) -> bool:
    return sits(edition, seat, edition.oversight.backlog.office)


@router.get("/backlog", operation_id="read_backlog", summary="积案挂图 The wall chart of old matters")
async def read_backlog(person: Whoever, sight: InSight) -> WallChart:
    """The old matters this person sees, oldest first, by age and by unit."""
    led = await backlogs.in_campaign(sight.records, sight.cases, person.at)
    left = await backlogs.uncovered(sight.records, sight.cases, person.at, _TWO_YEARS, _LISTED)
    old = [each for each in led if each.age > _TWO_YEARS]
    return WallChart(
        buckets=_buckets(led, _bounds(person, sight)),
        units=_by_unit(led),
        matters=list(led[:_LISTED]),
        over_two_years=sorted((*old, *left), key=lambda each: (each.received_on, each.number)),
    )


def _bounds(person: Person, sight: Sight) -> tuple[int, ...]:
    """The ages, in days, at which a bucket ends, as the county in which somebody sits has set them."""
    for seat in person.seats:
        county = policy.county_of(seat.unit, sight.parents)
        if edition := in_force(county, legal_day(person.at), None):
            return edition.oversight.backlog.buckets
    return ()


def _buckets(led: Sequence[OldMatter], bounds: Sequence[int]) -> list[Bucket]:
    ends = [0, *bounds, None]
    return [
        Bucket(from_days=start or 0, below_days=end, count=len(among), red=_red(among))
        for start, end in pairwise(ends)
        for among in [[m for m in led if m.age >= (start or 0) and (end is None or m.age < end)]]
    ]


def _by_unit(led: Sequence[OldMatter]) -> list[ChartOfUnit]:
    """In the order of the units' ids, and not of their counts."""
    units = sorted({each.unit for each in led})
    of = {unit: [each for each in led if each.unit == unit] for unit in units}
    return [ChartOfUnit(unit=unit, count=len(of[unit]), red=_red(of[unit])) for unit in units]


def _red(matters: Sequence[OldMatter]) -> int:
    return sum(each.light == "red" for each in matters)
