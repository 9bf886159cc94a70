"""How a dispute in mid-course is brought over from an older system (接续), and stands here from then on.

What was already late there is late here at once, and is not told of a second time.
"""

from dataclasses import replace
from datetime import datetime

from rules.clocks.clock import Clock
from rules.clocks.ledger import Held
from rules.clocks.reckoning import Extended
from rules.clocks.rule import Unit
from rules.cutover import check_dates
from rules.dispute import evolution
from rules.dispute.climbing import TOP
from rules.dispute.events import BroughtOver, Registered
from rules.dispute.matter import (
    LEVEL,
    MEDIATION_RULE,
    WHOLE,
    Because,
    Consent,
    Course,
    Dispute,
    Flag,
    Form,
    Party,
    Stage,
    Stay,
)
from rules.dispute.passing import check_extension, level_due, remind_at, whole_due
from rules.dispute.registration import check_parties
from rules.editions import Edition, StepFour
from rules.instants import legal_day
from rules.procedure import Officer
from rules.refusals import Reason, Refused

ELSEWHERE = "older-system"  # who had it before it came to this step; no unit of ours


def bring_over(
    *,
    id: str,
    number: str,
    edition: Edition,
    dispute_type: str,
    village: str,
    township: str,
    parties: tuple[Party, ...],
    flags: frozenset[Flag],
    other_townships: frozenset[str],
    course: Course,
    consented: bool,
    by: Officer,
    at: datetime,
) -> BroughtOver:
    """County policy 15 接续登记: at the step where it stands, with the dates on which it happened.

    ``consented``: every party has agreed to be mediated at this step; without it no dispute stands in
    mediation. Raises Refused with NOT_YET_HAPPENED, DATES_OUT_OF_ORDER, STAGE_DOES_NOT_FIT (the details are
    the fields), UNKNOWN_DISPUTE_TYPE, STEP_FOUR_RESERVED, GROUND_NOT_NAMED, or a reason about parties or the
    extension.
    """
    if dispute_type not in edition.dispute_types:
        raise Refused(Reason.UNKNOWN_DISPUTE_TYPE)
    check_parties(parties, edition)
    other_townships -= {township}
    if other_townships:
        flags |= {Flag.CROSS_TOWNSHIP}
    _check_dates(course, at)
    _check_standing(course, flags, edition, consented=consented)
    _check_pauses(course, edition)
    if course.extended_days:
        check_extension(edition, course.extended_days)
    return BroughtOver(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        dispute_type=dispute_type,
        village=village,
        township=township,
        parties=parties,
        flags=flags,
        other_townships=other_townships,
        course=course,
    )


def _check_dates(course: Course, now: datetime) -> None:
    received, registered = course.received_at, course.registered_at
    check_dates({"received_at": received, "registered_at": registered, "step_since": course.step_since}, now)
    for pause in course.pauses:
        since, until = pause.began_at, pause.ended_at
        check_dates({"registered_at": registered, "suspended_since": since, "suspended_until": until}, now)


def _check_standing(course: Course, flags: frozenset[Flag], edition: Edition, *, consented: bool) -> None:
    """County policy 4, 15: it stands where the ladder of this county could have brought it."""
    if course.stage is Stage.CLOSED:
        raise Refused(Reason.STAGE_DOES_NOT_FIT, "stage")
    if consented is (course.stage is Stage.CONSENT):
        raise Refused(Reason.STAGE_DOES_NOT_FIT, "stage", "consented")
    is_strict = edition.ladder.reading is StepFour.STRICT
    if course.step == TOP and is_strict and not flags:
        raise Refused(Reason.STEP_FOUR_RESERVED)
    allowed = edition.ladder.level(course.step).attempts
    match course.stage:
        case Stage.DIRECTION:  # a flagged dispute climbs by itself; under the strict reading the others end
            if course.step != TOP - 1 or flags or is_strict:
                raise Refused(Reason.STAGE_DOES_NOT_FIT, "stage", "step")
            is_used_up = course.attempts >= allowed
        case Stage.MEDIATION:
            is_used_up = course.attempts < allowed
        case _:
            is_used_up = course.attempts == 0
    if not is_used_up:
        raise Refused(Reason.STAGE_DOES_NOT_FIT, "stage", "attempts")


def _check_pauses(course: Course, edition: Edition) -> None:
    named = edition.rule(MEDIATION_RULE).excludes
    for pause in course.pauses:
        if pause.ground not in named:
            raise Refused(Reason.GROUND_NOT_NAMED, MEDIATION_RULE)


def begin(event: Registered | BroughtOver, edition: Edition) -> Dispute:
    """The dispute after its first event: registered here, or brought over."""
    if isinstance(event, Registered):
        return evolution.begin(event, edition)
    course, everyone = event.course, [party.ref for party in event.parties]
    agreed = [] if course.stage is Stage.CONSENT else everyone
    stay = Stay(course.step, Because.BROUGHT_OVER, course.step_since, attempts=course.attempts)
    dispute = Dispute(
        id=event.id,
        edition=edition,
        stage=course.stage,
        seq=1,
        decided_seq=1,
        opened_at=course.registered_at,
        changed_at=event.at,
        number=event.number,
        dispute_type=event.dispute_type,
        village=event.village,
        township=event.township,
        parties=event.parties,
        flags=event.flags,
        other_townships=event.other_townships,
        step=course.step,
        stays=(stay,),
        # nobody says in which form: the weaker one is all that is sure
        consents=tuple(Consent(course.step, ref, Form.ORAL, course.step_since, 1) for ref in agreed),
        clocks=_clocks(event, edition),
        held=(),
        waiting_since=course.step_since,
    )
    return _late_as_known(replace(dispute, held=_held(dispute)), event.at)


def _clocks(event: BroughtOver, edition: Edition) -> tuple[Clock, ...]:
    """Both clocks from their own starts: armed with what is left."""
    course, level_rule = event.course, edition.ladder.level(event.course.step).clock
    longer = Extended(course.extended_days, Unit.CALENDAR_DAYS, "parties", event.at)
    extensions = (longer,) if course.extended_days else ()
    whole = Clock(name=WHOLE, rule=MEDIATION_RULE, event="registered", started_at=course.registered_at)
    level = Clock(name=LEVEL, rule=level_rule, event="level-entered", started_at=course.step_since)
    return tuple(_paused(replace(each, extensions=extensions), course, edition) for each in (whole, level))


def _paused(clock: Clock, course: Course, edition: Edition) -> Clock:
    """As ``timekeeping.suspend_clocks``: what its own rule names, and only while it was running."""
    rule = edition.rule(clock.rule)
    for pause in sorted(course.pauses, key=lambda each: each.began_at):
        if pause.ground in rule.excludes and not clock.has_passed(rule, edition.calendar, pause.began_at):
            clock = replace(clock, pauses=(*clock.pauses, pause))
    return clock


def _held(dispute: Dispute) -> tuple[Held, ...]:
    since = dispute.stay.since
    before = Held(ELSEWHERE, dispute.opened_at)
    here = Held(dispute.owner_unit, since)
    return (before, here) if legal_day(dispute.opened_at) < legal_day(since) else (here,)


def _late_as_known(dispute: Dispute, at: datetime) -> Dispute:
    """What had come due before ``at`` was told in the older system: it is so, and is not said again."""
    level, whole, reminder = level_due(dispute), whole_due(dispute), remind_at(dispute)
    return replace(
        dispute,
        is_reminded=reminder is not None and at >= reminder,
        is_overdue=level is not None and at >= level.is_over_at,
        whole_is_over=whole is not None and at >= whole.is_over_at,
    )
