"""When each clock of a docking begins, and when it ends: worked out by hand around National Day 2026.

Begun on Thursday the 24th of September, received on Monday the 28th, signed for on the 29th, accepted and
returned on the 30th. Off: the 25th to the 27th of September, the 1st to the 7th of October; worked: Saturday
the 10th. `fengqiao deadline K-53 2026-09-28` and its like say the same.
"""

from dataclasses import replace
from datetime import date

import pytest

from rules.clocks.rule import Unit
from rules.clocks.table.whole import TABLE
from rules.dockings import DOCKINGS
from rules.dockings.docking import Point, Silence
from rules.dockings.whole import check_clocks
from rules.handoff import commands
from rules.procedure import TimePassed
from tests.rules import county
from tests.rules.handoff.docking_story import RECEIVER, RETURNED, DockingStory, day
from tests.rules.story import KEY

# rule -> from which point, how many, of what, and the last day.
BEGINS: dict[str, tuple[Point, int, Unit, date]] = {
    "K-45": (Point.RECEIPT, 3, Unit.CALENDAR_DAYS, date(2026, 10, 8)),  # the 1st, rolled
    "K-46": (Point.ACCEPTANCE, 15, Unit.CALENDAR_DAYS, date(2026, 10, 15)),
    "K-46a": (Point.ACCEPTANCE, 30, Unit.CALENDAR_DAYS, date(2026, 10, 30)),
    "K-48": (Point.SIGNATURE, 30, Unit.CALENDAR_DAYS, date(2026, 10, 29)),
    "K-49": (Point.SIGNATURE, 15, Unit.CALENDAR_DAYS, date(2026, 10, 14)),
    "K-49a": (Point.SIGNATURE, 7, Unit.CALENDAR_DAYS, date(2026, 10, 8)),  # the 6th, rolled
    "K-50": (Point.RECEIPT, 3, Unit.WORKING_DAYS, date(2026, 10, 8)),
    "K-52": (Point.SIGNATURE, 3, Unit.WORKING_DAYS, date(2026, 10, 9)),
    "K-53": (Point.RECEIPT, 7, Unit.CALENDAR_DAYS, date(2026, 10, 8)),  # the 5th, rolled
    "K-54": (Point.START, 7, Unit.WORKING_DAYS, date(2026, 10, 12)),
    "K-56": (Point.ACCEPTANCE, 30, Unit.WORKING_DAYS, date(2026, 11, 17)),
    "K-57": (Point.ACCEPTANCE, 30, Unit.WORKING_DAYS, date(2026, 11, 17)),
    "K-57a": (Point.RECEIPT, 5, Unit.WORKING_DAYS, date(2026, 10, 10)),
    "K-59": (Point.ACCEPTANCE, 10, Unit.CALENDAR_DAYS, date(2026, 10, 10)),  # a Saturday that is worked
    "K-62": (Point.RECEIPT, 15, Unit.CALENDAR_DAYS, date(2026, 10, 13)),
    "K-63": (Point.ACCEPTANCE, 45, Unit.CALENDAR_DAYS, date(2026, 11, 16)),  # the 14th, a Saturday, rolled
    "K-63b": (Point.RECEIPT, 5, Unit.WORKING_DAYS, date(2026, 10, 10)),
    "K-65": (Point.ACCEPTANCE, 60, Unit.CALENDAR_DAYS, date(2026, 11, 30)),  # the 29th, a Sunday, rolled
    "K-65b": (Point.RECEIPT, 5, Unit.WORKING_DAYS, date(2026, 10, 10)),
    "K-66": (Point.ACCEPTANCE, 60, Unit.CALENDAR_DAYS, date(2026, 11, 30)),
    "K-66b": (Point.RECEIPT, 5, Unit.WORKING_DAYS, date(2026, 10, 10)),
    "K-68": (Point.RECEIPT, 7, Unit.CALENDAR_DAYS, date(2026, 10, 8)),  # the 5th, rolled
    "K-68a": (Point.ACCEPTANCE, 3, Unit.CALENDAR_DAYS, date(2026, 10, 8)),  # the 3rd, rolled
    "K-69": (Point.ACCEPTANCE, 15, Unit.WORKING_DAYS, date(2026, 10, 27)),
    "P-28": (Point.RECEIPT, 3, Unit.WORKING_DAYS, date(2026, 10, 8)),
    "P-30": (Point.RETURN, 5, Unit.WORKING_DAYS, date(2026, 10, 13)),
    "P-31": (Point.ACCEPTANCE, 30, Unit.CALENDAR_DAYS, date(2026, 10, 30)),
    "P-32": (Point.START, 20, Unit.CALENDAR_DAYS, date(2026, 10, 14)),
    "P-33": (Point.ACCEPTANCE, 30, Unit.CALENDAR_DAYS, date(2026, 10, 30)),
}

