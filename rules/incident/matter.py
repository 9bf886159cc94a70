"""An urgent incident (突发事件): declared by somebody, or reported as danger in a case; under one command."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from rules import calling
from rules.calling import Post, Silent
from rules.procedure import Officer, Proceeding, Sealed
from rules.refusals import Reason, Refused
from rules.staffing import is_away

TAKEN_UP, ACKNOWLEDGED = "P-64", "P-63"
TAKE_UP = "take-up"  # the name of the clock of a danger that nobody has taken up


class Stage(StrEnum):
    REPORTED = "danger-reported"  # 危险待处置
    COMMANDED = "commanded"  # 指挥处置中
    STOOD_DOWN = "stood-down"  # 处置结束, 待结案报告
    CLOSED = "closed"  # 已结束


class Outcome(StrEnum):
    REPORT_FILED = "report-filed"  # 处置结束, 已报告
    NO_INCIDENT = "no-incident"  # 不构成突发事件, 已处置


class Function(StrEnum):
    """What somebody is in an incident, beside the commander (指挥长) and the units under orders."""

    DEPUTY = "deputy"  # 副指挥长
    LIAISON = "liaison"  # 联络员


@dataclass(frozen=True)
class Commander:  # 指挥长
    """Who has the command: a seat, and by whom it was taken; None as long as nobody has."""

    role: str
    unit: str
    person: str | None = None

    @property
    def post(self) -> Post:
        return (self.role, self.unit)


@dataclass(frozen=True)
class Served:  # 岗位分工
    function: Function
    role: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Order:  # 指令
    """An order to a seat. ``told``: how many were told that it is not acknowledged; ``listed_at``: since when
    it stands in the supervision list."""

    number: int
    role: str
    unit: str
    given_at: datetime
    acknowledged_at: datetime | None = None
    told: int = 0
    listed_at: datetime | None = None
    has_end: bool = False

    @property
    def post(self) -> Post:
        return (self.role, self.unit)

    @property
    def is_awaited(self) -> bool:
        """Whether nobody has acknowledged it, and it still stands."""
        return self.acknowledged_at is None and not self.has_end


@dataclass(frozen=True, kw_only=True)
class Incident(Proceeding):
    """``about`` is the matter that it came from, by number; of a danger that was reported ``origin`` and
    ``origin_seq`` name the entry of the case. ``words`` is what was reported.

    There is exactly one commander at every instant: it passes at the instant at which it is taken over.
    """

    stage: Stage
    number: str
    words: Sealed
    village: str | None
    township: str | None
    commander: Commander
    about: str | None = None
    origin: str | None = None
    origin_seq: int | None = None
    police_since: datetime | None = None  # the police have acknowledged the danger
    grade: str | None = None
    declared_by: Officer | None = None
    offered: Post | None = None  # to whom the command is offered
    functions: tuple[Served, ...] = ()
    orders: tuple[Order, ...] = ()
    is_left: bool = False  # nobody took the danger up in time, and the supervisor was told
    reporter: Post | None = None  # who writes the closing report
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    waiting_since: datetime

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    @property
    def answering(self) -> frozenset[str]:
        return frozenset({self.commander.person}) if self.commander.person else frozenset()

    def handed_to(self, person: str, to: str | None) -> Self:
        """With nobody, the command is its seat's."""
        return replace(self, commander=replace(self.commander, person=to))

    @property
    def is_of_danger(self) -> bool:
        """Whether it was opened by a report of danger in a case."""
        return self.origin is not None

    @property
    def silent(self) -> tuple[Silent, ...]:
        """County policy 44 督办名单: orders that nobody acknowledged although everybody above was told."""
        return tuple(
            Silent("order", order.role, order.unit, order.given_at, order.listed_at)
            for order in self.orders
            if order.listed_at and order.is_awaited
        )

    @property
    def under_orders(self) -> frozenset[Post]:
        return frozenset(order.post for order in self.orders)

    def serving(self, function: Function) -> frozenset[Post]:
        return frozenset((each.role, each.unit) for each in self.functions if each.function is function)

    def order(self, number: int) -> Order:
        """Raises NO_SUCH_ORDER."""
        if not 1 <= number <= len(self.orders):
            raise Refused(Reason.NO_SUCH_ORDER)
        return self.orders[number - 1]

    def with_order(self, number: int, **changes: object) -> "Incident":
        order = replace(self.orders[number - 1], **changes)  # type: ignore[arg-type]
        return replace(self, orders=(*self.orders[: number - 1], order, *self.orders[number:]))


def clock_of(order: Order) -> str:
    """The name of the clock that waits for an acknowledgement."""
    return f"order-{order.number}"


def chain_of(incident: Incident, order: Order) -> tuple[Post, ...]:
    """County policy 44 指令回执: who is told when an order is not acknowledged: the head of the unit, and the
    next above."""
    command, county = incident.edition.command, incident.edition.county
    assert command.above
    head, above = calling.head_of(incident.edition, order.role, order.unit), (command.above.role, county)
    return tuple(dict.fromkeys(post for post in (head, above) if post))


def declarer(incident: Incident, officer: Officer) -> bool:
    edition = incident.edition
    return calling.acts_here(edition, edition.command.declaring, officer, incident.township)


def commander(incident: Incident, officer: Officer) -> bool:
    """Whoever has the command: by name, or the seat while nobody there has taken it, or they are away."""
    holds = incident.commander
    is_theirs = holds.person is None or is_away(incident, holds.person)
    return calling.sits(officer, holds.post) and (is_theirs or officer.person == holds.person)


def dispatcher(incident: Incident, officer: Officer) -> bool:
    seat = incident.edition.dispatcher
    return (officer.role, officer.unit) == (seat.role, incident.edition.county)


def commander_or_deputy(incident: Incident, officer: Officer) -> bool:
    return commander(incident, officer) or (officer.role, officer.unit) in incident.serving(Function.DEPUTY)


def under_orders(incident: Incident, officer: Officer) -> bool:
    return (officer.role, officer.unit) in incident.under_orders


def whoever_may_take_over(incident: Incident, officer: Officer) -> bool:
    """To whom it is offered; the centre's dispatcher, while the commander is away, or the seat empty."""
    has_it = incident.commander
    is_away_now = is_away(incident, has_it.person) or f"{has_it.role}@{has_it.unit}" in incident.empty_seats
    return (is_away_now and dispatcher(incident, officer)) or (officer.role, officer.unit) == incident.offered


def everybody_in_it(incident: Incident, officer: Officer) -> bool:
    at = (officer.role, officer.unit)
    served = {(each.role, each.unit) for each in incident.functions}
    return (
        at in served
        or at in (incident.commander.post, incident.reporter)
        or under_orders(incident, officer)
        or declarer(incident, officer)
    )


def reporter(incident: Incident, officer: Officer) -> bool:
    return (officer.role, officer.unit) == incident.reporter
