"""The persisted names of errands and of who is invited, pinned as in ``test_persisted_names``."""

from enum import StrEnum

from rules.dispute import matter as dispute
from rules.errand import matter as errand
from rules.volunteers import ActivityKind

EVENTS = {
    "errand": {
        "AuthorityEnded": "how",
        "ErrandClosed": "outcome",
        "ErrandFellOverdue": "clock due_on",
        "ErrandRegistered": (
            "id number edition about channel people authority scope until agent leader village township"
        ),
        "ErrandReported": "words",
        "ErrandSatisfaction": "value words",
        "LastExaminationAnswered": "words",
        "MeetingCallAnswered": "is_held words",
        "MeetingCalled": "words",
        "ParticularsCorrected": "party name address telephone reason",
        "ReExaminationAnswered": "findings reasons goes_on",
        "StepTaken": "act words",
    }
}

# of a dispute: whom the parties let take part
OF_INVITING = {
    "InvitationEnded": "person how party reason",
    "ParticipantInvited": "person unit kind agreed_by",
    "UndertakingRecorded": "person undertaking",
}

COMMANDS = {
    "errand": (
        "answer_last_examination answer_meeting_call answer_re_examination call_meeting correct_particulars "
        "correct_start record_errand_satisfaction record_step report_errand"
    )
}

REPORTS = {"errand": "errand_revoked"}
MESSAGES = {"errand": ""}
PUBLICATIONS = {"errand": "calendar_published rules_published"}
WORKFLOWS = {"errand": "ErrandWorkflow"}

WORDS: dict[type[StrEnum], str] = {
    errand.Stage: "errand-running errand-reported errand-re-examined errand-at-petition-office closed",
    errand.Act: "submit receive enquire accompany call-meeting",
    errand.AuthorityEnd: "authority-revoked authority-expired authority-laid-down",
    errand.Verdict: "satisfied dissatisfied",
    errand.Outcome: "errand-satisfied errand-not-evaluated errand-answered",
    dispute.GuestKind: "party-delegate peoples-deputy cppcc-member lawyer legal-worker expert retired",
    dispute.InvitationEnd: "invitation-withdrawn invitation-consent-withdrawn",
    ActivityKind: "patrol mutual-aid publicity visit conciliation service",
}
