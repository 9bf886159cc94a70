"""The consultation procedure (咨询): answered on the spot, or later, or by a service that is booked.

One promise stands above the table: a question stays a question until the person wishes otherwise.
"""

from rules import danger, late, notes, participants, particulars, staffing, supplement, timekeeping
from rules.consultation import answering, commands, events, leaving, reading
from rules.consultation.evolution import begin, evolve
from rules.consultation.matter import (
    Consultation,
    Stage,
    dispatcher,
    its_desk,
    its_desk_or_intake,
    its_desk_or_window,
    its_people,
    whoever_is_told_of_danger,
)
from rules.procedure import Command, Event, Now, Officer, Procedure, TimePassed, names_of
from rules.refusals import Reason


def send_message(consultation: Consultation, command: notes.SendMessage, now: Now) -> tuple[Event, ...]:
    """County policy 27 告知信息: to whoever asked, or may receive for them."""
    return notes.message_to(participants.reachable(consultation.people), command, now)


def correct_particulars(
    consultation: Consultation, command: particulars.CorrectParticulars, now: Now
) -> tuple[Event, ...]:
    """County policy 14 更正: of anybody named here."""
    return particulars.corrected([each.ref for each in consultation.people], command, now)


def agency_revoked(
    consultation: Consultation, fact: participants.AgencyRevoked, now: Now
) -> tuple[Event, ...]:
    """County policy 24 撤销委托: at any time, without a reason."""
    return () if consultation.has_ended else participants.revoked(consultation.people, fact, now)


def danger_reported(consultation: Consultation, fact: danger.DangerReported, now: Now) -> tuple[Event, ...]:
    """RMTJ 25 危险报告: noted at every stage; whoever is to act on it is told at once."""
    if consultation.has_ended:
        return ()
    return (danger.DangerNoted(at=now.at, by=fact.by, words=fact.words),)


def acknowledge_danger(
    consultation: Consultation, command: danger.AcknowledgeDanger, now: Now
) -> tuple[Event, ...]:
    """RMTJ 25 接警: somebody has it; a question that was over before is closed with it."""
    return (danger.DangerAcknowledged(at=now.at, by=command.by),)


