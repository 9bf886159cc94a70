"""What the people of either side ask for, and what is reported, while a matter is handed over."""

from dataclasses import dataclass
from datetime import datetime

from rules.dockings.docking import Trait
from rules.handoff.matter import Completion, ConsentForm, Paper, Performed, RefusalReason, SideName, What
from rules.procedure import Command, Fact, Sealed

# Of the sender.


@dataclass(frozen=True, kw_only=True)
class RecordHandoffConsent(Command):  # 记录同意
    party: str
    form: ConsentForm
    given_at: datetime


@dataclass(frozen=True, kw_only=True)
class AddHandoffPapers(Command):  # 补入材料
    papers: tuple[Paper, ...]


@dataclass(frozen=True, kw_only=True)
class DescribeHandoff(Command):  # 核实情况
    """What was found of the matter by looking: each trait is said, or is not so."""

    traits: frozenset[Trait]
    counted_from: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class SendHandoff(Command):  # 发出
    pass


@dataclass(frozen=True, kw_only=True)
class RecallHandoff(Command):  # 撤回
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class SupplyHandoff(Command):  # 补充材料
    papers: tuple[Paper, ...]
    note: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class ConfirmReturn(Command):  # 确认结果
    pass


@dataclass(frozen=True, kw_only=True)
class ExpireHandoff(Command):  # 逾期终止
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class ResendMessage(Command):  # 重新发送
    seq: int


@dataclass(frozen=True, kw_only=True)
class LayMessageAside(Command):  # 改以其他方式告知
    """The other side was told by other means: ``proof`` says how."""

    seq: int
    proof: Sealed


# Of the receiver.


@dataclass(frozen=True, kw_only=True)
class SignForHandoff(Command):  # 签收
    pass


@dataclass(frozen=True, kw_only=True)
class AcceptHandoff(Command):  # 接收办理
    """``ref``: the receiver's own reference."""

    ref: str | None = None


@dataclass(frozen=True, kw_only=True)
class RefuseHandoff(Command):  # 不予接收
    reason: RefusalReason
    legal_basis: Sealed
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class WantSupplement(Command):  # 要求补充材料
    what: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordProgress(Command):  # 记录进展
    note: Sealed


@dataclass(frozen=True, kw_only=True)
class ReturnHandoff(Command):  # 退回结果
    outcome: str
    papers: tuple[Paper, ...] = ()
    performed: Performed | None = None
    undisputed: Sealed | None = None
    note: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class ExtendHandoff(Command):  # 延长期限
    """``agreed``: everybody who agreed to it in writing."""

    days: int
    agreed: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class GiveCoTask(Command):  # 交办协办任务
    unit: str
    what: Sealed
    until: datetime
    completion: Completion


@dataclass(frozen=True, kw_only=True)
class FinishCoTask(Command):  # 完成协办任务
    result: Sealed


# What is so, whoever likes it.


@dataclass(frozen=True, kw_only=True)
class HandoffConsentRefused(Fact):  # 当事人不同意
    """A party does not agree, or agrees no more."""

    party: str


@dataclass(frozen=True, kw_only=True)
class AgencySaid(Fact):  # 对方消息
    """What the other side's system said over the network. ``message`` is its id there.

    Of the rest, what belongs to ``what``.
    """

    side: SideName
    what: What
    message: str
    said_at: datetime
    ref: str | None = None
    party: str | None = None
    reason: RefusalReason | None = None
    legal_basis: Sealed | None = None
    words: Sealed | None = None
    papers: tuple[Paper, ...] = ()
    outcome: str | None = None
    performed: Performed | None = None
    undisputed: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class MessageDelivered(Fact):  # 消息已送达
    """The other side's system has taken what entry ``seq`` says, at ``taken_at``."""

    seq: int
    taken_at: datetime
    effect: str


@dataclass(frozen=True, kw_only=True)
class MessageUndeliverable(Fact):  # 消息无法送达
    seq: int
    code: str


@dataclass(frozen=True, kw_only=True)
class ReceiverStarted(Fact):  # 接收方程序已启动
    procedure: str


@dataclass(frozen=True, kw_only=True)
class ReceiverEnded(Fact):  # 接收方程序已结束
    procedure: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class OriginEnded(Fact):  # 移送方程序已结束
    """What it was handed over from has ended by another road: whoever wanted to leave has left."""

    procedure: str
    outcome: str
