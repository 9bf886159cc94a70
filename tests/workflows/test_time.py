"""Time passes by itself, in order, each moment once and with its own instant, whoever is away meanwhile."""

import asyncio
from datetime import timedelta

from tests.workflows.shed import Loan, Shed, uncached_only
from workflows.proceeding import pause_after

DAY = timedelta(days=1)
A_SECOND = 1 / DAY.total_seconds()  # in days


async def test_a_loan_that_is_not_taken_back_is_reminded_of_and_falls_overdue_by_itself(
    patient_shed: Shed, patient_loan: Loan
) -> None:
    await patient_loan.lend(days=10)
    due = await patient_loan.due_at()

    await patient_shed.skip(10 * DAY)

    await patient_loan.until_journalled("Lent", "Reminded", "FellOverdue")
    assert patient_loan.instant_of("Reminded") == due - DAY
    assert patient_loan.instant_of("FellOverdue") == due


async def test_a_moment_that_was_moved_does_not_come_when_it_was_first_due(
    patient_shed: Shed, patient_loan: Loan
) -> None:
    await patient_loan.lend(days=10)
    await patient_loan.extend(days=10)

    await patient_shed.skip(12 * DAY)
    assert patient_loan.kinds() == ["Shelved", "Lent", "Extended"]

    await patient_shed.skip(9 * DAY)
    await patient_loan.until_journalled("Lent", "Extended", "Reminded", "FellOverdue")
    assert patient_loan.instant_of("FellOverdue") == await patient_loan.due_at()


async def test_a_moment_that_was_past_when_it_was_set_comes_at_once(patient_loan: Loan) -> None:
    receipt = await patient_loan.lend(days=-3)

    await patient_loan.until_journalled("Lent", "FellOverdue")
    assert patient_loan.instant_of("FellOverdue") == receipt.at


async def test_a_moment_that_changes_nothing_comes_once(patient_shed: Shed, patient_loan: Loan) -> None:
    await patient_loan.lend(days=10)
    await patient_shed.skip(10 * DAY)
    await patient_loan.until(lambda state: state.is_overdue)

    await patient_shed.skip(2 * DAY)
    await patient_loan.tell("in the orchard", message="m-1")
    await patient_loan.until(lambda state: state.sightings == 1)

    started = (await patient_loan.events()).count("timer_started")
    assert started <= 4, "the reminder, the due date, the forgotten moment, and it again after the sighting"


@uncached_only
async def test_moments_nobody_worked_at_come_later_with_their_own_instants(shed: Shed) -> None:
    async with shed.working():
        loan = await shed.open()
        await loan.lend(days=1 + A_SECOND)
    await asyncio.sleep(1.5)

    async with shed.working():
        await loan.until_journalled("Lent", "Reminded")
        due = await loan.due_at()

    assert loan.instant_of("Reminded") == due - DAY


@uncached_only
async def test_what_is_asked_after_a_moment_is_decided_after_that_moment(shed: Shed) -> None:
    async with shed.working():
        loan = await shed.open()
        await loan.lend(days=1 + A_SECOND)
    await loan.tell("in the orchard", message="m-1")
    await asyncio.sleep(1.5)
    asking = asyncio.create_task(loan.extend(days=1))
    await asyncio.sleep(0.1)

    async with shed.working():
        await asking

    assert loan.kinds() == ["Shelved", "Lent", "Reminded", "SightingNoted", "Extended"]


@uncached_only
async def test_moments_and_facts_that_come_while_the_journal_is_away_keep_their_order_and_their_instants(
    loan: Loan,
) -> None:
    await loan.lend(days=1 + A_SECOND)
    loan.journal.is_away = True
    await loan.tell("in the orchard", message="m-1")
    await asyncio.sleep(1.2)
    await loan.tell("at the well", message="m-2")
    await loan.until_tried(times=6)

    loan.journal.is_away = False

    await loan.until_journalled("Lent", "SightingNoted", "Reminded", "SightingNoted")
    instants = [entry.at for entry in loan.journal.entries[loan.id]]
    assert instants == sorted(instants)
    assert loan.instant_of("Reminded") == await loan.due_at() - DAY


def test_the_pauses_between_tries_grow_to_a_minute_and_differ_from_case_to_case() -> None:
    pauses = [pause_after(failures, chance=1).total_seconds() for failures in range(8)]

    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    assert pause_after(7, chance=0).total_seconds() == 30


async def test_a_reminder_makes_no_form_out_of_date(patient_shed: Shed, patient_loan: Loan) -> None:
    receipt = await patient_loan.lend(days=10)
    await patient_shed.skip(9.5 * DAY)
    await patient_loan.until(lambda state: state.is_reminded)

    assert (await patient_loan.extend(days=5, seen=receipt.seq)).seq == 4


async def test_a_new_run_keeps_the_time(patient_shed: Shed, patient_loan: Loan) -> None:
    await patient_loan.lend(days=10)
    await patient_loan.renew()

    await patient_shed.skip(10 * DAY)

    await patient_loan.until_journalled("Lent", "Reminded", "FellOverdue")
