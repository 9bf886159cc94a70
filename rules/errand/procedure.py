"""The errand procedure (信访代办): by an authority, within it, until it ends; and examined anew if need be.

Two promises stand above the table: what the authority does not name is not done, and the person ends it
whenever they like.
"""

from rules import late, particulars, staffing, timekeeping
from rules.errand import acting, commands, evaluating, events, reading
from rules.errand.evolution import begin, evolve
from rules.errand.matter import (
    Errand,
    Stage,
    dispatcher,
    its_agent,
    its_leader,
    its_window,
    its_window_or_person,
    meeting_office,
    petition_office,
)
from rules.procedure import Event, Now, Procedure, TimePassed, names_of


def correct_particulars(
    errand: Errand, command: particulars.CorrectParticulars, now: Now
) -> tuple[Event, ...]:
    """County policy 14 更正: of anybody named here."""
    return particulars.corrected([each.ref for each in errand.people], command, now)


ERRAND = Procedure(
    name="errand",
    acts={
        # 代办中
        (Stage.RUNNING, commands.RecordStep): (its_agent, acting.record_step),
        (Stage.RUNNING, commands.CallMeeting): (its_agent, acting.call_meeting),
        (Stage.RUNNING, commands.AnswerMeetingCall): (meeting_office, acting.answer_meeting_call),
        (Stage.RUNNING, commands.ReportErrand): (its_agent, acting.report_errand),
        # not satisfied before anything is reported: nobody need wait for a report that does not come
        (Stage.RUNNING, commands.RecordErrandSatisfaction): (
            its_window_or_person,
            evaluating.record_errand_satisfaction,
        ),
        (Stage.RUNNING, timekeeping.CorrectStart): (dispatcher, timekeeping.correct_start),
        (Stage.RUNNING, particulars.CorrectParticulars): (its_window, correct_particulars),
        # 待本人评价
        (Stage.REPORTED, commands.AnswerMeetingCall): (meeting_office, acting.answer_meeting_call),
        (Stage.REPORTED, commands.RecordErrandSatisfaction): (
            its_window_or_person,
            evaluating.record_errand_satisfaction,
        ),
        (Stage.REPORTED, timekeeping.CorrectStart): (dispatcher, timekeeping.correct_start),
        (Stage.REPORTED, particulars.CorrectParticulars): (its_window, correct_particulars),
        # 重新审查
        (Stage.RE_EXAMINED, commands.AnswerMeetingCall): (meeting_office, acting.answer_meeting_call),
        (Stage.RE_EXAMINED, commands.AnswerReExamination): (its_leader, evaluating.answer_re_examination),
        (Stage.RE_EXAMINED, timekeeping.CorrectStart): (dispatcher, timekeeping.correct_start),
        (Stage.RE_EXAMINED, particulars.CorrectParticulars): (its_window, correct_particulars),
        # 信访部门审查
        (Stage.AT_PETITION_OFFICE, commands.AnswerMeetingCall): (meeting_office, acting.answer_meeting_call),
        (Stage.AT_PETITION_OFFICE, commands.AnswerLastExamination): (
            petition_office,
            evaluating.answer_last_examination,
        ),
        (Stage.AT_PETITION_OFFICE, timekeeping.CorrectStart): (dispatcher, timekeeping.correct_start),
        (Stage.AT_PETITION_OFFICE, particulars.CorrectParticulars): (its_window, correct_particulars),
    },
    facts={
        commands.ErrandRevoked: acting.errand_revoked,
        **timekeeping.FACTS,
        TimePassed: evaluating.time_passed,
        **staffing.FACTS,
    },
    begin=begin,
    evolve=staffing.staffed(late.noted(evolve)),
    events=names_of(events, particulars, staffing, timekeeping),
    view=staffing.flagged(reading.view),
    follows=late.told(reading.follows),
    moments=reading.moments,
    commands={
        "record_step": commands.RecordStep,
        "call_meeting": commands.CallMeeting,
        "answer_meeting_call": commands.AnswerMeetingCall,
        "report_errand": commands.ReportErrand,
        "record_errand_satisfaction": commands.RecordErrandSatisfaction,
        "answer_re_examination": commands.AnswerReExamination,
        "answer_last_examination": commands.AnswerLastExamination,
        "correct_start": timekeeping.CorrectStart,
        "correct_particulars": particulars.CorrectParticulars,
    },
    reports={"errand_revoked": commands.ErrandRevoked},
    messages=staffing.TOLD,
    publications=timekeeping.PUBLICATIONS,
    bar=evaluating.bar,
    unseen=reading.unseen,
)
