"""New code goes on where old code stopped: recorded histories replay, and to the very state they had."""

import pytest

from tests.workflows.lending import EditedLoanWorkflow, LoanWorkflow
from tests.workflows.record import RECORDED
from tests.workflows.shed import Shed, uncached_only
from tests.workflows.stories import Recorded, states_after_replay, tell


@pytest.fixture
def recorded() -> Recorded:
    return Recorded.from_json(RECORDED.read_text())


async def test_what_was_recorded_once_replays_to_the_states_it_had(recorded: Recorded) -> None:
    assert await states_after_replay(recorded.runs, LoanWorkflow) == recorded.states


@uncached_only
async def test_what_happens_today_replays_to_the_states_it_has(shed: Shed) -> None:
    async with shed.working():
        told = await tell(shed)

    assert await states_after_replay(told.runs, LoanWorkflow) == told.states


async def test_a_rule_edited_under_running_cases_is_seen_by_their_states(recorded: Recorded) -> None:
    assert await states_after_replay(recorded.runs, EditedLoanWorkflow) != recorded.states


def test_the_recorded_story_holds_all_that_the_shell_can_do(recorded: Recorded) -> None:
    kinds = {event.WhichOneof("attributes") for run in recorded.runs for event in run.events}

    assert {each.removesuffix("_event_attributes") for each in kinds if each} >= {
        "marker_recorded",
        "timer_fired",
        "timer_canceled",
        "upsert_workflow_search_attributes",
        "workflow_execution_signaled",
        "workflow_execution_update_accepted",
        "workflow_execution_update_completed",
        "workflow_execution_continued_as_new",
        "workflow_execution_completed",
    }
