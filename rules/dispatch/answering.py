"""How a unit answers the whistle, and how its objection is decided."""

from rules import calling
from rules.dispatch import commands, events
from rules.dispatch.matter import Dispatch, Ruling, Standing
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused


def report_for_duty(dispatch: Dispatch, command: commands.ReportForDuty, now: Now) -> tuple[Event, ...]:
    """County policy 44 报到: late or not; whoever has objected may still come."""
    call = dispatch.call_of(command.by)
    if call.standing not in (Standing.AWAITED, Standing.OBJECTED):
        raise Refused(Reason.NOTHING_TO_ANSWER)
    return (events.UnitReporting(at=now.at, by=command.by, call=call.number),)


def object_to_call(dispatch: Dispatch, command: commands.ObjectToCall, now: Now) -> tuple[Event, ...]:
    """County policy 44 提出异议: with a reason, and once: what has been decided stays decided."""
    call = dispatch.call_of(command.by)
    if call.was_overruled:
        raise Refused(Reason.OBJECTION_WAS_DECIDED)
    if call.standing is not Standing.AWAITED:
        raise Refused(Reason.NOTHING_TO_ANSWER)
    return (events.UnitObjected(at=now.at, by=command.by, call=call.number, reason=command.reason),)


def decide_call_objection(
    dispatch: Dispatch, command: commands.DecideCallObjection, now: Now
) -> tuple[Event, ...]:
    """County policy 44 裁决异议: upheld, overruled, or another unit comes in its place.

    The leading unit is not let go without another that leads.
    """
    call = dispatch.call(command.call)
    if call.standing is not Standing.OBJECTED:
        raise Refused(Reason.NO_OBJECTION)
    if command.ruling is Ruling.UPHELD and call.number == dispatch.lead:
        raise Refused(Reason.NOT_BY_THE_LEAD)
    decided = events.CallObjectionDecided(
        at=now.at, by=command.by, call=call.number, ruling=command.ruling, reason=command.reason
    )
    if command.ruling is not Ruling.REPLACED:
        return (decided,)
    role, unit = command.role or "", command.unit or ""
    calling.check_called(dispatch.edition, role, unit, dispatch.posts)
    instead = events.UnitCalled(at=now.at, by=command.by, role=role, unit=unit, instead_of=call.number)
    return (decided, instead)


def log_arrival(dispatch: Dispatch, command: commands.LogArrival, now: Now) -> tuple[Event, ...]:
    """County policy 44 到场登记: who came, and when; a unit that never answered may have come all the same.

    A unit logs its own arrival; the convener and the lead log anybody's.
    """
    call = dispatch.call(command.call)
    is_theirs = calling.sits(command.by, call.post)
    if not is_theirs and not _is_there_to_see(dispatch, command):
        raise Refused(Reason.NO_SUCH_CALL)
    if call.has_end:
        raise Refused(Reason.CALL_IS_OVER)
    if not dispatch.opened_at <= command.arrived_at <= now.at:
        raise Refused(Reason.DATE_IN_THE_FUTURE)
    return (
        events.ArrivalLogged(
            at=now.at, by=command.by, call=call.number, arrived_at=command.arrived_at, who=command.who
        ),
    )


def _is_there_to_see(dispatch: Dispatch, command: commands.LogArrival) -> bool:
    posts = ((dispatch.convener.role, dispatch.convener.unit), dispatch.lead_call.post)
    return (command.by.role, command.by.unit) in posts


def call_another_unit(dispatch: Dispatch, command: commands.CallAnotherUnit, now: Now) -> tuple[Event, ...]:
    """County policy 44 增派: at any time while the order stands."""
    calling.check_called(dispatch.edition, command.role, command.unit, dispatch.posts)
    return (events.UnitCalled(at=now.at, by=command.by, role=command.role, unit=command.unit),)


def stand_unit_down(dispatch: Dispatch, command: commands.StandUnitDown, now: Now) -> tuple[Event, ...]:
    """County policy 44 不需到场: with a reason; what it was to do is dropped with it. Who leads stays."""
    call = dispatch.call(command.call)
    if call.has_end:
        raise Refused(Reason.CALL_IS_OVER)
    if call.number == dispatch.lead:
        raise Refused(Reason.NOT_BY_THE_LEAD)
    return (
        *(
            events.UnitTaskDropped(at=now.at, by=command.by, task=task.number, reason=command.reason)
            for task in dispatch.tasks_of(call)
        ),
        events.UnitStoodDown(at=now.at, by=command.by, call=call.number, reason=command.reason),
    )
