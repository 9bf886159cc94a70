"""The persisted names of events, pinned as in ``test_persisted_names``."""

from enum import StrEnum

from rules import assigning, gazetteer
from rules.event import matter as event

EVENT = {
    "ClosingApproved": "",
    "ClosingProposed": "result words",
    "DangerAcknowledged": "",
    "DangerNoted": "words",
    "EventAnalysed": "cause place_kind words",
    "EventAnswered": "words",
    "EventEnded": "outcome person wish",
    "EventFellOverdue": "clock due_on",
    "EventHandled": "words",
    "EventPassedOn": "unit reason",
    "EventRegistered": (
        "id number edition channel received_at first_receiver kind place place_kind grid village township "
        "people assigned"
    ),
    "EventSentBack": "reason",
    "EventSignedFor": "",
    "EventToldUp": "clock told",
    "MessageSent": "to words",
    "NoteAdded": "words",
    "ParticularsCorrected": "party name address telephone reason",
}

EVENTS = {"event": EVENT}

COMMANDS = {
    "event": (
        "acknowledge_danger add_note approve_closing correct_particulars correct_start pass_on "
        "propose_closing record_analysis record_handling respond send_event_back send_message sign_in "
        "turn_event_into_dispute turn_event_into_petition"
    ),
}

REPORTS = {"event": "danger_reported"}
MESSAGES = {"event": ""}
PUBLICATIONS = {"event": "calendar_published rules_published"}
WORKFLOWS = {"event": "EventWorkflow"}

INSIDE: dict[type, str] = {
    assigning.Candidate: "person unit load",
    assigning.Question: "number place kind role unit seed candidates on_duty shifts",
    assigning.Assignment: "asked person because by_roster",
}

WORDS: dict[type[StrEnum], str] = {
    event.Stage: "event-sign-in event-handling event-audit event-analysis event-danger closed",
    event.Outcome: "handled became-petition became-dispute",
    event.Result: "put-right not-found others-to-do",
    event.Cause: "worn-out weather behaviour management planning unknown",
    gazetteer.PlaceKind: (
        "road residential public-space school market waterside construction facility farmland elsewhere"
    ),
    assigning.Because: "only-one least-in-hand drawn nobody",
}
