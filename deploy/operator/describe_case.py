# ruff: noqa: INP001  a program for the operator, no module of ours
"""Says where a case stands, from the engine alone: no database, no API, no key.

`python describe_case.py dispute/SL/SL-2026-000001/1` runs `temporal workflow describe` and `temporal
workflow show` (which find the server by TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE) and reads of their output
the step, the owner, what the case waits for and the next moment at which time itself will change something.
The engine's own timer is compared with that moment: where they differ, `timer` says so.

Exit code: 0 told, 1 no such case or no engine, 2 the timer is not the one that the case shows.
"""

import argparse
import base64
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

_CLOSE = timedelta(seconds=2)  # a timer is set a moment after the instant from which it was counted
_ENDED = ("timerFiredEventAttributes", "timerCanceledEventAttributes")


def main() -> int:
    """Tell of the case that is named."""
    parser = argparse.ArgumentParser(
        description="案件现状，仅凭流程引擎 where a case stands, from the engine alone"
    )
    parser.add_argument("case", help="dispute/{county}/{number}/{n} or aftercare/{county}/{number}/{n}")
    parser.add_argument("--temporal", default="temporal", help="the temporal program")
    asked = parser.parse_args()
    try:
        described, shown = (_output(asked.temporal, verb, asked.case) for verb in ("describe", "show"))
    except subprocess.CalledProcessError as failed:
        sys.stderr.write(failed.stderr)
        return 1
    told = tell(described, shown)
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return 0 if told["timer"] == "agrees" else 2


def tell(described: dict[str, Any], shown: dict[str, Any]) -> dict[str, Any]:
    """What the output of both commands says. ``step`` is 0 outside the ladder; instants are in UTC."""
    info = described["workflowExecutionInfo"]
    seen = {name: _value(payload) for name, payload in info["searchAttributes"]["indexedFields"].items()}
    moment = seen.get("FengqiaoNextMoment")
    next_moment = datetime.fromisoformat(moment).astimezone(UTC) if moment else None
    return {
        "case": info["execution"]["workflowId"],
        "is_open": info["status"] == "WORKFLOW_EXECUTION_STATUS_RUNNING",
        "stage": seen["FengqiaoStage"],
        "step": seen["FengqiaoStep"],
        "owner": seen["FengqiaoOwner"],
        "waits_for": seen["FengqiaoWaitsFor"],
        "next_moment": next_moment.isoformat() if next_moment else None,
        "needs_attention": seen["FengqiaoNeedsAttention"],
        "entry": seen["FengqiaoSeq"],  # told only along with another change
        "timer": _compared(next_moment, _timer(shown["events"])),
    }


def _output(program: str, verb: str, case: str) -> dict[str, Any]:
    command = [program, "workflow", verb, "--workflow-id", case, "--output", "json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    output: dict[str, Any] = json.loads(done.stdout)
    return output


def _value(payload: dict[str, Any]) -> Any:
    return json.loads(base64.b64decode(payload["data"]))


def _timer(events: list[dict[str, Any]]) -> datetime | None:
    """When the timer that is set will fire; None when none is."""
    set_for: dict[str, datetime] = {}
    for event in events:
        if started := event.get("timerStartedEventAttributes"):
            seconds = float(started["startToFireTimeout"].removesuffix("s"))
            at = datetime.fromisoformat(event["eventTime"][:19] + "+00:00")
            set_for[started["timerId"]] = at + timedelta(seconds=seconds)
        for name in _ENDED:
            if ended := event.get(name):
                set_for.pop(ended["timerId"], None)
    return min(set_for.values(), default=None)


def _compared(moment: datetime | None, timer: datetime | None) -> str:
    if moment is None or timer is None:
        return "agrees" if moment is timer else f"differs: {timer.isoformat() if timer else None}"
    return "agrees" if abs(moment - timer) <= _CLOSE else f"differs: {timer.isoformat()}"


if __name__ == "__main__":
    sys.exit(main())
