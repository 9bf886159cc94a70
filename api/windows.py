"""Windows as queues (窗口排队): sitting down at one, giving out tickets, calling, serving, moving on.

No name is needed for a ticket, and none is kept; nor who called it. What is measured is measured of windows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Body, Path
from pydantic import BaseModel, StrictBool

from api import examples, policy
from api.directory import seat_that
from api.forms import Code, Form
from api.identity import Person, Whoever
from api.office import Office, TheOffice
from api.problems import Problem, not_your_seat, refusal, unseen
from api.requests import IdempotencyKey, digest_of
from api.saying import Words, both
from counties import in_force
from records import windows as kept
from records.journal import AnotherBody
from records.registers import lines_of
from records.windows import At, Written, next_number
from rules import queueing
from rules.instants import legal_day
from rules.queueing import Queue, QueueStep, Stepped, Ticket, waiting_in
from rules.refusals import Refused
from rules.registering import window_of
from rules.registers import DutyShift, FunctionTag, Register, RegisterLine, ServiceWindow, of
from rules.rosters import Attendance, Roster

router = APIRouter(tags=["窗口 windows"])

TicketNumber = Annotated[int, Path(ge=1, le=100_000)]


class TicketTaken(Form):
    """For a service of the unit: the window with the fewest people waiting is found."""

    service: FunctionTag


class Finished(Form):
    """Whether what the person came for is done, at this window and this time."""

    is_complete: StrictBool


class MovedTo(Form):
    window: Code
    service: FunctionTag


class StepShown(BaseModel):
    """What was written of a ticket. ``number`` is of this window and day; they follow one another."""

    window: str
    day: date
    number: int
    step: QueueStep
    step_words: Words
    at: datetime
    ahead: int | None


class AttendanceShown(BaseModel):
    window: str
    since: datetime
    until: datetime | None


class TicketShown(BaseModel):
    ticket: Ticket
    state_words: Words
    service_words: Words


class QueueShown(BaseModel):
    """A window's day: who is called or served, and who waits, in the order in which they are called."""

    window: str
    day: date
    is_staffed: bool
    at_the_window: list[TicketShown]
    waiting: list[TicketShown]


@dataclass(frozen=True)
class Hall:
    """What is known of windows and rosters at the instant of a request."""

    roster: Roster
    at: datetime

    @property
    def day(self) -> date:
        return legal_day(self.at)

    def window(self, ref: str) -> tuple[RegisterLine, ServiceWindow]:
        """Raises Problem 409."""
        try:
            return window_of(self.roster.lines, ref, self.day)
        except Refused as no:
            raise refusal(no) from None

    def windows_of(self, unit: str) -> Mapping[str, ServiceWindow]:
        """The windows of a unit, by reference."""
        return {
            each.ref: each.what
            for each in of(self.roster.lines, Register.WINDOWS, self.day)
            if each.unit == unit and isinstance(each.what, ServiceWindow)
        }

    def sits_here(self, person: Person, window: RegisterLine) -> bool:
        """Whether they staff windows and this one is their unit's, or they are down for it today."""
        seats = [each for each in person.seats if policy.may_staff_windows(each)]
        is_down = any(
            each.person == person.ref and isinstance(each.what, DutyShift) and each.what.window == window.ref
            for each in of(self.roster.lines, Register.SHIFTS, self.day)
        )
        return bool(seats) and (is_down or any(each.unit == window.unit for each in seats))


async def hall_of(office: Office, at: datetime) -> Hall:
    """The hall at an instant. Raises Problem 404 where no edition is in force."""
    edition = in_force(None, legal_day(at))
    if edition is None:
        raise unseen()
    lines = await lines_of(office.directory, Register.WINDOWS, Register.SHIFTS)
    return Hall(Roster(lines, edition.directory, edition.calendar), at)


async def _mine(office: Office, person: Person, window: str) -> tuple[Hall, ServiceWindow]:
    """The window, for whoever sits there. Raises Problem 403 and 409."""
    hall = await hall_of(office, person.at)
    line, what = hall.window(window)
    if not hall.sits_here(person, line):
        raise not_your_seat()
    return hall, what


