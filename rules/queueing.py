"""A window as a queue (窗口排队): a ticket is taken, called, served and over; no name is needed for it.

The queue of a window on a day is a fold over its journal of steps. Steps say what happened and when, and not
who sat there: what is not kept, nobody can be ranked by.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from rules.refusals import Reason, Refused
from rules.registers import FunctionTag, ServiceWindow
from rules.rosters import Roster


class QueueStep(StrEnum):  # 排队流水
    """What happens to a ticket; the names lie in the journal of a window for ever."""

    TAKEN = "taken"  # 取号
    CALLED = "called"  # 叫号
    BEGUN = "begun"  # 开始办理
    ENDED = "ended"  # 办理完毕
    NOT_THERE = "not-there"  # 过号
    MOVED = "moved"  # 转到其他窗口


class TicketState(StrEnum):  # 号的状态
    WAITING = "waiting"
    CALLED = "called"
    SERVED = "served"
    OVER = "over"


@dataclass(frozen=True, kw_only=True)
class Stepped:  # 一条排队流水
    """One line of a window's journal. ``since``: when whoever holds the ticket first took one, of a ticket
    that is taken; ``is_complete``: of one that has ended, whether what they came for is done; ``to``: the
    window it was moved to, or came from."""

    number: int
    step: QueueStep
    at: datetime
    service: FunctionTag | None = None
    since: datetime | None = None
    is_complete: bool | None = None
    to: str | None = None


@dataclass(frozen=True)
class Ticket:  # 号
    """A ticket of a window's day. ``since``: from when its holder waits, at whichever window."""

    number: int
    service: FunctionTag
    since: datetime
    taken_at: datetime
    state: TicketState = TicketState.WAITING
    called_at: datetime | None = None
    begun_at: datetime | None = None
    over_at: datetime | None = None
    ended: QueueStep | None = None
    is_complete: bool | None = None
    came_from: str | None = None


Queue = Mapping[int, Ticket]


def queue_of(steps: Iterable[Stepped]) -> Queue:
    """The tickets of a window's day, by number, after these steps in their order."""
    queue: dict[int, Ticket] = {}
    for each in steps:
        queue[each.number] = _after(queue.get(each.number), each)
    return queue


def _after(ticket: Ticket | None, step: Stepped) -> Ticket:
    if ticket is None:
        assert step.service
        assert step.since
        return Ticket(step.number, step.service, step.since, step.at, came_from=step.to)
    match step.step:
        case QueueStep.CALLED:
            return replace(ticket, state=TicketState.CALLED, called_at=step.at)
        case QueueStep.BEGUN:
            return replace(ticket, state=TicketState.SERVED, begun_at=step.at)
        case _:
            return replace(
                ticket,
                state=TicketState.OVER,
                over_at=step.at,
                ended=step.step,
                is_complete=step.is_complete,
            )


def take(roster: Roster, window: ServiceWindow, number: int, service: FunctionTag, at: datetime) -> Stepped:
    """County policy 46 取号: of a service the window has, on a working day, from the beginning of the first
    half-day to the end of the last. Raises SERVICE_NOT_OFFERED, WINDOW_IS_CLOSED."""
    _check_offered(window, service)
    check_open(roster, at)
    return Stepped(number=number, step=QueueStep.TAKEN, at=at, service=service, since=at)


def check_open(roster: Roster, at: datetime) -> None:
    """Raises WINDOW_IS_CLOSED on a day off, before the first half-day and after the last; between them people
    may take a ticket and wait."""
    halves = roster.halves_today(at)
    if not halves or not halves[0].begins <= at < halves[-1].ends:
        raise Refused(Reason.WINDOW_IS_CLOSED)


def _check_offered(window: ServiceWindow, service: FunctionTag) -> None:
    if service not in window.services:
        raise Refused(Reason.SERVICE_NOT_OFFERED)


