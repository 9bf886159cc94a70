"""A matter is drafted and sent: with every consent and paper its docking asks for, and nothing secret."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rules.dockings import DOCKINGS
from rules.dockings.docking import Body, Consents, Trait
from rules.handoff import commands
from rules.handoff.matter import Class, Paper, Stage
from rules.handoff.sending import Lacking, lacks_of
from rules.refusals import Reason, Refused
from rules.words import petition_paper
from tests.rules import county
from tests.rules.handoff.story import (
    CENTRE,
    COMPLAINT,
    COURT,
    LAWYER,
    LI,
    MEDIATION,
    RECORD,
    TRIAL,
    ZHANG,
    a_handoff,
    a_handoff_at,
    consent,
    opened,
    returning,
)
from tests.rules.story import KEY, WORDS

SECRET = Paper(kind="complaint", text=WORDS, secrecy=Class.SECRET)
SEND = commands.SendHandoff(id=KEY, by=CENTRE)

pytestmark = pytest.mark.usefixtures("trial_row")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"docking": "weather"}, Reason.NO_SUCH_DOCKING),
        ({"sender": replace(MEDIATION, body=Body.NOTARY)}, Reason.NOT_BETWEEN_THESE),
        ({"receiver": replace(COURT, body=Body.NOTARY)}, Reason.NOT_BETWEEN_THESE),
        ({"papers": (SECRET,)}, Reason.SECRET_PAPER),
        ({"people": ()}, Reason.PARTIES_NOT_IDENTIFIED),
        ({"people": (ZHANG, ZHANG)}, Reason.PARTIES_NOT_IDENTIFIED),
    ],
)
def test_it_is_drafted_between_two_bodies_of_its_docking_about_people_who_are_known(
    said: dict[str, Any], reason: Reason
) -> None:
    with pytest.raises(Refused) as refused:
        opened(**said)

    assert refused.value.reason is reason


def test_nobody_agrees_for_another() -> None:
    story = a_handoff()

    story.hear(consent("zhang"))

    assert story.state.needs_consent_of == {"li"}
    assert story.refusal_of(consent("zhang")) is Reason.CONSENT_ALREADY_GIVEN
    assert story.refusal_of(consent("passer-by")) is Reason.UNKNOWN_PARTY


def test_a_consent_is_not_of_a_day_to_come() -> None:
    story = a_handoff()

    story.hear(consent("zhang", given_at=story.at + timedelta(days=3)))

    assert story.state.consents["zhang"].at == story.at


@pytest.mark.parametrize(
    ("consents", "needed"),
    [
        (Consents.NOBODY, set()),
        (Consents.EVERYBODY, {"zhang", "li"}),
        (Consents.JOINTLY, {"zhang", "li"}),
        (Consents.CONCERNED, {"zhang"}),
        (Consents.ONE_SIDE, {"zhang"}),
    ],
)
def test_the_docking_says_whose_consent_it_needs(
    consents: Consents, needed: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(DOCKINGS, "trial", replace(TRIAL, consents=consents))

    assert a_handoff(people=(ZHANG, LI, LAWYER)).state.needs_consent_of == needed


def test_nothing_is_sent_before_everybody_who_must_has_agreed() -> None:
    story = a_handoff(papers=(COMPLAINT,))
    story.hear(consent("zhang"))

    assert story.refusal_of(SEND) is Reason.CONSENT_MISSING

    story.hear(consent("li"))
    story.hear(SEND)

    assert story.state.stage is Stage.SENT


def test_nothing_is_sent_without_its_papers() -> None:
    story = a_handoff()
    story.hear(consent("zhang"))
    story.hear(consent("li"))

    assert story.refusal_of(SEND) is Reason.DOCUMENT_MISSING

    story.complete().hear(SEND)

    assert [paper.kind for paper in story.state.papers] == ["complaint"]


def test_what_a_person_found_it_to_be_decides_whether_it_may_be_sent() -> None:
    story = a_handoff().complete()
    story.hear(
        commands.DescribeHandoff(
            id=KEY, by=CENTRE, traits=frozenset({Trait.TITLE}), counted_from=county.MONDAY
        )
    )

    assert story.refusal_of(SEND) is Reason.STATUS_IS_NOT_MEDIATED

    story.hear(
        commands.DescribeHandoff(
            id=KEY, by=CENTRE, traits=frozenset({Trait.CRIME}), counted_from=county.MONDAY
        )
    )

    assert story.hear(SEND)


def test_it_is_sent_within_its_time_counted_from_when_somebody_said() -> None:
    story = a_handoff(counted_from=None).complete()

    assert story.refusal_of(SEND) is Reason.START_NOT_SAID

    story.hear(commands.DescribeHandoff(id=KEY, by=CENTRE, traits=frozenset(), counted_from=county.MONDAY))
    story.at += timedelta(days=4)

    assert story.refusal_of(SEND) is Reason.SENT_TOO_LATE


def test_whoever_says_what_it_is_need_not_say_again_since_when_it_counts() -> None:
    story = a_handoff(counted_from=county.MONDAY).complete()

    story.hear(commands.DescribeHandoff(id=KEY, by=CENTRE, traits=frozenset()))

    assert story.state.counted_from == county.MONDAY
    assert story.hear(SEND)


def test_on_a_date_that_is_provisional_nobody_is_too_late() -> None:
    edition = county.known_until(2025)
    story = a_handoff(edition=edition).complete()
    story.at += timedelta(days=4)

    assert story.hear(SEND)


def test_no_more_people_on_a_side_than_the_docking_takes() -> None:
    others = tuple(replace(ZHANG, ref=f"zhang-{n}") for n in range(2))

    assert a_handoff(people=(ZHANG, *others)).complete().refusal_of(SEND) is Reason.TOO_MANY_A_SIDE


def test_nothing_secret_is_handed_over() -> None:
    drafting, wanted = a_handoff(), a_handoff_at(Stage.SUPPLEMENT)
    accepted = a_handoff_at(Stage.ACCEPTED, "among-us")
    add = commands.AddHandoffPapers(id=KEY, by=CENTRE, papers=(SECRET,))
    supply = commands.SupplyHandoff(id=KEY, by=CENTRE, papers=(SECRET,))

    assert drafting.refusal_of(add) is Reason.SECRET_PAPER
    assert wanted.refusal_of(supply) is Reason.SECRET_PAPER
    assert accepted.refusal_of(returning(papers=(RECORD, SECRET))) is Reason.SECRET_PAPER


def test_whoever_it_is_about_is_told_in_writing_where_it_went() -> None:
    story = a_handoff().send()

    (paper,) = story.letters_of("document")

    assert (paper.body["kind"], paper.body["addressees"]) == ("handed-over", ["li", "zhang"])
    assert paper.body["data"] == {
        "on": "2026-11-02",
        "unit": "sl",
        "docking": "trial",
        "to": "sl-court",
        "body": "court",
        "answer_by": "2026-11-05",
    }


def test_what_an_agency_sent_the_agency_has_told_them() -> None:
    assert a_handoff("from-agency").send().letters_of("document") == []


def test_the_notice_says_where_why_by_when_and_what_stays_open() -> None:
    data = a_handoff("among-us").send().letters_of("document")[0].body["data"]
    names = {"addressee": "王甲", "number": "SL-2026-1", "unit": "示例县人民法庭", "to": "柳湾司法所"}

    said = petition_paper("handed-over", data, names, "zh")

    assert said[:2] == [
        "王甲：",
        (
            "您的事项（编号SL-2026-1），示例县人民法庭于2026年11月2日通过“委派调解（立案前）”"
            "移送柳湾司法所（调解组织）。"
        ),
    ]
    assert "不迟于2026年11月5日（含当日）" in said[3]
    assert said[-3:-1] == [
        "依据：《信访工作条例》第23条第1款、县级规定(调解规则第28项)",
        "示例县人民法庭（印章）　2026年11月2日",
    ]


def test_where_no_day_is_known_the_notice_names_none() -> None:
    data = {**a_handoff().send().letters_of("document")[0].body["data"], "answer_by": ""}

    said = petition_paper("handed-over", data, {"to": "人民法院"}, "zh")

    assert "人民法院收到后应当答复是否接收。没有答复，不等于接收。" in said


def test_a_draft_says_from_the_start_what_it_lacks_and_what_is_no_draft_lacks_nothing() -> None:
    story = a_handoff()
    terms = story.state.terms

    before = lacks_of(story.state)
    sent = a_handoff_at(Stage.SENT)

    assert set(before.consents) == story.state.needs_consent_of
    assert before.documents == tuple(sorted(terms.documents))
    assert before.consents
    assert before.start is (terms.counts_from_a_start and story.state.counted_from is None)
    assert lacks_of(sent.state) == Lacking()
