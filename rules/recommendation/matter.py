"""A recommendation (建议): the petition department proposes something, in writing, to whoever can do it, and
is answered in writing. It never says anything about who brought a matter."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from rules.early_warning import EarlyWarning
from rules.editions import Edition, Organ, Seat
from rules.heads import is_of_the_department, organ_of
from rules.procedure import Officer, Proceeding, Sealed
from rules.refusals import Reason, Refused
from rules.seating import heads_of

FEEDBACK, RULE = "feedback", "P-54"  # 书面反馈采纳情况


class Kind(StrEnum):
    """The three recommendations of XFTL 40, by the documents they are."""

    IMPROVEMENT = "D-14"  # 改进工作建议书
    POLICY = "D-15"  # 完善政策建议书
    ACCOUNTABILITY = "D-16"  # 追究责任建议书


# Under which kind the words of one about conduct lie sealed: fewer people read these (rules/authority).
CONDUCT = {
    "problem": "conduct_facts",
    "evidence": "conduct_evidence",
    "analysis": "conduct_consequence",
    "proposal": "conduct_proposal",
}


class Stage(StrEnum):
    DRAFT = "recommendation-drafted"  # 待签发
    ISSUED = "recommendation-issued"  # 已发出
    RECEIVED = "recommendation-received"  # 已收到, 待反馈
    CLOSED = "closed"  # 已结束


class Adoption(StrEnum):
    ADOPTED = "adopted"  # 采纳
    PARTLY_ADOPTED = "partly-adopted"  # 部分采纳
    NOT_ADOPTED = "not-adopted"  # 未采纳


class Outcome(StrEnum):
    ADOPTED = "recommendation-adopted"  # 已采纳
    PARTLY_ADOPTED = "recommendation-partly-adopted"  # 部分采纳
    NOT_ADOPTED = "recommendation-not-adopted"  # 未采纳
    DROPPED = "recommendation-dropped"  # 不予提出


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a recommendation says, all of it sealed: the problem (of D-16 the facts), what shows it, why it is
    so (of D-16 the consequence), and what is proposed."""

    problem: Sealed
    evidence: Sealed
    analysis: Sealed
    proposal: Sealed


@dataclass(frozen=True, kw_only=True)
class Recommendation(Proceeding):
    """``to``: the unit it goes to; None while a draft made by counting waits for somebody who knows.
    ``concerns``: of D-16, whose conduct it is about. ``warning``: by which a draft was made.
    ``cases``: the matters it rests on, by number."""

    stage: Stage = Stage.DRAFT
    number: str
    kind: Kind
    to: str | None = None
    concerns: str | None = None
    warning: EarlyWarning | None = None
    cases: frozenset[str] = frozenset()
    content: Content | None = None
    written_by: str | None = None  # by reference
    received_at: datetime | None = None
    is_overdue: bool = False
    adoption: Adoption | None = None
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    waiting_since: datetime

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    def handed_to(self, person: str, to: str | None) -> Self:
        return self

    @property
    def addressee(self) -> tuple[str, str]:
        """Whom it goes to (role, unit): the head of the unit; of D-16 whoever has authority over conduct."""
        assert self.to  # nothing is sent to nobody
        return addressee_of(self.edition, self.kind, self.to)

    @property
    def signer(self) -> Seat:
        return self.edition.supervision.signer


def addressee_of(edition: Edition, kind: Kind, unit: str) -> tuple[str, str]:
    """XFTL 40 建议对象 (role, unit). Raises Refused NOT_ADDRESSED_THERE for a unit that is no organ of this
    county, and of conduct for any that has no authority over it."""
    organ = organ_of(edition, unit)
    roles = heads_of(edition)
    if kind is Kind.ACCOUNTABILITY:
        roles = {str(seat.organ): seat.role for seat in edition.supervision.accountable_to}
    if organ not in ADDRESSED or organ not in roles:
        raise Refused(Reason.NOT_ADDRESSED_THERE)
    return (roles[organ], unit)


# A village is no organ, an agency answers to its own superior.
ADDRESSED = frozenset({Organ.TOWNSHIP, Organ.COUNTY, Organ.DEPARTMENT})


def department(recommendation: Recommendation, officer: Officer) -> bool:
    """信访部门 of the county: whoever does its daily work, and its head."""
    return is_of_the_department(recommendation.edition, officer)


def signer(recommendation: Recommendation, officer: Officer) -> bool:
    is_its_role = officer.role == recommendation.signer.role
    return is_its_role and officer.unit == recommendation.edition.county


def addressee(recommendation: Recommendation, officer: Officer) -> bool:
    return (officer.role, officer.unit) == recommendation.addressee
