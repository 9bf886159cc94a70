"""What may be asked for before, at and after a meeting, and what may be reported."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.procedure import Command, Fact, Sealed


@dataclass(frozen=True, kw_only=True)
class AddItem(Command):  # 列入议题
    """``matter``: the number it is about, where there is one."""

    topic: Sealed
    matter: str | None = None


@dataclass(frozen=True, kw_only=True)
class DrawAgenda(Command):  # 生成议程
    """``matters``: what the records hold at this instant, of what its kind is about, as the convener sees
    it."""

    matters: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FileBriefing(Command):  # 提交访前材料
    item: int
    briefing: Sealed


@dataclass(frozen=True, kw_only=True)
class Invite(Command):  # 邀请参加
    """Somebody, in a seat of theirs; also into a session that is under way."""

    person: str
    role: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class RecordConsentToRecording(Command):  # 记录是否同意录音录像
    """Of somebody invited, or of one of the people concerned, by reference."""

    person: str
    agrees: bool


@dataclass(frozen=True, kw_only=True)
class DecideDay(Command):  # 决定休息日是否照常
    """``scheduled_for``: to when it moves; None keeps the day."""

    reason: Sealed
    scheduled_for: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class MoveMeeting(Command):  # 改期
    """``room``: of the unit, by its reference in the register."""

    scheduled_for: datetime
    place_unit: str
    reason: Sealed
    room: str | None = None


@dataclass(frozen=True, kw_only=True)
class CancelMeeting(Command):  # 取消会议
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class BookVisit(Command):  # 预约来访
    """``booking`` is a reference that only the house makes; ``matter`` None where it has no number yet."""

    booking: str
    matter: str | None


@dataclass(frozen=True, kw_only=True)
class CancelVisit(Command):  # 取消预约来访
    booking: str


@dataclass(frozen=True, kw_only=True)
class DrawHearingPanel(Command):  # 抽取评议团
    pass


@dataclass(frozen=True, kw_only=True)
class BeginMeeting(Command):  # 开始
    """Whoever begins it leads it, unless the leader was named. ``is_recorded``: sound or picture is taken."""

    is_recorded: bool = False


@dataclass(frozen=True, kw_only=True)
class ReceiveVisitors(Command):  # 接待来访
    """One batch for this item, of so many people. ``is_first``: it is brought for the first time."""

    item: int
    persons: int
    is_first: bool


@dataclass(frozen=True, kw_only=True)
class EndAsMatter(Command):  # 形成事项
    """``matter``: a number that stands, the one it was about or one that was opened from it."""

    item: int
    matter: str


@dataclass(frozen=True, kw_only=True)
class DecideItem(Command):  # 形成决定
    item: int
    decision: Sealed


@dataclass(frozen=True, kw_only=True)
class AssignTask(Command):  # 交办任务
    """To a seat. ``due_on``: the last day, as the meeting sets it; None, and the county's period runs."""

    item: int
    role: str
    unit: str
    task: Sealed
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class DeclineItem(Command):  # 不予办理并说明理由
    item: int
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class AttachPanelOpinion(Command):  # 附评议意见
    """``recommends`` is a code of the county's own: supports | opposes | divided."""

    item: int
    opinion: Sealed
    recommends: str


@dataclass(frozen=True, kw_only=True)
class FinishSession(Command):  # 结束会商
    pass


@dataclass(frozen=True, kw_only=True)
class FileMinutes(Command):  # 提交纪要
    meeting_minutes: Sealed


@dataclass(frozen=True, kw_only=True)
class ReportTask(Command):  # 报告办理情况
    item: int
    report: Sealed


@dataclass(frozen=True, kw_only=True)
class AskToPassOn(Command):  # 申请更换首接领导
    item: int
    person: str
    role: str
    unit: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class AnswerPassingOn(Command):  # 审批更换首接领导
    item: int
    agrees: bool


@dataclass(frozen=True, kw_only=True)
class EndFollowing(Command):  # 结束跟踪
    """``open_cases``: how many cases of its matter are still open, as the records say."""

    item: int
    report: Sealed
    open_cases: int


@dataclass(frozen=True, kw_only=True)
class PanelInterestDeclared(Fact):  # 评议团成员声明利害关系
    person: str
