"""An inspection (督查): a scope, a sample nobody chose, findings on the matter and on its handling."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from rules.articles import Basis
from rules.checklist import NOTHING_DONE, Checklist, missing
from rules.clocks.reckoning import DueDate
from rules.editions import Edition, Organ, Seat
from rules.procedure import Officer, Proceeding, Sealed
from rules.refusals import Reason, Refused

RULE = "P-55"


class Stage(StrEnum):
    TO_DRAW = "to-draw"  # 待抽样
    CHECKING = "checking"  # 督查中
    RECTIFYING = "rectifying"  # 整改中
    CLOSED = "closed"  # 已结束


class Outcome(StrEnum):
    ALL_RECTIFIED = "all-rectified"  # 全部整改到位
    NOTHING_FOUND = "nothing-found"  # 未发现问题
    SCOPE_TOO_WIDE = "scope-too-wide"  # 范围过大，未抽样


class Aspect(StrEnum):
    """What is looked at of every matter of the sample (双查)."""

    MATTER = "matter"  # 事项本身
    HANDLING = "handling"  # 办理过程


class Inspectable(StrEnum):
    """The procedures from whose matters a sample can be drawn."""

    DISPUTE = "dispute"  # 矛盾纠纷
    PETITION = "petition"  # 信访


@dataclass(frozen=True)
class Finding:  # 督查发现的问题
    """``number`` counts from 1. ``rectified_by`` is who recorded the rectification, None while nobody has."""

    number: int
    matter: str
    aspect: Aspect
    unit: str  # who must put it right
    basis: Basis
    words: Sealed
    checklist: Checklist = NOTHING_DONE
    rectified_by: str | None = None
    is_overdue: bool = False
    closed_at: datetime | None = None

    @property
    def clock(self) -> str:
        """The name of its clock, once the circular is out."""
        return f"rectify-{self.number}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, kw_only=True)
class Inspection(Proceeding):
    """``inspectors`` are seats (``role@unit``); ``lead`` opened it and answers for it by name."""

    stage: Stage = Stage.TO_DRAW
    number: str
    units: frozenset[str]
    kinds: frozenset[Inspectable]
    since: date
    until: date
    sample_size: int
    lead: Officer
    inspectors: frozenset[str]
    drawn: tuple[str, ...] = ()
    hands: dict[str, frozenset[str]]  # who has had a hand in each matter of the sample, by reference
    looked_at: frozenset[tuple[str, Aspect]] = frozenset()
    findings: tuple[Finding, ...] = ()
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    waiting_since: datetime

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    @property
    def answering(self) -> frozenset[str]:
        return frozenset({self.lead.person})

    def handed_to(self, person: str, to: str | None) -> Self:
        return replace(self, lead=replace(self.lead, person=to or person))

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.is_open)

    @property
    def to_look_at(self) -> tuple[tuple[str, Aspect], ...]:
        """What of the sample nobody has looked at yet."""
        whole = ((matter, aspect) for matter in self.drawn for aspect in Aspect)
        return tuple(each for each in whole if each not in self.looked_at)

    def finding(self, number: int) -> Finding:
        """An open finding. Raises NO_SUCH_FINDING."""
        found = next((each for each in self.open_findings if each.number == number), None)
        if found is None:
            raise Refused(Reason.NO_SUCH_FINDING)
        return found

    def awaits_sign_off(self, finding: Finding) -> bool:
        """Whether the unit has put it right and checked it, and the inspectors have not looked yet."""
        return finding.rectified_by is not None and not missing(
            self.edition.oversight.checklist, finding.checklist
        )

    def rectification_due(self, finding: Finding) -> DueDate | None:
        """When it is to be put right by; only once the circular is out."""
        return self.due(finding.clock)

    def fallen_overdue(self, at: datetime) -> Iterator[tuple[Finding, DueDate]]:
        """The findings whose time is over and of which nobody has been told."""
        if self.stage is not Stage.RECTIFYING:
            return
        for finding in self.open_findings:
            due = self.rectification_due(finding)
            if due and not finding.is_overdue and at >= due.is_over_at:
                yield finding, due


def inspectors_of(edition: Edition) -> tuple[Seat, ...]:
    """The seats that inspect in this county, alone or jointly."""
    return edition.oversight.inspection.inspectors


def inspects_at(edition: Edition, officer: Officer) -> bool:
    """Whether this officer may open an inspection."""
    seats = {seat.role for seat in inspectors_of(edition) if seat.organ is Organ.COUNTY}
    return officer.unit == edition.county and officer.role in seats


def its_inspectors(inspection: Inspection, officer: Officer) -> bool:
    return f"{officer.role}@{officer.unit}" in inspection.inspectors


def its_lead(inspection: Inspection, officer: Officer) -> bool:
    return (officer.role, officer.unit) == (inspection.lead.role, inspection.lead.unit)


def head_of(edition: Edition, unit: str) -> Seat | None:
    """The seat that answers for a unit; None where the list of powers has no such unit."""
    organ = edition.petitions.organ(unit)
    heads = edition.petitions.heads
    return next((seat for seat in heads if organ and seat.organ is organ.organ), None)


def a_head_of_what_was_found(inspection: Inspection, officer: Officer) -> bool:
    """Whether this officer answers for a unit that has something to put right."""
    units = {each.unit for each in inspection.open_findings}
    seat = head_of(inspection.edition, officer.unit)
    return officer.unit in units and seat is not None and seat.role == officer.role
