"""What has happened to a supervision. The names are persisted: they are pinned by a house test."""

from dataclasses import dataclass
from datetime import date

from rules.procedure import Event, Sealed
from rules.supervision.matter import Duty, Ground, Outcome


@dataclass(frozen=True, kw_only=True)
class SupervisionOpened(Event):  # 督办立项
    """``at`` is when the duty fell late, or when a person said what they had found."""

    id: str
    number: str
    edition: str
    ground: Ground
    duty: Duty | None
    role: str
    unit: str
    facts: Sealed | None = None
    demand: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class WorkReminderIssued(Event):  # 已发工作提醒函
    """By itself: it judges nobody. ``days_late`` are calendar days since the day on which it was due."""

    days_late: int


@dataclass(frozen=True, kw_only=True)
class SupervisionLetterDrafted(Event):  # 已拟督办函
    """Without words it says what the papers say: which duty, since when, how long. Nobody has signed it."""

    facts: Sealed | None = None
    demand: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class SigningFellOverdue(Event):  # 签发逾期
    due_on: date


@dataclass(frozen=True, kw_only=True)
class SupervisionLetterIssued(Event):  # 已签发督办函
    """``days_late``: None where no date has passed."""

    days_late: int | None


@dataclass(frozen=True, kw_only=True)
class SupervisionSetAside(Event):  # 不予督办
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class LetterAnswerFellOverdue(Event):  # 反馈整改逾期
    due_on: date


@dataclass(frozen=True, kw_only=True)
class RectificationReported(Event):  # 已反馈整改情况
    report: Sealed


@dataclass(frozen=True, kw_only=True)
class RectificationAskedAgain(Event):  # 再次要求整改
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class RectificationAccepted(Event):  # 已认可整改
    findings: Sealed


@dataclass(frozen=True, kw_only=True)
class DutyWasMet(Event):  # 逾期事项已办
    pass


@dataclass(frozen=True, kw_only=True)
class DateWasMoved(Event):  # 到期日变动
    pass


@dataclass(frozen=True, kw_only=True)
class SupervisionClosed(Event):  # 督办结束
    outcome: Outcome
