"""An example of every answer about how the house is running, as ``api/samples.py``."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from api.operations import EngineNow, OperationsShown, RunShown, RunsShown, TaskShown
from api.saying import both
from api.stuck import Run
from api.upkeeping import Kind
from records.operating import AdapterNow, DatabaseNow, Failing, LettersNow

_AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
_PROCEDURE = "dispute/sl/SL-2026-000001/1"
_RUN = "01989a52-5f0e-7c1e-9b5e-0b1d5e6a7c01"
_PAGES = "https://temporal.example"
_TASK = TaskShown(
    id=UUID("6f0c2f0e-5c0e-5b5e-9a55-0b1d5e6a7c01"),
    kind=Kind.VERIFY,
    words=both("upkeep", Kind.VERIFY),
    state="running",
    state_words=both("upkeep-state", "running"),
    asked_by="p-operator",
    started_at=_AT,
    beat_at=_AT,
    ended_at=None,
    looked_at=1_200,
    total=10_000,
    found=0,
    findings=[],
    why=None,
)

# By operation.
SAMPLES: dict[str, Any] = {
    "read_operations": OperationsShown(
        at=_AT,
        engine=EngineNow(answers=True, namespace="fengqiao", states={"running": 812}, pages=_PAGES),
        database=DatabaseNow("17.6", 412_000_000, 14, 1_930, 812, 21_400, 0, _AT),
        checkpoints_late=False,
        letters=LettersNow(waiting=3, overdue_seconds=0, failing=1),
        failing=[Failing(_PROCEDURE, 7, "handoff-message", 4, "RPCError", _AT)],
        adapters=[AdapterNow("court", 41, 1, 0, 0, _AT, _AT, "202")],
    ),
    "list_upkeep": [_TASK],
    "begin_upkeep": _TASK,
    "list_runs": RunsShown(
        procedure=_PROCEDURE,
        runs=[
            RunShown(
                run=Run(_RUN, "running", _AT, None, 41),
                state_words=both("workflow-state", "running"),
                page=f"{_PAGES}/namespaces/fengqiao/workflows/dispute%2Fsl%2FSL-2026-000001%2F1/{_RUN}/history",
            )
        ],
    ),
}
