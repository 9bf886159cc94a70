"""What the letters of an entry bring about where there is no relay: a new case, or a message to another."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from rules.dispute.matter import Dispute
from rules.editions import Edition
from rules.following import petition_after, petition_aftercare_of, re_review_of, review_of
from rules.handing import HandoffTold, News
from rules.handoff.commands import OriginEnded, ReceiverEnded, ReceiverStarted
from rules.journal import Letter
from rules.petition.commands import MediationEnded
from rules.petition_aftercare.commands import ReviewAnswered, ReviewEnded
from rules.procedure import Event, Fact, Officer
from rules.succession import aftercare_of, episode_after, mediation_of, petition_of
from workflows import names

StateOf = Callable[[str], Any]  # the state of a procedure, by its id


def opened_by(
    letter: Letter, procedure: str, at: datetime, state_of: StateOf
) -> tuple[Event, Edition] | None:
    """The first event of the case that a letter opens, and its edition; None for a letter that opens none."""
    if letter.kind not in _OPENED_BY:
        return None
    about, first = _OPENED_BY[letter.kind]
    state = state_of(letter.body.get(about, procedure))
    return first(state, letter, at), state.edition


def told_by(letter: Letter, procedure: str) -> tuple[str, str, Fact] | None:
    """Whom a letter tells what: the procedure, the name of the message, the message."""
    body, id = letter.body, f"{procedure}#{letter.seq}/{letter.kind}/{letter.number}"
    if letter.kind == "tell-petition":
        ended = MediationEnded(id=id, dispute=body["dispute"], outcome=body["outcome"])
        return body["petition"], names.MEDIATION_ENDED, ended
    if letter.kind == "tell-handoff":
        return body["handoff"], body["what"], _to_a_handoff(letter, id)
    if letter.kind == "tell-origin":
        told = {name: body[name] for name in ("handoff", "asked_in", "outcome")}
        return body["origin"], names.HANDOFF_TOLD, HandoffTold(id=id, news=News(body["news"]), **told)
    if letter.kind != "tell-petition-aftercare":
        return None
    review, result = body["review"], body["result"]
    answered: Fact = ReviewAnswered(id=id, review=review, result=result)
    if body["what"] == names.REVIEW_ENDED:
        answered = ReviewEnded(id=id, review=review, result=result, followed_by=body["followed_by"])
    return body["aftercare"], body["what"], answered


def _to_a_handoff(letter: Letter, id: str) -> Fact:
    """What its acceptance began, how that ended, or that what it came from has ended."""
    procedure, outcome = letter.body["procedure"], str(letter.body["outcome"])
    match letter.body["what"]:
        case names.RECEIVER_STARTED:
            return ReceiverStarted(id=id, procedure=procedure)
        case names.RECEIVER_ENDED:
            return ReceiverEnded(id=id, procedure=procedure, outcome=outcome)
        case _:
            return OriginEnded(id=id, procedure=procedure, outcome=outcome)


def _episode(dispute: Dispute, letter: Letter, at: datetime) -> Event:
    return episode_after(dispute, letter.body["step"], _by(letter), at)


def _mediation(petition: Any, letter: Letter, at: datetime) -> Event:
    return mediation_of(
        petition,
        id=petition.id.replace("petition/", "dispute/", 1),
        number=petition.number,
        edition=petition.edition,
        dispute_type=letter.body["dispute_type"],
        seq=letter.seq,
        by=_by(letter),
        at=at,
    )


def _petition(question: Any, letter: Letter, at: datetime) -> Event:
    return petition_of(
        question,
        id=f"petition/{question.id.partition('/')[2]}",
        number=question.number,
        edition=question.edition,
        seq=letter.seq,
        by=_by(letter),
        at=at,
    )


def _by(letter: Letter) -> Officer:
    return Officer(**letter.body["by"])


def _asked(letter: Letter) -> dict[str, Any]:
    return {name: letter.body[name] for name in ("petitioner", "grounds", "reviewer")}


# By kind of the letter: which field of it names the case from whose state the new one begins, and how.
_OPENED_BY: dict[str, tuple[str, Callable[[Any, Letter, datetime], Event]]] = {
    "open-aftercare": ("dispute", lambda state, _, at: aftercare_of(state, at)),
    "reopen-dispute": ("dispute", _episode),
    "open-dispute": ("petition", _mediation),
    "open-petition": ("consultation", _petition),
    "open-petition-aftercare": ("petition", lambda state, _, at: petition_aftercare_of(state, at)),
    "reopen-petition": ("petition", lambda state, letter, at: petition_after(state, _by(letter), at)),
    "open-review": ("aftercare", lambda state, letter, at: review_of(state, at=at, **_asked(letter))),
    "open-re-review": ("review", lambda state, letter, at: re_review_of(state, at=at, **_asked(letter))),
}
