"""What published texts are (公开内容), and how they stand."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "content-kind": {
        "guide": ("工作指南", "Guide"),
        "standard": ("工作标准", "Standard"),
        "route-chart": ("导引图", "Route chart"),
        "request-list": ("诉求清单", "List of requests"),
        "training": ("培训材料", "Training"),
        "publicity": ("宣传材料", "Publicity"),
        "task-register": ("任务清单", "Register of tasks"),
        "rule-register": ("制度清单", "Register of rules"),
    },
    "content-check": {
        "current": ("与现行途径清单核对一致", "Checked against the list of routes in force"),
        "to-be-checked": (
            "途径清单已经更新，本文尚未重新核对",
            "The list of routes has moved on; this text is still to be checked",
        ),
        "route-changed": (
            "本文所列途径在新清单中有变动，待核对；请以现行清单为准",
            "A route named here has changed; this text is to be checked, and the list in force prevails",
        ),
    },
}
