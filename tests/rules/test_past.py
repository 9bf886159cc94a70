"""What had ended before this system is on record, with its own dates; nothing follows from it."""

from typing import Any

import pytest

import written
from rules.past.events import PastMatterRecorded
from rules.past.matter import Kind, Outcome
from rules.past.procedure import PAST
from rules.procedure import TimePassed
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.cutover import days_ago, past
from tests.rules.story import WORDS


def stands(**said: Any) -> Any:
    return PAST.begin(past(**said), county.TOLD)


def refusal(**said: Any) -> tuple[Reason, tuple[str, ...]]:
    with pytest.raises(Refused) as refused:
        past(**said)
    return refused.value.reason, refused.value.details


def test_a_past_matter_begins_ended_and_nothing_goes_out_for_it() -> None:
    event = past()
    state = PAST.begin(event, county.TOLD)

    view = PAST.view(state)

    assert state.has_ended
    assert PAST.follows(state, event) == ()
    assert PAST.next_moment(state) is None
    assert (view.tasks, view.clocks, view.case.waits_for) == ((), (), "nothing")
    assert (view.case.overdue, view.case.needs_attention, view.case.light) == (False, False, "green")


def test_it_is_counted_on_the_days_on_which_it_happened_and_known_since_the_day_it_was_told() -> None:
    state = stands()

    case = PAST.view(state).case

    assert (case.opened_at, case.closed_at) == (days_ago(400), days_ago(380))
    assert case.changed_at == county.MONDAY


@pytest.mark.parametrize(
    ("step", "owner"),
    [
        (1, ("village_party_secretary", county.VILLAGE)),
        (3, ("political_legal_commissioner", county.TOWNSHIP)),
        (4, ("dispute_resolution_centre", county.COUNTY)),
        (None, ("centre_dispatcher", county.COUNTY)),
    ],
)
def test_it_stands_with_whoever_had_it_then(step: int | None, owner: tuple[str, str]) -> None:
    case = PAST.view(stands(step=step)).case

    assert (case.owner_role, case.owner_unit) == owner
    assert case.step == step


def test_where_the_place_is_not_known_it_is_the_countys() -> None:
    case = PAST.view(stands(village=None, township=None)).case

    assert case.owner_unit == county.COUNTY
    assert case.places == (county.COUNTY,)


def test_what_the_older_system_does_not_say_stays_unsaid() -> None:
    said = {"kind": Kind.CONSULTATION, "outcome": None, "dispute_type": None, "step": None}

    case = PAST.view(stands(**said)).case

    assert (case.outcome, case.step) == (None, None)


def test_nobody_may_ask_anything_of_it() -> None:
    state = stands()

    assert PAST.commands == {}
    assert PAST.permitted(state, county.DISPATCHER) == frozenset()
    with pytest.raises(TypeError):
        PAST.evolve(state, TimePassed())


def test_it_reads_back_from_the_journal_as_it_was_written() -> None:
    event = past(outcome=Outcome.ANSWERED, kind=Kind.PETITION)

    entry = written.write(event, 1)

    assert entry.kind == PastMatterRecorded.__name__
    assert (entry.at, entry.body["closed_at"]) == (county.MONDAY, "2025-10-18T01:00:00Z")
    assert written.read(PAST, entry) == event


def test_it_closed_no_earlier_than_it_was_received_and_not_in_the_time_to_come() -> None:
    assert refusal(closed_at=days_ago(401)) == (Reason.DATES_OUT_OF_ORDER, ("received_at", "closed_at"))
    assert refusal(closed_at=days_ago(-1)) == (Reason.NOT_YET_HAPPENED, ("closed_at",))
    assert refusal(received_at=days_ago(-2)) == (Reason.NOT_YET_HAPPENED, ("received_at",))


def test_a_day_without_its_hour_may_be_the_day_on_which_it_was_received() -> None:
    received = days_ago(400)
    midnight = received.replace(hour=0)

    assert past(received_at=received, closed_at=midnight).closed_at == midnight


def test_a_type_the_county_does_not_know_is_refused() -> None:
    assert refusal(dispute_type="weather") == (Reason.UNKNOWN_DISPUTE_TYPE, ())


def test_the_reply_of_then_is_kept_as_a_reference_and_nothing_more() -> None:
    event = past(kind=Kind.PETITION, outcome=Outcome.ANSWERED, reply=WORDS)

    assert written.read(PAST, written.write(event, 1)) == event
    assert written.write(event, 1).body["reply"] == "content/1"
