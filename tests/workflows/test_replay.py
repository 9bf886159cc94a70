"""New code goes on where old code stopped: recorded histories replay, and to the very state they had."""

from dataclasses import replace

import pytest
from temporalio import workflow

from tests.workflows import toy
from tests.workflows.lending import LoanWorkflow
from tests.workflows.record import RECORDED
from tests.workflows.shed import Shed
from tests.workflows.stories import Recorded, states_after_replay, tell
from workflows.proceeding import Closed, File, ProceedingWorkflow
from workflows.verbs import asked, reported, told


def a_longer_extension(loan: toy.Loan, event: toy.Event) -> toy.Loan:
    if isinstance(event, toy.Extended):
        event = replace(event, due_at=event.due_at.replace(microsecond=0))
    return toy.evolve(loan, event)


@workflow.defn(name="Loan")
class EditedLoan(ProceedingWorkflow[toy.Loan]):
    """The toy with a rule edited under running loans."""

    procedure = replace(toy.LOAN, evolve=a_longer_extension)

    @workflow.init
    def __init__(self, file: File[toy.Loan]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[toy.Loan]) -> Closed:
        return await self.keep_time_and_order()

    lend = asked("lend", toy.Lend)
    extend = asked("extend", toy.Extend)
    take_back = asked("take_back", toy.TakeBack)
    report_damage = reported("report_damage", toy.Damaged)
    sighted = told("sighted", toy.Sighted)


@pytest.fixture
def recorded() -> Recorded:
    return Recorded.from_json(RECORDED.read_text())


async def test_what_was_recorded_once_replays_to_the_states_it_had(recorded: Recorded) -> None:
    assert await states_after_replay(recorded.runs, LoanWorkflow) == recorded.states


async def test_what_happens_today_replays_to_the_states_it_has(shed: Shed) -> None:
    async with shed.working():
        told = await tell(shed)

    assert await states_after_replay(told.runs, LoanWorkflow) == told.states


async def test_a_rule_edited_under_running_cases_is_seen_by_their_states(recorded: Recorded) -> None:
    try:
        states = await states_after_replay(recorded.runs, EditedLoan)
    except workflow.NondeterminismError:
        return

    assert states != recorded.states


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
