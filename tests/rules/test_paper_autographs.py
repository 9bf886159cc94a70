"""Whose names stand under an agreement: asked for one wording, each once, all before the seal."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from rules.paper.autographs import (
    autograph_of,
    check_all_signed,
    check_autograph,
    check_blanks,
    check_for_whom,
    check_who_signs,
    digest_of_wording,
    signatories_of,
)
from rules.paper.clauses import Asked, Clause, added_to, drawn_up
from rules.paper.filling import BLANK
from rules.paper.form import Signs
from rules.paper.signing import Entry, Standing, Step, check_step, entry_after, standing_of
from rules.paper.table import FORMS
from rules.procedure import Officer
from rules.refusals import Reason, Refused

AT = datetime(2026, 11, 27, 1, tzinfo=UTC)
AGREEMENT, OBJECTION, RECORD = FORMS["D-23"], FORMS["D-07"], FORMS["D-20"]
CLERK = Officer("p-drafts", "dept_handler", "sl-d1")
MEDIATOR = Officer("p-mediates", "invited_expert", "sl-t1")
NAMES = [
    {"id": "1", "as": "party", "who": "wang", "name": "r1"},
    {"id": "2", "as": "party", "who": "li", "name": "r2"},
    {"id": "3", "as": "mediator", "who": MEDIATOR.person, "name": "r3"},
]
WRITTEN = (Step.WRITE, {"fields": {"terms": "ref"}})
ASKED = (Step.ASK, {"wording": "w", "digest": "d", "salt": "s", "signatories": NAMES})
SEALED = (Step.SEAL, {"year": 2026, "number": 1, "wording": "w"})


def signed(*of: str) -> tuple[Step, dict[str, Any]]:
    return Step.AUTOGRAPH, {"of": list(of), "way": "handwritten", "digest": "d"}


def standing(*steps: tuple[Step, dict[str, Any]]) -> Standing:
    entries: list[Entry] = []
    for step, body in steps:
        previous = entries[-1].digest if entries else ""
        entries.append(entry_after(previous, "p", len(entries) + 1, step, CLERK, AT, body))
    return standing_of(entries)


def why(now: Standing, *, wording: str = "w", step: Step = Step.SEAL) -> Reason | None:
    try:
        check_all_signed(AGREEMENT, now, step, wording)
    except Refused as no:
        return no.reason
    return None


def may(now: Standing, step: Step, by: Officer) -> Reason | None:
    try:
        check_step(AGREEMENT, "", "sl-d1", now, step, by)
    except Refused as no:
        return no.reason
    return None


def test_the_seal_comes_after_every_signature() -> None:
    ways = [standing(WRITTEN, ASKED, *map(signed, each)) for each in ("", "1", "12", "123")]

    lacking = Reason.AUTOGRAPHS_LACKING
    assert [why(each) for each in ways] == [lacking, lacking, lacking, None]
    assert why(standing(WRITTEN)) is lacking
    assert why(standing(WRITTEN, ASKED, signed("1", "2"), signed("3"))) is None  # two on one scan


def test_what_is_written_anew_is_signed_anew() -> None:
    whole = (WRITTEN, ASKED, signed("1", "2", "3"))

    anew, again = standing(*whole, WRITTEN), standing(*whole, ASKED)

    assert (anew.asked, anew.autographs) == (None, ())
    assert [why(each) for each in (anew, again)] == [Reason.AUTOGRAPHS_LACKING] * 2
    assert standing(*whole, (Step.SEND_BACK, {"reason": "r"})).autographs


def test_the_seal_is_put_to_the_wording_that_was_signed() -> None:
    whole = standing(WRITTEN, ASKED, signed("1", "2", "3"))

    assert why(whole, wording="of-next-year") is Reason.AUTOGRAPHS_OF_ANOTHER_WORDING


def test_what_nobody_signs_and_what_issues_nothing_waits_for_no_signature() -> None:
    check_all_signed(OBJECTION, standing(WRITTEN), Step.SEAL, "w")

    assert why(standing(WRITTEN), step=Step.SIGN) is None


@pytest.mark.parametrize(
    ("signatory", "digest", "wording", "reason"),
    [
        ("1", "another", "w", Reason.AUTOGRAPHS_OF_ANOTHER_WORDING),
        ("1", "d", "another", Reason.AUTOGRAPHS_OF_ANOTHER_WORDING),
        ("4", "d", "w", Reason.WHO_SIGNS),
        ("2", "d", "w", Reason.ALREADY_SIGNED),
    ],
)
def test_each_signs_once_and_what_they_were_shown(
    signatory: str, digest: str, wording: str, reason: Reason
) -> None:
    now = standing(WRITTEN, ASKED, signed("2"))
    check_autograph(now, "1", "d", "w")

    with pytest.raises(Refused) as no:
        check_autograph(now, signatory, digest, wording)

    assert no.value.reason is reason


@pytest.mark.parametrize(("parties", "mediators"), [(1, 1), (2, 0), (0, 1)])
def test_an_agreement_is_signed_by_two_parties_at_least_and_a_mediator(parties: int, mediators: int) -> None:
    check_who_signs(AGREEMENT, [Signs.PARTY, Signs.PARTY, Signs.MEDIATOR])
    check_who_signs(OBJECTION, [])

    with pytest.raises(Refused):
        check_who_signs(AGREEMENT, [Signs.PARTY] * parties + [Signs.MEDIATOR] * mediators)


def test_it_is_known_who_was_asked_and_who_has_signed() -> None:
    now = standing(WRITTEN, ASKED, signed("2"))

    assert [(each.id, each.as_, each.who) for each in signatories_of(now)][2] == (
        "3",
        Signs.MEDIATOR,
        MEDIATOR.person,
    )
    assert [autograph_of(now, each) is not None for each in "123"] == [False, True, False]
    assert signatories_of(Standing()) == ()


def test_signatures_are_asked_for_before_it_is_issued_and_of_what_is_signed_at_all() -> None:
    written, asked = standing(WRITTEN), standing(WRITTEN, ASKED)
    issued = standing(WRITTEN, ASKED, signed("1", "2", "3"), SEALED)
    stage = Reason.NOT_AT_THIS_STAGE

    assert [may(each, Step.ASK, CLERK) for each in (Standing(), written, issued)] == [stage, None, stage]
    assert [may(each, Step.AUTOGRAPH, CLERK) for each in (written, asked, issued)] == [stage, None, stage]
    with pytest.raises(Refused):
        check_step(RECORD, "", "sl-d1", written, Step.ASK, CLERK)


def test_whoever_was_asked_by_name_signs_wherever_their_seat_is_and_nobody_else_does() -> None:
    asked = standing(WRITTEN, ASKED)
    stranger = replace(MEDIATOR, person="p-somebody")

    assert may(asked, Step.AUTOGRAPH, MEDIATOR) is None
    assert may(asked, Step.AUTOGRAPH, stranger) is Reason.NOT_YOURS_TO_DO
    assert may(asked, Step.ASK, MEDIATOR) is Reason.NOT_YOURS_TO_DO


@pytest.mark.parametrize(
    ("by", "whose", "no"),
    [
        (CLERK, ["1", "2", "3"], None),
        (MEDIATOR, ["3"], None),
        (MEDIATOR, ["1"], Reason.NOT_YOURS_TO_DO),
        (MEDIATOR, ["1", "3"], Reason.NOT_YOURS_TO_DO),
        (replace(CLERK, unit="sl-d2"), ["1"], Reason.NOT_YOURS_TO_DO),
        (replace(CLERK, role="grid_worker"), ["1"], Reason.NOT_YOURS_TO_DO),
    ],
)
def test_whoever_is_asked_signs_for_themselves_and_whoever_drafts_takes_the_others(
    by: Officer, whose: list[str], no: Reason | None
) -> None:
    try:
        check_for_whom(standing(WRITTEN, ASKED), "sl-d1", by, whose)
    except Refused as refused:
        assert refused.reason is no
    else:
        assert no is None


def _digest(**other: Any) -> str:
    said: dict[str, Any] = {
        "paper": "p",
        "kind": "D-23",
        "part": "",
        "wording": "w",
        "salt": "s",
        "said": {"terms": "甲付乙三百元。", "parties": ["甲", "乙"]},
    }
    return digest_of_wording(**{**said, **other})


@pytest.mark.parametrize(
    "other",
    [
        {"paper": "q"},
        {"kind": "D-24"},
        {"part": "x"},
        {"wording": "v"},
        {"salt": "t"},
        {"said": {"terms": "甲付乙三千元。", "parties": ["甲", "乙"]}},
        {"said": {"terms": "甲付乙三百元。", "parties": ["甲乙"]}},
    ],
)
def test_the_digest_is_of_every_word_and_of_this_paper_alone(other: dict[str, Any]) -> None:
    assert _digest() == _digest()
    assert _digest(**other) != _digest()


def test_nobody_signs_what_leaves_a_blank() -> None:
    check_blanks({"terms": "甲付乙三百元。"})

    with pytest.raises(Refused) as no:
        check_blanks({"terms": f"甲付乙{BLANK}元。", "place": "村委会", "parties": ["甲", BLANK]})

    assert (no.value.reason, no.value.details) == (Reason.PAPER_INCOMPLETE, ("terms", "parties"))


PAY = Clause(
    "D-23", "pay", "付款", "Pay", {"terms": "{{ who }}付{{ whom }}{{how_much}}元。", "time": "{{ time }}前"}
)


def test_a_clause_asks_what_it_leaves_open_in_the_order_of_the_law() -> None:
    assert PAY.asks == (Asked.WHO, Asked.WHOM, Asked.HOW_MUCH, Asked.TIME)
    with pytest.raises(ValueError, match="why"):
        _ = replace(PAY, says={"terms": "{{ why }}"}).asks


def test_a_clause_says_what_was_told_and_leaves_a_blank_for_the_rest() -> None:
    told = {"who": "王甲", "whom": " 李\n乙 ", "how_much": "{{ time }}"}

    assert drawn_up(PAY, told) == {"terms": "王甲付李 乙{{ time }}元。", "time": f"{BLANK}前"}


@pytest.mark.parametrize(
    ("before", "is_line", "after"),
    [(" ", False, "乙"), ("甲\n", False, "甲\n乙"), ("甲", True, "甲；乙")],
)
def test_a_clause_stands_below_what_was_there(before: str, is_line: bool, after: str) -> None:
    assert added_to(before, "乙", is_line=is_line) == after
