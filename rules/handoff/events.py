"""What has happened to a handoff. The names are persisted: they are pinned by a house test.

``message`` is the id of the other side's message that brought it; None where it was said here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rules.dockings.docking import Trait
from rules.handoff.matter import (
    Completion,
    Consent,
    ConsentForm,
    Outcome,
    Paper,
    Person,
    RefusalReason,
    Return,
    Side,
    What,
)
from rules.procedure import Event, Sealed


@dataclass(frozen=True, kw_only=True)
class HandoffOpened(Event):  # 对接已起草
    id: str
    number: str
    edition: str
    docking: str
    sender: Side
    receiver: Side
    origin: str | None
    origin_seq: int | None = None  # the entry there that asked for it
    people: tuple[Person, ...]
    summary: Sealed
    traits: frozenset[Trait] = frozenset()
    papers: tuple[Paper, ...] = ()
    counted_from: datetime | None = None
    mediators: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class HandoffArrived(Event):  # 对方移送已到
    """An agency's system has sent it: it begins received. ``message`` is what brought it."""

    id: str
    number: str
    edition: str
    docking: str
    sender: Side
    receiver: Side
    people: tuple[Person, ...]
    consents: Mapping[str, Consent]
    summary: Sealed
    papers: tuple[Paper, ...]
    received_at: datetime
    message: str


@dataclass(frozen=True, kw_only=True)
class HandoffConsented(Event):  # 已同意
    party: str
    form: ConsentForm
    given_at: datetime


@dataclass(frozen=True, kw_only=True)
class HandoffPapersAdded(Event):  # 已补入材料
    papers: tuple[Paper, ...]


@dataclass(frozen=True, kw_only=True)
class HandoffDescribed(Event):  # 已核实情况
    traits: frozenset[Trait]
    counted_from: datetime | None


@dataclass(frozen=True, kw_only=True)
class HandoffSent(Event):  # 已发出
    message: str | None = None


@dataclass(frozen=True, kw_only=True)
class HandoffReceived(Event):  # 已收到(系统回执)
    """``received_at`` is when the other side's system took it, in UTC."""

    received_at: datetime
    message: str | None = None


@dataclass(frozen=True, kw_only=True)
class HandoffSignedFor(Event):  # 已签收
    signed_at: datetime
    ref: str | None = None
    message: str | None = None


@dataclass(frozen=True, kw_only=True)
class SupplementWanted(Event):  # 已要求补充材料
    what: Sealed
    message: str | None = None


@dataclass(frozen=True, kw_only=True)
class HandoffSupplied(Event):  # 已补充材料
    papers: tuple[Paper, ...]
    note: Sealed | None = None
    message: str | None = None


@dataclass(frozen=True, kw_only=True)
class HandoffAccepted(Event):  # 已接收办理
    """From here on the receiver holds it."""

    ref: str | None = None
    message: str | None = None


@dataclass(frozen=True, kw_only=True)
class HandoffRefused(Event):  # 不予接收
    reason: RefusalReason
    legal_basis: Sealed | None
    words: Sealed | None
    message: str | None = None


@dataclass(frozen=True, kw_only=True)
class HandoffProgressed(Event):  # 办理进展
    note: Sealed | None
    message: str | None = None


@dataclass(frozen=True, kw_only=True)
class HandoffExtended(Event):  # 期限已延长
    days: int
    agreed: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class ReceiverBegan(Event):  # 接收方程序已启动
    procedure: str


@dataclass(frozen=True, kw_only=True)
class ReceiverFinished(Event):  # 接收方程序已结束
    procedure: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class CoTaskGiven(Event):  # 已交办协办任务
    """``role``: the seat of the unit that does it."""

    unit: str
    role: str
    what: Sealed
    until: datetime
    completion: Completion


@dataclass(frozen=True, kw_only=True)
class CoTaskFinished(Event):  # 协办任务已完成
    unit: str
    result: Sealed


@dataclass(frozen=True, kw_only=True)
class CoTaskFellOverdue(Event):  # 协办任务逾期
    unit: str


@dataclass(frozen=True, kw_only=True)
class HandoffReturned(Event):  # 已退回结果
    """From here on the sender holds it again."""

    came_back: Return
    message: str | None = None


@dataclass(frozen=True, kw_only=True)
class HandoffSilent(Event):  # 逾期无回应
    """The clock ``clock`` has passed; ``follows`` is what the law, or the county, makes of that."""

    clock: str
    due_on: date
    follows: str


@dataclass(frozen=True, kw_only=True)
class MessageTaken(Event):  # 对方系统已接收消息
    seq: int
    effect: str


@dataclass(frozen=True, kw_only=True)
class MessageNotDelivered(Event):  # 消息未能送达
    seq: int
    what: What
    code: str


@dataclass(frozen=True, kw_only=True)
class MessageSentAgain(Event):  # 消息重新发送
    seq: int


@dataclass(frozen=True, kw_only=True)
class MessageLaidAside(Event):  # 已以其他方式告知
    seq: int
    proof: Sealed


@dataclass(frozen=True, kw_only=True)
class MessageNotTaken(Event):  # 未采纳的对方消息
    """The other side said this too late, or at the wrong point. ``reason``: the refusal it is told."""

    what: What
    message: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class HandoffEnded(Event):  # 对接结束
    """``reason``: in words, where a person ended it. ``party``: whose consent there is not."""

    outcome: Outcome
    reason: Sealed | None = None
    party: str | None = None
    message: str | None = None