@router.post("/windows/{window}/sign-on", operation_id="sign_on", summary="签到 Sit down at a window")
async def sign_on(window: Code, office: TheOffice, person: Whoever, key: IdempotencyKey) -> AttendanceShown:
    """From now on it is staffed: tickets are called."""
    await _mine(office, person, window)
    try:
        return _attendance(await kept.sign_on(office.directory, window, person.ref, person.at, key))
    except Refused as no:
        raise refusal(no) from None
    except AnotherBody:
        raise Problem(422, "key-reused") from None


@router.post("/windows/{window}/sign-off", operation_id="sign_off", summary="签退 Leave a window")
async def sign_off(window: Code, office: TheOffice, person: Whoever, _: IdempotencyKey) -> AttendanceShown:
    """Whoever did not sit there has left: it is never refused."""
    await _mine(office, person, window)
    left = await kept.sign_off(office.directory, window, person.ref, person.at)
    return _attendance(left or Attendance(window, person.ref, person.at, person.at))


@router.post(
    "/halls/{unit}/tickets", status_code=201, operation_id="take_ticket", summary="取号 Take a ticket"
)
async def take_ticket(
    unit: Code,
    body: Annotated[TicketTaken, Body(openapi_examples=examples.TICKET)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
) -> StepShown:
    """Given out in the hall; nobody is asked who they are."""
    seat_that(person, policy.may_staff_windows)
    return await ticket_taken(office, person, unit, body, key)


async def ticket_taken(office: Office, person: Person, unit: str, body: TicketTaken, key: str) -> StepShown:
    """A ticket at whichever window of the unit has that service and the fewest waiting. Raises Problem."""
    hall = await hall_of(office, person.at)
    windows = hall.windows_of(unit)

    def decide(queues: Mapping[str, Queue], _: Mapping[str, bool]) -> list[tuple[str, Stepped]]:
        waiting = {ref: len(waiting_in(queue)) for ref, queue in queues.items()}
        ref = queueing.shortest(windows, waiting, body.service)
        number = next_number(queues[ref])
        return [(ref, queueing.take(hall.roster, windows[ref], number, body.service, person.at))]

    written = Written(key, digest_of(office, person, f"halls/{unit}/tickets", body))
    return await _stepped(office, hall, windows, written, decide)


@router.post("/windows/{window}/call-next", operation_id="call_next", summary="叫号 Call the next")
async def call_next(window: Code, office: TheOffice, person: Whoever, key: IdempotencyKey) -> StepShown:
    """Whoever waits longest."""
    return await _one(
        _Ask(office, person, window, key, "call-next"),
        lambda queue, staffed: queueing.call_next(queue, person.at, is_staffed=staffed),
    )


@router.post(
    "/windows/{window}/tickets/{number}/begin", operation_id="begin_ticket", summary="开始办理 Begin"
)
async def begin_ticket(
    window: Code, number: TicketNumber, office: TheOffice, person: Whoever, key: IdempotencyKey
) -> StepShown:
    """Whoever was called has come."""
    return await _one(
        _Ask(office, person, window, key, f"{number}/begin"),
        lambda queue, staffed: queueing.begin(queue, number, person.at, is_staffed=staffed),
    )


@router.post("/windows/{window}/tickets/{number}/end", operation_id="end_ticket", summary="办理完毕 Served")
async def end_ticket(
    window: Code,
    number: TicketNumber,
    body: Annotated[Finished, Body(openapi_examples=examples.FINISHED)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
) -> StepShown:
    """With whether it is done at this first contact."""
    return await _one(
        _Ask(office, person, window, key, f"{number}/end", body),
        lambda queue, staffed: queueing.end(
            queue, number, person.at, is_complete=body.is_complete, is_staffed=staffed
        ),
    )


@router.post(
    "/windows/{window}/tickets/{number}/not-there", operation_id="miss_ticket", summary="过号 Nobody came"
)
async def miss_ticket(
    window: Code, number: TicketNumber, office: TheOffice, person: Whoever, key: IdempotencyKey
) -> StepShown:
    """Whoever was called did not come; another ticket is theirs for the asking."""
    return await _one(
        _Ask(office, person, window, key, f"{number}/not-there"),
        lambda queue, staffed: queueing.not_there(queue, number, person.at, is_staffed=staffed),
    )


@router.post("/windows/{window}/tickets/{number}/move", operation_id="move_ticket", summary="转窗口 Move on")
async def move_ticket(
    window: Code,
    number: TicketNumber,
    body: Annotated[MovedTo, Body(openapi_examples=examples.MOVED)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
) -> StepShown:
    """To another window, where they wait from when they first came. What comes back is their ticket there."""
    hall, _ = await _mine(office, person, window)
    _, there = hall.window(body.window)

    def decide(queues: Mapping[str, Queue], staffed: Mapping[str, bool]) -> list[tuple[str, Stepped]]:
        left = queueing.move(
            queues[window], number, there, body.service, body.window, person.at, is_staffed=staffed[window]
        )
        ticket, to = queues[window][number], next_number(queues[body.window])
        come = queueing.arrive(ticket, to, body.service, window, person.at)
        return [(window, left), (body.window, come)]

    written = _written(office, person, key, f"windows/{window}/{number}/move", body)
    return await _stepped(office, hall, {window: there, body.window: there}, written, decide)


@router.get("/windows/{window}/queue", operation_id="read_queue", summary="窗口队列 A window's queue")
async def read_queue(window: Code, office: TheOffice, person: Whoever) -> QueueShown:
    """As it stands today. Raises Problem 404 for a window that is not there."""
    seat_that(person, policy.may_see_registers)
    hall = await hall_of(office, person.at)
    try:
        window_of(hall.roster.lines, window, hall.day)
    except Refused:
        raise unseen() from None
    queue = (await kept.queues_on(office.directory, [window], hall.day))[window]
    came = await kept.attendances(office.directory, [window], hall.day, person.at)
    here = [each for each in queue.values() if each.state in _AT_THE_WINDOW]
    return QueueShown(
        window=window,
        day=hall.day,
        is_staffed=any(each.until is None and legal_day(each.since) == hall.day for each in came),
        at_the_window=[_ticket(each) for each in here],
        waiting=[_ticket(each) for each in waiting_in(queue)],
    )


_AT_THE_WINDOW = (queueing.TicketState.CALLED, queueing.TicketState.SERVED)


def _written(office: Office, person: Person, key: str, route: str, body: Form | None = None) -> Written:
    return Written(key, digest_of(office, person, route, body or Form()))


@dataclass(frozen=True)
class _Ask:
    """What somebody who sits at a window asks of one of its tickets."""

    office: Office
    person: Person
    window: str
    key: str
    what: str  # the end of the route
    body: Form | None = None


async def _one(ask: _Ask, decide: Callable[[Queue, bool], Stepped]) -> StepShown:
    """A step of one ticket at one's own window. Raises Problem."""
    hall, _ = await _mine(ask.office, ask.person, ask.window)
    written = _written(ask.office, ask.person, ask.key, f"windows/{ask.window}/{ask.what}", ask.body)

    def decided(queues: Mapping[str, Queue], staffed: Mapping[str, bool]) -> list[tuple[str, Stepped]]:
        return [(ask.window, decide(queues[ask.window], staffed[ask.window]))]

    return await _stepped(ask.office, hall, [ask.window], written, decided)


async def _stepped(
    office: Office,
    hall: Hall,
    windows: Mapping[str, ServiceWindow] | list[str],
    written: Written,
    decide: kept.Decide,
) -> StepShown:
    """What was written last. Raises Problem."""
    try:
        made = await kept.step(office.directory, list(windows), hall.day, written, decide)
    except Refused as no:
        raise refusal(no) from None
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    last = made[-1]
    ahead = await _ahead(office, last) if last.stepped.step is QueueStep.TAKEN else None
    return StepShown(
        window=last.window,
        day=last.day,
        number=last.stepped.number,
        step=last.stepped.step,
        step_words=both("queue-step", last.stepped.step),
        at=last.stepped.at,
        ahead=ahead,
    )


async def _ahead(office: Office, at: At) -> int:
    """How many are called before this ticket, as things stand."""
    waiting = waiting_in((await kept.queues_on(office.directory, [at.window], at.day))[at.window])
    numbers = [each.number for each in waiting]
    return numbers.index(at.stepped.number) if at.stepped.number in numbers else 0


def _ticket(ticket: Ticket) -> TicketShown:
    return TicketShown(
        ticket=ticket,
        state_words=both("ticket-state", ticket.state),
        service_words=both("function", ticket.service),
    )


def _attendance(each: Attendance) -> AttendanceShown:
    return AttendanceShown(window=each.window, since=each.since, until=each.until)
