"""Which duties are supervised once they are late (逾期督办), of every procedure: one page, for all of them.

A duty is late from the entry of the procedure that says so until it is met, or until its date has moved. The
procedures do not know what follows from that; they are wrapped by this page (``noted``, ``told``), and what
supervises them hears of it by letter. Whatever is late once is told of once, whatever happens to it.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from rules import duties, duties_at_the_centre
from rules.editions import Edition, Organ
from rules.heads import organ_of
from rules.journal import Letter
from rules.procedure import Late, NoLonger, kind_of
from rules.timekeeping import StartCorrected

Letters = tuple[Letter, ...]

_FELL = {**duties.FELL, **duties_at_the_centre.FELL}
_OWED = {**duties.OWED, **duties_at_the_centre.OWED}


class How(StrEnum):
    """Why a duty is late no longer."""

    MET = "met"  # 已履行, 或者不再需要履行
    MOVED = "moved"  # 到期日变动, 尚未逾期


def fell_late(state: Any, event: Any) -> Late | None:
    """XFTL 40(1), county policy 42 督办事由: the duty that this event says is late, of whichever procedure;
    None where nothing is, or where it is not for the county's petition department to see to it."""
    told = _FELL.get((kind_of(state.id), type(event).__name__))
    duty = told(state, event) if told else None
    if duty is None or not _is_pressed(state.edition, duty.unit):
        return None
    clock = state.clock(duty.clock) if duty.clock else None
    return Late(
        duty=duty.name,
        clock=duty.clock,
        rule=clock.rule if clock else duty.rule,
        run=clock.started_at if clock else None,
        due_on=duty.due_on,
        role=duty.role,
        unit=duty.unit,
        fell_in=state.seq,
    )


def _is_pressed(edition: Edition, unit: str) -> bool:
    """County policy 42 督办对象: no superior organ, and no agency that decides by law in its own name."""
    agency = next((each for each in edition.agencies if each.unit == unit), None)
    if agency:
        return agency.body in duties.SUPERVISED
    return organ_of(edition, unit) is not Organ.SUPERIOR


def noted(evolve: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The fold of a procedure, in which what is late is known until it is late no longer."""

    def evolved(before: Any, event: Any) -> Any:
        after = evolve(before, event)
        still, over = list[Late](), list[NoLonger]()
        for known in after.late:
            late = _of_its_corrected_run(known, event)
            how = _no_longer(after, late, event.at)
            still += [late] if how is None else []
            over += [NoLonger(after.seq, late.fell_in, how)] if how else []
        fell = fell_late(after, event)
        if fell and all((fell.duty, fell.run) != (late.duty, late.run) for late in still):
            still.append(fell)
        return replace(after, late=tuple(still), no_longer=tuple(over))

    return evolved


def told(follows: Callable[[Any, Any], Letters]) -> Callable[[Any, Any], Letters]:
    """What must go out of a procedure, and beside it: that a duty fell late, or is late no longer."""

    def followed(state: Any, event: Any) -> Letters:
        begun = tuple(
            Letter(state.seq, "open-supervision", 1, {"procedure": state.id, "duty": late.duty})
            for late in state.late
            if late.fell_in == state.seq
        )
        over = tuple(
            Letter(state.seq, "tell-supervision", number, {"fell_in": each.fell_in, "how": each.how})
            for number, each in enumerate(state.no_longer, start=1)
            if each.seq == state.seq
        )
        return (*follows(state, event), *begun, *over)

    return followed


def _of_its_corrected_run(late: Late, event: Any) -> Late:
    """A corrected start makes no other duty of it; another run of the same clock does."""
    is_its_own = isinstance(event, StartCorrected) and event.clock == late.clock
    return replace(late, run=event.now) if is_its_own else late


def _no_longer(state: Any, late: Late, at: datetime) -> How | None:
    """None while it is late; else why it is not."""
    owed = _OWED.get(kind_of(state.id))
    if state.has_ended or (owed and not owed(state, late)):
        return How.MET
    if late.clock is None:
        return None
    clock = state.clock(late.clock)
    if not clock.is_open or clock.started_at != late.run:
        return How.MET
    due = state.due(late.clock)
    return None if due is not None and at >= due.is_over_at else How.MOVED
