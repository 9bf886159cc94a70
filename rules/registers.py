"""The registers (名册) beside units, people and seats: who mediates and helps, what a village has, which unit
does what, which windows there are and who is on duty at them.

A line of a register is a row with an interval like every row of the directory, and is changed as they are: by
an act with proof (``registering.py``). Of a person it holds what their office makes public and what is
counted of matters; nobody is scored, and no list is ordered by how well somebody does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from rules.intervals import Interval

# What something or somebody in office is called: words, where a plain ``str`` is a reference or a code.
PublicName = NewType("PublicName", str)


class Register(StrEnum):  # 名册
    MEDIATORS = "mediators"  # 调解员
    LAWYERS = "lawyers"  # 律师
    PANEL_MEMBERS = "panel-members"  # 听证评议团成员
    VOLUNTEER_TEAMS = "volunteer-teams"  # 志愿服务队
    INVITED = "invited"  # 特邀参与人
    VILLAGE_RESOURCES = "village-resources"  # 村级资源
    FUNCTIONS = "functions"  # 单位职能标签
    PREMISES = "premises"  # 合署办公
    READINESS = "readiness"  # 规范化建设
    WINDOWS = "windows"  # 窗口
    SHIFTS = "shifts"  # 值班
    ENGAGEMENTS = "engagements"  # 律师办理的事项
    COMPLAINTS = "complaints"  # 对调解员的投诉
    ROOMS = "rooms"  # 房间


class Grade(StrEnum):  # 调解员等级
    """As the body that grades has it; a title, not a score of ours."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    UNGRADED = "ungraded"


class InvitedAs(StrEnum):  # 特邀参与人的身份
    PARTY_DELEGATE = "party-delegate"  # 党代表
    CONGRESS_DEPUTY = "congress-deputy"  # 人大代表
    CONSULTATIVE_MEMBER = "consultative-member"  # 政协委员
    LEGAL_WORKER = "legal-worker"  # 法律工作者
    RESPECTED_PERSON = "respected-person"  # 行业贤达


class ResourceKind(StrEnum):  # 村级资源
    PEACEMAKERS = "peacemakers"  # 和事佬工作室
    POLICE_POST = "police-post"  # 辅警工作站、义警服务站
    VETERANS_STATION = "veterans-station"  # 退役军人服务站
    COVENANT = "covenant"  # 一约四会
    VOLUNTEERS = "volunteers"  # 社会力量


class FunctionTag(StrEnum):  # 职能标签
    """The four centres of a street office, and the six blocks of a county's centre."""

    RECEPTION_CENTRE = "reception-centre"  # 群众接访中心
    CONVENIENCE_CENTRE = "convenience-centre"  # 便民服务中心
    RESOLUTION_CENTRE = "resolution-centre"  # 多元化解中心
    COMMAND_CENTRE = "command-centre"  # 平台指挥中心
    RECEPTION = "reception"  # 接访
    LITIGATION = "litigation"  # 诉讼
    MEDIATION = "mediation"  # 调解
    LABOUR = "labour"  # 劳动监察仲裁
    RECONSIDERATION = "reconsideration"  # 行政复议
    LEGAL_SERVICE = "legal-service"  # 公共法律服务


# The blocks of the hall: each has windows, and a queue of its own at them.
BLOCKS = (
    FunctionTag.RECEPTION,
    FunctionTag.LITIGATION,
    FunctionTag.MEDIATION,
    FunctionTag.LABOUR,
    FunctionTag.RECONSIDERATION,
    FunctionTag.LEGAL_SERVICE,
)


class ReadyItem(StrEnum):  # 四有
    SIGN = "sign"  # 标牌
    PREMISES = "premises"  # 场地
    STAFF = "staff"  # 人员
    RULES = "rules"  # 制度


class Presence(StrEnum):  # 驻点方式
    RESIDENT = "resident"  # 常驻
    ROTATING = "rotating"  # 轮驻
    ON_CALL = "on-call"  # 随驻


class HalfDay(StrEnum):  # 半天
    MORNING = "morning"
    AFTERNOON = "afternoon"


class EngagedAs(StrEnum):  # 律师在事项中的身份
    FOR_A_PARTY = "for-a-party"  # 当事人的代理人
    OPINION = "opinion"  # 出具法律意见


@dataclass(frozen=True, kw_only=True)
class Training:
    """A training somebody took part in: a fact with its day and hours, nothing said of how they did."""

    on: date
    hours: int
    course: str


