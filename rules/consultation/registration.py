"""How a question comes in: by whoever receives it first, who answers for it to the end."""

from datetime import datetime

from rules.consultation.events import QuestionRegistered
from rules.consultation.matter import Service
from rules.editions import Edition
from rules.participants import People, check_participants
from rules.procedure import Officer


def register_question(
    *,
    id: str,
    number: str,
    edition: Edition,
    channel: str,
    received_at: datetime,
    people: People,
    services: frozenset[Service],
    village: str | None,
    township: str | None,
    by: Officer,
    at: datetime,
) -> QuestionRegistered:
    """County policy 17, 21 咨询登记: of anybody who asks, by name or without; its time runs from the receipt.

    Raises Refused with one of the reasons about the people of a petition or a consultation.
    """
    check_participants(people, edition, count=1)  # nobody chooses a representative to ask a question
    return QuestionRegistered(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        channel=channel,
        received_at=min(received_at, at),  # another machine's clock may be ahead of ours
        first_receiver=by,
        people=people,
        services=services,
        village=village,
        township=township,
    )
