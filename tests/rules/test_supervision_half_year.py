"""Over a half-year every late matter got exactly its letters, and no early one any."""

from collections import Counter

import pytest

from tests.rules import county
from tests.rules.half_year import OWED, lived, plans, recount
from tests.rules.supervising import SupervisionStory

MATTERS = 96


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_late_matter_got_exactly_its_letters_and_no_early_one_any(seed: int) -> None:
    chosen = plans(seed, MATTERS)

    there = lived(chosen)

    expected = recount(chosen, county.TOLD.calendar)
    assert len(there.letters) == len(set(there.letters))
    assert sorted(there.letters) == sorted(expected)
    kinds = Counter(kind for _, kind, _ in expected)
    assert kinds["D-22"] > kinds["D-13"] > 10
    told = {number for number, _, _ in expected}
    assert {chosen[number].kind for number in told} == set(OWED)
    assert len(told) < MATTERS - 15  # some were done in time, and nobody was written to


def test_whatever_is_late_is_supervised_once_for_each_time_it_fell_late() -> None:
    chosen = plans(4, MATTERS)

    there = lived(chosen)

    supervised = [story for story in there.stories if isinstance(story, SupervisionStory)]
    assert len(supervised) == len(there.grown)
    ended = Counter(str(story.state.outcome) for story in supervised)
    assert ended["duty-met"]
    assert ended["date-moved"]
    assert ended["set-aside"]
    for (origin, seq), at in there.grown.items():
        still = {late.fell_in for late in there.stories[origin].state.late}
        state = there.stories[at].state
        assert state.has_ended or (state.is_owed is (seq in still))
