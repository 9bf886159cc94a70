"""Reports: when each is due, what it says, and that the same facts say the same for ever."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from counties import reporting
from counties.reporting import reporting_counties, timetable, timetable_in_force, timetables
from rules.instants import BEIJING
from rules.measuring.formula import EVERYWHERE, Scope, World
from rules.measuring.kinds import OWN
from rules.measuring.whole import WAITING
from rules.reports.composing import CONTENTS, Line, Report, compose
from rules.reports.telling import told
from rules.reports.timetable import Due, Kind, Slot, next_report, period_with
from tests.rules import county
from tests.rules.counted.test_clusters import brought
from tests.rules.counted.worlds import UNITS, Told, a_county, known

FOUND = timetable_in_force("sl", date(2026, 6, 1))
assert FOUND
TIMETABLE = FOUND
TOLD = a_county(53, 150)


@cache
def _world(as_of: datetime) -> World:
    return World(known(TOLD, as_of), TIMETABLE.counting)


def report_of(kind: Kind, day: date, told_: tuple[Told, ...] = TOLD, scope: Scope = EVERYWHERE) -> Report:
    if kind is Kind.SPECIAL:
        due = Due(kind, date(2026, 3, 1), day, datetime(2026, 1, 1, tzinfo=UTC))
    else:
        due = Due(kind, *period_with(kind, day), datetime(2026, 1, 1, tzinfo=UTC))
    period = due.period
    others = told_ is not TOLD
    world = World(known(told_, period.as_of), TIMETABLE.counting) if others else _world(period.as_of)
    return compose(kind, world, period, TIMETABLE, scope)


def wall(at: datetime) -> str:
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")


# When


@pytest.mark.parametrize(
    ("kind", "since", "until"),
    [
        (Kind.DAILY, date(2026, 2, 28), date(2026, 2, 28)),
        (Kind.WEEKLY, date(2026, 2, 23), date(2026, 3, 1)),
        (Kind.MONTHLY, date(2026, 2, 1), date(2026, 2, 28)),
        (Kind.YEARLY, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_a_day_a_week_from_monday_a_month_a_year(kind: Kind, since: date, until: date) -> None:
    assert period_with(kind, date(2026, 2, 28)) == (since, until)


def test_a_special_report_has_no_period_of_its_own() -> None:
    with pytest.raises(ValueError, match="special"):
        period_with(Kind.SPECIAL, date(2026, 2, 28))


def test_a_report_is_due_when_its_period_is_over_at_the_countys_hour() -> None:
    due = next_report(TIMETABLE, date(2026, 6, 3), {})

    assert (due.kind, due.since, wall(due.due_at)) == (Kind.DAILY, date(2026, 6, 3), "2026-06-04 07:30")
    assert wall(due.period.as_of) == "2026-06-04 00:00"


def test_over_a_year_every_period_has_its_report_and_none_has_two() -> None:
    """Whoever is there for the year, and whoever was away for all of it and comes back, make the same."""
    begun, end = date(2026, 1, 1), datetime(2027, 1, 21, 12, tzinfo=BEIJING)
    last: dict[Kind, date] = {}
    made: list[tuple[Kind, date, date]] = []
    at = datetime(2026, 1, 1, tzinfo=BEIJING)
    while (due := next_report(TIMETABLE, begun, last)).due_at <= end:
        assert due.due_at >= at  # the oldest first
        at, last[due.kind] = due.due_at, due.until
        made.append((due.kind, due.since, due.until))

    days = [since for kind, since, _ in made if kind is Kind.DAILY]
    assert days == [begun + timedelta(days=n) for n in range(len(days))]
    assert len(days) == 385
    assert len(set(made)) == len(made)
    weeks = [since for kind, since, _ in made if kind is Kind.WEEKLY]
    assert all(later - week == timedelta(days=7) for week, later in pairwise(weeks))
    assert [since.month for kind, since, _ in made if kind is Kind.MONTHLY] == list(range(1, 13))
    assert [until for kind, _, until in made if kind is Kind.YEARLY] == [date(2026, 12, 31)]


def test_what_was_missed_comes_first_whatever_its_kind() -> None:
    last = {
        Kind.DAILY: date(2026, 6, 3),
        Kind.WEEKLY: date(2026, 5, 17),
        Kind.MONTHLY: date(2026, 4, 30),
        Kind.YEARLY: date(2025, 12, 31),
    }

    due = next_report(TIMETABLE, date(2026, 1, 1), last)

    assert (due.kind, due.since, due.until) == (Kind.WEEKLY, date(2026, 5, 18), date(2026, 5, 24))


# What


@pytest.mark.parametrize("kind", list(Kind))
def test_a_report_of_a_past_day_made_again_is_the_same_byte_for_byte(kind: Kind) -> None:
    day = date(2026, 8, 14)
    first = report_of(kind, day)
    since_then = tuple(each.until(first.period.as_of + timedelta(days=60)) for each in TOLD if each.events)
    then = tuple(each for each in since_then if each.events)

    again = report_of(kind, day, then)

    assert first.digest == again.digest
    assert json.loads(json.dumps(first.plain)) == again.plain
    assert [part.code for part in first.parts] == list(CONTENTS[kind])


def test_a_report_of_other_facts_has_another_digest() -> None:
    assert report_of(Kind.DAILY, date(2026, 8, 14)).digest != report_of(Kind.DAILY, date(2026, 8, 15)).digest
    fewer = TOLD[: len(TOLD) // 2]
    assert (
        report_of(Kind.MONTHLY, date(2026, 8, 14), fewer).digest
        != report_of(Kind.MONTHLY, date(2026, 8, 14)).digest
    )


def test_a_report_names_the_version_of_every_indicator_in_it() -> None:
    formulas = report_of(Kind.MONTHLY, date(2026, 8, 14)).formulas

    assert formulas["M-01"] == 1
    assert len(formulas) == 30


def lines(report: Report, code: str) -> dict[str, tuple[int, int, int | None]]:
    """Unit -> (good, of how many, place)."""
    return {
        dict(line.of)["unit"]: (
            len(line.matters or ()),
            len(line.among or ()),
            dict(line.numbers)["place"],  # type: ignore[misc]
        )
        for part in report.parts
        for line in part.lines
        if line.code == code
    }


def the_order_of_half_a_year(told: tuple[Told, ...] = TOLD) -> Report:
    """What a week tells, of a time in which units have enough to do to have a place."""
    due = Due(Kind.SPECIAL, date(2026, 3, 1), date(2026, 8, 31), datetime(2026, 1, 1, tzinfo=UTC))
    world = World(known(told, due.period.as_of), TIMETABLE.counting)
    return compose(Kind.WEEKLY, world, due.period, TIMETABLE)


def test_units_are_put_in_order_by_their_share_and_of_too_few_none_has_a_place() -> None:
    order = lines(the_order_of_half_a_year(), "timeliness")

    assert {place is None for _, _, place in order.values()} == {True, False}
    for good, every, place in order.values():
        assert (place is None) == (every < TIMETABLE.too_few)
        assert good <= every
    placed = [(good / every, place) for good, every, place in order.values() if place]
    for share, place in placed:
        assert place == 1 + sum(other > share for other, _ in placed)


def test_how_much_a_unit_has_to_do_moves_it_nowhere() -> None:
    """Every matter of a unit twice over: its place is the same."""
    day = date(2026, 8, 14)
    before = lines(report_of(Kind.WEEKLY, day), "timeliness")
    period = Due(Kind.WEEKLY, *period_with(Kind.WEEKLY, day), datetime(2026, 1, 1, tzinfo=UTC)).period
    rows = known(TOLD, period.as_of)
    twice = rows + [
        replace(
            each, procedure=each.procedure.replace("SL-", "ZZ-"), matter=each.matter.replace("SL-", "ZZ-")
        )
        for each in rows
        if each.unit == UNITS[0]
    ]

    after = lines(compose(Kind.WEEKLY, World(twice, TIMETABLE.counting), period, TIMETABLE), "timeliness")

    assert after[UNITS[0]][1] == 2 * before[UNITS[0]][1]
    assert {unit: row[2] for unit, row in after.items() if row[2] and before[unit][2]} == {
        unit: row[2] for unit, row in before.items() if row[2] and after[unit][2]
    }


def test_timeliness_and_quality_are_two_orders_and_never_one_number() -> None:
    codes = [part.code for part in report_of(Kind.WEEKLY, date(2026, 8, 14)).parts]

    assert codes == ["timeliness", "quality", "warnings"]


def test_no_report_has_anything_of_a_person() -> None:
    for kind in Kind:
        said = json.dumps(report_of(kind, date(2026, 9, 30)).plain, ensure_ascii=False)
        assert [each for each in ("zhang", "p-sl", "content/") if each in said] == []


def test_a_special_report_is_of_what_it_is_asked_about() -> None:
    report = report_of(Kind.SPECIAL, date(2026, 8, 31), scope=Scope(unit=UNITS[0]))

    registered = [line for part in report.parts for line in part.lines if line.code == "registered"]
    everything = report_of(Kind.SPECIAL, date(2026, 8, 31))
    assert report.plain["scope"] == {"unit": UNITS[0], "kind": None, "channel": None}
    assert sum(len(line.matters or ()) for line in registered) > 0
    assert report.digest != everything.digest


def test_a_report_says_what_waits_and_counts_nothing_in_its_place() -> None:
    report = report_of(Kind.MONTHLY, date(2026, 8, 14))

    waiting = [line for part in report.parts for line in part.lines if line.code.startswith("waiting-")]
    assert {dict(line.of)["figure"] for line in waiting} == set(WAITING)
    assert all(line.matters is None for line in waiting)


def test_the_yearly_report_says_what_was_recommended_answered_and_adopted() -> None:
    report = report_of(Kind.YEARLY, date(2026, 8, 14))

    [part] = [each for each in report.parts if each.code == "recommendations"]
    assert [line.code for line in part.lines] == ["M-18-answered", "M-18-adopted", "M-18-letters"]
    assert all(line.matters and line.among for line in part.lines)


def test_no_kind_of_the_houses_own_work_moves_a_unit_in_the_weekly_order() -> None:
    """Nor does an event: what is ordered are the shares of what petitions, disputes and handoffs ask for."""
    told = tuple(each for each in TOLD if each.procedure.name not in {"event", *OWN})

    def order(report: Report) -> list[Line]:
        return [line for part in report.parts[:2] for line in part.lines]

    every, without = the_order_of_half_a_year(), the_order_of_half_a_year(told)

    assert len(told) < len(TOLD)
    assert order(every) == order(without) != []


def test_a_warning_stands_in_the_report_with_its_numbers_and_the_threshold() -> None:
    due = Due(Kind.WEEKLY, *period_with(Kind.WEEKLY, date(2026, 3, 10)), datetime(2026, 1, 1, tzinfo=UTC))
    world = World(brought(0, 0, 0, 0, 0, 0, 1), TIMETABLE.counting)

    report = compose(Kind.WEEKLY, world, due.period, TIMETABLE)

    of_places, of_agencies = (
        line for part in report.parts for line in part.lines if line.code.startswith("warning-")
    )
    assert dict(of_places.of) == {"place": "sl-t1-v1", "kind": "dispute", "subject": "wages"}
    assert dict(of_agencies.of) == {"agency": "sl-t1", "kind": "dispute", "subject": "wages"}
    assert dict(of_places.numbers) == {
        "before-1": 1,
        "before-2": 0,
        "before-3": 0,
        "before-4": 0,
        "at-least": TIMETABLE.threshold.at_least,
        "percent": TIMETABLE.threshold.percent,
    }
    assert len(of_places.matters or ()) == 6


# What is told


def test_small_counts_of_a_narrow_place_are_not_told_and_those_of_the_county_are() -> None:
    report = report_of(Kind.MONTHLY, date(2026, 3, 14))
    body = told(report, TIMETABLE.too_few)
    flat = [line for part in report.parts for line in part.lines]
    shown = [line for part in body for line in part["lines"]]

    hidden = [(line, said) for line, said in zip(flat, shown, strict=True) if not said["is_told"]]
    assert hidden
    for line, said in hidden:
        whole = (line.matters if line.among is None else line.among) or ()
        assert line.is_secret or 0 < len(whole) < TIMETABLE.too_few
        assert said["count"] is said["among"] is None
        assert not any(said["numbers"].values())
    for line, said in zip(flat, shown, strict=True):
        if not line.of and not line.is_secret:
            assert said["is_told"]


def test_few_evaluations_are_not_told_even_of_the_whole_county() -> None:
    early = report_of(Kind.MONTHLY, date(2026, 2, 3))
    shown = {line["code"]: line for part in told(early, 5) for line in part["lines"]}

    assert shown["M-05-unit"]["count"] is None
    assert not shown["M-05-unit"]["is_told"]


# The county's file


def test_the_countys_timetable_is_the_one_in_force() -> None:
    assert reporting_counties(date(2026, 6, 1)) == ("sl",)
    assert timetable_in_force("sl", date(2025, 12, 31)) is None
    assert timetable(TIMETABLE.version) == TIMETABLE
    assert timetable("nobody's") is None
    assert Slot(Kind.DAILY, 1, time(7, 30)) in TIMETABLE.slots


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ('kind = "weekly"', "each kind has one slot"),
        ("days = 1", "when its period is over"),
        ("ages = [15, 30, 60, 90, 180]", "do not rise"),
    ],
)
def test_a_timetable_that_makes_no_sense_is_refused(tmp_path: Path, changed: str, why: str) -> None:
    new = {
        'kind = "weekly"': 'kind = "daily"',
        "days = 1": "days = 0",
        "ages = [15, 30, 60, 90, 180]": "ages = [30, 15]",
    }[changed]
    file = next(reporting.HERE.glob("*.toml")).read_text("utf-8")
    (tmp_path / "2026.1.toml").write_text(file.replace(changed, new), "utf-8")

    with pytest.raises(ValueError, match=why):
        timetables(tmp_path)


def test_the_county_of_these_tests_is_the_one_that_reports() -> None:
    assert TIMETABLE.county == county.COUNTY
