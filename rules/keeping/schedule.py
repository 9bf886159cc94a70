"""How long what is personal is kept (保管期限): a table of the county, and the day it gives for a matter.

A row whose basis nobody has read in its official text is marked "verify": it gives no day, and nothing of its
kind is erased.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from rules.articles import Mark
from rules.refusals import Reason


class Disposal(StrEnum):  # 期满怎样处理
    ERASE = "erase"  # 删除个人信息
    ARCHIVE = "archive"  # 移交档案馆: never erased here


@dataclass(frozen=True)
class KeptFor:
    """What was kept in a procedure of this ``kind`` stays for so many years after it ended. ``basis``: the
    document or decision that says so, in the words of the county; ``years`` is None for ever."""

    kind: str
    years: int | None
    disposal: Disposal
    basis: str
    mark: Mark

    @property
    def is_settled(self) -> bool:
        """Whether anybody may rely on it."""
        return self.mark is not Mark.VERIFY


@dataclass(frozen=True)
class Schedule:  # 保管期限表
    """A county's table from a day on. ``answer_within`` are the calendar days (county policy) in which a
    request about personal information is answered; ``strays`` those for which the words of an agency's
    message that belongs to nothing are kept; ``drafts`` those for which what somebody has begun to write is,
    from when they wrote at it last."""

    version: str
    county: str
    in_force_from: date
    answer_within: int
    strays: int
    drafts: int
    rows: tuple[KeptFor, ...]


@dataclass(frozen=True)
class Kept:  # 保管到何时
    """``until`` is the last day on which it is kept; without one, ``why`` it cannot be said. ``kinds`` are
    the procedures that decide it."""

    until: date | None
    why: Reason | None
    kinds: tuple[str, ...]


def draft_until(schedule: Schedule, kept_at: datetime) -> datetime:
    """County policy 32 草稿: it is kept until this instant, and is then forgotten."""
    return kept_at + timedelta(days=schedule.drafts)


def kept(schedule: Schedule, ended: Mapping[str, date | None]) -> Kept:
    """PIPL 19, county policy 32 保管期限: as long as the longest of its procedures asks, from the legal
    day on which each kind ended last; None where one has not."""
    rows = {row.kind: row for row in schedule.rows}
    if not ended or None in ended.values():
        return Kept(None, Reason.MATTER_NOT_ENDED, tuple(kind for kind in ended if ended[kind] is None))
    if unsettled := [kind for kind in ended if kind not in rows or not rows[kind].is_settled]:
        return Kept(None, Reason.RETENTION_NOT_SETTLED, tuple(unsettled))
    if archived := [kind for kind in ended if _is_for_ever(rows[kind])]:
        return Kept(None, Reason.GOES_TO_THE_ARCHIVE, tuple(archived))
    days = {kind: _years_after(day, rows[kind].years or 0) for kind, day in ended.items() if day}
    last = max(days.values())
    return Kept(last, None, tuple(kind for kind, day in days.items() if day == last))


def _is_for_ever(row: KeptFor) -> bool:
    return row.disposal is Disposal.ARCHIVE or row.years is None


def _years_after(day: date, years: int) -> date:
    """The corresponding day; where there is none, the last of the month."""
    if (day.month, day.day) == (2, 29) and not _leaps(day.year + years):
        return date(day.year + years, 2, 28)
    return day.replace(year=day.year + years)


def _leaps(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
