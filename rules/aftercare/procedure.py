"""The aftercare procedure (善后): guidance served, performance, revisit, undoing, taking up again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from rules import danger, handing, late, particulars, staffing, timekeeping
from rules.aftercare import commands, events
from rules.aftercare.evolution import begin, evolve
from rules.aftercare.matter import (
    RULED_CONFIRMED,
    RULED_REJECTED,
    Aftercare,
    Duty,
    Ground,
    Open,
    Outcome,
    Stage,
    Window,
    dispatcher,
    docking_office_or_carers,
    its_carers,
    its_carers_or_intake,
    office_carers_or_the_applicant,
    police,
)
from rules.aftercare.reading import follows, moments, view
from rules.clocks.service import Filed, Filing, is_in_time
from rules.editions import Edition
from rules.procedure import Command, Event, Now, Officer, Procedure, TimePassed, names_of
from rules.refusals import Reason, Refused

_CONFIRMATION = "judicial-confirmation"
NOT_FOR_MEDIATION = ("not-mediable", "filed-in-court")


def open_aftercare(
    *,
    id: str,
    number: str,
    edition: Edition,
    dispute: str,
    closing_seq: int,
    dispute_outcome: str,
    has_agreement: bool,
    confirmable: Mapping[int, datetime],
    step: int,
    village: str,
    township: str,
    applicants: frozenset[str],
    parties: frozenset[str],
    hands: frozenset[str],
    unanswered_dangers: int = 0,
    at: datetime,
) -> events.AftercareOpened:
    """RMTJ 26, 31, MSS 205 善后: which duties an end leaves behind, and what stays open to the people.

    ``at`` is the instant of the closing event; duties and the time to undo run from its day. The time to ask
    for confirmation runs from the day each agreement took effect: ``confirmable`` says when, by its number.
    """
    is_withdrawal = dispute_outcome == "withdrawn"
    duties = [
        (Duty.SERVE_GUIDANCE, dispute_outcome != "agreement"),
        (Duty.ASK_WHETHER_FREE, is_withdrawal),
        (Duty.CHECK_PERFORMANCE, has_agreement),
        (Duty.REVISIT, True),
    ]
    windows = [Open(Window.CONFIRMATION, since, number) for number, since in sorted(confirmable.items())]
    if is_withdrawal:
        windows.append(Open(Window.UNDO_WITHDRAWAL, at))
    return events.AftercareOpened(
        at=at,
        id=id,
        number=number,
        edition=edition.digest,
        dispute=dispute,
        closing_seq=closing_seq,
        dispute_outcome=dispute_outcome,
        step=step,
        village=village,
        township=township,
        applicants=applicants,
        parties=parties,
        hands=hands,
        duties=tuple(duty for duty, is_owed in duties if is_owed),
        windows=tuple(windows),
        unanswered_dangers=unanswered_dangers,
    )


def record_service(aftercare: Aftercare, command: commands.RecordService, now: Now) -> tuple[Event, ...]:
    """RMTJ 26, county policy 12 送达: the guidance reached this party, with proof."""
    if command.party not in aftercare.parties:
        raise Refused(Reason.UNKNOWN_PARTY)
    if not aftercare.owes(Duty.SERVE_GUIDANCE):
        raise Refused(Reason.NOTHING_TO_SERVE)
    if command.party not in aftercare.unserved:
        raise Refused(Reason.ALREADY_SERVED)
    return _and_close(
        aftercare,
        events.GuidanceServed(
            at=now.at, by=command.by, party=command.party, method=command.method, proof=command.proof
        ),
    )


def record_performance(
    aftercare: Aftercare, command: commands.RecordPerformance, now: Now
) -> tuple[Event, ...]:
    """RMTJ 31 监督履行: kept, kept in part, or not kept."""
    if not aftercare.owes(Duty.CHECK_PERFORMANCE):
        raise Refused(Reason.NOTHING_TO_PERFORM)
    return _and_close(
        aftercare,
        events.PerformanceRecorded(
            at=now.at, by=command.by, performed=command.performed, proof=command.proof
        ),
    )


def record_revisit(aftercare: Aftercare, command: commands.RecordRevisit, now: Now) -> tuple[Event, ...]:
    """County policy 9 回访: somebody went and asked how it is."""
    if not aftercare.owes(Duty.REVISIT):
        raise Refused(Reason.NOTHING_TO_PERFORM)
    return _and_close(aftercare, events.Revisited(at=now.at, by=command.by, notes=command.notes))


def record_whether_free(
    aftercare: Aftercare, command: commands.RecordWhetherFree, now: Now
) -> tuple[Event, ...]:
    """County policy 10 核实: was the withdrawal free? Asked by somebody who did not handle the matter.

    If it was not, the matter is taken up again at the step where it stood, without being asked for."""
    if not aftercare.owes(Duty.ASK_WHETHER_FREE):
        raise Refused(Reason.NO_WITHDRAWAL_TO_UNDO)
    examined = events.WithdrawalExamined(
        at=now.at, by=command.by, was_free=command.was_free, notes=command.notes
    )
    if command.was_free:
        return _and_close(aftercare, examined)
    undone = events.AftercareClosed(
        at=now.at,
        by=command.by,
        outcome=Outcome.UNDONE,
        reopen_at_step=aftercare.step,
        ground=Ground.NOT_FREE,
        reason=command.notes,
    )
    return (examined, undone)


def undo_withdrawal(aftercare: Aftercare, command: commands.UndoWithdrawal, now: Now) -> tuple[Event, ...]:
    """County policy 10, MSS 85(4) 恢复调解: within the set time, a letter by its postmark; at the applicant's
    word, at the step where it stood."""
    if aftercare.dispute_outcome != "withdrawn":
        raise Refused(Reason.NO_WITHDRAWAL_TO_UNDO)
    if command.party not in aftercare.applicants:
        raise Refused(Reason.UNKNOWN_PARTY)
    if not _in_time(aftercare, command, now):
        raise Refused(Reason.TIME_TO_UNDO_IS_OVER)
    return (
        events.AftercareClosed(
            at=now.at,
            by=command.by,
            outcome=Outcome.UNDONE,
            reopen_at_step=aftercare.step,
            party=command.party,
        ),
    )


def _in_time(aftercare: Aftercare, command: commands.UndoWithdrawal, now: Now) -> bool:
    """On a provisional date nobody is too late."""
    due = aftercare.due(Window.UNDO_WITHDRAWAL)
    if due is None or due.provisional:
        return True
    posted = command.postmarked_on
    how = Filing.ONLINE if posted is None or posted > now.today else Filing.POST
    return is_in_time(due, Filed(how, now.at, posted), aftercare.edition.hours.window_closes)


def reopen(aftercare: Aftercare, command: commands.Reopen, now: Now) -> tuple[Event, ...]:
    """County policy 11 重新启动: a new episode with its own clocks; consent is asked afresh.

    What may not be mediated, or is before a court, does not come back this way: a new registration
    is screened afresh."""
    if aftercare.dispute_outcome in NOT_FOR_MEDIATION:
        raise Refused(Reason.NOT_MEDIABLE)
    return (
        events.AftercareClosed(
            at=now.at,
            by=command.by,
            outcome=Outcome.REOPENED,
            reopen_at_step=0,
            ground=command.ground,
            reason=command.reason,
        ),
    )


def danger_reported(aftercare: Aftercare, fact: danger.DangerReported, now: Now) -> tuple[Event, ...]:
    """RMTJ 25 危险报告: noted at every stage; the police are told at once."""
    if aftercare.has_ended:
        return ()
    return (danger.DangerNoted(at=now.at, by=fact.by, words=fact.words),)


def acknowledge_danger(
    aftercare: Aftercare, command: danger.AcknowledgeDanger, now: Now
) -> tuple[Event, ...]:
    """RMTJ 25 接警: the police have it."""
    return _and_close(aftercare, danger.DangerAcknowledged(at=now.at, by=command.by))


def correct_particulars(
    aftercare: Aftercare, command: particulars.CorrectParticulars, now: Now
) -> tuple[Event, ...]:
    """County policy 14 更正当事人信息: as long as somebody may still have to be reached."""
    return particulars.corrected(aftercare.parties, command, now)


def hand_off(aftercare: Aftercare, command: handing.HandOff, now: Now) -> tuple[Event, ...]:
    """RMTJ 26, MSS 205, county policy 28 移送: to the court, for confirmation or with a case; to whoever
    helps.

    The time to apply for confirmation runs from the day the agreement took effect; nobody has to say that
    again."""
    effective = [opened.since for opened in aftercare.windows if opened.window is Window.CONFIRMATION]
    if command.docking == _CONFIRMATION:
        if not effective:
            raise Refused(Reason.NOTHING_TO_CONFIRM)
        command = replace(command, counted_from=max(effective))
    return handing.hand_off(aftercare, aftercare.parties, command, now)


def handoff_told(aftercare: Aftercare, fact: handing.HandoffTold, now: Now) -> tuple[Event, ...]:
    """MSS 206, county policy 28 对接情况: it waits for what is with somebody else; a ruling on the
    confirmation opens the time to object to it."""
    heard: tuple[Event, ...] = handing.handoff_told(aftercare, fact, now)
    if not heard:
        return ()
    asked = next(each for each in aftercare.handed if each.asked_in == fact.asked_in)
    is_news = asked.docking == _CONFIRMATION and asked.outcome is None
    if is_news and fact.outcome in (RULED_CONFIRMED, RULED_REJECTED):
        heard = (*heard, events.ConfirmationRuled(at=now.at, outcome=fact.outcome))
    return _and_close(aftercare, *heard)


def time_passed(aftercare: Aftercare, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """County policy 9, 10, 12 善后期限: duties fall overdue, windows close; nothing is dropped by silence.
    Both parties are reminded of the time in which they may apply for confirmation together (MSS 205).

    A window that ends in an unpublished year stays open: a guessed date takes no right from anybody."""
    happened: list[Event] = [
        events.DutyFellOverdue(at=now.at, duty=owed.duty, due_on=due.on)
        for owed in aftercare.owed
        if not owed.is_overdue and aftercare.has_fallen_overdue(owed, now.at)
        if (due := aftercare.due(owed.duty))
    ]
    happened += [
        events.WindowReminded(at=now.at, window=opened, last_day=due.on)
        for opened in aftercare.windows
        if (moment := aftercare.remind_at(opened))
        and moment <= now.at
        and not aftercare.is_over(opened, now.at)
        and (due := aftercare.closing(opened))
    ]
    happened += [
        events.WindowClosed(at=now.at, window=opened, last_day=due.on)
        for opened in aftercare.windows
        if aftercare.is_over(opened, now.at) and (due := aftercare.closing(opened))
    ]
    return _and_close(aftercare, *happened) if happened else ()


def _and_close(aftercare: Aftercare, *happened: Event) -> tuple[Event, ...]:
    """Aftercare ends by itself when nothing is owed, no window is open and no danger unanswered."""
    after = aftercare
    for event in happened:
        after = evolve(after, event)
    if after.owed or after.windows or after.unanswered_dangers or after.waits_for_others:
        return happened
    last = happened[-1]
    return (*happened, events.AftercareClosed(at=last.at, by=last.by, outcome=Outcome.DONE))


def bar(aftercare: Aftercare, command: type[Command], officer: Officer) -> Reason | None:
    """XFTL 28(3) 回避: whoever handled the matter does not ask whether its withdrawal was free."""
    if command is danger.AcknowledgeDanger and not aftercare.unanswered_dangers:
        return Reason.NOT_AT_THIS_STAGE
    is_the_question = command is commands.RecordWhetherFree
    return Reason.ASKED_BY_THE_HANDLER if is_the_question and officer.person in aftercare.hands else None


AFTERCARE = Procedure(
    name="aftercare",
    acts={
        (Stage.OPEN, commands.RecordService): (docking_office_or_carers, record_service),
        (Stage.OPEN, commands.RecordPerformance): (its_carers, record_performance),
        (Stage.OPEN, commands.RecordRevisit): (its_carers, record_revisit),
        (Stage.OPEN, commands.RecordWhetherFree): (its_carers, record_whether_free),
        (Stage.OPEN, commands.UndoWithdrawal): (office_carers_or_the_applicant, undo_withdrawal),
        (Stage.OPEN, commands.Reopen): (dispatcher, reopen),
        (Stage.OPEN, handing.HandOff): (docking_office_or_carers, hand_off),
        (Stage.OPEN, danger.AcknowledgeDanger): (police, acknowledge_danger),
        (Stage.OPEN, timekeeping.CorrectStart): (dispatcher, timekeeping.correct_start),
        (Stage.OPEN, particulars.CorrectParticulars): (its_carers_or_intake, correct_particulars),
    },
    facts={
        danger.DangerReported: danger_reported,
        handing.HandoffTold: handoff_told,
        **timekeeping.FACTS,
        TimePassed: time_passed,
        **staffing.FACTS,
    },
    begin=begin,
    evolve=staffing.staffed(late.noted(evolve)),
    events=names_of(events, danger, handing, particulars, staffing, timekeeping),
    view=staffing.flagged(view),
    follows=danger.landing(late.told(follows)),
    moments=moments,
    commands={
        "record_service": commands.RecordService,
        "record_performance": commands.RecordPerformance,
        "record_revisit": commands.RecordRevisit,
        "record_whether_free": commands.RecordWhetherFree,
        "undo_withdrawal": commands.UndoWithdrawal,
        "reopen": commands.Reopen,
        "hand_off": handing.HandOff,
        "acknowledge_danger": danger.AcknowledgeDanger,
        "correct_start": timekeeping.CorrectStart,
        "correct_particulars": particulars.CorrectParticulars,
    },
    reports={"danger_reported": danger.DangerReported},
    messages={**staffing.TOLD, "handoff_told": handing.HandoffTold},
    publications=timekeeping.PUBLICATIONS,
    bar=bar,
)
