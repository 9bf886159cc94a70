"""What the rota's workflow hands to its activity, and hears back."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class RotaLook:  # 查看轮值
    """Of which county, at which instant (UTC)."""

    county: str
    at: datetime


@dataclass(frozen=True)
class RotaOpened:
    """How many meetings stand by this look that did not before."""

    opened: int
