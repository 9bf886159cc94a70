"""`fengqiao calendar`: a year as it was arranged, and a notice that is published or refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import app
from tests.desk.counter import Counter

NOTICE = """
series = "china"
year = 2027
source = "国务院办公厅通知"
holidays = ["2027-01-01", 2027-02-06]
make_up_workdays = ["2027-02-20"]
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["calendar", *map(str, arguments)])


def year(number: int, *more: str) -> dict[str, Any]:
    done = run("show", str(number), "--json", *more)
    assert done.exit_code == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_a_published_year_shows_its_days_off_and_make_up_workdays() -> None:
    shown = year(2026, "--offline")

    assert (shown["version"], shown["published"]) == ("china.0", True)
    assert "chinesecalendar" in shown["source"]
    february = shown["months"][1]
    assert february["days_off"] == [f"2026-02-{day}" for day in range(15, 24)]
    assert february["make_up_workdays"] == ["2026-02-14", "2026-02-28"]
    assert february["working_days"] == 16
    assert len(shown["days_off"]) == sum(len(month["days_off"]) for month in shown["months"]) == 33
    assert shown["make_up_workdays"][0] == "2026-01-04"


def test_a_year_nobody_has_published_has_weekends_alone() -> None:
    shown = year(2027, "--offline")

    assert (shown["published"], shown["days_off"], shown["months"][0]["working_days"]) == (False, [], 21)
    assert "未公布" in run("show", "2027", "--offline").stdout


def test_a_year_is_drawn_in_runs_of_days() -> None:
    drawn = run("show", "2026", "--offline").stdout

    assert "15-23" in drawn
    assert "14, 28" in drawn
    assert "国务院办公厅" in drawn


def test_a_calendar_of_ones_own_is_shown_too() -> None:
    shown = year(2027, "--series", "fictional-2026-2040", "--offline")

    assert shown["days_off"] == ["2027-01-01", "2027-05-01", "2027-10-01", "2027-10-02", "2027-10-03"]
    assert shown["source"].endswith("fictional-2026-2040.toml")


def test_a_year_that_the_running_system_has_published_is_shown_with_its_source(window: Counter) -> None:
    body = {
        "number": 3,
        "year": 2027,
        "source": "国务院办公厅通知",
        "holidays": ["2027-01-01"],
        "make_up_workdays": [],
    }
    window.shown["/publications"] = [{"kind": "calendar", "series": "china", "body": body}]

    shown = year(2027, "--url", window.url)

    assert (shown["published"], shown["version"], shown["source"]) == (True, "china.3", "国务院办公厅通知")
    assert "chinesecalendar" in year(2026, "--url", window.url)["source"]


@pytest.mark.parametrize("asked", [("1066",), ("2026", "--series", "moon")])
def test_a_year_or_calendar_there_is_not_makes_no_sense(asked: tuple[str, ...]) -> None:
    assert run("show", *asked, "--offline").exit_code == 2


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [
        ("year = 2027", "", "year"),
        ("year = 2027", "year = 2028", "2027-01-01"),
        ('"2027-02-20"', '"2027-02-06"', "2027-02-06"),
        ('"2027-01-01", ', '"2027-02-06", ', "2027-02-06"),
        ('"2027-02-20"', '"2027-02-22"', "2027-02-22"),
        ('"2027-02-20"', '"2027-02-30"', "2027-02-30"),
        ('"china"', '"moon"', "moon"),
        ('source = "', "source = ", ""),
    ],
)
def test_a_notice_that_cannot_be_right_is_refused_before_anything_is_sent(
    window: Counter, tmp_path: Path, was: str, becomes: str, named: str
) -> None:
    assert was in NOTICE
    file = tmp_path / "notice.toml"
    file.write_text(NOTICE.replace(was, becomes))

    done = run("publish", file, "--url", window.url)

    zh, en = done.stderr.splitlines()[0], done.stderr.splitlines()[-1]
    assert (done.exit_code, window.sent, window.people) == (2, [], set())
    assert named in zh
    assert named in en


FINISHED = {
    "version": "china.1",
    "told": 2000,
    "waiting": 0,
    "moved": 12,
    "overdue": 3,
    "notices": 4,
    "finished_at": "2026-11-23T01:00:00Z",
}


