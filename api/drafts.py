"""Drafts (草稿): what somebody has begun to write at the desk. Each is read by whoever wrote it and by nobody
else, lies sealed, is gone as soon as it is registered, and after the days that the county says."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, status
from pydantic import BaseModel, Field, StringConstraints

from api import examples, policy
from api.forms import Code, Form, writable
from api.identity import Person, Whoever
from api.keeping_acts import schedule_of
from api.looking import note_looks, seat_looking
from api.office import TheOffice, TheSealedOffice
from api.problems import Problem, not_your_seat, unseen
from api.sight import InSight, Sight
from proof.looks import Look
from records import drafts
from records.drafts import MOST, Draft, DraftLine, NotTheirs, Owned, RegisteredAlready, TooMany
from rules.auditing import Looked
from rules.instants import legal_day
from rules.keeping.schedule import Schedule, draft_until

router = APIRouter(tags=["草稿 drafts"])

_Place = Annotated[str, StringConstraints(max_length=200), writable]
_Value = Annotated[str, StringConstraints(max_length=20_000), writable]
_Values = Annotated[tuple[_Value, ...], Field(max_length=50)]


class NewDraft(Form):
    """What stands in a form so far: ``form`` is what is to be registered, ``written`` what was written into
    each field, by its place in the body. Nothing of it needs to be complete, or right."""

    form: Annotated[Code, StringConstraints(max_length=40)]
    written: Annotated[dict[_Place, _Values], Field(max_length=500)]


class DraftListed(BaseModel):
    """A draft of mine. Kept ``until`` then, and longer if I go on writing."""

    id: UUID
    form: str
    kept_at: datetime
    until: datetime


class DraftShown(DraftListed):
    """A draft of mine, with what I wrote."""

    written: Mapping[str, Sequence[str]]


@router.post("/drafts/{id}", operation_id="keep_draft", summary="保存草稿 Keep a draft")
async def keep_draft(
    body: Annotated[NewDraft, Body(openapi_examples=examples.DRAFT)],
    office: TheOffice,
    counter: TheSealedOffice,
    person: Whoever,
    sight: InSight,
    id: UUID,
) -> DraftListed:
    """In place of what was kept under this id before; the id is the key under which it will be registered.
    404 where it is somebody else's, 409 once it has been registered."""
    county, schedule = _county(person, sight)
    draft = Draft(id, body.form, person.at, body.written)
    try:
        await drafts.keep(office.records, counter.keeper, Owned(person.ref, county), draft)
    except NotTheirs:
        raise unseen() from None
    except RegisteredAlready:
        raise Problem(409, "draft-registered") from None
    except TooMany:
        raise Problem(409, "too-many-drafts", blanks={"most": str(MOST)}) from None
    return _listed(draft, schedule)


@router.get("/drafts", operation_id="list_drafts", summary="我的草稿 My drafts")
async def list_drafts(office: TheOffice, person: Whoever, sight: InSight) -> list[DraftListed]:
    """What I have begun and not registered, the latest first; nothing of what it says."""
    if not person.seats:
        return []
    _, schedule = _county(person, sight)
    mine = await drafts.of_person(office.records, person.ref, _since(person, schedule))
    return [_listed(each, schedule) for each in mine]


@router.get("/drafts/{id}", operation_id="open_draft", summary="打开草稿 Open a draft")
async def open_draft(
    office: TheOffice, counter: TheSealedOffice, person: Whoever, sight: InSight, id: UUID
) -> DraftShown:
    """What I wrote. That I opened it is on record, as it is of whatever lies sealed."""
    _, schedule = _county(person, sight)
    since = _since(person, schedule)
    async with office.records.begin() as connection:
        draft = await drafts.opened(connection, counter.keeper, person.ref, since, id)
        if draft is None:
            raise unseen()
        await note_looks(connection, [_look(person)])
    return DraftShown(**vars(_listed(draft, schedule)), written=draft.written)


@router.delete(
    "/drafts/{id}",
    operation_id="throw_draft_away",
    summary="作废草稿 Throw a draft away",
    status_code=status.HTTP_204_NO_CONTENT,
)
async def throw_draft_away(office: TheOffice, person: Whoever, id: UUID) -> None:
    """It is gone, and so is its key. 404 for one that is not mine."""
    if not await drafts.throw_away(office.records, person.ref, id):
        raise unseen()


def _county(person: Person, sight: Sight) -> tuple[str, Schedule]:
    """Whose schedule says how long it is kept. Raises Problem 403 for whoever has no seat, 409 where the
    county has no schedule."""
    if not person.seats:
        raise not_your_seat()
    county = policy.county_of(person.seats[0].unit, sight.parents)
    return county, schedule_of(county, legal_day(person.at))


def _since(person: Person, schedule: Schedule) -> datetime:
    return person.at - timedelta(days=schedule.drafts)


def _look(person: Person) -> Look:
    return Look(person.at, person.ref, seat_looking(person), None, Looked.DRAFT)


def _listed(draft: DraftLine, schedule: Schedule) -> DraftListed:
    return DraftListed(
        id=draft.id, form=draft.form, kept_at=draft.kept_at, until=draft_until(schedule, draft.kept_at)
    )
