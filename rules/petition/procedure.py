"""The petition procedure (信访事项的受理和办理). Read the table from top to bottom and you have read chapter
four of the Regulations, from the registration to the served opinion."""

from collections.abc import Mapping

from rules import danger, handing, late, notes, participants, particulars, staffing, supplement, timekeeping
from rules.petition import (
    closing,
    commands,
    competence,
    events,
    handling,
    outgoing,
    passing,
    reading,
    routing,
)
from rules.petition.evolution import begin, evolve
from rules.petition.matter import (
    Petition,
    Stage,
    auditor,
    common_superior,
    department,
    handlers_or_department,
    its_handlers,
    its_head,
    police,
    receivers,
    reporters_up,
    sorter,
)
from rules.procedure import ByWhom, Command, Event, Now, Procedure, Step, TimePassed, names_of

OPEN = (Stage.ROUTING, Stage.PENDING, Stage.COMPETENCE, Stage.HANDLING, Stage.SERVING)


def correct_particulars(
    petition: Petition, command: particulars.CorrectParticulars, now: Now
) -> tuple[Event, ...]:
    """County policy 14 更正: of anybody named in the petition."""
    return particulars.corrected({each.ref for each in petition.people}, command, now)


def acknowledge_danger(petition: Petition, command: danger.AcknowledgeDanger, now: Now) -> tuple[Event, ...]:
    """RMTJ 25 接警: the police have it."""
    return (danger.DangerAcknowledged(at=now.at, by=command.by),)


def danger_reported(petition: Petition, fact: danger.DangerReported, now: Now) -> tuple[Event, ...]:
    """RMTJ 25 危险报告: told to the police at once, whatever the stage."""
    return () if petition.has_ended else (danger.DangerNoted(at=now.at, by=fact.by, words=fact.words),)


def send_message(petition: Petition, command: notes.SendMessage, now: Now) -> tuple[Event, ...]:
    """County policy 27 告知信息: to somebody whose petition it is, or who may receive for them."""
    return notes.message_to(participants.reachable(petition.people), command, now)


def agency_revoked(petition: Petition, fact: participants.AgencyRevoked, now: Now) -> tuple[Event, ...]:
    """County policy 24 撤销委托: at any time."""
    return () if petition.has_ended else participants.revoked(petition.people, fact, now)


# What may be done at every stage while it is open.
_ALWAYS: Mapping[type[Command], tuple[ByWhom, Step]] = {
    commands.Classify: (sorter, routing.classify),
    commands.RecordFirstVisit: (receivers, routing.record_first_visit),
    commands.FlagUrgent: (reporters_up, routing.flag_urgent),
    commands.ReportUp: (reporters_up, routing.report_up),
    commands.ConcludeElsewhere: (sorter, routing.conclude_elsewhere),
    commands.ReferAct: (auditor, closing.refer_act),
    notes.AddNote: (receivers, notes.add_note),
    notes.SendMessage: (handlers_or_department, send_message),
    supplement.AskSupplement: (handlers_or_department, supplement.ask_supplement),
    supplement.RecordSupplement: (receivers, supplement.record_supplement),
    danger.AcknowledgeDanger: (police, acknowledge_danger),
    timekeeping.CorrectStart: (department, timekeeping.correct_start),
    particulars.CorrectParticulars: (receivers, correct_particulars),
}

