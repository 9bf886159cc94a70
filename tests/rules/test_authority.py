"""What is masked and how it is shown: a part that tells nothing, a reason, two persons, an emergency."""

from dataclasses import replace

import pytest

from rules.authority.confidentiality import (
    LAW,
    Confidentiality,
    Mask,
    class_of,
    mask_of,
    partly,
)
from rules.authority.deciding import clearance
from rules.authority.relations import Standing
from rules.authority.table import PERMISSIONS, POLICY, ROLES, Permission, lines_of, may
from rules.authority.unmasking import (
    AGREED_WITHIN,
    LASTS,
    Unmasking,
    Way,
    check_may_agree,
    check_may_ask,
    check_may_review,
)
from rules.procedure import Officer
from rules.procedures import PROCEDURES
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.authority import (
    BUREAU_HEAD,
    CLEAR,
    HANDLER,
    IN_PART,
    LATER,
    LOOK,
    REVEAL,
    SUPERVISOR,
)

DISPATCHER = Officer("p-dispatcher", "centre_dispatcher", "sl")


@pytest.mark.parametrize(
    ("kind", "text", "left"),
    [
        ("name", "王小明", "王**"),
        ("name", "王", "王*"),
        ("corrected-name", "欧阳娜娜", "欧***"),
        ("author", "Li Hua", "L*****"),
        ("telephone", "13812345678", "138******78"),
        ("telephone", "138 1234-5678", "138******78"),
        ("party-contact", "柳湾村 3 号，电话 13812345678，找张三", "138******78"),
        ("party-contact", "柳湾村 3 号 12", None),
        ("contact", "１３８１２３４５６７８", "１３８******７８"),
        ("contact", "", None),
        ("address", "柳湾村 3 号", None),
        ("words", "他说要动手。", None),
        ("minutes", "各方陈述。", None),
    ],
)
def test_a_part_of_a_text_tells_nothing_but_which_one_it_is(kind: str, text: str, left: str | None) -> None:
    assert partly(kind, text) == left


def test_a_kind_that_nobody_classed_is_read_as_names_and_words_are() -> None:
    assert class_of("anything") is Confidentiality.WORDS


def test_every_class_rests_on_an_article_or_on_the_countys_policy() -> None:
    assert set(LAW) == set(Confidentiality)


def test_of_a_text_in_several_classes_the_strictest_decides() -> None:
    read = {Confidentiality.WORDS: Mask.CLEAR, Confidentiality.MINOR: Mask.PARTIAL}

    assert mask_of("name", [], read) is Mask.CLEAR
    assert mask_of("name", [Confidentiality.MINOR], read) is Mask.PARTIAL
    assert mask_of("name", [Confidentiality.MINOR, Confidentiality.PRIVATE], read) is Mask.ABSENT


# 三员中的两员、流程运维员: they keep the house and see no case.
KEEPERS = {"system_admin", "security_admin", "engine_operator"}
# Who sees one case, by somebody's word, and has no power of their own; and who has one, and sees no case.
HELPERS = {"errand_agent", "invited_participant"}
VOLUNTEERS = {"volunteer"}


def test_every_role_has_its_permissions_and_what_is_not_said_is_denied() -> None:
    assert set(PERMISSIONS) == (ROLES - HELPERS) | KEEPERS | VOLUNTEERS
    assert not (VOLUNTEERS | KEEPERS) & ROLES
    assert not any(may("nobody", each) for each in Permission)


def test_an_accusation_is_the_discipline_clerks_and_no_line_of_another_role_reaches_it() -> None:
    case = Standing("accusation", frozenset({"sl"}), ("discipline_clerk", "sl"), handler="p-1")

    seen = {role for role in ROLES if clearance([Officer("p-1", role, "sl")], case, {"sl": None})}

    assert seen == {"discipline_clerk"}


def refusal(ask: object) -> Reason | None:
    try:
        ask()  # type: ignore[operator]
    except Refused as refused:
        return refused.reason
    return None


