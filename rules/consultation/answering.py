"""How a question is answered: on the spot, or later, or by a service that is booked and given."""

from rules.consultation import commands, events
from rules.consultation.matter import Consultation, Outcome, desk_of
from rules.instants import legal_day
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused


def answer_on_the_spot(
    consultation: Consultation, command: commands.AnswerOnTheSpot, now: Now
) -> tuple[Event, ...]:
    """County policy 21 当场答复: on the day on which it was asked."""
    if legal_day(consultation.received_at) != now.today:
        raise Refused(Reason.NOT_ON_THE_SPOT)
    answered = events.QuestionAnswered(at=now.at, by=command.by, answer=command.answer, on_the_spot=True)
    return (answered, events.QuestionEnded(at=now.at, by=command.by, outcome=Outcome.ANSWERED))


def answer_question(
    consultation: Consultation, command: commands.AnswerQuestion, now: Now
) -> tuple[Event, ...]:
    """County policy 21 答复: late or not, and whatever was booked meanwhile."""
    answered = events.QuestionAnswered(at=now.at, by=command.by, answer=command.answer, on_the_spot=False)
    return (answered, events.QuestionEnded(at=now.at, by=command.by, outcome=Outcome.ANSWERED))


def book_service(consultation: Consultation, command: commands.BookService, now: Now) -> tuple[Event, ...]:
    """County policy 21 预约服务: one at a time. The time for the answer runs on."""
    if command.scheduled_for <= now.at:
        raise Refused(Reason.BOOKING_IN_THE_PAST)
    return (
        events.ServiceBooked(
            at=now.at,
            by=command.by,
            service=command.service,
            scheduled_for=command.scheduled_for,
            place_unit=command.place_unit,
        ),
    )


def rebook_service(
    consultation: Consultation, command: commands.RebookService, now: Now
) -> tuple[Event, ...]:
    """County policy 21 改约: another time or place, and why."""
    if command.scheduled_for <= now.at:
        raise Refused(Reason.BOOKING_IN_THE_PAST)
    return (
        events.ServiceRebooked(
            at=now.at,
            by=command.by,
            scheduled_for=command.scheduled_for,
            place_unit=command.place_unit,
            reason=command.reason,
        ),
    )


def cancel_booking(
    consultation: Consultation, command: commands.CancelBooking, now: Now
) -> tuple[Event, ...]:
    """County policy 21 取消预约: the question itself stays to be answered."""
    return (events.BookingCancelled(at=now.at, by=command.by, reason=command.reason),)


def record_consultation_service(
    consultation: Consultation, command: commands.RecordConsultationService, now: Now
) -> tuple[Event, ...]:
    """County policy 21 记录服务: booked or not, and counted once; the last of those asked for ends it."""
    given = events.ServiceGiven(
        at=now.at,
        by=command.by,
        service=command.service,
        place_unit=command.place_unit,
        words=command.words,
    )
    if consultation.services - {command.service}:
        return (given,)
    return (given, events.QuestionEnded(at=now.at, by=command.by, outcome=Outcome.SERVICE_GIVEN))


def hand_over_question(
    consultation: Consultation, command: commands.HandOverQuestion, now: Now
) -> tuple[Event, ...]:
    """County policy 17, 21 转交: to a unit that answers; whoever received it first goes on following it."""
    edition = consultation.edition
    organ = edition.petitions.organ(command.unit)
    if organ and organ.successor:
        raise Refused(Reason.NOBODY_ANSWERS_THERE, organ.successor)
    if not desk_of(edition, command.unit):
        raise Refused(Reason.NOBODY_ANSWERS_THERE)
    if command.unit == consultation.unit:
        raise Refused(Reason.ALREADY_THERE)
    return (events.QuestionHandedOver(at=now.at, by=command.by, unit=command.unit, reason=command.reason),)
