"""What is published reaches a running proceeding, once, and it says what that did to its dates."""

import asyncio
from dataclasses import replace
from datetime import date

from rules.calendar import YearNotice
from rules.procedure import Recount
from rules.timekeeping import CalendarPublished, RulesPublished
from tests.workflows import toy
from tests.workflows.shed import Loan, failure_of
from workflows import names

RULES = RulesPublished(version="c-1-2026-2", clocks=(replace(toy.LOOK, count=9),))
SERIES = toy.EDITION.calendar.series


def notice(year: int, number: int) -> CalendarPublished:
    of_the_year = YearNotice(number, year, "a notice", frozenset({date(year, 1, 1)}), frozenset())
    return CalendarPublished(version=f"{SERIES}.{number}", series=SERIES, notices=(of_the_year,))


async def test_a_publication_is_journalled_and_answered_with_what_it_moved(loan: Loan) -> None:
    await loan.lend()

    recount = await loan.publish("rules_published", RULES)

    assert recount == Recount(RULES.version, moved=1, overdue=0, notices=0)
    assert loan.kinds() == ["Shelved", "Lent", "DueDatesRecomputed"]
    state = await loan.state()
    assert state.edition.rule(toy.LOOK.id).count == 9
    assert state.decided_seq == 2


async def test_told_again_it_changes_nothing_and_answers_the_same(loan: Loan) -> None:
    await loan.lend()
    first = await loan.publish("rules_published", RULES)

    again = await loan.publish("rules_published", RULES)

    assert again == first
    assert loan.kinds() == ["Shelved", "Lent", "DueDatesRecomputed"]


async def test_what_says_nothing_new_here_moves_nothing_and_says_so(loan: Loan) -> None:
    elsewhere = replace(notice(2027, 1), series="another", version="another.1")

    assert await loan.publish("calendar_published", elsewhere) == Recount("another.1")
    assert loan.kinds() == ["Shelved"]


async def test_a_calendar_and_a_rule_are_known_in_the_next_run_too(loan: Loan) -> None:
    await loan.publish("calendar_published", notice(2027, 1))
    await loan.publish("rules_published", RULES)

    await loan.renew()

    state = await loan.state()
    assert (state.edition.calendar.number, state.edition.amendments) == (1, (RULES.version,))
    assert await loan.publish("calendar_published", notice(2027, 1)) == Recount(f"{SERIES}.1")
    assert loan.kinds() == ["Shelved", "DueDatesRecomputed", "DueDatesRecomputed"]


async def test_while_the_journal_is_away_it_is_kept_even_into_the_next_run(loan: Loan) -> None:
    await loan.lend()
    loan.journal.is_away = True

    failed = await failure_of(loan.publish("rules_published", RULES))
    await loan.renew()
    loan.journal.is_away = False

    assert failed.type == names.NOT_YET_JOURNALLED
    await loan.until_journalled("Lent", "DueDatesRecomputed")
    assert await loan.publish("rules_published", RULES) == Recount(RULES.version, moved=1)


async def test_of_two_publications_at_once_each_hears_what_it_did(loan: Loan) -> None:
    await loan.lend()

    told = await asyncio.gather(
        loan.publish("rules_published", RULES), loan.publish("calendar_published", notice(2027, 1))
    )

    assert list(told) == [Recount(RULES.version, moved=1), Recount(f"{SERIES}.1")]
    state = await loan.state()
    assert (state.edition.calendar.number, state.edition.amendments) == (1, (RULES.version,))
