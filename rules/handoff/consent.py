"""When a party does not agree, or agrees no more: the matter goes back by itself."""

from rules.handoff import answering, commands, events
from rules.handoff.matter import Handoff, Outcome, Return, Stage, may_refuse
from rules.procedure import Event, Now, Officer

UNWILLING = "unwilling"


def consent_refused(handoff: Handoff, fact: commands.HandoffConsentRefused, now: Now) -> tuple[Event, ...]:
    """RMTJ 3, 17, TYTJ 11, ZXTJ 15 不同意: nobody need say why, and it goes back at once.

    What has begun here hears it by itself. A party whose consent nobody needs stops nothing."""
    is_asked = fact.party in may_refuse(handoff.terms, handoff.people)
    if handoff.is_settled or handoff.stage is Stage.RETURNED or not is_asked or handoff.grows_into:
        return ()
    return consent_ended(handoff, now, by=fact.by, party=fact.party)


def consent_ended(
    handoff: Handoff, now: Now, *, by: Officer | None, party: str | None, message: str | None = None
) -> tuple[Event, ...]:
    """By whichever side hears of it. An agency that sent it gets it back by the way of its own docking."""
    is_theirs = handoff.sender.agency is not None and message is None
    if is_theirs and handoff.stage is Stage.ACCEPTED and UNWILLING in handoff.terms.outcomes:
        came_back = Return(outcome=UNWILLING, papers=())
        return (events.HandoffReturned(at=now.at, by=by, came_back=came_back),)
    if is_theirs:
        return answering.went_back_without_consent(now, by=by)
    return (
        events.HandoffEnded(at=now.at, by=by, outcome=Outcome.CONSENT_ENDED, party=party, message=message),
    )


def origin_ended(handoff: Handoff, fact: commands.OriginEnded, now: Now) -> tuple[Event, ...]:
    """RMTJ 3 当事人另行选择: what it was handed over from is over; what nobody has accepted is taken back."""
    if handoff.stage is not Stage.DRAFT and not handoff.may_be_recalled:
        return ()
    return (events.HandoffEnded(at=now.at, outcome=Outcome.RECALLED),)
