"""One root over many leaves: every leaf proves itself, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proof.trees import climbed, leaf, path, root


@given(count=st.integers(1, 70), data=st.data())
def test_every_leaf_leads_to_the_root_and_nothing_else_does(count: int, data: st.DataObject) -> None:
    leaves = [leaf("journal/x", seq, "0" * 64) for seq in range(count)]
    place = data.draw(st.integers(0, count - 1))
    whole, beside = root(leaves), path(leaves, place)

    assert climbed(leaves[place], place, count, beside) == whole
    assert climbed(leaf("journal/y", place, "0" * 64), place, count, beside) != whole
    if count > 1:
        elsewhere = (place + 1) % count
        try:
            assert climbed(leaves[place], elsewhere, count, beside) != whole
        except ValueError:
            assert len(path(leaves, elsewhere)) != len(beside)


@given(count=st.integers(1, 40), data=st.data())
def test_a_root_changes_with_any_of_its_leaves_and_with_their_order(count: int, data: st.DataObject) -> None:
    leaves = [leaf("journal/x", seq, "0" * 64) for seq in range(count)]
    place = data.draw(st.integers(0, count - 1))
    changed = [*leaves[:place], leaf("journal/x", 99, "0" * 64), *leaves[place + 1 :]]

    assert root(changed) != root(leaves)
    assert root(leaves[:-1]) != root(leaves)
    if count > 1:
        assert root(leaves[::-1]) != root(leaves)


@pytest.mark.parametrize(
    ("place", "count", "beside"), [(0, 1, ["a"]), (0, 2, []), (2, 2, ["00"]), (-1, 2, ["00"]), (0, 0, [])]
)
def test_what_is_no_path_is_none(place: int, count: int, beside: list[str]) -> None:
    with pytest.raises(ValueError, match=r"place|path"):
        climbed(leaf("journal/x", 1, "0" * 64), place, count, beside)
