"""A supervision (督办): one duty that is late, or one handling that went against the rules, until it is put
right. It presses a unit; it says nothing about anybody's worth, and nothing of it is counted by person."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from rules.editions import Seat
from rules.heads import head_of, is_of_the_department, roles_of_the_department
from rules.procedure import Officer, Proceeding, Sealed

# Its clocks, by name, with the rule each runs by.
REMIND = "remind"  # 发工作提醒函以前
DRAFT = "draft"  # 拟督办函以前
SIGN = "sign"  # 签发
ANSWER = "answer-supervision"  # 反馈整改情况
RULES = {REMIND: "P-50", DRAFT: "P-51", SIGN: "P-52", ANSWER: "P-53"}

REMINDER, LETTER = "D-22", "D-13"  # 工作提醒函, 督办函


class Stage(StrEnum):
    WATCHED = "watched"  # 逾期待提醒
    REMINDED = "reminded"  # 已发工作提醒函
    TO_SIGN = "letter-to-sign"  # 督办函待签发
    ISSUED = "letter-issued"  # 已发督办函, 待反馈
    ANSWERED = "rectification-reported"  # 已反馈, 待审核
    CLOSED = "closed"  # 督办结束


class Ground(StrEnum):
    """XFTL 40(1) 督办情形. Of a date that has passed a machine may speak; of all others only a person."""

    OVERDUE = "overdue"  # 未按规定期限
    AGAINST_THE_RULES = "against-the-rules"  # 未按规定受理、办理
    SHIRKING = "shirking"  # 推诿
    PERFUNCTORY = "perfunctory"  # 敷衍
    DELAYING = "delaying"  # 拖延
    FALSIFYING = "falsifying"  # 弄虚作假
    NOT_CARRIED_OUT = "not-carried-out"  # 拒不执行处理意见


class Outcome(StrEnum):
    DUTY_MET = "duty-met"  # 已办, 未发督办函
    DATE_MOVED = "date-moved"  # 到期日变动, 不再逾期
    SET_ASIDE = "set-aside"  # 不予督办
    RECTIFIED = "rectified"  # 已整改


@dataclass(frozen=True)
class Duty:  # 逾期事项
    """``procedure`` owes it; it fell late in its entry ``fell_in``."""

    procedure: str
    fell_in: int
    name: str
    rule: str | None
    due_on: date


@dataclass(frozen=True, kw_only=True)
class Supervision(Proceeding):
    """``unit`` and ``role``: the seat that has to do what is owed. ``duty`` is None where a person found
    something else than a date that has passed."""

    stage: Stage
    number: str
    ground: Ground
    duty: Duty | None
    role: str
    unit: str
    facts: Sealed | None = None
    demand: Sealed | None = None
    opened_by: str | None = None  # who found it, by reference; None for what time brought
    is_met: bool = False  # what was owed has been done, or need not be any more
    is_moved: bool = False  # its date lies ahead again
    asked_again: int = 0
    report: Sealed | None = None
    is_overdue: bool = False  # the time of this stage has passed
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    waiting_since: datetime

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    def handed_to(self, person: str, to: str | None) -> Self:
        return self

    @property
    def is_owed(self) -> bool:
        """Whether what is supervised is a duty that is late still."""
        return self.duty is not None and not self.is_met and not self.is_moved

    @property
    def head(self) -> tuple[str, str]:
        """责任单位负责人 (role, unit): who is reminded, and whom the letter goes to."""
        return head_of(self.edition, self.unit)

    @property
    def signer(self) -> Seat:
        """Who signs the letter; nobody presses their own department."""
        work = self.edition.supervision
        is_its_own = self.unit == self.edition.county and self.role in roles_of_the_department(self.edition)
        return work.instead if is_its_own else work.signer


def department(supervision: Supervision, officer: Officer) -> bool:
    """信访部门 of the county: whoever does its daily work, and its head."""
    return is_of_the_department(supervision.edition, officer)


def signer(supervision: Supervision, officer: Officer) -> bool:
    is_its_role = officer.role == supervision.signer.role
    return is_its_role and officer.unit == supervision.edition.county


def supervised(supervision: Supervision, officer: Officer) -> bool:
    """The seat that has to do it, and its head."""
    seats = ((supervision.role, supervision.unit), supervision.head)
    return (officer.role, officer.unit) in seats
