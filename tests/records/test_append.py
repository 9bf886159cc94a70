"""Compare and append: one transaction, whoever comes at once, whatever comes twice."""

import asyncio
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from records import journal
from records.tables import journal as journal_table
from records.tables import ledger, outbox
from rules.dispute import commands
from rules.journal import Entry, Letter
from tests.records.house import RECEIVED, House
from tests.rules import county


def claim(**said: object) -> commands.Claim:
    return commands.Claim(id=str(uuid4()), by=county.SECRETARY, **said)  # type: ignore[arg-type]


def release() -> commands.Release:
    return commands.Release(id=str(uuid4()), by=county.SECRETARY)


async def test_what_is_appended_is_read_back_as_it_was_said(house: House) -> None:
    case = await house.dispute()
    _, draft = case.draft(claim())

    answer = await case.ask(claim())

    assert answer.appended
    assert answer.receipt
    entries = await journal.read(house.engine, case.id, after=1)
    assert entries == draft.entries
    assert await journal.broken_at(house.engine, case.id) is None


async def test_a_second_append_of_the_same_command_returns_the_first_receipt(house: House) -> None:
    case = await house.dispute()
    _, draft = case.draft(claim())
    first = await journal.append(house.engine, draft)

    second = await journal.append(house.engine, draft)

    assert (second.appended, second.receipt) == (False, first.receipt)
    assert second.missing == draft.entries


async def test_a_command_that_comes_again_later_still_returns_its_first_receipt(house: House) -> None:
    case = await house.dispute()
    asked = claim()
    first = await case.ask(asked)
    await case.ask(release())

    _, again = case.draft(claim())
    second = await journal.append(house.engine, replace(again, command=asked.id))

    assert (second.appended, second.receipt, second.missing) == (False, first.receipt, ())
    assert len(await journal.read(house.engine, case.id)) == case.state.seq


async def test_the_same_key_with_another_body_is_said_to_be_another_body(house: House) -> None:
    case = await house.dispute()
    _, draft = case.draft(claim(digest="one"))
    await journal.append(house.engine, draft)

    with pytest.raises(journal.AnotherBody):
        await journal.append(house.engine, replace(draft, digest="two"))


async def test_a_key_used_in_one_procedure_does_not_answer_for_another(house: House) -> None:
    asked = claim()
    case, other = await house.dispute(), await house.dispute()
    await case.ask(asked)

    with pytest.raises(journal.AnotherBody):
        await other.ask(asked)

    assert len(await journal.read(house.engine, other.id)) == 1


async def test_who_is_behind_gets_what_is_missing_and_nothing_is_written(house: House) -> None:
    case = await house.dispute()
    _, late = case.draft(claim())
    await case.ask(claim())

    answer = await journal.append(house.engine, late)

    assert (answer.appended, answer.receipt) == (False, None)
    assert [entry.kind for entry in answer.missing] == ["Claimed"]
    assert await journal.receipt_of(house.engine, str(late.command)) is None


async def test_a_command_that_changes_nothing_is_remembered_all_the_same(house: House) -> None:
    case = await house.dispute()
    _, draft = case.draft(claim())
    nothing = replace(draft, entries=(), letters=())

    first = await journal.append(house.engine, nothing)
    second = await journal.append(house.engine, nothing)

    assert (first.appended, second.appended) == (True, False)
    assert first.receipt == second.receipt == nothing.receipt
    assert len(await journal.read(house.engine, case.id)) == 1


async def test_of_twenty_at_once_exactly_one_writes_each_entry(house: House) -> None:
    case = await house.dispute()
    rounds = 5

    for after in range(1, rounds + 1):
        _, draft = case.draft(claim() if after % 2 else release())
        drafts = [replace(draft, command=str(uuid4())) for _ in range(20)]
        answers = await asyncio.gather(*(journal.append(house.engine, each) for each in drafts))

        winners = [answer for answer in answers if answer.appended]
        losers = [answer for answer in answers if not answer.appended]
        assert len(winners) == 1
        assert all(answer.missing == draft.entries and answer.receipt is None for answer in losers)
        case.state, _ = case.draft(claim() if after % 2 else release())

    assert len(await journal.read(house.engine, case.id)) == rounds + 1
    assert await journal.broken_at(house.engine, case.id) is None


async def test_of_twenty_deliveries_of_one_command_one_appends_and_all_say_the_same(house: House) -> None:
    case = await house.dispute()
    _, draft = case.draft(claim())

    answers = await asyncio.gather(*(journal.append(house.engine, draft) for _ in range(20)))

    assert [answer.appended for answer in answers].count(True) == 1
    assert {answer.receipt for answer in answers} == {draft.receipt}


async def test_a_letter_that_cannot_be_written_takes_its_entry_with_it(house: House) -> None:
    case = await house.dispute()
    _, draft = case.draft(claim())
    twice = (Letter(2, "notice", 1, {}), Letter(2, "notice", 1, {}))

    with pytest.raises(Exception, match="uq_outbox"):
        await journal.append(house.engine, replace(draft, letters=twice))

    assert len(await journal.read(house.engine, case.id)) == 1
    assert (await case.ask(claim())).appended


async def test_entries_out_of_order_or_with_fractions_are_not_written(house: House) -> None:
    case = await house.dispute()
    _, draft = case.draft(claim())
    gap = (replace(draft.entries[0], seq=3),)
    fraction = (Entry(2, "Claimed", RECEIVED, {"share": 0.5}),)

    for entries in (gap, fraction):
        with pytest.raises(journal.NotPlain):
            await journal.append(house.engine, replace(draft, entries=entries))

    assert len(await journal.read(house.engine, case.id)) == 1


async def test_who_knows_more_than_the_journal_is_told_that_it_has_lost_something(house: House) -> None:
    case = await house.dispute()
    _, draft = case.draft(claim())

    with pytest.raises(journal.JournalBehind):
        await journal.append(house.engine, replace(draft, after=7))


async def test_a_procedure_that_is_not_there_is_said_not_to_be_there(house: House) -> None:
    case = await house.dispute()
    _, draft = case.draft(claim())

    with pytest.raises(journal.NoSuchProcedure):
        await journal.append(house.engine, replace(draft, procedure="dispute/sl/SL-2026-999999/1"))


async def test_read_after_the_answer_sees_what_was_answered(house: House) -> None:
    case = await house.dispute()

    await case.ask(claim())

    async with house.engine.connect() as connection:
        letters = select(func.count()).where(outbox.c.procedure == case.id)
        commands_kept = select(func.count()).where(ledger.c.procedure == case.id)
        lines = select(func.count()).where(journal_table.c.procedure == case.id)
        counts = [await connection.scalar(query) for query in (letters, commands_kept, lines)]
    assert counts == [2, 2, 2]
