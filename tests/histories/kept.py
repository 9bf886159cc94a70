"""Recorded histories: what the engine kept of each case of a story, and the state in which the case stood."""

import asyncio
import json
import lzma
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from temporalio.client import WorkflowHistory

from rules.accusation.matter import Accusation
from rules.aftercare.matter import Aftercare
from rules.backlog.matter import Backlog
from rules.consultation.matter import Consultation
from rules.dispatch.matter import Dispatch
from rules.dispute.matter import Dispute
from rules.errand.matter import Errand
from rules.event.matter import EventCase
from rules.handoff.matter import Handoff
from rules.incident.matter import Incident
from rules.inspection.matter import Inspection
from rules.meeting.matter import Meeting
from rules.petition.matter import Petition
from rules.petition_aftercare.matter import PetitionAftercare
from rules.procedure import kind_of
from rules.recommendation.matter import Recommendation
from rules.review.matter import Review
from rules.supervision.matter import Supervision
from tests.histories.unsealing import sealed, unsealed
from workflows.converter import data_converter
from workflows.handover import Leaving
from workflows.publication import Round
from workflows.reports import Reporting
from workflows.rota import Round as Turns
from workflows.watch import Watch

HERE = Path(__file__).parent
NAMESPACE = "fengqiao"
CONVERTER = data_converter({"k1": bytes(range(32))}, "k1")  # the key under which they were recorded
assert CONVERTER.payload_codec
CODEC = CONVERTER.payload_codec

_STATES: dict[str, type[Any]] = {
    "dispute": Dispute,
    "aftercare": Aftercare,
    "petition": Petition,
    "petition_aftercare": PetitionAftercare,
    "review": Review,
    "re_review": Review,
    "consultation": Consultation,
    "handoff": Handoff,
    "event": EventCase,
    "inspection": Inspection,
    "backlog": Backlog,
    "accusation": Accusation,
    "meeting": Meeting,
    "dispatch": Dispatch,
    "incident": Incident,
    "errand": Errand,
    "supervision": Supervision,
    "recommendation": Recommendation,
    # What is no proceeding: how far it has come.
    "publication": Round,
    "handover": Leaving,
    "reports": Reporting,
    "rota": Turns,
    "watch": Watch,
}


@dataclass(frozen=True)
class Case:
    """One run of a case: its history as the engine had it, the state as the journal had it."""

    history: WorkflowHistory
    state: Any


async def keep(story: str, cases: Sequence[Case]) -> None:
    """Write a story's cases down. The same cases give the same bytes."""
    plain = []
    for case in cases:
        id = case.history.workflow_id
        history, said = await unsealed(case.history, CODEC)
        state = _adapter(id).dump_json(case.state).decode()
        plain.append({"id": id, "history": history, "said": said, "state": state})
    data = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    (HERE / f"{story}.json.xz").write_bytes(lzma.compress(data))


async def kept() -> AsyncIterator[tuple[str, Case]]:
    """All recorded cases, each with the name of its story."""
    for path in sorted(HERE.glob("*.json.xz")):
        for case in json.loads(lzma.decompress(path.read_bytes())):
            history = await sealed(case["id"], case["history"], case["said"], CODEC)
            yield path.name.split(".")[0], Case(history, _adapter(case["id"]).validate_json(case["state"]))


def kept_now() -> dict[str, tuple[str, Case]]:
    """All recorded runs, each with the name of its story, by the id of the run."""

    async def found() -> dict[str, tuple[str, Case]]:
        return {run_of(case.history): (story, case) async for story, case in kept()}

    return asyncio.run(found())


def state_kind(procedure: str) -> type[Any]:
    """What the state of a procedure is, by its id."""
    return _STATES[kind_of(procedure)]


def run_of(history: WorkflowHistory) -> str:
    """The run whose history it is: of one procedure there may be several."""
    return history.events[0].workflow_execution_started_event_attributes.original_execution_run_id


def _adapter(procedure: str) -> TypeAdapter[Any]:
    return TypeAdapter(state_kind(procedure))
