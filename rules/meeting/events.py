"""What has happened to a meeting. The names are persisted: they are pinned by a house test."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.meeting.matter import Outcome
from rules.procedure import Event, Officer, Sealed


@dataclass(frozen=True, kw_only=True)
class MeetingConvened(Event):  # 已安排
    """``role``: the seat at ``unit`` that convenes it. ``about``: numbers that stand on the agenda from the
    beginning. ``awaits_day``: the day is a day off, and the rota asks. ``room``: of the place, by
    its reference in the register."""

    id: str
    number: str
    edition: str
    kind: str
    role: str
    unit: str
    leader: Officer | None
    rota: str | None
    scheduled_for: datetime
    place_unit: str
    about: tuple[str, ...] = ()
    awaits_day: bool = False
    room: str | None = None


@dataclass(frozen=True, kw_only=True)
class ItemAdded(Event):  # 议题已列入
    item: int
    topic: Sealed
    matter: str | None


@dataclass(frozen=True, kw_only=True)
class AgendaDrawn(Event):  # 议程已生成
    """``first``: the number of the first of these items."""

    first: int
    matters: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BriefingFiled(Event):  # 访前材料已提交
    item: int
    briefing: Sealed


@dataclass(frozen=True, kw_only=True)
class Invited(Event):  # 已邀请
    officer: Officer


@dataclass(frozen=True, kw_only=True)
class RecordingConsentGiven(Event):  # 同意录音录像
    person: str


@dataclass(frozen=True, kw_only=True)
class RecordingConsentRefused(Event):  # 不同意录音录像
    """``stops``: what was being recorded is recorded no longer."""

    person: str
    stops: bool


@dataclass(frozen=True, kw_only=True)
class DayKept(Event):  # 休息日照常
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class MeetingMoved(Event):  # 已改期
    scheduled_for: datetime
    place_unit: str
    reason: Sealed
    room: str | None = None


@dataclass(frozen=True, kw_only=True)
class VisitBooked(Event):  # 来访已预约
    item: int
    booking: str
    matter: str | None


@dataclass(frozen=True, kw_only=True)
class VisitCancelled(Event):  # 预约来访已取消
    item: int
    booking: str


@dataclass(frozen=True, kw_only=True)
class HearingPanelDrawn(Event):  # 评议团已抽取
    panel: tuple[str, ...]
    pool: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class HearingPanelMemberRecused(Event):  # 评议团成员回避
    """``panel``: who sits now; nobody, where too few are left."""

    person: str
    panel: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingBegun(Event):  # 已开始
    leader: Officer
    is_recorded: bool


@dataclass(frozen=True, kw_only=True)
class VisitorsReceived(Event):  # 来访已接待
    item: int
    persons: int
    is_first: bool


@dataclass(frozen=True, kw_only=True)
class ItemBecameMatter(Event):  # 已形成事项
    """``follower``: who answers for it until the matter is closed; None where nobody need."""

    item: int
    matter: str
    follower: Officer | None


@dataclass(frozen=True, kw_only=True)
class ItemDecided(Event):  # 已形成决定
    item: int
    decision: Sealed


@dataclass(frozen=True, kw_only=True)
class TaskAssigned(Event):  # 任务已交办
    item: int
    role: str
    unit: str
    task: Sealed
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class ItemDeclined(Event):  # 不予办理
    item: int
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class PanelOpinionAttached(Event):  # 评议意见已附
    item: int
    opinion: Sealed
    recommends: str


@dataclass(frozen=True, kw_only=True)
class SessionFinished(Event):  # 会商结束
    pass


@dataclass(frozen=True, kw_only=True)
class MinutesFiled(Event):  # 纪要已提交
    meeting_minutes: Sealed


@dataclass(frozen=True, kw_only=True)
class TaskReported(Event):  # 任务已报告
    item: int
    report: Sealed


@dataclass(frozen=True, kw_only=True)
class PassingOnAsked(Event):  # 已申请更换首接领导
    item: int
    to: Officer
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class FollowingPassedOn(Event):  # 首接领导已更换
    item: int


@dataclass(frozen=True, kw_only=True)
class PassingOnDeclined(Event):  # 不同意更换首接领导
    item: int


@dataclass(frozen=True, kw_only=True)
class FollowingEnded(Event):  # 跟踪结束
    item: int
    report: Sealed


@dataclass(frozen=True, kw_only=True)
class MeetingDutyFellOverdue(Event):  # 逾期
    """``clock``: day, minutes, or the task or the following of an item."""

    clock: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class MeetingEnded(Event):  # 会议办结
    """``reason``: why it was cancelled."""

    outcome: Outcome
    reason: Sealed | None = None