# docking -> its clocks: to answer; to return (the target before the limit); to confirm.
CLOCKS = {
    "assigned-mediation": "K-50 K-52 K-48 P-30",
    "entrusted-mediation": "K-50 K-49 P-30",
    "entrusted-mediation-summary": "K-50 K-49a P-30",
    "case-package": "P-28 K-53 P-30",
    "judicial-confirmation": "K-45 K-46 K-46a P-30",
    "police-mediation": "P-28 P-31 P-30",
    "police-second-mediation": "P-28 K-54 P-30",
    "police-referral": "P-28 P-33 P-30",
    "petition-mediation": "P-28 P-31 P-30",
    "administrative-mediation": "P-28 P-31 P-30",
    "procuratorate-mediation": "P-28 P-32 P-30",
    "arbitration-mediation": "P-28 K-62 P-30",
    "land-arbitration-mediation": "P-28 P-31 P-30",
    "labour-arbitration": "K-63b K-63 P-30",
    "land-arbitration": "K-65b K-65 P-30",
    "professional-mediation": "P-28 P-31 P-30",
    "medical-mediation": "P-28 K-56 P-30",
    "medical-administrative-mediation": "K-57a K-57 P-30",
    "traffic-mediation": "P-28 K-59 P-30",
    "consumer-mediation": "P-28 P-31 P-30",
    "commercial-mediation": "P-28 P-31 P-30",
    "labour-mediation": "P-28 K-62 P-30",
    "administrative-review": "K-66b K-66 P-30",
    "notary": "P-28 K-69 P-30",
    "legal-aid": "K-68 K-68a P-30",
    "legal-aid-without-means-test": "K-68 K-68a P-30",
    "psychological-service": "P-28 P-33 P-30",
    "social-assistance": "P-28 P-33 P-30",
    "judicial-assistance": "P-28 P-33 P-30",
}


@pytest.mark.parametrize("docking", sorted(DOCKINGS))
def test_every_clock_of_a_docking_begins_where_its_law_says_and_ends_on_its_day(docking: str) -> None:
    story = DockingStory(docking).accept()
    story.at = RETURNED
    outcome = min(story.row.outcomes - story.row.says_performed)
    papers = (*story.row.returns.get("", ()), *story.row.returns.get(outcome, ()))
    story.hear(story.returning(outcome, *papers))

    assert [clock.rule for clock in story.row.clocks] == CLOCKS[docking].split()
    for clock in story.row.clocks:
        begins, count, unit, last = BEGINS[clock.rule]
        rule, due = story.edition.rule(clock.rule), story.state.due(clock.name)
        assert clock.begins is begins, clock.rule
        assert (rule.count, rule.unit) == (count, unit), clock.rule
        assert due, clock.rule
        assert due.on == last, clock.rule


def test_there_is_no_clock_but_these_and_every_one_is_live() -> None:
    named = {clock.rule for docking in DOCKINGS.values() for clock in docking.clocks}

    assert named == set(BEGINS)
    assert all(county.TOLD.rule(rule).is_live for rule in named)
    assert {rule for rule in named if rule not in TABLE} == {"P-28", "P-30", "P-31", "P-32", "P-33"}
    assert all(TABLE[rule].mark.value in "CL" for rule in named if rule in TABLE)


def test_not_signing_stops_no_law() -> None:
    story = DockingStory("case-package").send()

    assert [clock.started_at for clock in story.state.clocks] == [day(9, 28), day(9, 28)]
    assert story.state.due("register-by").on == date(2026, 10, 8)


def test_whoever_signs_late_mediates_no_shorter() -> None:
    story = DockingStory("assigned-mediation").send()
    story.at = day(10, 8)
    story.hear(commands.SignForHandoff(id=KEY, by=RECEIVER))

    assert story.state.due("accept-by").on == date(2026, 10, 8)
    assert story.state.due("mediate-by").on == date(2026, 11, 9)  # the 7th, a Saturday, rolled


