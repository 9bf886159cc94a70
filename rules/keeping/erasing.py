"""Erasing what is personal once nobody need keep it any more, and keeping it from being erased.

Two people stand behind every erasure: one proposes it after an appraisal, another confirms it. Nobody
confirms their own.
"""

from datetime import date

from rules.keeping import events
from rules.keeping.matter import Keeping, Proposal
from rules.keeping.schedule import Kept, Schedule
from rules.procedure import Now, Officer, Sealed
from rules.refusals import Reason, Refused


def place_hold(
    state: Keeping, by: Officer, hold: str, ground: events.HoldGround, reason: Sealed, now: Now
) -> tuple[events.HoldPlaced, ...]:
    """County policy 33 保全: from now on nothing of it is erased, whatever was confirmed before."""
    _check_there(state)
    return (events.HoldPlaced(at=now.at, by=by, hold=hold, ground=ground, reason=reason),)


def release_hold(
    state: Keeping, by: Officer, hold: str, reason: Sealed, now: Now
) -> tuple[events.HoldReleased, ...]:
    """County policy 33 解除保全: an act of its own, with its reason. Raises NOT_ON_HOLD."""
    if not any(each.ref == hold for each in state.holds):
        raise Refused(Reason.NOT_ON_HOLD)
    return (events.HoldReleased(at=now.at, by=by, hold=hold, reason=reason),)


def end_retention(
    state: Keeping, schedule: Schedule, kept: Kept, now: Now
) -> tuple[events.RetentionEnded, ...]:
    """PIPL 19, county policy 32 保管期满: noted once for each last day; nothing is erased by it."""
    if state.is_erased or kept.until is None or now.today <= kept.until:
        return ()
    if state.ended and state.ended.kept_until == kept.until:
        return ()
    return (events.RetentionEnded(at=now.at, schedule=schedule.version, kept_until=kept.until),)


def propose_erasure(
    state: Keeping, by: Officer, schedule: Schedule, kept: Kept, reason: Sealed, now: Now
) -> tuple[events.ErasureProposed, ...]:
    """PIPL 47, county policy 32 提请删除: of what nobody need keep any more. Raises Refused."""
    until = _check_over(state, kept, now)
    if state.proposal:
        raise Refused(Reason.ERASURE_ALREADY_PROPOSED)
    proposed = events.ErasureProposed(
        at=now.at, by=by, schedule=schedule.version, kept_until=until, reason=reason
    )
    return (proposed,)


def confirm_erasure(state: Keeping, by: Officer, kept: Kept, now: Now) -> tuple[events.ErasureConfirmed, ...]:
    """County policy 34 核准删除: by another than whoever proposed it. Raises Refused."""
    _check_over(state, kept, now)
    proposal = _standing(state)
    if proposal.by.person == by.person:
        raise Refused(Reason.OWN_PROPOSAL)
    return (events.ErasureConfirmed(at=now.at, by=by),)


def decline_erasure(
    state: Keeping, by: Officer, reason: Sealed, now: Now
) -> tuple[events.ErasureDeclined, ...]:
    """County policy 34 不予删除: as long as it stands, it can be taken back or turned down."""
    _check_there(state)
    _standing(state)
    return (events.ErasureDeclined(at=now.at, by=by, reason=reason),)


def erase(state: Keeping, kept: Kept, now: Now) -> tuple[events.Erased, ...]:
    """PIPL 47 删除: what two people have agreed on, unless something has come between; then it waits."""
    proposal = state.proposal
    if state.is_erased or state.holds or not (proposal and proposal.confirmed_by):
        return ()
    if kept.until is None or now.today <= kept.until:
        return ()
    return (events.Erased(at=now.at, by=proposal.confirmed_by),)


def _check_over(state: Keeping, kept: Kept, now: Now) -> date:
    _check_there(state)
    if state.holds:
        raise Refused(Reason.ON_HOLD, *(each.ground for each in state.holds))
    if kept.why:
        raise Refused(kept.why)
    assert kept.until
    if now.today <= kept.until:
        raise Refused(Reason.STILL_KEPT)
    return kept.until


def _check_there(state: Keeping) -> None:
    if state.is_erased:
        raise Refused(Reason.ALREADY_ERASED)


def _standing(state: Keeping) -> Proposal:
    if state.proposal is None or state.proposal.confirmed_by:
        raise Refused(Reason.NO_ERASURE_PROPOSED)
    return state.proposal
