"""The shell on the real server: what is asked is decided, journalled, then answered."""

import asyncio
from datetime import timedelta

import pytest
from temporalio.client import WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from rules.journal import Receipt
from tests.workflows import toy
from tests.workflows.shed import Loan, Shed, failure_of, key, uncached_only
from workflows import names
from workflows.attributes import NEXT_MOMENT, OWNER, SEQ, STAGE, STEP, WAITS_FOR
from workflows.proceeding import Closed

A_DECISION = [
    "workflow_task_scheduled",
    "workflow_task_started",
    "workflow_task_completed",
    "workflow_execution_update_accepted",
    "marker_recorded",
    "workflow_execution_update_completed",
]


async def test_what_is_asked_is_journalled_and_answered_with_its_entry(loan: Loan) -> None:
    receipt = await loan.lend(days=10)

    assert (receipt.seq, receipt.stage) == (2, "lent")
    assert loan.kinds() == ["Shelved", "Lent"]
    assert receipt.at == loan.instant_of("Lent")
    assert (await loan.state()).decided_seq == 2


async def test_the_journal_is_handed_the_view_and_the_letters_that_follow(loan: Loan) -> None:
    await loan.lend()

    asked = loan.journal.asked[-1]
    assert asked.view == toy.view(await loan.state())
    assert [(letter.seq, letter.kind) for letter in asked.letters] == [(2, "note-of-loan")]


async def test_a_refusal_names_its_reason_what_was_known_and_its_details_and_leaves_no_event(
    loan: Loan,
) -> None:
    await loan.lend()
    before = await loan.events()

    refused = await failure_of(loan.extend(days=0))

    assert (refused.type, refused.message) == ("extension-without-days", "extension-without-days")
    assert refused.details == ("whole-period", 2, "days:0")
    assert await loan.events() == before


async def test_a_decision_costs_six_events_when_no_moment_moves(loan: Loan) -> None:
    await loan.lend()
    before = await loan.events()

    await loan.report("a broken rung")

    assert (await loan.events())[len(before) :] == A_DECISION


async def test_a_moment_that_moves_costs_three_events_more(loan: Loan) -> None:
    await loan.lend()
    before = await loan.events()

    await loan.extend(days=3)

    more = set((await loan.events())[len(before) :]) - set(A_DECISION)
    assert more == {"upsert_workflow_search_attributes", "timer_canceled", "timer_started"}


async def test_of_two_who_ask_at_once_the_second_is_decided_on_what_the_first_has_changed(loan: Loan) -> None:
    answers = await asyncio.gather(loan.lend(), loan.lend(), return_exceptions=True)

    (receipt,) = [answer for answer in answers if isinstance(answer, Receipt)]
    (refused,) = [answer.cause for answer in answers if isinstance(answer, WorkflowUpdateFailedError)]
    assert receipt.seq == 2
    assert isinstance(refused, ApplicationError)
    assert refused.type == "not-at-this-stage"
    assert loan.kinds() == ["Shelved", "Lent"]


async def test_more_may_ask_at_once_than_the_engine_takes_at_a_time(loan: Loan) -> None:
    receipts = await asyncio.gather(*(loan.report(f"rung {number}") for number in range(15)))

    assert sorted(receipt.seq for receipt in receipts) == list(range(2, 17))


async def test_the_same_command_again_is_answered_with_its_first_receipt(loan: Loan) -> None:
    command = key()
    first = await loan.lend(command=command)
    await loan.extend(days=1)

    assert await loan.lend(command=command) == first
    assert loan.kinds() == ["Shelved", "Lent", "Extended"]


async def test_a_command_on_papers_out_of_date_is_refused(loan: Loan) -> None:
    await loan.lend()
    await loan.extend(days=1)

    refused = await failure_of(loan.extend(days=1, seen=2))

    assert refused.type == "papers-out-of-date"


async def test_a_message_heard_twice_is_noted_once(loan: Loan) -> None:
    await loan.tell("in the orchard", message="m-1")
    await loan.tell("in the orchard", message="m-1")
    await loan.tell("at the well", message="m-2")

    await loan.until_journalled("SightingNoted", "SightingNoted")
    assert (await loan.state()).sightings == 2