@pytest.mark.parametrize("docking", sorted(DOCKINGS))
def test_a_clock_has_a_name_of_its_own_and_what_must_be_returned_has_a_time(docking: str) -> None:
    row = DOCKINGS[docking]

    assert len({clock.name for clock in row.clocks}) == len(row.clocks)
    for point in (Point.ACCEPTANCE, Point.RETURN, Point.CONFIRMATION):
        assert row.clocks_ending(point)


# Of every other clock a supervisor hears, and nobody else.
SILENCES = {
    ("assigned-mediation", "accept-by"): Silence.REAPPOINT,
    ("entrusted-mediation", "accept-by"): Silence.REAPPOINT,
    ("entrusted-mediation-summary", "accept-by"): Silence.REAPPOINT,
    ("assigned-mediation", "mediate-by"): Silence.AGREED_OR_RETURNED,
    ("entrusted-mediation", "mediate-by"): Silence.AGREED_OR_RETURNED,
    ("entrusted-mediation-summary", "mediate-by"): Silence.AGREED_OR_RETURNED,
    ("police-mediation", "mediate-by"): Silence.AGREED_OR_RETURNED,
    ("petition-mediation", "mediate-by"): Silence.AGREED_OR_RETURNED,
    ("administrative-mediation", "mediate-by"): Silence.AGREED_OR_RETURNED,
    ("land-arbitration-mediation", "mediate-by"): Silence.AGREED_OR_RETURNED,
    ("professional-mediation", "mediate-by"): Silence.AGREED_OR_RETURNED,
    ("medical-mediation", "mediate-by"): Silence.AGREED_OR_RETURNED,
    ("consumer-mediation", "mediate-by"): Silence.AGREED_OR_RETURNED,
    ("commercial-mediation", "mediate-by"): Silence.AGREED_OR_RETURNED,
    ("arbitration-mediation", "mediate-by"): Silence.TO_ARBITRATION,
    ("labour-mediation", "mediate-by"): Silence.TO_ARBITRATION,
    ("labour-arbitration", "accept-by"): Silence.TO_COURT,
    ("labour-arbitration", "decide-by"): Silence.TO_COURT,
    ("traffic-mediation", "mediate-by"): Silence.TO_COURT,
    ("administrative-review", "accept-by"): Silence.DEEMED_ACCEPTED,
    ("administrative-review", "decide-by"): Silence.TO_COURT,
}


def test_silence_has_the_consequence_its_law_gives_it_and_no_other() -> None:
    silences = {
        (code, clock.name): clock.silence
        for code, docking in DOCKINGS.items()
        for clock in docking.clocks
        if clock.silence is not Silence.SUPERVISOR
    }

    assert silences == SILENCES


def test_what_the_law_deems_accepted_is_noted_and_the_handoff_still_waits() -> None:
    story = DockingStory("administrative-review").send()
    story.at = day(10, 11, 0)

    (silent,) = story.hear(TimePassed())

    assert silent.follows == "deemed-accepted"  # type: ignore[attr-defined]
    assert story.state.accepted_at is None


def test_a_county_that_runs_no_clock_of_a_docking_is_told_when_it_is_read() -> None:
    running = {rule.id for rule in county.TOLD.clocks}

    check_clocks(running)
    with pytest.raises(ValueError, match=r"add \[clocks.K-49\] for entrusted-mediation$"):
        check_clocks(running - {"K-49"})
    with pytest.raises(ValueError, match=r"\[clocks.K-44\] for judicial-confirmation"):
        check_clocks(running - {"K-44"})
    with pytest.raises(ValueError, match=r"\[clocks.K-53a\] for case-package"):
        check_clocks(running - {"K-53a"})


def test_nothing_that_is_to_be_verified_is_named_by_a_docking() -> None:
    off = {rule.id for rule in TABLE.values() if not rule.is_live}

    assert {"K-61", "K-61a", "K-61b"} <= off
    assert not any(docking.rules & off for docking in DOCKINGS.values())


def test_the_procuratorates_period_ends_before_the_shortest_month() -> None:
    rule = replace(county.TOLD.rule("P-32"))

    assert rule.count
    assert rule.count < 28
