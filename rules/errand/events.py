"""What has happened in an errand. The names are persisted: they are pinned by a house test."""

from dataclasses import dataclass
from datetime import date

from rules.errand.matter import Act, AuthorityEnd, Outcome, Verdict
from rules.participants import People
from rules.procedure import Event, Officer, Sealed


@dataclass(frozen=True, kw_only=True)
class ErrandRegistered(Event):  # 代办登记
    id: str
    number: str
    edition: str
    about: str | None
    channel: str
    people: People
    authority: Sealed
    scope: frozenset[Act]
    until: date | None
    agent: Officer
    leader: Officer
    village: str | None
    township: str | None


@dataclass(frozen=True, kw_only=True)
class StepTaken(Event):  # 已代办
    act: Act
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class MeetingCalled(Event):  # 已提请联席会议
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class MeetingCallAnswered(Event):  # 联席会议提请已答复
    is_held: bool
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class ErrandReported(Event):  # 已报告代办情况
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class AuthorityEnded(Event):  # 代办授权已结束
    how: AuthorityEnd


@dataclass(frozen=True, kw_only=True)
class ErrandSatisfaction(Event):  # 本人已评价
    value: Verdict
    words: Sealed | None


@dataclass(frozen=True, kw_only=True)
class ReExaminationAnswered(Event):  # 重新审查已答复
    findings: Sealed
    reasons: Sealed
    goes_on: bool


@dataclass(frozen=True, kw_only=True)
class LastExaminationAnswered(Event):  # 信访部门已答复
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class ErrandFellOverdue(Event):  # 逾期
    clock: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class ErrandClosed(Event):  # 代办结束
    outcome: Outcome
