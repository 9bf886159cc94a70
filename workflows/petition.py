"""One petition, from its registration to the served opinion.

Read the verbs and you have read chapter four of the Regulations.
"""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules import danger, handing, notes, participants, particulars, supplement, timekeeping
    from rules.petition import commands
    from rules.petition.matter import Petition
    from rules.petition.procedure import PETITION
    from workflows import names
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked, reported, told


@workflow.defn(name="PetitionWorkflow")
class PetitionWorkflow(ProceedingWorkflow[Petition]):
    procedure = PETITION

    @workflow.init
    def __init__(self, file: File[Petition]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Petition]) -> Closed:
        return await self.keep_time_and_order()

    # led to where it belongs
    classify = asked("classify", commands.Classify)
    record_first_visit = asked("record_first_visit", commands.RecordFirstVisit)
    transfer = asked("transfer", commands.Transfer)
    assign = asked("assign", commands.Assign)
    guide = asked("guide", commands.Guide)
    not_accept = asked("not_accept", commands.NotAccept)
    flag_urgent = asked("flag_urgent", commands.FlagUrgent)
    report_up = asked("report_up", commands.ReportUp)
    conclude_elsewhere = asked("conclude_elsewhere", commands.ConcludeElsewhere)
    # whose it is
    object_to_transfer = asked("object_to_transfer", commands.ObjectToTransfer)
    take_back = asked("take_back", commands.TakeBack)
    reject_objection = asked("reject_objection", commands.RejectObjection)
    call_joint_meeting = asked("call_joint_meeting", commands.CallJointMeeting)
    settle_competence = asked("settle_competence", commands.SettleCompetence)
    name_successor = asked("name_successor", commands.NameSuccessor)
    # handled
    accept = asked("accept", commands.Accept)
    appoint_handler = asked("appoint_handler", commands.AppointHandler)
    switch_to_ordinary = asked("switch_to_ordinary", commands.SwitchToOrdinary)
    hear_facts = asked("hear_facts", commands.HearFacts)
    draw_panel = asked("draw_panel", commands.DrawPanel)
    hold_hearing = asked("hold_hearing", commands.HoldHearing)
    propose_mediation = asked("propose_mediation", commands.ProposeMediation)
    hand_off = asked("hand_off", handing.HandOff)
    request_extension = asked("request_extension", commands.RequestExtension)
    approve_extension = asked("approve_extension", commands.ApproveExtension)
    refuse_extension = asked("refuse_extension", commands.RefuseExtension)
    # answered
    draft_opinion = asked("draft_opinion", commands.DraftOpinion)
    sign_opinion = asked("sign_opinion", commands.SignOpinion)
    answer_suggestion = asked("answer_suggestion", commands.AnswerSuggestion)
    close_settled = asked("close_settled", commands.CloseSettled)
    serve_opinion = asked("serve_opinion", commands.ServeOpinion)
    report_back = asked("report_back", commands.ReportBack)
    # around it
    refer_act = asked("refer_act", commands.ReferAct)
    add_note = asked("add_note", notes.AddNote)
    send_message = asked("send_message", notes.SendMessage)
    ask_supplement = asked("ask_supplement", supplement.AskSupplement)
    record_supplement = asked("record_supplement", supplement.RecordSupplement)
    acknowledge_danger = asked("acknowledge_danger", danger.AcknowledgeDanger)
    correct_start = asked("correct_start", timekeeping.CorrectStart)
    correct_particulars = asked("correct_particulars", particulars.CorrectParticulars)

    # what people report; never refused
    class_contested = reported("class_contested", commands.ClassContested)
    petition_withdrawn = reported("petition_withdrawn", commands.PetitionWithdrawn)
    conflict_declared = reported("conflict_declared", commands.ConflictDeclared)
    agency_revoked = reported("agency_revoked", participants.AgencyRevoked)
    danger_reported = reported("danger_reported", danger.DangerReported)

    # what the house itself tells
    mediation_ended = told("mediation_ended", commands.MediationEnded)
    handoff_told = told(names.HANDOFF_TOLD, handing.HandoffTold)
