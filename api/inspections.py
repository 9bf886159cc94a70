"""Inspections (督查): opened with their scope; and the draw, which anybody who sees one can do again."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body, Response, status
from pydantic import BaseModel, Field, StringConstraints

import written
from api import examples, policy
from api.beginning import beginning_as
from api.forms import Code, Count, Day, Form, Text, writable
from api.identity import Person, Whoever
from api.looking import Episode, Number, case_seen
from api.matters import NewMatter, registration_of
from api.office import Office, TheOffice
from api.opening import Opened, opened_once, write_down
from api.problems import malformed, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.sight import InSight, Sight
from records import papers
from records.intake import Opening, Registered
from rules.editions import Edition
from rules.inspection.events import InspectionOpened, SampleDrawn
from rules.inspection.matter import Inspectable, inspects_at
from rules.inspection.opening import open_inspection
from rules.inspection.procedure import INSPECTION
from rules.sampling import frame_digest, sampled, seed_of

router = APIRouter(tags=["督查督办 oversight"])

_CHANNEL = "inspection"  # it came in from nobody: the house opened it itself
_MOST = 200


class NewInspection(Form):
    """督查立项. ``units``: whose matters; ``kinds``: which; ``since`` to ``until``: taken up on these legal
    days; ``jointly``: the roles of further seats that inspect with whoever opens it (联合督查)."""

    title: Annotated[Text, StringConstraints(max_length=500)]
    body: Annotated[str, StringConstraints(max_length=20_000), writable] = ""
    units: Annotated[frozenset[Code], Field(max_length=_MOST)]
    kinds: Annotated[frozenset[Inspectable], Field(max_length=len(Inspectable))]
    since: Day
    until: Day
    sample_size: Annotated[Count, Field(ge=1, le=_MOST)]
    jointly: Annotated[frozenset[Code], Field(max_length=_MOST)] = frozenset()
    edition: Code | None = None


class DrawShown(BaseModel):
    """How a sample was drawn. ``digest``: of the ``frame_size`` numbers in the entry of the draw; ``holds``:
    whether the same seed draws the same matters from them again."""

    seed: str
    digest: str
    frame_size: int
    sample_size: int
    since: date
    until: date
    drawn: list[str]
    holds: bool


@router.post(
    "/inspections",
    status_code=status.HTTP_201_CREATED,
    operation_id="open_inspection",
    summary="督查立项 Open an inspection",
)
async def register_inspection(
    body: Annotated[NewInspection, Body(openapi_examples=examples.INSPECTION)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    response: Response,
) -> Opened:
    """Its sample is drawn by the house itself, as of this instant, and by nobody's choice."""
    envelope = Envelope(key, digest_of(office, person, "inspections", body))
    opened = await opened_once(
        office, envelope, response, lambda: _opened(office, person, sight, body, envelope)
    )
    return opened.model_copy(update={"tracking": None})  # nobody outside asks after it


async def _opened(
    office: Office, person: Person, sight: Sight, body: NewInspection, envelope: Envelope
) -> Registered:
    seat, edition = beginning_as(person, sight, body.edition, inspects_at)
    county = policy.county_of(seat.unit, sight.parents)
    if body.units - policy.area_of(county, sight.parents):
        raise malformed(("body.units", "unknown-unit"))

    def first(id: str, number: str, as_published: Edition) -> InspectionOpened:
        return open_inspection(
            id=id,
            number=number,
            edition=as_published,
            units=body.units,
            kinds=body.kinds,
            since=body.since,
            until=body.until,
            sample_size=body.sample_size,
            jointly=body.jointly,
            by=seat,
            at=person.at,
        )

    brought = NewMatter(channel=_CHANNEL, title=body.title, body=body.body, unit=seat.unit)
    new = registration_of(office, person, seat, sight, brought, envelope)
    return await write_down(office, new, None, envelope, Opening(INSPECTION, edition, first))


@router.get(
    "/inspections/{number}/{n}/draw", operation_id="read_draw", summary="抽样核验 The draw of a sample, again"
)
async def read_draw(person: Whoever, sight: InSight, number: Number, n: Episode) -> DrawShown:
    """The draw as it stands in the journal, done again. For whoever sees the inspection and its sample."""
    line = await case_seen(sight, INSPECTION.name, number, n)
    loaded = await papers.load(sight.records, line.procedure)
    events = [written.read(INSPECTION, entry) for entry in loaded.entries]
    state = INSPECTION.fold(events, loaded.edition)
    is_kept_from = all("SampleDrawn" in INSPECTION.unseen(state, seat) for seat in person.seats)
    drawn = next((each for each in events if isinstance(each, SampleDrawn)), None)
    if drawn is None or is_kept_from:
        raise unseen()
    seed = seed_of(state.id, state.opened_at)
    again = sampled(seed, drawn.frame, state.sample_size)
    return DrawShown(
        seed=drawn.seed,
        digest=drawn.digest,
        frame_size=len(drawn.frame),
        sample_size=state.sample_size,
        since=state.since,
        until=state.until,
        drawn=list(drawn.drawn),
        holds=(seed, frame_digest(drawn.frame), again) == (drawn.seed, drawn.digest, drawn.drawn),
    )
