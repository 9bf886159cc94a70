"""What is handed to and fro when it is looked whether everything still holds: ids and codes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:  # 检查
    """One look. ``id``: the same however often it is tried; ``seed`` draws the sample."""

    id: str
    seed: str
    sample: int


@dataclass(frozen=True)
class Found:
    """What does not hold: its kind, of what, at which entry where it shows at one, and codes."""

    kind: str
    subject: str
    seq: int | None = None
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Looked:
    """``sampled``: the procedures that were looked at closely; ``looked_at``: how many cases in all."""

    sampled: tuple[str, ...]
    looked_at: int
    found: tuple[Found, ...]


@dataclass(frozen=True)
class Outcome:
    """How a look ended: how much does not hold now, how much of it is new, how much holds again."""

    open: int
    new: int
    closed: int
