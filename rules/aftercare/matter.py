"""Aftercare (善后): what is still owed to the people after a mediation has ended."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.clocks.reckoning import DueDate
from rules.editions import Organ, Seat
from rules.handing import Handing
from rules.procedure import Officer
from rules.timekeeping import reminder_at
from rules.tracking import the_petitioner

# Which rule each clock runs by.
RULES = {
    "serve-guidance": "P-12",
    "ask-whether-free": "P-10",
    "check-performance": "K-42",
    "revisit": "P-09",
    "confirmation": "K-44",
    "undo-withdrawal": "P-10",
    "objection": "K-47",
}


RULED_CONFIRMED, RULED_REJECTED = "confirmed", "rejected"  # as the court's ruling comes back


class Stage(StrEnum):
    OPEN = "open"  # 善后中
    CLOSED = "closed"  # 善后结束


class Outcome(StrEnum):
    DONE = "done"  # 善后事项完成
    UNDONE = "withdrawal-undone"  # 恢复调解
    REOPENED = "reopened"  # 重新启动


class Duty(StrEnum):
    """What somebody still has to do. Each runs its own clock; none is dropped by silence."""

    SERVE_GUIDANCE = "serve-guidance"  # 送达诉讼引导告知书
    ASK_WHETHER_FREE = "ask-whether-free"  # 核实撤回是否自愿
    CHECK_PERFORMANCE = "check-performance"  # 监督履行
    REVISIT = "revisit"  # 回访


class Window(StrEnum):
    """A time in which the people may still do something. Nobody has to."""

    CONFIRMATION = "confirmation"  # 共同申请司法确认
    UNDO_WITHDRAWAL = "undo-withdrawal"  # 恢复调解
    OBJECTION = "objection"  # 对司法确认裁定提出异议


class Performed(StrEnum):
    FULLY = "fully"  # 已履行
    PARTLY = "partly"  # 部分履行
    NOT = "not"  # 未履行


class Ground(StrEnum):
    """Why a matter is taken up again."""

    NEW_FACTS = "new-facts"  # 新的事实
    NOT_PERFORMED = "not-performed"  # 协议未履行
    NOT_FREE = "not-free"  # 撤回非自愿
    PARTIES_ASK = "parties-ask"  # 各方请求再次调解


@dataclass(frozen=True)
class Owed:  # 待办事项
    """Its clock has the duty's name."""

    duty: Duty
    is_overdue: bool = False


@dataclass(frozen=True)
class Open:  # 期间
    """A window since an instant (UTC); one for each agreement that can be confirmed, by its number."""

    window: Window
    since: datetime
    number: int | None = None
    is_reminded: bool = False

    @property
    def clock(self) -> str:
        """The name of its clock."""
        return self.window if self.number is None else f"{self.window}-{self.number}"


@dataclass(frozen=True, kw_only=True)
class Aftercare(Handing):
    stage: Stage = Stage.OPEN
    number: str
    dispute: str  # id of the procedure that ended
    closing_seq: int  # its closing event
    dispute_outcome: str
    step: int
    village: str
    township: str
    applicants: frozenset[str]
    parties: frozenset[str]
    hands: frozenset[str]  # who handled it: they do not ask whether a withdrawal was free
    owed: tuple[Owed, ...] = ()
    windows: tuple[Open, ...] = ()
    unserved: frozenset[str] = frozenset()  # parties the guidance has not reached
    performed: Performed | None = None
    is_confirmed: bool = False  # by the court: it can be enforced
    unanswered_dangers: int = 0
    danger_since: datetime | None = None  # the first of the unanswered
    outcome: Outcome | None = None
    closed_at: datetime | None = None

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    def owes(self, duty: Duty) -> bool:
        return any(owed.duty is duty for owed in self.owed)

    def closing(self, opened: Open) -> DueDate | None:
        """When a window of the people closes; None on a provisional date: a guess takes no right away."""
        due = self.due(opened.clock)
        return None if due is None or due.provisional else due

    def remind_at(self, opened: Open) -> datetime | None:
        """When the people are reminded of a window; None where they are not, or on a provisional date."""
        if opened.window is not Window.CONFIRMATION or opened.is_reminded or self.closing(opened) is None:
            return None
        days = self.edition.petitions.remind_before_days
        return reminder_at(self.edition, self.clock(opened.clock), days)

    def is_over(self, opened: Open, at: datetime) -> bool:
        """Whether a window of the people has closed."""
        due = self.closing(opened)
        return due is not None and at >= due.is_over_at

    def has_fallen_overdue(self, owed: Owed, at: datetime) -> bool:
        """Whether a duty is late; on a provisional date too, which binds an agency."""
        due = self.due(owed.duty)
        return due is not None and at >= due.is_over_at

    @property
    def carer(self) -> Seat:
        """Who looks after it: the lead of the step where mediation ended."""
        return self.edition.ladder.level(self.step).leads[0]

    def seat_for(self, duty: Duty) -> Seat:
        if duty is Duty.SERVE_GUIDANCE:
            return self.edition.docking_office
        return self.edition.dispatcher if duty is Duty.ASK_WHETHER_FREE else self.carer

    def unit_of(self, organ: Organ) -> str:
        return {
            Organ.VILLAGE: self.village,
            Organ.TOWNSHIP: self.township,
            Organ.COUNTY: self.edition.county,
        }[organ]

    def sits(self, officer: Officer, seat: Seat) -> bool:
        return officer.role == seat.role and officer.unit == self.unit_of(seat.organ)


def its_carers(aftercare: Aftercare, officer: Officer) -> bool:
    """The leads, clerks and fallback of the step where mediation ended, and the dispatcher."""
    level = aftercare.edition.ladder.level(aftercare.step)
    seats = (*level.leads, *level.clerks, level.fallback, aftercare.edition.dispatcher)
    return any(aftercare.sits(officer, seat) for seat in seats)


def docking_office_or_carers(aftercare: Aftercare, officer: Officer) -> bool:
    is_office = aftercare.sits(officer, aftercare.edition.docking_office)
    return is_office or its_carers(aftercare, officer)


def office_carers_or_the_applicant(aftercare: Aftercare, officer: Officer) -> bool:
    return docking_office_or_carers(aftercare, officer) or the_petitioner(aftercare, officer)


def its_carers_or_intake(aftercare: Aftercare, officer: Officer) -> bool:
    return its_carers(aftercare, officer) or aftercare.sits(officer, aftercare.edition.intake)


def dispatcher(aftercare: Aftercare, officer: Officer) -> bool:
    return aftercare.sits(officer, aftercare.edition.dispatcher)


def police(aftercare: Aftercare, officer: Officer) -> bool:
    return aftercare.sits(officer, aftercare.edition.police)
