"""What has happened in an incident: its command log (指挥日志). The names are persisted and pinned."""

from dataclasses import dataclass
from datetime import datetime

from rules.incident.matter import Function, Outcome
from rules.procedure import Event, Sealed


@dataclass(frozen=True, kw_only=True)
class IncidentDeclared(Event):  # 已宣布突发事件
    """Of ``words``; whoever declared it has the command. ``about``: the matter it came from, by number."""

    id: str
    number: str
    edition: str
    grade: str
    words: Sealed
    village: str | None
    township: str | None
    about: str | None = None


@dataclass(frozen=True, kw_only=True)
class DangerReachedTheCentre(Event):  # 危险报告到达中心
    """``origin`` and ``origin_seq``: the entry that noted the danger; ``police_since``: when the police had
    acknowledged it, if they had by then."""

    id: str
    number: str
    edition: str
    words: Sealed
    village: str | None
    township: str | None
    origin: str
    origin_seq: int
    police_since: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class DangerTakenUp(Event):  # 已宣布为突发事件
    grade: str


@dataclass(frozen=True, kw_only=True)
class DangerLeftWaiting(Event):  # 危险逾时未处置
    pass


@dataclass(frozen=True, kw_only=True)
class PoliceAcknowledged(Event):  # 公安机关已接警
    procedure: str
    seq: int


@dataclass(frozen=True, kw_only=True)
class FunctionAssigned(Event):  # 已分工
    function: Function
    role: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class OrderGiven(Event):  # 已下达指令
    role: str
    unit: str
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class OrderAcknowledged(Event):  # 指令已回执
    order: int


@dataclass(frozen=True, kw_only=True)
class OrderUnacknowledged(Event):  # 指令逾时未回执
    """``role`` and ``unit``: who is told of it now; ``is_listed``: nobody is left to be told."""

    order: int
    role: str
    unit: str
    is_listed: bool


@dataclass(frozen=True, kw_only=True)
class OrderReportedDone(Event):  # 指令已执行
    order: int
    result: Sealed


@dataclass(frozen=True, kw_only=True)
class OrderWithdrawn(Event):  # 指令已撤回
    order: int
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class SituationReported(Event):  # 现场情况
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class CommandDecisionRecorded(Event):  # 指挥决定
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class Regraded(Event):  # 已调整等级
    grade: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class CommandOffered(Event):  # 拟移交指挥
    role: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class CommandTakenOver(Event):  # 已接指挥
    """Whoever stands behind it has the command from this instant on; ``before``: who had it until then."""

    before: str | None


@dataclass(frozen=True, kw_only=True)
class CommandDeclined(Event):  # 未接指挥
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class IncidentStoodDown(Event):  # 处置结束
    role: str
    unit: str
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class IncidentEnded(Event):  # 事件结束
    outcome: Outcome
    words: Sealed
