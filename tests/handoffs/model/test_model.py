from dataclasses import replace

import pytest

from rules.dockings import DOCKINGS
from tests.handoffs.model.bounds import BOUNDS, IN_EVERY_RUN
from tests.handoffs.model.our_side import OUR_ACTS, County, key_of
from tests.handoffs.model.searching import DOCKING, searched, searched_once
from tests.handoffs.model.world import Bound

DIRECTIONS = pytest.mark.parametrize("agency_sends", [False, True], ids=["county sends", "agency sends"])
ONE, TWO = IN_EVERY_RUN.values()
SENDERS_SAY = ("recalled", "supplied", "confirmed", "consent-ended")
RECEIVERS_SAY = ("signed-for", "accepted", "refused", "supplement-wanted", "returned")


@DIRECTIONS
@pytest.mark.parametrize("bound", BOUNDS.values(), ids=BOUNDS)
def test_nothing_is_lost_and_nobody_holds_it_twice(bound: Bound, agency_sends: bool) -> None:
    found = searched_once(bound, agency_sends).found

    assert found.broken == {}
    assert found.states > 40_000


@DIRECTIONS
def test_every_end_is_reached(agency_sends: bool) -> None:
    ends = {outcome for (outcome,) in searched_once(ONE, agency_sends).endings}

    by_silence = set() if agency_sends else {"expired"}  # what an agency sent is the agency's to end
    assert ends == {"confirmed", "refused", "recalled", "consent-ended"} | by_silence


@DIRECTIONS
def test_a_second_exchange_runs_after_every_end_of_the_first(agency_sends: bool) -> None:
    endings = searched_once(TWO, agency_sends).endings

    before_another = {first for first, *then in endings if then == ["confirmed"]}
    assert before_another == {first for first, *_ in endings}


@DIRECTIONS
def test_a_docking_that_knows_no_unwilling_loses_nothing_either(
    agency_sends: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    terms = DOCKINGS[DOCKING]
    monkeypatch.setitem(DOCKINGS, DOCKING, replace(terms, outcomes=terms.outcomes - {"unwilling"}))

    found = searched(Bound(exchanges=1, together=1), agency_sends=agency_sends).found

    assert found.broken == {}


@DIRECTIONS
def test_what_is_taken_for_the_same_does_the_same(agency_sends: bool) -> None:
    """The states are made few by leaving out what nothing depends on: here is whether that is so."""
    county = searched_once(ONE, agency_sends).county
    twice = list(county.twice.items())

    others = County(DOCKING, agency_sends=agency_sends)
    differing = [
        number
        for number, other in twice
        if what_can_happen(others, others.number_of(other)) != what_can_happen(county, number)
    ]

    assert differing == []
    assert len(twice) > 100


def what_can_happen(county: County, number: int) -> dict[str, object]:
    """Of everything that can be done or said, what the handoff is after it."""
    said = SENDERS_SAY if county.agency_sends else RECEIVERS_SAY
    done = {
        **{act: county.acts(number, act, 1) for act in OUR_ACTS},
        **{message: county.hears(number, message, 1) for message in said},
        "time": county.looks_at_the_time(number, 1),
    }
    return {name: each and key_of(county.handoffs[each.county]) for name, each in done.items()}
