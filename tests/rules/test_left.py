"""What is left of a period is told in the unit in which it is counted."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from rules.clocks.clock import Clock
from rules.clocks.left import Left, left_of
from rules.clocks.rule import Ground, Unit
from rules.clocks.table.whole import TABLE
from rules.instants import first_instant_of
from rules.timekeeping import SuspendClocks
from tests.rules import county
from tests.rules.story import KEY, WORDS, a_dispute

EDITION = county.TOLD


def nine(month: int, day: int) -> datetime:
    return first_instant_of(date(2026, month, day)) + timedelta(hours=9)


def left(rule: str, at: datetime) -> Left | None:
    clock = Clock(name="one", rule=rule, event="registered", started_at=nine(11, 2))
    return left_of(clock, TABLE[rule], EDITION.calendar, at)


@pytest.mark.parametrize(("day", "count"), [(6, 26), (30, 2), (32, 0), (33, -1)])
def test_calendar_days_are_told_as_calendar_days(day: int, count: int) -> None:
    at = nine(11, 1) + timedelta(days=day - 1)

    assert left("K-40", at) == Left(count, Unit.CALENDAR_DAYS)


@pytest.mark.parametrize(("day", "count"), [(2, 5), (6, 1), (7, 1), (9, 0), (10, -1), (14, -4)])
def test_working_days_are_told_as_working_days_and_a_weekend_is_none(day: int, count: int) -> None:
    assert left("K-05", nine(11, day)) == Left(count, Unit.WORKING_DAYS)


def test_months_are_told_in_calendar_days_for_what_is_left_is_no_whole_month() -> None:
    rule = next(each for each in TABLE.values() if each.unit is Unit.MONTHS and each.count)
    due = Clock(name="one", rule=rule.id, event="x", started_at=nine(11, 2)).due(rule, EDITION.calendar)
    assert due

    found = left(rule.id, nine(11, 3))

    assert found == Left((due.on - date(2026, 11, 3)).days, Unit.CALENDAR_DAYS)


def test_hours_are_told_to_the_whole_hour() -> None:
    rule = next(each for each in TABLE.values() if each.unit is Unit.HOURS and each.count)
    assert rule.count

    assert left(rule.id, nine(11, 2) + timedelta(minutes=10)) == Left(rule.count - 1, Unit.HOURS)


def test_of_what_has_no_number_stands_still_or_was_met_nothing_is_left_to_tell() -> None:
    story = a_dispute()
    rule, calendar = EDITION.rule("K-40"), EDITION.calendar
    met = replace(story.state.clock("whole"), met_at=nine(11, 2))
    story.hear(SuspendClocks(id=KEY, by=story.lead, ground=Ground.APPRAISAL, reason=WORDS))

    assert left("K-06", nine(11, 3)) is None
    assert left_of(story.state.clock("whole"), rule, calendar, nine(11, 3)) is None
    assert left_of(met, rule, calendar, nine(11, 3)) is None