def call_next(queue: Queue, at: datetime, *, is_staffed: bool) -> Stepped:
    """County policy 46 叫号: whoever waits longest, however often they were moved; one at a time. Raises
    WINDOW_NOT_STAFFED, SOMEBODY_IS_SERVED, NOBODY_WAITS."""
    _check_staffed(is_staffed)
    if any(each.state in (TicketState.CALLED, TicketState.SERVED) for each in queue.values()):
        raise Refused(Reason.SOMEBODY_IS_SERVED)
    waiting = waiting_in(queue)
    if not waiting:
        raise Refused(Reason.NOBODY_WAITS)
    return Stepped(number=waiting[0].number, step=QueueStep.CALLED, at=at)


def waiting_in(queue: Queue) -> tuple[Ticket, ...]:
    """Who waits, in the order in which they are called."""
    waiting = (each for each in queue.values() if each.state is TicketState.WAITING)
    return tuple(sorted(waiting, key=lambda each: (each.since, each.number)))


def begin(queue: Queue, number: int, at: datetime, *, is_staffed: bool) -> Stepped:
    """County policy 46 开始办理: of the ticket that was called. Raises as ``end``."""
    _check_staffed(is_staffed)
    _ticket(queue, number, TicketState.CALLED)
    return Stepped(number=number, step=QueueStep.BEGUN, at=at)


def end(queue: Queue, number: int, at: datetime, *, is_complete: bool, is_staffed: bool) -> Stepped:
    """County policy 46 办理完毕: with whether what they came for is done at this first contact. Raises
    WINDOW_NOT_STAFFED, NO_SUCH_TICKET, TICKET_IS_ELSEWHERE."""
    _check_staffed(is_staffed)
    _ticket(queue, number, TicketState.SERVED)
    return Stepped(number=number, step=QueueStep.ENDED, at=at, is_complete=is_complete)


def not_there(queue: Queue, number: int, at: datetime, *, is_staffed: bool) -> Stepped:
    """County policy 46 过号: whoever was called and did not come; they take another ticket. Raises as
    ``end``."""
    _check_staffed(is_staffed)
    _ticket(queue, number, TicketState.CALLED)
    return Stepped(number=number, step=QueueStep.NOT_THERE, at=at)


def move(
    queue: Queue,
    number: int,
    there: ServiceWindow,
    service: FunctionTag,
    to: str,
    at: datetime,
    *,
    is_staffed: bool,
) -> Stepped:
    """County policy 46 转窗口: of whoever is called or served, to a window with that service. Raises as
    ``end``, and SERVICE_NOT_OFFERED."""
    _check_staffed(is_staffed)
    _ticket(queue, number, TicketState.CALLED, TicketState.SERVED)
    _check_offered(there, service)
    return Stepped(number=number, step=QueueStep.MOVED, at=at, to=to)


def arrive(ticket: Ticket, number: int, service: FunctionTag, came_from: str, at: datetime) -> Stepped:
    """The ticket at the window somebody was moved to: they wait from when they first came."""
    return Stepped(
        number=number, step=QueueStep.TAKEN, at=at, service=service, since=ticket.since, to=came_from
    )


def shortest(windows: Mapping[str, ServiceWindow], waiting: Mapping[str, int], service: FunctionTag) -> str:
    """County policy 46 按类型排队: of the windows with this service the one where fewest wait, the first by
    reference where as many do. Raises SERVICE_NOT_OFFERED."""
    found = sorted(ref for ref, window in windows.items() if service in window.services)
    if not found:
        raise Refused(Reason.SERVICE_NOT_OFFERED)
    return min(found, key=lambda ref: (waiting.get(ref, 0), ref))


def _check_staffed(is_staffed: bool) -> None:
    if not is_staffed:
        raise Refused(Reason.WINDOW_NOT_STAFFED)


def _ticket(queue: Queue, number: int, *states: TicketState) -> Ticket:
    ticket = queue.get(number)
    if ticket is None:
        raise Refused(Reason.NO_SUCH_TICKET)
    if ticket.state not in states:
        raise Refused(Reason.TICKET_IS_ELSEWHERE)
    return ticket
