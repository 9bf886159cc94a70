"""Recorded histories: what the engine kept of each case of a story, and the state in which the case stood."""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from temporalio.client import WorkflowHistory

from rules.aftercare.matter import Aftercare
from rules.dispute.matter import Dispute
from rules.procedure import Proceeding, kind_of
from workflows.converter import data_converter

HERE = Path(__file__).parent
CONVERTER = data_converter({"k1": bytes(range(32))}, "k1")  # the key under which they were recorded

_STATES: dict[str, type[Proceeding]] = {"dispute": Dispute, "aftercare": Aftercare}


@dataclass(frozen=True)
class Case:
    """One case: its history as the engine had it, the state as the journal had it."""

    history: WorkflowHistory
    state: Proceeding


def keep(story: str, cases: Sequence[Case]) -> None:
    """Write a story's cases down. The same cases give the same bytes."""
    plain = [
        {
            "id": case.history.workflow_id,
            "history": json.loads(case.history.to_json()),
            "state": _adapter(case.history.workflow_id).dump_python(case.state, mode="json"),
        }
        for case in cases
    ]
    data = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    (HERE / f"{story}.json.gz").write_bytes(gzip.compress(data, mtime=0))


def kept() -> Iterator[tuple[str, Case]]:
    """All recorded cases, each with the name of its story."""
    for path in sorted(HERE.glob("*.json.gz")):
        for case in json.loads(gzip.decompress(path.read_bytes())):
            history = WorkflowHistory.from_json(case["id"], case["history"])
            yield path.name.split(".")[0], Case(history, _adapter(case["id"]).validate_python(case["state"]))


def _adapter(procedure: str) -> TypeAdapter[Any]:
    return TypeAdapter(_STATES[kind_of(procedure)])
