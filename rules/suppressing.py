"""Small numbers that are not told (小数隐藏): a public table from which no hidden number can be worked out.

A cell of one to four is hidden. Its row and its column have totals, so others are hidden with it until, of
every hidden number, another value would fit everything that is shown just as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from rules.satisfaction import SMALLEST_CELL

_Cell = tuple[int, int]
_Table = tuple[tuple[int, ...], ...]
_Node = tuple[str, int]
_Way = tuple[int, _Node, _Cell]


@dataclass(frozen=True)
class Published:  # 公布的表
    """``cells``: the rows, each with its total at the end; the last row are the totals of the columns. None
    is hidden; what is hidden is at least one, for a zero is always shown."""

    cells: tuple[tuple[int | None, ...], ...]


def publish(counts: Sequence[Sequence[int]]) -> Published:
    """What can be told of these counts, none of them negative, all rows as long as each other."""
    table = _with_totals(counts)
    hidden = {(i, j) for i, j in _cells(table) if 0 < table[i][j] < SMALLEST_CELL}
    for cell in sorted(hidden):
        hidden |= _with_what_hides_it(table, hidden, cell)
    rows = enumerate(table)
    return Published(
        tuple(tuple(None if (i, j) in hidden else x for j, x in enumerate(row)) for i, row in rows)
    )


def _with_totals(counts: Sequence[Sequence[int]]) -> _Table:
    rows = [(*row, sum(row)) for row in counts]
    return (*rows, tuple(map(sum, zip(*rows, strict=True))))


def _cells(table: _Table) -> Iterator[_Cell]:
    return ((i, j) for i, row in enumerate(table) for j in range(len(row)))


def _with_what_hides_it(table: _Table, hidden: set[_Cell], cell: _Cell) -> set[_Cell]:
    """What has to be hidden too so that this cell could as well be one more, or one less, and all that is
    shown would be the same: as little as there is, and nothing where enough is hidden already.

    Rows and columns are places, cells the ways between them. A change that no total shows goes round in a
    circle. There always is one: over the totals of the row, of the column, and of the whole.
    """
    i, j = cell
    row, column = ("row", i), ("column", j)
    ends = {1: (column, row), -1: (row, column)}
    steps = (1,) if table[i][j] < 2 else (1, -1)
    ways = _ways(table, hidden, cell)
    circles = (_cheapest(ways, *ends[step * _sign(table, cell)]) for step in steps)
    _, found = min((each for each in circles if each), key=lambda circle: circle[0])
    return found


def _ways(table: _Table, hidden: set[_Cell], but: _Cell) -> dict[_Node, list[_Way]]:
    """Over every number that is not zero, but for one: where it leads if it is one more, and if it is one
    less and still at least one. It costs what would no longer be shown."""
    ways: dict[_Node, list[_Way]] = {}
    for cell in _cells(table):
        i, j = cell
        if not table[i][j] or cell == but:
            continue
        there, back = ("row", i), ("column", j)
        if _sign(table, cell) < 0:
            there, back = back, there
        cost = 0 if cell in hidden else table[i][j]
        ways.setdefault(there, []).append((cost, back, cell))
        if table[i][j] > 1:
            ways.setdefault(back, []).append((cost, there, cell))
    return ways


def _cheapest(
    ways: Mapping[_Node, Sequence[_Way]], start: _Node, end: _Node
) -> tuple[int, set[_Cell]] | None:
    """What the cheapest way from one place to another costs, and over which cells it goes."""
    left: list[tuple[int, _Node, tuple[_Cell, ...]]] = [(0, start, ())]
    reached: set[_Node] = set()
    while left:
        cost, node, over = heappop(left)
        if node == end:
            return cost, set(over)
        if node not in reached:
            reached.add(node)
            for more, to, cell in ways.get(node, ()):
                heappush(left, (cost + more, to, (*over, cell)))
    return None


def _sign(table: _Table, cell: _Cell) -> int:
    """A total counts against its cells: so every row and every column adds up to nothing."""
    i, j = cell
    is_total, is_of_columns = j == len(table[0]) - 1, i == len(table) - 1
    return 1 if is_total == is_of_columns else -1
