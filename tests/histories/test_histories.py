"""What ran in the past runs the same today: every recorded history replays, and lands on the stored case."""

from collections import defaultdict
from collections.abc import Mapping

import pytest
from temporalio.workflow import _Definition

from demo.stories import stories
from tests.histories.conftest import CASES, EACH
from workflows.every import EVERY
from workflows.replaying import Replayed

AT_LEAST = 200
WALK = "walk-"

# Verbs of which no history is recorded, and why.
_NOT_REACHED = (
    "no story tells it and no walk has come to it: the rules take it at a stage that is seldom reached"
)
NOT_RECORDED: Mapping[tuple[str, str], str] = {
    ("ConsultationWorkflow", "cancel_booking"): _NOT_REACHED,
    ("ConsultationWorkflow", "question_withdrawn"): _NOT_REACHED,
    ("ConsultationWorkflow", "turn_into_dispute"): _NOT_REACHED,
    ("DispatchWorkflow", "drop_unit_task"): _NOT_REACHED,
    ("DisputeWorkflow", "cancel_session"): _NOT_REACHED,
    ("DisputeWorkflow", "invite_participant"): _NOT_REACHED,
    ("DisputeWorkflow", "postpone_session"): _NOT_REACHED,
    ("DisputeWorkflow", "record_undertaking"): _NOT_REACHED,
    ("DisputeWorkflow", "withdraw_invitation"): _NOT_REACHED,
    ("HandoffWorkflow", "correct_start"): _NOT_REACHED,
    ("HandoffWorkflow", "resume_clocks"): _NOT_REACHED,
    ("HandoffWorkflow", "suspend_clocks"): _NOT_REACHED,
    ("MeetingWorkflow", "answer_passing_on"): _NOT_REACHED,
    ("MeetingWorkflow", "ask_to_pass_on"): _NOT_REACHED,
    ("MeetingWorkflow", "attach_panel_opinion"): _NOT_REACHED,
    ("MeetingWorkflow", "decide_day"): _NOT_REACHED,
    ("MeetingWorkflow", "draw_agenda"): _NOT_REACHED,
    ("MeetingWorkflow", "draw_hearing_panel"): _NOT_REACHED,
    ("PetitionAftercareWorkflow", "take_up_again"): _NOT_REACHED,
    ("PetitionWorkflow", "appoint_handler"): _NOT_REACHED,
    ("PetitionWorkflow", "refuse_extension"): _NOT_REACHED,
    ("PetitionWorkflow", "report_back"): _NOT_REACHED,
    ("PetitionWorkflow", "switch_to_ordinary"): _NOT_REACHED,
    ("ReReviewWorkflow", "request_re_review"): _NOT_REACHED,
    ("ReviewWorkflow", "resume_clocks"): _NOT_REACHED,
    ("ReviewWorkflow", "suspend_clocks"): _NOT_REACHED,
}


@pytest.mark.parametrize("run", EACH)
def test_a_recorded_case_replays_and_lands_where_it_stood(run: str, replayed: dict[str, Replayed]) -> None:
    _, case = CASES[run]

    assert replayed[run].failure is None
    assert replayed[run].state == case.state


def test_every_story_has_its_recorded_cases() -> None:
    """But for one that plays in the hall alone, where there is no case."""
    recorded = {story for story, _ in CASES.values() if not story.startswith(WALK)}
    with_a_case = {story.name for story in stories() if any(step.hall is None for step in story.steps)}

    assert recorded == with_a_case - {story.name for story in stories() if story.same_as}


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= AT_LEAST


def test_every_verb_of_every_workflow_was_recorded_or_it_is_said_why_not() -> None:
    told = defaultdict(set)
    for _, case in CASES.values():
        kind = case.history.events[0].workflow_execution_started_event_attributes.workflow_type.name
        for event in case.history.events:
            if event.HasField("workflow_execution_update_accepted_event_attributes"):
                accepted = event.workflow_execution_update_accepted_event_attributes
                told[kind].add(accepted.accepted_request.input.name)
            elif event.HasField("workflow_execution_signaled_event_attributes"):
                told[kind].add(event.workflow_execution_signaled_event_attributes.signal_name)

    missing = set()
    for each in EVERY:
        known = _Definition.must_from_class(each)
        assert known.name
        missing |= {(known.name, str(verb)) for verb in {*known.updates, *known.signals} - told[known.name]}

    assert missing == set(NOT_RECORDED)


def test_every_workflow_was_recorded() -> None:
    recorded = {
        case.history.events[0].workflow_execution_started_event_attributes.workflow_type.name
        for _, case in CASES.values()
    }

    assert recorded == {_Definition.must_from_class(each).name for each in EVERY}
