"""A sample nobody chose, drawn again by whoever doubts it."""

import hashlib
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from rules.sampling import frame_digest, sampled, seed_of
from tests.rules import county
from tests.rules.overseen import FRAME
from tests.rules.properties import FEW

ID = "inspection/sl/SL-2026-000099/1"
numbers = st.frozensets(st.integers(1, 9_999).map(lambda n: f"SL-2026-{n:06}"), max_size=60)


def test_the_seed_is_the_procedure_and_the_microsecond_of_its_opening() -> None:
    at = county.MONDAY

    seed = seed_of(ID, at)

    assert seed == hashlib.sha256(f"{ID}@2026-11-02T01:00:00.000000+00:00".encode()).hexdigest()
    assert seed_of(ID, at + timedelta(microseconds=1)) != seed


def test_anybody_draws_the_same_with_nothing_but_a_hash() -> None:
    seed = seed_of(ID, county.MONDAY)

    by_hand = sorted(FRAME, key=lambda number: hashlib.sha256(f"{seed}#1/{number}".encode()).hexdigest())

    assert sampled(seed, FRAME, 5) == tuple(by_hand[:5])


@FEW
@given(frame=numbers, size=st.integers(1, 20))
def test_a_sample_is_of_the_frame_and_of_the_size_whatever_the_order(
    frame: frozenset[str], size: int
) -> None:
    drawn = sampled("seed", sorted(frame), size)

    assert set(drawn) <= frame
    assert len(drawn) == len(set(drawn)) == min(size, len(frame))
    assert drawn == sampled("seed", [*sorted(frame, reverse=True), *frame], size)
    assert frame_digest(sorted(frame)) == frame_digest([*sorted(frame, reverse=True), *frame])


@FEW
@given(frame=numbers, other=numbers, size=st.integers(1, 20))
def test_a_matter_more_in_the_frame_changes_the_order_of_no_other(
    frame: frozenset[str], other: frozenset[str], size: int
) -> None:
    drawn = sampled("seed", frame | other, size)

    kept = [number for number in drawn if number in frame]

    assert kept == list(sampled("seed", frame, size))[: len(kept)]


def test_no_matter_is_likelier_to_be_drawn_than_another() -> None:
    """Of thirty matters ten are drawn under two thousand seeds: each about as often as every other."""
    drawn = [number for n in range(2_000) for number in sampled(f"seed {n}", FRAME, 10)]

    often = {number: drawn.count(number) for number in FRAME}

    assert min(often.values()) > 560, often  # 667 expected, standard deviation 21
    assert max(often.values()) < 770, often


def test_another_matter_in_the_frame_is_another_digest() -> None:
    assert frame_digest(FRAME) != frame_digest(FRAME[1:])
