"""Signing in to a development installation, who I am, and the units there are."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel, StrictBool

from api import examples, forgery, sessions
from api.forms import Code, Form
from api.gate import DEVELOPMENT, development_token
from api.identity import SESSION, Whoever
from api.office import TheOffice
from api.problems import unseen
from api.saying import Words, both
from api.sight import InSight
from records.directory import Unit, names_of, officers, sittings_on
from rules.authority.table import PERMISSIONS, Permission
from rules.instants import legal_day

router = APIRouter(tags=["人员和单位 people and units"])


class SignIn(Form):
    """Whose place to take. Only a development installation lets anybody do this. ``session``: in a page, and
    not only by a token."""

    person: Code
    session: StrictBool = False


class Token(BaseModel):
    """Valid for twelve hours."""

    token: str


class SeatShown(BaseModel):
    """A seat somebody acts as now; ``act_as`` is what Act-As takes. ``instead_of``: whose deputy;
    ``until``: up to which day, and without it. ``powers``: what it may do that is no step of a procedure."""

    role: str
    role_words: Words
    unit: str
    act_as: str
    capacity: str
    capacity_words: Words
    instead_of: str | None
    until: date | None
    powers: list[Permission]


class Me(BaseModel):
    """Who is signed in. ``at``: the instant of this answer, by the house's clock."""

    person: str
    name: str | None
    seats: list[SeatShown]
    at: datetime


class StandInSeat(BaseModel):
    """A seat somebody holds there."""

    role: str
    role_words: Words
    unit: str
    unit_name: str


class StandIn(BaseModel):
    """Somebody whose place can be taken in a development installation, with the seats they hold today."""

    person: str
    name: str | None
    seats: list[StandInSeat]


@router.get("/dev/people", operation_id="list_stand_ins", summary="开发登录可选人员 Whose place can be taken")
async def list_stand_ins(office: TheOffice) -> list[StandIn]:
    """Everybody who holds a seat, for whoever tries it out on their own machine. 404 where people do not sign
    in this way."""
    if office.gate.way != DEVELOPMENT:
        raise unseen()
    day = legal_day(await office.clock())
    held = [each for each, _ in await sittings_on(office.records, day)]
    names = await names_of(office.records, {each.person for each in held})
    units = await office.tree.on(office.directory, day)
    found: dict[str, StandIn] = {}
    for each in held:
        there = found.setdefault(
            each.person, StandIn(person=each.person, name=names.get(each.person), seats=[])
        )
        unit_name = units[each.unit].name if each.unit in units else each.unit
        words = both("role", each.role)
        there.seats.append(StandInSeat(role=each.role, role_words=words, unit=each.unit, unit_name=unit_name))
    return list(found.values())


@router.post("/dev/sign-in", operation_id="sign_in", summary="开发登录 Development sign-in")
async def sign_in(
    body: Annotated[SignIn, Body(openapi_examples=examples.SIGN_IN)],
    request: Request,
    response: Response,
    office: TheOffice,
) -> Token:
    """A token for anybody who holds a seat. 404 where people do not sign in this way."""
    at = await office.clock()
    day = legal_day(at)
    acting = await officers(office.records, body.person, day)
    held = await sittings_on(office.records, day, person=body.person)  # on leave they are somebody too
    if office.gate.way != DEVELOPMENT or not (acting or held):
        raise unseen()
    forgery.check_origin(request, office.gate.origin)
    if body.session:
        async with office.records.begin() as connection:
            _, secret = await sessions.begin(connection, office, request, body.person, DEVELOPMENT, at)
        sessions.set_cookie(response, SESSION, secret)
    return Token(token=development_token(office.settings, body.person))


@router.get("/me", operation_id="who_am_i", summary="本人 Who I am")
async def who_am_i(office: TheOffice, person: Whoever) -> Me:
    """Who the token belongs to, the seats they act as now, and by what right."""
    names = await names_of(office.records, [person.ref])
    seats = [
        SeatShown(
            role=each.post.role,
            role_words=both("role", each.post.role),
            unit=each.post.unit,
            act_as=str(each.post),
            capacity=each.capacity,
            capacity_words=both("capacity", each.capacity),
            instead_of=each.instead_of,
            until=each.until,
            powers=sorted(PERMISSIONS.get(each.post.role, ())),
        )
        for each in person.acting
    ]
    return Me(person=person.ref, name=names.get(person.ref), seats=seats, at=person.at)


class Colleague(BaseModel):
    """Who sits in a seat of a unit today."""

    person: str
    name: str | None
    role: str
    role_words: Words
    unit: str


@router.get("/colleagues", operation_id="list_colleagues", summary="本单位人员 Who sits in my units")
async def list_colleagues(office: TheOffice, person: Whoever) -> list[Colleague]:
    """Of the units of my own seats, today; by seat."""
    day = legal_day(person.at)
    units = sorted({seat.unit for seat in person.seats})
    found = [each for unit in units for each, _ in await sittings_on(office.records, day, unit=unit)]
    names = await names_of(office.records, {each.person for each in found})
    return [
        Colleague(
            person=each.person,
            name=names.get(each.person),
            role=each.role,
            role_words=both("role", each.role),
            unit=each.unit,
        )
        for each in sorted(found, key=lambda each: (each.unit, each.role, each.person))
    ]


@router.get("/units", operation_id="list_units", summary="单位 Units")
async def list_units(sight: InSight) -> list[Unit]:
    """The county, its townships and villages, as they are today."""
    return list(sight.units.values())
