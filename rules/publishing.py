"""What a publication would change (公布预览), and who may let it out: one proposes it, another answers.

A proposal waits until somebody answers it, however long that takes: nothing here lapses by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rules.calendar import WorkingCalendar
from rules.clocks.rule import ClockRule
from rules.refusals import Reason, Refused


class DayIs(StrEnum):
    """What a day of a calendar is."""

    HOLIDAY = "holiday"  # 放假
    WEEKEND = "weekend"  # 周末
    MAKE_UP = "make-up"  # 调休上班
    WORKDAY = "workday"  # 工作日


class ProposalAnswer(StrEnum):
    """How a proposal ends, once. Whoever made it may take it back; another person says yes or no."""

    APPROVED = "approved"  # 同意公布
    REFUSED = "refused"  # 不同意公布
    WITHDRAWN = "withdrawn"  # 撤回


@dataclass(frozen=True)
class DayChange:
    """A day that is something else afterwards."""

    day: date
    before: DayIs
    after: DayIs


@dataclass(frozen=True)
class RuleChange:
    """A rule that reads otherwise afterwards. ``before`` is None where there was no such rule."""

    id: str
    before: ClockRule | None
    after: ClockRule


def what_is(calendar: WorkingCalendar, day: date) -> DayIs:
    """What a day is on a calendar; of a year that nobody has published, by weekdays alone."""
    if day in calendar.make_up_workdays:
        return DayIs.MAKE_UP
    off = calendar.why_off(day)
    return DayIs.WORKDAY if off is None else DayIs(off)


def days_changed(before: WorkingCalendar, after: WorkingCalendar, year: int) -> tuple[DayChange, ...]:
    """The days of a year, and of the December before, that a notice of that year makes something else."""
    first, last = date(year - 1, 12, 1), date(year, 12, 31)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    changes = (DayChange(day, what_is(before, day), what_is(after, day)) for day in days)
    return tuple(each for each in changes if each.before is not each.after)


def rules_changed(before: Iterable[ClockRule], after: Iterable[ClockRule]) -> tuple[RuleChange, ...]:
    """The rules that are not, word for word, what they were; in the order in which they are published."""
    known = {rule.id: rule for rule in before}
    changes = (RuleChange(rule.id, known.get(rule.id), rule) for rule in after)
    return tuple(each for each in changes if each.before != each.after)


def check_answer(answer: ProposalAnswer, proposer: str, person: str, before: ProposalAnswer | None) -> None:
    """County policy 36 两人办理: whoever proposed a change of rules or calendar never lets it out, in
    whatever seat; they alone take it back; and it is answered once.

    Raises PUBLICATION_ANSWERED, OWN_PUBLICATION, NOT_YOURS_TO_WITHDRAW.
    """
    if before is not None:
        raise Refused(Reason.PUBLICATION_ANSWERED)
    is_theirs = person == proposer
    if answer is ProposalAnswer.WITHDRAWN and not is_theirs:
        raise Refused(Reason.NOT_YOURS_TO_WITHDRAW)
    if answer is not ProposalAnswer.WITHDRAWN and is_theirs:
        raise Refused(Reason.OWN_PUBLICATION)


def check_proposal(*, changes: bool, waits: bool) -> None:
    """County policy 36 两人办理: what is proposed changes something, and is not proposed already.

    Raises CHANGES_NOTHING, PUBLICATION_PROPOSED.
    """
    if not changes:
        raise Refused(Reason.CHANGES_NOTHING)
    if waits:
        raise Refused(Reason.PUBLICATION_PROPOSED)


def check_approval(*, is_there: bool, is_as_seen: bool, changes: bool) -> None:
    """County policy 36 两人办理: what is approved is still there as it was proposed, is what the person has
    seen, and still changes something.

    Raises EDITION_CHANGED, PUBLICATION_CHANGED, CHANGES_NOTHING.
    """
    if not is_there:
        raise Refused(Reason.EDITION_CHANGED)
    if not is_as_seen:
        raise Refused(Reason.PUBLICATION_CHANGED)
    if not changes:
        raise Refused(Reason.CHANGES_NOTHING)
