"""What was asked and what was answered, as the checker needs it: who was told "it stands", who was told "no",
and of what nobody knows."""

import time
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Standing(StrEnum):
    ACKNOWLEDGED = "acknowledged"  # it must stand, once
    REFUSED = "refused"  # it must not stand
    UNKNOWN = "unknown"  # it may stand, at most once


@dataclass
class Operation:
    """One command, however often it was sent. Instants are of the monotonic clock, in seconds."""

    key: UUID
    person: str
    verb: str  # "register", or a verb of the procedure
    path: str
    body: Any
    procedure: str = ""
    begun: float = field(default_factory=time.monotonic)
    ended: float = 0.0
    ended_at: datetime | None = None  # by the clock on the wall, in UTC
    standing: Standing = Standing.UNKNOWN
    receipt: Any = None
    answers: list[int] = field(default_factory=list)  # HTTP statuses; 0 where none came

    @property
    def seconds(self) -> float:
        return self.ended - self.begun


@dataclass
class Book:
    """All operations of one experiment, and whatever an answer contradicted at once."""

    operations: list[Operation] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)
    strangers_asked: int = 0  # how often somebody of another place asked for a case
    strangers_answered: list[str] = field(default_factory=list)  # and was shown it
    faults: list[tuple[float, str]] = field(default_factory=list)  # when, and what was done

    def of(self, *standings: Standing) -> list[Operation]:
        return [each for each in self.operations if each.standing in standings]

    @property
    def acknowledged(self) -> list[Operation]:
        return self.of(Standing.ACKNOWLEDGED)

    def did(self, what: str) -> None:
        """Note that something was broken just now."""
        self.faults.append((time.monotonic(), what))

    def recoveries(self) -> list[float]:
        """Of each fault, the seconds until a command was acknowledged that was asked after it."""
        known = sorted(self.acknowledged, key=lambda each: each.ended)
        found = []
        for at, _ in self.faults:
            later = next((each.ended - at for each in known if each.begun >= at), None)
            if later is not None:
                found.append(later)
        return found
