"""Journal first, whatever befalls the journal: nothing acknowledged is lost, nothing is done twice."""

import asyncio
from datetime import UTC, datetime

from temporalio.client import WorkflowExecutionStatus

from tests.workflows import toy
from tests.workflows.shed import Loan, Shed, cached_only, failure_of, key, uncached_only
from workflows import names
from workflows.attributes import SEQ


def a_lending(command: str | None = None) -> toy.Lend:
    return toy.Lend(id=command or key(), by=toy.KEEPER, days=10)


@uncached_only
async def test_while_the_journal_is_away_a_decision_says_so_and_changes_nothing(loan: Loan) -> None:
    before = await loan.state()
    command = key()

    loan.journal.is_away = True
    failed = await failure_of(loan.lend(command=command))

    assert failed.type == names.RECORDS_AWAY
    assert await loan.state() == before
    loan.journal.is_away = False
    assert (await loan.lend(command=command)).seq == 2


@uncached_only
async def test_while_the_journal_is_away_a_fact_waits_and_keeps_its_instant(loan: Loan) -> None:
    await loan.lend()
    fact = key()

    loan.journal.is_away = True
    failed = await failure_of(loan.report("a broken rung", fact))
    known_by = datetime.now(UTC)
    loan.journal.is_away = False
    await loan.until_journalled("Lent", "DamageNoted")
    receipt = await loan.report("a broken rung", fact)

    assert failed.type == names.NOT_YET_JOURNALLED
    assert receipt.at == loan.instant_of("DamageNoted") < known_by
    assert receipt.seq == 3


@uncached_only
async def test_what_waits_is_journalled_before_the_next_decision(loan: Loan) -> None:
    await loan.lend()
    loan.journal.is_away = True
    await failure_of(loan.report("a broken rung"))
    loan.journal.is_away = False

    await loan.extend(days=1)

    assert loan.kinds() == ["Shelved", "Lent", "DamageNoted", "Extended"]
    assert loan.instant_of("DamageNoted") < loan.instant_of("Extended")


@uncached_only
async def test_facts_that_wait_go_along_into_a_new_run(loan: Loan) -> None:
    await loan.lend()
    loan.journal.is_away = True
    await failure_of(loan.report("a broken rung"))
    await loan.tell("in the orchard", message="m-1")

    await loan.renew()
    loan.journal.is_away = False

    await loan.until_journalled("Lent", "DamageNoted", "SightingNoted")
    assert loan.instant_of("DamageNoted") < loan.instant_of("SightingNoted")


async def test_a_message_that_comes_while_the_case_is_being_closed_is_still_noted(loan: Loan) -> None:
    await loan.lend()
    loan.journal.takes = 0.2
    tries = loan.journal.tries

    closing = asyncio.create_task(loan.take_back())
    await loan.until_tried(times=tries + 1)
    await loan.tell("in the orchard", message="m-1")

    assert (await closing).seq == 3
    assert (await loan.handle.result()).seq == 4
    assert loan.kinds() == ["Shelved", "Lent", "TakenBack", "SightingNoted"]


@uncached_only
async def test_a_case_is_not_closed_over_a_message_that_still_waits_for_the_journal(loan: Loan) -> None:
    await loan.lend()
    await loan.append_behind_its_back(toy.TakeBack(id=key(), by=toy.KEEPER))
    loan.journal.goes_away_after = 1  # it says that the ladder was taken back, and then no more

    await loan.tell("in the orchard", message="m-1")
    await loan.until(lambda state: state.has_ended)
    assert (await loan.handle.describe()).status is WorkflowExecutionStatus.RUNNING
    loan.journal.is_away = False

    assert (await loan.handle.result()).seq == 4
    assert loan.kinds() == ["Shelved", "Lent", "TakenBack", "SightingNoted"]


async def test_an_append_that_stood_and_was_lost_is_adopted_and_not_done_twice(loan: Loan) -> None:
    loan.journal.loses_next = 1

    receipt = await loan.lend()

    assert loan.kinds() == ["Shelved", "Lent"]
    assert receipt.at == loan.instant_of("Lent")
    assert (await loan.state()).seq == 2


