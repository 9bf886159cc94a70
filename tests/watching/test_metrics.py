"""What is counted: bounded, and nothing of anybody."""

import re
from collections.abc import Iterable
from datetime import timedelta

import pytest
from prometheus_client import generate_latest
from prometheus_client.core import Metric
from prometheus_client.parser import text_string_to_metric_families

from local.ports import free_port
from records.operating import LettersNow
from records.standing_figures import Standing
from rules.procedures import PROCEDURES
from watching import metrics
from watching.collecting import gauges
from watching.library import LATENESS, Library, measured
from workflows import names

NAME = "龘靐司马"
# Of what the records hold: whose values are kinds and stages of the rules, agencies of the settings.
OF_THE_RECORDS = {
    "fengqiao_open_cases": "procedure",
    "fengqiao_overdue": "procedure",
    "fengqiao_handoffs": "stage",
    "fengqiao_dead_letters": "agency",
    "fengqiao_parked_messages": "agency",
    "fengqiao_invariant_violations": "kind",
}


def counted() -> Iterable[Metric]:
    return text_string_to_metric_families(generate_latest(metrics.REGISTRY).decode())


def test_every_set_of_labels_is_one_that_was_known_beforehand() -> None:
    known = {name: set(values) for name, values in metrics.labels().items()}
    for kind in PROCEDURES:
        for verb in ("register", "nobody-listed-this", NAME):
            metrics.decided(kind, verb)
    metrics.decided(NAME, "claim")
    metrics.decided("dispute", "claim")
    metrics.refused(NAME)
    metrics.refused("not-your-seat")
    metrics.answered(200, 0.01)
    metrics.answered(404, 0.01)
    metrics.caught_up("nudged")

    found = {
        (family.name, tuple(value for key, value in sample.labels.items() if key != "le"))
        for family in counted()
        for sample in family.samples
        if sample.labels and family.name not in ("fengqiao_build_info", "fengqiao_answer_seconds")
    }
    assert {name for name, _ in found} >= {"fengqiao_decisions", "fengqiao_answers"}
    assert [(name, values) for name, values in found if values not in known[name]] == []
    assert ("fengqiao_decisions", ("dispute", "claim")) in found
    assert NAME not in generate_latest(metrics.REGISTRY).decode()


def test_no_label_grows_with_the_cases() -> None:
    """So many sets there may be of each counter: of verbs and refusals hundreds, of all else a few."""
    for name, values in metrics.labels().items():
        assert len(set(values)) < 1_000, name


def test_what_the_records_hold_is_told_by_kinds_and_by_nothing_else() -> None:
    held = Standing(
        LettersNow(3, 7, 1),
        {"dispute": 5},
        {"dispute": 2},
        {"sent": 1},
        {"court": 1},
        {"court": 2},
        {"chain": 1},
    )

    told = {family.name: family for family in gauges(held)}
    labelled = {
        name: set(sample.labels) for name, each in told.items() for sample in each.samples if sample.labels
    }
    assert labelled == {name: {label} for name, label in OF_THE_RECORDS.items()}
    assert told["fengqiao_outbox_letters"].samples[0].value == 3
    assert "fengqiao_invariants_checked_seconds_ago" not in told
    checked = Standing(LettersNow(0, 0, 0), checked_seconds_ago=12.5)
    assert {f.name for f in gauges(checked)} - set(told) == {"fengqiao_invariants_checked_seconds_ago"}


def test_a_request_that_was_not_answered_is_no_answer() -> None:
    before = generate_latest(metrics.REGISTRY)
    metrics.answered(0, 1.0)

    assert generate_latest(metrics.REGISTRY) == before


def test_lateness_has_one_name_wherever_it_is_said() -> None:
    assert names.LATENESS == LATENESS


@pytest.mark.parametrize("family", list(metrics.REGISTRY.collect()), ids=lambda family: str(family.name))
def test_every_metric_has_our_name_and_says_what_it_is(family: Metric) -> None:
    assert re.fullmatch(r"fengqiao_[a-z_]+", family.name)
    assert len(family.documentation) > 15


def test_the_build_says_which_release_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    (build,) = (family for family in counted() if family.name == "fengqiao_build_info")
    assert build.samples[0].labels["version"] == metrics.release() != ""

    monkeypatch.setattr(metrics, "_PROGRAM", "nobody-installed-this")
    assert metrics.release() == ""


def test_what_the_library_of_the_engine_counts_stands_beside_ours() -> None:
    runtime, library = measured()
    meter = runtime.metric_meter.create_histogram_timedelta(LATENESS, "how late", "duration")
    meter.record(timedelta(seconds=3))

    told = generate_latest(metrics.with_ours(library)).decode()

    assert 'fengqiao_lateness_bucket{le="5",service_name="temporal-core-sdk"} 1.0' in told
    assert "fengqiao_build_info" in told


def test_a_library_that_does_not_answer_is_left_out() -> None:
    assert list(Library(f"127.0.0.1:{free_port()}").collect()) == []
