"""The persisted names of the procedures after a petition's reply, pinned as in ``test_persisted_names``."""

from enum import StrEnum

from rules.petition_aftercare import codes as after_reply
from rules.petition_aftercare import matter as after_reply_matter
from rules.review import matter as review

AFTER_REPLY = {
    "AfterCareGiven": "measure notes",
    "ClosingAssessed": (
        "resolved resolved_because explained explained_because helped helped_because referral"
    ),
    "ConfirmedWithPerson": "petitioner how agrees notes",
    "DangerAcknowledged": "",
    "DangerNoted": "words",
    "DutyFellOverdue": "duty due_on",
    "Evaluated": "petitioner target value reason",
    "ExecutionRecorded": "executed proof",
    "MatterAudited": "substantively reason",
    "ParticularsCorrected": "party name address telephone reason",
    "PetitionAftercareClosed": "outcome substantively ground reason",
    "PetitionAftercareOpened": (
        "id number edition petition closing_seq petition_outcome result unit organ village township "
        "petitioners hands received_by first_receiver duties windows unanswered_dangers "
        "people report_by"
    ),
    "ReportedBack": "report",
    "ReExamined": "finding notes",
    "ReviewAskedFor": "petitioner filing postmarked_on grounds review reviewer",
    "ReviewCarriedOut": "executed proof",
    "ReviewEndNoted": "review followed_by",
    "ReviewResultNoted": "review result",
    "Revisited": "notes",
    "TakenUpAgain": "petitioner filing postmarked_on",
    "WindowClosed": "window last_day",
}

REVIEW = {
    "DangerAcknowledged": "",
    "DangerNoted": "words",
    "FindingsRecorded": "findings",
    "HearingHeld": "panel minutes opinion recommends",
    "PanelChanged": "panel",
    "PanelDrawn": "panel pool scheduled_for place_unit room",
    "ParticularsCorrected": "party name address telephone reason",
    "ReReviewAskedFor": "petitioner filing postmarked_on grounds re_review reviewer",
    "Recused": "person",
    "RequestTakenBack": "petitioner",
    "ReviewClosed": "outcome followed_by",
    "ReviewFellOverdue": "due_on",
    "ReviewOpened": (
        "id number edition instance petition aftercare before of_unit reviewer petitioners asked_by "
        "grounds received_at hands village township people"
    ),
    "ReviewOpinionIssued": ("result original petitioners_view findings basis orders was_heard is_published"),
    "ReviewOpinionServed": "petitioner method served_at proof",
    "WindowClosed": "window last_day",
}

EVENTS = {"petition_aftercare": AFTER_REPLY, "review": REVIEW, "re_review": REVIEW}

REVIEW_COMMANDS = (
    "acknowledge_danger correct_particulars correct_start draw_panel hold_hearing "
    "issue_review_opinion record_findings request_re_review resume_clocks serve_review_opinion "
    "suspend_clocks"
)

COMMANDS = {
    "petition_aftercare": (
        "acknowledge_danger assess_closing close_matter confirm_with_person correct_particulars "
        "correct_start handle_anew record_after_care record_evaluation record_execution "
        "record_re_examination record_review_carried_out record_revisit report_back request_review "
        "take_up_again"
    ),
    "review": REVIEW_COMMANDS,
    "re_review": REVIEW_COMMANDS,
}

REPORTS = {
    "petition_aftercare": "danger_reported",
    "review": "danger_reported interest_declared request_withdrawn",
    "re_review": "danger_reported interest_declared request_withdrawn",
}

MESSAGES = {
    "petition_aftercare": "review_answered review_ended",
    "review": "",
    "re_review": "",
}

PUBLICATIONS = dict.fromkeys(EVENTS, "calendar_published rules_published")

WORKFLOWS = {
    "petition_aftercare": "PetitionAftercareWorkflow",
    "review": "ReviewWorkflow",
    "re_review": "ReReviewWorkflow",
}

INSIDE: dict[type, str] = {
    after_reply_matter.Open: "window since petitioner",
    review.Served: "petitioner at",
}

WORDS: dict[type[StrEnum], str] = {
    after_reply.Stage: "open closed",
    after_reply.Ended: (
        "answered suggestion-answered guided not-accepted withdrawn settled concluded-elsewhere"
    ),
    after_reply.Outcome: "matter-closed reopened",
    after_reply.Duty: (
        "assess-closing confirm-with-person check-execution carry-out-review report-back look-after revisit "
        "close-matter re-examine"
    ),
    after_reply.Window: "ask-for-review evaluate take-up-again",
    after_reply.InPlace: "in-place not-in-place not-called-for",
    after_reply.Referral: "none police competent-authority",
    after_reply.Contact: "in-person telephone online letter",
    after_reply.Agrees: "yes no unreachable",
    after_reply.Target: "unit petition-department",
    after_reply.Satisfaction: "satisfied basically-satisfied dissatisfied",
    after_reply.EvaluationStatus: "awaited evaluated lapsed",
    after_reply.Finding: "upheld handle-anew",
    after_reply.Executed: "fully partly not",
    after_reply.Measure: "explanation mediation-offer aid-application",
    after_reply.Resolved: "resolved partly unresolved",
    after_reply.Ground: "review-revoked re-examined not-free new-facts taken-up-again",
    review.Instance: "review re_review",
    review.Stage: "reviewing serving-opinion opinion-served closed",
    review.Result: "upheld changed revoked",
    review.Outcome: "upheld changed revoked request-withdrawn",
}
