"""One question, from whoever received it first to its answer."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from rules import danger, notes, participants, particulars, supplement, timekeeping
    from rules.consultation import commands
    from rules.consultation.matter import Consultation
    from rules.consultation.procedure import CONSULTATION
    from workflows.proceeding import Closed, File, ProceedingWorkflow
    from workflows.verbs import asked, reported


@workflow.defn(name="ConsultationWorkflow")
class ConsultationWorkflow(ProceedingWorkflow[Consultation]):
    procedure = CONSULTATION

    @workflow.init
    def __init__(self, file: File[Consultation]) -> None:
        super().__init__(file)

    @workflow.run
    async def run(self, file: File[Consultation]) -> Closed:
        return await self.keep_time_and_order()

    # answered, or by a service
    answer_on_the_spot = asked("answer_on_the_spot", commands.AnswerOnTheSpot)
    answer_question = asked("answer_question", commands.AnswerQuestion)
    book_service = asked("book_service", commands.BookService)
    rebook_service = asked("rebook_service", commands.RebookService)
    cancel_booking = asked("cancel_booking", commands.CancelBooking)
    record_consultation_service = asked("record_consultation_service", commands.RecordConsultationService)
    hand_over_question = asked("hand_over_question", commands.HandOverQuestion)
    # what is asked of the person, and what the person wishes
    ask_supplement = asked("ask_supplement", supplement.AskSupplement)
    record_supplement = asked("record_supplement", supplement.RecordSupplement)
    turn_into_petition = asked("turn_into_petition", commands.TurnIntoPetition)
    turn_into_dispute = asked("turn_into_dispute", commands.TurnIntoDispute)
    # said among ourselves, and to the person
    add_note = asked("add_note", notes.AddNote)
    send_message = asked("send_message", notes.SendMessage)
    acknowledge_danger = asked("acknowledge_danger", danger.AcknowledgeDanger)
    correct_start = asked("correct_start", timekeeping.CorrectStart)
    correct_particulars = asked("correct_particulars", particulars.CorrectParticulars)

    # what people report; never refused
    question_withdrawn = reported("question_withdrawn", commands.QuestionWithdrawn)
    agency_revoked = reported("agency_revoked", participants.AgencyRevoked)
    danger_reported = reported("danger_reported", danger.DangerReported)
