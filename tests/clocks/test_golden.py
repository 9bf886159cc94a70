"""Golden cases: dates worked out by hand from the articles, each with its explanation."""

from itertools import chain

import pytest

from counties.calendars import china
from rules.clocks.rule import Ground, Unit
from rules.clocks.table.whole import rule_of
from tests.clocks.cases import Case, calendar, cases, notice, reckoned
from tests.clocks.evaluator import Contradiction, evaluate
from tests.clocks.lines import lines
from tests.clocks.making import on_the_wall

DATED = [case for case in cases() if case.due]
OF_THE_TABLE = [case for case in cases() if case.rule]
FIXTURES = {"F-01", "F-03", "F-05", "F-06", "F-09", "F-12", "F-13", "F-16", "F-18", "F-20", "F-23", "F-24"}


def called(case: Case) -> str:
    return f"{case.id} {case.rule or ''} {case.shows}"


@pytest.mark.parametrize("case", DATED, ids=called)
def test_a_period_ends_where_it_ends_by_hand_and_says_how(case: Case) -> None:
    due = reckoned(case)

    assert due
    assert (on_the_wall(due.at) if due.at else due.on) == case.due
    assert due.counted_to == (case.counted_to or due.on)
    assert due.provisional is case.provisional
    assert lines(due) == list(case.explanation)


@pytest.mark.parametrize("case", [case for case in cases() if not case.due], ids=called)
def test_a_period_that_stands_still_has_no_end(case: Case) -> None:
    assert reckoned(case) is None


@pytest.mark.parametrize("case", DATED, ids=called)
def test_an_explanation_by_hand_leads_back_to_its_date(case: Case) -> None:
    assert evaluate(case.explanation) == case.due


@pytest.mark.parametrize("case", DATED, ids=called)
def test_an_explanation_that_leaves_something_out_contradicts_itself(case: Case) -> None:
    says_why = ("excluded", "skipped", "rolled", "month ends", "counted", "extended", "ends")
    needed = [line for line in case.explanation if line.startswith(says_why) and "make-up" not in line]
    if case.unit is Unit.WORKING_DAYS:
        needed = [line for line in needed if not line.startswith("extended")]

    for line in needed:
        with pytest.raises(Contradiction):
            evaluate([each for each in case.explanation if each != line])


@pytest.mark.parametrize("case", OF_THE_TABLE, ids=called)
def test_the_rule_of_a_case_is_the_one_of_the_table(case: Case) -> None:
    assert case.rule
    rule = rule_of(case.rule)

    assert (rule.count, rule.unit, rule.rolls) == (case.count, case.unit, case.rolls)
    assert {ground for ground, _, _ in case.excluded} <= set(rule.excludes)
    assert rule.holds_on(case.started.date())
    if case.extended:
        assert rule.extension
        assert {unit for _, unit in case.extended} == {rule.extension.unit}
        assert len(case.extended) <= (rule.extension.times or len(case.extended))
        assert all(count <= (rule.extension.at_most or count) for count, _ in case.extended)


def test_there_are_enough_cases_of_everything() -> None:
    assert len(cases()) >= 200
    assert len({case.id for case in cases()}) == len(cases())
    assert len({(case.rule or "")[:4] for case in OF_THE_TABLE}) >= 40
    assert {case.fixture for case in cases()} == {None, *FIXTURES}
    assert {case.unit for case in cases()} == set(Unit)
    assert {ground for case in cases() for ground, _, _ in case.excluded} == set(Ground)


def test_the_national_calendar_is_the_one_of_the_notices() -> None:
    ours, theirs = calendar("china"), china()
    years = ("2024", "2025", "2026")
    holidays = chain.from_iterable(notice("notices", year)[0] for year in years)
    make_ups = chain.from_iterable(notice("notices", year)[1] for year in years)

    assert {day for day in theirs.holidays if day.year >= 2024} == set(holidays)
    assert {day for day in theirs.make_up_workdays if day.year >= 2024} == set(make_ups)
    assert (theirs.holidays, theirs.make_up_workdays, theirs.years) == ours
