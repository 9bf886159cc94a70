"""Since when a case has been with whoever has it now (现承办单位接手时间)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rules.editions import Edition
from rules.procedure import Event, Procedure


def owned_since(procedure: Procedure, events: Sequence[Event], edition: Edition) -> datetime:
    """The instant of the entry by which the present seat of the present unit came to have it."""
    state: Any = procedure.begin(events[0], edition)
    owner, since = _owner(procedure, state), events[0].at
    for event in events[1:]:
        state = procedure.evolve(state, event)
        if (now := _owner(procedure, state)) != owner:
            owner, since = now, event.at
    return since


def _owner(procedure: Procedure, state: Any) -> tuple[str, str]:
    case = procedure.view(state).case
    return case.owner_unit, case.owner_role