def test_what_is_shown_in_part_is_shown_for_a_reason_and_nothing_else_is() -> None:
    def asked(seat: Officer, shown: dict[Confidentiality, Mask]) -> Reason | None:
        return refusal(lambda: check_may_ask(seat, Way.REASON, Confidentiality.CONTACT, shown))

    assert asked(SUPERVISOR, IN_PART) is None
    assert asked(SUPERVISOR, CLEAR) is Reason.NOTHING_TO_UNMASK
    assert asked(SUPERVISOR, {Confidentiality.FILE: Mask.CLEAR}) is Reason.NOTHING_TO_UNMASK
    assert asked(SUPERVISOR, {}) is Reason.NOTHING_TO_UNMASK
    assert asked(replace(SUPERVISOR, role="auditor"), IN_PART) is Reason.NOT_YOURS_TO_DO


def test_a_hidden_identity_takes_two_persons() -> None:
    def asked(wanted: Confidentiality, shown: dict[Confidentiality, Mask]) -> Reason | None:
        return refusal(lambda: check_may_ask(HANDLER, Way.TWO_PERSON, wanted, shown))

    reporter = Confidentiality.REPORTER
    assert asked(reporter, CLEAR) is None
    assert asked(reporter, {}) is Reason.NOTHING_TO_UNMASK
    assert asked(reporter, {**CLEAR, reporter: Mask.CLEAR}) is Reason.NOTHING_TO_UNMASK
    assert asked(Confidentiality.SENSITIVE, CLEAR) is Reason.NOTHING_TO_UNMASK
    alone = refusal(lambda: check_may_ask(HANDLER, Way.REASON, reporter, CLEAR))
    assert alone is Reason.NOTHING_TO_UNMASK


def test_nobody_agrees_to_their_own_request() -> None:
    def agreed(asked: Unmasking, by: Officer, at: object = LATER) -> Reason | None:
        return refusal(lambda: check_may_agree(asked, by, at))  # type: ignore[arg-type]

    assert agreed(REVEAL, BUREAU_HEAD) is None
    assert agreed(REVEAL, replace(BUREAU_HEAD, person=HANDLER.person)) is Reason.OWN_REQUEST
    assert agreed(REVEAL, SUPERVISOR) is Reason.NOT_YOURS_TO_DO
    assert agreed(replace(REVEAL, agreed_by="p-1"), BUREAU_HEAD) is Reason.REQUEST_OVER
    assert agreed(REVEAL, BUREAU_HEAD, county.MONDAY + AGREED_WITHIN) is Reason.REQUEST_OVER
    assert agreed(LOOK, BUREAU_HEAD) is Reason.REQUEST_OVER


def test_an_emergency_opens_what_is_not_seen_to_those_who_may() -> None:
    def asked(seat: Officer, shown: dict[Confidentiality, Mask]) -> Reason | None:
        return refusal(lambda: check_may_ask(seat, Way.EMERGENCY, Confidentiality.WORDS, shown))

    assert asked(DISPATCHER, {}) is None
    assert asked(DISPATCHER, CLEAR) is Reason.NOTHING_TO_UNMASK
    assert asked(SUPERVISOR, {}) is Reason.NOT_YOURS_TO_DO
    assert LASTS[Way.EMERGENCY].total_seconds() == 4 * 3600


def test_every_emergency_look_is_reviewed_once_by_somebody_else() -> None:
    def reviewed(looked: Unmasking, by: Officer) -> Reason | None:
        return refusal(lambda: check_may_review(looked, by))

    assert reviewed(LOOK, SUPERVISOR) is None
    assert reviewed(LOOK, replace(SUPERVISOR, person=HANDLER.person)) is Reason.OWN_REQUEST
    assert reviewed(LOOK, DISPATCHER) is Reason.NOT_YOURS_TO_DO
    assert reviewed(replace(LOOK, reviewed_by="p-1"), SUPERVISOR) is Reason.REQUEST_OVER
    assert reviewed(REVEAL, SUPERVISOR) is Reason.REQUEST_OVER


def test_a_procedure_that_has_no_agenda_is_about_no_other_matter_and_keeps_no_number_back() -> None:
    dispute = PROCEDURES["dispute"]

    assert dispute.others(None, {"matter": "SL-2026-1"}) == frozenset()
    assert dispute.told(None, SUPERVISOR)


def test_by_the_line_of_a_helper_nothing_is_read_of_what_is_kept_of_a_matter() -> None:
    helping = {row.role for row in POLICY if not row.is_of_the_file}

    assert helping == {"errand_agent", "invited_participant", "invited_expert"}
    assert not [row for role in helping for row in lines_of(role, of_the_file=True)]
    assert [*lines_of("supervisor", of_the_file=True)] == [*lines_of("supervisor")]
