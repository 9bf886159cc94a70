"""What happens while the receiver holds it: progress, others who help, more time, and what comes back."""

from dataclasses import replace

from rules.dockings.docking import Point
from rules.editions import Edition
from rules.handoff import commands, events
from rules.handoff.matter import Class, Completion, Handoff, Return, Stage, who_must_agree
from rules.procedure import Event, Now, Officer
from rules.refusals import Reason, Refused


def record_progress(handoff: Handoff, command: commands.RecordProgress, now: Now) -> tuple[Event, ...]:
    """County policy 28 办理进展: the sender sees how far it is, and need not ask.

    Raises the reason for which nothing comes back but the outcome."""
    check_may_be_told(handoff)
    return (events.HandoffProgressed(at=now.at, by=command.by, note=command.note),)


def check_may_be_told(handoff: Handoff) -> None:
    """JSWS 4, ZAGL 136 保密: of some dockings the sender learns the outcome and not a word more."""
    if handoff.terms.outcome_alone:
        raise Refused(handoff.terms.outcome_alone)


def return_handoff(handoff: Handoff, command: commands.ReturnHandoff, now: Now) -> tuple[Event, ...]:
    """County policy 28 退回结果: once, with what its docking asks for; the sender holds it again.

    Raises CO_TASKS_OPEN, RECEIVER_NOT_FINISHED."""
    if handoff.grows_into is not None and handoff.grown_outcome is None:
        raise Refused(Reason.RECEIVER_NOT_FINISHED)
    if not _is_complete(handoff):
        raise Refused(Reason.CO_TASKS_OPEN)
    came_back = Return(
        outcome=command.outcome,
        papers=command.papers,
        performed=command.performed,
        undisputed=command.undisputed,
        note=command.note,
    )
    return returned(handoff, now, by=command.by, came_back=came_back)


def returned(
    handoff: Handoff, now: Now, *, by: Officer | None, came_back: Return, message: str | None = None
) -> tuple[Event, ...]:
    """Raises HANDOFF_HAS_ENDED, NOT_AT_THIS_STAGE, OUTCOME_NOT_OF_THIS_DOCKING, DOCUMENT_MISSING,
    SECRET_PAPER, PERFORMANCE_NOT_SAID, and the reason for which nothing comes back but the outcome."""
    if handoff.is_settled:
        raise Refused(Reason.HANDOFF_HAS_ENDED)
    if handoff.stage is not Stage.ACCEPTED:
        raise Refused(Reason.NOT_AT_THIS_STAGE)
    terms = handoff.terms
    if came_back.outcome not in terms.outcomes:
        raise Refused(Reason.OUTCOME_NOT_OF_THIS_DOCKING, came_back.outcome)
    if any(paper.secrecy is Class.SECRET for paper in came_back.papers):
        raise Refused(Reason.SECRET_PAPER)
    if came_back != Return(outcome=came_back.outcome, papers=()):
        check_may_be_told(handoff)
    if came_back.outcome in terms.says_performed and came_back.performed is None:
        raise Refused(Reason.PERFORMANCE_NOT_SAID)
    wanted = {*terms.returns.get("", ()), *terms.returns.get(came_back.outcome, ())}
    if lacking := sorted(wanted - {paper.kind for paper in came_back.papers}):
        raise Refused(Reason.DOCUMENT_MISSING, *lacking)
    return (events.HandoffReturned(at=now.at, by=by, came_back=came_back, message=message),)


