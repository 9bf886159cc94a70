"""What a training installation says of itself."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "training": {"band": ("演练 · 这里的一切都不是真的", "Training · nothing here is real")}
}
