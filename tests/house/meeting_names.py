"""The persisted names of meetings, pinned as in ``test_persisted_names``."""

from enum import StrEnum

from rules.meeting import matter as meeting

MEETING = {
    "AgendaDrawn": "first matters",
    "BriefingFiled": "item briefing",
    "DayKept": "reason",
    "FollowingEnded": "item report",
    "FollowingPassedOn": "item",
    "HearingPanelDrawn": "panel pool",
    "HearingPanelMemberRecused": "person panel",
    "Invited": "officer",
    "ItemAdded": "item topic matter",
    "ItemBecameMatter": "item matter follower",
    "ItemDecided": "item decision",
    "ItemDeclined": "item reason",
    "MeetingBegun": "leader is_recorded",
    "MeetingConvened": (
        "id number edition kind role unit leader rota scheduled_for place_unit about awaits_day room"
    ),
    "MeetingDutyFellOverdue": "clock due_on",
    "MeetingEnded": "outcome reason",
    "MeetingMoved": "scheduled_for place_unit reason room",
    "MinutesFiled": "meeting_minutes",
    "PanelOpinionAttached": "item opinion recommends",
    "PassingOnAsked": "item to reason",
    "PassingOnDeclined": "item",
    "RecordingConsentGiven": "person",
    "RecordingConsentRefused": "person stops",
    "SessionFinished": "",
    "TaskAssigned": "item role unit task due_on",
    "TaskReported": "item report",
    "VisitBooked": "item booking matter",
    "VisitCancelled": "item booking",
    "VisitorsReceived": "item persons is_first",
}

COMMANDS = {
    "meeting": (
        "add_item answer_passing_on ask_to_pass_on assign_task attach_panel_opinion begin_meeting book_visit "
        "cancel_meeting cancel_visit decide_day decide_item decline_item draw_agenda draw_hearing_panel "
        "end_as_matter end_following file_briefing file_minutes finish_session invite move_meeting "
        "receive_visitors record_consent_to_recording report_task"
    ),
}
REPORTS = {"meeting": "panel_interest_declared"}
MESSAGES = {"meeting": ""}
PUBLICATIONS = {"meeting": "calendar_published rules_published"}
WORKFLOWS = {"meeting": "MeetingWorkflow"}
EVENTS = {"meeting": MEETING}

WORDS: dict[type[StrEnum], str] = {
    meeting.Stage: "planned under-way carrying-out closed",
    meeting.Outcome: "held cancelled",
    meeting.Came: "added booked drawn",
    meeting.Ending: "matter decision task no",
}