@dataclass(frozen=True, kw_only=True)
class Mediator:  # 调解员
    """``studio``: the studio (工作室) that bears a name; ``body``: the mediation body, by its code."""

    name: PublicName
    grade: Grade
    is_full_time: bool
    studio: PublicName | None = None
    body: str | None = None
    trained: tuple[Training, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Lawyer:  # 律师
    name: PublicName
    firm: PublicName


@dataclass(frozen=True, kw_only=True)
class PanelMember:  # 听证评议团成员
    name: PublicName


@dataclass(frozen=True, kw_only=True)
class VolunteerTeam:  # 志愿服务队
    """A team and how many they are. Who they are is not kept, and no seat comes with it: they see no file."""

    name: PublicName
    members: int


@dataclass(frozen=True, kw_only=True)
class InvitedPerson:  # 特邀参与人
    """``undertaking``: the day on which they undertook to keep confidential what they hear."""

    name: PublicName
    invited_as: InvitedAs
    undertaking: date | None = None


@dataclass(frozen=True, kw_only=True)
class VillageResource:  # 村级资源
    kind: ResourceKind
    name: PublicName


@dataclass(frozen=True, kw_only=True)
class Tagged:  # 单位职能
    tag: FunctionTag


@dataclass(frozen=True, kw_only=True)
class Housed:  # 合署办公
    """The unit sits in the house of another one."""

    host: str


@dataclass(frozen=True, kw_only=True)
class Ready:  # 四有
    """How many there are: signs, rooms, written rules. People are counted from their seats."""

    item: ReadyItem
    count: int


@dataclass(frozen=True, kw_only=True)
class ServiceWindow:  # 窗口
    name: PublicName
    services: tuple[FunctionTag, ...]


@dataclass(frozen=True, kw_only=True)
class DutyShift:  # 值班
    """Who is on duty where: at a window, or with none at the unit. ``weekdays``: 1 is Monday; with none every
    working day."""

    presence: Presence
    halves: tuple[HalfDay, ...]
    window: str | None = None
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Engagement:  # 律师办理的事项
    """What a lawyer had to do with a matter. ``document``: the opinion, by its reference."""

    lawyer: str
    matter: str
    engaged_as: EngagedAs
    document: str | None = None


@dataclass(frozen=True, kw_only=True)
class Complaint:  # 投诉
    """That a matter has a complaint about a mediator; what was said stays in the matter."""

    mediator: str
    matter: str


@dataclass(frozen=True, kw_only=True)
class Room:  # 房间
    """Where people sit down together: how many, and whether one comes in without steps."""

    name: PublicName
    seats: int
    is_step_free: bool


Particulars = (
    Mediator
    | Lawyer
    | PanelMember
    | VolunteerTeam
    | InvitedPerson
    | VillageResource
    | Tagged
    | Housed
    | Ready
    | ServiceWindow
    | DutyShift
    | Engagement
    | Complaint
    | Room
)
# What a line of each register says.
SAYS: Mapping[Register, type[Particulars]] = {
    Register.MEDIATORS: Mediator,
    Register.LAWYERS: Lawyer,
    Register.PANEL_MEMBERS: PanelMember,
    Register.VOLUNTEER_TEAMS: VolunteerTeam,
    Register.INVITED: InvitedPerson,
    Register.VILLAGE_RESOURCES: VillageResource,
    Register.FUNCTIONS: Tagged,
    Register.PREMISES: Housed,
    Register.READINESS: Ready,
    Register.WINDOWS: ServiceWindow,
    Register.SHIFTS: DutyShift,
    Register.ENGAGEMENTS: Engagement,
    Register.COMPLAINTS: Complaint,
    Register.ROOMS: Room,
}


@dataclass(frozen=True)
class RegisterLine(Interval):  # 名册条目
    """A line of a register, of a unit. ``ref`` is its reference there, the same when an appointment is
    renewed; ``person``: whom of the directory it is about, if it is somebody there."""

    register: Register
    ref: str
    unit: str
    what: Particulars
    valid_from: date
    valid_until: date | None = None
    person: str | None = None


Lines = tuple[RegisterLine, ...]


def rooms_at(lines: Iterable[RegisterLine], unit: str, on: date) -> Mapping[str, Room]:
    """The rooms of a unit that are open on a day, by reference."""
    there = of((each for each in lines if each.unit == unit), Register.ROOMS, on)
    return {each.ref: each.what for each in there if isinstance(each.what, Room)}


def of(lines: Iterable[RegisterLine], register: Register, on: date | None = None) -> Lines:
    """The lines of one register; with a day, those that hold on it. By reference, then by first day."""
    found = (each for each in lines if each.register is register and (on is None or each.holds(on)))
    return tuple(sorted(found, key=lambda each: (each.ref, each.valid_from)))
