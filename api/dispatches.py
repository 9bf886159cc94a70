"""Dispatch orders (吹哨报到): the whistle; and the list of those who have not answered (督办名单)."""

from datetime import datetime
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Body, Response, status
from pydantic import BaseModel, Field

from api import examples
from api.calling_out import Beginning, CalledOut, CallingOut, called_out
from api.forms import Code, Form, Instant, Text
from api.identity import Whoever
from api.office import TheOffice
from api.opening import Opened, opened_once
from api.requests import Envelope, IdempotencyKey, digest_of
from api.saying import Words, both
from api.sight import InSight
from records import papers
from records.incidents import with_somebody_silent
from rules.calling import Post
from rules.dispatch.events import UnitsWhistledFor
from rules.dispatch.procedure import DISPATCH
from rules.dispatch.whistling import whistle, why_not_whistle
from rules.procedure import Sealed
from workflows import starting

router = APIRouter(tags=["吹哨报到 dispatch orders"])


class NewCall(Form):
    """A unit, by the seat that answers for it."""

    role: Code
    unit: Code

    @property
    def post(self) -> Post:
        return (self.role, self.unit)


class NewDispatch(CalledOut):
    """吹哨: ``lead`` leads, ``units`` come beside it; ``purpose`` and ``place`` are read by those called."""

    lead: NewCall
    units: Annotated[tuple[NewCall, ...], Field(max_length=30)] = ()
    purpose: Text
    place: Text
    be_there_by: Instant


class SilentShown(BaseModel):
    """A unit that has not answered although everybody above it was told: since when it was asked, and since
    when it is listed."""

    procedure: str
    what: str
    words: Words
    role: str
    unit: str
    asked_at: datetime
    listed_at: datetime


@router.post(
    "/dispatches",
    status_code=status.HTTP_201_CREATED,
    operation_id="whistle",
    summary="吹哨 Whistle for units",
)
async def whistle_for_units(
    body: Annotated[NewDispatch, Body(openapi_examples=examples.DISPATCH)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    response: Response,
) -> Opened:
    """Every unit is told at once, and answers for itself: it reports, or objects with a reason."""
    envelope = Envelope(key, digest_of(office, person, "dispatches", body))
    purpose, place = (envelope.put_field(each, getattr(body, each)) for each in ("purpose", "place"))
    calling = CallingOut(DISPATCH, why_not_whistle, partial(_first, body, purpose, place))
    return await opened_once(
        office,
        envelope,
        response,
        lambda: called_out(office, person, sight, body, envelope, calling),
    )


def _first(body: NewDispatch, purpose: Sealed, place: Sealed, beginning: Beginning) -> UnitsWhistledFor:
    called = tuple(each.post for each in (body.lead, *body.units))
    by_when = body.be_there_by
    return whistle(**vars(beginning), called=called, purpose=purpose, place=place, be_there_by=by_when)


@router.get("/silent-units", operation_id="list_silent_units", summary="督办名单 Units that do not answer")
async def list_silent_units(office: TheOffice, sight: InSight) -> list[SilentShown]:
    """Of the dispatch orders and incidents this person sees: who has not answered a whistle or an order,
    although the unit's head and whoever is above were told. Units alone, never a person."""
    listed: list[SilentShown] = []
    for procedure in await with_somebody_silent(sight.records, sight.cases):
        loaded = await papers.load(sight.records, procedure)
        state = starting.file_of(office.procedures[loaded.kind], loaded.entries, loaded.edition).state
        listed += [
            SilentShown(procedure=procedure, words=both("silent", each.what), **vars(each))
            for each in state.silent
        ]
    return sorted(listed, key=lambda each: (each.listed_at, each.procedure))
