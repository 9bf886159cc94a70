"""The persisted names of dispatch orders and incidents, pinned as in ``test_persisted_names``."""

from enum import StrEnum

from rules.dispatch import matter as dispatch
from rules.incident import matter as incident

DISPATCH = {
    "ArrivalLogged": "call arrived_at who",
    "CallObjectionDecided": "call ruling reason",
    "DangerAcknowledged": "",
    "DangerNoted": "words",
    "DispatchEnded": "outcome words",
    "DispatchMinutesRecorded": "words",
    "MessageSent": "to words",
    "NoteAdded": "words",
    "ObjectionLeftUndecided": "call",
    "UnitCalled": "role unit instead_of",
    "UnitNotThere": "call",
    "UnitObjected": "call reason",
    "UnitReporting": "call",
    "UnitSilent": "call role unit is_listed",
    "UnitStoodDown": "call reason",
    "UnitTaskDropped": "task reason",
    "UnitTaskFinished": "task result",
    "UnitTaskMissed": "task",
    "UnitTaskSet": "call words due_at",
    "UnitsWhistledFor": "id number edition purpose place be_there_by called village township about",
}

INCIDENT = {
    "CommandDecisionRecorded": "words",
    "CommandDeclined": "reason",
    "CommandOffered": "role unit",
    "CommandTakenOver": "before",
    "DangerAcknowledged": "",
    "DangerLeftWaiting": "",
    "DangerNoted": "words",
    "DangerReachedTheCentre": "id number edition words village township origin origin_seq police_since",
    "DangerTakenUp": "grade",
    "FunctionAssigned": "function role unit",
    "IncidentDeclared": "id number edition grade words village township about",
    "IncidentEnded": "outcome words",
    "IncidentStoodDown": "role unit words",
    "MessageSent": "to words",
    "NoteAdded": "words",
    "OrderAcknowledged": "order",
    "OrderGiven": "role unit words",
    "OrderReportedDone": "order result",
    "OrderUnacknowledged": "order role unit is_listed",
    "OrderWithdrawn": "order reason",
    "PoliceAcknowledged": "procedure seq",
    "Regraded": "grade reason",
    "SituationReported": "words",
}

EVENTS = {"dispatch": DISPATCH, "incident": INCIDENT}

COMMANDS = {
    "dispatch": (
        "add_note call_another_unit call_off_dispatch close_dispatch decide_call_objection "
        "drop_unit_task finish_unit_task log_arrival object_to_call record_dispatch_minutes "
        "report_for_duty set_unit_task stand_unit_down"
    ),
    "incident": (
        "acknowledge_order add_note decline_command file_closing_report file_situation_report give_order "
        "offer_command put_danger_aside record_command_decision regrade report_order_done serve_as "
        "stand_down take_over_command take_up_danger withdraw_order"
    ),
}

REPORTS = dict.fromkeys(EVENTS, "")

MESSAGES = {"dispatch": "", "incident": "police_heard"}

PUBLICATIONS = dict.fromkeys(EVENTS, "calendar_published rules_published")

WORKFLOWS = {"dispatch": "DispatchWorkflow", "incident": "IncidentWorkflow"}

WORDS: dict[type[StrEnum], str] = {
    dispatch.Stage: "called-out closed",
    dispatch.Outcome: "dispatch-done called-off",
    dispatch.Ruling: "upheld overruled replaced",
    dispatch.Standing: "awaited objected reporting arrived excused stood-down",
    incident.Stage: "danger-reported commanded stood-down closed",
    incident.Outcome: "report-filed no-incident",
    incident.Function: "deputy liaison",
}
