"""An old matter under a leader (积案包案): one leader, one team, one plan, until it has really ended."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from rules.checklist import NOTHING_DONE, Checklist
from rules.clocks.reckoning import DueDate
from rules.editions import Edition, Organ, Seat
from rules.heads import head_of
from rules.instants import ONE_DAY, first_instant_of
from rules.procedure import Officer, Proceeding, Sealed
from rules.refusals import Reason, Refused
from rules.staffing import is_away

ARRANGE, ARRANGE_RULE = "arrange", "P-56"
ASSESS, ASSESS_RULE = "assess", "P-57"


class Stage(StrEnum):
    REGISTERED = "backlog-registered"  # 待包案
    LED = "led"  # 包案中
    ASSESSING = "assessing"  # 待评估
    CLOSED = "closed"  # 已结束


class Outcome(StrEnum):
    SETTLED = "settled-for-good"  # 已化解
    HANDED_BACK = "handed-back"  # 退回


class Ground(StrEnum):
    """Why a matter is taken into the campaign."""

    LONG_OPEN = "long-open"  # 长期未结
    REPEATED = "repeated"  # 重复信访
    ASSIGNED = "assigned-from-above"  # 上级交办


@dataclass(frozen=True)
class Milestone:  # 节点
    number: int
    due_on: date  # the last legal day
    words: Sealed
    reached_at: datetime | None = None
    missed_by: tuple[str, str] | None = None  # who carried it out when its day had passed (role, unit)

    @property
    def is_open(self) -> bool:
        return self.reached_at is None

    @property
    def is_missed(self) -> bool:
        return self.missed_by is not None

    @property
    def is_over_at(self) -> datetime:
        """The first instant (UTC) after its last day."""
        return first_instant_of(self.due_on + ONE_DAY)


@dataclass(frozen=True)
class Proposed:  # 拟变更包案领导
    """Another seat that is to lead, and who proposed it (a reference)."""

    role: str
    unit: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Backlog(Proceeding):
    """``seat`` (role, unit): whose the matter is to be; ``leader``: who of that seat has taken it on by name.
    ``team``: the units that work on it, ``handler`` the one of them that carries it out."""

    stage: Stage = Stage.REGISTERED
    number: str
    ground: Ground
    received_on: date
    unit: str | None  # where the matter is from
    seat: tuple[str, str] | None = None
    leader: Officer | None = None
    proposed: Proposed | None = None
    handler: str | None = None
    team: frozenset[str] = frozenset()
    plan: Sealed | None = None
    milestones: tuple[Milestone, ...] = ()
    checklist: Checklist = NOTHING_DONE
    is_overdue: bool = False  # not arranged, or not assessed, in time
    asked_at: datetime | None = None  # whether the matter has ended is being looked at
    open_elsewhere: tuple[str, ...] = ()  # procedures of the matter that were open at the last look
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    waiting_since: datetime

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    @property
    def answering(self) -> frozenset[str]:
        return frozenset({self.leader.person} if self.leader else ())

    def handed_to(self, person: str, to: str | None) -> Self:
        """With nobody to take it over it is without a leader again."""
        assert self.leader
        return replace(self, leader=replace(self.leader, person=to) if to else None)

    @property
    def lacks(self) -> tuple[str, ...]:
        """What of a leader, a team and a plan it is without: with any of them missing it is red."""
        there = {
            "leader": self.leader,
            "team": self.team,
            "plan": self.plan and self.milestones,
        }
        return tuple(what for what, is_there in there.items() if not is_there)

    @property
    def is_red(self) -> bool:
        """County policy 47 红灯: without a leader, a team or a plan, late, or past a milestone."""
        missed = any(each.is_missed and each.is_open for each in self.milestones)
        return not self.has_ended and (bool(self.lacks) or self.is_overdue or missed)

    @property
    def open_clock(self) -> str | None:
        """The clock that runs now; none while it is arranged and being worked on."""
        return next((clock.name for clock in self.clocks if clock.is_open), None)

    def current_due(self) -> DueDate | None:
        return self.due(self.open_clock) if self.open_clock else None

    @property
    def carrier(self) -> tuple[str, str]:
        """Who carries it out (role, unit): the head of the unit that does; before there is one, who leads."""
        if self.handler:
            return head_of(self.edition, self.handler)
        assert self.seat  # without a leader there is no plan
        return self.seat

    def milestone(self, number: int) -> Milestone:
        """A milestone that was not reached yet. Raises NO_SUCH_MILESTONE."""
        found = next((m for m in self.milestones if m.number == number and m.is_open), None)
        if found is None:
            raise Refused(Reason.NO_SUCH_MILESTONE)
        return found

    def newly_missed(self, at: datetime) -> Iterator[Milestone]:
        """The milestones whose day is over and of which whoever carries it out now has not been told."""
        yield from (each for each in self.to_be_missed() if at >= each.is_over_at)

    def to_be_missed(self) -> Iterator[Milestone]:
        """The milestones that will be missed, or have been by others than who carries it out now."""
        if self.stage is Stage.LED:
            yield from (m for m in self.milestones if m.is_open and m.missed_by != self.carrier)


def sits(edition: Edition, officer: Officer, seat: Seat) -> bool:
    """Whether an officer sits in a seat of the county."""
    return officer.role == seat.role and seat.organ is Organ.COUNTY and officer.unit == edition.county


def may_lead(edition: Edition, role: str, unit: str) -> bool:
    """Whether a seat is one of those that lead old matters."""
    organ = edition.petitions.organ(unit)
    level = Organ.COUNTY if unit == edition.county else organ and organ.organ
    return any((seat.role, seat.organ) == (role, level) for seat in edition.oversight.backlog.leaders)


def office(backlog: Backlog, officer: Officer) -> bool:
    return sits(backlog.edition, officer, backlog.edition.oversight.backlog.office)


def approver(backlog: Backlog, officer: Officer) -> bool:
    return sits(backlog.edition, officer, backlog.edition.oversight.backlog.approver)


def its_seat(backlog: Backlog, officer: Officer) -> bool:
    return (officer.role, officer.unit) == backlog.seat


def its_leader(backlog: Backlog, officer: Officer) -> bool:
    """Whoever has taken it on; while they are away, whoever acts in their seat."""
    if backlog.leader is None:
        return False
    return officer == backlog.leader or (
        its_seat(backlog, officer) and is_away(backlog, backlog.leader.person)
    )


def its_handler(backlog: Backlog, officer: Officer) -> bool:
    """Whoever answers for the unit that carries it out."""
    organ = backlog.edition.petitions.organ(officer.unit)
    roles = {seat.role for seat in backlog.edition.petitions.heads if organ and seat.organ is organ.organ}
    return officer.unit == backlog.handler and officer.role in roles


def its_leader_or_handler(backlog: Backlog, officer: Officer) -> bool:
    return its_leader(backlog, officer) or its_handler(backlog, officer)


def its_people(backlog: Backlog, officer: Officer) -> bool:
    return its_leader_or_handler(backlog, officer) or office(backlog, officer)


def assessors(backlog: Backlog, officer: Officer) -> bool:
    seats = backlog.edition.oversight.backlog.assessors
    return any(sits(backlog.edition, officer, seat) for seat in seats)
