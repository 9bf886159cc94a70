"""The route card: what it says, with which words, and what it must not leave out."""

from typing import Any

import pytest

from counties.routes import route_list
from rules.articles import Article, Mark, Source
from rules.diversion.card import card_told, citations, route_card, way_told
from rules.diversion.route import Way
from rules.diversion.telling import list_told

LIST = route_list("2026.4")


def card(id: str) -> dict[str, Any]:
    return card_told(route_card(LIST, id))


def codes(coded: list[dict[str, Any]]) -> list[str]:
    return [each["code"] for each in coded]


def test_a_card_says_where_to_go_on_what_basis_and_in_what_time() -> None:
    wages = card("R-17")

    assert (wages["version"], wages["id"], wages["title"]["zh"]) == ("2026.4", "R-17", "拖欠农民工工资")
    assert wages["category"] == {"code": "administrative-duty", "zh": "行政职责", "en": "Administrative duty"}
    assert codes(wages["ways"]) == ["statutory-duty", "arbitration"]
    assert wages["organs"][0] == {
        "code": "human-resources",
        "zh": "人力资源和社会保障局",
        "en": "Human resources and social security bureau",
        "kind": "administrative",
    }
    assert wages["bases"][0] == {
        "short": "NMGZ 10",
        "zh": "《保障农民工工资支付条例》第10条",
        "en": "Regulations on Ensuring Wage Payments to Migrant Workers, art. 10",
        "mark": "C",
    }
    inspection = wages["clocks"][0]
    assert (inspection["id"], inspection["length"]["zh"], inspection["live"]) == ("K-71", "60个工作日", True)
    assert wages["papers"][0] == {"zh": "身份证件", "en": "Identity card"}
    assert wages["mediable"]["code"] == "civil-part"
    assert "一年" in wages["limits"][0]["zh"]


def test_a_clock_that_is_to_be_verified_says_so() -> None:
    clocks = {clock["id"]: clock for clock in card("R-27")["clocks"]}

    assert [clock["live"] for clock in clocks.values()] == [False, False, False]
    assert clocks["K-61"]["mark_words"]["zh"] == "有待核实，暂不启用"


@pytest.mark.parametrize(
    ("id", "notes"),
    [
        ("R-10", ["own-periods", "mediation-is-free", "papers-are-policy"]),
        ("R-40", ["own-periods", "papers-are-policy"]),
        ("R-42", ["nothing-recorded"]),
        ("R-51", ["own-periods", "papers-are-policy", "to-be-verified"]),
        ("R-53", []),
        ("R-54", ["mediation-is-free", "papers-are-policy"]),
    ],
)
def test_a_card_says_what_must_be_said_beside_it(id: str, notes: list[str]) -> None:
    assert codes(card(id)["notes"]) == [*notes, "decides-nothing", "answers-not-kept"]


def test_what_is_off_says_that_it_is() -> None:
    veterans = card("R-51")

    assert (veterans["live"], veterans["mark"]["zh"]) == (False, "有待核实，暂不启用")


@pytest.mark.parametrize(
    ("way", "short"),
    [
        (Way.LITIGATION, "XFTL 31(1)"),
        (Way.ARBITRATION, "XFTL 31(2)"),
        (Way.PARTY_APPEAL, "XFTL 31(3)"),
        (Way.ADMINISTRATIVE_PROCEDURE, "XFTL 31(4)"),
        (Way.STATUTORY_DUTY, "XFTL 31(5)"),
        (Way.PETITION_HANDLING, "XFTL 31(6)"),
    ],
)
def test_a_way_is_an_item_of_article_31(way: Way, short: str) -> None:
    assert way_told(way)["article"]["short"] == short


def test_articles_that_follow_one_another_stand_in_one_line() -> None:
    law, other = Source.TRAFFIC_ACCIDENT_PROCEDURE, Source.CIVIL_CODE
    articles = [Article(law, 84), Article(law, 85), Article(law, 86), Article(law, 90), Article(other, 91)]

    assert [each["short"] for each in citations(articles)] == ["JTSG 84-86", "JTSG 90", "MFD 91"]
    assert next(citations(articles))["zh"] == "《道路交通事故处理程序规定》第84条至第86条"
    assert next(citations(articles))["en"].endswith(", art. 84-86")


def test_items_stand_alone_and_what_is_only_likely_is_marked() -> None:
    law = Source.RECONSIDERATION_LAW
    articles = [Article(law, 11, item=1), Article(law, 12, mark=Mark.LIKELY), Article(law, 13, item=2)]

    assert [(each["short"], each["mark"]) for each in citations(articles)] == [
        ("XZFY 11(1)", "C"),
        ("XZFY 12", "L"),
        ("XZFY 13(2)", "C"),
    ]
    assert list(citations([])) == []


def test_the_list_is_told_line_by_line() -> None:
    told = list_told(LIST)

    assert (told["version"], told["valid_from"], told["valid_to"]) == ("2026.4", "2026-10-01", None)
    assert told["digest"] == LIST.digest
    assert len(told["routes"]) == 54
    neighbours = told["routes"][9]
    assert (neighbours["id"], neighbours["live"]) == ("R-10", True)
    assert neighbours["mediable"] == {"code": "yes", "zh": "可以调解", "en": "Can be mediated"}
    assert codes(neighbours["organs"]) == ["mediation-committee", "court"]
