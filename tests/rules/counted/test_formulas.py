"""What a figure is: shares, times, scopes; and that names and versions of indicators stay what they are."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from rules.measuring.facts import HandoffFacts
from rules.measuring.formula import Counted, CountedBy, Counting, Definition, Period, Scope, World
from rules.measuring.others import to_answer
from rules.measuring.whole import FIVE_RATES, FORMULAS, WAITING, figures
from tests.rules.counted.worlds import UNITS, a_county, known

END = datetime(2027, 6, 1, tzinfo=UTC)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), END)
WORLD = World(known(a_county(51, 200), END), Counting(frozenset({"online-form"}), 90))


def test_a_share_of_nothing_is_none_and_a_time_is_no_share() -> None:
    assert Counted((), ()).rate is None
    assert Counted((), ()).mean is None
    assert Counted((), ()).least_of(0.5) is None
    assert Counted(("a",), ("a", "b", "c")).rate == 0.3333
    assert Counted(("a",), ("a",), (7,)).rate is None


@pytest.mark.parametrize(("share", "value"), [(0.5, 2), (0.95, 4), (0.25, 1), (1.0, 4), (0.0, 1)])
def test_a_part_of_times_is_the_smallest_that_so_many_did_not_exceed(share: float, value: int) -> None:
    counted = Counted(tuple("abcd"), tuple("abcd"), (4, 1, 3, 2))

    assert counted.least_of(share) == value
    assert counted.mean == 2.5


def test_the_figures_of_a_unit_are_of_its_own_matters_and_together_those_of_all() -> None:
    whole = figures(WORLD, YEAR, ids=["M-02", "M-03-B"])

    for id, counted in whole.items():
        units = {each.unit for each in WORLD.facts}
        parts = [figures(WORLD, YEAR, Scope(unit=unit), [id])[id] for unit in sorted(units)]
        assert sorted(name for part in parts for name in part.denominator) == sorted(counted.denominator)
    assert figures(WORLD, YEAR, Scope(unit=UNITS[0]))["M-02"].denominator


def test_a_figure_is_narrowed_by_kind_and_channel() -> None:
    of_letters = figures(WORLD, YEAR, Scope(channel="letter"), ["M-16"])["M-16"]
    of_disputes = figures(WORLD, YEAR, Scope(kind="dispute"), ["M-16"])["M-16"]

    assert {each.split("/")[0] for each in of_disputes.denominator} == {"dispute"}
    assert 0 < len(of_letters.denominator) < len(figures(WORLD, YEAR)["M-16"].denominator)


def test_a_handoff_that_nobody_had_to_answer_is_due_never() -> None:
    handoff = next(each for each in WORLD.of(HandoffFacts) if each.to_answer)

    assert to_answer(handoff)
    assert to_answer(replace(handoff, to_answer=())) is None


# Pinned: figures of past days name these. Another way of counting is another version, beside the old one.
PINNED = {
    "M-01": (1, "due"), "M-02": (1, "due"), "M-03-A": (1, "due"), "M-03-B": (1, "due"),
    "M-04-department": (1, "closed"), "M-04-unit": (1, "closed"),
    "M-05-department": (1, "closed"), "M-05-unit": (1, "closed"),
    "M-06": (1, "registered"), "M-07": (1, "registered"), "M-08": (1, "registered"),
    "M-09-A": (1, "accepted"), "M-09-B": (1, "closed"), "M-10": (1, "effective"),
    "M-12": (1, "settled"), "M-13": (1, "closed"),
    "M-15-sent": (1, "done"), "M-15-accepted": (1, "done"), "M-15-answered": (1, "done"),
    "M-16": (1, "registered"), "M-17": (1, "closed"),
    "M-18-answered": (1, "due"), "M-18-adopted": (1, "done"), "M-18-letters": (1, "due"),
    "M-19-assigned": (1, "done"), "M-19-resolved": (1, "closed"),
    "M-20-reopened": (1, "settled"), "M-20-resolved": (1, "closed"),
    "M-21": (1, "done"), "M-22": (1, "due"),
}  # fmt: skip


def test_an_indicator_keeps_its_name_its_version_and_by_which_day_it_counts() -> None:
    assert {id: (each.version, each.basis.value) for id, each in FORMULAS.items()} == PINNED
    assert {each.basis for each in FORMULAS.values()} == set(CountedBy)


def test_every_indicator_of_the_source_is_counted_or_says_what_it_waits_for() -> None:
    told = {id[:4] for id in FORMULAS} | set(WAITING)

    assert told == {f"M-{n:02}" for n in range(1, 23)}
    assert not set(WAITING) & {id[:4] for id in FORMULAS}
    assert set(FIVE_RATES) <= set(FORMULAS)


def test_what_has_no_national_definition_says_so() -> None:
    observed = {id for id, each in FORMULAS.items() if each.definition is Definition.OBSERVED}

    assert {"M-01", "M-02", "M-03-A", "M-04-unit", "M-05-unit", "M-06", "M-07"} <= observed


def test_evaluations_name_no_matters() -> None:
    secret = {id for id, each in FORMULAS.items() if each.is_secret}

    assert secret == {id for id in FORMULAS if id.startswith(("M-04", "M-05"))}
