"""What is hidden in a public table cannot be worked out from what is shown: held against every other table
that would show the same, found by trying."""

import random
from itertools import product

import pytest

from rules.satisfaction import SMALLEST_CELL
from rules.suppressing import Published, publish

NEAR = range(-2, 3)  # by how much each hidden number is tried to be another


def whole(counts: list[list[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def other_values(counts: list[list[int]], published: Published) -> dict[tuple[int, int], set[int]]:
    """Of every hidden cell, each value it has in a table that shows just what is published."""
    inner = [(i, j) for i, row in enumerate(counts) for j in range(len(row)) if published.cells[i][j] is None]
    found: dict[tuple[int, int], set[int]] = {}
    for changes in product(NEAR, repeat=len(inner)):
        tried = [list(row) for row in counts]
        for (i, j), change in zip(inner, changes, strict=True):
            tried[i][j] += change
        table = whole(tried)
        shown = [(i, j) for i, row in enumerate(table) for j in range(len(row))]
        if all(
            table[i][j] >= 1 if published.cells[i][j] is None else table[i][j] == published.cells[i][j]
            for i, j in shown
        ):
            for i, j in shown:
                if published.cells[i][j] is None:
                    found.setdefault((i, j), set()).add(table[i][j])
    return found


def random_counts(seed: int) -> list[list[int]]:
    drawn = random.Random(seed)
    rows, columns = drawn.choice([(1, 1), (1, 3), (2, 2), (3, 1), (2, 3)])
    highest = drawn.choice([1, 4, 9, 30])
    return [[drawn.randint(0, highest) for _ in range(columns)] for _ in range(rows)]


@pytest.mark.parametrize("seed", range(150))
def test_every_hidden_number_could_be_another(seed: int) -> None:
    counts = random_counts(seed)

    published = publish(counts)

    values = other_values(counts, published)
    hidden = {(i, j) for i, row in enumerate(published.cells) for j, cell in enumerate(row) if cell is None}
    assert set(values) == hidden
    assert all(len(each) > 1 for each in values.values())


@pytest.mark.parametrize("seed", range(150))
def test_what_is_shown_is_so_and_nothing_small_is_shown(seed: int) -> None:
    counts = random_counts(seed)

    published = publish(counts)

    pairs = [
        (shown, true)
        for row, trues in zip(published.cells, whole(counts), strict=True)
        for shown, true in zip(row, trues, strict=True)
    ]
    assert all(shown in (None, true) for shown, true in pairs)
    assert all(shown is not None for shown, true in pairs if true == 0)
    assert not any(shown is not None and 0 < shown < SMALLEST_CELL for shown, _ in pairs)


def test_a_table_without_small_numbers_is_shown_whole() -> None:
    assert publish([[5, 12], [0, 7]]).cells == ((5, 12, 17), (0, 7, 7), (5, 19, 24))


def test_a_small_number_takes_others_with_it_and_the_rest_stays() -> None:
    published = publish([[3, 20, 30], [40, 50, 60], [70, 80, 90]])

    hidden = sum(cell is None for row in published.cells for cell in row)
    assert published.cells[0][0] is None
    assert hidden == 4


def test_two_ones_that_add_up_to_two_are_not_told_by_their_total() -> None:
    """One and one is the only way to make two of what is at least one."""
    published = publish([[1, 1], [30, 40]])

    assert published.cells[0][2] is None


def test_a_single_number_is_not_told_by_its_totals() -> None:
    assert publish([[2]]).cells == ((None, None), (None, None))


def test_large_tables_are_made_at_once() -> None:
    drawn = random.Random(1)
    counts = [[drawn.randint(0, 12) for _ in range(12)] for _ in range(20)]

    published = publish(counts)

    assert any(cell is None for row in published.cells for cell in row)
