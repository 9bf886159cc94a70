"""How every procedure answers: by its tables, by its papers, and never half."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import pytest

from rules.aftercare.procedure import AFTERCARE
from rules.dispute import commands
from rules.dispute.matter import Outcome
from rules.dispute.procedure import DISPUTE
from rules.procedure import Event, Now, Procedure, Proceeding, no_bar
from rules.procedures import PROCEDURES, SEALED_PROCEDURES
from tests.rules import county
from tests.rules.story import KEY, Story, a_dispute, aftercare_of

BOTH = [pytest.param(DISPUTE, id="dispute"), pytest.param(AFTERCARE, id="aftercare")]


@pytest.mark.parametrize("procedure", BOTH)
def test_every_row_of_its_table_belongs_to_a_named_command_and_a_stage_that_is_open(
    procedure: Procedure,
) -> None:
    assert {command for _, command in procedure.acts} == set(procedure.commands.values())
    assert "closed" not in {stage for stage, _ in procedure.acts}


@pytest.mark.parametrize("procedure", BOTH)
def test_every_report_message_and_publication_is_a_fact_with_a_step_and_time_is_one(
    procedure: Procedure,
) -> None:
    told = {
        *procedure.reports.values(),
        *procedure.messages.values(),
        *procedure.publications.values(),
    }

    assert {fact.__name__ for fact in set(procedure.facts) - told} == {"TimePassed"}
    assert told < set(procedure.facts)


@pytest.mark.parametrize("procedure", BOTH)
def test_commands_reports_messages_and_publications_have_names_of_their_own(procedure: Procedure) -> None:
    names = [
        *procedure.commands,
        *procedure.reports,
        *procedure.messages,
        *procedure.publications,
    ]

    assert len(names) == len(set(names))


def test_procedures_are_found_by_name() -> None:
    assert PROCEDURES["dispute"] is DISPUTE
    assert sorted(PROCEDURES) == [
        *("aftercare", "consultation", "dispatch", "dispute", "handoff", "incident", "past", "petition"),
        *("petition_aftercare", "re_review", "review"),
    ]
    assert sorted(SEALED_PROCEDURES) == ["accusation"]


def test_what_the_caller_has_seen_may_be_newer_than_the_last_decision_but_not_older() -> None:
    story = a_dispute()
    story.hear(commands.RecordConsent(id=KEY, by=county.SECRETARY, party="zhang", expected_seq=1))

    for seen in (2, 3, None):
        fresh = commands.RecordConsent(id=KEY, by=county.SECRETARY, party="li", expected_seq=seen)
        assert story.procedure.decide(story.state, fresh, Now(story.at))
    stale = commands.RecordConsent(id=KEY, by=county.SECRETARY, party="li", expected_seq=1)
    assert story.refusal_of(stale).code == "papers-out-of-date"


def test_a_decision_is_counted_and_what_time_brings_is_not() -> None:
    story = a_dispute()
    story.wait_for_the_next_moment()

    assert (story.state.seq, story.state.decided_seq) == (2, 1)
    story.hear(commands.RecordConsent(id=KEY, by=county.SECRETARY, party="zhang"))
    assert (story.state.seq, story.state.decided_seq) == (3, 3)


@pytest.mark.parametrize("begin", [a_dispute, lambda: aftercare_of(Outcome.AGREEMENT)])
def test_an_event_it_does_not_know_is_a_fault_and_not_passed_over(begin: Callable[[], Story]) -> None:
    story = begin()

    with pytest.raises(TypeError, match="Event"):
        story.procedure.evolve(story.state, Event(at=story.at))


class Shelf(StrEnum):
    OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Unfinished(Proceeding):
    stage: Shelf = Shelf.OPEN


def test_a_procedure_must_say_when_it_has_ended_and_who_answers_next() -> None:
    started = county.MONDAY
    unfinished = Unfinished(id="x", edition=county.TOLD, opened_at=started, changed_at=started)

    with pytest.raises(NotImplementedError):
        _ = unfinished.has_ended
    with pytest.raises(NotImplementedError):
        unfinished.handed_to("p-1", None)


def test_a_procedure_without_bars_keeps_nobody_from_what_their_seat_allows() -> None:
    story = a_dispute()
    story.hear(commands.Claim(id=KEY, by=county.MEDIATOR))
    without = replace(DISPUTE, bar=no_bar)

    assert commands.RecordConsent not in DISPUTE.permitted(story.state, county.SECRETARY)
    assert commands.RecordConsent in without.permitted(story.state, county.SECRETARY)
