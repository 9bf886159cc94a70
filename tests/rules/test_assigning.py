"""Exactly one of those who hold the seat, and the same one again from what was written down."""

from dataclasses import replace
from itertools import permutations
from random import Random

import pytest

from rules.assigning import Because, Candidate, Question, assign, is_reproduced

ASKED = Question(
    number="SL-2026-1",
    place="p-lane",
    kind="tree",
    role="grid_worker",
    unit="v1",
    seed="3f",
    candidates=(Candidate("a", "v1", 2), Candidate("b", "v1", 1), Candidate("c", "v1", 1)),
)


def test_whoever_has_the_fewest_in_hand_gets_it() -> None:
    assigned = assign(replace(ASKED, candidates=ASKED.candidates[:2]))

    assert (assigned.person, assigned.because, assigned.by_roster) == ("b", Because.LEAST_IN_HAND, False)


def test_between_equals_the_seed_decides_whatever_the_order_in_which_they_stand() -> None:
    drawn = {assign(replace(ASKED, candidates=order)).person for order in permutations(ASKED.candidates)}

    assert len(drawn) == 1
    assert drawn < {"b", "c"}
    assert assign(ASKED).because is Because.DRAWN


def test_no_name_is_favoured_by_the_lot() -> None:
    drawn = [assign(replace(ASKED, number=f"SL-2026-{n}")).person for n in range(400)]

    assert 150 < drawn.count("b") < 250
    assert drawn.count("a") == 0


def test_only_those_on_duty_are_asked_where_any_of_them_is() -> None:
    on_duty = assign(replace(ASKED, on_duty=frozenset({"a", "somebody-elsewhere"})))
    nobody = assign(replace(ASKED, on_duty=frozenset({"somebody-elsewhere"})))

    assert (on_duty.person, on_duty.because, on_duty.by_roster) == ("a", Because.ONLY_ONE, True)
    assert (nobody.person, nobody.by_roster) == (assign(ASKED).person, False)


def test_nobody_of_another_unit_is_asked_and_an_empty_seat_stays_the_seats() -> None:
    elsewhere = replace(ASKED, candidates=(Candidate("a", "v2", 0),))

    assert (assign(elsewhere).person, assign(elsewhere).because) == (None, Because.NOBODY)


@pytest.mark.parametrize("seed", range(20))
def test_what_was_written_down_gives_the_same_again_and_a_tampered_one_does_not(seed: int) -> None:
    dice = Random(seed)
    people = [Candidate(f"p{n}", "v1", dice.randint(0, 3)) for n in range(dice.randint(2, 6))]
    on_duty = frozenset(dice.sample([each.person for each in people], dice.randint(0, 2)))
    recorded = assign(replace(ASKED, seed=str(seed), candidates=tuple(people), on_duty=on_duty))
    other = next(each.person for each in people if each.person != recorded.person)

    assert is_reproduced(recorded)
    assert not is_reproduced(replace(recorded, person=other))
    assert not is_reproduced(replace(recorded, by_roster=not recorded.by_roster))
