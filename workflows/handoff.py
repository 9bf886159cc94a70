"""One handoff, from its draft to the word of both sides that it is over. It alone calls the adapters."""

import asyncio
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, ApplicationError, is_cancelled_exception

with workflow.unsafe.imports_passed_through():
    from activities.partners.adapter import Errand, Taken
    from rules import notes, timekeeping
    from rules.handoff import commands
    from rules.handoff.matter import Handoff, Outgoing, SideName
    from rules.handoff.procedure import HANDOFF
    from rules.handoff.wire import speaker_of
    from workflows import names
    from workflows.in_clear import InClear
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked, reported, told

_ONE_TRY = timedelta(seconds=30)
_ALL_TRIES = timedelta(days=7)
_AGAIN = RetryPolicy(
    initial_interval=timedelta(seconds=1), backoff_coefficient=2, maximum_interval=timedelta(minutes=10)
)


@workflow.defn(name="HandoffWorkflow")
class HandoffWorkflow(ProceedingWorkflow[Handoff]):
    procedure = HANDOFF

    @workflow.init
    def __init__(self, file: File[Handoff]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Handoff]) -> Closed:
        errands = asyncio.create_task(self._run_errands())
        try:
            return await self.keep_time_and_order()
        finally:
            errands.cancel()  # the next run, if there is one, begins the errand again: the message has an id

    # drafted, sent, taken back, supplied, confirmed
    record_handoff_consent = asked("record_handoff_consent", commands.RecordHandoffConsent)
    add_handoff_papers = asked("add_handoff_papers", commands.AddHandoffPapers)
    describe_handoff = asked("describe_handoff", commands.DescribeHandoff)
    send_handoff = asked("send_handoff", commands.SendHandoff)
    recall_handoff = asked("recall_handoff", commands.RecallHandoff)
    supply_handoff = asked("supply_handoff", commands.SupplyHandoff)
    confirm_return = asked("confirm_return", commands.ConfirmReturn)
    expire_handoff = asked("expire_handoff", commands.ExpireHandoff)
    # answered, worked on, returned
    sign_for_handoff = asked("sign_for_handoff", commands.SignForHandoff)
    accept_handoff = asked("accept_handoff", commands.AcceptHandoff)
    refuse_handoff = asked("refuse_handoff", commands.RefuseHandoff)
    want_supplement = asked("want_supplement", commands.WantSupplement)
    record_progress = asked("record_progress", commands.RecordProgress)
    extend_handoff = asked("extend_handoff", commands.ExtendHandoff)
    give_co_task = asked("give_co_task", commands.GiveCoTask)
    finish_co_task = asked("finish_co_task", commands.FinishCoTask)
    return_handoff = asked("return_handoff", commands.ReturnHandoff)
    # its messages, its papers, its clocks
    resend_message = asked("resend_message", commands.ResendMessage)
    lay_message_aside = asked("lay_message_aside", commands.LayMessageAside)
    add_note = asked("add_note", notes.AddNote)
    correct_start = asked("correct_start", timekeeping.CorrectStart)
    suspend_clocks = asked("suspend_clocks", timekeeping.SuspendClocks)
    resume_clocks = asked("resume_clocks", timekeeping.ResumeClocks)

    # what people report; never refused
    handoff_consent_refused = reported("handoff_consent_refused", commands.HandoffConsentRefused)

    # what the agencies' systems and other procedures tell
    agency_said = told(names.AGENCY_SAID, commands.AgencySaid)
    message_delivered = told(names.MESSAGE_DELIVERED, commands.MessageDelivered)
    message_undeliverable = told(names.MESSAGE_UNDELIVERABLE, commands.MessageUndeliverable)
    receiver_started = told(names.RECEIVER_STARTED, commands.ReceiverStarted)
    receiver_ended = told(names.RECEIVER_ENDED, commands.ReceiverEnded)
    origin_ended = told(names.ORIGIN_ENDED, commands.OriginEnded)

    async def _run_errands(self) -> None:
        """What our side has said is carried to the other side's system: in order, one message at a time.

        The proceeding itself never waits for it: what came of it comes back as a fact."""
        while True:
            await workflow.wait_condition(lambda: self._next_errand() is not None)
            await self._run(self._next_errand())

    async def _run(self, errand: Outgoing | None) -> None:
        assert errand
        self.hear(*await self._carried(errand))
        await workflow.wait_condition(lambda: self._next_errand() != errand)

    def _next_errand(self) -> Outgoing | None:
        """The first that the other side has not taken. What nobody can deliver waits for a person, and holds
        back what was said after it."""
        outgoing = self.papers.state.outgoing
        return outgoing[0] if outgoing and not outgoing[0].is_dead else None

    async def _carried(
        self, message: Outgoing
    ) -> tuple[str, commands.MessageDelivered | commands.MessageUndeliverable]:
        handoff = self.papers.state
        other = handoff.receiver if speaker_of(message.what) is SideName.SENDER else handoff.sender
        assert other.agency
        errand = Errand(handoff.id, message.seq, other.agency, message.what)
        try:
            taken: Taken = await workflow.execute_activity(
                names.SEND_TO_AGENCY,
                errand,
                result_type=Taken,
                task_queue=names.queue_of(other.agency),
                start_to_close_timeout=_ONE_TRY,
                schedule_to_close_timeout=_ALL_TRIES,
                retry_policy=_AGAIN,
                summary=InClear(f"{message.what} → {other.agency}"),
            )
        except ActivityError as failed:
            if is_cancelled_exception(failed):
                raise
            code = failed.cause.message if isinstance(failed.cause, ApplicationError) else "timed-out"
            return names.MESSAGE_UNDELIVERABLE, commands.MessageUndeliverable(seq=message.seq, code=code)
        return names.MESSAGE_DELIVERED, commands.MessageDelivered(
            seq=message.seq, taken_at=taken.at, effect=taken.effect
        )
