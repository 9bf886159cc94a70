"""What is counted of petitions: each by its own dates, in the month in which its period ended."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from counties.calendars import china
from rules.indicators import (
    DEPARTMENT_ACCEPTANCE,
    ON_TIME_COMPLETION,
    UNIT_ACCEPTANCE,
    Dated,
    Indicator,
    PetitionClock,
    Timeliness,
    dated,
    dated_past,
    timeliness,
)

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))
NEW_YEAR = datetime(2026, 12, 31, 16, tzinfo=UTC)

# Its last day is 20 November; it is over at midnight in Shanghai.
DUE = Dated("petition/sl/SL-1/1", date(2026, 11, 20), datetime(2026, 11, 20, 16, tzinfo=UTC))
LAST_INSTANT = datetime(2026, 11, 20, 15, 59, 59, tzinfo=UTC)
A_DAY_LATER = datetime(2026, 11, 21, 16, tzinfo=UTC)

RUNNING = PetitionClock(
    procedure="petition/sl/SL-1/1",
    due_on=date(2026, 11, 20),
    over_at=datetime(2026, 11, 20, 16, tzinfo=UTC),
    state="running",
    ended_at=None,
    outcome=None,
    served_at=None,
)
ANSWERED = replace(RUNNING, state="met", outcome="answered", ended_at=A_DAY_LATER, served_at=LAST_INSTANT)

CHINA = china()


def counts(*matters: Dated, month: tuple[date, date] = NOVEMBER, now: datetime = NEW_YEAR) -> tuple[int, ...]:
    """(due, on time, late, not done)."""
    counted = timeliness(matters, *month, now)
    return (counted.due, len(counted.on_time), len(counted.late), len(counted.not_done))


def test_what_is_answered_in_the_last_instant_of_the_last_day_is_on_time() -> None:
    assert counts(replace(DUE, done_at=LAST_INSTANT)) == (1, 1, 0, 0)


def test_what_is_answered_as_that_day_is_over_is_late() -> None:
    assert counts(replace(DUE, done_at=DUE.over_at)) == (1, 0, 1, 0)


def test_what_is_open_and_overdue_is_due_and_not_done() -> None:
    assert counts(DUE) == (1, 0, 0, 1)


def test_what_is_not_due_yet_counts_in_no_direction_not_even_when_it_is_done() -> None:
    assert counts(DUE, replace(DUE, done_at=LAST_INSTANT), now=LAST_INSTANT) == (0, 0, 0, 0)


def test_a_matter_counts_in_the_month_in_which_its_period_ended_whenever_it_was_done() -> None:
    late = replace(DUE, done_at=datetime(2026, 12, 24, 1, tzinfo=UTC))

    assert (counts(late), counts(late, month=DECEMBER)) == ((1, 0, 1, 0), (0, 0, 0, 0))


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 30)])
def test_the_first_and_the_last_day_of_a_month_belong_to_it(day: date) -> None:
    assert counts(replace(DUE, due_on=day)) == (1, 0, 0, 1)


def test_what_ended_before_its_period_was_over_counts_in_no_direction() -> None:
    assert counts(replace(DUE, ended_at=LAST_INSTANT)) == (0, 0, 0, 0)


def test_what_ends_once_its_period_is_over_stays_in_its_month() -> None:
    assert counts(replace(DUE, ended_at=DUE.over_at)) == (1, 0, 0, 1)


def test_a_figure_names_its_matters_and_the_rate_of_nothing_is_none() -> None:
    others = [replace(DUE, procedure=f"petition/sl/SL-{n}/1") for n in (2, 3)]
    in_time = replace(DUE, done_at=LAST_INSTANT)

    counted = timeliness([in_time, replace(others[0], done_at=A_DAY_LATER), others[1]], *NOVEMBER, NEW_YEAR)

    assert counted == Timeliness(("petition/sl/SL-1/1",), ("petition/sl/SL-2/1",), ("petition/sl/SL-3/1",))
    assert counted.rate == 0.3333
    assert timeliness([], *NOVEMBER, NEW_YEAR).rate is None


def test_an_opinion_counts_from_the_day_it_was_served_whenever_that_was_written_down() -> None:
    assert dated(ANSWERED, ON_TIME_COMPLETION).done_at == LAST_INSTANT


def test_where_nobody_is_named_the_answer_counts_from_its_signature() -> None:
    anonymous = replace(ANSWERED, served_at=None)

    assert dated(anonymous, ON_TIME_COMPLETION).done_at == A_DAY_LATER


def test_an_open_petition_is_neither_done_nor_ended() -> None:
    assert dated(RUNNING, ON_TIME_COMPLETION) == DUE


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("withdrawn", "cancelled"),
        ("concluded-elsewhere", "cancelled"),
        ("settled", "met"),
        ("guided", "cancelled"),
        ("not-accepted", "met"),
        ("suggestion-answered", "cancelled"),
    ],
)
def test_what_ended_without_an_answer_was_not_answered(outcome: str, state: str) -> None:
    clock = replace(RUNNING, outcome=outcome, state=state, ended_at=LAST_INSTANT)

    assert dated(clock, ON_TIME_COMPLETION) == replace(DUE, ended_at=LAST_INSTANT)


def test_a_clock_that_was_cancelled_in_a_petition_that_goes_on_is_no_longer_to_be_met() -> None:
    corrected = replace(RUNNING, state="cancelled", ended_at=LAST_INSTANT)

    assert dated(corrected, ON_TIME_COMPLETION) == replace(DUE, ended_at=LAST_INSTANT)


@pytest.mark.parametrize("indicator", [DEPARTMENT_ACCEPTANCE, UNIT_ACCEPTANCE])
def test_acceptance_counts_from_the_entry_that_met_it_whatever_became_of_the_petition(
    indicator: Indicator,
) -> None:
    met = replace(RUNNING, state="met", ended_at=LAST_INSTANT)

    assert dated(met, indicator) == replace(DUE, done_at=LAST_INSTANT)
    assert dated(replace(met, outcome="not-accepted"), indicator).done_at == LAST_INSTANT


def test_a_unit_whose_objection_was_agreed_to_in_time_is_not_counted() -> None:
    taken_back = dated(replace(RUNNING, state="cancelled", ended_at=LAST_INSTANT), UNIT_ACCEPTANCE)

    assert counts(taken_back) == (0, 0, 0, 0)


# 2 August 2019 and sixty days: 1 October, a holiday until the seventh.
RECEIVED, ON_THE_DAY = datetime(2019, 8, 2, 1, tzinfo=UTC), datetime(2019, 10, 8, 15, 59, tzinfo=UTC)


def test_a_past_petition_is_measured_from_its_receipt_over_the_holidays_of_its_time() -> None:
    matter = dated_past("past/sl/SL-1/1", "answered", RECEIVED, ON_THE_DAY, CHINA)

    assert (matter.due_on, matter.over_at) == (date(2019, 10, 8), datetime(2019, 10, 8, 16, tzinfo=UTC))
    assert matter.is_in_time


def test_a_past_petition_answered_a_day_later_was_late() -> None:
    answered_at = datetime(2019, 10, 8, 16, tzinfo=UTC)

    assert not dated_past("past/sl/SL-1/1", "answered", RECEIVED, answered_at, CHINA).is_in_time


@pytest.mark.parametrize("outcome", ["withdrawn", "other", None])
def test_a_past_petition_of_which_no_answer_is_told_counts_in_no_direction(outcome: str | None) -> None:
    matter = dated_past("past/sl/SL-1/1", outcome, RECEIVED, ON_THE_DAY, CHINA)

    assert counts(matter, month=(date(2019, 10, 1), date(2019, 10, 31))) == (0, 0, 0, 0)
