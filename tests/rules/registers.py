"""A small county with lines in its registers, and every "no" of registers and windows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from rules import queueing, registering
from rules.directory import Asking, Because, Directory, Person, Unit
from rules.procedure import Officer
from rules.queueing import Queue, QueueStep, Stepped, queue_of
from rules.refusals import Reason
from rules.registering import RegistersSay
from rules.registers import (
    Complaint,
    DutyShift,
    EngagedAs,
    Engagement,
    FunctionTag,
    Grade,
    HalfDay,
    InvitedAs,
    InvitedPerson,
    Lawyer,
    Mediator,
    Particulars,
    Presence,
    PublicName,
    Register,
    RegisterLine,
    ServiceWindow,
)
from rules.rosters import Attendance, Roster, forgotten
from tests.rules import county

LONG_AGO, TODAY, LATER = date(2020, 1, 1), date(2026, 11, 2), date(2026, 12, 1)
NINE = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)  # a Monday, 09:00 in Asia/Shanghai
MINUTE = timedelta(minutes=1)
KEEPER = Officer("keeper", "dispute_resolution_centre", "sl")
TOWN_KEEPER = Officer("town-keeper", "justice_office", "t1")
UNITS = {
    "sl": Unit("sl", None, "county", "示例县", LONG_AGO),
    "t1": Unit("t1", "sl", "township", "东溪镇", LONG_AGO),
    "t2": Unit("t2", "sl", "township", "西岭镇", LONG_AGO),
    "v1": Unit("v1", "t1", "village", "柳湾村", LONG_AGO),
}
PEOPLE = {name: Person(name, name, LONG_AGO) for name in ("keeper", "clerk", "guest", "he", "town-keeper")}
BOTH = (HalfDay.MORNING, HalfDay.AFTERNOON)


def name(said: str) -> PublicName:
    return PublicName(said)


def line(
    register: Register, ref: str, what: Particulars, unit: str = "sl", since: date = TODAY, **more: Any
) -> RegisterLine:
    return RegisterLine(register, ref, unit, what, since, **more)


def a_mediator(ref: str, unit: str = "t1", *, full: bool = True, **more: Any) -> RegisterLine:
    what = Mediator(name=name(ref), grade=Grade.UNGRADED, is_full_time=full)
    return line(Register.MEDIATORS, ref, what, unit, **{"since": LONG_AGO, **more})


def a_window(ref: str, *services: FunctionTag, unit: str = "sl", since: date = LONG_AGO) -> RegisterLine:
    return line(Register.WINDOWS, ref, ServiceWindow(name=name(ref), services=services), unit, since)


def a_shift(ref: str, person: str | None, window: str | None = "w-1", **what: Any) -> RegisterLine:
    said = {"presence": Presence.RESIDENT, "halves": BOTH, "window": window, **what}
    return line(Register.SHIFTS, ref, DutyShift(**said), person=person)


def an_invited(ref: str, undertaking: date | None) -> RegisterLine:
    what = InvitedPerson(name=name(ref), invited_as=InvitedAs.CONGRESS_DEPUTY, undertaking=undertaking)
    return line(Register.INVITED, ref, what)


def an_engagement(ref: str, lawyer: str, matter: str, engaged_as: EngagedAs) -> RegisterLine:
    what = Engagement(lawyer=lawyer, matter=matter, engaged_as=engaged_as)
    return line(Register.ENGAGEMENTS, ref, what)


def a_complaint(ref: str, mediator: str, matter: str) -> RegisterLine:
    return line(Register.COMPLAINTS, ref, Complaint(mediator=mediator, matter=matter))


WINDOW = a_window("w-1", FunctionTag.LABOUR)
LAWYER = line(Register.LAWYERS, "l-1", Lawyer(name=name("周明"), firm=name("示例所")))
LINES = (WINDOW, LAWYER, a_mediator("m-1", person="he"), a_shift("s-1", "clerk"))
THERE = Directory(UNITS, PEOPLE, lines=LINES)
ASKED = Asking(KEEPER, TODAY, Because.APPOINTMENT)
OF_THE_TOWN = replace(ASKED, by=TOWN_KEEPER)
ROSTER = Roster(LINES, county.TOLD.directory, county.TOLD.calendar)


def entering(line: RegisterLine, asking: Asking = ASKED, there: Directory = THERE) -> Callable[[], Any]:
    return partial(registering.enter_line, there, asking, line)


def ending(ref: str, asking: Asking = ASKED, on: date = LATER) -> Callable[[], Any]:
    key = (Register.MEDIATORS, ref, LONG_AGO)
    return partial(registering.end_line, THERE, asking, key, on)


def at_table(say: RegistersSay, *, invited: str = "") -> Callable[[], Any]:
    guests = frozenset({invited} - {""})
    return partial(registering.check_table, say, frozenset({"he"}), guests)


def taken(number: int = 1, minutes: int = 0, window: str = "labour") -> Stepped:
    at = NINE + minutes * MINUTE
    service = FunctionTag(window)
    return Stepped(number=number, step=QueueStep.TAKEN, at=at, service=service, since=at)


def stepped(number: int, step: QueueStep, minutes: int, **more: Any) -> Stepped:
    return Stepped(number=number, step=step, at=NINE + minutes * MINUTE, **more)


ONE_WAITS: Queue = queue_of([taken()])
ONE_IS_CALLED: Queue = queue_of([taken(), taken(2), stepped(1, QueueStep.CALLED, 3)])
LABOUR = ServiceWindow(name=name("劳动窗口"), services=(FunctionTag.LABOUR,))

CASES: dict[Reason, tuple[Callable[[], Any], ...]] = {
    Reason.OUTSIDE_YOUR_AREA: (
        entering(a_mediator("m-2", "t2", since=TODAY), OF_THE_TOWN),
        entering(a_mediator("m-2", "sl", since=TODAY), OF_THE_TOWN),
        entering(a_mediator("m-2", "nowhere", since=TODAY)),
        ending("m-1", replace(ASKED, by=Officer("x", "justice_office", "t2"))),
    ),
    Reason.NOT_TO_ONESELF: (
        entering(a_mediator("m-2", person="keeper", since=TODAY)),
        ending("m-1", replace(OF_THE_TOWN, by=Officer("he", "justice_office", "t1"))),
    ),
    Reason.NO_SUCH_UNIT: (
        entering(
            a_mediator("m-2", "t3", since=TODAY),
            there=replace(THERE, units={**UNITS, "t3": replace(UNITS["t1"], unit="t3", valid_until=TODAY)}),
        ),
    ),
    Reason.NO_SUCH_PERSON: (
        entering(a_mediator("m-2", person="nobody", since=TODAY)),
        entering(a_shift("s-2", None)),
        entering(
            a_mediator("m-2", person="guest", since=TODAY),
            there=replace(THERE, people={**PEOPLE, "guest": replace(PEOPLE["guest"], valid_until=LATER)}),
        ),
    ),
    Reason.ENTERED_ALREADY: (entering(a_mediator("m-1", since=TODAY)),),
    Reason.NOT_IN_THE_REGISTER: (
        ending("m-9"),
        entering(a_complaint("c-1", "m-9", "SL-1")),
        entering(an_engagement("e-1", "l-9", "SL-1", EngagedAs.OPINION)),
    ),
    Reason.BEGINS_IN_THE_PAST: (entering(a_mediator("m-2", since=LONG_AGO)),),
    Reason.ENDS_IN_THE_PAST: (ending("m-1", on=LONG_AGO),),
    Reason.ON_DUTY_ELSEWHERE: (
        entering(a_shift("s-2", "clerk", None)),
        entering(a_shift("s-2", "clerk", None, weekdays=(3,), halves=(HalfDay.MORNING,))),
        entering(
            a_shift("s-3", "clerk", None, weekdays=(3,)),
            there=replace(THERE, lines=(WINDOW, a_shift("s-1", "clerk", weekdays=(2, 3)))),
        ),
    ),
    Reason.NO_SUCH_WINDOW: (
        entering(a_shift("s-2", "guest", "w-9")),
        entering(replace(a_shift("s-2", "guest"), unit="t1")),
        partial(registering.window_of, LINES, "w-9", TODAY),
    ),
    Reason.APPOINTMENT_IS_OVER: (at_table(RegistersSay(lapsed=frozenset({"he"}))),),
    Reason.ACTED_FOR_A_PARTY: (
        at_table(RegistersSay(acted_for_a_party=frozenset({"he"}))),
        at_table(RegistersSay(acted_for_a_party=frozenset({"g"})), invited="g"),
    ),
    Reason.SERVICE_NOT_OFFERED: (
        partial(queueing.take, ROSTER, LABOUR, 1, FunctionTag.MEDIATION, NINE),
        partial(queueing.shortest, {"w-1": LABOUR}, {}, FunctionTag.MEDIATION),
        partial(queueing.move, ONE_IS_CALLED, 1, LABOUR, FunctionTag.LITIGATION, "w", NINE, is_staffed=True),
    ),
    Reason.WINDOW_IS_CLOSED: (
        partial(queueing.take, ROSTER, LABOUR, 1, FunctionTag.LABOUR, NINE - timedelta(hours=1)),
        partial(queueing.take, ROSTER, LABOUR, 1, FunctionTag.LABOUR, NINE + timedelta(hours=8, minutes=30)),
        partial(queueing.take, ROSTER, LABOUR, 1, FunctionTag.LABOUR, NINE - timedelta(days=1)),
    ),
    Reason.WINDOW_NOT_STAFFED: (
        partial(queueing.call_next, ONE_WAITS, NINE, is_staffed=False),
        partial(queueing.begin, ONE_IS_CALLED, 1, NINE, is_staffed=False),
        partial(queueing.not_there, ONE_IS_CALLED, 1, NINE, is_staffed=False),
        partial(queueing.end, ONE_IS_CALLED, 1, NINE, is_complete=True, is_staffed=False),
    ),
    Reason.SIGNED_ON_ALREADY: (
        partial(forgotten, Attendance("w-1", "clerk", NINE), NINE + timedelta(hours=7)),
    ),
    Reason.SOMEBODY_IS_SERVED: (
        partial(queueing.call_next, ONE_IS_CALLED, NINE, is_staffed=True),
        partial(
            queueing.call_next,
            queue_of([taken(), taken(2), stepped(1, QueueStep.CALLED, 3), stepped(1, QueueStep.BEGUN, 4)]),
            NINE,
            is_staffed=True,
        ),
    ),
    Reason.NOBODY_WAITS: (partial(queueing.call_next, {}, NINE, is_staffed=True),),
    Reason.NO_SUCH_TICKET: (partial(queueing.begin, ONE_WAITS, 7, NINE, is_staffed=True),),
    Reason.TICKET_IS_ELSEWHERE: (
        partial(queueing.begin, ONE_WAITS, 1, NINE, is_staffed=True),
        partial(queueing.end, ONE_IS_CALLED, 1, NINE, is_complete=True, is_staffed=True),
        partial(queueing.not_there, ONE_WAITS, 1, NINE, is_staffed=True),
        partial(queueing.move, ONE_WAITS, 1, LABOUR, FunctionTag.LABOUR, "w", NINE, is_staffed=True),
    ),
}


OF_THE_REGISTERS = {reason: (lambda cases=cases: cases[0]) for reason, cases in CASES.items()}
