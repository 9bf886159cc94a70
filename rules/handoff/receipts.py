"""What the two sides of a handoff have said to each other (回执), and what has still to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.handoff import events
from rules.handoff.matter import Handoff, Stage
from rules.procedure import Event, Officer

# What passes between the sides; what is prepared, delivered again or counted is the handoff's own affair.
_SAID = (
    events.HandoffOpened,
    events.HandoffArrived,
    events.HandoffSent,
    events.HandoffReceived,
    events.HandoffSignedFor,
    events.SupplementWanted,
    events.HandoffSupplied,
    events.HandoffAccepted,
    events.HandoffRefused,
    events.HandoffProgressed,
    events.HandoffReturned,
    events.HandoffSilent,
    events.MessageNotDelivered,
    events.HandoffEnded,
)


class Wanted(StrEnum):
    """What comes after the other, where nothing else does."""

    SENDING = "sending"  # 发出
    RECEIPT = "receipt"  # 系统回执
    SIGNATURE = "signature"  # 签收
    ANSWER = "answer"  # 接收或者不予接收
    RESULT = "result"  # 退回结果
    CONFIRMATION = "confirmation"  # 确认结果


_FROM: dict[Stage, Wanted] = {
    Stage.DRAFT: Wanted.SENDING,
    Stage.SENT: Wanted.RECEIPT,
    Stage.RECEIVED: Wanted.SIGNATURE,
    Stage.SIGNED_FOR: Wanted.ANSWER,
    Stage.SUPPLEMENT: Wanted.ANSWER,
    Stage.ACCEPTED: Wanted.RESULT,
    Stage.RETURNED: Wanted.CONFIRMATION,
}


@dataclass(frozen=True)
class HandoffReceipt:  # 回执
    """A step of a handoff: the entry, the event's persisted name, when it was so, and who said it here."""

    seq: int
    kind: str
    at: datetime
    by: Officer | None


def receipts(happened: Iterable[Event]) -> tuple[HandoffReceipt, ...]:
    """What the sides have said, in the order in which it became known here. A receipt and a signature bear
    the instant that the other side gave."""
    return tuple(
        HandoffReceipt(seq, type(event).__name__, _when(event), event.by)
        for seq, event in enumerate(happened, start=1)
        if isinstance(event, _SAID)
    )


def still_wanted(handoff: Handoff) -> tuple[Wanted, ...]:
    """What has still to come, one after the other, if nobody refuses; nothing of what has ended."""
    first = _FROM.get(handoff.stage)
    if first is None:
        return ()
    order = tuple(Wanted)
    return order[order.index(first) :]


def _when(event: Event) -> datetime:
    match event:
        case events.HandoffReceived(received_at=at) | events.HandoffArrived(received_at=at):
            return at
        case events.HandoffSignedFor(signed_at=at):
            return at
        case _:
            return event.at
