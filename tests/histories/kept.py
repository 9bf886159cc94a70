"""Recorded histories: what the engine kept of each case of a story, and the state in which the case stood."""

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
from rules.procedure import Proceeding, kind_of
from rules.recommendation.matter import Recommendation
from rules.review.matter import Review
from rules.supervision.matter import Supervision
from tests.histories.unsealing import sealed, unsealed
from workflows.converter import data_converter

HERE = Path(__file__).parent
CONVERTER = data_converter({"k1": bytes(range(32))}, "k1")  # the key under which they were recorded
assert CONVERTER.payload_codec
CODEC = CONVERTER.payload_codec

_STATES: dict[str, type[Proceeding]] = {
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
}


@dataclass(frozen=True)
class Case:
    """One case: its history as the engine had it, the state as the journal had it."""

    history: WorkflowHistory
    state: Proceeding


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


def _adapter(procedure: str) -> TypeAdapter[Any]:
    return TypeAdapter(_STATES[kind_of(procedure)])
