"""An errand (信访代办): somebody whom a person trusts does for them what an authority names, until its end.

It is a matter of its own: whoever runs it sees it, and of what it is about no more than how far that is.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from rules.editions import Edition, Organ, Seat
from rules.instants import ONE_DAY, first_instant_of
from rules.participants import People
from rules.procedure import Officer, Proceeding, Sealed
from rules.tracking import the_petitioner

ERRAND_AGENT = "errand_agent"  # 代办员, of a village or a township

AUTHORITY, RE_EXAMINATION, LAST_EXAMINATION, MEETING = "authority", "re-examination", "examination", "meeting"
AUTHORITY_RULE, RE_EXAMINATION_RULE, LAST_RULE, EVALUATION_RULE, MEETING_RULE = (
    *("P-65", "P-66", "P-67"),
    *("P-68", "P-69"),
)


class Stage(StrEnum):
    RUNNING = "errand-running"  # 代办中: the authority runs, the agent acts
    REPORTED = "errand-reported"  # 待本人评价: nothing more is done; the person says how it was
    RE_EXAMINED = "errand-re-examined"  # 重新审查: by the leader in charge
    AT_PETITION_OFFICE = "errand-at-petition-office"  # 信访部门审查: not satisfied once more
    CLOSED = "closed"  # 已结束


class Act(StrEnum):
    """What an agent may do for a person. Each is named in the authority, or is not given."""

    SUBMIT = "submit"  # 代交材料
    RECEIVE = "receive"  # 代收文书
    ENQUIRE = "enquire"  # 代问进展
    ACCOMPANY = "accompany"  # 陪同办理
    CALL_MEETING = "call-meeting"  # 提请联席会议


class AuthorityEnd(StrEnum):
    """How an authority ended before the errand did."""

    REVOKED = "authority-revoked"  # 本人撤销
    EXPIRED = "authority-expired"  # 到期
    LAID_DOWN = "authority-laid-down"  # 代办员不再代办


class Verdict(StrEnum):
    """What the person says of the errand. Nobody counts it against them, and silence is neither."""

    SATISFIED = "satisfied"  # 满意
    DISSATISFIED = "dissatisfied"  # 不满意


class Outcome(StrEnum):
    SATISFIED = "errand-satisfied"  # 本人满意
    NOT_EVALUATED = "errand-not-evaluated"  # 本人未评价
    ANSWERED = "errand-answered"  # 信访部门已答复


@dataclass(frozen=True, kw_only=True)
class Errand(Proceeding):
    """``authority``: the paper itself (授权委托书), sealed; ``until`` its last legal day, None where it names
    none; ``about``: the number of the matter behind it, None where there is none yet. ``dissatisfied``: how
    often the person said so. ``overdue``: clocks that have passed and still mean something."""

    stage: Stage = Stage.RUNNING
    number: str
    about: str | None
    channel: str
    received_by: Officer
    people: People
    authority: Sealed
    scope: frozenset[Act]
    until: date | None
    agent: Officer
    leader: Officer
    village: str | None
    township: str | None
    authority_ended: AuthorityEnd | None = None
    steps: int = 0
    dissatisfied: int = 0
    overdue: frozenset[str] = frozenset()
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    waiting_since: datetime

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    @property
    def answering(self) -> frozenset[str]:
        """The leader in charge. The person chose whoever runs the errand, and nobody takes that over."""
        return frozenset({self.leader.person})

    def handed_to(self, person: str, to: str | None) -> Self:
        return replace(self, leader=replace(self.leader, person=to or person))

    @property
    def agent_may_act(self) -> bool:
        """Whether the authority holds and there is still something to do by it. This alone is what lets the
        agent see the errand."""
        return self.stage is Stage.RUNNING and self.authority_ended is None

    @property
    def authority_over_at(self) -> datetime:
        """The instant (UTC) from which the authority holds no more: its own last day, or the county's longest
        time, whichever is over first."""
        due = self.due(AUTHORITY)
        assert due  # nothing makes this clock stand still
        longest = due.is_over_at
        return min(first_instant_of(self.until + ONE_DAY), longest) if self.until else longest

    @property
    def evaluation(self) -> str:
        """The clock in which the person may say how it was, this time."""
        return f"evaluation-{self.dissatisfied + 1}"

    @property
    def awaits_meeting(self) -> bool:
        return any(clock.name == MEETING and clock.is_open for clock in self.clocks)

    @property
    def meeting_seat(self) -> tuple[str, str]:
        """Who is asked for a joint meeting (role, unit): the petition office of the township, or the county's
        petition department where no township is known."""
        return seat_of_township(self.edition, self.township)


def seat_of_township(edition: Edition, township: str | None) -> tuple[str, str]:
    """The petition office (role, unit) of a township; the county's department where none is named."""
    work = edition.petitions
    offices = [seat for seat in work.handlers if seat.organ is Organ.TOWNSHIP]
    return (offices[0].role, township) if township and offices else (work.department.role, edition.county)


def windows(edition: Edition) -> tuple[Seat, ...]:
    """The seats that take in an errand: the county's intake, the petition department, a township's office."""
    work = edition.petitions
    return (edition.intake, work.department, *(s for s in work.handlers if s.organ is Organ.TOWNSHIP))


def takes_in(edition: Edition, officer: Officer) -> bool:
    """Whether this officer's seat takes in errands."""
    return any(
        officer.role == seat.role and (seat.organ is Organ.TOWNSHIP or officer.unit == edition.county)
        for seat in windows(edition)
    )


def leads(edition: Edition, officer: Officer) -> bool:
    """Whether this seat can be the leader in charge: a head of an organ, or a leader of the county."""
    work = edition.petitions
    return any(officer.role == seat.role for seat in (*work.heads, work.common_superior))


def its_agent(errand: Errand, officer: Officer) -> bool:
    """The agent in person, in the seat in which they were chosen; no deputy and no colleague."""
    return officer == errand.agent


def its_leader(errand: Errand, officer: Officer) -> bool:
    """The seat of the leader in charge."""
    return (officer.role, officer.unit) == (errand.leader.role, errand.leader.unit)


def its_window(errand: Errand, officer: Officer) -> bool:
    """The seat where it was taken in."""
    return (officer.role, officer.unit) == (errand.received_by.role, errand.received_by.unit)


def its_window_or_person(errand: Errand, officer: Officer) -> bool:
    return its_window(errand, officer) or the_petitioner(errand, officer)


def meeting_office(errand: Errand, officer: Officer) -> bool:
    return (officer.role, officer.unit) == errand.meeting_seat


def petition_office(errand: Errand, officer: Officer) -> bool:
    seat = errand.edition.petitions.department
    return officer.role == seat.role and officer.unit == errand.edition.county


def dispatcher(errand: Errand, officer: Officer) -> bool:
    seat = errand.edition.dispatcher
    return officer.role == seat.role and officer.unit == errand.edition.county