async def test_a_fact_whose_append_was_lost_is_noted_once(loan: Loan) -> None:
    loan.journal.loses_next = 1
    await loan.tell("in the orchard", message="m-1")

    await loan.until(lambda state: state.sightings == 1)

    assert loan.kinds() == ["Shelved", "SightingNoted"]


async def test_a_command_that_stood_though_it_failed_is_answered_with_its_first_receipt(loan: Loan) -> None:
    command = key()
    stood = await loan.append_behind_its_back(a_lending(command))

    receipt = await loan.lend(command=command)

    assert receipt == stood
    assert loan.kinds() == ["Shelved", "Lent"]
    assert (await loan.state()).stage is toy.Stage.LENT


async def test_a_decision_on_papers_the_journal_has_overtaken_is_taken_again(loan: Loan) -> None:
    await loan.append_behind_its_back(a_lending())

    refused = await failure_of(loan.lend())
    receipt = await loan.extend(days=1)

    assert refused.type == "not-at-this-stage"
    assert receipt.seq == 3
    assert loan.kinds() == ["Shelved", "Lent", "Extended"]


async def test_a_nudge_makes_it_look_what_it_misses(loan: Loan) -> None:
    await loan.append_behind_its_back(a_lending())

    await loan.handle.signal(names.NUDGE)

    state = await loan.until(lambda state: state.seq == 2)
    assert state.stage is toy.Stage.LENT
    assert await loan.handle.query(names.SEQ) == 2
    assert (await loan.handle.describe()).typed_search_attributes[SEQ] == 2


async def test_a_nudge_is_one_question_and_costs_later_decisions_nothing(loan: Loan) -> None:
    await loan.lend()
    await loan.report("a broken rung")
    before = (await loan.handle.describe()).typed_search_attributes[SEQ]
    tries = loan.journal.tries

    await loan.handle.signal(names.NUDGE)
    await loan.until_tried(times=tries + 1)
    await loan.report("a broken leg")

    assert loan.journal.tries == tries + 2
    shown = (await loan.handle.describe()).typed_search_attributes[SEQ]
    assert (before, shown) == (2, 3)


@uncached_only
async def test_a_nudge_while_the_journal_is_away_is_not_forgotten(loan: Loan) -> None:
    await loan.append_behind_its_back(a_lending())
    loan.journal.is_away = True

    await loan.handle.signal(names.NUDGE)
    await loan.until_tried(times=4)
    loan.journal.is_away = False

    await loan.until(lambda state: state.seq == 2)


@uncached_only
async def test_a_worker_that_ends_between_append_and_answer_leaves_one_entry_and_one_receipt(
    shed: Shed,
) -> None:
    loan = await shed.open()
    shed.journal.is_silent = True
    async with shed.working():
        asking = asyncio.create_task(loan.lend())
        await loan.until_journalled("Lent")

    shed.journal.is_silent = False
    async with shed.working():
        receipt = await asking

    assert receipt.at == loan.instant_of("Lent")
    assert loan.kinds() == ["Shelved", "Lent"]
    assert loan.journal.tries > 1


@cached_only
async def test_a_fact_that_can_never_be_journalled_fails_alone(shed: Shed) -> None:
    async with shed.working():
        first, second = await shed.open(), await shed.open()
        fact = key()
        await first.report("a broken rung", fact, digest="one")

        dropped = await failure_of(second.report("a broken leg", fact, digest="other"))

        assert dropped.type == names.ANOTHER_BODY
        assert (await second.lend()).seq == 2


async def test_a_journal_that_has_lost_entries_is_not_appended_to(loan: Loan) -> None:
    await loan.lend()
    lost = loan.journal.entries[loan.id].pop()

    failed = await failure_of(loan.extend(days=1))

    assert failed.type == "journal-behind"
    loan.journal.entries[loan.id].append(lost)
    assert (await loan.extend(days=1)).seq == 3
