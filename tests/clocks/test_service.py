"""MSS 85, 87, 95: on which day a paper has reached somebody, and whether somebody's paper came in time."""

from datetime import UTC, date, datetime, time

import pytest

from rules.articles import Article, Mark, Source
from rules.calendar import WorkingCalendar
from rules.clocks.reckoning import DueDate, reckon
from rules.clocks.rule import ClockRule, Unit
from rules.clocks.service import Filed, Filing, ServiceMethod, is_in_time, served_on
from rules.instants import at_time_of

CLOSING = time(17, 30)
LAST_DAY = date(2026, 7, 1)


def thirty_days() -> DueDate:
    """Thirty days from 1 June 2026: they end on Wednesday, 1 July."""
    rule = ClockRule(
        id="X",
        trigger="served",
        count=30,
        unit=Unit.CALENDAR_DAYS,
        responsible="parties",
        articles=(Article(Source.CIVIL_PROCEDURE_LAW, 205),),
        mark=Mark.CERTAIN,
        valid_from=date(2024, 1, 1),
    )
    calendar = WorkingCalendar(series="some", years=frozenset({2026}))
    due = reckon(rule, calendar, datetime(2026, 6, 1, 2, tzinfo=UTC), "served")
    assert due
    assert due.on == LAST_DAY
    return due


@pytest.mark.parametrize(
    "method", [each for each in ServiceMethod if each is not ServiceMethod.PUBLIC_NOTICE]
)
def test_a_paper_is_served_on_the_day_its_proof_names(method: ServiceMethod) -> None:
    late_at_night = datetime(2026, 6, 1, 15, 59, 59, tzinfo=UTC)  # 23:59:59 in Shanghai

    assert served_on(method, late_at_night) == date(2026, 6, 1)


def test_a_public_notice_is_served_when_thirty_days_have_passed() -> None:
    put_up = datetime(2026, 6, 1, 2, tzinfo=UTC)

    assert served_on(ServiceMethod.PUBLIC_NOTICE, put_up) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("how", "at", "in_time"),
    [
        pytest.param(Filing.WINDOW, time(17, 30), True, id="at the window as it closes"),
        pytest.param(Filing.WINDOW, time(17, 31), False, id="at a window that has closed"),
        pytest.param(Filing.ONLINE, time(17, 31), True, id="online after office hours"),
        pytest.param(Filing.ONLINE, time(23, 59, 59), True, id="online in the last second"),
    ],
)
def test_the_last_day_ends_at_the_window_when_it_closes_and_online_at_midnight(
    how: Filing, at: time, in_time: bool
) -> None:
    assert is_in_time(thirty_days(), Filed(how, at_time_of(LAST_DAY, at)), CLOSING) is in_time


def test_midnight_after_the_last_day_is_too_late_online() -> None:
    midnight = Filed(Filing.ONLINE, at_time_of(date(2026, 7, 2), time(0)))

    assert not is_in_time(thirty_days(), midnight, CLOSING)


def test_a_letter_posted_on_the_last_day_is_in_time_however_late_it_arrives() -> None:
    arrived = at_time_of(date(2026, 7, 6), time(10))

    assert is_in_time(thirty_days(), Filed(Filing.POST, arrived, LAST_DAY), CLOSING)
    assert not is_in_time(thirty_days(), Filed(Filing.POST, arrived, date(2026, 7, 2)), CLOSING)


def test_a_letter_without_a_postmark_counts_from_the_day_it_came() -> None:
    on_the_last_day = Filed(Filing.POST, at_time_of(LAST_DAY, time(16)))
    a_day_later = Filed(Filing.POST, at_time_of(date(2026, 7, 2), time(9)))

    assert is_in_time(thirty_days(), on_the_last_day, CLOSING)
    assert not is_in_time(thirty_days(), a_day_later, CLOSING)
