"""The people of a petition or a consultation (参与人): who asks, who acts for them, and how far.

By reference only. Whoever asks may be alone, be many, be a child, or say no name at all; only whoever acts
for somebody else shows that they may.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from rules.editions import Edition
from rules.journal import PartyRow
from rules.procedure import Event, Fact, Now, Sealed
from rules.refusals import Reason, Refused


class ParticipantRole(StrEnum):
    PETITIONER = "petitioner"  # 信访人、咨询人
    REPRESENTATIVE = "representative"  # 代表人: one of several who ask the same
    AUTHORIZED_AGENT = "authorized-agent"  # 委托代理人
    ERRAND_AGENT = "errand-agent"  # 代办员
    COUNTERPARTY = "counterparty"  # 对方


class Power(StrEnum):
    """What somebody may do for another. Each is named in the authorisation, or is not given."""

    SUBMIT = "submit"  # 代为递交材料
    ENQUIRE = "enquire"  # 代为查询
    RECEIVE = "receive"  # 代收文书
    SPEAK = "speak"  # 代为陈述
    WITHDRAW = "withdraw"  # 代为撤回
    ASK_REVIEW = "ask-review"  # 代为申请复查、复核


AGENTS = frozenset({ParticipantRole.AUTHORIZED_AGENT, ParticipantRole.ERRAND_AGENT})
OWN_WORD = frozenset({ParticipantRole.PETITIONER, ParticipantRole.REPRESENTATIVE})


@dataclass(frozen=True, kw_only=True)
class Participant:  # 参与人
    """``acts_for``, ``authority`` (授权委托书) and ``powers`` are an agent's, ``guardian`` is a minor's."""

    ref: str
    role: ParticipantRole
    acts_for: str | None = None
    authority: Sealed | None = None
    powers: frozenset[Power] = frozenset()
    is_minor: bool = False
    guardian: str | None = None
    is_revoked: bool = False

    @property
    def is_agent(self) -> bool:
        return self.role in AGENTS


People = tuple[Participant, ...]


def rows_of(people: People) -> tuple[PartyRow, ...]:
    """As a case shows its people."""
    return tuple(PartyRow(each.ref, each.role, each.is_minor, each.guardian, {}) for each in people)


@dataclass(frozen=True, kw_only=True)
class AgencyRevoked(Fact):  # 撤销委托
    """``agent`` acts for nobody any more: so it was said by whoever they acted for."""

    agent: str


@dataclass(frozen=True, kw_only=True)
class AgencyEnded(Event):  # 委托已撤销
    agent: str


def check_participants(people: People, edition: Edition, *, count: int) -> None:
    """XFTL 20(3), WCNR 4, county policy 24 参与人: several who come together choose at most five to speak for
    them; whoever acts for another is authorised by somebody named here; a minor comes with a guardian.

    ``count``: how many come together (走访); 1 where one comes, or where they write. Raises
    PARTIES_NOT_IDENTIFIED, REPRESENTATIVES_NOT_CHOSEN, TOO_MANY_REPRESENTATIVES and, with whom it is about,
    AUTHORITY_MISSING, PRINCIPAL_NOT_NAMED, MINOR_WITHOUT_GUARDIAN, GUARDIAN_ACROSS_THE_TABLE.
    """
    if len({each.ref for each in people}) != len(people):
        raise Refused(Reason.PARTIES_NOT_IDENTIFIED)
    _check_representatives(people, edition, count)
    for each in people:
        if each.is_agent:
            _check_authority(each, people)
        if each.is_minor:
            _check_guardian(each, people)


def _check_representatives(people: People, edition: Edition, count: int) -> None:
    """XFTL 20(3) 推选代表: none where so few come that all of them can be heard."""
    chosen = sum(each.role is ParticipantRole.REPRESENTATIVE for each in people)
    if chosen > edition.representatives_at_most:
        raise Refused(Reason.TOO_MANY_REPRESENTATIVES)
    if not chosen and count > edition.representatives_at_most:
        raise Refused(Reason.REPRESENTATIVES_NOT_CHOSEN)


def _check_authority(agent: Participant, people: People) -> None:
    """County policy 24 委托、代办: an authorisation, what it covers, and whose it is."""
    if agent.authority is None or not agent.powers:
        raise Refused(Reason.AUTHORITY_MISSING, agent.ref)
    if agent.acts_for not in {each.ref for each in people if each.role in OWN_WORD}:
        raise Refused(Reason.PRINCIPAL_NOT_NAMED, agent.ref)


def _check_guardian(minor: Participant, people: People) -> None:
    """WCNR 4 监护人: of full age, and not on the other side."""
    minors = {each.ref for each in people if each.is_minor}
    if not minor.guardian or minor.guardian in minors:
        raise Refused(Reason.MINOR_WITHOUT_GUARDIAN, minor.ref)
    across = {each.ref for each in people if _is_across(each) is not _is_across(minor)}
    if minor.guardian in across:
        raise Refused(Reason.GUARDIAN_ACROSS_THE_TABLE, minor.ref)


def _is_across(participant: Participant) -> bool:
    return participant.role is ParticipantRole.COUNTERPARTY


def participant(people: People, ref: str) -> Participant | None:
    """The one of that reference."""
    return next((each for each in people if each.ref == ref), None)


def asking(people: People) -> frozenset[str]:
    """Whose own matter it is: their word counts as theirs."""
    return frozenset(each.ref for each in people if each.role in OWN_WORD)


def reachable(people: People) -> frozenset[str]:
    """To whom a message may go: who asks, the guardian of a minor, and whoever may receive for them."""
    own = [each for each in people if each.role in OWN_WORD]
    guardians = {each.guardian for each in own if each.guardian}
    agents = {each.ref for each in people if Power.RECEIVE in each.powers and not each.is_revoked}
    return asking(people) | guardians | agents


def check_power(people: People, ref: str, power: Power) -> None:
    """County policy 24 授权范围: those who ask may do what is theirs; an agent only what the authorisation
    names, as long as it stands. Raises UNKNOWN_PARTY, OUTSIDE_AUTHORITY."""
    found = participant(people, ref)
    if found is None or _is_across(found):
        raise Refused(Reason.UNKNOWN_PARTY)
    if found.is_agent and (found.is_revoked or power not in found.powers):
        raise Refused(Reason.OUTSIDE_AUTHORITY, ref)


def may_act(people: People, agent: str, principal: str, power: Power) -> bool:
    """County policy 24 授权范围: whether this agent may do that for that person now."""
    found = participant(people, agent)
    if found is None or not found.is_agent or found.is_revoked:
        return False
    return found.acts_for == principal and power in found.powers


def revoked(people: People, fact: AgencyRevoked, now: Now) -> tuple[Event, ...]:
    """County policy 24 撤销委托: at any time, without a reason, never refused."""
    agent = participant(people, fact.agent)
    if agent is None or not agent.is_agent or agent.is_revoked:
        return ()
    return (AgencyEnded(at=now.at, by=fact.by, agent=agent.ref),)


def without_agency(people: Iterable[Participant], event: AgencyEnded) -> People:
    """The people once that agency has ended: who acted for them stays on record."""
    return tuple(replace(each, is_revoked=True) if each.ref == event.agent else each for each in people)
