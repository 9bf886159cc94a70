"""Whether two tellings left the same journal, whatever their numbers, references and days were called."""

import re
from datetime import date, datetime
from typing import Any

from demo.place import Line
from demo.telling import Telling
from rules.instants import legal_day

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def journal_of(telling: Telling) -> list[Any]:
    """Its entries in order, days counted from its start, parties and references called by their order."""
    plain = _Plain(telling)
    return [
        [telling.thread.procedures.index(told.procedure), *plain.line(told.line)] for told in telling.told
    ]


def first_difference(one: Telling, other: Telling) -> str | None:
    """Where the two journals part; None if they are the same."""
    mine, theirs = journal_of(one), journal_of(other)
    for number, (left, right) in enumerate(zip(mine, theirs, strict=False), start=1):
        if left != right:
            return f"第 {number} 条流水 {left}，应为 {right}"
    return None if len(mine) == len(theirs) else f"流水 {len(mine)} 条，应为 {len(theirs)} 条"


class _Plain:
    def __init__(self, telling: Telling) -> None:
        self._start = telling.start
        self._numbers = {procedure.split("/")[2] for procedure in telling.thread.procedures}
        self._names = {ref: f"@{name}" for name, ref in telling.thread.parties.items()}

    def line(self, line: Line) -> list[Any]:
        return [line.seq, line.kind, self._days(legal_day(line.at)), line.by, self.value(line.body)]

    def value(self, value: Any) -> Any:
        if isinstance(value, dict):
            named = {self._names.get(key) or key: inner for key, inner in value.items()}
            return {self._text(key): self.value(inner) for key, inner in sorted(named.items())}
        if isinstance(value, list):
            return sorted(
                (self.value(inner) for inner in value), key=repr
            )  # what came from a set has no order
        return self._text(value) if isinstance(value, str) else value

    def _text(self, text: str) -> str:
        text = _UUID.sub(lambda found: self._names.setdefault(found[0], f"#{len(self._names)}"), text)
        if _INSTANT.fullmatch(text):
            return f"{round((datetime.fromisoformat(text) - self._start).total_seconds() / 60)} min"
        if _DAY.fullmatch(text):
            return f"{self._days(date.fromisoformat(text))} d"
        for number in self._numbers:
            text = text.replace(number, "number")
        return text

    def _days(self, day: date) -> int:
        return (day - legal_day(self._start)).days
