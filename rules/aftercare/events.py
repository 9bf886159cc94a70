"""What has happened in aftercare. The names are persisted: they are pinned by a house test."""

from dataclasses import dataclass
from datetime import date

from rules.aftercare.matter import Duty, Ground, Open, Outcome, Performed
from rules.procedure import Event, Sealed


@dataclass(frozen=True, kw_only=True)
class AftercareOpened(Event):  # 善后开始
    id: str
    number: str
    edition: str
    dispute: str
    closing_seq: int
    dispute_outcome: str
    step: int
    village: str
    township: str
    applicants: frozenset[str]
    parties: frozenset[str]
    hands: frozenset[str]
    duties: tuple[Duty, ...]
    windows: tuple[Open, ...]
    unanswered_dangers: int = 0  # carried over: the police have not answered yet


@dataclass(frozen=True, kw_only=True)
class GuidanceServed(Event):  # 已送达
    party: str
    method: str
    proof: Sealed


@dataclass(frozen=True, kw_only=True)
class PerformanceRecorded(Event):  # 履行情况
    performed: Performed
    proof: Sealed


@dataclass(frozen=True, kw_only=True)
class Revisited(Event):  # 回访
    notes: Sealed


@dataclass(frozen=True, kw_only=True)
class WithdrawalExamined(Event):  # 撤回是否自愿
    was_free: bool
    notes: Sealed


@dataclass(frozen=True, kw_only=True)
class DutyFellOverdue(Event):  # 善后事项逾期
    duty: Duty
    due_on: date


@dataclass(frozen=True, kw_only=True)
class WindowReminded(Event):  # 已提醒当事人期限将满
    window: Open
    last_day: date


@dataclass(frozen=True, kw_only=True)
class ConfirmationRuled(Event):  # 法院已裁定
    """The court's ruling came back: ``outcome`` is confirmed or rejected."""

    outcome: str


@dataclass(frozen=True, kw_only=True)
class WindowClosed(Event):  # 期间届满
    window: Open
    last_day: date


@dataclass(frozen=True, kw_only=True)
class AftercareClosed(Event):  # 善后结束
    """``reopen_at_step`` is set when a new episode follows; 0 means the ordinary entry."""

    outcome: Outcome
    reopen_at_step: int | None = None
    ground: Ground | None = None
    reason: Sealed | None = None
    party: str | None = None
