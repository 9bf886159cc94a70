"""What a publication would change, and who may let it out."""

from dataclasses import replace
from datetime import date

import pytest

from counties.calendars import china
from rules.calendar import WorkingCalendar, YearNotice
from rules.clocks.comparing import PARTS, compared
from rules.clocks.rule import ClockRule, Extension, Transition, Unit
from rules.clocks.table.whole import TABLE
from rules.publishing import (
    DayChange,
    DayIs,
    ProposalAnswer,
    RuleChange,
    check_answer,
    check_approval,
    check_proposal,
    days_changed,
    rules_changed,
    what_is,
)
from rules.refusals import Reason, Refused

YEAR = YearNotice(
    1, 2027, "test", frozenset({date(2027, 1, 1), date(2026, 12, 31)}), frozenset({date(2027, 1, 9)})
)
WHOLE, REPLY = TABLE["K-07"], TABLE["K-05"]
PROPOSER, ANOTHER = "p-one", "p-two"


def test_a_day_is_a_holiday_a_weekend_a_make_up_workday_or_a_working_day() -> None:
    days = (date(2026, 1, 1), date(2026, 1, 10), date(2026, 1, 4), date(2026, 1, 7))

    assert [what_is(china(), each) for each in days] == [
        DayIs.HOLIDAY,
        DayIs.WEEKEND,
        DayIs.MAKE_UP,
        DayIs.WORKDAY,
    ]


def test_a_notice_changes_exactly_the_days_that_it_names_otherwise() -> None:
    before = WorkingCalendar("test", frozenset({2026}))

    changes = days_changed(before, before.with_notice(YEAR), 2027)

    assert changes == (
        DayChange(date(2026, 12, 31), DayIs.WORKDAY, DayIs.HOLIDAY),
        DayChange(date(2027, 1, 1), DayIs.WORKDAY, DayIs.HOLIDAY),
        DayChange(date(2027, 1, 9), DayIs.WEEKEND, DayIs.MAKE_UP),
    )


def test_a_correction_shows_what_it_takes_back_too() -> None:
    known = WorkingCalendar("test", frozenset({2026})).with_notice(YEAR)
    corrected = known.with_notice(replace(YEAR, number=2, make_up_workdays=frozenset()))

    assert days_changed(known, corrected, 2027) == (
        DayChange(date(2027, 1, 9), DayIs.MAKE_UP, DayIs.WEEKEND),
    )
    assert days_changed(known, known, 2027) == ()


def test_rules_are_compared_by_their_ids_and_a_new_one_has_nothing_before_it() -> None:
    longer = replace(WHOLE, count=61)

    assert rules_changed([WHOLE], [REPLY, longer]) == (
        RuleChange(REPLY.id, None, REPLY),
        RuleChange(WHOLE.id, WHOLE, longer),
    )
    assert rules_changed([WHOLE, REPLY], [WHOLE]) == ()


def test_of_a_rule_only_the_parts_are_told_that_are_not_what_they_were() -> None:
    seven = TABLE["K-07"]
    assert seven.extension
    longer = replace(
        seven,
        count=45,
        transition=Transition.OPEN_CASES,
        extension=replace(seven.extension, at_most=15),
        valid_to=date(2027, 12, 31),
    )

    told = {each.part: each for each in compared(RuleChange("K-07", seven, longer))}

    assert list(told) == ["length", "extension", "valid", "transition"]
    assert told["length"].before == {"zh": "60日", "en": "60 calendar days"}
    assert told["length"].after == {"zh": "45日", "en": "45 calendar days"}
    assert "30日" in (told["extension"].before or {})["zh"]
    assert "15日" in told["extension"].after["zh"]
    assert told["valid"].after["en"].endswith("2027-12-31")
    assert told["transition"].after["zh"] == "在办案件一并适用"


def test_a_new_rule_is_told_in_all_its_parts() -> None:
    told = compared(RuleChange(REPLY.id, None, REPLY))

    assert tuple(each.part for each in told) == PARTS
    assert {each.before for each in told} == {None}


