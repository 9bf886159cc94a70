"""The directory (单位、人员、岗位): entered, granted, deputised and ended, and who changed what.

The system administrator changes it and sees no case; what reads contacts or what is sealed takes a second
person.
"""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal
from uuid import UUID, uuid5

from fastapi import APIRouter, Body, Depends, Path, Response, status
from pydantic import BaseModel, StringConstraints

from api import examples, policy
from api.forms import Code, Day, Form, Instant, Name, Text
from api.identity import Person, Whoever, posts_with_work
from api.listing import Limit, Listed, PageCursor
from api.office import Office, TheOffice
from api.people import StandInSeat
from api.problems import Problem, malformed, not_your_seat, refusal
from api.requests import IdempotencyKey, digest_of
from api.saying import Words, both
from counties import in_force
from records import changes, directory
from records.changes import Decide, Narrowed, Noted, Request
from records.journal import AnotherBody
from records.pages import BadCursor
from rules import deputising, granting
from rules.directory import AWAY, Asking, Because, Kind
from rules.editions import Organ
from rules.instants import legal_day
from rules.procedure import Officer
from rules.refusals import Refused
from rules.seating import Delegation, Sitting, approves, heads_of

router = APIRouter(prefix="/directory", tags=["人员岗位 directory"])


Basis = Annotated[Text, StringConstraints(max_length=80)]  # a document's number, never a story
Number = Annotated[int, Path(ge=1, le=2**62)]


class WhyChanged(Form):
    """Why, and by which document (文号), if there is one."""

    because: Because
    basis: Basis | None = None


class NewUnit(WhyChanged):
    unit: Code
    parent: Code | None = None
    organ: Organ
    name: Name
    valid_from: Day


class NewPerson(WhyChanged):
    person: Code
    name: Name
    valid_from: Day


class SeatNamed(Form):
    """A seat that somebody holds, by its first day."""

    person: Code
    role: Code
    unit: Code
    valid_from: Day


class NewSeat(WhyChanged, SeatNamed):
    valid_until: Day | None = None


class SeatEnd(WhyChanged, SeatNamed):
    """``on``: the first day on which it is held no more; today if it is left out."""

    on: Day | None = None


class SeatCorrection(WhyChanged, SeatNamed):
    """``valid_until``: as it should have been; null for no end."""

    valid_until: Day | None


class NewDelegation(WhyChanged):
    """From ``valid_from`` up to, and without, ``valid_until``, ``deputy`` acts as the seat of ``person``."""

    person: Code
    role: Code
    unit: Code
    deputy: Code
    valid_from: Day
    valid_until: Day


class End(WhyChanged):
    """``on``: the first day on which it holds no more; today if it is left out."""

    on: Day | None = None


class ChangeShown(BaseModel):
    """A line of the list of changes: who, when, what, why; the row before and after."""

    change: Noted
    kind_words: Words
    because_words: Words


class Changed(BaseModel):
    """``waits``: a second person has to confirm it, by the number of the change."""

    changes: list[ChangeShown]
    waits: bool


class SittingShown(BaseModel):
    """A seat held on the day, and whoever deputises for it."""

    sitting: Sitting
    role_words: Words
    deputy: str | None
    deputy_until: date | None


class EmptySeat(BaseModel):
    """A seat in which nobody is; ``stands_in`` the heads who act meanwhile. Nobody: it waits."""

    role: str
    role_words: Words
    unit: str
    stands_in: list[str]


