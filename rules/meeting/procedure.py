"""The meeting procedure (会议): prepared, held, and carried out to the last of what it has settled.

One promise stands above the table: no item is left without an end, and nothing that was settled without
somebody.
"""

from rules import late, staffing, timekeeping
from rules.meeting import commands, consulting, events, finishing, preparing, reading, visits
from rules.meeting.evolution import begin, evolve
from rules.meeting.matter import (
    Stage,
    approver,
    bookers,
    convener,
    its_people,
    who_follows,
    who_follows_or_convenes,
    who_has_a_task,
)
from rules.procedure import Procedure, TimePassed, names_of

MEETING = Procedure(
    name="meeting",
    acts={
        # 筹备
        (Stage.PLANNED, commands.AddItem): (its_people, preparing.add_item),
        (Stage.PLANNED, commands.DrawAgenda): (convener, preparing.draw_agenda),
        (Stage.PLANNED, commands.FileBriefing): (its_people, preparing.file_briefing),
        (Stage.PLANNED, commands.Invite): (its_people, preparing.invite),
        (Stage.PLANNED, commands.RecordConsentToRecording): (
            its_people,
            preparing.record_consent_to_recording,
        ),
        (Stage.PLANNED, commands.DecideDay): (convener, preparing.decide_day),
        (Stage.PLANNED, commands.MoveMeeting): (its_people, preparing.move_meeting),
        (Stage.PLANNED, commands.CancelMeeting): (convener, preparing.cancel_meeting),
        (Stage.PLANNED, commands.BookVisit): (bookers, visits.book_visit),
        (Stage.PLANNED, commands.CancelVisit): (bookers, visits.cancel_visit),
        (Stage.PLANNED, commands.DrawHearingPanel): (its_people, finishing.draw_hearing_panel),
        (Stage.PLANNED, commands.BeginMeeting): (convener, preparing.begin_meeting),
        # 会商
        (Stage.UNDER_WAY, commands.AddItem): (its_people, preparing.add_item),
        (Stage.UNDER_WAY, commands.FileBriefing): (its_people, preparing.file_briefing),
        (Stage.UNDER_WAY, commands.Invite): (its_people, preparing.invite),
        (Stage.UNDER_WAY, commands.RecordConsentToRecording): (
            its_people,
            preparing.record_consent_to_recording,
        ),
        (Stage.UNDER_WAY, commands.ReceiveVisitors): (its_people, visits.receive_visitors),
        (Stage.UNDER_WAY, commands.EndAsMatter): (its_people, consulting.end_as_matter),
        (Stage.UNDER_WAY, commands.DecideItem): (convener, consulting.decide_item),
        (Stage.UNDER_WAY, commands.AssignTask): (convener, consulting.assign_task),
        (Stage.UNDER_WAY, commands.DeclineItem): (convener, consulting.decline_item),
        (Stage.UNDER_WAY, commands.AttachPanelOpinion): (its_people, consulting.attach_panel_opinion),
        (Stage.UNDER_WAY, commands.FinishSession): (convener, consulting.finish_session),
        # 限期办结
        (Stage.CARRYING_OUT, commands.FileMinutes): (its_people, finishing.file_minutes),
        (Stage.CARRYING_OUT, commands.ReportTask): (who_has_a_task, finishing.report_task),
        (Stage.CARRYING_OUT, commands.AskToPassOn): (who_follows_or_convenes, finishing.ask_to_pass_on),
        (Stage.CARRYING_OUT, commands.AnswerPassingOn): (approver, finishing.answer_passing_on),
        (Stage.CARRYING_OUT, commands.EndFollowing): (who_follows, finishing.end_following),
    },
    facts={
        commands.PanelInterestDeclared: finishing.panel_interest_declared,
        **timekeeping.FACTS,
        TimePassed: finishing.time_passed,
        **staffing.FACTS,
    },
    begin=begin,
    evolve=staffing.staffed(late.noted(evolve)),
    events=names_of(events, staffing, timekeeping),
    view=staffing.flagged(reading.view),
    follows=late.told(reading.follows),
    moments=reading.moments,
    commands={
        "add_item": commands.AddItem,
        "draw_agenda": commands.DrawAgenda,
        "file_briefing": commands.FileBriefing,
        "invite": commands.Invite,
        "record_consent_to_recording": commands.RecordConsentToRecording,
        "decide_day": commands.DecideDay,
        "move_meeting": commands.MoveMeeting,
        "cancel_meeting": commands.CancelMeeting,
        "book_visit": commands.BookVisit,
        "cancel_visit": commands.CancelVisit,
        "draw_hearing_panel": commands.DrawHearingPanel,
        "begin_meeting": commands.BeginMeeting,
        "receive_visitors": commands.ReceiveVisitors,
        "end_as_matter": commands.EndAsMatter,
        "decide_item": commands.DecideItem,
        "assign_task": commands.AssignTask,
        "decline_item": commands.DeclineItem,
        "attach_panel_opinion": commands.AttachPanelOpinion,
        "finish_session": commands.FinishSession,
        "file_minutes": commands.FileMinutes,
        "report_task": commands.ReportTask,
        "ask_to_pass_on": commands.AskToPassOn,
        "answer_passing_on": commands.AnswerPassingOn,
        "end_following": commands.EndFollowing,
    },
    reports={"panel_interest_declared": commands.PanelInterestDeclared},
    messages=staffing.TOLD,
    publications=timekeeping.PUBLICATIONS,
    bar=preparing.bar,
    others=reading.others,
    told=reading.has_a_duty,
)
