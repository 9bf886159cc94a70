# ruff: noqa: INP001  a program for whoever deploys, no module of ours
"""The dashboards as code: `python deploy/watching/dashboards.py` writes them anew, always the same."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PLACE = Path(__file__).parent / "dashboards"
_WIDTH, _HEIGHT, _ACROSS = 12, 8, 2

Panel = tuple[str, str, Sequence[tuple[str, str]]]  # title, unit, (expression, legend)


def _quantile(share: float, metric: str, over: str = "5m") -> str:
    return f"histogram_quantile({share}, sum by (le) (rate({metric}_bucket[{over}])))"


DASHBOARDS: Mapping[str, tuple[str, Sequence[Panel]]] = {
    "house": (
        "枫桥 运行 Fengqiao: how the house runs",
        (
            (
                "决定 Decisions a minute",
                "short",
                [("sum by (procedure) (rate(fengqiao_decisions_total[5m])) * 60", "{{procedure}}")],
            ),
            (
                "拒绝 Refusals a minute",
                "short",
                [("topk(10, sum by (code) (rate(fengqiao_refusals_total[5m])) * 60)", "{{code}}")],
            ),
            (
                "答复 Answers a second",
                "reqps",
                [("sum by (status) (rate(fengqiao_answers_total[5m]))", "{{status}}")],
            ),
            (
                "答复用时 Seconds to an answer",
                "s",
                [
                    (
                        _quantile(share, "fengqiao_answer_seconds", "5m"),
                        f"{share}",
                    )
                    for share in (0.5, 0.95, 0.99)
                ],
            ),
            (
                "期限延迟 How late what time brings is written",
                "s",
                [
                    (
                        _quantile(share, "fengqiao_lateness", "15m"),
                        f"{share}",
                    )
                    for share in (0.5, 0.99)
                ],
            ),
            (
                "落后的流程 Workflows behind the journal",
                "short",
                [
                    ("max(fengqiao_engine_behind)", "behind"),
                    ("sum by (what) (increase(fengqiao_engine_caught_up_total[1h]))", "{{what}}"),
                ],
            ),
            (
                "不变量 What does not hold",
                "short",
                [("max by (kind) (fengqiao_invariant_violations)", "{{kind}}")],
            ),
            (
                "上次检查 Since the last look",
                "s",
                [("max(fengqiao_invariants_checked_seconds_ago)", "seconds")],
            ),
            (
                "连接 Connections in use",
                "percentunit",
                [("max by (instance) (fengqiao_pool_in_use / fengqiao_pool_size)", "{{instance}}")],
            ),
            ("版本 Release", "short", [("count by (version) (fengqiao_build_info)", "{{version}}")]),
        ),
    ),
    "cases": (
        "枫桥 案件 Fengqiao: cases, handoffs and letters",
        (
            ("在办 Open cases", "short", [("max by (procedure) (fengqiao_open_cases)", "{{procedure}}")]),
            ("逾期 Overdue", "short", [("max by (procedure) (fengqiao_overdue)", "{{procedure}}")]),
            ("移送 Handoffs", "short", [("max by (stage) (fengqiao_handoffs)", "{{stage}}")]),
            ("送不到的 Dead letters", "short", [("max by (agency) (fengqiao_dead_letters)", "{{agency}}")]),
            (
                "对不上的 Parked messages",
                "short",
                [("max by (agency) (fengqiao_parked_messages)", "{{agency}}")],
            ),
            (
                "待发信件 Letters waiting",
                "short",
                [
                    ("max(fengqiao_outbox_letters)", "waiting"),
                    ("max(fengqiao_outbox_failing_letters)", "failing"),
                ],
            ),
            (
                "最早一封 Age of the oldest due letter",
                "s",
                [("max(fengqiao_outbox_oldest_seconds)", "seconds")],
            ),
        ),
    ),
    "engine": (
        "枫桥 引擎 Fengqiao: the engine's library",
        (
            (
                "任务失败 Failed workflow tasks",
                "short",
                [
                    (
                        "sum by (failure_reason) (rate(temporal_workflow_task_execution_failed[5m]))",
                        "{{failure_reason}}",
                    )
                ],
            ),
            (
                "等待 Seconds until a workflow task begins",
                "s",
                [
                    (
                        _quantile(0.99, "temporal_workflow_task_schedule_to_start_latency"),
                        "0.99",
                    )
                ],
            ),
            (
                "本地活动 Local activities",
                "s",
                [
                    (
                        _quantile(0.99, "temporal_local_activity_execution_latency"),
                        "0.99",
                    )
                ],
            ),
            (
                "空闲位置 Free slots",
                "short",
                [("min by (worker_type) (temporal_worker_task_slots_available)", "{{worker_type}}")],
            ),
            ("缓存 Workflows in the cache", "short", [("sum(temporal_sticky_cache_size)", "cached")]),
            (
                "请求失败 Requests that failed",
                "short",
                [("sum by (operation) (rate(temporal_request_failure[5m]))", "{{operation}}")],
            ),
        ),
    ),
}


def dashboard(name: str) -> dict[str, Any]:
    """One of them, as Grafana reads it."""
    title, panels = DASHBOARDS[name]
    return {
        "uid": f"fengqiao-{name}",
        "title": title,
        "tags": ["fengqiao"],
        "timezone": "Asia/Shanghai",
        "schemaVersion": 39,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "panels": [_panel(at, *panel) for at, panel in enumerate(panels)],
    }


def written(name: str) -> str:
    """The same as it stands in its file."""
    return json.dumps(dashboard(name), ensure_ascii=False, indent=2) + "\n"


def _panel(at: int, title: str, unit: str, targets: Sequence[tuple[str, str]]) -> dict[str, Any]:
    row, column = divmod(at, _ACROSS)
    return {
        "id": at + 1,
        "type": "timeseries",
        "title": title,
        "gridPos": {"x": column * _WIDTH, "y": row * _HEIGHT, "w": _WIDTH, "h": _HEIGHT},
        "datasource": {"type": "prometheus", "uid": "${datasource}"},
        "fieldConfig": {"defaults": {"unit": unit, "min": 0}, "overrides": []},
        "targets": [
            {"refId": chr(ord("A") + n), "expr": expression, "legendFormat": legend}
            for n, (expression, legend) in enumerate(targets)
        ],
    }


if __name__ == "__main__":
    PLACE.mkdir(exist_ok=True)
    for each in DASHBOARDS:
        (PLACE / f"{each}.json").write_text(written(each), "utf-8")
