"""The indicators of disputes, handoffs, and of whatever has a beginning and an end (调解、对接和其他指标)."""

from collections.abc import Iterable

from rules.dispute.matter import Outcome, Route, Stage
from rules.indicators import Dated
from rules.instants import ONE_DAY, legal_day
from rules.measuring.facts import (
    AftercareFacts,
    DisputeFacts,
    EventFacts,
    Facts,
    HandoffFacts,
    PetitionFacts,
    RecommendationFacts,
    SupervisionFacts,
    ToAnswer,
)
from rules.measuring.formula import Counted, Period, Scope, World, share, times
from rules.measuring.kinds import BROUGHT, TAKEN_UP_AGAIN
from rules.recommendation.matter import Adoption

AGREED = frozenset({Outcome.AGREEMENT, Outcome.PARTIAL_AGREEMENT})
# How a mediation ends that was one; what ended before or beside it was none.
MEDIATED = AGREED | {Outcome.NO_AGREEMENT, Outcome.PARTY_REFUSED}
_ADOPTED = frozenset({Adoption.ADOPTED, Adoption.PARTLY_ADOPTED})


def resolved_disputes(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 化解率: of the disputes registered in this time, what ended in a full agreement."""
    rows = [each for each in _disputes(world, scope) if period.has(each.opened_at)]
    return share(rows, lambda each: each.outcome == Outcome.AGREEMENT)


def success_of_accepted(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 调解成功率（口径A）: of the mediations that everybody agreed to in this time, what
    came to an agreement, in full or in part."""
    rows = [each for each in _disputes(world, scope) if period.has(each.reached(Stage.MEDIATION))]
    return share(rows, lambda each: each.outcome in AGREED)


def success_of_concluded(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 调解成功率（口径B）: the same, of the mediations that ended in this time."""
    rows = [
        each
        for each in _disputes(world, scope)
        if period.has(each.closed_at) and each.outcome in MEDIATED and each.reached(Stage.MEDIATION)
    ]
    return share(rows, lambda each: each.outcome in AGREED)


def judicially_confirmed(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 司法确认率: of the disputes whose agreement can be confirmed and took effect in this
    time, what a court has confirmed."""
    confirmed = {each.dispute for each in world.of(AftercareFacts) if each.is_confirmed}
    rows = [each for each in _disputes(world, scope) if period.has_day(each.confirmable_on)]
    return share(rows, lambda each: each.procedure in confirmed)


def settled_out_of_court(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 司法外化解占比: of the disputes that ended in this time, what did not go to court."""
    rows = [each for each in _disputes(world, scope) if period.has(each.closed_at)]
    return share(rows, lambda each: each.outcome != Outcome.FILED_IN_COURT and each.route != Route.COURT)


def closed_of_received(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 办结率: of what was registered in this time, what has ended."""
    rows = [each for each in _brought(world, scope) if period.has(each.opened_at)]
    return share(rows, lambda each: each.closed_at is not None)


def seconds_to_assign(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 响应时长（分派）: seconds from when it came in to when a unit had it to work on: a
    petition by its first transfer, a dispute and an event by their registration."""
    rows: list[tuple[Facts, int]] = [
        (each, int((each.sent_at - each.received_at).total_seconds()))
        for each in world.of(PetitionFacts)
        if scope.has(each, each.department) and each.sent_at and period.has(each.sent_at)
    ]
    rows += [
        (each, max(0, int((each.opened_at - each.received_at).total_seconds())))
        for each in _disputes(world, scope)
        if each.episode == 1 and period.has(each.opened_at)
    ]
    rows += [
        (each, int((each.opened_at - each.received_at).total_seconds()))
        for each in world.of(EventFacts)
        if scope.has(each, each.unit) and period.has(each.opened_at)
    ]
    return times(sorted(rows, key=lambda row: row[0].procedure))


def minutes_to_resolve(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 响应时长（化解）: minutes from the registration of a dispute to its agreement, and
    from the report of an event to when a second person found that it was put right."""
    rows: list[tuple[Facts, int]] = [
        (each, int((each.closed_at - each.opened_at).total_seconds()) // 60)
        for each in _disputes(world, scope)
        if each.closed_at and period.has(each.closed_at) and each.outcome == Outcome.AGREEMENT
    ]
    rows += [
        (each, int((each.put_right_at - each.received_at).total_seconds()) // 60)
        for each in world.of(EventFacts)
        if scope.has(each, each.unit) and each.put_right_at and period.has(each.put_right_at)
    ]
    return times(rows)


def reopened(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 重开率: of the disputes and petitions whose days after the closing ended in this time,
    what was taken up anew within them."""
    days = world.counting.held_after_days * ONE_DAY

    def was_reopened(each: Facts) -> bool:
        anew = world.handled_anew(each)
        assert each.closed_at
        return anew is not None and anew.opened_at <= each.closed_at + days

    rows = [
        each
        for each in _brought(world, scope)
        if each.kind in TAKEN_UP_AGAIN
        and each.closed_at
        and period.has_day(legal_day(each.closed_at) + days)
        and legal_day(each.closed_at) + days < legal_day(period.as_of)
    ]
    return share(rows, was_reopened)


def answered_in_time(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 对接按期签收率: of the handoffs whose receiver had to answer by a day of this time,
    what it took on or refused by then. What was taken back before that, nobody had to answer."""
    return _answered(world.of(HandoffFacts), period, scope)


def recommendations_answered(world: World, period: Period, scope: Scope) -> Counted:
    """XFTL 40(4), county policy 38 建议采纳反馈率: of the recommendations received whose days for the answer
    ended in this time, what was answered in writing by then."""
    return _answered(world.of(RecommendationFacts), period, scope)


def recommendations_adopted(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 建议采纳率: of the recommendations answered in this time, what is adopted, in full or
    in part. Not to adopt one, with reasons, is an answer too: it is no fault of whoever gives it."""
    rows = [each for each in world.of(RecommendationFacts) if scope.has(each, each.unit)]
    return share(
        [each for each in rows if period.has(each.answered_at)], lambda each: each.adoption in _ADOPTED
    )


def letters_answered(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 督办函按期反馈率: of the letters of supervision whose days for the report ended in
    this time, what was reported on by then; what was asked again counts by the last time it was."""
    return _answered(world.of(SupervisionFacts), period, scope)


def _answered(rows: Iterable[ToAnswer], period: Period, scope: Scope) -> Counted:
    due = [
        each
        for each in (to_answer(row) for row in rows if scope.has(row, row.unit))
        if each
        and period.has_day(each.due_on)
        and each.over_at <= period.as_of
        and (each.done_at or each.was_to_be_done)
    ]
    return Counted(
        tuple(each.procedure for each in due if each.is_in_time), tuple(each.procedure for each in due)
    )


def to_answer(facts: ToAnswer) -> Dated | None:
    """By when whoever received it had to answer, and when it did; None where no period ran."""
    clocks = [clock for clock in facts.to_answer if clock.due_on and clock.over_at]
    if not clocks:
        return None
    nearest = min(clocks, key=lambda clock: (clock.over_at, clock.name))
    assert nearest.due_on
    assert nearest.over_at
    ended = None if facts.answered_at else facts.closed_at or nearest.ended_at
    return Dated(facts.procedure, nearest.due_on, nearest.over_at, facts.answered_at, ended)


def _disputes(world: World, scope: Scope) -> list[DisputeFacts]:
    return [each for each in world.of(DisputeFacts) if scope.has(each, each.unit)]


def _brought(world: World, scope: Scope) -> list[Facts]:
    return [each for each in world.facts if each.kind in BROUGHT and scope.has(each, each.unit)]
