"""`fengqiao deadline` and `clocks`: the worked examples of the reference, and every way to be refused."""

import json
from datetime import date
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import app
from desk import terminal
from rules.articles import Mark
from rules.clocks.table.whole import TABLE
from tests.desk.counter import Counter

OFFLINE = "--offline"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments])


def counted(*arguments: str) -> dict[str, Any]:
    """The one object a command prints."""
    done = run("deadline", *arguments, "--json")
    assert done.exit_code == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


HEARING = "2026-09-02..2026-09-11"
EXAMPLES = {
    "F-01": (("K-02", "2026-02-03"), "2026-02-24"),
    "F-03": (("K-05", "2026-02-25"), "2026-03-03"),
    "F-05": (("K-07", "2025-12-19"), "2026-02-24"),
    "F-06": (("K-07", "2026-07-06"), "2026-09-04"),
    "F-06, extended": (("K-07", "2026-07-06", "--extend", "30"), "2026-10-08"),
    "F-09": (("K-13", "2026-08-31", "--exclude", HEARING), "2026-10-10"),
    "F-09, without the hearing": (("K-13", "2026-08-31"), "2026-09-30"),
    "F-12, to accept": (("K-63b", "2026-09-28"), "2026-10-10"),
    "F-12, award": (("K-63", "2026-08-20"), "2026-10-08"),
    "F-12, award extended": (("K-63", "2026-08-20", "--extend", "15"), "2026-10-19"),
    "F-13, to apply": (("K-66a", "2026-08-05"), "2026-10-08"),
    "F-13, to accept": (("K-66b", "2026-09-30"), "2026-10-13"),
    "F-16": (("K-40", "2026-01-31"), "2026-02-28"),
    "F-18": (("K-03", "2026-09-05"), "2026-09-20"),
    "F-20": (("K-50", "2026-09-30"), "2026-10-10"),
    "F-23": (("K-70", "2026-10-01", "--at", "10:00"), "2026-10-04T10:00:00+08:00"),
    "F-24": (("K-07", "2026-11-21"), "2027-01-20"),
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_reference_comes_out_as_it_says(example: str) -> None:
    asked, due = EXAMPLES[example]

    told = counted(*asked, OFFLINE)

    assert told["due"] == due
    assert told["provisional"] == (example == "F-24")
    assert told["start"][:10] == asked[1]
    assert told.keys() >= {"clock", "start", "due", "provisional", "unit", "article", "steps"}
    assert told["steps"][0]["zh"]
    assert (told["live"], told["calendar"]) == (True, "china.0")


def test_the_extension_is_seen_before_and_after_rolling() -> None:
    told = counted("K-07", "2026-07-06", "--extend", "30", OFFLINE)

    assert (told["counted_to"], told["due"]) == ("2026-10-04", "2026-10-08")


def test_people_read_the_same_in_two_languages() -> None:
    told = counted("K-05", "2026-02-25", OFFLINE)

    read = run("deadline", "K-05", "2026-02-25", OFFLINE)

    assert read.exit_code == 0
    for step in told["steps"]:
        assert step["zh"] in read.stdout
        assert step["en"] in read.stdout
    assert told["article"] in read.stdout
    assert "china.0" in read.stdout


def test_a_time_of_day_moves_no_day_and_an_id_may_be_written_small() -> None:
    assert counted("k-05", "2026-02-11", "--at", "23:59:59", OFFLINE) == counted(
        "K-05", "2026-02-11", OFFLINE
    )
    assert counted("K-70", "2026-10-01T9:05", OFFLINE)["due"] == "2026-10-04T09:05:00+08:00"


def test_a_ground_that_the_rule_names_is_named_where_there_are_several() -> None:
    told = counted("K-66", "2026-03-02", "--exclude", "appraisal:2026-03-10..2026-03-12", OFFLINE)
    plain = counted("K-66", "2026-03-02", OFFLINE)

    (excluded,) = (step for step in told["steps"] if step["code"] == "excluded")
    moved = date.fromisoformat(told["counted_to"]) - date.fromisoformat(plain["counted_to"])
    assert (excluded["because"], excluded["count"], moved.days) == ("appraisal", 3, 3)


def test_overlapping_exclusions_are_left_out_once() -> None:
    overlapping = counted(
        "K-13", "2026-08-31", "--exclude", HEARING, "--exclude", "2026-09-05..2026-09-11", OFFLINE
    )

    assert overlapping["due"] == "2026-10-10"


def test_what_is_still_to_be_verified_is_counted_and_said_to_be_off() -> None:
    told = counted("K-61", "2026-02-11", OFFLINE)

    read = run("deadline", "K-61", "2026-02-11", OFFLINE)

    assert (told["live"], told["mark"]) == (False, "V")
    assert "尚待核实" in read.stdout
    assert "still to be verified" in read.stdout


def test_an_edition_counts_by_its_own_rules_on_its_own_calendar() -> None:
    told = counted("P-05-3", "2026-09-28", "--edition", "demo/2026.1", OFFLINE)

    assert (told["due"], told["calendar"]) == ("2026-10-06", "fictional-2026-2040.0")
    assert told["window_closes_at"] == "2026-10-06T17:30:00+08:00"
    on_the_nations = counted(
        "P-05-3", "2026-09-28", "--edition", "demo/2026.1", "--calendar", "china", OFFLINE
    )
    assert on_the_nations["calendar"] == "china.0"


NO_SENSE = {
    "an unknown clock": (("K-7", "2026-02-11"), "K-07"),
    "a clock like none": (("zz", "2026-02-11"), "fengqiao clocks"),
    "an impossible date": (("K-07", "2026-02-30"), "start"),
    "no date": (("K-07", "tomorrow"), "start"),
    "a date in another age": (("K-07", "1066-10-14"), "start"),
    "an impossible time": (("K-07", "2026-02-11", "--at", "24:30"), "at"),
    "no time": (("K-07", "2026-02-11", "--at", "noon"), "at"),
    "hours without a time": (("K-70", "2026-02-11"), "at"),
    "an exclusion that ends first": (
        ("K-13", "2026-08-31", "--exclude", "2026-09-11..2026-09-02"),
        "exclude",
    ),
    "an exclusion that is no range": (("K-13", "2026-08-31", "--exclude", "2026-09-11"), "exclude"),
    "an exclusion of nothing": (("K-13", "2026-08-31", "--exclude", ":2026-09-02..2026-09-03"), "exclude"),
    "an exclusion with an impossible day": (
        ("K-13", "2026-08-31", "--exclude", "2026-09-31..2026-10-02"),
        "exclude",
    ),
    "a ground nobody knows": (("K-13", "2026-08-31", "--exclude", f"rain:{HEARING}"), "rain"),
    "a ground that must be named": (("K-66", "2026-08-31", "--exclude", HEARING), "site-inspection"),
    "an extension too long to count": (("K-40", "2026-08-31", "--extend", "1000000"), "extend"),
    "an extension approved before the start": (
        ("K-07", "2026-02-11", "--extend", "5", "--extended-on", "2026-02-10"),
        "extended_on",
    ),
    "an unknown edition": (("K-07", "2026-02-11", "--edition", "demo/1999"), "demo/2026.1"),
    "an unknown calendar": (("K-07", "2026-02-11", "--calendar", "moon"), "china"),
    "a clock the edition does not run": (("K-67", "2026-02-11", "--edition", "demo/2026.1"), "K-67"),
}
REFUSED = {
    "an extension beyond the cap": ("K-07", "2026-02-11", "--extend", "31"),
    "a second extension": ("K-07", "2026-02-11", "--extend", "10", "--extend", "10"),
    "an extension of nothing": ("K-07", "2026-02-11", "--extend", "0"),
    "an extension after the end": ("K-07", "2026-02-11", "--extend", "10", "--extended-on", "2026-04-14"),
    "an extension the rule does not know": ("K-05", "2026-02-11", "--extend", "2"),
    "a ground the rule does not name": ("K-05", "2026-02-11", "--exclude", HEARING),
    "another ground than the rule's": ("K-13", "2026-08-31", "--exclude", f"appraisal:{HEARING}"),
    "a source without a number": ("K-42", "2026-02-11"),
}


@pytest.mark.parametrize("what", NO_SENSE)
def test_what_makes_no_sense_names_the_field_in_both_languages(what: str) -> None:
    asked, named = NO_SENSE[what]

    done = run("deadline", *asked, OFFLINE, "--json")

    zh, en = done.stderr.splitlines()
    assert (done.exit_code, done.stdout) == (2, "")
    assert named in zh
    assert named in en


@pytest.mark.parametrize("what", REFUSED)
def test_what_a_rule_refuses_names_its_article_in_both_languages(what: str) -> None:
    rule = TABLE[REFUSED[what][0]]

    done = run("deadline", *REFUSED[what], OFFLINE, "--json")

    zh, en = done.stderr.splitlines()
    assert (done.exit_code, done.stdout) == (4, "")
    assert rule.articles[0].cite("zh") in zh
    assert rule.articles[0].cite("en") in en


def test_an_extension_on_the_last_day_is_in_time() -> None:
    told = counted("K-07", "2026-02-11", "--extend", "10", "--extended-on", "2026-04-13", OFFLINE)

    assert told["due"] == "2026-04-22"


NOTICE = {
    "number": 1,
    "year": 2027,
    "source": "国务院办公厅通知",
    "holidays": ["2027-01-20", "2027-01-21"],
    "make_up_workdays": ["2027-01-23"],
}


def published(*rows: tuple[str, str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"version": f"{series}.1", "kind": kind, "series": series, "body": body}
        for kind, series, body in rows
    ]


def test_what_a_running_system_has_published_is_laid_over_the_calendar(window: Counter) -> None:
    window.shown["/publications"] = published(("calendar", "china", NOTICE), ("rules", "sl", {}))

    told = counted("K-07", "2026-11-21", "--url", window.url)

    assert (told["due"], told["provisional"], told["calendar"]) == ("2027-01-22", False, "china.1")


def test_a_system_that_runs_here_is_found_without_being_named(
    window: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.shown["/publications"] = published(("calendar", "china", NOTICE))
    monkeypatch.setenv("FENGQIAO_API_PORT", window.url.rpartition(":")[2])

    assert counted("K-07", "2026-11-21")["calendar"] == "china.1"
    assert counted("K-07", "2026-11-21", OFFLINE)["calendar"] == "china.0"


@pytest.mark.parametrize("answer", [None, {"detail": "something else"}, [{"body": {}}], 7])
def test_whatever_else_answers_here_is_no_system_of_ours(
    window: Counter, monkeypatch: pytest.MonkeyPatch, answer: Any
) -> None:
    if answer is not None:
        window.shown["/publications"] = answer
    monkeypatch.setenv("FENGQIAO_API_PORT", window.url.rpartition(":")[2])

    assert counted("K-07", "2026-11-21")["calendar"] == "china.0"


def test_without_a_system_the_packaged_calendar_serves_and_a_named_one_must_answer(
    window: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FENGQIAO_API_PORT", "9")

    assert counted("K-07", "2026-11-21")["calendar"] == "china.0"
    assert run("deadline", "K-07", "2026-11-21", "--url", "http://127.0.0.1:9").exit_code == 3
    assert run("deadline", "K-07", "2026-11-21", "--url", window.url).exit_code == 4


def test_the_table_of_clocks_is_whole_and_says_what_is_off() -> None:
    rows = {row["id"]: row for row in json.loads(run("clocks", "--json").stdout)}

    assert rows.keys() == TABLE.keys()
    assert {id for id, row in rows.items() if not row["live"]} == {
        rule.id for rule in TABLE.values() if rule.mark is Mark.VERIFY
    }
    handling = rows["K-07"]
    assert handling["length"] == {"zh": "60日", "en": "60 calendar days"}
    assert (handling["extension"]["at_most"], handling["extension"]["times"]) == (30, 1)
    assert (handling["responsible"]["zh"], handling["field"]) == ("有权处理的机关、单位", "petitions")
    assert rows["K-13"]["excludes"] == [{"code": "hearing", "zh": "听证", "en": "hearing"}]
    assert rows["K-42"]["length"] is None


def test_the_table_is_narrowed_by_field_and_by_edition() -> None:
    arbitration = json.loads(run("clocks", "--field", "arbitration", "--json").stdout)
    county = json.loads(run("clocks", "--edition", "demo/2026.1", "--json").stdout)

    assert {row["id"][:4] for row in arbitration} == {"K-63", "K-64", "K-65"}
    fields = {"mediation", "petitions", "courts", "arbitration", "agencies", "county"}
    assert {row["field"] for row in county} == fields
    assert next(row for row in county if row["id"] == "K-40")["count"] == 30


def test_an_unknown_field_of_the_table_is_told_the_known_ones() -> None:
    done = run("clocks", "--field", "astronomy")

    assert done.exit_code == 2
    assert "petitions" in done.stderr


def test_people_read_the_table_too_and_see_what_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal.out, "width", 240)

    read = run("clocks", "--field", "petitions").stdout

    assert "信访 Petitions" in read
    assert "5个工作日" in read
    assert "有待核实，暂不启用" in read
