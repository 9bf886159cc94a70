"""Three checks and two sign-offs, as the county has set them: who keeps apart from whom."""

import tomllib
from pathlib import Path

import pytest

from counties.oversight import oversight
from rules import checklist
from rules.checklist import NOTHING_DONE
from rules.editions import ChecklistForm, ChecklistItem
from rules.refusals import Reason, Refused
from tests.rules import county

FORM = county.TOLD.oversight.checklist
ONE = ChecklistForm((ChecklistItem("only", "唯一一查", "the only check"),), FORM.sign_offs)


def reason_of(act: object, *asked: object) -> Reason:
    with pytest.raises(Refused) as refused:
        act(*asked)  # type: ignore[operator]
    return refused.value.reason


def checked_by(*people: str) -> checklist.Checklist:
    done = NOTHING_DONE
    for item, person in zip(FORM.checks, people, strict=True):
        done = checklist.with_check(done, item.code, person)
    return done


def test_the_county_has_three_checks_and_two_sign_offs_in_words_of_its_own() -> None:
    assert (len(FORM.checks), len(FORM.sign_offs)) == (3, 2)
    assert all(item.zh and item.en for item in (*FORM.checks, *FORM.sign_offs))


def test_every_check_is_made_once() -> None:
    done = checklist.with_check(NOTHING_DONE, "matter", "li")

    assert checklist.missing(FORM, done) == ("handling", "cause")
    assert reason_of(checklist.check_may_check, FORM, done, "matter") is Reason.CHECKED_ALREADY
    assert reason_of(checklist.check_may_check, FORM, done, "weather") is Reason.NO_SUCH_CHECK
    checklist.check_may_check(FORM, done, "cause")


def test_nobody_signs_before_everything_was_checked() -> None:
    done = checklist.with_check(NOTHING_DONE, "matter", "li")

    with pytest.raises(Refused) as refused:
        checklist.check_may_sign(FORM, done, "wang")

    assert refused.value.reason is Reason.CHECKS_MISSING
    assert refused.value.details == ("handling", "cause")


def test_who_checked_one_item_is_no_signatory_of_any() -> None:
    done = checked_by("li", "li", "wang")

    assert reason_of(checklist.check_may_sign, FORM, done, "wang") is Reason.SIGNS_OWN_CHECK
    checklist.check_may_sign(FORM, done, "zhao")


def test_the_same_person_does_not_give_both_sign_offs() -> None:
    done = checked_by("li", "li", "li")
    assert not checklist.is_last_sign_off(FORM, done)
    done = checklist.with_sign_off(done, "zhao")

    assert checklist.is_last_sign_off(FORM, done)
    assert reason_of(checklist.check_may_sign, FORM, done, "zhao") is Reason.SIGNED_ALREADY
    checklist.check_may_sign(FORM, done, "qian")


def test_a_county_sets_other_checks_and_the_engine_follows() -> None:
    done = checklist.with_check(NOTHING_DONE, "only", "li")

    assert checklist.missing(ONE, NOTHING_DONE) == ("only",)
    checklist.check_may_sign(ONE, done, "zhao")


@pytest.mark.parametrize("empty", ["checks", "sign_offs"])
def test_a_county_cannot_do_without_either(empty: str) -> None:
    demo = Path(__file__).parents[2] / "counties" / "demo" / "2026.1.toml"
    data = tomllib.loads(demo.read_text())["oversight"]
    data["checklist"][empty] = []

    with pytest.raises(ValueError, match="a check and a sign-off"):
        oversight(data)
