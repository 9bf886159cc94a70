"""The county at one glance, over journals that are made up: colours, steps and pairs against a count that
reads the journals by itself; and what a wall may tell."""

import os
from collections import Counter
from datetime import UTC, date, datetime
from functools import cache
from random import Random

import pytest

from rules.instants import legal_day
from rules.measuring.formula import Counting, Period, Scope, World
from rules.measuring.kinds import BROUGHT
from rules.measuring.overview import LIGHTS, are_enough, by_topic, by_unit, handed, ladder, of_enough
from rules.measuring.stock import stock
from tests.rules.counted.worlds import EDITION, Told, a_county, known

# Of 10,000 in `make long`; the truth is what the journals say, entry by entry.
NUMBER = int(os.environ.get("FENGQIAO_COUNTED", "400"))
SEED = int(os.environ.get("FENGQIAO_SEED", "57"))
CAME = ("Registered", "LevelEntered")  # onto the ladder, and onto another step of it
AS_OF = datetime(2026, 9, 14, 3, 20, tzinfo=UTC)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), AS_OF)
COUNTING = Counting(online=frozenset({"online-form"}), held_after_days=90)


@cache
def world() -> World:
    return World(known(a_county(SEED, NUMBER), AS_OF), COUNTING)


def told(kind: str) -> list[Told]:
    """The journals of a kind that had begun, as they were then."""
    every = (each.until(AS_OF) for each in a_county(SEED, NUMBER) if each.procedure.name == kind)
    return [each for each in every if each.events]


def test_the_colours_of_the_units_are_what_each_open_case_shows_by_itself() -> None:
    counted: Counter[tuple[str, str]] = Counter()
    for each in a_county(SEED, NUMBER):
        events = each.until(AS_OF).events
        if not events or each.procedure.name not in BROUGHT:
            continue
        shown = each.procedure.view(each.procedure.fold(list(events), EDITION)).case
        if shown.closed_at is None and not shown.is_private and each.procedure.name != "event":
            counted[shown.owner_unit, shown.light] += 1

    rows = {row.of[0]: row for row in by_unit(world(), Scope())}
    mine = {
        (unit, light): sum(not name.startswith("event/") for name in getattr(row, light))
        for unit, row in rows.items()
        for light in LIGHTS
    }

    assert +Counter(mine) == counted
    assert sum(counted.values()) > 20


def test_by_kind_there_is_the_same_as_by_unit_and_as_much_as_is_open() -> None:
    now = stock(world(), Period(date(2026, 1, 1), legal_day(AS_OF), AS_OF)).after

    for rows in (by_unit(world()), by_topic(world())):
        assert sorted(name for row in rows for light in LIGHTS for name in getattr(row, light)) == sorted(now)
    assert by_unit(world(), Scope(unit="nowhere")) == ()


def test_who_came_to_a_step_is_what_the_journal_says_and_is_agreed_ended_there_or_gone_on() -> None:
    steps: dict[str, list[int]] = {}
    for each in told("dispute"):
        lines = [(line.kind, line.body) for line in each.until(AS_OF).entries]
        steps[lines[0][1]["id"]] = [body["step"] for kind, body in lines if kind in CAME]

    rungs = ladder(world(), YEAR)

    for rung in rungs:
        assert set(rung.came) == {name for name, each in steps.items() if rung.step in each}
        parts = [*rung.agreed, *rung.ended, *rung.still, *rung.on]
        assert sorted(parts) == sorted(rung.came)
    assert rungs[0].on
    assert any(rung.agreed for rung in rungs)


def test_between_two_units_is_what_was_sent_answered_late_and_came_back() -> None:
    sent = {}
    for each in told("handoff"):
        lines = [(line.kind, line.at) for line in each.entries]
        first = next((at for kind, at in lines if kind == "HandoffSent"), None)
        if first and first < AS_OF:
            answers = [at for kind, at in lines if kind in ("HandoffAccepted", "HandoffRefused")]
            sent[each.entries[0].body["id"]] = bool(answers)

    pairs = handed(world(), YEAR)

    assert sorted(name for pair in pairs for name in pair.sent) == sorted(sent)
    answered = sorted(name for name, is_answered in sent.items() if is_answered)
    assert sorted(name for pair in pairs for name in pair.answered) == answered
    assert any(pair.late for pair in pairs)
    assert any(pair.back for pair in pairs)
    assert handed(world(), YEAR, Scope(unit="nowhere")) == ()
    assert [(pair.sender, pair.unit) for pair in pairs] == sorted((pair.sender, pair.unit) for pair in pairs)


def test_what_is_known_later_changes_nothing_of_then() -> None:
    longer = World(known(a_county(SEED, NUMBER), AS_OF), COUNTING)
    cut = tuple(each.until(AS_OF) for each in a_county(SEED, NUMBER))
    shorter = World(known(tuple(each for each in cut if each.events), AS_OF), COUNTING)

    for table in (by_unit, by_topic):
        assert table(longer) == table(shorter)
    assert ladder(longer, YEAR) == ladder(shorter, YEAR)
    assert handed(longer, YEAR) == handed(shorter, YEAR)


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([], []),
        ([[0, 0]], [[0, 0]]),
        ([[7, 9]], [[7, 9]]),
        ([[3]], [[None]]),
        ([[3, 9, 12]], [[None, None, 12]]),
        ([[3, 9], [20, 30]], [[None, None], [None, None]]),
        ([[0, 3], [0, 8], [0, 9]], [[0, None], [0, None], [0, 9]]),
        ([[1, 1, 9, 12]], [[None, None, None, 12]]),
        ([[1, 1]], [[None, None]]),
        ([[0, 1], [0, 1], [0, 9]], [[0, None], [0, None], [0, None]]),
    ],
)
def test_a_small_count_is_not_told_nor_what_would_give_it_away(
    rows: list[list[int]], shown: list[list[int | None]]
) -> None:
    assert of_enough(rows, 5) == shown


def test_no_small_count_is_ever_told_and_none_is_ever_the_only_one_hidden_among_others() -> None:
    dice = Random(SEED)
    for _ in range(300):
        width = dice.randint(1, 4)
        rows = [[dice.choice((0, 1, 4, 5, 9, 30)) for _ in range(width)] for _ in range(dice.randint(1, 6))]
        shown = of_enough(rows, 5)
        assert all(n is None or n == 0 or n >= 5 for row in shown for n in row)
        for line in (*shown, *zip(*shown, strict=True)):
            assert not (sum(n is None for n in line) == 1 and any(line)), (rows, shown)
        for line, told in (*zip(rows, shown, strict=True),) if width > 1 else ():
            hidden = [n for n, said in zip(line, told, strict=True) if said is None]
            assert not hidden or not any(told) or sum(hidden) > len(hidden), (rows, shown)


@pytest.mark.parametrize(
    ("part", "whole", "is_told"),
    [
        (0, 0, True),
        (0, 9, True),
        (9, 9, True),
        (20, 40, True),
        (3, 40, False),
        (38, 40, False),
        (0, 3, False),
    ],
)
def test_a_part_of_a_whole_is_told_where_neither_it_nor_the_rest_is_small(
    part: int, whole: int, is_told: bool
) -> None:
    assert are_enough(part, whole, 5) is is_told
