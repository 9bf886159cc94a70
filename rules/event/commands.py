"""What may be asked for while an event is put right."""

from dataclasses import dataclass

from rules.event.matter import Cause, Result
from rules.gazetteer import PlaceKind
from rules.procedure import Command, Sealed


@dataclass(frozen=True, kw_only=True)
class SignIn(Command):  # 签收
    pass


@dataclass(frozen=True, kw_only=True)
class PassOn(Command):  # 流转
    """To another grid's village, a township, a department or the county's centre; ``reason``: why."""

    unit: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class Respond(Command):  # 响应
    """On the spot, or in touch with whoever reported it."""

    words: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordHandling(Command):  # 记录处置
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class ProposeClosing(Command):  # 申请办结
    result: Result
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class ApproveClosing(Command):  # 审核通过
    pass


@dataclass(frozen=True, kw_only=True)
class SendEventBack(Command):  # 退回重办
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordAnalysis(Command):  # 分析
    """What brought it about, and at what kind of place: never who."""

    cause: Cause
    place_kind: PlaceKind
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class TurnEventIntoPetition(Command):  # 转为信访
    """``wished_by`` is who reported it, where they are known; ``wish`` what they said, or why."""

    wished_by: str | None = None
    wish: Sealed


@dataclass(frozen=True, kw_only=True)
class TurnEventIntoDispute(Command):  # 申请调解
    wished_by: str | None = None
    wish: Sealed
