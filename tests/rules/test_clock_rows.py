"""A case's clocks as the read tables show them: a literal row for every way a clock can stand."""

from dataclasses import replace
from datetime import date

from rules import timekeeping
from rules.aftercare.matter import Window
from rules.clocks.rule import Ground
from rules.dispute import commands
from rules.dispute.matter import Outcome
from rules.instants import first_instant_of
from rules.journal import ClockRow
from tests.rules import county
from tests.rules.story import KEY, WORDS, a_dispute, aftercare_of
from tests.rules.test_timekeeping import beijing

REGISTERED = date(2026, 11, 2)


def test_a_running_clock_shows_its_rule_its_start_its_last_day_and_the_instant_it_is_over() -> None:
    assert timekeeping.rows(a_dispute().state) == (
        ClockRow(
            name="whole",
            rule="K-40",
            state="running",
            started_on=REGISTERED,
            due_on=date(2026, 12, 2),
            over_at=first_instant_of(date(2026, 12, 3)),
            provisional=False,
        ),
        ClockRow(
            name="level",
            rule="P-05-1",
            state="running",
            started_on=REGISTERED,
            due_on=date(2026, 11, 7),
            over_at=first_instant_of(date(2026, 11, 8)),
            provisional=False,
        ),
    )


def test_a_clock_that_stands_still_shows_no_date() -> None:
    story = a_dispute()
    story.hear(timekeeping.SuspendClocks(id=KEY, by=story.lead, ground=Ground.APPRAISAL, reason=WORDS))

    whole, level = timekeeping.rows(story.state)

    assert whole == ClockRow("whole", "K-40", "suspended", REGISTERED, None, None, provisional=False)
    assert (level.state, level.due_on, level.over_at) == ("suspended", None, None)


def test_the_clocks_of_what_has_ended_are_met_or_as_they_were_cancelled() -> None:
    story = a_dispute()
    cancelled = replace(story.state.clock("level"), cancelled_at=beijing(11, 3))
    story.state = replace(story.state, clocks=(story.state.clock("whole"), cancelled))

    story.hear(commands.Withdrawn(id=KEY, by=county.WINDOW_CLERK, party="zhang"))

    assert story.state.outcome is Outcome.WITHDRAWN
    assert {row.name: row.state for row in timekeeping.rows(story.state)} == {
        "whole": "met",
        "level": "cancelled",
    }
    assert {row.name: row.ended_at for row in timekeeping.rows(story.state)} == {
        "whole": story.at,
        "level": beijing(11, 3),
    }
    assert story.state.clock("level").met_at is None
    assert story.state.clock("whole").met_at == story.at


def test_a_date_in_an_unpublished_year_is_shown_as_provisional() -> None:
    aftercare = aftercare_of(Outcome.WITHDRAWN)
    nothing_published = replace(aftercare.state.edition.calendar, years=frozenset())
    edition = replace(aftercare.state.edition, calendar=nothing_published)

    rows = {row.name: row for row in timekeeping.rows(replace(aftercare.state, edition=edition))}

    assert rows[Window.UNDO_WITHDRAWAL].provisional
    assert rows[Window.UNDO_WITHDRAWAL].due_on == date(2026, 11, 9)
