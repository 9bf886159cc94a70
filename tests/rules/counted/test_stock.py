"""Stock and flow over journals that are made up: it adds up to the unit, and nobody's case is nobody's."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from rules.instants import first_instant_of
from rules.measuring.facts import PetitionFacts
from rules.measuring.formula import EVERYWHERE, Counting, Period, Scope, World
from rules.measuring.stock import ages, days_used, late_now, stock, substance, without_owner
from tests.rules import county
from tests.rules.counted.worlds import EDITION, UNITS, a_county, known

COUNTING = Counting(online=frozenset({"online-form"}), held_after_days=90)
END = datetime(2027, 6, 1, tzinfo=UTC)
TOLD = a_county(50, 250)
WORLD = World(known(TOLD, END), COUNTING)
SCOPES = (
    EVERYWHERE,
    *(Scope(unit=unit) for unit in (*UNITS, county.COUNTY, county.VILLAGE, county.TOWNSHIP)),
    Scope(kind="petition"),
    Scope(channel="letter"),
)


def random_period(dice: Random) -> Period:
    since = date(2026, 1, 1) + timedelta(days=dice.randrange(400))
    until = since + timedelta(days=dice.choice((0, 6, 30, 120)))
    return Period(since, until, END)


@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: f"{scope.unit}-{scope.kind}-{scope.channel}")
def test_what_is_open_is_what_was_open_and_came_and_did_not_go_to_the_unit(scope: Scope) -> None:
    dice, seen = Random(21), 0

    for _ in range(60):
        counted = stock(WORLD, random_period(dice), scope)
        seen += len(counted.before) + len(counted.after)
        came = [*counted.before, *counted.inflow, *counted.reopened, *counted.moved_in]
        went = [*counted.closed, *counted.moved_out]
        assert counted.adds_up
        assert sorted([*counted.after, *went]) == sorted(came)

    assert seen > 100


def test_the_end_of_one_day_is_the_beginning_of_the_next() -> None:
    for n in range(40):
        day = date(2026, 5, 1) + timedelta(days=n)
        today, tomorrow = (stock(WORLD, Period(each, each, END)) for each in (day, day + timedelta(days=1)))
        assert today.after == tomorrow.before


def test_between_units_something_moves_and_over_all_of_them_nothing() -> None:
    year = Period(date(2026, 1, 1), date(2026, 12, 31), END)

    assert stock(WORLD, year, Scope(unit=county.COUNTY)).moved_out
    assert stock(WORLD, year, Scope(unit=UNITS[0])).moved_in
    assert not stock(WORLD, year).moved_in
    assert not stock(WORLD, year).moved_out


def test_what_is_handled_anew_is_reopened_and_no_inflow() -> None:
    counted = stock(WORLD, Period(date(2026, 1, 1), date(2027, 5, 1), END))

    assert counted.reopened
    assert {name.rsplit("/", 1)[1] for name in counted.inflow} == {"1"}
    assert "1" not in {name.rsplit("/", 1)[1] for name in counted.reopened}


def test_every_open_matter_is_of_some_age() -> None:
    at = first_instant_of(date(2026, 9, 1))

    counts = ages(WORLD, at, (15, 30, 60))

    assert sum(counts) == len(stock(WORLD, Period(date(2026, 8, 1), date(2026, 8, 31), END)).after)
    assert all(counts)


def test_no_open_case_is_without_an_owner_at_any_instant() -> None:
    for n in range(14):
        at = datetime(2026, 1, 20, tzinfo=UTC) + timedelta(days=30 * n)
        assert without_owner(World(known(TOLD, at), COUNTING)) == ()


def test_a_case_whose_owner_is_missing_would_be_seen() -> None:
    open_one = next(each for each in WORLD.facts if each.closed_at is None)
    ownerless = replace(open_one, owner="@sl")

    assert without_owner(World([ownerless], COUNTING)) == (open_one.procedure,)


def test_closed_and_resolved_are_told_apart() -> None:
    year = Period(date(2026, 1, 1), date(2026, 12, 31), END)

    became = substance(WORLD, year)

    parts = (became.resolved, became.partly, became.unresolved, became.not_said)
    assert all(parts)
    assert sorted(name for part in parts for name in part) == sorted(became.procedurally_closed)


def test_the_days_of_all_units_are_the_days_of_the_petitions() -> None:
    period = Period(date(2026, 4, 1), date(2026, 4, 30), END)
    there = [
        each
        for each in WORLD.of(PetitionFacts)
        if each.opened_at < period.ends_at
        and not (each.closed_at and each.closed_at < first_instant_of(period.since))
    ]

    used = days_used(WORLD, period)

    assert sum(days for days, _ in used.values()) == sum(u.days for each in there for u in each.used)
    assert {name for _, names in used.values() for name in names} <= {each.procedure for each in there}
    assert county.COUNTY in used


def test_a_late_case_is_late_with_the_unit_that_has_it() -> None:
    at = datetime(2026, 12, 31, tzinfo=UTC)
    world = World(known(TOLD, at), COUNTING)

    everywhere = late_now(world)

    assert everywhere
    assert set(late_now(world, Scope(unit=UNITS[0]))) < set(everywhere)


def test_a_private_service_is_in_no_count() -> None:
    hidden = World([replace(each, is_private=True) for each in WORLD.facts], COUNTING)

    assert hidden.facts == ()


def test_the_county_is_the_one_whose_rules_made_it() -> None:
    assert EDITION.county == county.COUNTY
