"""The notice of ending and guidance (D-21): what every party is told, and what nobody may infer from it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

import counties
from rules.articles import Article, Source
from rules.dispute import commands, events, reading
from rules.dispute.evolution import begin, evolve
from rules.dispute.matter import Dispute, Party, PartyRole, Route
from rules.dispute.procedure import DISPUTE
from rules.dispute.registration import register
from rules.dispute.screen import Concern, Reply
from rules.editions import Edition
from rules.procedure import Fact, Now, Officer
from rules.words import guidance_notice, say
from rules.words.saying import KINDS

AT = datetime(2026, 3, 5, 16, 30, tzinfo=UTC)  # after midnight in Asia/Shanghai
NAMES = {"addressee": "王小明", "number": "sl-2026-000001", "unit": "示例县"}
APPLICANT = "a"
ENDS: dict[str, Fact] = {
    "party-refused": commands.ConsentRefused(party="b"),
    "withdrawn": commands.Withdrawn(party=APPLICANT),
    "left-for-route": commands.LeftForRoute(party=APPLICANT, route=Route.COURT),
    "not-mediable": commands.ConcernFound(concern=Concern.STATUS),
}


@pytest.mark.parametrize("ending", sorted(ENDS))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_notice_says_how_it_ended_and_that_every_road_is_open(ending: str, language: str) -> None:
    said = guidance_notice(_data(ENDS[ending]), NAMES, language)

    assert say("ending", ending, language) in said
    assert all(
        any(say("open-route", route, language) in each for each in said) for route in ("court", "legal-aid")
    )
    assert any("人民调解法》第3条" in each or "People's Mediation Law, art. 3" in each for each in said)


def test_the_notice_names_the_legal_day_and_the_step() -> None:
    said = guidance_notice(_data(ENDS["party-refused"]), NAMES, "zh")

    assert said[0] == "王小明："
    assert "2026年3月6日" in said[1]
    assert "“村（社区）调解”" in said[1]


def test_what_is_not_known_or_erased_is_left_blank() -> None:
    said = guidance_notice(_data(ENDS["withdrawn"]), {}, "zh")

    assert said[0] == "＿＿＿＿："


def test_what_was_agreed_in_part_is_to_be_kept_though_the_rest_failed() -> None:
    data = {**_data(ENDS["withdrawn"]), "has_agreement": True}

    assert say("guidance", "agreement", "zh") in guidance_notice(data, NAMES, "zh")
    assert say("guidance", "agreement", "zh") not in guidance_notice(
        {**data, "has_agreement": False}, NAMES, "zh"
    )


def test_the_chosen_route_is_printed() -> None:
    said = guidance_notice(_data(ENDS["left-for-route"]), NAMES, "zh")

    assert "据登记，有当事人已选择的途径：诉讼。" in said


@pytest.mark.parametrize(
    ("language", "days"), [("zh", ("2026年3月6日", "2029年3月6日")), ("en", ("2026-03-06", "2029-03-06"))]
)
def test_the_notice_prints_since_when_the_limitation_is_interrupted_and_until_when_it_runs(
    language: str, days: tuple[str, str]
) -> None:
    said = "".join(guidance_notice(_data(ENDS["party-refused"]), NAMES, language))

    assert all(day in said for day in days)
    for article in (
        Article(Source.LIMITATION_PROVISIONS, 12),
        Article(Source.CIVIL_CODE, 195),
        Article(Source.CIVIL_CODE, 188),
        Article(Source.CIVIL_CODE, 203, 1),
    ):
        assert article.cite(language) in said


def test_the_day_is_counted_by_the_countys_own_clock_and_where_it_has_none_no_day_is_printed() -> None:
    limitation = next(rule for rule in EDITION.clocks if rule.id == "K-77")
    others = tuple(rule for rule in EDITION.clocks if rule != limitation)
    two_years = replace(EDITION, clocks=(*others, replace(limitation, count=2)))
    none = replace(EDITION, clocks=others)

    assert _data(ENDS["withdrawn"], two_years)["limitation_until"] == "2028-03-06"
    assert "limitation_until" not in _data(ENDS["withdrawn"], none)
    assert "诉讼时效期间重新计算" not in "".join(guidance_notice(_data(ENDS["withdrawn"], none), NAMES, "zh"))


def test_a_notice_of_before_prints_no_dates_that_it_does_not_have() -> None:
    data = _data(ENDS["party-refused"])
    before = {name: value for name, value in data.items() if name not in {"asked_on", "limitation_until"}}

    assert len(guidance_notice(data, NAMES, "zh")) == len(guidance_notice(before, NAMES, "zh")) + 2


REPORTED = [
    Concern.FAMILY_VIOLENCE,
    Concern.CRIME,
    Concern.HARM_TO_A_CHILD,
    Concern.PUBLIC_INTEREST_ILLEGALITY,
    Concern.DISCIPLINE,
]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nobody_can_infer_from_the_notice_what_another_party_reported(language: str) -> None:
    notices = {
        tuple(guidance_notice(_data(commands.ConcernFound(concern=concern)), NAMES, language))
        for concern in REPORTED
    }

    assert len(notices) == 1


def test_nobody_can_infer_from_the_notice_that_another_party_went_to_the_police() -> None:
    police = commands.LeftForRoute(party=APPLICANT, route=Route.POLICE)

    assert say("route", "police", "zh") + "。" not in "".join(guidance_notice(_data(police), NAMES, "zh"))


def test_every_ending_with_guidance_has_its_sentence() -> None:
    assert set(KINDS["ending"]) == {outcome.value for outcome in reading.GUIDED}


def _data(fact: Fact, edition: Edition | None = None) -> dict[str, Any]:
    """What the rules say of a dispute that this fact ended."""
    dispute: Dispute = begin(_registered(), edition or EDITION)
    for event in DISPUTE.decide(dispute, fact, Now(AT)):
        dispute = evolve(dispute, event)
        if isinstance(event, events.Ended):
            data: dict[str, Any] = reading.guidance(dispute, event)["data"]
            return data
    raise AssertionError("it did not end")


EDITION = counties.edition("demo", "2026.1")


def _registered() -> events.Registered:
    return register(
        id="dispute/sl/sl-2026-000001/1",
        number="sl-2026-000001",
        edition=EDITION,
        dispute_type="neighbour",
        village="sl-t1-v1",
        township="sl-t1",
        parties=(Party(APPLICANT, PartyRole.APPLICANT), Party("b", PartyRole.RESPONDENT)),
        replies=dict.fromkeys(Concern, Reply.NO),
        flags=frozenset(),
        other_townships=frozenset(),
        by=Officer("p", "window_clerk", "sl"),
        at=AT,
    )
