"""The persisted names of supervision and recommendations, pinned as in ``test_persisted_names``."""

from enum import StrEnum

from rules import late
from rules.early_warning import Cluster, EarlyWarning, Threshold
from rules.procedure import Late, NoLonger
from rules.recommendation import matter as recommendation
from rules.supervision import matter as supervision

EVENTS = {
    "supervision": {
        "DateWasMoved": "",
        "DutyWasMet": "",
        "RectificationAccepted": "findings",
        "RectificationAskedAgain": "reason",
        "LetterAnswerFellOverdue": "due_on",
        "RectificationReported": "report",
        "SigningFellOverdue": "due_on",
        "SupervisionClosed": "outcome",
        "SupervisionLetterDrafted": "facts demand",
        "SupervisionLetterIssued": "days_late",
        "SupervisionOpened": "id number edition ground duty role unit facts demand",
        "SupervisionSetAside": "reason",
        "WorkReminderIssued": "days_late",
    },
    "recommendation": {
        "AdoptionToldInWriting": "adoption reasons was_late",
        "FeedbackFellOverdue": "due_on",
        "RecommendationClosed": "outcome",
        "RecommendationDrafted": (
            "id number edition kind to concerns warning cases problem evidence analysis proposal"
        ),
        "RecommendationDropped": "reason",
        "RecommendationIssued": "",
        "RecommendationReceived": "received_at proof",
        "RecommendationWritten": "to concerns cases problem evidence analysis proposal",
    },
}

# What stands inside a body, or in a state that the engine carries from run to run.
INSIDE: dict[type, str] = {
    Late: "duty clock rule run due_on role unit fell_in",
    NoLonger: "seq fell_in how",
    supervision.Duty: "procedure fell_in name rule due_on",
    EarlyWarning: "cluster because threshold",
    Cluster: "along kind subject where since until matters before",
    Threshold: "at_least percent periods",
    recommendation.Content: "problem evidence analysis proposal",
}

COMMANDS = {
    "supervision": (
        "accept_rectification ask_again draft_letter report_rectification set_letter_aside sign_letter"
    ),
    "recommendation": (
        "confirm_receipt drop_recommendation give_conduct_feedback give_feedback record_receipt "
        "sign_recommendation write_accountability write_recommendation"
    ),
}
REPORTS = {"supervision": "", "recommendation": ""}
MESSAGES = {"supervision": "duty_met duty_moved", "recommendation": ""}
PUBLICATIONS = dict.fromkeys(COMMANDS, "calendar_published rules_published")
WORKFLOWS = {"supervision": "SupervisionWorkflow", "recommendation": "RecommendationWorkflow"}

WORDS: dict[type[StrEnum], str] = {
    late.How: "met moved",
    supervision.Stage: "watched reminded letter-to-sign letter-issued rectification-reported closed",
    supervision.Ground: (
        "overdue against-the-rules shirking perfunctory delaying falsifying not-carried-out"
    ),
    supervision.Outcome: "duty-met date-moved set-aside rectified",
    recommendation.Kind: "D-14 D-15 D-16",
    recommendation.Stage: "recommendation-drafted recommendation-issued recommendation-received closed",
    recommendation.Adoption: "adopted partly-adopted not-adopted",
    recommendation.Outcome: (
        "recommendation-adopted recommendation-partly-adopted recommendation-not-adopted "
        "recommendation-dropped"
    ),
}