PROPOSED = {"number": 7, "digest": "0" * 64}
WORDS = {"zh": "放假", "en": "Holiday"}
PREVIEW = {
    **PROPOSED,
    "open_cases": 41,
    "changes": {
        "days": [{"day": "2027-01-01", "before_words": {"zh": "工作日", "en": "x"}, "after_words": WORDS}],
        "rules": [
            {
                "id": "K-40",
                "words": {"zh": "全程", "en": "x"},
                "article": {"zh": "县级工作规定第6条", "en": "x"},
                "parts": [
                    {"words": {"zh": "多久", "en": "x"}, "before": {"zh": "30日"}, "after": {"zh": "60日"}},
                    {"words": {"zh": "由谁", "en": "x"}, "before": None, "after": {"zh": "司法所"}},
                ],
            }
        ],
    },
}


def test_a_notice_is_proposed_and_says_who_goes_on(window: Counter, tmp_path: Path) -> None:
    file = tmp_path / "notice.toml"
    file.write_text(NOTICE)
    window.shown |= {"/publications/calendar": PROPOSED}

    done = run("publish", file, "--url", window.url)
    again = run("publish", file, "--url", window.url, "--json", "--reason", "按通知公布")

    assert (done.exit_code, again.exit_code) == (0, 0)
    assert json.loads(again.stdout) == PROPOSED
    assert "publication approve 7" in done.stdout
    sent = window.published[0]
    assert (sent["series"], sent["year"], sent["holidays"]) == ("china", 2027, ["2027-01-01", "2027-02-06"])
    assert [each["public_reason"] for each in window.published] == ["国务院办公厅通知", "按通知公布"]


def test_the_rules_of_an_edition_are_proposed_with_a_reason(window: Counter) -> None:
    window.shown |= {"/publications/rules": PROPOSED}
    asked = ["edition", "apply", "demo/2026.2", "--url", window.url, "--json"]

    done = CliRunner().invoke(app, [*asked, "--reason", "议定了新的期限"])

    assert json.loads(done.stdout) == PROPOSED
    assert window.published == [{"edition": "demo/2026.2", "public_reason": "议定了新的期限"}]
    assert CliRunner().invoke(app, asked).exit_code == 2


def test_another_person_sees_what_changes_approves_it_and_follows_it_to_its_end(window: Counter) -> None:
    where = "/publication-proposals/7"
    window.shown |= {
        where: PREVIEW,
        f"{where}/approve": {**PREVIEW, "answer": {"version": "china.1"}},
        "/publications/china.1": FINISHED,
    }
    asked = ["publication", "approve", "7", "--url", window.url]

    no = CliRunner().invoke(app, asked, input="n\n")
    done = CliRunner().invoke(app, [*asked, "--json", "--yes"])
    drawn = CliRunner().invoke(app, asked, input="y\n")

    assert no.exit_code != 0
    assert json.loads(done.stdout) == FINISHED
    for said in ("2027-01-01: 工作日 → 放假", "K-40 全程（县级工作规定第6条）", "多久: 30日 → 60日", "41"):
        assert said in done.stderr
    assert "dates moved 12" in drawn.stdout
    assert window.published == [{"digest": "0" * 64}] * 2


def test_what_is_proposed_is_listed_with_its_answer(window: Counter) -> None:
    waits = {
        **PROPOSED,
        "edition": None,
        "series": "china",
        "body": {"year": 2027},
        "proposed_by": "p-a",
        "answer": None,
    }
    answered = {**waits, "edition": "demo/2026.2", "answer": {"words": {"zh": "不同意公布", "en": "Refused"}}}
    window.shown["/publication-proposals"] = [waits, answered]

    listed = CliRunner().invoke(app, ["publication", "list", "--url", window.url])

    for said in ("china 2027", "待答复", "demo/2026.2", "不同意公布"):
        assert said in listed.stdout


def test_whoever_may_not_publish_is_refused(window: Counter, tmp_path: Path) -> None:
    file = tmp_path / "notice.toml"
    file.write_text(NOTICE)
    apply = ["edition", "apply", "demo/2026.2", "--url", window.url, "--reason", "x"]
    window.shown["/publication-proposals/7"] = PREVIEW

    proposed = run("publish", file, "--url", window.url)
    applied = CliRunner().invoke(app, apply)
    approved = CliRunner().invoke(app, ["publication", "approve", "7", "--url", window.url, "--yes"])

    assert (proposed.exit_code, applied.exit_code, approved.exit_code) == (4, 4, 4)
    assert "not-yours-to-do" in proposed.stderr
    assert "demo/2026.2" in applied.stderr


def test_a_notice_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "picture.toml").write_bytes(b"\xff\xfe\xff")

    assert run("publish", tmp_path / "none.toml").exit_code == 2
    assert run("publish", tmp_path / "picture.toml").exit_code == 2
    assert run("publish", tmp_path).exit_code == 2
