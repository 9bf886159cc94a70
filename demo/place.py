"""Where a story can be played, and what is seen there of a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from demo.stories import Seen


class Refusal(Exception):
    """The system said no: "status code", and the doors it showed."""

    def __init__(self, status: int, code: str, doors: tuple[str, ...] = ()) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.doors = doors


class Differs(Exception):
    """The case is not as expected."""


@dataclass(frozen=True)
class Line:
    """One entry of the journal as people see it. ``by`` is role@unit; ``body`` is plain JSON."""

    seq: int
    kind: str
    at: datetime
    by: str | None
    body: dict[str, Any]


@dataclass(frozen=True)
class Look:
    """A case at one moment: what is seen of it, its tasks and papers, and when time will next change it."""

    seen: Seen
    tasks: tuple[str, ...]
    documents: tuple[str, ...]
    served: tuple[str, ...]  # references of the parties on whom they have been served
    lines: tuple[Line, ...]
    next_moment: datetime | None


@dataclass(frozen=True)
class Registered:
    """A registered case: its procedure, and the references of its parties by their names in the story."""

    procedure: str
    parties: dict[str, str]


@dataclass(frozen=True)
class Reported:
    """A report: its digest, and the codes of the lines in which a case is named."""

    digest: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Became:
    """What a submission became: the number of its ordinary matter, the procedure of the accusation in it."""

    number: str | None
    accusation: str | None


class Place(Protocol):
    """Where stories are played: a county with a clock."""

    async def now(self) -> datetime:
        """The instant on its clock, in UTC."""

    async def wait_until(self, at: datetime) -> None:
        """Let time pass until then."""

    async def register(
        self, kind: str, person: str, body: dict[str, Any], edition: str, key: str
    ) -> Registered:
        """Begin a procedure of that kind. Raises Refusal."""

    async def register_handed_over(
        self, handoff: str, kind: str, person: str, body: dict[str, Any], edition: str, key: str
    ) -> Registered:
        """Begin what the acceptance of a handoff begins. Raises Refusal."""

    async def push(self, agency: str, docking: str, data: dict[str, Any]) -> Registered:
        """An agency's own system sends a matter; the handoff that has arrived."""

    async def act(self, procedure: str, agency: str, act: str, data: dict[str, Any]) -> None:
        """An agency's own system does something about a handoff."""

    async def ask(self, procedure: str, person: str, verb: str, body: dict[str, Any], key: str) -> None:
        """Ask for something, or report it. Raises Refusal."""

    async def look(self, procedure: str, start: datetime) -> Look:
        """The case as it is; due dates count in days from the day of ``start``."""

    async def following(self, procedure: str, kind: str) -> str | None:
        """The procedure of that kind that grew out of this one, once there is one; the latest handoff."""

    async def sees(self, procedure: str, person: str) -> tuple[str, ...]:
        """The kinds of the entries that a person is shown of a case. Raises Refusal."""

    async def chain(self, number: str, person: str) -> tuple[str, ...]:
        """The procedures about a matter that a person is shown. Raises Refusal."""

    async def submit(self, person: str, body: dict[str, Any], key: str) -> str:
        """Take in what somebody brought; the name under which it waits at the counter. Raises Refusal."""

    async def classify(
        self, submission: str, person: str, purpose: str, body: dict[str, Any], key: str
    ) -> Became:
        """Say what a submission is. Raises Refusal."""

    async def search(self, person: str, words: str) -> tuple[str, ...]:
        """The numbers of the matters that a person finds by words."""

    async def likenesses(self, person: str, body: dict[str, Any]) -> tuple[str, ...]:
        """The numbers of the matters that may be the same as what somebody brings."""

    async def link(self, number: str, person: str, body: dict[str, Any], key: str) -> tuple[str, ...]:
        """Link a matter with another; the kinds of its links from then on. Raises Refusal."""

    async def report(self, person: str, since: date, until: date, procedure: str, key: str) -> Reported:
        """Have a special report made of these legal days, and compared with itself. Raises Refusal."""

    async def hall(self, person: str, asked: str, key: str) -> tuple[str, ...]:
        """Do something in the hall, or be told of it; what comes of it. Raises Refusal."""

    async def kill(self, parts: Sequence[str]) -> None:
        """kill -9 of these processes, a moment from now; they are started again."""
