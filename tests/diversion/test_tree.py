"""The question tree: everybody ends at a card, soon, and whoever is not sure ends at a person."""

from dataclasses import replace
from typing import Any

import pytest

from counties.routes import question_tree
from rules.diversion.card import Card, card_told
from rules.diversion.route import Phrase, UnknownRoute
from rules.diversion.telling import place_told, tree_told
from rules.diversion.tree import Choice, NoSuchAnswer, Question, Tree, walk, ways_through

TREE = question_tree("2026.4")
WAYS = dict(ways_through(TREE))


def card_of(*answers: str) -> dict[str, Any]:
    place = walk(TREE, answers)
    assert isinstance(place, Card)
    return card_told(place)


def test_every_series_of_answers_ends_at_a_card_within_seven_questions() -> None:
    assert len(WAYS) == 69
    assert max(len(answers) for answers in WAYS) == 3
    assert min(len(answers) for answers in WAYS) == 1


def test_every_live_route_is_reached_and_what_is_off_is_not() -> None:
    reached = {card.leaf.id for card in WAYS.values()}

    assert {id for id in reached if id.startswith("R-")} == {
        f"R-{number:02}" for number in range(1, 55) if number != 51
    }
    assert {id for id in reached if not id.startswith("R-")} == {
        *("window", "danger", "pending", "decision", "mediation"),
    }


@pytest.mark.parametrize("question", TREE.questions, ids=lambda question: question.id)
def test_whoever_is_not_sure_is_led_to_a_person(question: Question) -> None:
    unsure = question.choices[-1]

    assert (unsure.code, unsure.to) == ("unsure", "window")
    assert "不清楚" in unsure.words.zh


@pytest.mark.parametrize("question", TREE.questions, ids=lambda question: question.id)
def test_a_question_has_few_answers_each_in_both_languages(question: Question) -> None:
    assert 5 <= len(question.choices) <= 10
    assert len({choice.code for choice in question.choices}) == len(question.choices)
    assert question.words.zh.endswith(("？", "。"))
    for words in (question.words, *(choice.words for choice in question.choices)):
        assert words.zh
        assert words.en.isascii()


def test_it_asks_in_the_order_of_the_test() -> (
    None
):  # §5.1: danger, accusation, courts, then what is one's own
    first = walk(TREE, [])

    assert isinstance(first, Question)
    assert [choice.code for choice in first.choices] == [
        *("danger", "accusation", "justice", "own", "suggestion", "question", "unsure"),
    ]


# what somebody answers -> where it leads
CARDS = [
    (("danger",), "danger"),
    (("accusation",), "R-42"),
    (("justice", "pending"), "pending"),
    (("justice", "judgment"), "R-40"),
    (("justice", "enforcement"), "R-41"),
    (("justice", "not-filed"), "R-39"),
    (("own", "work", "wages"), "R-17"),
    (("own", "land", "expropriation"), "R-01"),
    (("own", "family", "violence"), "R-13"),
    (("own", "around", "neighbours"), "R-10"),
    (("own", "office", "decision"), "decision"),
    (("own", "office", "dispute"), "mediation"),
    (("own", "office", "other"), "R-54"),
    (("own", "unsure"), "window"),
    (("suggestion",), "R-52"),
    (("question",), "R-53"),
    (("unsure",), "window"),
]


@pytest.mark.parametrize(("answers", "card"), CARDS)
def test_these_answers_lead_to_this_card(answers: tuple[str, ...], card: str) -> None:
    assert card_of(*answers)["id"] == card


def test_an_accusation_ends_at_the_discipline_organ_and_nothing_is_recorded() -> None:  # XFTL 30
    card = card_of("accusation")

    assert [organ["code"] for organ in card["organs"]] == ["discipline-organ"]
    assert "12388" in card["next"]["zh"]
    assert "此处不作任何记录" in card["next"]["zh"]
    assert card["notes"][0]["code"] == "nothing-recorded"
    assert card["reception"]["code"] == "discipline"
    assert card["papers"] == []


