"""How a handoff begins: drafted by our people, or sent by an agency's system."""

from collections.abc import Mapping
from datetime import datetime

from rules.dockings import DOCKINGS
from rules.dockings.docking import Trait
from rules.editions import Edition
from rules.handoff import events
from rules.handoff.matter import Class, Consent, Paper, Person, Side
from rules.procedure import Officer, Sealed
from rules.refusals import Reason, Refused


def open_handoff(
    *,
    id: str,
    number: str,
    edition: Edition,
    docking: str,
    sender: Side,
    receiver: Side,
    origin: str | None,
    origin_seq: int | None = None,
    people: tuple[Person, ...],
    summary: Sealed,
    traits: frozenset[Trait] = frozenset(),
    papers: tuple[Paper, ...] = (),
    counted_from: datetime | None = None,
    mediators: frozenset[str] = frozenset(),
    by: Officer | None,
    at: datetime,
) -> events.HandoffOpened:
    """County policy 28 起草对接: between the two kinds of bodies that its docking names.

    Raises NO_SUCH_DOCKING, NOT_BETWEEN_THESE (with which side), SECRET_PAPER, PARTIES_NOT_IDENTIFIED."""
    check_between(docking, sender, receiver, people, papers)
    return events.HandoffOpened(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        docking=docking,
        sender=sender,
        receiver=receiver,
        origin=origin,
        origin_seq=origin_seq,
        people=people,
        summary=summary,
        traits=traits,
        papers=papers,
        counted_from=counted_from,
        mediators=mediators,
    )


def arrived(
    *,
    id: str,
    number: str,
    edition: Edition,
    docking: str,
    sender: Side,
    receiver: Side,
    people: tuple[Person, ...],
    consents: Mapping[str, Consent],
    summary: Sealed,
    papers: tuple[Paper, ...],
    message: str,
    received_at: datetime,
    at: datetime,
) -> events.HandoffArrived:
    """XFTL 22, TYTJ 11, county policy 28 收到移送: what an agency's system has sent. Whether it fits, the
    receiver says; only what cannot be between these two is turned away at the door.

    Raises NO_SUCH_DOCKING, NOT_BETWEEN_THESE, SECRET_PAPER, PARTIES_NOT_IDENTIFIED."""
    check_between(docking, sender, receiver, people, papers)
    return events.HandoffArrived(
        at=at,
        id=id,
        number=number,
        edition=edition.digest,
        docking=docking,
        sender=sender,
        receiver=receiver,
        people=people,
        consents=consents,
        summary=summary,
        papers=papers,
        received_at=received_at,
        message=message,
    )


def check_between(
    docking: str, sender: Side, receiver: Side, people: tuple[Person, ...], papers: tuple[Paper, ...]
) -> None:
    """County policy 28: between the two kinds of bodies that the docking names, about somebody, nothing
    secret."""
    terms = DOCKINGS.get(docking)
    if terms is None:
        raise Refused(Reason.NO_SUCH_DOCKING)
    if sender.body not in terms.senders:
        raise Refused(Reason.NOT_BETWEEN_THESE, sender.body)
    if receiver.body not in terms.receivers:
        raise Refused(Reason.NOT_BETWEEN_THESE, receiver.body)
    if any(paper.secrecy is Class.SECRET for paper in papers):
        raise Refused(Reason.SECRET_PAPER)
    if not people or len({person.ref for person in people}) != len(people):
        raise Refused(Reason.PARTIES_NOT_IDENTIFIED)
