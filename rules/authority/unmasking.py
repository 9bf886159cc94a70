"""Seeing what is masked (查看遮盖的信息): for a reason, by two persons, or in an emergency; for a time.

All of it is on record. Nothing sealed is reached by any of it: an accusation lies elsewhere, and a hidden
identity takes two persons.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rules.authority.confidentiality import Confidentiality, Mask
from rules.authority.deciding import Clearance, sees
from rules.authority.table import Permission, may
from rules.procedure import Officer
from rules.refusals import Reason, Refused


class Way(StrEnum):
    """How somebody is shown what is masked for them."""

    REASON = "reason"  # 说明理由
    TWO_PERSON = "two-person"  # 两人
    EMERGENCY = "emergency"  # 紧急


class Finding(StrEnum):
    """What whoever supervises finds of an emergency look."""

    JUSTIFIED = "justified"  # 理由成立
    UNJUSTIFIED = "unjustified"  # 理由不成立


LASTS = {
    Way.REASON: timedelta(hours=1),
    Way.TWO_PERSON: timedelta(hours=1),
    Way.EMERGENCY: timedelta(hours=4),
}
# How long somebody may take to agree.
AGREED_WITHIN = timedelta(days=3)
# What an emergency opens: the case, its words, how to reach people, and who a minor is.
OPENED_IN_AN_EMERGENCY = (
    Confidentiality.FILE,
    Confidentiality.WORDS,
    Confidentiality.CONTACT,
    Confidentiality.MINOR,
)


@dataclass(frozen=True)
class Unmasking:
    """What ``person`` asked to be shown, and since when and until when it is shown: in force from
    ``agreed_at``, which of a reason is when it was asked for."""

    way: Way
    confidentiality: Confidentiality
    person: str
    asked_at: datetime
    agreed_by: str | None = None
    until: datetime | None = None
    reviewed_by: str | None = None


def check_may_ask(seat: Officer, way: Way, wanted: Confidentiality, clearance: Clearance) -> None:
    """County policy 37 查看遮盖的信息: whoever sees the case asks for what is shown to them in part; for a
    hidden identity, so that a second person agrees; in an emergency, for a case they do not see.

    Raises NOT_YOURS_TO_DO, NOTHING_TO_UNMASK.
    """
    permission = Permission.BREAK_GLASS if way is Way.EMERGENCY else Permission.UNMASK
    if not may(seat.role, permission):
        raise Refused(Reason.NOT_YOURS_TO_DO)
    shown = clearance.get(wanted, Mask.ABSENT)
    is_there = {
        Way.REASON: sees(clearance) and shown is Mask.PARTIAL,
        Way.TWO_PERSON: sees(clearance) and wanted is Confidentiality.REPORTER and shown is Mask.ABSENT,
        Way.EMERGENCY: not sees(clearance),
    }
    if not is_there[way]:
        raise Refused(Reason.NOTHING_TO_UNMASK)


def check_may_agree(asked: Unmasking, by: Officer, at: datetime) -> None:
    """County policy 37 两人规则: another person who may agree, in time, once.

    Raises NOT_YOURS_TO_DO, OWN_REQUEST, REQUEST_OVER.
    """
    if not may(by.role, Permission.REVEAL):
        raise Refused(Reason.NOT_YOURS_TO_DO)
    if by.person == asked.person:
        raise Refused(Reason.OWN_REQUEST)
    if asked.way is not Way.TWO_PERSON or asked.agreed_by or at >= asked.asked_at + AGREED_WITHIN:
        raise Refused(Reason.REQUEST_OVER)


def check_may_review(looked: Unmasking, by: Officer) -> None:
    """County policy 37 事后复核: every emergency look, once, by whoever supervises and did not look.

    Raises NOT_YOURS_TO_DO, OWN_REQUEST, REQUEST_OVER.
    """
    if not may(by.role, Permission.SUPERVISE):
        raise Refused(Reason.NOT_YOURS_TO_DO)
    if by.person == looked.person:
        raise Refused(Reason.OWN_REQUEST)
    if looked.way is not Way.EMERGENCY or looked.reviewed_by:
        raise Refused(Reason.REQUEST_OVER)
