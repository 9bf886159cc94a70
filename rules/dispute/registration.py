"""How a dispute comes onto the ladder: the screen first, then the people, then the step."""

from collections.abc import Mapping
from datetime import datetime

from rules.dispute.events import Registered
from rules.dispute.matter import Because, Dispute, Flag, Party, PartyRole
from rules.dispute.screen import Concern, Reply, blocking, screen
from rules.editions import Edition
from rules.procedure import Officer
from rules.refusals import Reason, Refused


def register(
    *,
    id: str,
    number: str,
    edition: Edition,
    dispute_type: str,
    village: str,
    township: str,
    parties: tuple[Party, ...],
    replies: Mapping[Concern, Reply],
    flags: frozenset[Flag],
    other_townships: frozenset[str],
    by: Officer,
    at: datetime,
    anchored_on: str | None = None,
) -> Registered:
    """County policy 4, 8 登记: screened, its parties known, placed on the right step. ``anchored_on``: the
    entry of the handoff by which it came, where it came by one.

    Raises Refused with NOT_MEDIABLE (details: the concerns), SCREEN_INCOMPLETE, UNKNOWN_DISPUTE_TYPE or one
    of the reasons about parties.
    """
    findings = screen(replies)
    if refused := blocking(findings):
        raise Refused(Reason.NOT_MEDIABLE, *(finding.concern for finding in refused))
    if dispute_type not in edition.dispute_types:
        raise Refused(Reason.UNKNOWN_DISPUTE_TYPE)
    check_parties(parties, edition)
    other_townships -= {township}
    if other_townships:
        flags |= {Flag.CROSS_TOWNSHIP}
    step, because = entry_step(dispute_type, flags, edition)
    return Registered(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        dispute_type=dispute_type,
        village=village,
        township=township,
        parties=parties,
        findings=findings,
        flags=flags,
        other_townships=other_townships,
        step=step,
        because=because,
        anchored_on=anchored_on,
    )


def check_parties(parties: tuple[Party, ...], edition: Edition) -> None:
    """XFTL 20(3), WCNR 4, RMTJ 29 当事人: both sides identified; at most five representatives a side;
    a minor only with a guardian, who does not sit on the other side of the table."""
    roles = {party.role for party in parties}
    refs = [party.ref for party in parties]
    if not {PartyRole.APPLICANT, PartyRole.RESPONDENT} <= roles or len(set(refs)) != len(refs):
        raise Refused(Reason.PARTIES_NOT_IDENTIFIED)
    minors = {party.ref for party in parties if party.is_minor}
    for party in parties:
        side = [party] if party.role is PartyRole.THIRD else [p for p in parties if p.role is party.role]
        if sum(each.representatives for each in side) > edition.representatives_at_most:
            raise Refused(Reason.TOO_MANY_REPRESENTATIVES, party.ref)
        if party.is_minor and (not party.guardian or party.guardian in minors):
            raise Refused(Reason.MINOR_WITHOUT_GUARDIAN, party.ref)
        across = {other.ref for other in parties if other.role is not party.role}
        if party.guardian in across:
            raise Refused(Reason.GUARDIAN_ACROSS_THE_TABLE, party.ref)


def entry_step(dispute_type: str, flags: frozenset[Flag], edition: Edition) -> tuple[int, Because]:
    """County policy 4 起始层级: cross-township or especially major straight to the county."""
    if Flag.CROSS_TOWNSHIP in flags:
        return 4, Because.CROSS_TOWNSHIP
    if Flag.ESPECIALLY_MAJOR in flags:
        return 4, Because.ESPECIALLY_MAJOR
    if dispute_type in edition.ladder.village_scope:
        return 1, Because.VILLAGE_SCOPE
    return edition.ladder.other_entry_step, Because.OTHER_ENTRY


def from_petition(
    *,
    id: str,
    number: str,
    edition: Edition,
    dispute_type: str,
    village: str,
    township: str,
    parties: tuple[Party, ...],
    anchored_on: str,
    by: Officer,
    at: datetime,
) -> Registered:
    """XFTL 33, county policy 4, 8 访调对接: what both sides of a petition agreed to mediate, where such
    disputes begin. That it may be mediated, the list of routes says; at the table everybody is asked again.

    Raises the reasons about parties.
    """
    check_parties(parties, edition)
    step, _ = entry_step(dispute_type, frozenset(), edition)
    return Registered(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        dispute_type=dispute_type,
        village=village,
        township=township,
        parties=parties,
        findings=(),
        flags=frozenset(),
        other_townships=frozenset(),
        step=step,
        because=Because.FROM_PETITION,
        anchored_on=anchored_on,
    )


def reopen(before: Dispute, *, id: str, step: int, anchored_on: str, by: Officer, at: datetime) -> Registered:
    """County policy 11 重新启动: a new episode with clocks and consents of its own, anchored on the
    closing event of the episode before, under the edition that the episode before ran under."""
    return Registered(
        at=at,
        by=by,
        id=id,
        number=before.number,
        edition=before.edition.digest,
        dispute_type=before.dispute_type,
        village=before.village,
        township=before.township,
        parties=before.parties,
        findings=before.findings,
        flags=before.flags,
        other_townships=before.other_townships,
        step=step,
        because=Because.REOPENED,
        anchored_on=anchored_on,
    )
