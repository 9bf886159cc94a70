"""How a dispute climbs, is raised, goes straight to the county, and comes back down."""

from rules.dispute import commands, events
from rules.dispute.leaving import end
from rules.dispute.matter import Because, Dispute, Flag, LevelEnd, Outcome
from rules.editions import StepFour
from rules.procedure import Event, Now, Officer, Sealed
from rules.refusals import Reason, Refused

TOP = 4
BECAUSE_FLAGGED = {
    Flag.CROSS_TOWNSHIP: Because.CROSS_TOWNSHIP,
    Flag.ESPECIALLY_MAJOR: Because.ESPECIALLY_MAJOR,
}


def after_attempt(dispute: Dispute, now: Now, by: Officer | None, *, has_part: bool) -> tuple[Event, ...]:
    """County policy 4 调解不成: another attempt of this step if one is left, else the next step.

    Step three climbs by itself only when the dispute is flagged. Under the strict reading it ends;
    under the reading commonly told a person decides (``Stage.DIRECTION``).
    """
    if dispute.stay.attempts + 1 < dispute.level.attempts:
        return ()
    ended = Outcome.PARTIAL_AGREEMENT if has_part else Outcome.NO_AGREEMENT
    if dispute.step == TOP:
        return end(dispute, ended, now, by)
    if dispute.step < TOP - 1:
        return move(dispute, dispute.step + 1, Because.FAILED_BELOW, LevelEnd.FAILED, now, by)
    if dispute.flags:
        return move(dispute, TOP, _because_flagged(dispute), LevelEnd.FAILED, now, by)
    if dispute.edition.ladder.reading is StepFour.STRICT:
        return end(dispute, ended, now, by)
    return (events.DirectionAwaited(at=now.at, by=by, step=dispute.step),)


def move(
    dispute: Dispute,
    to_step: int,
    because: Because,
    how: LevelEnd,
    now: Now,
    by: Officer | None,
    reason: Sealed | None = None,
) -> tuple[Event, ...]:
    """One stay ends and the next begins, in one stroke: the case never stands between two steps."""
    called_off = dispute.scheduled
    off = (events.SessionCancelled(at=now.at, by=by, number=called_off.number),) if called_off else ()
    return (
        *off,
        events.StayEnded(at=now.at, by=by, step=dispute.step, how=how),
        events.LevelEntered(at=now.at, by=by, step=to_step, because=because, reason=reason),
    )


def raise_early(dispute: Dispute, command: commands.RaiseEarly, now: Now) -> tuple[Event, ...]:
    """County policy 4 提级: by its lead, with a reason, one step up; step four keeps its reading."""
    if dispute.step == TOP:
        raise Refused(Reason.NO_HIGHER_STEP)
    if not may_enter(dispute, dispute.step + 1):
        raise Refused(Reason.STEP_FOUR_RESERVED)
    return move(
        dispute, dispute.step + 1, Because.RAISED_EARLY, LevelEnd.RAISED, now, command.by, command.reason
    )


def may_enter(dispute: Dispute, step: int) -> bool:
    """County policy 4: under the strict reading step four is for flagged disputes only."""
    return step < TOP or bool(dispute.flags) or dispute.edition.ladder.reading is StepFour.TOLD


def flag_major(dispute: Dispute, command: commands.FlagMajor, now: Now) -> tuple[Event, ...]:
    """County policy 4 特别重大: straight to the county; what runs is superseded."""
    if Flag.ESPECIALLY_MAJOR in dispute.flags:
        raise Refused(Reason.ALREADY_FLAGGED)
    flagged = events.Flagged(at=now.at, by=command.by, flag=Flag.ESPECIALLY_MAJOR, reason=command.reason)
    return (flagged, *_to_the_county(dispute, Because.ESPECIALLY_MAJOR, now, command.by, command.reason))


def flag_cross_township(dispute: Dispute, command: commands.FlagCrossTownship, now: Now) -> tuple[Event, ...]:
    """County policy 4 跨乡镇: straight to the county; what runs is superseded."""
    if command.other_township == dispute.township:
        raise Refused(Reason.NOT_ANOTHER_TOWNSHIP)
    if command.other_township in dispute.other_townships:
        raise Refused(Reason.ALREADY_FLAGGED)
    flagged = events.Flagged(
        at=now.at, by=command.by, flag=Flag.CROSS_TOWNSHIP, other_township=command.other_township
    )
    return (flagged, *_to_the_county(dispute, Because.CROSS_TOWNSHIP, now, command.by, None))


def _to_the_county(
    dispute: Dispute, because: Because, now: Now, by: Officer, reason: Sealed | None
) -> tuple[Event, ...]:
    if dispute.step == TOP:
        return ()
    return move(dispute, TOP, because, LevelEnd.SUPERSEDED, now, by, reason)


def request_county_support(
    dispute: Dispute, command: commands.RequestCountySupport, now: Now
) -> tuple[Event, ...]:
    """County policy 4 申请县级支持: after step three failed; every party is asked for consent afresh."""
    return move(dispute, TOP, Because.COUNTY_SUPPORT, LevelEnd.FAILED, now, command.by, command.reason)


def send_back(dispute: Dispute, command: commands.SendBack, now: Now) -> tuple[Event, ...]:
    """County policy 4 发回: by the county, to a lower step, with instructions; consent is asked afresh."""
    if not 1 <= command.to_step < dispute.step:
        raise Refused(Reason.NOT_A_LOWER_STEP)
    return move(
        dispute, command.to_step, Because.SENT_BACK, LevelEnd.SENT_BACK, now, command.by, command.instructions
    )


def _because_flagged(dispute: Dispute) -> Because:
    cross = Flag.CROSS_TOWNSHIP in dispute.flags
    return BECAUSE_FLAGGED[Flag.CROSS_TOWNSHIP if cross else Flag.ESPECIALLY_MAJOR]
