"""The persisted names of inspections and of old matters under a leader, as in ``test_persisted_names``."""

from enum import StrEnum

from rules.backlog import matter as backlog
from rules.inspection import matter as inspection

EVENTS = {
    "inspection": {
        "CircularIssued": "words",
        "FindingClosed": "finding",
        "FindingRecorded": "number matter aspect unit basis words",
        "FoundInOrder": "matter aspect",
        "InspectorCalledIn": "role",
        "InspectionEnded": "outcome frame_size",
        "InspectionOpened": "id number edition units kinds since until sample_size lead inspectors",
        "DangerAcknowledged": "",
        "DangerNoted": "words",
        "MessageSent": "to words",
        "NoteAdded": "words",
        "RectificationChecked": "finding item",
        "RectificationFellOverdue": "finding due_on",
        "RectificationRecorded": "finding words",
        "RectificationSentBack": "finding reason",
        "RectificationSignedOff": "finding",
        "SampleDrawn": "seed frame digest drawn hands",
    },
    "backlog": {
        "ArrangementFellOverdue": "lacks due_on",
        "AssessmentFellOverdue": "due_on",
        "BackToWork": "reason",
        "BacklogAssessed": "words",
        "BacklogChecked": "item",
        "BacklogEnded": "outcome reason",
        "BacklogRegistered": "id number edition ground received_on unit",
        "ChargeTaken": "",
        "LeaderAssigned": "role unit",
        "LeaderDeclined": "reason",
        "LeaderProposed": "role unit reason",
        "MatterFoundEnded": "",
        "MatterFoundOpen": "still_open",
        "DangerAcknowledged": "",
        "DangerNoted": "words",
        "MessageSent": "to words",
        "MilestoneAdded": "number due_on words",
        "MilestoneMissed": "milestone due_on",
        "MilestoneReached": "milestone words",
        "NoteAdded": "words",
        "PlanSet": "words",
        "SettlementReported": "words",
        "TeamFormed": "units handler",
    },
}

COMMANDS = {
    "inspection": (
        "add_note call_in_inspector check_rectification find_in_order issue_circular record_finding "
        "record_rectification send_back_rectification sign_off_rectification"
    ),
    "backlog": (
        "add_milestone add_note approve_leader assess_backlog assign_leader check_backlog "
        "decline_leader form_team hand_back propose_leader reach_milestone report_settled set_plan "
        "take_back_to_work take_charge"
    ),
}

REPORTS = {"inspection": "", "backlog": ""}

MESSAGES = {"inspection": "frame_listed", "backlog": "matter_looked_at"}

PUBLICATIONS = dict.fromkeys(EVENTS, "calendar_published rules_published")

WORKFLOWS = {"inspection": "InspectionWorkflow", "backlog": "BacklogWorkflow"}

WORDS: dict[type[StrEnum], str] = {
    inspection.Stage: "to-draw checking rectifying closed",
    inspection.Outcome: "all-rectified nothing-found scope-too-wide",
    inspection.Aspect: "matter handling",
    inspection.Inspectable: "dispute petition",
    backlog.Stage: "backlog-registered led assessing closed",
    backlog.Outcome: "settled-for-good handed-back",
    backlog.Ground: "long-open repeated assigned-from-above",
}
