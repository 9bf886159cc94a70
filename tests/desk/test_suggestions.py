"""`fengqiao divert` and `fengqiao train`: suggestions from free text, and a model of one's own."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import app

WAGES = "我们二十几个人在工地干了一年，包工头年底跑了，工钱一分没给。"
OF = ("--version", "2026.4")
LABELLED = [
    *(("食堂", f"学校食堂的老师和学生{number}", "教育文体") for number in "一二三四五六"),
    *(("车", f"公交车和出租车的司机{number}", "交通运输") for number in "一二三四五六"),
]


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [*arguments], input=given)


def said(*arguments: str, given: str | None = None) -> Any:
    done = run(*arguments, "--json", given=given)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    return written(tmp_path / "labelled.csv", ("title", "body", "category"), LABELLED)


def written(path: Path, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def test_a_text_gets_three_routes_with_reasons() -> None:
    told = said("divert", WAGES, *OF)

    assert told["version"] == "2026.4"
    assert told["suggestions"][0]["route"]["id"] == "R-17"
    assert len(told["suggestions"]) == 3
    for each in told["suggestions"]:
        assert each.keys() == {"category", "route", "organ", "basis", "because", "needs_human"}
        assert each["because"]
        assert each["needs_human"] is True


def test_standard_input_says_the_same() -> None:
    assert said("divert", "-", *OF, given=WAGES) == said("divert", WAGES, *OF)


def test_it_is_drawn_chinese_first_and_says_that_a_person_decides() -> None:
    drawn = run("divert", WAGES, *OF).stdout

    assert "1. R-17 拖欠农民工工资" in drawn
    assert "（包工头、工钱）" in drawn
    assert "由工作人员核对以后确定" in drawn


def test_danger_is_drawn_without_a_category() -> None:
    drawn = run("divert", "邻居拿刀说要杀我", *OF).stdout

    assert "1. danger 有人身危险，先求救" in drawn


@pytest.mark.parametrize(("text", "words"), [(" ", "没有文字"), ("字" * 20_001, "超过 20000 字")])
def test_no_text_and_too_long_a_text_are_refused(text: str, words: str) -> None:
    done = run("divert", text, *OF)

    assert done.exit_code == 2
    assert words in done.stderr


def test_a_model_of_ones_own_is_trained_and_used(
    labelled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "own.npz"

    trained = said("train", str(labelled), "--out", str(model))

    assert (trained["messages"], trained["macro_f1"], trained["bad"]) == (12, 1.0, [])
    assert trained["majority_macro_f1"] == 0.333
    assert trained["bytes"] == model.stat().st_size
    monkeypatch.setenv("FENGQIAO_MODEL", str(model))
    assert said("divert", "幼儿园的学生和老师", *OF)["content"]["label"] == "教育文体"
    assert said("train", str(labelled), "--check")["right"] == 1.0


def test_training_tells_its_figures_beside_a_guess(labelled: Path, tmp_path: Path) -> None:
    drawn = run("train", str(labelled), "--out", str(tmp_path / "own.npz")).stdout

    assert "macro-F1 1.000（总猜最多的一类 always the most frequent: 0.333）" in drawn
    assert "模型 Model:" in drawn


def test_a_classification_adds_its_words(labelled: Path, tmp_path: Path) -> None:
    taxonomy = written(
        tmp_path / "taxonomy.csv", ("level1", "level2", "level3"), [("教育文体", "运动", "棒球")]
    )
    plain = said("train", str(labelled), "--out", str(tmp_path / "one.npz"))

    more = said("train", str(labelled), "--out", str(tmp_path / "two.npz"), "--taxonomy", str(taxonomy))

    assert more["grams"] > plain["grams"]


def test_without_a_model_the_words_of_the_list_serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FENGQIAO_MODEL", str(tmp_path / "none.npz"))

    told = said("divert", WAGES, *OF)

    assert told["content"] is None
    assert told["suggestions"][0]["route"]["id"] == "R-17"
    assert told["notes"][-1]["code"] == "words-alone"


def test_without_a_model_there_is_nothing_to_check(
    labelled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FENGQIAO_MODEL", str(tmp_path / "none.npz"))

    done = run("train", str(labelled), "--check")

    assert (done.exit_code, "没有可用的模型" in done.stderr) == (2, True)


def test_one_either_trains_or_checks(labelled: Path, tmp_path: Path) -> None:
    assert run("train", str(labelled)).exit_code == 2
    assert run("train", str(labelled), "--check", "--out", str(tmp_path / "m.npz")).exit_code == 2


def test_too_few_messages_and_a_missing_column_are_named(tmp_path: Path) -> None:
    few = written(tmp_path / "few.csv", ("title", "body", "category"), LABELLED[:8])
    lacking = written(tmp_path / "lacking.csv", ("title", "body"), [("a", "b")])
    out = ("--out", str(tmp_path / "m.npz"))

    assert "“交通运输”类少于 5 条" in run("train", str(few), *out).stderr
    assert "category" in run("train", str(lacking), *out).stderr


def test_a_place_that_cannot_be_written_is_named(labelled: Path, tmp_path: Path) -> None:
    done = run("train", str(labelled), "--out", str(tmp_path / "nowhere" / "m.npz"))

    assert (done.exit_code, "无法写入文件 m.npz" in done.stderr) == (2, True)


def test_rows_that_cannot_be_read_or_have_no_class_are_left_out(tmp_path: Path) -> None:
    file = written(tmp_path / "some.csv", ("title", "body", "category"), [*LABELLED, ("无类", "无类", "")])
    with file.open("a", encoding="utf-8") as more:
        more.write("太少\n")

    drawn = run("train", str(file), "--out", str(tmp_path / "m.npz"))
    trained = said("train", str(file), "--out", str(tmp_path / "m.npz"))

    assert (trained["messages"], [row["code"] for row in trained["bad"]]) == (12, ["too-few-columns"])
    assert "未用 1 行" in drawn.stdout
