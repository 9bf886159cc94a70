"""How the dates of a case have moved (到期日变动经过): as they were known then, and since which entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rules.clocks.clock import Clock
from rules.editions import Edition
from rules.procedure import Event, Procedure, Proceeding
from rules.timekeeping import StartCorrected


@dataclass(frozen=True)
class Shift:
    """The date of a clock moved with an entry. None where the clock stood or stands still."""

    seq: int
    at: datetime
    kind: str  # the event's persisted name
    was: date | None
    now: date | None


def shifts(procedure: Procedure, events: Sequence[Event], edition: Edition) -> dict[str, tuple[Shift, ...]]:
    """Every move of the date of each clock that is there at the end, by the clock's name, in order.

    A clock that began anew under a name has only its own moves.
    """
    state: Any = procedure.begin(events[0], edition)
    told: dict[str, list[Shift]] = {clock.name: [] for clock in state.clocks}
    for event in events[1:]:
        before, state = state, procedure.evolve(state, event)
        for clock in state.clocks:
            earlier = _same(before, clock, event)
            if earlier is None:
                told[clock.name] = []
                continue
            was, now = _on(before, earlier), _on(state, clock)
            if was != now:
                told[clock.name].append(Shift(state.seq, event.at, type(event).__name__, was, now))
    return {clock.name: tuple(told[clock.name]) for clock in state.clocks}


def _same(before: Proceeding, clock: Clock, event: Event) -> Clock | None:
    """The clock as it was before the event; None if it has only just begun."""
    earlier = next((each for each in before.clocks if each.name == clock.name), None)
    is_same = (
        earlier is not None
        and earlier.rule == clock.rule
        and (isinstance(event, StartCorrected) or earlier.started_at == clock.started_at)
    )
    return earlier if is_same else None


def _on(state: Proceeding, clock: Clock) -> date | None:
    due = clock.due(state.edition.rule(clock.rule), state.edition.calendar)
    return due.on if due else None
