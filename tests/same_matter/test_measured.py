"""How well what is suggested agrees with people who read both messages."""

from functools import cache

import pytest

from suggesting.commonness import MESSAGES, TABLE
from suggesting.same_matter import ENOUGH, likeness
from tests.house.repository import ROOT, rows
from tests.same_matter.counting import counted, unlabelled
from tests.same_matter.messages import DATA, PAIRS, Pair, messages

PARTS = ("tune", "check", "fresh")


@pytest.fixture(autouse=True)
def _only_where_the_messages_are() -> None:
    if not DATA.exists():
        pytest.skip("the real messages are not beside this repository")


@cache
def _is_suggested(pair: Pair) -> bool:
    return likeness(messages()[pair.a], messages()[pair.b]).score >= ENOUGH


def _measured(part: str) -> tuple[int, int, int, int]:
    """Pairs that were found and are the same, found and are not, the same and missed; found, and hard."""
    said = [(pair, _is_suggested(pair)) for pair in PAIRS if pair.part == part]
    return (
        sum(pair.is_same and found for pair, found in said),
        sum(not pair.is_same and found for pair, found in said),
        sum(pair.is_same and not found for pair, found in said),
        sum(pair.is_hard and found for pair, found in said),
    )


def test_the_sample_is_as_large_as_was_asked_for() -> None:
    assert len(PAIRS) == 413
    assert sum(pair.is_same for pair in PAIRS) == 115
    assert sum(pair.is_hard for pair in PAIRS) == 152
    assert not any(pair.is_hard and pair.is_same for pair in PAIRS)


def test_no_message_is_in_two_parts() -> None:
    parts = [{number for pair in PAIRS if pair.part == part for number in (pair.a, pair.b)} for part in PARTS]

    assert len(set.union(*parts)) == sum(map(len, parts))


@pytest.mark.parametrize("part", PARTS)
def test_at_least_four_of_five_are_found_and_four_of_five_that_are_found_are_right(part: str) -> None:
    right, wrong, missed, _ = _measured(part)

    assert right / (right + wrong) >= 0.8
    assert right / (right + missed) >= 0.8


@pytest.mark.parametrize("part", PARTS)
def test_the_document_says_what_was_measured(part: str) -> None:
    (told,) = [row for row in rows(ROOT / "docs" / "same-matter.md", 7) if row[0] == f"`{part}`"]
    right, wrong, missed, hard = _measured(part)

    assert told[1:] == [
        str(right),
        str(wrong),
        str(missed),
        str(hard),
        f"{right / (right + wrong):.2f}",
        f"{right / (right + missed):.2f}",
    ]


def test_the_commonness_of_pairs_was_counted_without_the_labelled_messages() -> None:
    number, table = counted(unlabelled())

    assert number == MESSAGES
    assert TABLE.read_text() == table