def extend_handoff(handoff: Handoff, command: commands.ExtendHandoff, now: Now) -> tuple[Event, ...]:
    """TYTJ 27, ZXTJ 24, MFD 204 延长: when everybody concerned agrees in writing, and the rule allows it.

    Raises NO_EXTENSION, EXTENSION_WITHOUT_DAYS, EXTENSION_TOO_LONG, EXTENSION_NEEDS_EVERY_PARTY."""
    running = [clock for clock in handoff.clocks if clock.is_open]
    ending = {each.name for each in handoff.terms.clocks_ending(Point.RETURN)}
    clocks = [clock for clock in running if clock.name in ending]
    allowed = [handoff.edition.rule(clock.rule).extension for clock in clocks]
    if not clocks or not any(allowed):
        raise Refused(Reason.NO_EXTENSION)
    if command.days < 1:
        raise Refused(Reason.EXTENSION_WITHOUT_DAYS)
    for clock, extension in zip(clocks, allowed, strict=True):
        if extension is None:
            continue
        if extension.at_most is not None and command.days > extension.at_most:
            raise Refused(Reason.EXTENSION_TOO_LONG)
        if extension.times is not None and len(clock.extensions) >= extension.times:
            raise Refused(Reason.ALREADY_EXTENDED, clock.rule)
    everybody = who_must_agree(replace(handoff.terms, consents=handoff.terms.extended_by), handoff.people)
    if missing := sorted(everybody - command.agreed):
        raise Refused(Reason.EXTENSION_NEEDS_EVERY_PARTY, *missing)
    return (events.HandoffExtended(at=now.at, by=command.by, days=command.days, agreed=command.agreed),)


def give_co_task(handoff: Handoff, command: commands.GiveCoTask, now: Now) -> tuple[Event, ...]:
    """County policy 29 联合办理: the lead gives each unit its own task, and its own time.

    Raises CO_TASK_IN_THE_PAST, CO_TASK_GIVEN_BEFORE, CO_TASK_TO_ONESELF, CO_TASK_TO_NOBODY."""
    if command.until <= now.at:
        raise Refused(Reason.CO_TASK_IN_THE_PAST)
    if any(task.unit == command.unit for task in handoff.co_tasks):
        raise Refused(Reason.CO_TASK_GIVEN_BEFORE)
    if command.unit == handoff.receiver.unit:
        raise Refused(Reason.CO_TASK_TO_ONESELF)
    role = _helping_role(handoff.edition, command.unit)
    if role is None:
        raise Refused(Reason.CO_TASK_TO_NOBODY)
    return (
        events.CoTaskGiven(
            at=now.at,
            by=command.by,
            unit=command.unit,
            role=role,
            what=command.what,
            until=command.until,
            completion=command.completion,
        ),
    )


def _helping_role(edition: Edition, unit: str) -> str | None:
    """Whoever handles matters at a unit does there what is given to it."""
    work = edition.petitions
    organ = work.organ(unit)
    return next((seat.role for seat in work.handlers if organ and seat.organ is organ.organ), None)


def finish_co_task(handoff: Handoff, command: commands.FinishCoTask, now: Now) -> tuple[Event, ...]:
    """County policy 29 完成协办任务: by the unit it was given to, late or not."""
    mine = [task for task in handoff.co_tasks if task.unit == command.by.unit and task.done_at is None]
    if not mine:
        raise Refused(Reason.NO_CO_TASK)
    return (events.CoTaskFinished(at=now.at, by=command.by, unit=command.by.unit, result=command.result),)


def receiver_started(handoff: Handoff, fact: commands.ReceiverStarted, now: Now) -> tuple[Event, ...]:
    """County policy 28 接收方程序已启动: what its acceptance began here."""
    if handoff.is_settled or handoff.grows_into is not None:
        return ()
    return (events.ReceiverBegan(at=now.at, procedure=fact.procedure),)


def receiver_ended(handoff: Handoff, fact: commands.ReceiverEnded, now: Now) -> tuple[Event, ...]:
    """County policy 28 接收方程序已结束: once. What goes back, and with which papers, a person says."""
    is_known = handoff.grown_outcome is not None
    if handoff.is_settled or is_known or handoff.stage is not Stage.ACCEPTED:
        return ()
    return (events.ReceiverFinished(at=now.at, procedure=fact.procedure, outcome=fact.outcome),)


def _is_complete(handoff: Handoff) -> bool:
    """County policy 29: by all of them, by any of them, or as the lead decides."""
    done = [task.done_at is not None for task in handoff.co_tasks]
    match handoff.completion:
        case Completion.ALL:
            return all(done)
        case Completion.ANY:
            return not done or any(done)
        case _:
            return True
