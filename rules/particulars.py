"""Correcting what is on record about a party (更正当事人信息): an act of its own, with its reason.

What was kept before stays readable to those who may read it; journal and engine know references alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from rules.procedure import Command, Event, Now, Sealed
from rules.refusals import Reason, Refused


class Particular(StrEnum):
    """What can be corrected: the fields of the command and of its event."""

    NAME = "name"  # 姓名、名称
    ADDRESS = "address"  # 地址
    TELEPHONE = "telephone"  # 电话


@dataclass(frozen=True, kw_only=True)
class CorrectParticulars(Command):  # 更正当事人信息
    """What is not given stays as it is."""

    party: str
    name: Sealed | None = None
    address: Sealed | None = None
    telephone: Sealed | None = None
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class ParticularsCorrected(Event):  # 当事人信息已更正
    """The references of what holds from now on; None where nothing was corrected."""

    party: str
    name: Sealed | None = None
    address: Sealed | None = None
    telephone: Sealed | None = None
    reason: Sealed


def corrected(
    parties: Collection[str], command: CorrectParticulars, now: Now
) -> tuple[ParticularsCorrected, ...]:
    """County policy 14 更正: of one of these parties. Raises UNKNOWN_PARTY, NO_PARTICULAR_GIVEN."""
    if command.party not in parties:
        raise Refused(Reason.UNKNOWN_PARTY)
    given = {each.value: getattr(command, each) for each in Particular}
    if not any(given.values()):
        raise Refused(Reason.NO_PARTICULAR_GIVEN)
    return (
        ParticularsCorrected(at=now.at, by=command.by, party=command.party, reason=command.reason, **given),
    )
