"""What may be asked for after a petition's reply, and what its reviews tell."""

from dataclasses import dataclass
from datetime import date

from rules.clocks.service import Filing
from rules.petition_aftercare.codes import (
    Agrees,
    Contact,
    Executed,
    Finding,
    Ground,
    InPlace,
    Measure,
    Referral,
    Resolved,
    Satisfaction,
    Target,
)
from rules.procedure import Command, Fact, Sealed


@dataclass(frozen=True, kw_only=True)
class RequestReview(Command):  # 请求复查
    """``postmarked_on`` is the postmark of a letter: that day counts, not its arrival."""

    petitioner: str
    filing: Filing
    grounds: Sealed
    postmarked_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class TakeUpAgain(Command):  # 撤回后恢复
    """``postmarked_on`` is the postmark of a letter: that day counts, not its arrival."""

    petitioner: str
    filing: Filing
    postmarked_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Assessed:  # 评估
    """One element of XFTL 27. Without its reason it is not assessed."""

    how: InPlace
    reason: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class AssessClosing(Command):  # 三到位一处理
    resolved: Assessed  # 诉求合理的解决问题到位
    explained: Assessed  # 诉求无理的思想教育到位
    helped: Assessed  # 生活困难的帮扶救助到位
    referral: Referral = Referral.NONE  # 行为违法的依法处理


@dataclass(frozen=True, kw_only=True)
class ConfirmWithPerson(Command):  # 结案前核实
    petitioner: str
    how: Contact
    agrees: Agrees
    notes: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class RecordEvaluation(Command):  # 记录评价
    """What the petitioner says; a reason is asked for and never needed."""

    petitioner: str
    target: Target
    value: Satisfaction
    reason: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class RecordReExamination(Command):  # 记录重新审查
    finding: Finding
    notes: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordExecution(Command):  # 记录执行情况
    executed: Executed
    proof: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordReviewCarriedOut(Command):  # 记录复查复核意见的执行
    executed: Executed
    proof: Sealed


@dataclass(frozen=True, kw_only=True)
class ReportAfterwards(Command):  # 报告办理结果
    report: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordAfterCare(Command):  # 记录后续帮扶
    measure: Measure
    notes: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordRevisit(Command):  # 记录回访
    notes: Sealed


@dataclass(frozen=True, kw_only=True)
class CloseMatter(Command):  # 审结
    substantively: Resolved
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class HandleAnew(Command):  # 重新办理
    ground: Ground
    reason: Sealed


# Messages of the house itself: told by signal, in whatever order they arrive.


@dataclass(frozen=True, kw_only=True)
class ReviewAnswered(Fact):  # 复查复核意见已送达
    """``review`` is the id of the procedure; ``result``: upheld | changed | revoked."""

    review: str
    result: str


@dataclass(frozen=True, kw_only=True)
class ReviewEnded(Fact):  # 复查复核程序结束
    """``result``: upheld | changed | revoked | request-withdrawn. ``followed_by`` is the re-review of it,
    where one was asked for."""

    review: str
    result: str
    followed_by: str | None = None
