"""What the records say of other cases, where there are none: the matters of a scope, and what is open."""

from collections.abc import Callable, Mapping
from typing import Any

from rules.backlog.commands import MatterLookedAt
from rules.inspection.commands import FrameListed
from rules.inspection.matter import Inspection
from rules.instants import legal_day
from rules.procedure import Fact, kind_of
from rules.procedures import PROCEDURES
from workflows import names

States = Mapping[str, Any]  # the state of every procedure, by its id
_HANDLED_BY = ("dispute", "petition", "review", "re_review", "handoff")


def _frame(procedure: str, states: States) -> tuple[str, Fact]:
    inspection: Inspection = states[procedure]
    frame = [
        id.split("/")[2]
        for id, state in states.items()
        if kind_of(id) in inspection.kinds
        and inspection.since <= legal_day(state.opened_at) <= inspection.until
        and inspection.units & set(PROCEDURES[kind_of(id)].view(state).case.places)
    ]
    return names.FRAME_LISTED, FrameListed(frame=tuple(frame))


def _still_open(procedure: str, states: States) -> tuple[str, Fact]:
    number = procedure.split("/")[2]
    still_open = tuple(
        id
        for id, state in states.items()
        if id.split("/")[2] == number and kind_of(id) in _HANDLED_BY and not state.has_ended
    )
    return names.MATTER_LOOKED_AT, MatterLookedAt(still_open=still_open)


# By kind of the letter: who is told of it, and what.
LOOKED: Mapping[str, Callable[[str, States], tuple[str, Fact]]] = {
    "list-frame": _frame,
    "look-at-matter": _still_open,
}
