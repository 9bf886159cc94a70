"""Which days are meant, and what a kept filter may say."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.words import KINDS
from rules.worklists import FOLLOWED, NAMES, DueWithin, ListKind, days_of, unknown_in

days = st.dates(date(2000, 1, 1), date(2199, 12, 1))


@given(days)
def test_today_is_one_day(today: date) -> None:
    assert days_of(DueWithin.TODAY, today) == (today, today)


@given(days)
def test_a_week_is_the_calendar_week_of_the_day_from_monday_to_sunday(today: date) -> None:
    first, last = days_of(DueWithin.WEEK, today)

    assert (first.isoweekday(), last.isoweekday()) == (1, 7)
    assert first <= today <= last
    assert last - first == timedelta(days=6)


@pytest.mark.parametrize("kind", ListKind)
def test_a_filter_says_only_what_its_list_knows(kind: ListKind) -> None:
    assert unknown_in(kind, NAMES[kind]) == frozenset()
    assert unknown_in(kind, frozenset({"kind", "colour"})) == {"colour"}


def test_whatever_is_only_followed_is_a_task_that_has_words() -> None:
    assert KINDS["task"].keys() >= FOLLOWED
