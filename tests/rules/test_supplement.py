"""A supplement is asked for once; its time passes without a loss to anybody, and stops nothing else."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest

from rules import supplement, timekeeping
from rules.editions import Edition
from rules.procedure import Event, Now, Sealed
from rules.refusals import Reason, Refused
from rules.supplement import Supplemented
from tests.rules import county
from tests.rules.story import KEY

WHAT, PAPERS = Sealed("content/1"), Sealed("content/2")
LAST_DAY = date(2026, 11, 12)  # ten days after Monday, 2 November
OVER = datetime(2026, 11, 12, 16, 0, tzinfo=UTC)  # midnight in Asia/Shanghai


class Stage(StrEnum):
    OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Plain(Supplemented):
    """Nothing but what every procedure with a supplement has."""


def plain(edition: Edition = county.TOLD) -> Plain:
    at = county.MONDAY
    return Plain(id="plain/sl/1/1", edition=edition, stage=Stage.OPEN, opened_at=at, changed_at=at)


def asked(state: Plain) -> Plain:
    command = supplement.AskSupplement(id=KEY, by=county.WINDOW_CLERK, what=WHAT)
    return after(state, *supplement.ask_supplement(state, command, Now(county.MONDAY)))


def brought(state: Plain, at: datetime) -> Plain:
    command = supplement.RecordSupplement(id=KEY, by=county.WINDOW_CLERK, words=PAPERS)
    return after(state, *supplement.record_supplement(state, command, Now(at)))


def after(state: Plain, *events: Event) -> Plain:
    for event in events:
        state = supplement.with_supplement(timekeeping.counted_again(state, event), event)
    return state


def refusal_of(step: Any, *said: Any) -> Reason:
    with pytest.raises(Refused) as refused:
        step(*said)
    return refused.value.reason


def test_it_is_asked_for_once_and_its_time_runs_from_then() -> None:
    state = asked(plain())

    assert state.supplement == supplement.Supplement(WHAT)
    assert state.awaits_supplement
    assert supplement.supplement_moments(state) == (OVER,)
    assert refusal_of(asked, state) is Reason.SUPPLEMENT_ASKED_BEFORE


def test_nothing_comes_that_was_not_asked_for() -> None:
    state = plain()

    assert not state.awaits_supplement
    assert supplement.supplement_moments(state) == ()
    assert refusal_of(brought, state, county.MONDAY) is Reason.NO_SUPPLEMENT_ASKED


def test_what_comes_in_time_meets_its_clock_and_more_may_follow() -> None:
    on_time = datetime(2026, 11, 10, 1, 0, tzinfo=UTC)
    later = datetime(2026, 11, 11, 1, 0, tzinfo=UTC)

    state = brought(brought(asked(plain()), on_time), later)

    assert not state.awaits_supplement
    assert state.clock("supplement").met_at == on_time
    assert supplement.supplement_time_passed(state, Now(OVER)) == ()


def test_its_time_is_seen_to_pass_once_and_what_comes_later_is_taken_in_all_the_same() -> None:
    state = asked(plain())

    assert supplement.supplement_time_passed(state, Now(OVER.replace(hour=15))) == ()
    (event,) = supplement.supplement_time_passed(state, Now(OVER))
    assert event == supplement.SupplementTimePassed(at=OVER, last_day=LAST_DAY)

    state = after(state, event)
    assert supplement.supplement_time_passed(state, Now(OVER)) == ()
    assert supplement.supplement_moments(state) == ()
    assert not brought(state, OVER).awaits_supplement


def test_a_guessed_date_ends_nobodys_time() -> None:
    state = asked(plain(county.known_until(2025)))

    assert supplement.supplement_moments(state) == ()
    assert supplement.supplement_time_passed(state, Now(OVER)) == ()


def test_a_date_that_is_moved_ahead_has_not_passed() -> None:
    state = after(asked(plain()), supplement.SupplementTimePassed(at=OVER, last_day=LAST_DAY))
    longer = replace(county.TOLD.rule("P-16"), count=20)
    published = timekeeping.DueDatesRecomputed(at=OVER, version="demo/2", clocks=(longer,))

    assert after(state, published).supplement == supplement.Supplement(WHAT)
    assert supplement.supplement_moments(after(state, published)) == (
        datetime(2026, 11, 23, 16, 0, tzinfo=UTC),
    )


def test_a_date_that_is_moved_and_still_past_is_not_told_of_twice() -> None:
    state = after(asked(plain()), supplement.SupplementTimePassed(at=OVER, last_day=LAST_DAY))
    shorter = replace(county.TOLD.rule("P-16"), count=5)
    published = timekeeping.DueDatesRecomputed(at=OVER, version="demo/2", clocks=(shorter,))

    assert supplement.supplement_moments(after(state, published)) == ()


def test_other_events_and_other_publications_change_nothing_here() -> None:
    published = timekeeping.DueDatesRecomputed(at=OVER, version="demo/2")

    assert after(plain(), published).supplement is None
