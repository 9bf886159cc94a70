"""Bringing a file in: every row through the public API, many at once, and a report of what became of each."""

import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from desk.caller import Caller, Refusal
from desk.sheets import BadRow
from desk.submissions import Submission
from desk.together import together

AT_ONCE = 16  # requests under way at any moment
_ITS_ROWS_FAULT = frozenset({409, 413, 422})  # anything else is about us, and stops the run
_OTHER_CONTENT = "key-reused"  # the same person sent this row before, and it said something else


@dataclass
class Report:
    """What became of a file's rows. ``already`` stood in the system, ``repeated`` stood twice in the file."""

    source: str
    rows: int = 0
    registered: int = 0
    already: int = 0
    repeated: int = 0
    bad: list[BadRow] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def done(self) -> int:
        """Rows that have been dealt with."""
        return self.registered + self.already + self.repeated + len(self.bad)

    def plain(self) -> dict[str, Any]:
        """The same as JSON has it, bad rows in the order of their lines."""
        rate = round(self.done / self.seconds, 1) if self.seconds else None
        bad = [asdict(row) for row in sorted(self.bad, key=lambda row: row.line)]
        return {**asdict(self), "done": self.done, "rows_per_second": rate, "bad": bad}


async def bring_in(
    rows: Iterable[Submission | BadRow | None],
    caller: Caller,
    person: str,
    report: Report,
    *,
    at_once: int = AT_ONCE,
    told: Callable[[], None] = lambda: None,
) -> None:
    """Register every row as this person; ``report`` grows as they are answered, ``told`` hears of each.

    Raises Away when the system stays away, Refusal when it refuses us rather than a row. What was
    registered until then stands, and the same call again goes on.
    """
    began = time.monotonic()

    async def deal_with(row: Submission | BadRow | None) -> None:
        if row is None:
            report.repeated += 1
        elif isinstance(row, BadRow):
            report.bad.append(row)
        else:
            await _register(row, caller, person, report)
        told()

    try:
        await caller.sign_in(person)
        await together(rows, deal_with, at_once)
    finally:
        report.seconds = round(time.monotonic() - began, 3)


async def _register(row: Submission, caller: Caller, person: str, report: Report) -> None:
    try:
        answer = await caller.post(person, row.path, row.body, row.key)
    except Refusal as refusal:
        if refusal.status not in _ITS_ROWS_FAULT:
            raise
        report.bad.append(_refused(row, refusal))
        return
    if answer.body["is_new"]:
        report.registered += 1
    else:
        report.already += 1


def _refused(row: Submission, refusal: Refusal) -> BadRow:
    if refusal.code == _OTHER_CONTENT:
        return BadRow.because(row.line, "id-registered-with-other-content", id=row.id)
    told = [*refusal.places, *refusal.details]
    where = f" ({', '.join(told)})" if told else ""
    return BadRow.because(
        row.line, "not-registered", id=row.id, zh=f"{refusal.zh}{where}", en=f"{refusal.en}{where}"
    )
