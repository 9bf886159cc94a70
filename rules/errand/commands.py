"""What may be asked for, and what may be reported, while an errand runs."""

from dataclasses import dataclass

from rules.errand.matter import Act, Verdict
from rules.procedure import Command, Fact, Sealed


@dataclass(frozen=True, kw_only=True)
class RecordStep(Command):  # 记录代办
    """``act``: by which of what the authority names."""

    act: Act
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class CallMeeting(Command):  # 提请联席会议
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class AnswerMeetingCall(Command):  # 答复联席会议提请
    """``is_held``: whether there is one; ``words``: when and with whom, or why not."""

    is_held: bool
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class ReportErrand(Command):  # 报告代办情况
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordErrandSatisfaction(Command):  # 记录本人评价
    """A reason is asked for and never needed."""

    value: Verdict
    words: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerReExamination(Command):  # 答复重新审查
    """``goes_on``: the agent is to do more, while the authority still holds."""

    findings: Sealed
    reasons: Sealed
    goes_on: bool = False


@dataclass(frozen=True, kw_only=True)
class AnswerLastExamination(Command):  # 信访部门答复
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class ErrandRevoked(Fact):  # 撤销代办授权
    """The person takes the authority back: at any time, without a reason."""
