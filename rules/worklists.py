"""What a worklist can be narrowed to, and which days that means (待办清单)."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

_DAYS_OF_A_WEEK = 7


class DueWithin(StrEnum):  # 到期
    """By when something is due, as somebody asks at the beginning of a day."""

    TODAY = "today"  # 今天
    WEEK = "week"  # 本周


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


def unknown_in(which: ListKind, names: frozenset[str]) -> frozenset[str]:
    """Of the names of a filter those that its list does not know."""
    return names - NAMES[which]
