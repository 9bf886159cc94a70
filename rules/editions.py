"""The numbers and lists a case runs under: one frozen, dated value, handed in and recorded.

An edition is never edited: an amendment is a new edition beside it, and a case runs to its end
under the edition it was registered under. Nothing here is read from a module constant that a
release could change; what a county sets lives in ``counties/`` as data.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date, time
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from rules.calendar import WorkingCalendar, YearNotice
from rules.clocks.rule import ClockRule
from rules.county_directory import CountyDirectory


class Organ(StrEnum):
    VILLAGE = "village"  # 村(社区)
    TOWNSHIP = "township"  # 乡镇(街道)
    COUNTY = "county"  # 县级
    DEPARTMENT = "department"  # 县直部门
    SUPERIOR = "superior"  # 上级机关
    AGENCY = "agency"  # 对接单位


class StepFour(StrEnum):
    """The two readings of step four; the source does not say which is meant."""

    STRICT = "strict"  # 仅限跨乡镇或者特别重大
    TOLD = "told"  # 第三步不成的, 经乡镇申请并经各方重新同意, 可以进入第四步


@dataclass(frozen=True)
class Seat:  # 岗位
    """A seat: a role at the organ of a level. Which unit that is, the case's places say."""

    role: str
    organ: Organ


@dataclass(frozen=True)
class Level:  # 层级
    """One step of the ladder. ``clock`` is the rule of its inner target, which does not roll."""

    step: int
    organ: Organ
    leads: tuple[Seat, ...]
    fallback: Seat  # leads when no lead can: empty seat, or recused
    supervisor: Seat  # is told when the step is overdue
    required: tuple[str, ...]  # roles that must be present at a session
    invited: tuple[str, ...]
    attempts: int
    clock: str
    clerks: tuple[Seat, ...] = ()  # do the paper work beside the lead


@dataclass(frozen=True)
class MediationBody:  # 调解组织
    """A lawfully established mediation body, by its unit; its name stands on the seal."""

    code: str
    name: str
    unit: str
    kind: str  # peoples_mediation_committee | professional_mediation_committee | administrative


@dataclass(frozen=True)
class Ladder:  # 四步调解
    levels: tuple[Level, ...]
    reading: StepFour
    village_scope: frozenset[str]  # dispute types the village must mediate first
    other_entry_step: int  # where a dispute outside that list begins
    remind_before_days: int
    silence_climbs: bool = False  # only where the county says so by name

    def level(self, step: int) -> Level:
        return self.levels[step - 1]


@dataclass(frozen=True)
class CompetentOrgan:  # 有权处理机关
    """A unit of the list of powers and duties (权责清单): what it is competent for, by the code of the organ.
    A unit whose functions another one took over receives nothing any more (XFTL 24(2))."""

    code: str
    unit: str
    organ: Organ
    successor: str | None = None


@dataclass(frozen=True)
class ListedRoute:  # 清单所列途径
    """A route of the concise list (简明清单), as much of it as decides: its card is in the list itself."""

    id: str
    purpose: str
    ways: tuple[str, ...]  # in the order of choice; of XFTL 31
    organs: tuple[str, ...]  # codes of the competent organs
    kinds: frozenset[str]  # of these organs: administrative | judicial | discipline | mediation
    mediable: bool


@dataclass(frozen=True)
class PetitionWork:  # 信访工作
    """Who does what in petition work, and by which list petitions are led to their routes."""

    department: Seat  # 信访部门: transfers, assigns
    triage: Seat  # 分流员: classifies
    auditor: Seat  # 审结: closes what others have handled
    common_superior: Seat  # 共同的上一级机关: decides who is competent
    handlers: tuple[Seat, ...]  # 承办人, by the level of their organ
    heads: tuple[Seat, ...]  # 机关负责人, by the level of their organ
    reviewers: tuple[Seat, ...]  # 复查复核承办人, by the level of their organ
    review_heads: tuple[Seat, ...]  # 复查复核机关负责人, by the level of their organ
    organs: tuple[CompetentOrgan, ...]
    superiors: tuple[str, ...]  # units above the county, the nearest first
    hearing_pool: tuple[str, ...]  # members of the hearing panel (听证评议团), by reference
    hearing_panel: int  # how many are drawn
    tie_break_at: int  # the refusal of one matter that opens the dispute over competence
    remind_before_days: int
    letters_within_days: int  # a letter posted on the last day is here by then (MSS 85(4))
    service_window: Seat  # 法律服务窗口
    discipline: Seat  # 纪检监察经办: the only seat that sees accusations
    routes: tuple[ListedRoute, ...]
    list_version: str

    def route(self, id: str) -> ListedRoute | None:
        return next((route for route in self.routes if route.id == id), None)

    def organ(self, unit: str) -> CompetentOrgan | None:
        return next((organ for organ in self.organs if organ.unit == unit), None)

    def codes_of(self, unit: str) -> frozenset[str]:
        """What a unit is competent for."""
        return frozenset(organ.code for organ in self.organs if organ.unit == unit)


