"""What may be asked for, and what may be reported, while an opinion is reviewed."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.clocks.service import Filing, ServiceMethod
from rules.procedure import Command, Fact, Sealed
from rules.review.matter import Result


@dataclass(frozen=True, kw_only=True)
class RecordFindings(Command):  # 记录审查情况
    findings: Sealed


@dataclass(frozen=True, kw_only=True)
class DrawReviewPanel(Command):  # 抽取听证评议团
    """For a hearing on that day. Who sits on it nobody chooses. ``room``: of the unit, by its reference in
    the register."""

    scheduled_for: datetime
    place_unit: str
    room: str | None = None


@dataclass(frozen=True, kw_only=True)
class HoldReviewHearing(Command):  # 记录听证
    """``recommends`` is what the panel thinks: attached to the papers, and no decision."""

    minutes: Sealed
    opinion: Sealed
    recommends: Result


@dataclass(frozen=True, kw_only=True)
class IssueReviewOpinion(Command):  # 出具复查意见、复核意见
    """All that D-10 and D-11 need; what is missing is named. ``orders``: what the unit is ordered to do,
    unless its opinion is upheld. ``tells_the_way``: it says how to ask for a re-review within thirty days; of
    a re-review, that the same facts and reasons are not accepted again."""

    result: Result
    original: Sealed | None = None  # 原处理意见
    petitioners_view: Sealed | None = None  # 信访人意见
    findings: Sealed | None = None  # 查明的事实
    basis: Sealed | None = None  # 依据
    orders: Sealed | None = None  # 责令事项
    tells_the_way: bool = False
    has_seal: bool = False
    is_published: bool = False  # only after a hearing (XFTL 36)


@dataclass(frozen=True, kw_only=True)
class ServeReviewOpinion(Command):  # 记录意见送达
    """``proven_at`` is what the proof says; of a public notice the day it was put up."""

    petitioner: str
    method: ServiceMethod
    proven_at: datetime
    proof: Sealed


@dataclass(frozen=True, kw_only=True)
class RequestReReview(Command):  # 请求复核
    """``postmarked_on`` is the postmark of a letter: that day counts, not its arrival."""

    petitioner: str
    filing: Filing
    grounds: Sealed
    postmarked_on: date | None = None


# Facts that people report. They are never refused.


@dataclass(frozen=True, kw_only=True)
class RequestWithdrawn(Fact):  # 撤回请求
    petitioner: str


@dataclass(frozen=True, kw_only=True)
class InterestDeclared(Fact):  # 申明利害关系
    """Somebody of the reviewing organ or of the panel has an interest in it: declared, or said so."""

    person: str
    role: str
    unit: str