def test_somebody_in_danger_is_told_to_get_help_first() -> None:
    card = card_of("danger")

    assert card["next"]["zh"].startswith("请马上报警")
    assert [organ["code"] for organ in card["organs"]] == ["police"]


def test_the_card_of_the_window_belongs_to_no_class() -> None:
    card = card_of("unsure")

    assert (card["purpose"], card["category"], card["mediable"], card["ways"]) == (None, None, None, [])
    assert card["live"]
    assert "窗口" in card["title"]["zh"]


def test_an_answer_that_a_question_does_not_have_is_named_by_its_number() -> None:
    with pytest.raises(NoSuchAnswer) as none:
        walk(TREE, ["own", "moon"])

    assert none.value.number == 2


def test_after_a_card_nothing_is_answered() -> None:
    with pytest.raises(NoSuchAnswer) as none:
        walk(TREE, ["danger", "unsure"])

    assert none.value.number == 2


def test_a_place_is_told_as_a_question_or_as_a_card() -> None:
    question, card = (place_told(TREE, walk(TREE, answers)) for answers in (["own"], ["unsure"]))

    assert (question["version"], question["question"]["id"], question["card"]) == ("2026.4", "field", None)
    assert (card["version"], card["question"], card["card"]["id"]) == ("2026.4", None, "window")


def test_the_tree_is_told_whole() -> None:
    told = tree_told(TREE)

    assert (told["version"], told["first"], len(told["questions"])) == ("2026.4", "what", 12)
    assert [card["id"] for card in told["advice"]] == ["window", "danger", "pending", "decision", "mediation"]
    assert told["questions"][0]["choices"][1] == {
        "code": "accusation",
        "zh": "举报公职人员、村干部违纪违法",
        "en": "A report that an official has broken discipline or law",
        "to": "R-42",
    }


def changed(question: str, *choices: Choice, drop: str = "") -> tuple[Question, ...]:
    """The questions of the tree with more answers to one of them, or one less."""
    return tuple(
        replace(each, choices=(*(c for c in each.choices if c.code != drop), *choices))
        if each.id == question
        else each
        for each in TREE.questions
    )


def test_a_question_without_a_way_to_a_person_is_no_tree() -> None:
    with pytest.raises(ValueError, match="home: who is not sure is not led to the window"):
        replace(TREE, questions=changed("home", drop="unsure"))
    elsewhere = Choice("unsure", Phrase("不清楚", "Not sure"), "R-54")
    with pytest.raises(ValueError, match="home: who is not sure is not led to the window"):
        replace(TREE, questions=changed("home", elsewhere, drop="unsure"))


def test_an_answer_that_leads_nowhere_is_no_tree() -> None:
    nowhere = Choice("moon", Phrase("月亮", "The moon"), "R-99")

    with pytest.raises(UnknownRoute):
        replace(TREE, questions=changed("home", nowhere))


def test_a_question_that_nobody_comes_to_is_no_tree() -> None:
    stray = replace(TREE.questions[0], id="stray")

    with pytest.raises(ValueError, match=r"nothing leads to \['stray'\]"):
        replace(TREE, questions=(*TREE.questions, stray))


def test_a_circle_is_no_tree() -> None:
    back = Choice("back", Phrase("回到开头", "Back"), "what")

    with pytest.raises(ValueError, match="more than 7 questions"):
        replace(TREE, questions=changed("justice", back))


def test_a_live_route_that_no_answers_lead_to_is_no_tree() -> None:
    with pytest.raises(ValueError, match=r"no answers lead to \['R-34'\]"):
        replace(TREE, questions=changed("home", drop="rental"))


def test_an_answer_that_leads_to_what_is_off_is_no_tree() -> None:
    veterans = Choice("veterans", Phrase("退役军人", "Veterans"), "R-51")

    with pytest.raises(ValueError, match=r"answers lead to \['R-51'\], which are off"):
        replace(TREE, questions=changed("work", veterans))


def test_a_tree_is_of_one_version() -> None:
    assert isinstance(TREE, Tree)
    assert {card.version for card in WAYS.values()} == {"2026.4"}
