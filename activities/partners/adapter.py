"""What every adapter can do, and what may come of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True)
class Errand:  # 一次传送
    """What is to be told to an agency: the message of one entry of one handoff."""

    procedure: str
    seq: int
    agency: str
    what: str


@dataclass(frozen=True)
class Taken:
    """The agency's system has it. ``effect`` is what it says it did with it: taken | nothing | refused |
    pending."""

    at: datetime
    effect: str


class NotTaken(Exception):
    """It has not. ``is_final``: asking again would get the same answer. ``code``: a status or a code, no
    words.

    ``after``: seconds it asks us to wait."""

    def __init__(self, code: str, *, is_final: bool, after: float | None = None) -> None:
        super().__init__(code)
        self.code, self.is_final, self.after = code, is_final, after


class Adapter(Protocol):
    """One way to reach an agency. Sending twice is sending once: the message has an id."""

    async def send(self, id: str, body: str, at: datetime) -> Taken:
        """Hand a message over. Sending, recalling and acknowledging are messages alike. Raises NotTaken."""

    async def fetch(self, subject: str, at: datetime) -> dict[str, Any]:
        """How an exchange stands there, as the contract has it. Raises NotTaken."""
