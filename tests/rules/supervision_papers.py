"""What the letters of supervision and recommendations are printed from, one of each."""

from typing import Any

_ISSUED: dict[str, Any] = {"on": "2026-11-23", "unit": "sl"}
_LATE = {
    **_ISSUED,
    "supervised": "sl-d4",
    "ground": "overdue",
    "late_procedure": "petition",
    "duty": "inform",
    "clock": "K-04",
    "was_due_on": "2026-11-17",
    "days_late": 6,
}
_RECOMMENDED = {
    **_ISSUED,
    "concerns": None,
    "cases": ["SL-2026-000001", "SL-2026-000002"],
    "cluster": None,
    "problem": "a",
    "evidence": "b",
    "analysis": "c",
    "proposal": "d",
    "within_days": 30,
}

SUPERVISION_PAPERS_ISSUED: dict[str, dict[str, Any]] = {
    "D-22": _LATE,
    "D-13": {**_LATE, "facts": None, "demand": None, "answer_by": "2026-12-11", "contact": "petition_bureau"},
    "D-14": {
        **_RECOMMENDED,
        "cluster": {
            "kind": "event",
            "subject": "illegal-parking",
            "place": "sl-t1-v1",
            "count": 6,
            "before": [2, 0, 1, 0],
            "since": "2026-08-05",
            "until": "2026-11-02",
        },
    },
    "D-15": _RECOMMENDED,
    "D-16": {**_RECOMMENDED, "concerns": "sl-d4", "cases": []},
}