@router.post("/units", status_code=201, operation_id="enter_unit", summary="登记单位 Enter a unit")
async def enter_unit(
    body: Annotated[NewUnit, Body(openapi_examples=examples.NEW_UNIT)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
    response: Response,
) -> Changed:
    """Below a unit that is there."""
    unit = directory.Unit(body.unit, body.parent, body.organ, body.name, body.valid_from)
    request = request_of(office, person, key, "units", body)
    return await changed(
        office, request, response, lambda there: granting.enter_unit(there, request.asking, unit)
    )


@router.post("/people", status_code=201, operation_id="enter_person", summary="登记人员 Enter a person")
async def enter_person(
    body: Annotated[NewPerson, Body(openapi_examples=examples.NEW_PERSON)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
    response: Response,
) -> Changed:
    """An officer. Whoever is a party is never entered here."""
    new = directory.Person(body.person, body.name, body.valid_from)
    request = request_of(office, person, key, "people", body)
    return await changed(
        office, request, response, lambda there: granting.enter_person(there, request.asking, new)
    )


@router.post(
    "/people/{ref}/end", status_code=201, operation_id="end_person", summary="人员离职 A person leaves"
)
async def end_person(
    ref: Code,
    body: Annotated[End, Body(openapi_examples=examples.END)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
    response: Response,
) -> Changed:
    """Whose seats have ended; a handover ends them."""
    request = request_of(office, person, key, f"people/{ref}/end", body)
    on = body.on or request.asking.today
    return await changed(
        office, request, response, lambda there: granting.end_person(there, request.asking, ref, on)
    )


@router.post("/seats", status_code=201, operation_id="grant_seat", summary="任职 Grant a seat")
async def grant_seat(
    body: Annotated[NewSeat, Body(openapi_examples=examples.NEW_SEAT)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
    response: Response,
) -> Changed:
    """202 where the seat takes two persons: then it is proposed, and another confirms it."""
    sitting = Sitting(body.person, body.role, body.unit, body.valid_from, body.valid_until)
    second = policy.needs_second_person(body.role)
    request = request_of(office, person, key, "seats", body)
    return await changed(
        office,
        request,
        response,
        lambda there: granting.grant_seat(there, request.asking, sitting, needs_second=second),
    )


@router.post("/seats/end", status_code=201, operation_id="end_seat", summary="免去 End a seat")
async def end_seat(
    body: Annotated[SeatEnd, Body(openapi_examples=examples.SEAT_END)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
    response: Response,
) -> Changed:
    """Whose deputy ends with it. From the day on, whoever held it acts as it no more, at the next request."""
    sitting = Sitting(body.person, body.role, body.unit, body.valid_from)
    request = request_of(office, person, key, "seats/end", body)
    on = body.on or request.asking.today
    return await changed(
        office, request, response, lambda there: granting.end_seat(there, request.asking, sitting, on)
    )


@router.post(
    "/seats/correct", status_code=201, operation_id="correct_seat", summary="更正任职 Correct a seat"
)
async def correct_seat(
    body: Annotated[SeatCorrection, Body(openapi_examples=examples.SEAT_CORRECTION)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
    response: Response,
) -> Changed:
    """Another end than was entered, in the past too; both stand in the list of changes."""
    sitting = Sitting(body.person, body.role, body.unit, body.valid_from)
    request = request_of(office, person, key, "seats/correct", body)
    return await changed(
        office,
        request,
        response,
        lambda there: granting.correct_seat(there, request.asking, sitting, body.valid_until),
    )


@router.post("/delegations", status_code=201, operation_id="delegate_seat", summary="代理 Name a deputy")
async def delegate_seat(
    body: Annotated[NewDelegation, Body(openapi_examples=examples.NEW_DELEGATION)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
    response: Response,
) -> Changed:
    """By whose seat it is, or by the administrator; 202 where the seat takes two persons."""
    if body.because not in AWAY:
        raise malformed(("body.because", "no-absence"))
    theirs = Officer(person.ref, body.role, body.unit) if body.person == person.ref else None
    request = request_of(office, person, key, "delegations", body, theirs)
    delegation = Delegation(
        str(uuid5(UUID(key), "delegation")),
        body.person,
        body.role,
        body.unit,
        body.deputy,
        body.valid_from,
        body.valid_until,
        body.because,
        person.ref,
    )
    second, pairs = policy.needs_second_person(body.role), _pairs(request)
    return await changed(
        office,
        request,
        response,
        lambda there: deputising.delegate(
            there, request.asking, delegation, needs_second=second, pairs=pairs
        ),
    )


@router.post(
    "/delegations/{id}/end",
    status_code=201,
    operation_id="end_delegation",
    summary="终止代理 End a deputy's time",
)
async def end_delegation(
    id: UUID,
    body: Annotated[End, Body(openapi_examples=examples.END)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
    response: Response,
) -> Changed:
    """By whose seat it is, who is back early; or by the administrator."""
    found = await directory.delegation(office.directory, id)
    is_theirs = found is not None and found.person == person.ref
    theirs = Officer(person.ref, found.role, found.unit) if found and is_theirs else None
    request = request_of(office, person, key, f"delegations/{id}/end", body, theirs)
    on = body.on or request.asking.today
    return await changed(
        office, request, response, lambda there: deputising.end_delegation(there, request.asking, str(id), on)
    )


@router.post(
    "/proposals/{number}/confirm",
    status_code=201,
    operation_id="confirm_grant",
    summary="确认 Confirm a grant",
)
async def confirm_grant(
    number: Number,
    body: Annotated[WhyChanged, Body(openapi_examples=examples.WHY)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
    response: Response,
) -> Changed:
    """By another administrator or the security administrator; never by who proposed it, or whom it is for."""
    request = _confirming(office, person, key, f"proposals/{number}/confirm", body)
    pairs = _pairs(request)
    return await changed(
        office, request, response, lambda there: granting.confirm(there, request.asking, number, pairs)
    )


@router.post(
    "/proposals/{number}/decline", status_code=201, operation_id="decline_grant", summary="不予确认 Decline"
)
async def decline_grant(
    number: Number,
    body: Annotated[WhyChanged, Body(openapi_examples=examples.WHY)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
    response: Response,
) -> Changed:
    """Who proposed it may take it back so."""
    request = _confirming(office, person, key, f"proposals/{number}/decline", body)
    return await changed(
        office, request, response, lambda there: granting.decline(there, request.asking, number)
    )


@router.get("/proposals", operation_id="list_proposals", summary="待确认 What waits for a second person")
async def list_proposals(office: TheOffice, person: Whoever) -> list[ChangeShown]:
    """The oldest first."""
    seat_that(person, policy.may_confirm_in_directory)
    return [_shown(each) for each in await changes.waiting(office.directory)]


class WhichChanges(BaseModel):
    """By person concerned, unit, kind, and period: from ``since`` up to, and without, ``until``. ``sort``:
    the oldest first, or with a minus the newest."""

    of: Code | None = None
    unit: Code | None = None
    kind: Kind | None = None
    since: Instant | None = None
    until: Instant | None = None
    sort: Literal["number", "-number"] = "number"


@router.get(
    "/changes", operation_id="list_directory_changes", summary="岗位变更记录 Changes of the directory"
)
async def list_changes(
    office: TheOffice,
    person: Whoever,
    which: Annotated[WhichChanges, Depends()],
    cursor: PageCursor = None,
    limit: Limit = 50,
) -> Listed[ChangeShown]:
    """Who changed what, when and why: for the auditor."""
    seat_that(person, policy.may_read_directory_changes)
    narrowed = Narrowed(which.of, which.unit, which.kind, which.since, which.until)
    try:
        newest_first = which.sort == "-number"
        page = await changes.listed(office.directory, narrowed, cursor, limit, newest_first=newest_first)
    except BadCursor:
        raise malformed(("query.cursor", "cursor")) from None
    total = await changes.counted(office.directory, narrowed)
    return Listed[ChangeShown](items=[_shown(each) for each in page.lines], next=page.next, total=total)


@router.get("/seats", operation_id="list_seats", summary="在岗人员 Who sits where")
async def list_seats(
    office: TheOffice,
    person: Whoever,
    unit: Code | None = None,
    of: Code | None = None,
    on: Day | None = None,
) -> list[SittingShown]:
    """On a day, today if none is named; of one unit, or one person."""
    seat_that(person, policy.may_see_empty_seats)
    day = on or legal_day(person.at)
    found = await directory.sittings_on(office.directory, day, unit=unit, person=of)
    return [
        SittingShown(
            sitting=sitting,
            role_words=both("role", sitting.role),
            deputy=given.deputy if given else None,
            deputy_until=given.valid_until if given else None,
        )
        for sitting, given in found
    ]


class OfficerKnown(BaseModel):
    """An officer as the directory has them. ``valid_until``: when they left, if they did; ``seats``: those
    they hold today."""

    person: str
    name: str
    valid_until: date | None
    seats: list[StandInSeat]


@router.get("/people", operation_id="list_people", summary="人员 Officers")
async def list_people(office: TheOffice, person: Whoever) -> list[OfficerKnown]:
    """Everybody who is or was entered, by reference: to call them by their names, and to choose one."""
    seat_that(person, policy.may_see_empty_seats)
    day = legal_day(person.at)
    units = await office.tree.on(office.directory, day)
    held: dict[str, list[StandInSeat]] = {}
    for each, _ in await directory.sittings_on(office.directory, day):
        unit_name = units[each.unit].name if each.unit in units else each.unit
        words = both("role", each.role)
        seat = StandInSeat(role=each.role, role_words=words, unit=each.unit, unit_name=unit_name)
        held.setdefault(each.person, []).append(seat)
    return [
        OfficerKnown(
            person=each.person,
            name=each.name,
            valid_until=each.valid_until,
            seats=held.get(each.person, []),
        )
        for each in await directory.every_person(office.directory)
    ]


@router.get("/empty-seats", operation_id="list_empty_seats", summary="空缺岗位 Empty seats")
async def list_empty_seats(office: TheOffice, person: Whoever) -> list[EmptySeat]:
    """The seats that have work, or had somebody, and in which nobody is today; and who stands in."""
    seat_that(person, policy.may_see_empty_seats)
    day = legal_day(person.at)
    edition = in_force(None, day)
    heads = heads_of(edition) if edition else {}
    found = await directory.empty_posts(office.directory, day, heads, posts_with_work(edition))
    return [
        EmptySeat(
            role=post.role,
            role_words=both("role", post.role),
            unit=post.unit,
            stands_in=[each.person for each in standing_in],
        )
        for post, standing_in in found
    ]


def seat_that(person: Person, may: Callable[[Officer], bool]) -> Officer:
    """The first of the person's seats that may. Raises Problem 403."""
    seat = next((each for each in person.seats if may(each)), None)
    if seat is None:
        raise not_your_seat()
    return seat


def request_of(
    office: Office, person: Person, key: str, what: str, body: WhyChanged, theirs: Officer | None = None
) -> Request:
    """What the administrator asks for, or somebody about a seat of ``theirs``. Raises Problem 403."""
    seat = theirs or seat_that(person, policy.may_change_directory)
    return asked(office, person, seat, key, what, body)


def _confirming(office: Office, person: Person, key: str, what: str, body: WhyChanged) -> Request:
    return asked(office, person, seat_that(person, policy.may_confirm_in_directory), key, what, body)


def asked(office: Office, person: Person, seat: Officer, key: str, what: str, body: WhyChanged) -> Request:
    """What a seat asks to have changed in the directory."""
    asking = Asking(seat, legal_day(person.at), body.because, body.basis)
    return Request(asking, person.at, key, digest_of(office, person, f"directory/{what}", body))


async def changed(office: Office, request: Request, response: Response, decide: Decide) -> Changed:
    """Change the directory, and say what was changed. Raises Problem."""
    try:
        made = await changes.change(office.directory, request, decide)
    except Refused as no:
        raise refusal(no) from None
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    waits = any(each.kind in (Kind.SEAT_PROPOSED, Kind.DELEGATION_PROPOSED) for each in made)
    if waits:
        response.status_code = status.HTTP_202_ACCEPTED
    return Changed(changes=[_shown(each) for each in made], waits=waits)


def _pairs(request: Request) -> frozenset[tuple[str, str]]:
    edition = in_force(None, request.asking.today)
    return approves(edition) if edition else frozenset()


def _shown(noted: Noted) -> ChangeShown:
    return ChangeShown(
        change=noted,
        kind_words=both("directory-change", noted.kind),
        because_words=both("directory-because", noted.because),
    )
