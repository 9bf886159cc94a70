"""The event procedure (事件): signed for or passed on, answered and handled, audited, analysed.

Two promises stand above the table: whoever handled an event never audits its closing, and no silence closes
one.
"""

from rules import danger, late, notes, participants, particulars, staffing, timekeeping
from rules.event import closing, commands, events, handling, reading
from rules.event.evolution import begin, evolve
from rules.event.matter import (
    EventCase,
    Stage,
    dispatcher,
    intake_or_dispatcher,
    its_auditor,
    its_handler,
    its_handler_or_dispatcher,
    its_people,
    whoever_is_told_of_danger,
)
from rules.event.time import time_passed
from rules.procedure import ByWhom, Command, Event, Now, Officer, Procedure, Step, TimePassed, names_of
from rules.refusals import Reason


def send_message(event: EventCase, command: notes.SendMessage, now: Now) -> tuple[Event, ...]:
    """County policy 27 告知信息: to whoever reported it, where they left how to reach them."""
    return notes.message_to(participants.reachable(event.people), command, now)


def correct_particulars(
    event: EventCase, command: particulars.CorrectParticulars, now: Now
) -> tuple[Event, ...]:
    """County policy 14 更正: of anybody named here."""
    return particulars.corrected([each.ref for each in event.people], command, now)


def danger_reported(event: EventCase, fact: danger.DangerReported, now: Now) -> tuple[Event, ...]:
    """RMTJ 25 危险报告: noted at every stage; whoever is to act on it is told at once."""
    if event.has_ended:
        return ()
    return (danger.DangerNoted(at=now.at, by=fact.by, words=fact.words),)


def acknowledge_danger(event: EventCase, command: danger.AcknowledgeDanger, now: Now) -> tuple[Event, ...]:
    """RMTJ 25 接警: somebody has it; an event that was over before is closed with it."""
    return (danger.DangerAcknowledged(at=now.at, by=command.by),)


def bar(event: EventCase, command: type[Command], officer: Officer) -> Reason | None:
    """RMTJ 25 接警, county policy 40 办结审核: no danger, none to acknowledge; nobody audits their own."""
    if command is danger.AcknowledgeDanger and not event.unanswered_dangers:
        return Reason.NOT_AT_THIS_STAGE
    return closing.never_ones_own(event, command, officer)


# What can be done at every stage, the last too: said among ourselves, said to the person, put right.
_ALWAYS: dict[type[Command], tuple[ByWhom, Step]] = {
    notes.AddNote: (its_people, notes.add_note),
    notes.SendMessage: (its_people, send_message),
    danger.AcknowledgeDanger: (whoever_is_told_of_danger, acknowledge_danger),
    particulars.CorrectParticulars: (intake_or_dispatcher, correct_particulars),
}
_WHILE_OPEN: dict[type[Command], tuple[ByWhom, Step]] = {
    **_ALWAYS,
    timekeeping.CorrectStart: (dispatcher, timekeeping.correct_start),
}
_WITH_ITS_HANDLER: dict[type[Command], tuple[ByWhom, Step]] = {
    **_WHILE_OPEN,
    commands.PassOn: (its_handler_or_dispatcher, handling.pass_on),
    commands.TurnEventIntoPetition: (its_handler_or_dispatcher, closing.turn_into_petition),
    commands.TurnEventIntoDispute: (its_handler_or_dispatcher, closing.turn_into_dispute),
}
_AT: dict[Stage, dict[type[Command], tuple[ByWhom, Step]]] = {
    Stage.SIGN_IN: {
        **_WITH_ITS_HANDLER,
        commands.SignIn: (its_handler, handling.sign_in),
    },
    Stage.HANDLING: {
        **_WITH_ITS_HANDLER,
        commands.Respond: (its_handler, handling.respond),
        commands.RecordHandling: (its_handler, handling.record_handling),
        commands.ProposeClosing: (its_handler, handling.propose_closing),
    },
    Stage.AUDIT: {
        **_WHILE_OPEN,
        commands.ApproveClosing: (its_auditor, closing.approve_closing),
        commands.SendEventBack: (its_auditor, closing.send_back),
    },
    Stage.ANALYSIS: {
        **_WHILE_OPEN,
        commands.RecordAnalysis: (its_auditor, closing.record_analysis),
    },
    Stage.DANGER: _ALWAYS,
}

EVENT = Procedure(
    name="event",
    acts={(stage, command): row for stage, rows in _AT.items() for command, row in rows.items()},
    facts={
        danger.DangerReported: danger_reported,
        **timekeeping.FACTS,
        TimePassed: time_passed,
        **staffing.FACTS,
    },
    begin=begin,
    evolve=staffing.staffed(late.noted(evolve)),
    events=names_of(events, danger, notes, particulars, staffing, timekeeping),
    view=staffing.flagged(reading.view),
    follows=danger.landing(late.told(reading.follows)),
    moments=reading.moments,
    commands={
        "sign_in": commands.SignIn,
        "pass_on": commands.PassOn,
        "respond": commands.Respond,
        "record_handling": commands.RecordHandling,
        "propose_closing": commands.ProposeClosing,
        "approve_closing": commands.ApproveClosing,
        "send_event_back": commands.SendEventBack,
        "record_analysis": commands.RecordAnalysis,
        "turn_event_into_petition": commands.TurnEventIntoPetition,
        "turn_event_into_dispute": commands.TurnEventIntoDispute,
        "add_note": notes.AddNote,
        "send_message": notes.SendMessage,
        "acknowledge_danger": danger.AcknowledgeDanger,
        "correct_start": timekeeping.CorrectStart,
        "correct_particulars": particulars.CorrectParticulars,
    },
    reports={"danger_reported": danger.DangerReported},
    messages=staffing.TOLD,
    publications=timekeeping.PUBLICATIONS,
    bar=bar,
    about=reading.about,
)
