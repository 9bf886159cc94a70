"""What the person says of the errand, and how it is examined anew when they are not satisfied."""

from rules.errand import commands, events
from rules.errand.acting import authority_passes
from rules.errand.matter import (
    LAST_EXAMINATION,
    MEETING,
    RE_EXAMINATION,
    Errand,
    Outcome,
    Stage,
    Verdict,
)
from rules.procedure import Command, Event, Now, Officer, TimePassed
from rules.refusals import Reason, Refused

_OWED = (RE_EXAMINATION, LAST_EXAMINATION, MEETING)  # what an agency owes; lateness is noted once


def record_errand_satisfaction(
    errand: Errand, command: commands.RecordErrandSatisfaction, now: Now
) -> tuple[Event, ...]:
    """County policy 45 满意度: satisfied, it is over; not satisfied, it is examined anew. Neither needs a
    reason, and neither is held against anybody."""
    said = events.ErrandSatisfaction(at=now.at, by=command.by, value=command.value, words=command.words)
    if command.value is Verdict.DISSATISFIED:
        return (said,)
    return (said, events.ErrandClosed(at=now.at, by=command.by, outcome=Outcome.SATISFIED))


def answer_re_examination(
    errand: Errand, command: commands.AnswerReExamination, now: Now
) -> tuple[Event, ...]:
    """County policy 45 重新审查: the leader in charge answers with what was found and why; the agent does
    more only while the person's authority still holds."""
    if command.goes_on and (errand.authority_ended or now.at >= errand.authority_over_at):
        raise Refused(Reason.AUTHORITY_OVER)
    return (
        events.ReExaminationAnswered(
            at=now.at,
            by=command.by,
            findings=command.findings,
            reasons=command.reasons,
            goes_on=command.goes_on,
        ),
    )


def answer_last_examination(
    errand: Errand, command: commands.AnswerLastExamination, now: Now
) -> tuple[Event, ...]:
    """County policy 45 信访部门答复: the errand ends with it; every road of the person stays open."""
    answered = events.LastExaminationAnswered(at=now.at, by=command.by, words=command.words)
    return (answered, events.ErrandClosed(at=now.at, by=command.by, outcome=Outcome.ANSWERED))


def time_passed(errand: Errand, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """County policy 45 代办期限: the authority ends on its day; what an agency owes and is late is noted; who
    says nothing in time is not evaluated, which is neither satisfied nor dissatisfied."""
    if errand.has_ended:
        return ()
    return (*authority_passes(errand, now), *_lateness(errand, now), *_silence(errand, now))


def _lateness(errand: Errand, now: Now) -> tuple[Event, ...]:
    late = []
    for clock in errand.clocks:
        due = errand.due(clock.name)
        is_owed = clock.is_open and clock.name in _OWED and clock.name not in errand.overdue
        if due and is_owed and now.at >= due.is_over_at:
            late.append(events.ErrandFellOverdue(at=now.at, clock=clock.name, due_on=due.on))
    return tuple(late)


def _silence(errand: Errand, now: Now) -> tuple[Event, ...]:
    """A date that is a guess ends nobody's right."""
    due = errand.due(errand.evaluation) if errand.stage is Stage.REPORTED else None
    if due is None or due.provisional or now.at < due.is_over_at:
        return ()
    return (events.ErrandClosed(at=now.at, outcome=Outcome.NOT_EVALUATED),)


def bar(errand: Errand, command: type[Command], officer: Officer) -> Reason | None:
    """County policy 45: whoever ran or led the errand fills in nobody's evaluation; nobody examines what they
    ran, nor the second time what they led; and without an authority there is nothing to do by one."""
    agent, leader = errand.agent.person, errand.leader.person
    if command is commands.RecordErrandSatisfaction and officer.person in (agent, leader):
        return Reason.EVALUATED_BY_THE_HANDLER
    if command is commands.AnswerReExamination and officer.person == agent:
        return Reason.RE_EXAMINED_BY_THE_HANDLER
    if command is commands.AnswerLastExamination and officer.person in (agent, leader):
        return Reason.RE_EXAMINED_BY_THE_HANDLER
    is_the_agents = command in (commands.RecordStep, commands.CallMeeting, commands.ReportErrand)
    return Reason.AUTHORITY_OVER if is_the_agents and errand.authority_ended else None
