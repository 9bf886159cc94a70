"""A consultation after an event. Never refuses: what happened, happened."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from rules import danger, notes, particulars, timekeeping
from rules.clocks.clock import Clock
from rules.consultation import events
from rules.consultation.matter import CLOCK, RULE, Booking, Consultation, Stage
from rules.editions import Edition
from rules.participants import AgencyEnded, without_agency
from rules.procedure import after
from rules.supplement import SupplementAsked, SupplementReceived, SupplementTimePassed, with_supplement


def begin(event: events.QuestionRegistered, edition: Edition) -> Consultation:
    return Consultation(
        id=event.id,
        edition=edition,
        seq=1,
        decided_seq=1,
        opened_at=event.at,
        changed_at=event.at,
        number=event.number,
        channel=event.channel,
        received_at=event.received_at,
        unit=event.first_receiver.unit,
        first_receiver=event.first_receiver,
        people=event.people,
        services=event.services,
        village=event.village,
        township=event.township,
        clocks=(Clock(name=CLOCK, rule=RULE, event="question-received", started_at=event.received_at),),
        waiting_since=event.at,
    )


def evolve(before: Consultation, event: Any) -> Consultation:
    question = with_supplement(timekeeping.counted_again(after(before, event), event), event)
    match event:
        case timekeeping.DueDatesRecomputed() | timekeeping.StartCorrected():
            is_overdue = question.is_overdue and question.has_fallen_overdue(event.at)
            return replace(question, is_overdue=is_overdue)
        case SupplementAsked() | SupplementReceived() | SupplementTimePassed():
            return replace(question, waiting_since=event.at)
        case notes.NoteAdded() | notes.MessageSent() | particulars.ParticularsCorrected():
            return question  # what they say, the records know
        case events.QuestionAnswered():
            return question  # its end comes with it
        case events.ServiceBooked():
            booking = Booking(event.service, event.scheduled_for, event.place_unit)
            return replace(question, stage=Stage.BOOKED, booking=booking, waiting_since=event.at)
        case events.ServiceRebooked():
            assert question.booking
            booking = Booking(question.booking.service, event.scheduled_for, event.place_unit)
            return replace(question, booking=booking)
        case events.BookingCancelled():
            return replace(question, stage=Stage.ASKED, booking=None, waiting_since=event.at)
        case events.ServiceGiven():
            left = question.services - {event.service}
            asked = replace(question, stage=Stage.ASKED, booking=None, services=left)
            return replace(asked, waiting_since=event.at)
        case events.QuestionHandedOver():
            return replace(question, unit=event.unit, waiting_since=event.at)
        case events.QuestionFellOverdue():
            return replace(question, is_overdue=True)
        case AgencyEnded():
            return replace(question, people=without_agency(question.people, event))
        case danger.DangerNoted():
            since = question.danger_since or event.at
            dangers = question.unanswered_dangers + 1
            return replace(question, unanswered_dangers=dangers, danger_since=since)
        case danger.DangerAcknowledged():
            quiet = replace(question, unanswered_dangers=0, danger_since=None)
            return _closed(quiet, event.at) if quiet.is_settled else quiet
        case events.QuestionEnded():
            return _settled(question, event)
        case _:
            raise TypeError(type(event).__name__)


def _settled(question: Consultation, event: events.QuestionEnded) -> Consultation:
    """It is over; on record it stays open as long as the police have not answered a danger."""
    settled = replace(
        timekeeping.closed(question, event.at),
        stage=Stage.SETTLED,
        outcome=event.outcome,
        booking=None,
        is_overdue=False,
    )
    return settled if settled.unanswered_dangers else _closed(settled, event.at)


def _closed(question: Consultation, at: datetime) -> Consultation:
    return replace(question, stage=Stage.CLOSED, closed_at=at)
