"""A small directory, and every "no" to a change of it, with somebody who asks for it and is told so."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from rules import deputising, granting
from rules.directory import Asking, Because, Directory, Person, Proposal, Unit
from rules.procedure import Officer
from rules.refusals import Reason
from rules.seating import Delegation, Post, Sitting

LONG_AGO, TODAY, LATER, END = date(2020, 1, 1), date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)
ADMIN, SECOND = Officer("admin", "system_admin", "sl"), Officer("second", "security_admin", "sl")
PAIRS = frozenset({("dept_handler", "dept_head")})

UNITS = {
    "sl": Unit("sl", None, "county", "示例县", LONG_AGO),
    "d": Unit("d", "sl", "department", "示例局", LONG_AGO),
    "e": Unit("e", "sl", "department", "另一局", LONG_AGO),
}
NAMES = ("admin", "second", "audit", "head", "handler", "other", "clerk", "guest", "discipline")
PEOPLE = {name: Person(name, name, LONG_AGO) for name in NAMES}
SITTINGS = (
    Sitting("admin", "system_admin", "sl", LONG_AGO),
    Sitting("second", "security_admin", "sl", LONG_AGO),
    Sitting("audit", "auditor", "sl", LONG_AGO),
    Sitting("head", "dept_head", "d", LONG_AGO),
    Sitting("handler", "dept_handler", "d", LONG_AGO),
    Sitting("other", "dept_handler", "d", LONG_AGO),
    Sitting("clerk", "dept_handler", "e", LONG_AGO),
    Sitting("discipline", "discipline_clerk", "sl", LONG_AGO),
)
ASKED = Asking(ADMIN, TODAY, Because.APPOINTMENT)


def deputy(
    person: str, to: str, *, role: str = "dept_handler", unit: str = "d", **changes: Any
) -> Delegation:
    new = Delegation("new", person, role, unit, to, LATER, END, Because.LEAVE, "admin")
    return replace(new, **changes)


THERE = Directory(UNITS, PEOPLE, SITTINGS)
RUNNING = replace(THERE, delegations=(deputy("handler", "other", id="running"),))
WAITING = replace(
    THERE,
    proposals={
        1: Proposal(1, Sitting("guest", "dept_handler", "d", LATER), "admin"),
        2: Proposal(2, deputy("handler", "guest"), "handler"),
        3: Proposal(3, Sitting("second", "dept_handler", "d", LATER), "admin"),
    },
)


def granted(sitting: Sitting, there: Directory = THERE, asking: Asking = ASKED, second: bool = False) -> Any:
    return granting.grant_seat(there, asking, sitting, needs_second=second)


def deputised(
    delegation: Delegation, there: Directory = THERE, asking: Asking = ASKED, second: bool = False
) -> Any:
    return deputising.delegate(there, asking, delegation, needs_second=second, pairs=PAIRS)


# reason -> everything that is refused for it
CASES: Mapping[Reason, tuple[Callable[[], Any], ...]] = {
    Reason.ENTERED_ALREADY: (
        partial(granting.enter_unit, THERE, ASKED, UNITS["d"]),
        partial(granting.enter_person, THERE, ASKED, PEOPLE["guest"]),
    ),
    Reason.NO_SUCH_UNIT: (
        partial(granting.enter_unit, THERE, ASKED, Unit("f", "nowhere", "department", "某局", TODAY)),
        partial(granted, Sitting("guest", "dept_handler", "nowhere", TODAY)),
    ),
    Reason.NO_SUCH_PERSON: (
        partial(granted, Sitting("nobody", "dept_handler", "d", TODAY)),
        partial(  # not on all of these days
            granted,
            Sitting("guest", "dept_handler", "d", TODAY),
            there=replace(THERE, people={**PEOPLE, "guest": replace(PEOPLE["guest"], valid_from=LATER)}),
        ),
        partial(deputised, deputy("handler", "nobody")),
        partial(
            deputised,
            deputy("handler", "guest"),
            there=replace(THERE, people={**PEOPLE, "guest": replace(PEOPLE["guest"], valid_until=LATER)}),
        ),
        partial(granting.end_person, THERE, ASKED, "nobody", TODAY),
        partial(deputising.leave, THERE, ASKED, "nobody", TODAY),
    ),
    Reason.NO_SUCH_SEAT: (
        partial(granting.end_seat, THERE, ASKED, Sitting("guest", "dept_handler", "d", LONG_AGO), TODAY),
        partial(deputised, deputy("guest", "other")),
        # held, but not on all of these days
        partial(
            deputised,
            deputy("handler", "guest"),
            there=replace(THERE, sittings=(replace(SITTINGS[4], valid_until=LATER.replace(day=12)),)),
        ),
    ),
    Reason.NO_SUCH_DELEGATION: (partial(deputising.end_delegation, RUNNING, ASKED, "another", TODAY),),
    Reason.NO_SUCH_PROPOSAL: (
        partial(granting.confirm, WAITING, replace(ASKED, by=SECOND), 9, PAIRS),
        partial(granting.decline, THERE, ASKED, 1),
    ),
    Reason.NOTHING_TO_CORRECT: (partial(granting.correct_seat, THERE, ASKED, SITTINGS[4], None),),
    Reason.INTERVAL_IS_EMPTY: (
        partial(granted, Sitting("guest", "dept_handler", "d", TODAY, TODAY)),
        partial(deputised, deputy("handler", "guest", valid_until=LATER)),
        partial(granting.correct_seat, THERE, ASKED, SITTINGS[4], LONG_AGO.replace(year=2019)),
    ),
    Reason.BEGINS_IN_THE_PAST: (
        partial(granted, Sitting("guest", "dept_handler", "d", LONG_AGO)),
        partial(deputised, deputy("handler", "guest", valid_from=LONG_AGO)),
    ),
    Reason.ENDS_IN_THE_PAST: (
        partial(granting.end_seat, THERE, ASKED, SITTINGS[4], LONG_AGO),
        partial(granting.end_person, THERE, ASKED, "guest", LONG_AGO),
        partial(deputising.end_delegation, RUNNING, ASKED, "running", LONG_AGO),
        partial(deputising.leave, THERE, ASKED, "handler", LONG_AGO),
        # it has ended before, and is not ended again
        partial(
            granting.end_seat,
            replace(THERE, sittings=(replace(SITTINGS[4], valid_until=TODAY),)),
            ASKED,
            SITTINGS[4],
            LATER,
        ),
    ),
    Reason.SEATS_STILL_HELD: (partial(granting.end_person, THERE, ASKED, "handler", TODAY),),
    Reason.SEAT_HELD_ALREADY: (
        partial(granted, Sitting("handler", "dept_handler", "d", TODAY)),
        partial(granted, Sitting("handler", "dept_handler", "d", LATER, END)),
    ),
    Reason.SEATS_DO_NOT_GO_TOGETHER: (
        partial(granted, Sitting("handler", "auditor", "sl", TODAY)),
        partial(granted, Sitting("audit", "dept_handler", "d", TODAY)),
        partial(deputised, deputy("handler", "audit")),
        partial(deputised, deputy("handler", "second")),
        partial(granted, Sitting("other", "auditor", "sl", LATER), there=RUNNING),
    ),
    Reason.SEAT_IS_NOT_DEPUTISED: (
        partial(deputised, deputy("discipline", "guest", role="discipline_clerk", unit="sl")),
        partial(deputised, deputy("audit", "guest", role="auditor", unit="sl")),
        partial(deputised, deputy("second", "guest", role="security_admin", unit="sl")),
    ),
    Reason.DEPUTISED_ALREADY: (
        partial(deputised, deputy("handler", "guest"), there=RUNNING),
        partial(deputised, deputy("handler", "guest", valid_until=LATER.replace(day=10)), there=RUNNING),
    ),
    Reason.CHAIN_OF_DEPUTIES: (
        partial(deputised, deputy("other", "guest"), there=RUNNING),  # who deputises for somebody
        partial(deputised, deputy("clerk", "handler", unit="e"), there=RUNNING),  # who is away
    ),
    Reason.WOULD_APPROVE_OWN_REQUEST: (
        partial(deputised, deputy("head", "handler", role="dept_head")),
        partial(deputised, deputy("handler", "head")),
    ),
    Reason.SUCCESSOR_NOT_SEATED: (
        partial(
            deputising.check_successors, THERE, "handler", TODAY, {Post("dept_handler", "d"): "clerk"}, None
        ),
        partial(deputising.check_successors, THERE, "handler", TODAY, {}, "guest"),
        partial(
            deputising.check_successors, THERE, "handler", TODAY, {Post("dept_handler", "d"): "handler"}, None
        ),
    ),
    Reason.NOT_TO_ONESELF: (
        partial(granted, Sitting("admin", "system_admin", "d", TODAY)),
        partial(deputised, deputy("handler", "admin")),
        partial(deputised, deputy("handler", "handler")),
        partial(granting.confirm, WAITING, replace(ASKED, by=SECOND), 3, PAIRS),
        partial(granting.correct_seat, THERE, ASKED, SITTINGS[0], END),
        partial(deputising.leave, THERE, ASKED, "admin", TODAY),
    ),
    Reason.NOT_BY_WHO_PROPOSED_IT: (
        partial(granting.confirm, WAITING, ASKED, 1, PAIRS),
        partial(
            granting.confirm, WAITING, replace(ASKED, by=Officer("handler", "system_admin", "sl")), 2, PAIRS
        ),
    ),
}
OF_THE_DIRECTORY = {reason: (lambda cases=cases: cases[0]) for reason, cases in CASES.items()}
