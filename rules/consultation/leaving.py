"""How a question ends without an answer: taken back, or something else at the person's own wish."""

from rules.consultation import commands, events
from rules.consultation.matter import Consultation, Outcome
from rules.participants import Power, check_power
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused


def turn_into_petition(
    consultation: Consultation, command: commands.TurnIntoPetition, now: Now
) -> tuple[Event, ...]:
    """County policy 21 转为信访: only at the person's own wish, in their own words; nobody else's will do."""
    return _turned(consultation, command, Outcome.BECAME_PETITION, now)


def turn_into_dispute(
    consultation: Consultation, command: commands.TurnIntoDispute, now: Now
) -> tuple[Event, ...]:
    """County policy 21 申请调解: the same; the dispute itself is registered, and screened, by the intake."""
    return _turned(consultation, command, Outcome.BECAME_DISPUTE, now)


def _turned(
    consultation: Consultation,
    command: commands.TurnIntoPetition | commands.TurnIntoDispute,
    outcome: Outcome,
    now: Now,
) -> tuple[Event, ...]:
    if command.wished_by not in consultation.asking:
        raise Refused(Reason.NOT_WISHED)
    return (
        events.QuestionEnded(
            at=now.at, by=command.by, outcome=outcome, person=command.wished_by, wish=command.wish
        ),
    )


def question_withdrawn(
    consultation: Consultation, fact: commands.QuestionWithdrawn, now: Now
) -> tuple[Event, ...]:
    """County policy 21 不再咨询: nobody need say why; an agent only if the authorisation says so."""
    if consultation.is_settled or not _is_theirs(consultation, fact.person):
        return ()
    return (events.QuestionEnded(at=now.at, by=fact.by, outcome=Outcome.WITHDRAWN, person=fact.person),)


def _is_theirs(consultation: Consultation, person: str | None) -> bool:
    if person is None:
        return not consultation.asking
    try:
        check_power(consultation.people, person, Power.WITHDRAW)
    except Refused:
        return False
    return True
