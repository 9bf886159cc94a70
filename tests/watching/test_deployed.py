"""What is deployed to watch with: alerts, their runbook, dashboards, and what each of them asks for."""

import json
import re
import runpy
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from records.operating import LettersNow
from records.standing_figures import Standing
from tests.house.repository import ROOT
from watching import metrics
from watching.collecting import gauges
from watching.library import LATENESS

PLACE = ROOT / "deploy" / "watching"
ALERTS = yaml.safe_load((PLACE / "alerts.yml").read_text("utf-8"))
RUNBOOK = (ROOT / "docs" / "runbook.md").read_text("utf-8")
RULES: list[dict[str, Any]] = [rule for group in ALERTS["groups"] for rule in group["rules"]]
MADE: dict[str, Any] = runpy.run_path(str(PLACE / "dashboards.py"))

# What the engine's library counts, by its own list (docs.temporal.io, SDK metrics), as far as we ask for it.
OF_THE_LIBRARY = {
    "temporal_workflow_task_execution_failed",
    "temporal_workflow_task_schedule_to_start_latency",
    "temporal_local_activity_execution_latency",
    "temporal_worker_task_slots_available",
    "temporal_sticky_cache_size",
    "temporal_request_failure",
}
OF_PROMETHEUS = {"up"}
_SUFFIXES = re.compile(r"_(?:total|bucket|sum|count|info)$")
_WORDS = re.compile(r"\b(?:fengqiao|temporal)_[a-z_]+\b")


def ours() -> set[str]:
    everything = Standing(LettersNow(0, 0, 0), checked_seconds_ago=1.0)
    pool = {"fengqiao_pool_size", "fengqiao_pool_in_use", "fengqiao_records_up"}
    counted = {family.name for family in metrics.REGISTRY.collect()}
    return counted | {family.name for family in gauges(everything)} | pool | {LATENESS}


def expressions() -> Iterator[tuple[str, str]]:
    for rule in RULES:
        yield rule["alert"], rule["expr"]
    for name in MADE["DASHBOARDS"]:
        for panel in MADE["dashboard"](name)["panels"]:
            for target in panel["targets"]:
                yield f"{name}: {panel['title']}", target["expr"]


@pytest.mark.parametrize(("where", "expression"), list(expressions()))
def test_every_figure_that_is_asked_for_exists(where: str, expression: str) -> None:
    asked = {_SUFFIXES.sub("", each) for each in _WORDS.findall(expression)}

    assert asked - ours() - OF_THE_LIBRARY == set(), where
    assert asked or "up{" in expression


def test_every_alert_is_an_entry_of_the_runbook_and_every_entry_an_alert() -> None:
    entries = re.findall(r"^## (\w+)$", RUNBOOK, re.MULTILINE)

    assert [rule["alert"] for rule in RULES] == entries
    for rule in RULES:
        assert rule["annotations"]["runbook"] == f"docs/runbook.md#{rule['alert'].lower()}"
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert re.search(r"[一-鿿].*[A-Za-z]", rule["annotations"]["summary"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["alert"]))
def test_every_entry_says_what_it_means_for_people_what_to_look_at_and_what_to_type(
    rule: dict[str, Any],
) -> None:
    entry = RUNBOOK.split(f"## {rule['alert']}\n")[1].split("\n## ")[0]

    assert rule["annotations"]["summary"].split(" ")[0] in entry
    assert "**对人 for people**" in entry
    assert "**先看 look at**" in entry
    commands = re.findall(r"```sh\n(.+?)\n```", entry, re.DOTALL)
    assert commands
    assert all(line.startswith(("fengqiao ", "make ")) for each in commands for line in each.splitlines())


@pytest.mark.parametrize("name", list(MADE["DASHBOARDS"]))
def test_a_dashboard_is_what_its_code_says(name: str) -> None:
    stands = (PLACE / "dashboards" / f"{name}.json").read_text("utf-8")

    assert stands == MADE["written"](name)
    made = json.loads(stands)
    assert made["uid"] == f"fengqiao-{name}"
    assert len({panel["id"] for panel in made["panels"]}) == len(made["panels"])


def test_nothing_lies_there_that_no_code_made() -> None:
    assert {path.stem for path in (PLACE / "dashboards").iterdir()} == set(MADE["DASHBOARDS"])


@pytest.mark.parametrize("name", ["collector.yaml", "prometheus.yml"])
def test_what_is_deployed_can_be_read(name: str) -> None:
    assert yaml.safe_load((PLACE / name).read_text("utf-8"))


def test_the_collector_takes_what_we_send() -> None:
    collector = yaml.safe_load((PLACE / "collector.yaml").read_text("utf-8"))
    traces = collector["service"]["pipelines"]["traces"]

    assert collector["receivers"]["otlp"]["protocols"]["http"]["endpoint"].endswith(":4318")
    assert set(traces["receivers"]) <= set(collector["receivers"])
    assert set(traces["processors"]) <= set(collector["processors"])
    assert set(traces["exporters"]) <= set(collector["exporters"])


def test_prometheus_itself_takes_the_rules() -> None:
    """Where its tool is at hand it is asked; else every bracket is closed at least."""
    if promtool := shutil.which("promtool"):
        rules = str(PLACE / "alerts.yml")
        asked = subprocess.run(
            [promtool, "check", "rules", rules], capture_output=True, text=True, check=False
        )
        assert asked.returncode == 0, asked.stderr
    for _, expression in expressions():
        assert all(expression.count(a) == expression.count(b) for a, b in ("()", "[]", "{}"))
