"""A clock rule (期间规则): how long, in which unit, from what, and what may move its end. Data alone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.articles import Article, Mark


class Unit(StrEnum):
    """Always spelled: sixty calendar days and five working days stand in one and the same law."""

    CALENDAR_DAYS = "calendar-days"  # 日
    WORKING_DAYS = "working-days"  # 工作日
    HOURS = "hours"  # 小时
    MONTHS = "months"  # 个月
    YEARS = "years"  # 年
    MINUTES = "minutes"  # 分钟: where somebody must answer at once


# Counted from the instant itself to an instant; they never roll (MFD 201(2)).
BY_THE_INSTANT = frozenset({Unit.HOURS, Unit.MINUTES})

# What can be counted in one go: months and days of the calendar can, working days only with their like.
_COUNTED_AS = {
    Unit.CALENDAR_DAYS: "days",
    Unit.MONTHS: "days",
    Unit.YEARS: "days",
    Unit.WORKING_DAYS: "working days",
    Unit.HOURS: "hours",
    Unit.MINUTES: "minutes",
}


class Ground(StrEnum):  # 扣除事由
    """Why a clock may stand still. Only the grounds that its own rule names stop it."""

    HEARING = "hearing"  # 听证
    APPRAISAL = "appraisal"  # 鉴定
    SUPPLEMENT = "supplement"  # 补正材料
    TESTING = "testing"  # 检验、检测
    CONSULTATION = "consultation"  # 征求第三方意见
    CONCLUSION_AWAITED = "conclusion-awaited"  # 等待司法机关或者有关主管部门的结论
    PROCEEDING_SUSPENDED = "proceeding-suspended"  # 程序中止
    OBSTACLE = "obstacle"  # 不可抗力等障碍
    SITE_INSPECTION = "site-inspection"  # 现场勘验
    VERIFICATION = "verification"  # 核实有关情况


class Binds(StrEnum):
    """Whom a period binds. A provisional date never takes a right from a person."""

    AGENCY = "agency"  # 机关、组织的职责
    PERSON = "person"  # 当事人的权利


class Transition(StrEnum):
    """Which cases a new version of a rule reaches."""

    NEW_CASES = "new-cases"  # 仅适用于新案件
    OPEN_CASES = "open-cases"  # 未结案件一并适用


@dataclass(frozen=True, kw_only=True)
class Extension:  # 延长
    """How a period may be made longer; counted from its original start, never from a rolled date.

    ``at_most`` is the cap of each extension, in ``unit``; None where the source names none. ``times`` is
    how often; None where the source does not say. ``approver`` is a code; ``is_told`` says that the reason
    must be told to the person concerned.
    """

    at_most: int | None
    unit: Unit
    times: int | None = 1
    approver: str
    is_told: bool = False


@dataclass(frozen=True, kw_only=True)
class ClockRule:
    """One period of one source. ``count`` is None where the source names no number: then nothing is counted.

    ``trigger``, ``responsible``, ``consequence`` are codes with words in ``rules/words/clocks.py``.
    What is marked to be verified is present and off.
    """

    id: str  # K-05
    trigger: str
    count: int | None
    unit: Unit | None
    rolls: bool = True  # MFD 203: a last day off rolls; not hours, not the inner targets of agencies
    extension: Extension | None = None
    excludes: tuple[Ground, ...] = ()
    responsible: str
    binds: Binds = Binds.AGENCY
    consequence: str | None = None
    articles: tuple[Article, ...]
    mark: Mark
    valid_from: date
    valid_to: date | None = None  # the last day, None while it holds
    transition: Transition = Transition.NEW_CASES

    def __post_init__(self) -> None:
        """Raises ValueError for an extension that cannot be counted together with the period."""
        if self.extension and self.unit and _COUNTED_AS[self.extension.unit] != _COUNTED_AS[self.unit]:
            raise ValueError(f"{self.id}: {self.unit} are not extended by {self.extension.unit}")

    @property
    def is_live(self) -> bool:
        """Whether it may be armed: what must be verified first is off."""
        return self.mark is not Mark.VERIFY

    @property
    def is_counted(self) -> bool:
        """Whether the source names a number at all."""
        return self.count is not None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
