"""One dispute, from its registration to its end: all four steps of the ladder, and every road out.

Read the verbs and you have read what can be asked of it and reported to it.
"""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules import danger, handing, notes, particulars, timekeeping
    from rules.dispute import commands
    from rules.dispute.matter import Dispute
    from rules.dispute.procedure import DISPUTE
    from workflows import names
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked, reported, told


@workflow.defn(name="DisputeWorkflow")
class DisputeWorkflow(ProceedingWorkflow[Dispute]):
    procedure = DISPUTE

    @workflow.init
    def __init__(self, file: File[Dispute]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Dispute]) -> Closed:
        return await self.keep_time_and_order()

    # who works on it
    claim = asked("claim", commands.Claim)
    release = asked("release", commands.Release)
    # consent and sessions
    record_consent = asked("record_consent", commands.RecordConsent)
    schedule_session = asked("schedule_session", commands.ScheduleSession)
    postpone_session = asked("postpone_session", commands.PostponeSession)
    cancel_session = asked("cancel_session", commands.CancelSession)
    record_session = asked("record_session", commands.RecordSession)
    # up and down the ladder
    invite_participant = asked("invite_participant", commands.InviteParticipant)
    record_undertaking = asked("record_undertaking", commands.RecordUndertaking)
    withdraw_invitation = asked("withdraw_invitation", commands.WithdrawInvitation)
    raise_early = asked("raise_early", commands.RaiseEarly)
    flag_major = asked("flag_major", commands.FlagMajor)
    flag_cross_township = asked("flag_cross_township", commands.FlagCrossTownship)
    request_county_support = asked("request_county_support", commands.RequestCountySupport)
    send_back = asked("send_back", commands.SendBack)
    # time and end
    extend_period = asked("extend_period", commands.ExtendPeriod)
    suspend_clocks = asked("suspend_clocks", timekeeping.SuspendClocks)
    resume_clocks = asked("resume_clocks", timekeeping.ResumeClocks)
    correct_start = asked("correct_start", timekeeping.CorrectStart)
    end_without_agreement = asked("end_without_agreement", commands.EndWithoutAgreement)
    hand_off = asked("hand_off", handing.HandOff)
    conclude_elsewhere = asked("conclude_elsewhere", commands.ConcludeElsewhere)
    acknowledge_danger = asked("acknowledge_danger", danger.AcknowledgeDanger)
    correct_particulars = asked("correct_particulars", particulars.CorrectParticulars)
    add_note = asked("add_note", notes.AddNote)

    # what people report; never refused
    consent_refused = reported("consent_refused", commands.ConsentRefused)
    consent_withdrawn = reported("consent_withdrawn", commands.ConsentWithdrawn)
    invitation_consent_withdrawn = reported(
        "invitation_consent_withdrawn", commands.InvitationConsentWithdrawn
    )
    withdrawn = reported("withdrawn", commands.Withdrawn)
    left_for_route = reported("left_for_route", commands.LeftForRoute)
    filed_in_court = reported("filed_in_court", commands.FiledInCourt)
    concern_found = reported("concern_found", commands.ConcernFound)
    interest_declared = reported("interest_declared", commands.InterestDeclared)
    danger_reported = reported("danger_reported", danger.DangerReported)

    # what the house itself tells
    lead_seats_held = told("lead_seats_held", commands.LeadSeatsHeld)
    handoff_told = told(names.HANDOFF_TOLD, handing.HandoffTold)