async def test_a_new_run_keeps_the_state_and_remembers_whom_it_answered(loan: Loan) -> None:
    command = key()
    first = await loan.lend(command=command)
    await loan.tell("in the orchard", message="m-1")
    await loan.until_journalled("Lent", "SightingNoted")
    before, described = await loan.state(), await loan.handle.describe()
    asked = len(loan.journal.asked)

    await loan.renew()
    again = await loan.lend(command=command)
    await loan.tell("in the orchard", message="m-1")

    assert again == first
    assert await loan.state() == before
    assert len(loan.journal.asked) == asked
    renewed = await loan.handle.describe()
    assert (
        await renewed.memo()
        == await described.memo()
        == {
            "edition": toy.EDITION.id,
            "edition_digest": toy.EDITION.digest,
        }
    )
    assert renewed.typed_search_attributes == described.typed_search_attributes


async def test_what_is_asked_and_told_before_anybody_works_is_carried_out_later(shed: Shed) -> None:
    loan = await shed.open()
    await loan.tell("in the orchard", message="m-1")
    asking = asyncio.create_task(loan.lend())
    await asyncio.sleep(0.1)

    async with shed.working():
        receipt = await asking
        await loan.until(lambda state: state.sightings == 1)

    assert receipt.stage == "lent"
    assert sorted(loan.kinds()) == ["Lent", "Shelved", "SightingNoted"]


async def test_what_is_in_hand_is_finished_before_a_new_run_begins(loan: Loan) -> None:
    loan.journal.takes = 0.3
    asking = asyncio.create_task(loan.lend())
    await loan.until_tried(times=1)

    await loan.renew()

    assert (await asking).seq == 2
    assert (await loan.state()).stage is toy.Stage.LENT


@uncached_only
async def test_what_is_asked_again_after_no_answer_came_is_done_once(shed: Shed) -> None:
    loan = await shed.open()
    lending = toy.Lend(id=key(), by=toy.KEEPER, days=10)
    with pytest.raises(WorkflowUpdateRPCTimeoutOrCancelledError):
        await loan.handle.execute_update("lend", lending, rpc_timeout=timedelta(milliseconds=300))

    asking = asyncio.create_task(loan.ask("lend", lending))
    async with shed.working():
        receipt = await asking

    assert receipt.seq == 2
    assert loan.kinds() == ["Shelved", "Lent"]


async def test_what_our_own_rules_break_on_fails_alone(loan: Loan) -> None:
    await loan.lend()
    before = await loan.events()

    broken = await failure_of(loan.extend(days=toy.BREAKS_THE_RULES))
    broken_fact = await failure_of(loan.report("rules"))

    assert (broken.type, broken_fact.type) == (names.RULES_BROKEN, names.RULES_BROKEN)
    assert await loan.events() == before
    assert (await loan.extend(days=1)).seq == 3


async def test_a_message_that_cannot_be_read_fails_alone(loan: Loan) -> None:
    failed = await failure_of(loan.handle.execute_update("lend", {"id": "k", "days": "many"}))
    await loan.handle.signal("sighted", {"where": 7})

    assert failed.type == "RuntimeError"
    assert (await loan.lend()).seq == 2


async def test_a_loan_that_is_taken_back_closes_and_leaves_its_outcome(loan: Loan) -> None:
    await loan.lend()
    receipt = await loan.take_back()

    closed = await loan.handle.result()

    assert closed == Closed(3, "closed", "taken-back", receipt.at)
    assert (await loan.state()).has_ended
    with pytest.raises(RPCError) as gone:
        await loan.report("a broken rung")
    assert gone.value.status is RPCStatusCode.NOT_FOUND


async def test_the_engine_shows_stage_owner_what_is_awaited_and_the_next_moment(loan: Loan) -> None:
    await loan.lend()

    state, described = await loan.state(), await loan.handle.describe()
    shown = described.typed_search_attributes
    assert (shown[STAGE], shown[STEP], shown[OWNER]) == ("lent", 2, "u-shed/keeper")
    assert (shown[WAITS_FOR], shown[SEQ]) == ("return", 2)
    assert shown[NEXT_MOMENT] == min(toy.moments(state))


async def test_a_next_moment_that_is_no_more_is_no_longer_shown(loan: Loan) -> None:
    await loan.lend()
    await loan.take_back()
    await loan.handle.result()

    assert (await loan.handle.describe()).typed_search_attributes.get(NEXT_MOMENT) is None
