"""An event (事件): a hazard, a parked car, a broken lamp. Neither a dispute nor a petition; it is put right.

Four stages, each with a clock and a standard (`STANDARDS`): signed for or passed on, answered and handled,
audited by a second person, analysed. Nothing of anybody is asked for but, if they like, how to reach them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from rules.assigning import Assignment
from rules.editions import EventLevel, EventUnit, Organ, Seat
from rules.gazetteer import PlaceKind
from rules.participants import People, asking
from rules.procedure import Officer, Proceeding

SIGN_IN, RESPOND, HANDLE, AUDIT, ANALYSE = "sign-in", "respond", "handle", "audit", "analyse"
RULES: Mapping[str, str] = {
    SIGN_IN: "P-40",
    RESPOND: "P-41",
    HANDLE: "P-42",
    AUDIT: "P-43",
    ANALYSE: "P-44",
}


class Stage(StrEnum):
    SIGN_IN = "event-sign-in"  # 签收流转
    HANDLING = "event-handling"  # 响应处置
    AUDIT = "event-audit"  # 办结审核
    ANALYSIS = "event-analysis"  # 分析
    DANGER = "event-danger"  # 已办结, 危险报告待处置
    CLOSED = "closed"  # 已结束


# Stage -> what is waited for there; its standard in words (county policy 40) has the same code.
STANDARDS: Mapping[Stage, str] = {
    Stage.SIGN_IN: "sign-for-event",
    Stage.HANDLING: "handle-event",
    Stage.AUDIT: "audit-event",
    Stage.ANALYSIS: "analyse-event",
}


class Outcome(StrEnum):
    HANDLED = "handled"  # 已办结
    BECAME_PETITION = "became-petition"  # 转为信访
    BECAME_DISPUTE = "became-dispute"  # 申请调解


class Result(StrEnum):
    """What came of the handling (处置结果)."""

    PUT_RIGHT = "put-right"  # 已处置
    NOT_FOUND = "not-found"  # 现场未发现
    OTHERS_TO_DO = "others-to-do"  # 属其他单位职责, 已告知


class Cause(StrEnum):
    """What brought it about, as the analysis finds it: never who (原因)."""

    WORN_OUT = "worn-out"  # 设施老化损坏
    WEATHER = "weather"  # 天气、自然原因
    BEHAVIOUR = "behaviour"  # 使用、停放等行为
    MANAGEMENT = "management"  # 管理、维护缺位
    PLANNING = "planning"  # 规划、设置不合理
    UNKNOWN = "unknown"  # 原因不明


@dataclass(frozen=True)
class Delay:  # 逾期环节
    """A clock that has passed: since when, and how many have been told, the nearest first."""

    clock: str
    since: datetime
    told: int


@dataclass(frozen=True, kw_only=True)
class EventCase(Proceeding):
    """``unit`` has it; ``handler`` is whom it was assigned to, or who signed for it. ``hands`` are those who
    had a hand in handling it: none of them audits its closing."""

    stage: Stage = Stage.SIGN_IN
    number: str
    channel: str
    received_at: datetime
    kind: str
    place: str | None
    place_kind: PlaceKind | None
    grid: str | None
    village: str | None  # where it is
    township: str | None
    unit: str  # who has it
    first_receiver: Officer
    people: People
    assigned: Assignment
    handler: str | None = None
    hands: frozenset[str] = frozenset()
    has_responded: bool = False
    has_handled: bool = False  # since it was last sent back, or passed on
    result: Result | None = None
    delays: tuple[Delay, ...] = ()
    unanswered_dangers: int = 0
    danger_since: datetime | None = None  # the first of the unanswered
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    waiting_since: datetime

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    @property
    def is_settled(self) -> bool:
        """Whether the event is over; a danger may still wait for the police."""
        return self.outcome is not None

    @property
    def answering(self) -> frozenset[str]:
        return frozenset({self.handler} if self.handler else ())

    def handed_to(self, person: str, to: str | None) -> Self:
        return replace(self, handler=to)

    @property
    def reporter(self) -> frozenset[str]:
        """Who reported it, where they left how to reach them; nobody, where not."""
        return asking(self.people)

    @property
    def level(self) -> EventLevel:
        return self.edition.events.level(self._unit.organ)

    @property
    def _unit(self) -> EventUnit:
        unit = self.edition.events.unit(self.unit)
        assert unit
        return unit

    def post(self, seat: Seat) -> tuple[str, str]:
        """A seat of its level as (role, unit): at the unit itself, or above it."""
        if seat.organ is Organ.COUNTY:
            return seat.role, self.edition.county
        is_above = seat.organ is Organ.TOWNSHIP and self._unit.township
        return seat.role, (self._unit.township or self.unit) if is_above else self.unit

    @property
    def owner(self) -> tuple[str, str]:
        """The seat whose turn it is: whoever handles it, or whoever audits and analyses."""
        is_audited = self.stage in (Stage.AUDIT, Stage.ANALYSIS)
        return self.post(self.level.auditor if is_audited else self.level.handler)

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """Who is told of lateness, the nearest first; whoever is late themselves knows it by their task."""
        seats = (self.post(seat) for seat in self.level.told)
        return tuple(seat for seat in seats if seat != self.owner)

    @property
    def danger_seat(self) -> tuple[str, str]:
        """Who is told of danger (role, unit): the police of the place, or the county's dispatcher where
        nobody has said a place."""
        police, dispatcher = self.edition.police, self.edition.dispatcher
        return (police.role, self.township) if self.township else (dispatcher.role, self.edition.county)

    def is_late_by(self, clock: str) -> Delay | None:
        return next((each for each in self.delays if each.clock == clock), None)


def its_handler(event: EventCase, officer: Officer) -> bool:
    """Whoever holds the seat that handles it: a colleague signs for one who is away."""
    return (officer.role, officer.unit) == event.post(event.level.handler)


def dispatcher(event: EventCase, officer: Officer) -> bool:
    seat = event.edition.dispatcher
    return officer.role == seat.role and officer.unit == event.edition.county


def its_handler_or_dispatcher(event: EventCase, officer: Officer) -> bool:
    return its_handler(event, officer) or dispatcher(event, officer)


def its_auditor(event: EventCase, officer: Officer) -> bool:
    """The seat above, or the county's dispatcher where that seat handled it itself."""
    return (officer.role, officer.unit) == event.post(event.level.auditor) or dispatcher(event, officer)


def its_people(event: EventCase, officer: Officer) -> bool:
    """Whoever has it or audits it, and those who are told when it is late."""
    is_told = (officer.role, officer.unit) in event.told
    return is_told or its_handler(event, officer) or its_auditor(event, officer)


def intake_or_dispatcher(event: EventCase, officer: Officer) -> bool:
    intake = event.edition.intake
    is_intake = officer.role == intake.role and officer.unit == event.edition.county
    return is_intake or dispatcher(event, officer)


def whoever_is_told_of_danger(event: EventCase, officer: Officer) -> bool:
    return (officer.role, officer.unit) == event.danger_seat
