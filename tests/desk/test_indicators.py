"""`fengqiao indicator`: asks the system, and shows a rate with its numerator and its denominator."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import app
from tests.desk.counter import Counter

SPAN = ("--since", "2026-01-01", "--until", "2026-12-31")
ASKED = "since=2026-01-01&until=2026-12-31"


def rate(formula: str, on_time: int, late: int, not_done: int) -> dict[str, Any]:
    counts = {"on_time": on_time, "late": late, "not_done": not_done}
    due = sum(counts.values())
    return {
        "formula": formula,
        "words": {"zh": f"{formula} 的中文", "en": f"the words of {formula}"},
        "due": due,
        **{
            name: {"words": {"zh": f"{name} 的中文", "en": f"the words of {name}"}, "count": count}
            for name, count in counts.items()
        },
        "rate": round(on_time / due, 4) if due else None,
    }


def run(window: Counter, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["indicator", *arguments, "--url", window.url])


def test_a_rate_is_shown_with_its_numerator_its_denominator_and_what_was_late(window: Counter) -> None:
    window.shown[f"/indicators/on-time?{ASKED}"] = rate("M-03-B", 1869, 100, 4)

    drawn = run(window, "on-time", *SPAN).stdout

    assert "94.73%" in drawn
    assert "1869 / 1973" in drawn
    assert "100" in drawn
    assert "late 的中文" in drawn
    assert "the words of not_done" in drawn


def test_the_rate_of_nothing_is_no_number(window: Counter) -> None:
    rates = {"department": rate("M-01", 0, 0, 0), "units": rate("M-02", 3, 0, 1)}
    window.shown[f"/indicators/timely-acceptance?{ASKED}"] = rates

    drawn = run(window, "timely-acceptance", *SPAN).stdout

    assert "0 / 0" in drawn
    assert "—" in drawn
    assert "75.00%" in drawn


def test_as_json_it_is_what_the_system_said_on_the_calendar_that_was_named(window: Counter) -> None:
    told = rate("M-03-B", 1, 0, 0)
    window.shown[f"/indicators/on-time?{ASKED}&calendar=china"] = told

    said = run(window, "on-time", *SPAN, "--calendar", "china", "--json")

    assert json.loads(said.stdout) == told


@pytest.mark.parametrize("name", ["on-time", "timely-acceptance"])
def test_what_is_no_day_is_named_and_nothing_is_asked(window: Counter, name: str) -> None:
    done = run(window, name, "--since", "去年", "--until", "2026-12-31")

    assert done.exit_code == 2
    assert "去年" in done.stderr
    assert window.people == set()


def test_what_the_system_refuses_is_said(window: Counter) -> None:
    done = run(window, "on-time", *SPAN)

    assert done.exit_code == 4
    assert "not-found 的中文" in done.stderr