@pytest.mark.parametrize("rule", TABLE.values(), ids=lambda rule: rule.id)
def test_every_rule_there_is_can_be_told_in_both_languages(rule: ClockRule) -> None:
    for each in compared(RuleChange(rule.id, None, rule)):
        assert all(each.after.values())
        assert "{" not in "".join(each.after.values())


@pytest.mark.parametrize(
    ("extension", "told"),
    [
        (Extension(at_most=None, unit=Unit.CALENDAR_DAYS, times=None, approver="head"), "本机关"),
        (Extension(at_most=5, unit=Unit.CALENDAR_DAYS, times=None, approver="head"), "≤ 5日、"),
        (Extension(at_most=None, unit=Unit.CALENDAR_DAYS, times=2, approver="head"), "2 次、"),
    ],
)
def test_an_extension_says_no_number_that_its_source_does_not(extension: Extension, told: str) -> None:
    rule = replace(TABLE["K-07"], extension=replace(extension, approver=TABLE["K-07"].extension.approver))  # type: ignore[union-attr]

    parts = {each.part: each.after["zh"] for each in compared(RuleChange("K-07", None, rule))}

    assert parts["extension"].startswith(told)


@pytest.mark.parametrize(
    ("answer", "person", "before", "reason"),
    [
        (ProposalAnswer.APPROVED, PROPOSER, None, Reason.OWN_PUBLICATION),
        (ProposalAnswer.REFUSED, PROPOSER, None, Reason.OWN_PUBLICATION),
        (ProposalAnswer.WITHDRAWN, ANOTHER, None, Reason.NOT_YOURS_TO_WITHDRAW),
        *(
            (answer, ANOTHER, before, Reason.PUBLICATION_ANSWERED)
            for answer in ProposalAnswer
            for before in ProposalAnswer
        ),
        *(
            (answer, PROPOSER, before, Reason.PUBLICATION_ANSWERED)
            for answer in ProposalAnswer
            for before in ProposalAnswer
        ),
    ],
)
def test_whoever_proposed_it_never_lets_it_out_and_alone_takes_it_back(
    answer: ProposalAnswer, person: str, before: ProposalAnswer | None, reason: Reason
) -> None:
    with pytest.raises(Refused) as refused:
        check_answer(answer, PROPOSER, person, before)

    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("changes", "waits", "reason"),
    [
        (False, False, Reason.CHANGES_NOTHING),
        (False, True, Reason.CHANGES_NOTHING),
        (True, True, Reason.PUBLICATION_PROPOSED),
    ],
)
def test_nothing_is_proposed_that_changes_nothing_or_waits_already(
    changes: bool, waits: bool, reason: Reason
) -> None:
    check_proposal(changes=True, waits=False)
    with pytest.raises(Refused) as refused:
        check_proposal(changes=changes, waits=waits)

    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("there", "seen", "changes", "reason"),
    [
        (False, True, True, Reason.EDITION_CHANGED),
        (True, False, True, Reason.PUBLICATION_CHANGED),
        (True, False, False, Reason.PUBLICATION_CHANGED),
        (True, True, False, Reason.CHANGES_NOTHING),
    ],
)
def test_nothing_is_let_out_that_is_not_what_was_proposed_and_seen(
    there: bool, seen: bool, changes: bool, reason: Reason
) -> None:
    check_approval(is_there=True, is_as_seen=True, changes=True)
    with pytest.raises(Refused) as refused:
        check_approval(is_there=there, is_as_seen=seen, changes=changes)

    assert refused.value.reason is reason


def test_another_person_approves_or_refuses_and_the_proposer_withdraws() -> None:
    check_answer(ProposalAnswer.APPROVED, PROPOSER, ANOTHER, None)
    check_answer(ProposalAnswer.REFUSED, PROPOSER, ANOTHER, None)
    check_answer(ProposalAnswer.WITHDRAWN, PROPOSER, PROPOSER, None)