@dataclass(frozen=True)
class SupervisionWork:  # 督办
    """Who signs what presses an organ, and who is reminded. ``instead`` signs where the signer's own
    department is late. ``accountable_to``: the only seats that a recommendation about conduct goes to.
    An early warning of ``cluster_days`` is a reason to propose something to whoever could prevent the next
    (代表性、涉众型问题); how many are a warning, the county's reporting says."""

    signer: Seat  # 信访部门负责人: signs letters of supervision and recommendations
    instead: Seat
    accountable_to: tuple[Seat, ...]  # 有管理权限的机关
    cluster_days: int  # calendar days


class Reach(StrEnum):
    """How the people of an agency get what is handed to them."""

    NETWORK = "network"  # 对方系统
    DESK = "desk"  # 本系统收件台


@dataclass(frozen=True)
class Agency:  # 对接单位
    """A body that matters are handed to or come from, by its unit; ``role`` is whose seat it is there."""

    code: str
    body: str  # a rules.dockings.docking.Body
    unit: str
    role: str
    reach: Reach


@dataclass(frozen=True)
class EventUnit:  # 承办事件的单位
    """A unit that handles events: its level, and the township above a village."""

    unit: str
    organ: Organ
    township: str | None = None


@dataclass(frozen=True)
class EventLevel:  # 事件承办层级
    """Who handles events at a level, who audits their closing, and who is told, one after the other, when a
    stage is overdue. The seat of another level is the one above the unit."""

    handler: Seat
    auditor: Seat
    told: tuple[Seat, ...]


@dataclass(frozen=True)
class EventRoute:  # 直派
    """Events of a kind that no grid handles go at once to the unit that is competent for this kind of matter,
    by the county's list of powers (``rules/powers.py``)."""

    kind: str
    power: str


@dataclass(frozen=True)
class EventWork:  # 事件工作
    """How events (事件) are handled. ``told_up_after`` hours are between one who is told and the next;
    ``warn_at`` events of one kind at one place within ``warn_within`` days are worth a warning."""

    kinds: tuple[str, ...]
    routes: tuple[EventRoute, ...]
    reporters: tuple[Seat, ...]  # who registers one
    levels: tuple[EventLevel, ...]
    units: tuple[EventUnit, ...]
    told_up_after: int
    warn_at: int
    warn_within: int

    def unit(self, unit: str) -> EventUnit | None:
        return next((each for each in self.units if each.unit == unit), None)

    def level(self, organ: Organ) -> EventLevel:
        """Raises StopIteration for a level that handles none."""
        return next(each for each in self.levels if each.handler.organ is organ)

    def power_of(self, kind: str) -> str | None:
        """As which kind of matter the list of powers knows it, where it goes by that at once."""
        return next((each.power for each in self.routes if each.kind == kind), None)


