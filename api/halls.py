"""Halls and their tickets for whoever comes (大厅取号): which services, how many wait, and a ticket without a
name. The hall's own machine asks; how many an address may take in an hour, the installation sets."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Body, Path, Request
from pydantic import BaseModel

from api import examples
from api.bounded import check_rate
from api.forms import Code
from api.identity import Person
from api.office import Office, TheOffice
from api.problems import unseen
from api.requests import IdempotencyKey
from api.saying import Words, both
from api.windows import Hall, StepShown, TicketTaken, hall_of, ticket_taken
from records import windows as kept
from rules.queueing import check_open, waiting_in
from rules.refusals import Refused
from rules.registers import FunctionTag, Register, ServiceWindow, of

router = APIRouter(tags=["窗口 windows"])

_NOBODY = "public"  # who asks, where nobody has signed in
Unit = Annotated[Code, Path(description="sl", max_length=60)]


class ServiceOffered(BaseModel):
    """``waiting``: how many wait at the window where the fewest do."""

    service: FunctionTag
    words: Words
    waiting: int


class HallLine(BaseModel):
    """A unit that has windows today."""

    unit: str
    name: str


class HallShown(HallLine):
    """``is_open``: whether a ticket can be taken now. What is offered stands in the order of the list."""

    is_open: bool
    services: list[ServiceOffered]


@router.get("/public/halls", operation_id="list_halls", summary="服务大厅 Halls with windows")
async def list_halls(office: TheOffice) -> list[HallLine]:
    """Every unit with a window today, as the list of units has them."""
    at = await office.clock()
    hall = await hall_of(office, at)
    having = {each.unit for each in of(hall.roster.lines, Register.WINDOWS, hall.day)}
    units = await office.tree.on(office.directory, hall.day)
    return [HallLine(unit=ref, name=units[ref].name) for ref in sorted(having & set(units))]


@router.get("/public/halls/{unit}", operation_id="read_hall", summary="大厅取号情况 A hall")
async def read_hall(unit: Unit, office: TheOffice) -> HallShown:
    """What is offered there and how many wait. 404 where there is no window."""
    hall, windows = await _hall(office, unit)
    queues = await kept.queues_on(office.directory, list(windows), hall.day)
    waiting = {ref: len(waiting_in(queue)) for ref, queue in queues.items()}
    offered = {tag for window in windows.values() for tag in window.services}
    name = (await office.tree.on(office.directory, hall.day))[unit].name
    return HallShown(
        unit=unit,
        name=name,
        is_open=_is_open(hall),
        services=[
            ServiceOffered(service=tag, words=both("function", tag), waiting=_fewest(windows, waiting, tag))
            for tag in FunctionTag
            if tag in offered
        ],
    )


@router.post(
    "/public/halls/{unit}/tickets",
    status_code=201,
    operation_id="take_own_ticket",
    summary="自助取号 Take a ticket",
)
async def take_own_ticket(
    unit: Unit,
    body: Annotated[TicketTaken, Body(openapi_examples=examples.TICKET)],
    request: Request,
    office: TheOffice,
    key: IdempotencyKey,
) -> StepShown:
    """Nobody is asked who they are. Asked too often from one address: 429."""
    await check_rate(office, request, "ticket", office.settings.public_tickets_an_hour)
    await _hall(office, unit)
    nobody = Person(_NOBODY, (), await office.clock())
    return await ticket_taken(office, nobody, unit, body, key)


async def _hall(office: Office, unit: str) -> tuple[Hall, Mapping[str, ServiceWindow]]:
    """The hall with the windows of a unit. Raises Problem 404 where it has none."""
    hall = await hall_of(office, await office.clock())
    windows = hall.windows_of(unit)
    if not windows:
        raise unseen()
    return hall, windows


def _is_open(hall: Hall) -> bool:
    try:
        check_open(hall.roster, hall.at)
    except Refused:
        return False
    return True


def _fewest(windows: Mapping[str, ServiceWindow], waiting: Mapping[str, int], tag: FunctionTag) -> int:
    return min(waiting.get(ref, 0) for ref, window in windows.items() if tag in window.services)
