"""A proceeding is started from its journal, once for ever, however often it is asked."""

from temporalio.client import Client

import written
from rules.journal import Receipt
from tests.workflows import toy
from tests.workflows.lending import LoanWorkflow
from tests.workflows.shed import Loan, Shed
from workflows import starting


async def test_starting_twice_is_starting_once(shed: Shed, loan: Loan) -> None:
    await loan.lend()
    run = await loan.run_id()

    await shed.start(loan.id)

    assert await loan.run_id() == run


async def test_what_has_ended_is_not_started_again(shed: Shed, loan: Loan) -> None:
    await loan.lend()
    await loan.take_back()
    await loan.handle.result()
    run = await loan.run_id()

    await shed.start(loan.id)

    assert await loan.run_id() == run


async def test_an_engine_that_forgot_a_case_gets_it_back_from_the_journal(
    shed: Shed, loan: Loan, client: Client
) -> None:
    first = await loan.lend(command="k-1")
    before = await loan.state()
    forgotten = toy.shelved(other_id := loan.id.replace("c-1", "c-2"))

    entries = [written.write(forgotten, 1), *shed.journal.entries[loan.id][1:]]
    file = starting.file_of(toy.LOAN, entries, toy.EDITION, {"k-1": first})
    await starting.start(client, LoanWorkflow, file, shed.task_queue)
    again = shed.loan(other_id)

    state = await again.state()
    assert (state.stage, state.seq, state.decided_seq, state.due_at) == ("lent", 2, 2, before.due_at)
    answer: Receipt = await again.lend(command="k-1")
    assert answer == first
