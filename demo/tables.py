"""What the demo shows: each case's timeline as a table, in the words of the house."""

from datetime import datetime, timedelta

from rich.console import Console
from rich.table import Table

import counties
from demo.place import Line
from demo.telling import Telling, Told
from rules.instants import BEIJING, legal_day
from rules.words import say

# Which field of an entry says more about it, and in which words.
_MORE = {
    "Registered": ("because", "because"),
    "SessionHeld": ("outcome", "session-outcome"),
    "StayEnded": ("how", "level-end"),
    "LevelEntered": ("because", "because"),
    "Flagged": ("flag", "flag"),
    "ConsentEnded": ("how", "consent"),
    "Ended": ("outcome", "outcome"),
    "AftercareClosed": ("outcome", "outcome"),
    "ServiceBooked": ("service", "service"),
    "ServiceGiven": ("service", "service"),
    "QuestionEnded": ("outcome", "outcome"),
    "Concluded": ("outcome", "outcome"),
    "Evaluated": ("value", "satisfaction"),
    "ReExamined": ("finding", "re-examination"),
    "ExecutionRecorded": ("executed", "executed"),
    "AfterCareGiven": ("measure", "after-care"),
    "MatterAudited": ("substantively", "substance"),
    "PetitionAftercareClosed": ("outcome", "outcome"),
    "ReviewOpinionIssued": ("result", "outcome"),
    "ReviewResultNoted": ("result", "outcome"),
    "ReviewClosed": ("outcome", "outcome"),
    "AccusationClosed": ("outcome", "outcome"),
    "HandedOff": ("docking", "docking"),
    "HandoffArrived": ("docking", "docking"),
    "HandoffOpened": ("docking", "docking"),
    "HandoffEnded": ("outcome", "outcome"),
    "FindingRecorded": ("aspect", "aspect"),
    "FoundInOrder": ("aspect", "aspect"),
    "InspectionEnded": ("outcome", "outcome"),
    "BacklogRegistered": ("ground", "backlog-ground"),
    "BacklogEnded": ("outcome", "outcome"),
    "MessageNotDelivered": ("what", "handoff-message"),
    "MessageNotTaken": ("what", "handoff-message"),
}
_UNITS = {unit.id: unit.name for unit in counties.units("demo")}


def show(telling: Telling, console: Console) -> None:
    """The timeline of a told story: entry, time, what, who, step, due."""
    table = Table(title=f"{telling.story.zh}　{telling.story.en}", title_justify="left", expand=False)
    table.add_column("条", justify="right")
    table.add_column("时间")
    table.add_column("事项")
    table.add_column("承办")
    table.add_column("层级")
    table.add_column("期限")
    before = None
    for told in telling.told:
        if before not in (None, told.procedure):
            table.add_section()
        before = told.procedure
        table.add_row(*_row(told, telling.start))
    console.print(table)


def _row(told: Told, start: datetime) -> tuple[str, ...]:
    line, seen = told.line, told.seen
    at = line.at.astimezone(BEIJING)
    day = (legal_day(line.at) - legal_day(start)).days
    step = line.body.get("step") or seen.step
    due = f"{legal_day(start) + timedelta(days=seen.due):%m-%d}" if isinstance(seen.due, int) else ""
    return (
        str(line.seq),
        f"{at:%m-%d %H:%M}（第{day}日）",
        _what(line),
        _who(line.by),
        f"{step} {say('step', str(step), 'zh')}" if step else "",
        f"{due}{'（逾期）' if seen.overdue else ''}",
    )


def _what(line: Line) -> str:
    what = say("event", line.kind, "zh")
    field, words = _MORE.get(line.kind, ("", ""))
    return f"{what}：{say(words, line.body[field], 'zh')}" if field else what


def _who(seat: str | None) -> str:
    if seat is None:
        return "（自动）"
    role, unit = seat.split("@")
    return f"{_UNITS.get(unit, unit)} {say('role', role, 'zh')}"
