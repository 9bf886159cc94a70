"""For which reasons the engine's histories are opened (流程记录查阅事由)."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "history-reason": {
        "engine-stuck": ("流程停滞", "A proceeding stands still"),
        "incident": ("故障处置", "An incident"),
        "after-an-upgrade": ("升级核对", "A check after an upgrade"),
        "audit": ("审计核查", "An audit"),
    },
}
