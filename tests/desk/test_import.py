import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import app
from tests.desk.counter import Counter, problem

ROWS = [["1", "噪音", "夜里施工"], ["2", "漏水", "楼上漏水"], ["3", "占道", "摊位占道"]]


def written(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["id", "title", "body"], *rows])
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def imported(window: Counter, file: Path, *more: str) -> tuple[int, dict[str, Any]]:
    result = run("import", file, "--json", "--url", window.url, *more)
    return result.exit_code, json.loads(result.stdout)


def test_every_row_of_a_file_is_registered_once(window: Counter, tmp_path: Path) -> None:
    code, report = imported(window, written(tmp_path / "messages.csv", ROWS))

    assert code == 0
    assert (report["rows"], report["registered"], report["done"], report["bad"]) == (3, 3, 3, [])
    assert sorted(body["title"] for body in window.matters.values()) == ["占道", "噪音", "漏水"]
    assert all(body["origin"]["source"] == "messages" for body in window.matters.values())


def test_the_same_file_twice_registers_nothing_twice(window: Counter, tmp_path: Path) -> None:
    file = written(tmp_path / "messages.csv", ROWS)
    imported(window, file)

    code, report = imported(window, file)

    assert code == 0
    assert (report["registered"], report["already"]) == (0, 3)
    assert len(window.matters) == 3


def test_a_row_whose_content_changed_since_is_a_bad_row(window: Counter, tmp_path: Path) -> None:
    file = written(tmp_path / "messages.csv", ROWS)
    imported(window, file)
    written(file, [*ROWS[:2], ["3", "占道", "另一番话"]])

    code, report = imported(window, file)

    assert code == 1
    assert [(row["line"], row["code"]) for row in report["bad"]] == [(4, "id-registered-with-other-content")]
    assert report["already"] == 2


def test_bad_rows_are_reported_with_line_and_reason_while_the_rest_goes_on(
    window: Counter, tmp_path: Path
) -> None:
    window.problems["漏水"] = 413, problem("too-large")
    window.problems["占道"] = (
        422,
        problem("malformed", errors=[{"field": "body.received_at", "code": "year"}]),
    )
    rows = [*ROWS, ["4", "", ""], ["1", "噪音", "夜里施工"], ["1", "噪音", "别的话"], ["5", "路灯不亮", ""]]

    code, report = imported(window, written(tmp_path / "messages.csv", rows))

    assert code == 1
    assert (report["registered"], report["repeated"], report["done"]) == (2, 1, 7)
    assert [(row["line"], row["id"], row["code"]) for row in report["bad"]] == [
        (3, "2", "not-registered"),
        (4, "3", "not-registered"),
        (5, "4", "nothing-said"),
        (7, "1", "id-with-other-content"),
    ]
    assert report["bad"][0]["zh"] == "未予登记：too-large 的中文"
    assert report["bad"][1]["en"].endswith("(body.received_at: year)")


def test_a_person_reads_the_report_in_both_languages(window: Counter, tmp_path: Path) -> None:
    file = written(tmp_path / "messages.csv", [*ROWS, ["4", "", ""]])

    result = run("import", file, "--url", window.url)

    assert result.exit_code == 1
    for said in ("标题和内容均为空", "both title and body are empty", "新登记 3", "3 registered"):
        assert said in result.stdout


def test_a_system_that_is_away_for_a_while_gets_the_same_keys_again(window: Counter, tmp_path: Path) -> None:
    window.trouble += [503, 504, 503, 502]

    code, report = imported(window, written(tmp_path / "messages.csv", ROWS))

    assert code == 0
    assert report["registered"] == 3
    assert len(window.sent) == 7
    assert len(set(window.sent)) == 3


@pytest.mark.parametrize("status", [403, 500])
def test_a_refusal_that_is_no_rows_fault_stops_the_run(window: Counter, tmp_path: Path, status: int) -> None:
    window.problems["噪音"] = status, problem("not-yours-to-do")

    result = run("import", written(tmp_path / "messages.csv", ROWS), "--url", window.url)

    assert result.exit_code == 4
    assert "not-yours-to-do 的中文" in result.stderr


def test_somebody_who_cannot_sign_in_is_told_so(window: Counter, tmp_path: Path) -> None:
    result = run("import", written(tmp_path / "a.csv", ROWS), "--url", window.url, "--as", "nobody")

    assert result.exit_code == 4
    assert not window.matters


def test_nobody_at_the_address_is_said_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.caller._FIRST_CONTACT", 0.3)

    result = run("import", written(tmp_path / "a.csv", ROWS), "--url", "http://127.0.0.1:9")

    assert result.exit_code == 3
    assert "再次执行同一命令即可继续" in result.stderr
    assert "start it" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.csv"], "找不到文件 nowhere.csv"),
        (["a.csv", "--map", "nothing=title"], "the file has no column “nothing”"),
        (["a.csv", "--encoding", "klingon"], "无法识别文件 a.csv 的字符编码"),
    ],
)
def test_a_command_that_makes_no_sense_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "a.csv", ROWS)

    result = run("import", *arguments, "--url", "http://127.0.0.1:9")

    assert result.exit_code == 2
    assert said in result.stderr


def test_columns_are_mapped_as_told_and_the_source_is_named(window: Counter, tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text("编号;诉求;电话\n7;路灯不亮;1380000\n", encoding="gb18030")

    code, report = imported(window, file, "--map", "诉求=title", "--source", "12345")

    assert code == 0
    assert report["source"] == "12345"
    assert list(window.matters.values()) == [
        {
            "channel": "online",
            "title": "路灯不亮",
            "body": "",
            "contact": "1380000",
            "origin": {"source": "12345", "id": "7"},
        }
    ]


MANY = 600  # rows: more than are brought in before it is interrupted


def heeding_ctrl_c() -> None:
    """What runs in the background is begun with SIGINT ignored, and so would all its children be."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_an_import_that_was_interrupted_continues(
    window: Counter, tmp_path: Path, ending: signal.Signals
) -> None:
    file = written(tmp_path / "many.csv", [[str(n), f"标题{n}", "x"] for n in range(MANY)])
    command = [sys.executable, "-m", "cli", "import", str(file), "--url", window.url]
    importer = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ,
        preexec_fn=heeding_ctrl_c,  # noqa: PLW1509  it calls nothing but the kernel
    )
    limit = time.monotonic() + 30
    while len(window.matters) < 50:
        assert time.monotonic() < limit
        time.sleep(0.005)
    importer.send_signal(ending)
    _, said = importer.communicate(timeout=60)
    there = len(window.matters)
    assert there < MANY

    code, report = imported(window, file)

    assert importer.returncode == {signal.SIGKILL: -9, signal.SIGINT: 130}[ending]
    assert ending is signal.SIGKILL or "已中断" in said.decode()
    assert code == 0
    assert len(window.matters) == MANY
    assert report["registered"] + report["already"] == MANY
    assert report["already"] >= there
