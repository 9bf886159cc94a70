"""What is done at the place: tasks of each unit, one document of minutes, and the end."""

from rules import calling
from rules.dispatch import commands, events
from rules.dispatch.matter import RELEASED, Dispatch, Outcome
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused


def set_unit_task(dispatch: Dispatch, command: commands.SetUnitTask, now: Now) -> tuple[Event, ...]:
    """County policy 44 下达任务: to one unit, until an instant."""
    call = dispatch.call(command.call)
    if call.standing in RELEASED:
        raise Refused(Reason.CALL_IS_OVER)
    if command.due_at <= now.at:
        raise Refused(Reason.TIME_IN_THE_PAST)
    return (
        events.UnitTaskSet(
            at=now.at, by=command.by, call=call.number, words=command.words, due_at=command.due_at
        ),
    )


def finish_unit_task(dispatch: Dispatch, command: commands.FinishUnitTask, now: Now) -> tuple[Event, ...]:
    """County policy 44 任务结果: by the unit whose task it is, late or not."""
    task = dispatch.task(command.task)
    if task.has_end or not calling.sits(command.by, dispatch.call(task.call).post):
        raise Refused(Reason.NO_SUCH_TASK)
    return (events.UnitTaskFinished(at=now.at, by=command.by, task=task.number, result=command.result),)


def drop_unit_task(dispatch: Dispatch, command: commands.DropUnitTask, now: Now) -> tuple[Event, ...]:
    """County policy 44 取消任务: with a reason."""
    task = dispatch.task(command.task)
    if task.has_end:
        raise Refused(Reason.NO_SUCH_TASK)
    return (events.UnitTaskDropped(at=now.at, by=command.by, task=task.number, reason=command.reason),)


def record_dispatch_minutes(
    dispatch: Dispatch, command: commands.RecordDispatchMinutes, now: Now
) -> tuple[Event, ...]:
    """County policy 44 会商纪要: one document of all units; what is added later stands beside it."""
    return (events.DispatchMinutesRecorded(at=now.at, by=command.by, words=command.words),)


def close_dispatch(dispatch: Dispatch, command: commands.CloseDispatch, now: Now) -> tuple[Event, ...]:
    """County policy 44 办结: only when every unit's answer, arrival and task has an end."""
    if not dispatch.has_every_end:
        raise Refused(Reason.CALLS_WITHOUT_END)
    return (events.DispatchEnded(at=now.at, by=command.by, outcome=Outcome.DONE, words=command.result),)


def call_off_dispatch(dispatch: Dispatch, command: commands.CallOffDispatch, now: Now) -> tuple[Event, ...]:
    """County policy 44 撤销调度: with a reason, told to every unit that is still called."""
    return (events.DispatchEnded(at=now.at, by=command.by, outcome=Outcome.CALLED_OFF, words=command.reason),)
