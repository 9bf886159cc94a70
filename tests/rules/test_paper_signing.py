"""The way of a paper: each step in its turn, in its unit, by another person; a chain that tells changes."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from rules.paper.form import Form, Hand
from rules.paper.signing import (
    Entry,
    Standing,
    Step,
    check_opening,
    check_step,
    check_whole,
    entry_after,
    is_whole,
    issues,
    next_hand,
    standing_of,
)
from rules.paper.table import FORMS
from rules.procedure import Officer
from rules.refusals import Reason, Refused
from tests.paper.conftest import whole

AT = datetime(2026, 11, 27, 1, tzinfo=UTC)
LETTER, RECORD, TABLE = FORMS["D-07"], FORMS["D-20"], FORMS["D-19"]
DRAFTER = Officer("p-drafts", "dept_handler", "sl-d1")
REVIEWER = Officer("p-reviews", "dept_handler", "sl-d1")
HEAD = Officer("p-heads", "dept_head", "sl-d1")
NUMBERED = {"year": 2026, "number": 3, "wording": "w"}


def journal(*steps: tuple[Step, Officer, dict[str, Any]]) -> list[Entry]:
    entries: list[Entry] = []
    for step, by, body in steps:
        previous = entries[-1].digest if entries else ""
        entries.append(entry_after(previous, "p", len(entries) + 1, step, by, AT, body))
    return entries


WRITTEN = (Step.WRITE, DRAFTER, {"fields": {"reasons": "ref"}})
REVIEWED = (Step.REVIEW, REVIEWER, dict[str, Any]())
SIGNED = (Step.SIGN, HEAD, dict[str, Any]())
SEALED = (Step.SEAL, DRAFTER, NUMBERED)
ALL = (WRITTEN, REVIEWED, SIGNED, SEALED)


def refused(form: Form, standing: Standing, step: Step, by: Officer) -> Reason | None:
    try:
        check_step(form, "", "sl-d1", standing, step, by)
    except Refused as no:
        return no.reason
    return None


def test_it_goes_from_hand_to_hand_and_bears_its_number_at_the_end() -> None:
    waits = [next_hand(LETTER, standing_of(journal(*ALL[:each]))) for each in range(5)]

    assert waits == [None, Step.REVIEW, Step.SIGN, Step.SEAL, None]
    last = standing_of(journal(*ALL))
    assert (last.number, last.wording, last.issued_at, last.is_issued) == ((2026, 3), "w", AT, True)


def test_the_last_hand_issues_and_no_other() -> None:
    assert [issues(LETTER, each) for each in (Step.REVIEW, Step.SIGN, Step.SEAL)] == [False, False, True]
    assert issues(RECORD, Step.FINISH)
    assert next_hand(RECORD, standing_of(journal(WRITTEN))) is Step.FINISH


def test_nobody_reviews_or_signs_what_they_drafted() -> None:
    written = standing_of(journal(WRITTEN))
    theirs = replace(HEAD, person=DRAFTER.person)

    assert refused(LETTER, written, Step.REVIEW, DRAFTER) is Reason.SAME_HAND
    assert refused(LETTER, standing_of(journal(WRITTEN, REVIEWED)), Step.SIGN, theirs) is Reason.SAME_HAND
    assert refused(LETTER, written, Step.REVIEW, REVIEWER) is None


def test_whoever_drafted_may_seal_what_others_signed_but_not_what_nobody_did() -> None:
    signed = standing_of(journal(WRITTEN, REVIEWED, SIGNED))

    assert refused(LETTER, signed, Step.SEAL, DRAFTER) is None
    assert refused(LETTER, signed, Step.SEAL, REVIEWER) is Reason.SAME_HAND
    assert refused(TABLE, standing_of(journal(WRITTEN)), Step.SEAL, DRAFTER) is Reason.SAME_HAND
    assert refused(TABLE, standing_of(journal(WRITTEN)), Step.SEAL, REVIEWER) is None


def test_another_unit_or_a_seat_without_the_power_does_nothing() -> None:
    written = standing_of(journal(WRITTEN))

    assert refused(LETTER, written, Step.REVIEW, replace(REVIEWER, unit="sl-d2")) is Reason.NOT_YOURS_TO_DO
    assert (
        refused(LETTER, written, Step.REVIEW, replace(REVIEWER, role="grid_worker")) is Reason.NOT_YOURS_TO_DO
    )
    assert (
        refused(LETTER, written, Step.SEND_BACK, replace(REVIEWER, role="auditor")) is Reason.NOT_YOURS_TO_DO
    )


def test_what_was_issued_is_written_no_more_and_what_is_void_is_over() -> None:
    issued = standing_of(journal(*ALL))
    void = standing_of(journal(*ALL, (Step.VOID, HEAD, {"reason": "ref"})))

    assert refused(LETTER, issued, Step.WRITE, DRAFTER) is Reason.NOT_AT_THIS_STAGE
    assert refused(LETTER, issued, Step.SERVE, DRAFTER) is None
    assert refused(LETTER, issued, Step.VOID, HEAD) is None
    assert void.void == "ref"
    assert void.number == (2026, 3)
    assert refused(LETTER, void, Step.SERVE, DRAFTER) is Reason.NOT_AT_THIS_STAGE
    assert next_hand(LETTER, replace(standing_of(journal(WRITTEN)), void="ref")) is None


def test_what_is_sent_back_or_written_anew_is_reviewed_anew() -> None:
    back = standing_of(journal(WRITTEN, REVIEWED, (Step.SEND_BACK, HEAD, {"reason": "ref"})))
    anew = standing_of(journal(WRITTEN, REVIEWED, (Step.WRITE, REVIEWER, {"fields": {}})))

    assert next_hand(LETTER, back) is next_hand(LETTER, anew) is Step.REVIEW
    assert anew.drafters == {DRAFTER.person, REVIEWER.person}
    assert refused(LETTER, standing_of(journal(WRITTEN)), Step.SEND_BACK, HEAD) is None
    assert refused(RECORD, standing_of(journal(WRITTEN)), Step.SEND_BACK, HEAD) is Reason.NOT_AT_THIS_STAGE


def test_a_service_changes_nothing_of_what_it_says() -> None:
    served = standing_of(journal(*ALL, (Step.SERVE, DRAFTER, {"method": "direct"})))

    assert served == standing_of(journal(*ALL))


def test_only_what_no_procedure_issues_is_drafted_and_a_sealed_transfer_only_among_accusations() -> None:
    def opening(
        kind: str, part: str = "", *, sealed: bool = False, role: str = "dept_handler"
    ) -> Reason | None:
        try:
            check_opening(FORMS[kind], part, replace(DRAFTER, role=role), is_sealed_store=sealed)
        except Refused as no:
            return no.reason
        return None

    assert opening("D-07") is None
    assert opening("D-09") is Reason.ISSUED_BY_PROCEDURE
    assert opening("D-17", "minutes") is None
    assert opening("D-17", "notice") is Reason.ISSUED_BY_PROCEDURE
    assert opening("D-30") is Reason.NOT_YOURS_TO_DO
    assert opening("D-30", sealed=True, role="discipline_clerk") is None
    assert opening("D-07", sealed=True, role="discipline_clerk") is Reason.NOT_YOURS_TO_DO
    assert opening("D-07", role="auditor") is Reason.NOT_YOURS_TO_DO


def test_nothing_goes_on_while_something_is_missing() -> None:
    check_whole(LETTER, "", whole("D-07", ""))

    with pytest.raises(Refused) as no:
        check_whole(LETTER, "", {**whole("D-07", ""), "reasons": "", "article": ""})

    assert (no.value.reason, no.value.details) == (Reason.PAPER_INCOMPLETE, ("reasons", "article"))


def test_a_chain_tells_every_change() -> None:
    entries = journal(*ALL)

    assert is_whole("p", entries)
    assert not is_whole("q", entries)
    assert not is_whole("p", entries[1:])
    assert not is_whole("p", [replace(entries[0], by=HEAD), *entries[1:]])


def test_hands_stand_in_the_order_of_the_way() -> None:
    order = list(Hand)

    assert all([*form.hands] == sorted(form.hands, key=order.index) for form in FORMS.values())
