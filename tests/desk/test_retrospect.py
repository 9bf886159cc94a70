"""`fengqiao retrospect`: past matters of a file under one clock."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import app
from tests.house.repository import ROOT, rows

SHARED = ROOT.parent / "shared" / "data" / "messages_with_replies.csv"
HEADINGS = ["id", "posted_at", "replied_at"]
ROWS = [
    ["1", "2019-03-01T10:00:00", "2019-03-01T11:00:00"],  # the same day
    ["2", "2019-03-01T10:00:00", "2019-04-30T23:59:59"],  # the last second of its last day
    ["3", "2019-03-01T10:00:00", "2019-05-01T00:00:00"],  # the first instant after it
    ["4", "2019-01-08 09:00", "2019-11-01 09:00"],  # very late
    ["5", "2019年3月1日", ""],  # open, and overdue by June
    ["6", "2019-05-20T10:00:00", ""],  # open, and not due by June
]


def written(path: Path, rows: list[list[str]], headings: list[str] = HEADINGS) -> Path:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def run(file: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["retrospect", str(file), "--offline", *more])


def report(file: Path, *more: str, code: int = 0) -> dict[str, Any]:
    done = run(file, "--clock", "K-07", "--json", *more)
    assert done.exit_code == code, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_matters_are_on_time_late_or_open_as_known_at_the_end_of_a_day(tmp_path: Path) -> None:
    found = report(written(tmp_path / "past.csv", ROWS), "--as-of", "2019-06-30")

    assert (found["n"], found["on_time"], found["late"], found["open"]) == (6, 2, 1, 3)
    assert (found["open_not_due"], found["open_overdue"]) == (1, 2)  # the late one is not answered by then


def test_the_rate_is_that_of_those_due_and_in_its_other_variant_of_all(tmp_path: Path) -> None:
    found = report(written(tmp_path / "past.csv", ROWS), "--as-of", "2019-06-30")

    assert (found["on_time_among_due"], found["due"], found["on_time_rate"]) == (2, 5, 0.4)
    assert found["on_time_rate_a"] == round(2 / 6, 4)


def test_what_is_answered_before_it_is_due_counts_when_it_is_due(tmp_path: Path) -> None:
    found = report(written(tmp_path / "past.csv", ROWS[:1]), "--as-of", "2019-03-31")

    assert (found["on_time"], found["due"], found["on_time_rate"]) == (1, 0, None)


def test_a_matter_is_due_on_its_last_day_and_overdue_after_it(tmp_path: Path) -> None:
    file = written(tmp_path / "past.csv", [["5", "2019-03-01T10:00:00", ""]])

    before, after = (report(file, "--as-of", day)["open_overdue"] for day in ("2019-04-29", "2019-04-30"))

    assert (before, after) == (0, 1)


def test_what_came_later_is_not_known_yet(tmp_path: Path) -> None:
    found = report(written(tmp_path / "past.csv", ROWS), "--as-of", "2019-03-01")

    assert (found["rows"], found["n"], found["registered_later"]) == (6, 5, 1)
    assert found["on_time"] == 1


def test_days_are_counted_and_put_in_buckets(tmp_path: Path) -> None:
    days = report(written(tmp_path / "past.csv", ROWS), "--as-of", "2026-11-22")["days"]

    assert (days["n"], days["p50"], days["max"], days["mean"]) == (4, 60, 297, 104.5)
    assert {f"{each['from']}-{each['to']}": each["n"] for each in days["buckets"] if each["n"]} == {
        "0-7": 1,
        "31-60": 1,
        "61-90": 1,
        "181-None": 1,
    }


def test_the_latest_come_first_and_say_how_they_were_due(tmp_path: Path) -> None:
    many = [[str(n), "2019-03-01T10:00:00", f"2019-06-{n:02}T10:00:00"] for n in range(1, 26)]

    found = report(written(tmp_path / "past.csv", many))

    assert [each["id"] for each in found["latest"]] == [str(n) for n in range(25, 5, -1)]
    first = found["latest"][0]
    assert (first["due"], first["days"], first["days_late"], first["line"]) == ("2019-04-30", 116, 56, 26)
    assert "2019年4月30日届满" in "".join(first["explanation"]["zh"])
    assert "Regulations on Petition Work, art. 34" in "".join(first["explanation"]["en"])


def test_rows_that_cannot_be_measured_are_told_by_their_line(tmp_path: Path) -> None:
    bad = [
        ["7", "yesterday", ""],
        ["8", "2019-03-01", "2019-02-30"],
        ["9", "", "2019-03-01"],
        ["10", "2019-03-02", "2019-03-01"],
        ["11"],
    ]

    found = report(written(tmp_path / "past.csv", [*ROWS[:1], *bad]), code=1)

    assert (found["rows"], found["n"]) == (6, 1)
    assert [(each["line"], each["code"]) for each in found["bad"]] == [
        (3, "unreadable-date"),
        (4, "unreadable-date"),
        (5, "date-missing"),
        (6, "answered-before-registered"),
        (7, "too-few-columns"),
    ]


def test_columns_are_recognised_or_named(tmp_path: Path) -> None:
    chinese = written(tmp_path / "zh.csv", ROWS[:4], ["编号", "留言时间", "答复时间"])
    other = written(tmp_path / "other.csv", ROWS[:4], ["key", "began", "ended"])

    named = report(other, "--map", "began=registered", "--map", "ended=answered")

    assert {key: value for key, value in named.items() if key != "latest"} == {
        key: value for key, value in report(chinese).items() if key != "latest"
    }
    assert [each["id"] for each in named["latest"]] == [None, None]
    assert run(other, "--clock", "K-07").exit_code == 2
    assert run(other, "--clock", "K-07", "--map", "began=title").exit_code == 2


def test_without_answers_everything_is_open(tmp_path: Path) -> None:
    found = report(written(tmp_path / "open.csv", [["2019-03-01"]], ["registered"]))

    assert (found["open_overdue"], found["on_time_rate"], found["days"]["p50"]) == (1, 0.0, None)


def test_matters_older_than_the_rule_are_counted_apart(tmp_path: Path) -> None:
    rows = [["1", "2022-04-30", "2022-05-01"], ["2", "2022-05-01", "2022-05-02"]]

    found = report(written(tmp_path / "past.csv", rows))

    assert (found["before_in_force"], found["in_force_from"]) == (1, "2022-05-01")


def test_hours_are_measured_by_their_instant(tmp_path: Path) -> None:
    rows = [["1", "2026-10-01T10:00", "2026-10-04T09:59"], ["2", "2026-10-01T10:00", "2026-10-04T10:00"]]

    found = report(written(tmp_path / "past.csv", rows), "--clock", "K-70")

    assert (found["on_time"], found["late"]) == (1, 1)
    assert [(each["id"], each["days_late"]) for each in found["latest"]] == [("2", 0)]


def test_people_read_the_figures_the_latest_and_the_bad_rows(tmp_path: Path) -> None:
    read = run(written(tmp_path / "past.csv", [*ROWS, ["7", "yesterday", ""]]), "--clock", "K-07").stdout

    assert "按期办结率 on-time rate (M-03): 33.33 % = 2/6" in read
    assert "未办结 open" in read
    assert "2019年1月8日受理信访事项" in read
    assert "第 8 行 line: 无法识别的日期：yesterday" in read


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("--clock", "K-42"), 4),
        (("--clock", "K-7"), 2),
        (("--clock", "K-07", "--as-of", "2019-02-30"), 2),
    ],
)
def test_what_cannot_be_looked_back_on_is_refused(tmp_path: Path, asked: tuple[str, ...], code: int) -> None:
    done = run(written(tmp_path / "past.csv", ROWS), *asked)

    assert done.exit_code == code
    assert len(done.stderr.splitlines()) == 2


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    assert run(tmp_path / "none.csv", "--clock", "K-07").exit_code == 2


@pytest.mark.parametrize("told", rows(ROOT / "docs" / "retrospect.md", 10), ids=lambda told: told[0][:4])
def test_the_document_tells_the_figures_of_the_real_matters(told: list[str]) -> None:
    if not SHARED.exists():
        pytest.skip("../shared/data is not here: no real matters to look back on")

    found = report(SHARED, "--clock", told[0][:4], "--as-of", "2020-12-31")

    figures = [found[name] for name in ("n", "on_time", "late", "open", "on_time_rate")]
    days = [found["days"][name] for name in ("p50", "p90", "p99", "max")]
    assert [str(each) for each in (*figures, *days)] == told[1:]
    assert (len(found["latest"]), found["bad"]) == (20, [])


def test_the_document_tells_the_days_of_the_real_matters() -> None:
    if not SHARED.exists():
        pytest.skip("../shared/data is not here: no real matters to look back on")
    (told,) = rows(ROOT / "docs" / "retrospect.md", 8)

    found = report(SHARED, "--as-of", "2020-12-31")

    assert [str(each["n"]) for each in found["days"]["buckets"]] == told[1:]
