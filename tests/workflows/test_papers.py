"""A proceeding's papers without an engine: what the journal answers is adopted and remembered."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import pytest

import written
from rules.journal import Answer, Asked
from rules.procedure import Command, Event
from rules.refusals import Refused
from tests.workflows import toy
from tests.workflows.journals import RememberingJournal
from workflows import names
from workflows.papers import NotJournalled, Papers

NOON = datetime(2026, 7, 1, 4, tzinfo=UTC)
ID = "loan/c-1/L-1/1"

Lent: TypeAlias = Papers[toy.Loan]


@pytest.fixture
def journal() -> RememberingJournal:
    journal = RememberingJournal()
    journal.entries[ID] = [written.write(toy.shelved(ID, NOON), 1)]
    return journal


@pytest.fixture
def papers(journal: RememberingJournal) -> Lent:
    return papers_on(journal.append)


def papers_on(append: Callable[[Asked], object]) -> Lent:
    state = toy.begin(toy.shelved(ID, NOON), toy.EDITION)
    return Papers(toy.LOAN, state, {}, append, lambda: None)  # type: ignore[arg-type]


def lending(command: str = "k-1") -> Command:
    return toy.Lend(id=command, by=toy.KEEPER, days=10)


def sighting(message: str) -> toy.Sighted:
    return toy.Sighted(id=message, where="in the orchard")


def refuse_to_say(_: Asked) -> Answer:
    raise AssertionError("the journal was asked")


async def test_what_is_written_down_becomes_the_state_and_is_remembered(
    papers: Lent, journal: RememberingJournal
) -> None:
    receipt = await papers.write_down(lending(), NOON)

    assert papers.state.stage is toy.Stage.LENT
    assert papers.answered == {"k-1": receipt}
    assert journal.kinds(ID) == ["Shelved", "Lent"]


async def test_a_refusal_never_reaches_the_journal() -> None:
    papers = papers_on(refuse_to_say)

    with pytest.raises(Refused):
        await papers.write_down(toy.Extend(id="k-1", by=toy.KEEPER, days=1), NOON)


async def test_time_that_brings_nothing_never_reaches_the_journal() -> None:
    papers = papers_on(refuse_to_say)

    await papers.let_time_pass(NOON + timedelta(days=400))

    assert papers.state.seq == 1


async def test_a_person_s_fact_that_changes_nothing_is_answered_all_the_same(
    papers: Lent, journal: RememberingJournal
) -> None:
    first = await papers.write_down(toy.Damaged(id="k-1", by=toy.KEEPER, what="a rung"), NOON)
    again = await papers.write_down(toy.Damaged(id="k-2", by=toy.KEEPER, what="a rung"), NOON)

    assert (first.seq, again.seq) == (2, 2)
    assert journal.kinds(ID) == ["Shelved", "DamageNoted"]
    assert set(journal.ledger) == {"k-1", "k-2"}


async def test_time_comes_moment_by_moment_each_with_its_own_instant(
    papers: Lent, journal: RememberingJournal
) -> None:
    await papers.write_down(lending(), NOON)

    await papers.let_time_pass(NOON + timedelta(days=400))

    told = [(entry.kind, entry.at - NOON) for entry in journal.entries[ID][2:]]
    assert told == [("Reminded", timedelta(days=9)), ("FellOverdue", timedelta(days=10))]
    assert papers.next_moment() is None, "the forgotten moment came and changed nothing"


async def test_a_moment_that_changed_nothing_may_come_again_once_the_state_has_changed(papers: Lent) -> None:
    await papers.write_down(lending(), NOON)
    await papers.let_time_pass(NOON + timedelta(days=400))

    await papers.write_down(sighting("m-1"), NOON + timedelta(days=400))

    assert papers.next_moment() == NOON + timedelta(days=11)


async def test_missing_entries_are_adopted_before_a_fact_is_noted(
    papers: Lent, journal: RememberingJournal
) -> None:
    other = papers_on(journal.append)
    await other.write_down(lending(), NOON)
    await other.write_down(sighting("m-1"), NOON)

    receipt = await papers.write_down(sighting("m-2"), NOON)

    assert receipt.seq == 4
    assert papers.state.sightings == 2


async def test_the_fold_of_the_journal_is_the_state(papers: Lent, journal: RememberingJournal) -> None:
    await papers.write_down(lending(), NOON)
    await papers.let_time_pass(NOON + timedelta(days=20))
    await papers.write_down(sighting("m-1"), NOON + timedelta(days=20))

    events: list[Event] = [written.read(toy.LOAN, entry) for entry in journal.entries[ID]]
    assert toy.LOAN.fold(events, toy.EDITION) == papers.state


async def test_a_journal_that_is_always_further_is_given_up() -> None:
    async def always_further(asked: Asked) -> Answer:
        noted = toy.SightingNoted(at=NOON, where="everywhere")
        return Answer(appended=False, missing=(written.write(noted, asked.after + 1),))

    papers = papers_on(always_further)

    with pytest.raises(NotJournalled) as given_up:
        await papers.write_down(lending(), NOON)
    assert given_up.value.code == names.RECORDS_AWAY


async def test_only_the_last_three_hundred_answers_are_remembered(papers: Lent) -> None:
    for number in range(302):
        await papers.write_down(sighting(f"m-{number}"), NOON)

    assert len(papers.answered) == 300
    assert next(iter(papers.answered)) == "m-2"
