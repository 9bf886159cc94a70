"""Errands (信访代办): registered at a window with the paper that allows them; and how far it is behind them.

An errand is a matter of its own. Whoever runs it sees it alone, and of what it is about one masked line.
"""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Body, Response, status
from pydantic import BaseModel, Field, StringConstraints

from api import examples
from api.beginning import beginning_as
from api.disputes import places
from api.forms import Code, Day, Form, Text
from api.identity import Person, Whoever
from api.looking import Episode, Number, case_seen
from api.matters import NewMatter, registration_of
from api.office import Office, TheOffice
from api.opening import Opened, opened_once, write_down
from api.participants import NewParticipant, participants
from api.problems import refused, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.saying import Words, both
from api.sight import InSight, Sight
from records import behind, directory, papers, reading
from records.intake import Opening, Registered
from rules.editions import Edition
from rules.errand.events import ErrandRegistered
from rules.errand.matter import ERRAND_AGENT, Act, Errand, takes_in
from rules.errand.procedure import ERRAND
from rules.errand.registration import register_errand
from rules.instants import legal_day
from rules.procedure import Officer
from rules.refusals import Reason
from workflows import starting

router = APIRouter(tags=["代办 errands"])


class Named(Form):
    """Somebody in a seat, by reference."""

    person: Code
    role: Code = ERRAND_AGENT
    unit: Code


class NewErrand(Form):
    """代办登记. ``authority``: the paper as it was shown, with every act it names in ``scope`` and its last
    day in ``until``, if it has one; ``about``: the number of the matter behind it, if there is one."""

    matter: NewMatter
    people: Annotated[tuple[NewParticipant, ...], Field(min_length=1, max_length=10)]
    about: Annotated[Code, StringConstraints(max_length=60)] | None = None
    authority: Annotated[Text, StringConstraints(max_length=2_000)] | None = None
    scope: Annotated[frozenset[Act], Field(max_length=len(Act))] = frozenset()
    until: Day | None = None
    agent: Named
    leader: Named
    village: Code | None = None
    edition: Code | None = None


class StageBehind(BaseModel):
    """One procedure about the matter behind an errand. Nobody's name and no word of anybody."""

    procedure: Words
    stage: Words
    outcome: Words | None
    unit: str
    opened_at: datetime
    closed_at: datetime | None


class Behind(BaseModel):
    """How far the matter is that an errand is about. ``about`` is null where there is none yet."""

    about: str | None
    until: date | None
    stages: list[StageBehind]


@router.post(
    "/errands",
    status_code=status.HTTP_201_CREATED,
    operation_id="register_errand",
    summary="登记代办 Register an errand",
)
async def register(
    body: Annotated[NewErrand, Body(openapi_examples=examples.ERRAND)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    response: Response,
) -> Opened:
    """With the paper that allows it. The code it answers with revokes it at any time."""
    envelope = Envelope(key, digest_of(office, person, "errands", body))
    return await opened_once(
        office, envelope, response, lambda: _taken_in(office, person, sight, body, envelope)
    )


async def _taken_in(
    office: Office, person: Person, sight: Sight, body: NewErrand, envelope: Envelope
) -> Registered:
    seat, edition = beginning_as(person, sight, body.edition, takes_in)
    if body.about and await reading.matter(sight.records, sight.files, body.about) is None:
        raise unseen()
    agent = await _seated(office, person, body.agent, Reason.NOT_AN_AGENT)
    leader = await _seated(office, person, body.leader, Reason.NOT_A_LEADER)
    village, township = places(sight, body.village) if body.village else (None, None)
    people = participants(body.people, envelope)
    authority = envelope.put("authority", body.authority, place="authority") if body.authority else None

    def first(id: str, number: str, as_published: Edition) -> ErrandRegistered:
        return register_errand(
            id=id,
            number=number,
            edition=as_published,
            about=body.about,
            channel=body.matter.channel,
            people=people,
            authority=authority,
            scope=body.scope,
            until=body.until,
            agent=agent,
            leader=leader,
            village=village,
            township=township,
            by=seat,
            at=person.at,
        )

    brought = body.matter.model_copy(update={"unit": village or body.matter.unit})
    new = registration_of(office, person, seat, sight, brought, envelope)
    return await write_down(office, new, None, envelope, Opening(ERRAND, edition, first))


async def _seated(office: Office, person: Person, named: Named, otherwise: Reason) -> Officer:
    """Whoever holds that seat today, in person. Raises Problem 409."""
    today = legal_day(person.at)
    held = await directory.sittings_on(office.directory, today, person=named.person)
    if not any((each.role, each.unit) == (named.role, named.unit) for each, _ in held):
        raise refused(otherwise.code)
    return Officer(named.person, named.role, named.unit)


@router.get(
    "/cases/errand/{number}/{n}/behind",
    operation_id="read_behind_errand",
    summary="代办事项所涉事项的进展 How far the matter behind an errand is",
)
async def read_behind(
    office: TheOffice, person: Whoever, sight: InSight, number: Number, n: Episode
) -> Behind:
    """One masked line for each procedure. The agent reads it only if the authority says that they may ask."""
    line = await case_seen(sight, ERRAND.name, number, n)
    loaded = await papers.load(sight.records, line.procedure)
    errand: Errand = starting.file_of(ERRAND, loaded.entries, loaded.edition).state
    is_agents = any(seat == errand.agent for seat in person.seats)
    if is_agents and Act.ENQUIRE not in errand.scope:
        raise refused(Reason.OUTSIDE_AUTHORITY.code)
    stages = await behind.public_stages(office.records, errand.about) if errand.about else []
    units = {unit.unit: unit.name for unit in sight.units.values()}
    return Behind(
        about=errand.about,
        until=errand.until,
        stages=[
            StageBehind(
                procedure=both("procedure", each.kind),
                stage=both("stage", each.stage),
                outcome=both("outcome", each.outcome) if each.outcome else None,
                unit=units.get(each.owner_unit, each.owner_unit),
                opened_at=each.opened_at,
                closed_at=each.closed_at,
            )
            for each in stages
        ],
    )