def time_passed(consultation: Consultation, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """County policy 16, 21 咨询期限: a late answer reaches the supervisor; a supplement that did not come is
    noted. Neither ends anything."""
    if consultation.is_settled:
        return ()
    due = consultation.answer_due()
    is_late = due is not None and not consultation.is_overdue and now.at >= due.is_over_at
    overdue = (events.QuestionFellOverdue(at=now.at, due_on=due.on),) if due and is_late else ()
    return (*overdue, *supplement.supplement_time_passed(consultation, now))


def bar(consultation: Consultation, command: type[Command], officer: Officer) -> Reason | None:
    """RMTJ 25 接警: where no danger was reported there is none to acknowledge."""
    is_quiet = command is danger.AcknowledgeDanger and not consultation.unanswered_dangers
    return Reason.NOT_AT_THIS_STAGE if is_quiet else None


CONSULTATION = Procedure(
    name="consultation",
    acts={
        # 待答复
        (Stage.ASKED, commands.AnswerOnTheSpot): (its_desk, answering.answer_on_the_spot),
        (Stage.ASKED, commands.AnswerQuestion): (its_desk, answering.answer_question),
        (Stage.ASKED, commands.BookService): (its_desk_or_window, answering.book_service),
        (Stage.ASKED, commands.RecordConsultationService): (
            its_desk_or_window,
            answering.record_consultation_service,
        ),
        (Stage.ASKED, commands.HandOverQuestion): (its_desk, answering.hand_over_question),
        (Stage.ASKED, supplement.AskSupplement): (its_desk, supplement.ask_supplement),
        (Stage.ASKED, supplement.RecordSupplement): (its_people, supplement.record_supplement),
        (Stage.ASKED, commands.TurnIntoPetition): (its_desk_or_window, leaving.turn_into_petition),
        (Stage.ASKED, commands.TurnIntoDispute): (its_desk_or_window, leaving.turn_into_dispute),
        (Stage.ASKED, notes.AddNote): (its_people, notes.add_note),
        (Stage.ASKED, notes.SendMessage): (its_people, send_message),
        (Stage.ASKED, danger.AcknowledgeDanger): (whoever_is_told_of_danger, acknowledge_danger),
        (Stage.ASKED, timekeeping.CorrectStart): (dispatcher, timekeeping.correct_start),
        (Stage.ASKED, particulars.CorrectParticulars): (its_desk_or_intake, correct_particulars),
        # 已预约
        (Stage.BOOKED, commands.AnswerQuestion): (its_desk, answering.answer_question),
        (Stage.BOOKED, commands.RebookService): (its_desk_or_window, answering.rebook_service),
        (Stage.BOOKED, commands.CancelBooking): (its_desk_or_window, answering.cancel_booking),
        (Stage.BOOKED, commands.RecordConsultationService): (
            its_desk_or_window,
            answering.record_consultation_service,
        ),
        (Stage.BOOKED, supplement.AskSupplement): (its_desk, supplement.ask_supplement),
        (Stage.BOOKED, supplement.RecordSupplement): (its_people, supplement.record_supplement),
        (Stage.BOOKED, commands.TurnIntoPetition): (its_desk_or_window, leaving.turn_into_petition),
        (Stage.BOOKED, commands.TurnIntoDispute): (its_desk_or_window, leaving.turn_into_dispute),
        (Stage.BOOKED, notes.AddNote): (its_people, notes.add_note),
        (Stage.BOOKED, notes.SendMessage): (its_people, send_message),
        (Stage.BOOKED, danger.AcknowledgeDanger): (whoever_is_told_of_danger, acknowledge_danger),
        (Stage.BOOKED, timekeeping.CorrectStart): (dispatcher, timekeeping.correct_start),
        (Stage.BOOKED, particulars.CorrectParticulars): (its_desk_or_intake, correct_particulars),
        # 已答复, 危险报告待处置
        (Stage.SETTLED, notes.AddNote): (its_people, notes.add_note),
        (Stage.SETTLED, notes.SendMessage): (its_people, send_message),
        (Stage.SETTLED, danger.AcknowledgeDanger): (whoever_is_told_of_danger, acknowledge_danger),
        (Stage.SETTLED, particulars.CorrectParticulars): (its_desk_or_intake, correct_particulars),
    },
    facts={
        commands.QuestionWithdrawn: leaving.question_withdrawn,
        participants.AgencyRevoked: agency_revoked,
        danger.DangerReported: danger_reported,
        **timekeeping.FACTS,
        TimePassed: time_passed,
        **staffing.FACTS,
    },
    begin=begin,
    evolve=staffing.staffed(late.noted(evolve)),
    events=names_of(events, danger, notes, participants, particulars, staffing, supplement, timekeeping),
    view=staffing.flagged(reading.view),
    follows=danger.landing(late.told(reading.follows)),
    moments=reading.moments,
    commands={
        "answer_on_the_spot": commands.AnswerOnTheSpot,
        "answer_question": commands.AnswerQuestion,
        "book_service": commands.BookService,
        "rebook_service": commands.RebookService,
        "cancel_booking": commands.CancelBooking,
        "record_consultation_service": commands.RecordConsultationService,
        "hand_over_question": commands.HandOverQuestion,
        "ask_supplement": supplement.AskSupplement,
        "record_supplement": supplement.RecordSupplement,
        "turn_into_petition": commands.TurnIntoPetition,
        "turn_into_dispute": commands.TurnIntoDispute,
        "add_note": notes.AddNote,
        "send_message": notes.SendMessage,
        "acknowledge_danger": danger.AcknowledgeDanger,
        "correct_start": timekeeping.CorrectStart,
        "correct_particulars": particulars.CorrectParticulars,
    },
    reports={
        "question_withdrawn": commands.QuestionWithdrawn,
        "agency_revoked": participants.AgencyRevoked,
        "danger_reported": danger.DangerReported,
    },
    messages=staffing.TOLD,
    publications=timekeeping.PUBLICATIONS,
    bar=bar,
)
