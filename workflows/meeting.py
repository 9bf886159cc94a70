"""One meeting, from the day it is planned to the last of what it has settled."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules.meeting import commands
    from rules.meeting.matter import Meeting
    from rules.meeting.procedure import MEETING
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked, reported


@workflow.defn(name="MeetingWorkflow")
class MeetingWorkflow(ProceedingWorkflow[Meeting]):
    procedure = MEETING

    @workflow.init
    def __init__(self, file: File[Meeting]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Meeting]) -> Closed:
        return await self.keep_time_and_order()

    add_item = asked("add_item", commands.AddItem)
    draw_agenda = asked("draw_agenda", commands.DrawAgenda)
    file_briefing = asked("file_briefing", commands.FileBriefing)
    invite = asked("invite", commands.Invite)
    record_consent_to_recording = asked("record_consent_to_recording", commands.RecordConsentToRecording)
    decide_day = asked("decide_day", commands.DecideDay)
    move_meeting = asked("move_meeting", commands.MoveMeeting)
    cancel_meeting = asked("cancel_meeting", commands.CancelMeeting)
    book_visit = asked("book_visit", commands.BookVisit)
    cancel_visit = asked("cancel_visit", commands.CancelVisit)
    draw_hearing_panel = asked("draw_hearing_panel", commands.DrawHearingPanel)
    begin_meeting = asked("begin_meeting", commands.BeginMeeting)
    receive_visitors = asked("receive_visitors", commands.ReceiveVisitors)
    end_as_matter = asked("end_as_matter", commands.EndAsMatter)
    decide_item = asked("decide_item", commands.DecideItem)
    assign_task = asked("assign_task", commands.AssignTask)
    decline_item = asked("decline_item", commands.DeclineItem)
    attach_panel_opinion = asked("attach_panel_opinion", commands.AttachPanelOpinion)
    finish_session = asked("finish_session", commands.FinishSession)
    file_minutes = asked("file_minutes", commands.FileMinutes)
    report_task = asked("report_task", commands.ReportTask)
    ask_to_pass_on = asked("ask_to_pass_on", commands.AskToPassOn)
    answer_passing_on = asked("answer_passing_on", commands.AnswerPassingOn)
    end_following = asked("end_following", commands.EndFollowing)

    # what people report; never refused
    panel_interest_declared = reported("panel_interest_declared", commands.PanelInterestDeclared)
