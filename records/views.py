"""Writing what people see of a procedure: its view, as rows of the read tables."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import CTE, Text, bindparam

from records.sets import replaced
from records.tables import (
    agenda_items,
    agreements,
    case_places,
    cases,
    clocks,
    meetings,
    parties,
    sessions,
    tasks,
)
from rules.journal import View

READ_TABLES = (
    cases,
    case_places,
    tasks,
    parties,
    sessions,
    agreements,
    clocks,
    meetings,
    agenda_items,
)
PROCEDURE = bindparam("procedure", type_=Text)


def rows_of(procedure: str, view: View, seq: int, decided_seq: int) -> dict[str, list[dict[str, Any]]]:
    """The rows of each read table for one procedure, without the procedure's id. Pure."""
    kind, _, matter, _ = procedure.split("/")
    place = {"kind": kind, "matter": matter, "seq": seq, "decided_seq": decided_seq}
    return {
        cases.name: [{**place, **asdict(view.case)}],
        case_places.name: [{"unit": unit} for unit in sorted(set(view.case.places))],
        tasks.name: [{"position": n, **asdict(task)} for n, task in enumerate(view.tasks)],
        parties.name: [asdict(party) for party in view.parties],
        sessions.name: [asdict(session) for session in view.sessions],
        agreements.name: [asdict(agreement) for agreement in view.agreements],
        clocks.name: [asdict(clock) for clock in view.clocks],
        meetings.name: [asdict(meeting) for meeting in view.meetings],
        agenda_items.name: [asdict(line) for line in view.agenda],
    }


def parameters(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The rows as parameters of the clauses of ``written``."""
    return {f"{table}_rows": given for table, given in rows.items()}


def written() -> list[CTE]:
    """The clauses that make the read tables say of ``:procedure`` what the given rows say."""
    return [clause for table in READ_TABLES for clause in replaced(table, {"procedure": PROCEDURE})]
