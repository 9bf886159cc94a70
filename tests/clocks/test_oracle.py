"""The engine beside a naive oracle, on periods nobody thought of.

More of them, or others: FENGQIAO_COMBINATIONS=1000000 FENGQIAO_SEED=7 pytest tests/clocks/test_oracle.py
"""

import os
from collections import Counter
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

import pytest

from rules.clocks.reckoning import DueDate, StepCode
from rules.clocks.rule import Ground, Unit
from tests.clocks import oracle
from tests.clocks.cases import DAY, Case, at, calendar, cases
from tests.clocks.combinations import Combination, combination, reckoned
from tests.clocks.evaluator import evaluate
from tests.clocks.lines import lines
from tests.clocks.making import on_the_wall

COMBINATIONS = int(os.environ.get("FENGQIAO_COMBINATIONS", "100000"))
SEED = int(os.environ.get("FENGQIAO_SEED", "20260203"))
FEWER = 5_000
OF = {Unit.HOURS: timedelta(hours=1), Unit.MINUTES: timedelta(minutes=1)}

Answer = oracle.End | datetime | None  # of days; of hours, by the clock on the wall; it stands still


def by_the_engine(due: DueDate | None) -> Answer:
    if due is None:
        return None
    if due.at is None:
        return oracle.End(due.counted_to, due.on, due.provisional)
    assert (due.counted_to, due.on, due.provisional) == (oracle.day_in_beijing(due.at),) * 2 + (False,)
    return on_the_wall(due.at)


def by_the_oracle(one: Combination) -> Answer:
    if one.unit in OF:
        stood = [(began, ended) for _, began, ended in one.pauses]
        return oracle.end_of_hours(one.count, one.start, one.extensions, stood, OF[one.unit])
    excluded = [(began.date(), ended.date() - DAY if ended else None) for _, began, ended in one.pauses]
    return oracle.end_of_days(
        one.unit, one.count, one.rolls, one.start.date(), one.extensions, excluded, one.calendar
    )


@pytest.mark.slow
def test_the_engine_and_the_oracle_agree_on_every_combination() -> None:
    for number in range(COMBINATIONS):
        one = combination(SEED, number)

        ours, theirs = by_the_engine(reckoned(one)), by_the_oracle(one)

        assert ours == theirs, f"\n{one}\nengine: {ours}\noracle: {theirs}\n{one.calendar}"


def test_a_pause_without_end_stops_the_count_unless_it_comes_after_it() -> None:
    for number in range(FEWER):
        ends = [(ground, began, ended or began) for ground, began, ended in combination(SEED, number).pauses]
        one = replace(combination(SEED, number), pauses=tuple(ends))
        due = reckoned(one)
        assert due
        last = on_the_wall(due.at) if due.at else datetime.combine(due.counted_to, time(23, 59, 59))
        near = last + timedelta(seconds=Random(number).choice((-86_400, -1, 0, 1, 86_400)))

        stopped = replace(one, pauses=(*one.pauses, (Ground.HEARING, near, None)))

        assert by_the_engine(reckoned(stopped)) == by_the_oracle(stopped), stopped
        comes_after = near >= last if due.at else near > last
        assert reckoned(stopped) == (due if comes_after else None), stopped


def test_the_explanation_of_a_combination_leads_back_to_its_date() -> None:
    for number in range(FEWER):
        one = combination(SEED + 2, number)
        due = reckoned(one)
        if due:
            assert evaluate(lines(due)) == (on_the_wall(due.at) if due.at else due.on), one


def test_the_combinations_reach_every_corner_of_the_engine() -> None:
    reached: Counter[object] = Counter()
    for number in range(FEWER):
        one = combination(SEED, number)
        due = reckoned(one)
        reached[one.unit, due is None] += 1
        reached.update({step.code for step in due.steps} if due else ())

    corners = [*StepCode, *((unit, stands_still) for unit in Unit for stands_still in (True, False))]
    assert {corner: reached[corner] for corner in corners if reached[corner] < 10} == {}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_the_oracle_agrees_with_the_dates_by_hand(case: Case) -> None:
    if case.unit in OF:
        stood = [(at(first), at(last) if last else None) for _, first, last in case.excluded]
        assert oracle.end_of_hours(case.count, case.started, case.extended, stood, OF[case.unit]) == case.due
        return

    excluded = [(first, last) for _, first, last in case.excluded]
    end = oracle.end_of_days(
        case.unit,
        case.count,
        case.rolls,
        case.started.date(),
        case.extended,
        excluded,
        calendar(case.calendar),
    )

    assert (end and end.due) == case.due
    assert (end and end.counted_to) == case.counted_to
    assert (end.provisional if end else False) is case.provisional