@dataclass(frozen=True)
class ChecklistItem:  # 清单项目
    """One line of a checklist. The county writes its words: no source says what is checked."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class ChecklistForm:  # 三查双核清单
    """What is checked, and which sign-offs follow, each by another person."""

    checks: tuple[ChecklistItem, ...]
    sign_offs: tuple[ChecklistItem, ...]


@dataclass(frozen=True)
class InspectionWork:  # 督查
    """Who inspects, who is told of what stays undone, and from how many matters at most a sample is drawn."""

    inspectors: tuple[Seat, ...]
    told: Seat
    frame_at_most: int


@dataclass(frozen=True)
class BacklogWork:  # 积案包案
    """Who keeps the register of old matters, who agrees to another leader, whose seats lead, from how many
    days on a matter is old, and the buckets of age (days) of the wall chart (挂图作战)."""

    office: Seat
    approver: Seat
    leaders: tuple[Seat, ...]
    old_after_days: int
    buckets: tuple[int, ...]
    assessors: tuple[Seat, ...]


@dataclass(frozen=True)
class Oversight:  # 督查督办
    """What a county sets for inspections, old matters and their checklist."""

    checklist: ChecklistForm
    inspection: InspectionWork
    backlog: BacklogWork


@dataclass(frozen=True)
class MeetingKind:  # 会议种类
    """A row of the table of meetings: what differs between kinds, and nothing else does.

    ``conveners``: who may convene one at their unit; ``desks``: who keeps its papers there. ``is_public``:
    it is announced, and people book (XFTL 18), ``capacity`` visits at most. ``draws``: what its agenda is
    drawn from, overdue-and-reopened | not-revisited. ``has_panel``: it is held before a panel that was drawn.
    ``collects``: each item becomes a matter, or says why not (DX-19). ``follows``: whoever received a
    matter first answers for it until it is closed (HY-01).
    """

    code: str
    conveners: tuple[Seat, ...]
    desks: tuple[Seat, ...]
    is_public: bool = False
    capacity: int = 0
    needs_briefing: bool = False
    needs_minutes: bool = True
    draws: str | None = None
    has_panel: bool = False
    collects: bool = False
    follows: bool = False
    limit_is_set_there: bool = False  # K-27: 访后限期办结


@dataclass(frozen=True)
class RotaRow:  # 会议轮值
    """When meetings of a kind come round: on these days of a month, or these days of the week (1 is
    Monday), at a time of day in Asia/Shanghai. ``seat`` convenes one at each unit of its level."""

    name: str
    kind: str
    seat: Seat
    at: time
    month_days: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True)
class MeetingWork:  # 会议工作
    """Which meetings there are, when they come round, who performs what they assign."""

    kinds: tuple[MeetingKind, ...]
    rota: tuple[RotaRow, ...]
    ahead_days: int  # how long before its day the rota opens a meeting
    performers: tuple[Seat, ...]  # seats that are assigned tasks
    approver: Seat  # agrees that somebody else follows a matter

    def kind(self, code: str) -> MeetingKind | None:
        return next((kind for kind in self.kinds if kind.code == code), None)


@dataclass(frozen=True)
class CommandWork:  # 指挥调度
    """Who whistles, who declares an incident, who can be called, who is told of silence (policy 44).

    ``convening`` and ``declaring`` act in the area of their unit; ``answering`` are the seats that answer for
    their organ; ``above`` is told after the head of a unit.
    ``grades`` are the county's grades of an incident, by code, the least first.
    """

    convening: tuple[Seat, ...] = ()
    declaring: tuple[Seat, ...] = ()
    answering: tuple[Seat, ...] = ()
    above: Seat | None = None
    grades: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfficeHours:  # 办公时间
    """Times of day in Asia/Shanghai. Nobody is sent a reminder outside the notice hours or on a day off."""

    window_closes: time  # 窗口下班
    notices_from: time
    notices_until: time


@dataclass(frozen=True)
class Edition:
    """Everything a case's rules may depend on beside its own papers."""

    id: str
    county: str  # the county unit
    in_force_from: date
    calendar: WorkingCalendar
    ladder: Ladder
    intake: Seat  # registers and screens
    docking_office: Seat  # 访调对接办公室: delivers the guidance
    dispatcher: Seat  # directs, reopens
    supervisor: Seat
    police: Seat  # is told of danger
    clocks: tuple[ClockRule, ...]  # the rules whose clocks run here
    hours: OfficeHours
    representatives_at_most: int  # XFTL 20(3)
    bodies: tuple[MediationBody, ...]
    dispute_types: tuple[str, ...]
    petitions: PetitionWork
    events: EventWork
    directory: CountyDirectory
    oversight: Oversight
    meetings: MeetingWork
    supervision: SupervisionWork
    agencies: tuple[Agency, ...] = ()
    command: CommandWork = CommandWork()
    amendments: tuple[str, ...] = ()  # editions whose rules an open case was moved to, in that order

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the whole edition: what a case's journal names. It is large, and never changes."""
        return digest_of(asdict(self))

    def rule(self, id: str) -> ClockRule:
        """The clock rule of that id. Raises StopIteration if the county runs no such clock."""
        return next(rule for rule in self.clocks if rule.id == id)

    def with_notices(self, notices: tuple[YearNotice, ...]) -> "Edition":
        """The edition once these notices of its calendar's series are known."""
        calendar = self.calendar
        for notice in notices:
            calendar = calendar.with_notice(notice)
        return self if calendar == self.calendar else replace(self, calendar=calendar)

    def amended(self, version: str, clocks: tuple[ClockRule, ...]) -> "Edition":
        """The edition with these rules in the place of those of the same id, once."""
        if version in self.amendments:
            return self
        new = {rule.id: rule for rule in clocks}
        kept = tuple(new.get(rule.id, rule) for rule in self.clocks)
        return replace(self, clocks=kept, amendments=(*self.amendments, version))

    def body(self, code: str) -> MediationBody | None:
        return next((body for body in self.bodies if body.code == code), None)

    def agency(self, code: str) -> Agency | None:
        return next((agency for agency in self.agencies if agency.code == code), None)

    def next_higher(self, unit: str) -> str | None:
        """上一级机关: the organ above a unit. None above the last that the county knows."""
        above = (self.county, *self.petitions.superiors)
        if unit not in above:
            return self.county
        return dict(pairwise(above)).get(unit)


def spelled(plain: object) -> bytes:
    """What is digested, byte for byte."""

    def plainer(value: object) -> object:
        return sorted(map(str, value)) if isinstance(value, (set, frozenset)) else str(value)

    said = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=plainer)
    return said.encode()


def digest_of(plain: object) -> str:
    """SHA-256 of a plain value as it is spelled."""
    return hashlib.sha256(spelled(plain)).hexdigest()
