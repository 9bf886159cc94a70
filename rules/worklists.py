"""What a worklist can be narrowed to, and which days that means (待办清单)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from rules.clocks.clock import State
from rules.instants import ONE_DAY, first_instant_of
from rules.journal import ClockRow

_DAYS_OF_A_WEEK = 7


class DueWithin(StrEnum):  # 到期
    """By when something is due, as somebody asks at the beginning of a day."""

    TODAY = "today"  # 今天
    WEEK = "week"  # 本周
    LATE_OR_WEEK = "late-or-week"  # 逾期，或者本周


class ListKind(StrEnum):  # 清单
    """The lists whose narrowing can be kept under a name."""

    WORKLIST = "worklist"
    CASES = "cases"


# What a kept filter may say, by list; whatever else it said would be forgotten without a word.
NAMES: Mapping[ListKind, frozenset[str]] = {
    ListKind.WORKLIST: frozenset(
        {"whose", "kind", "what", "unit", "village", "due", "overdue", "waiting", "sort", "columns"}
    ),
    ListKind.CASES: frozenset(
        {
            "kind",
            "stage",
            "owner_unit",
            "village",
            "dispute_type",
            "is_open",
            "opened_from",
            "opened_until",
            "overdue",
            "needs_attention",
            "sort",
            "columns",
        }
    ),
}
MOST_KEPT = 20  # filters of one person

# What a unit has on its list only to follow it: the next act is another's.
FOLLOWED = frozenset(
    {
        "await-handoff",  # 等待移送出去的事项有结果
        "await-call-ruling",  # 等待异议裁决
        "follow-question",  # 首问负责：跟踪
        "follow-up",  # 首办负责：跟踪
        "receive-supplement",  # 等待当事人补正
        "review-under-way",  # 等待复查、复核的结果
        "see-dispatch-through",  # 跟进调度
    }
)


def days_of(due: DueWithin, today: date) -> tuple[date, date]:
    """The first and the last legal day that is meant, both included; a week is the calendar week of
    ``today``, from Monday to Sunday."""
    if due is DueWithin.TODAY:
        return today, today
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=_DAYS_OF_A_WEEK - 1)


@dataclass(frozen=True)
class LinePeriod:  # 所示期限
    """The period that a line of a worklist shows. ``is_own``: it is the time for what the line says is to be
    done; if not, that has none of its own, and this is one of its case. ``due_at``: of a period in hours the
    instant (UTC) at which it ends. ``is_missed``: that has passed, whether it was done since or not."""

    clock: ClockRow
    is_own: bool
    due_at: datetime | None
    is_missed: bool


def period_of(
    due_on: date | None, clocks: Sequence[ClockRow], at: datetime, *, overdue: bool
) -> LinePeriod | None:
    """Which of the clocks of its case the date of a line is of; where the line has no date, the one that was
    missed, if the case is overdue, and else the running one that ends first. None if there is no such clock:
    a date may be no clock's, such as the day by which a superior wants a report."""
    dated = sorted((c for c in clocks if c.over_at and c.state != State.CANCELLED), key=_ends)
    running = [clock for clock in dated if clock.state == State.RUNNING]
    if due_on is not None:
        own = (clock for clock in running if clock.due_on == due_on)
        return _period(next(own, None), at, is_own=True)
    missed = [clock for clock in dated if _is_missed(clock, at)] if overdue else []
    still = [clock for clock in missed if clock.state == State.RUNNING]
    return _period(next(iter(still or missed[-1:] or running), None), at, is_own=False)


def _period(clock: ClockRow | None, at: datetime, *, is_own: bool) -> LinePeriod | None:
    if clock is None or clock.over_at is None or clock.due_on is None:
        return None
    is_of_days = clock.over_at == first_instant_of(clock.due_on + ONE_DAY)
    return LinePeriod(clock, is_own, None if is_of_days else clock.over_at, _is_missed(clock, at))


def _ends(clock: ClockRow) -> tuple[datetime | None, str]:
    return clock.over_at, clock.name


def _is_missed(clock: ClockRow, at: datetime) -> bool:
    return clock.over_at is not None and (clock.ended_at or at) >= clock.over_at


def unknown_in(which: ListKind, names: frozenset[str]) -> frozenset[str]:
    """Of the names of a filter those that its list does not know."""
    return names - NAMES[which]
