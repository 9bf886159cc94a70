"""A notice to a seat (工作提醒) as it reads: the date it names, and how that date came about then."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

import written
from api.office import Office
from records import papers
from records.documents import Document
from rules.clocks.describing import LANGUAGES
from rules.clocks.telling import explained
from rules.consultation.matter import CLOCK as ANSWER
from rules.dispute.matter import LEVEL, WHOLE
from rules.journal import Entry
from rules.procedure import Proceeding
from rules.words import say, work_notice

_CLOCKS = {
    "StepReminded": LEVEL,
    "StepFellOverdue": LEVEL,
    "WholePeriodEnded": WHOLE,
    "QuestionFellOverdue": ANSWER,
}


async def paragraphs(
    office: Office, records: AsyncEngine, document: Document, units: Mapping[str, str]
) -> dict[str, list[str]]:
    """The notice in each language. What it explains is the date as the journal had it at its own entry."""
    data = document.draft.data
    names = {"number": document.matter, "unit": units.get(data["unit"], data["unit"])}
    loaded = await papers.load(records, document.draft.procedure)
    procedure, entries = office.procedures[loaded.kind], loaded.entries[: document.draft.seq]
    state = procedure.fold([written.read(procedure, entry) for entry in entries], loaded.edition)
    clock = _clock(entries[-1], data)
    return {
        each: work_notice(
            data,
            names | (_move(state, entries[-1], clock, each) if clock else {}),
            _explanation(state, clock, data, each) if clock else (),
            each,
        )
        for each in LANGUAGES
    }


def _clock(entry: Entry, data: Mapping[str, Any]) -> str | None:
    """The name of the clock whose date the notice names; None if it names none."""
    name: str | None = data.get("clock") or _CLOCKS.get(entry.kind) or entry.body.get("duty")
    return name


def _explanation(state: Proceeding, clock: str, data: Mapping[str, Any], language: str) -> tuple[str, ...]:
    due = state.due(clock)
    if due is None or str(due.on) != data["due_on"]:
        return ()
    rule = state.edition.rule(state.clock(clock).rule)
    return explained(due, rule, language, state.edition.hours.window_closes)


def _move(state: Proceeding, entry: Entry, clock: str, language: str) -> dict[str, str]:
    """What a moved date needs to be told: which period, and what moved it."""
    because = say("moved-by", entry.kind, language).format(version=entry.body.get("version", ""))
    return {"clock": say("clock", state.clock(clock).rule, language), "because": because}
