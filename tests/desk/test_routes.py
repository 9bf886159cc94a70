"""`fengqiao route`: the list, a card, and the questions that lead to one."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import app
from counties.routes import question_tree, route_list, route_lists
from rules.diversion.card import card_told, route_card
from rules.diversion.telling import list_told, place_told
from rules.diversion.tree import walk

LISTS = Path(__file__).parents[1] / "diversion" / "lists"


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, ["route", *arguments], input=given)


def said(*arguments: str) -> Any:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_the_list_is_shown_as_the_rules_tell_it() -> None:
    assert said("list", "--version", "2026.4") == list_told(route_list("2026.4"))


def test_the_list_is_drawn_with_what_is_off() -> None:
    drawn = run("list", "--version", "2026.4").stdout

    assert "R-01" in drawn
    assert "未启用" in drawn.replace("\n", "")


def test_a_route_is_shown_as_its_card() -> None:
    assert said("show", "R-17", "--version", "2026.4") == card_told(route_card(route_list("2026.4"), "R-17"))


@pytest.mark.parametrize(
    ("id", "lines"),
    [
        (
            "R-17",
            ["R-17 拖欠农民工工资", "《保障农民工工资支付条例》第10条", "60个工作日", "身份证件", "2026.4"],
        ),
        ("R-27", ["有待核实", "投诉（要求解决自己的消费争议）"]),
        ("R-40", ["K-25 涉法涉诉信件转送", "不适用信访事项六十日"]),
        ("R-42", ["此处不作任何记录", "12388"]),
        ("R-51", ["退役军人待遇、安置（待核实，未启用 off）"]),
    ],
)
def test_a_card_is_drawn_in_words(id: str, lines: list[str]) -> None:
    drawn = run("show", id, "--version", "2026.4").stdout

    assert [line for line in lines if line not in drawn] == []


def test_the_list_in_force_today_is_the_one_that_is_shown() -> None:
    assert said("show", "R-17")["version"] == said("list")["version"]


def test_the_changes_between_two_versions_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    both = route_lists(LISTS)
    assert said("changes", "2026.4", "2026.4") == []
    monkeypatch.setattr("counties.routes.route_lists", lambda: both)

    drawn = run("changes", "2026.4", "2027.1").stdout

    assert "R-10 修改 邻里纠纷 步骤、机关、期限、材料、下一步、查找用词" in drawn
    assert "Withdrawn: Divorce" in drawn


@pytest.mark.parametrize(
    "answers", ["", "own", "own,work,wages", "own, family, violence", "danger", "unsure"]
)
def test_answers_given_lead_where_the_tree_leads(answers: str) -> None:
    tree = question_tree("2026.4")
    given = [each.strip() for each in answers.split(",") if each]

    assert said("ask", "--answers", answers, "--version", "2026.4") == place_told(tree, walk(tree, given))


def test_a_question_that_is_left_open_is_drawn_with_its_answers() -> None:
    drawn = run("ask", "--answers", "own").stdout

    assert "主要是哪方面的事？" in drawn
    assert "  1. 土地、山林、宅基地、移民" in drawn


def test_questions_are_asked_one_by_one_beside_the_output() -> None:
    done = run("ask", "--version", "2026.4", given="4\n6\n1\n")

    assert done.exit_code == 0
    assert "主要是哪方面的事？" in done.stderr
    assert "主要是哪方面的事？" not in done.stdout
    assert done.stdout.startswith("R-17 拖欠农民工工资")


def test_a_number_that_is_no_answer_is_asked_for_again() -> None:
    done = run("ask", "--version", "2026.4", "--json", given="0\n99\nx\n7\n")

    assert json.loads(done.stdout)["card"]["id"] == "window"


def test_whoever_stops_in_the_middle_has_stopped() -> None:
    done = run("ask", given="4\n")

    assert done.exit_code == 130
    assert "已中断" in done.stderr


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("show", "R-99"), "R-99"),
        (("list", "--version", "1999.1"), "2026.4"),
        (("ask", "--answers", "own,moon"), "land, village"),
        (("ask", "--answers", "danger,unsure"), "第 2 个回答"),
    ],
)
def test_what_is_not_there_is_said_with_what_there_is(asked: tuple[str, ...], words: str) -> None:
    done = run(*asked)

    assert (done.exit_code, words in done.stderr) == (2, True)


def test_before_the_first_list_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counties.routes.list_in_force", lambda _: None)

    done = run("list")

    assert (done.exit_code, "2026.4" in done.stderr) == (2, True)
