"""Stories (剧本): what people ask for, in which order, and what is expected of the case after each step.

A story is a file in ``scenarios/``. Times are counted from its start (``"3d"``, ``"1d4h"``), due dates in
days from the day of its start. In a body ``"@zhang"`` is the party of that name, ``"@first"`` the matter that
``matter = "first"`` named, ``"@3d"`` an instant and ``"@day-3d"`` its day. It begins with
``register = "dispute"``, or the name of another procedure that people can begin, with
``register = "submission"``, then ``classify``, or with what an agency's own system sends:
``agency = "court"``, ``push = "assigned-mediation"``. At a handoff, ``act`` is what the agency's system does
about it, and ``handed_over = true`` registers what its acceptance begins.
What a step does not expect to change, it expects unchanged; what grew out of a case is a case of its own.
``report = ["0d", "0d"]`` has a special report made of these days: however often, it says the same.
On the day that it really is, ``due = "any"``: it falls on another day each time.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

SCENARIOS = Path(__file__).parent / "scenarios"
NONE = "none"  # TOML has no null
ANY = "any"
_ELSEWHERE = frozenset(
    {"register", "push", "classify", "follow", "back", "turn"}
)  # steps that lead to another case

_OFFSET = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?")


@dataclass(frozen=True)
class Seen:
    """What people see of a case. ``owner`` is unit/role, ``due`` in days from the story's start, or ANY."""

    stage: str
    step: int  # 1-4 on the ladder, 0 outside it
    owner: str
    due: int | str | None
    waits_for: str
    overdue: bool = False
    outcome: str | None = None


@dataclass(frozen=True)
class Step:
    """Somebody asks for something, or an agency's system says it, or time passes, or the story turns.

    ``journal`` are the kinds of the entries that this brings about; ``refused`` is "status code".
    """

    offset: timedelta
    expected: Seen | None  # None as long as nothing is registered
    by: str | None = None  # role@unit
    agency: str | None = None  # whose own system does something
    push: str | None = None  # the docking by which it sends a matter
    act: str | None = None  # what it does about the handoff at which the story is
    register: str | None = None  # the kind of the procedure that is begun, or "submission"
    handed_over: bool = False  # it is what the acceptance of the handoff begins
    suggests: tuple[str, ...] | None = None  # matters that may be the same as what is registered
    classify: str | None = None  # what the submission is: accusation | mixed
    matter: str | None = None  # what the story calls the matter that is registered or classified
    link: str | None = None  # what the matter is to another
    search: str | None = None
    finds: tuple[str, ...] = ()  # the matters that are found
    sees: tuple[str, ...] | None = None  # the kinds of all entries that the person is shown of the case
    chain: tuple[str, ...] | None = None  # all procedures about its matter that the person is shown, "kind/n"
    report: tuple[str, ...] | None = None  # a special report is made of these days, such as "0d", "6d"
    tells: tuple[str, ...] = ()  # in which lines of it the case is named
    hall: str | None = None  # what somebody does in the hall, or is told of it
    gives: tuple[str, ...] = ()  # what comes of that
    ask: str | None = None
    body: dict[str, Any] = field(default_factory=dict)
    follow: str | None = None  # the kind of the procedure that grew out of this one
    back: bool = False  # to the procedure from which this one was followed
    turn: str | None = (
        None  # to one at which the story has been, "kind/n", of the same matter, or "kind/n@first"
    )
    kill: tuple[str, ...] = ()  # processes that are killed (kill -9) while this is asked
    refused: str | None = None
    doors: tuple[str, ...] = ()  # where a refused registration shows people to
    journal: tuple[str, ...] = ()
    tasks: tuple[str, ...] | None = None  # "what unit/role"
    documents: tuple[str, ...] = ()  # kinds that have been issued
    served: tuple[str, ...] = ()  # names of the parties on whom the guidance has been served

    @property
    def person(self) -> str:
        """Who sits in that seat of the demonstration county. Only for a step in which somebody asks."""
        assert self.by
        role, unit = self.by.split("@")
        return f"p-{unit}-{role}".replace("_", "-")


@dataclass(frozen=True)
class Story:
    name: str
    zh: str
    en: str
    edition: str
    servers: tuple[str, ...]  # skipping | persistent
    same_as: str | None  # the story whose journal this one's must equal
    steps: tuple[Step, ...]

    @property
    def is_heard(self) -> bool:
        """Whether agencies' own systems take part in it: they live on the day that it really is."""
        return any(step.agency for step in self.steps)


def stories() -> tuple[Story, ...]:
    """All of them, by name."""
    return tuple(read(path) for path in sorted(SCENARIOS.glob("*.toml")))


def read(path: Path) -> Story:
    """The story of a file. Raises KeyError, TypeError or ValueError for one that makes no sense."""
    data = tomllib.loads(path.read_text())
    return Story(
        name=path.stem,
        zh=data["zh"],
        en=data["en"],
        edition=data.get("edition", "2026.1"),
        servers=tuple(data.get("servers", ["skipping"])),
        same_as=data.get("same_as"),
        steps=tuple(_steps(data["steps"], data["papers"])),
    )


def offset(text: str) -> timedelta:
    """``"1d4h"``, ``"40m"`` as a length of time."""
    match = _OFFSET.fullmatch(text)
    if not text or match is None:
        raise ValueError(text)
    days, hours, minutes = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def filled(body: Any, value_of: Callable[[str], Any]) -> Any:
    """The body with every ``"@name"`` replaced by the value of that name."""
    if isinstance(body, dict):
        return {key: filled(value, value_of) for key, value in body.items()}
    if isinstance(body, list):
        return [filled(value, value_of) for value in body]
    if isinstance(body, str) and body.startswith("@"):
        return value_of(body[1:])
    return body


def _steps(rows: list[dict[str, Any]], papers: dict[str, dict[str, Any]]) -> Iterator[Step]:
    at = timedelta(0)
    expected: Seen | None = None
    for row in rows:
        at = offset(row.pop("at")) if "at" in row else at
        expected = _expected(None if _ELSEWHERE & row.keys() else expected, row.pop("then", {}))
        body = row.pop("with", {})
        body = papers[body] if isinstance(body, str) else body
        plain: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
        yield Step(offset=at, expected=expected, body=body, **plain)


def _expected(before: Seen | None, then: dict[str, Any]) -> Seen | None:
    changes: dict[str, Any] = {name: None if value == NONE else value for name, value in then.items()}
    if before is None:
        return Seen(**changes) if changes else None
    return replace(before, **changes)


def differences(expected: Seen, seen: Seen) -> dict[str, tuple[Any, Any]]:
    """What differs, by name: (expected, seen). Of what is ANY, nothing does."""
    pairs = {each.name: (getattr(expected, each.name), getattr(seen, each.name)) for each in fields(Seen)}
    return {name: pair for name, pair in pairs.items() if pair[0] not in (ANY, pair[1])}
