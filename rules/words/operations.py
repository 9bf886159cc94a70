"""What whoever keeps the house running is told (运行维护): upkeep, and states of the engine."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "problem": {
        "another-upkeep-runs": (
            "已有一项维护任务正在进行，没有开始新的。请等它结束后再开始。",
            "Upkeep is running already, and none was begun. Begin again when it has ended.",
        ),
    },
    "upkeep": {
        "verify": ("核对全部流水", "Verify all journals"),
        "rebuild": ("按流水重建阅读表", "Rebuild the read tables from the journals"),
        "stuck": ("查找停住的流程", "Look for proceedings that do not go on"),
    },
    "upkeep-state": {
        "running": ("进行中", "Running"),
        "done": ("已完成", "Done"),
        "failed": ("未能完成", "Failed"),
        "interrupted": ("已中断", "Interrupted"),
    },
    "workflow-state": {
        "running": ("运行中", "Running"),
        "completed": ("已结束", "Completed"),
        "failed": ("失败", "Failed"),
        "canceled": ("已取消", "Cancelled"),
        "terminated": ("被终止", "Terminated"),
        "continued_as_new": ("已接续为新的一次", "Continued in a new run"),
        "timed_out": ("超时", "Timed out"),
    },
}