PETITION = Procedure(
    name="petition",
    acts={
        **{(stage, command): row for stage in OPEN for command, row in _ALWAYS.items()},
        # 分流 with the petition department, fifteen days from the receipt
        (Stage.ROUTING, commands.Transfer): (department, routing.transfer),
        (Stage.ROUTING, commands.Assign): (department, routing.assign),
        (Stage.ROUTING, commands.Guide): (department, routing.guide),
        (Stage.ROUTING, commands.NotAccept): (department, routing.not_accept),
        (Stage.ROUTING, commands.ProposeMediation): (department, handling.propose_mediation),
        (Stage.ROUTING, handing.HandOff): (department, handling.hand_off),
        (Stage.ROUTING, commands.CloseSettled): (department, handling.close_settled),
        # 待受理 with an organ: fifteen days to tell the petitioner, five working days to object
        (Stage.PENDING, commands.Accept): (its_handlers, handling.accept),
        (Stage.PENDING, commands.Guide): (its_handlers, routing.guide),
        (Stage.PENDING, commands.NotAccept): (its_handlers, routing.not_accept),
        (Stage.PENDING, commands.ObjectToTransfer): (its_handlers, competence.object_to_transfer),
        (Stage.PENDING, commands.TakeBack): (department, competence.take_back),
        (Stage.PENDING, commands.RejectObjection): (department, competence.reject_objection),
        (Stage.PENDING, commands.ProposeMediation): (its_handlers, handling.propose_mediation),
        (Stage.PENDING, handing.HandOff): (its_handlers, handling.hand_off),
        (Stage.PENDING, commands.CloseSettled): (its_handlers, handling.close_settled),
        (Stage.PENDING, commands.ReportBack): (its_handlers, closing.report_back),
        (Stage.PENDING, commands.NameSuccessor): (department, competence.name_successor),
        # 受理争议 agreed, decided above, or settled in the joint meeting
        (Stage.COMPETENCE, commands.CallJointMeeting): (department, competence.call_joint_meeting),
        (Stage.COMPETENCE, commands.SettleCompetence): (common_superior, competence.settle_competence),
        # 办理 sixty days from the acceptance, thirty more with the head's approval
        (Stage.HANDLING, commands.AppointHandler): (its_head, handling.appoint_handler),
        (Stage.HANDLING, commands.SwitchToOrdinary): (its_handlers, handling.switch_to_ordinary),
        (Stage.HANDLING, commands.HearFacts): (its_handlers, handling.hear_facts),
        (Stage.HANDLING, commands.DrawPanel): (its_handlers, handling.draw_panel),
        (Stage.HANDLING, commands.HoldHearing): (its_handlers, handling.hold_hearing),
        (Stage.HANDLING, commands.ProposeMediation): (its_handlers, handling.propose_mediation),
        (Stage.HANDLING, handing.HandOff): (its_handlers, handling.hand_off),
        (Stage.HANDLING, commands.RequestExtension): (its_handlers, handling.request_extension),
        (Stage.HANDLING, commands.ApproveExtension): (its_head, handling.approve_extension),
        (Stage.HANDLING, commands.RefuseExtension): (its_head, handling.refuse_extension),
        (Stage.HANDLING, commands.DraftOpinion): (its_handlers, handling.draft_opinion),
        (Stage.HANDLING, commands.SignOpinion): (its_head, handling.sign_opinion),
        (Stage.HANDLING, commands.AnswerSuggestion): (its_head, handling.answer_suggestion),
        (Stage.HANDLING, commands.CloseSettled): (its_handlers, handling.close_settled),
        (Stage.HANDLING, commands.ReportBack): (its_handlers, closing.report_back),
        (Stage.HANDLING, commands.NameSuccessor): (department, competence.name_successor),
        # 送达 on every petitioner, with proof
        (Stage.SERVING, commands.ServeOpinion): (handlers_or_department, closing.serve_opinion),
        (Stage.SERVING, commands.ReportBack): (its_handlers, closing.report_back),
        (Stage.SERVING, commands.NameSuccessor): (department, competence.name_successor),
    },
    facts={
        TimePassed: passing.time_passed,
        **staffing.FACTS,
        commands.ClassContested: routing.class_contested,
        commands.PetitionWithdrawn: closing.petition_withdrawn,
        commands.ConflictDeclared: closing.conflict_declared,
        commands.MediationEnded: handling.mediation_ended,
        handing.HandoffTold: handing.handoff_told,
        participants.AgencyRevoked: agency_revoked,
        danger.DangerReported: danger_reported,
        **timekeeping.FACTS,
    },
    begin=begin,
    evolve=staffing.staffed(late.noted(evolve)),
    events=names_of(
        events, danger, handing, notes, participants, particulars, staffing, supplement, timekeeping
    ),
    view=staffing.flagged(reading.view),
    follows=danger.landing(late.told(outgoing.follows)),
    moments=passing.moments,
    commands={
        "classify": commands.Classify,
        "record_first_visit": commands.RecordFirstVisit,
        "transfer": commands.Transfer,
        "assign": commands.Assign,
        "guide": commands.Guide,
        "not_accept": commands.NotAccept,
        "flag_urgent": commands.FlagUrgent,
        "report_up": commands.ReportUp,
        "conclude_elsewhere": commands.ConcludeElsewhere,
        "object_to_transfer": commands.ObjectToTransfer,
        "take_back": commands.TakeBack,
        "reject_objection": commands.RejectObjection,
        "call_joint_meeting": commands.CallJointMeeting,
        "settle_competence": commands.SettleCompetence,
        "name_successor": commands.NameSuccessor,
        "accept": commands.Accept,
        "appoint_handler": commands.AppointHandler,
        "switch_to_ordinary": commands.SwitchToOrdinary,
        "hear_facts": commands.HearFacts,
        "draw_panel": commands.DrawPanel,
        "hold_hearing": commands.HoldHearing,
        "propose_mediation": commands.ProposeMediation,
        "hand_off": handing.HandOff,
        "request_extension": commands.RequestExtension,
        "approve_extension": commands.ApproveExtension,
        "refuse_extension": commands.RefuseExtension,
        "draft_opinion": commands.DraftOpinion,
        "sign_opinion": commands.SignOpinion,
        "answer_suggestion": commands.AnswerSuggestion,
        "close_settled": commands.CloseSettled,
        "serve_opinion": commands.ServeOpinion,
        "report_back": commands.ReportBack,
        "refer_act": commands.ReferAct,
        "add_note": notes.AddNote,
        "send_message": notes.SendMessage,
        "ask_supplement": supplement.AskSupplement,
        "record_supplement": supplement.RecordSupplement,
        "acknowledge_danger": danger.AcknowledgeDanger,
        "correct_start": timekeeping.CorrectStart,
        "correct_particulars": particulars.CorrectParticulars,
    },
    reports={
        "class_contested": commands.ClassContested,
        "petition_withdrawn": commands.PetitionWithdrawn,
        "conflict_declared": commands.ConflictDeclared,
        "agency_revoked": participants.AgencyRevoked,
        "danger_reported": danger.DangerReported,
    },
    messages={
        **staffing.TOLD,
        "mediation_ended": commands.MediationEnded,
        "handoff_told": handing.HandoffTold,
    },
    publications=timekeeping.PUBLICATIONS,
    bar=closing.bar,
    about=reading.about,
)
