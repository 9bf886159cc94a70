"""`fengqiao indicator evaluation`: participation beside satisfaction, and of a few nothing."""

from typing import Any

from typer.testing import CliRunner, Result

from api.evaluations import told_of
from cli import app
from rules.petition_aftercare.codes import Target
from rules.satisfaction import Evaluations
from tests.desk.counter import Counter

SPAN = ("--since", "2026-01-01", "--until", "2026-12-31")
ASKED = "since=2026-01-01&until=2026-12-31"


def told(*counted: Evaluations) -> dict[str, Any]:
    targets = [told_of(target, each) for target, each in zip(Target, counted, strict=True)]
    return {"at_least": 5, "targets": [each.model_dump(mode="json") for each in targets]}


def run(window: Counter, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["indicator", "evaluation", *arguments, "--url", window.url])


def test_satisfaction_is_shown_with_participation_and_all_that_was_said(window: Counter) -> None:
    window.shown[f"/indicators/evaluation?{ASKED}"] = told(
        Evaluations(61, 17, 5, 9), Evaluations(40, 0, 0, 52)
    )

    drawn = run(window, *SPAN).stdout

    for said in ("责任单位", "61", "17", "92", "90.22%", "93.98%", "信访部门", "43.48%", "100.00%"):
        assert said in drawn


def test_of_a_few_it_says_that_they_are_few(window: Counter) -> None:
    of_a_unit = f"/indicators/evaluation?{ASKED}&unit=sl-d4"
    window.shown[of_a_unit] = told(Evaluations(3, 0, 1, 0), Evaluations(0, 0, 0, 4))

    drawn = run(window, *SPAN, "--unit", "sl-d4").stdout

    assert drawn.count("少于 5 件次，不显示") == 2
    assert "%" not in drawn
