"""The indicators of petition work (信访工作指标)."""

from collections.abc import Callable, Iterable

from rules.indicators import (
    DEPARTMENT_ACCEPTANCE,
    ON_TIME_COMPLETION,
    UNIT_ACCEPTANCE,
    Dated,
    Indicator,
    PetitionClock,
    dated,
    timeliness,
)
from rules.instants import ONE_DAY, legal_day
from rules.measuring.facts import AfterReplyFacts, Facts, PetitionFacts, ReviewFacts
from rules.measuring.formula import Counted, Period, Scope, World, share, times
from rules.petition.matter import Outcome
from rules.petition_aftercare.codes import Outcome as Closing
from rules.petition_aftercare.codes import Resolved, Satisfaction, Target
from rules.review.matter import Result
from rules.satisfaction import Given

_LED_AWAY = frozenset({Outcome.WITHDRAWN, Outcome.CONCLUDED_ELSEWHERE})
_CHANGED = frozenset({Result.CHANGED, Result.REVOKED})


def department_acceptance(world: World, period: Period, scope: Scope) -> Counted:
    """XFTL 22 信访部门及时受理率: of what the petition department had to send on by a day of this time, what
    it sent on by then."""
    return _in_time(
        [each for each in world.of(PetitionFacts) if scope.has(each, each.department)],
        DEPARTMENT_ACCEPTANCE,
        period,
    )


def unit_acceptance(world: World, period: Period, scope: Scope) -> Counted:
    """XFTL 23 责任单位及时受理率: of what the units had to tell the petitioner, what they told by then. A
    unit whose objection was agreed to in time is not counted."""
    return _in_time(_petitions(world, scope), UNIT_ACCEPTANCE, period)


def on_time_completion(world: World, period: Period, scope: Scope) -> Counted:
    """XFTL 34 按期办结率（口径B）: of what fell due in this time, what was answered and served by then."""
    return _in_time(_petitions(world, scope), ON_TIME_COMPLETION, period)


def on_time_of_everything(world: World, period: Period, scope: Scope) -> Counted:
    """XFTL 34 按期办结率（口径A）: as observed, with what is not answered and not overdue yet among what is
    counted; so it can only rise while the period runs."""
    matters = [
        each for each in _dated(_petitions(world, scope), ON_TIME_COMPLETION) if period.has_day(each.due_on)
    ]
    due = [each for each in matters if each.was_to_be_done]
    in_time = tuple(each.procedure for each in due if each.is_in_time)
    return Counted(in_time, tuple(each.procedure for each in due))


def participation(target: Target) -> Callable[[World, Period, Scope], Counted]:
    """County policy 19 参评率: of those whose matter closed in this time, and who were asked, who
    evaluated."""

    def counts(world: World, period: Period, scope: Scope) -> Counted:
        given = [g.procedure for each in _closed(world, period, scope) for g in _given(each, target)]
        lapsed = [
            gone.procedure
            for each in _closed(world, period, scope)
            for gone in each.lapsed
            if gone.petitioner not in {g.petitioner for g in _given(each, target)}
        ]
        return Counted(tuple(given), tuple(sorted(given + lapsed)))

    return counts


def satisfaction(target: Target) -> Callable[[World, Period, Scope], Counted]:
    """County policy 19 满意率: of those who evaluated, who was satisfied or basically satisfied. Who did not
    evaluate is neither."""

    def counts(world: World, period: Period, scope: Scope) -> Counted:
        given = [g for each in _closed(world, period, scope) for g in _given(each, target)]
        pleased = tuple(g.procedure for g in given if g.value != Satisfaction.DISSATISFIED)
        return Counted(pleased, tuple(g.procedure for g in given))

    return counts


def online_share(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 网信占比: of the petitions registered, what came by the channels that the county
    counts as online."""
    rows = [each for each in _petitions(world, scope) if period.has(each.opened_at)]
    return share(
        [each for each in rows if each.episode == 1], lambda each: each.channel in world.counting.online
    )


def repeat_share(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 重复信访率: of the petitions registered, what a named person has said brings an older
    one again."""
    rows = [each for each in _petitions(world, scope) if period.has(each.opened_at)]
    return share([each for each in rows if each.episode == 1], lambda each: each.is_repeat)


def resolved_at_once(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 一次性化解率: of the first petitions that were concluded and whose days of waiting
    ended in this time, what was resolved and did not come back: no review, nothing anew, no repeat."""
    days = world.counting.held_after_days * ONE_DAY
    answers = {each.petition: each for each in world.of(AfterReplyFacts)}
    reviewed = {each.petition: each.opened_at for each in reversed(world.of(ReviewFacts))}

    def stayed(each: PetitionFacts) -> bool:
        assert each.closed_at
        until = each.closed_at + days
        anew = world.handled_anew(each)
        came_back = (anew.opened_at if anew else None, reviewed.get(each.procedure), each.repeated_at)
        after = answers.get(each.procedure)
        is_resolved = after is not None and after.resolved == Resolved.RESOLVED
        return is_resolved and not any(at and at <= until for at in came_back)

    concluded = [
        each
        for each in _petitions(world, scope)
        if each.is_first and each.closed_at and each.outcome not in _LED_AWAY
    ]
    return share([each for each in concluded if _has_held(each, world, period)], stayed)


def contacted(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 初次信访办理联系率: of the first petitions that closed, whom an officer heard or wrote
    to before that."""
    rows = [each for each in _petitions(world, scope) if each.is_first and period.has(each.closed_at)]
    return share(
        rows,
        lambda each: bool(each.contacted_at and each.closed_at and each.contacted_at <= each.closed_at),
    )


def days_to_send(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 平均转送周期: legal days from the receipt to the first transfer, of what was sent."""
    rows = [each for each in world.of(PetitionFacts) if scope.has(each, each.department)]
    return times(
        (each, (legal_day(each.sent_at) - legal_day(each.received_at)).days)
        for each in rows
        if each.sent_at and period.has(each.sent_at)
    )


def days_to_accept(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 平均受理周期: legal days from the receipt to the acceptance."""
    return times(
        (each, (legal_day(each.accepted_at) - legal_day(each.received_at)).days)
        for each in _petitions(world, scope)
        if each.accepted_at and period.has(each.accepted_at)
    )


def days_to_answer(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 平均答复周期: legal days from the receipt to the service on the last petitioner."""
    return times(
        (each, (legal_day(each.served_at) - legal_day(each.received_at)).days)
        for each in _petitions(world, scope)
        if each.served_at and period.has(each.served_at)
    )


def substantively_resolved(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 实质化解率 (NG-03): of the matters closed after their reply, what whoever audited it
    found resolved in substance. That a procedure ended says nothing of it."""
    rows = [each for each in _closed(world, period, scope) if each.outcome == Closing.CLOSED]
    return share(rows, lambda each: each.resolved == Resolved.RESOLVED)


def changed_on_review(world: World, period: Period, scope: Scope) -> Counted:
    """County policy 38 复查复核改变率: of the opinions decided on in review and re-review, what was changed
    or revoked; it counts for the unit whose opinion it was."""
    rows = [each for each in world.of(ReviewFacts) if scope.has(each, each.unit)]
    return share([each for each in rows if period.has(each.decided_at)], lambda each: each.result in _CHANGED)


def _petitions(world: World, scope: Scope) -> list[PetitionFacts]:
    return [each for each in world.of(PetitionFacts) if scope.has(each, each.unit)]


def _closed(world: World, period: Period, scope: Scope) -> list[AfterReplyFacts]:
    rows = [each for each in world.of(AfterReplyFacts) if scope.has(each, each.unit)]
    return [each for each in rows if period.has(each.closed_at)]


def _given(facts: AfterReplyFacts, target: Target) -> list[Given]:
    return [each for each in facts.given if each.target == target]


def _has_held(facts: Facts, world: World, period: Period) -> bool:
    """Whether the days in which it could still come back ended in this time, and are over."""
    assert facts.closed_at
    last = legal_day(facts.closed_at) + world.counting.held_after_days * ONE_DAY
    return period.has_day(last) and last < legal_day(period.as_of)


def _in_time(rows: Iterable[PetitionFacts], indicator: Indicator, period: Period) -> Counted:
    counted = timeliness(_dated(rows, indicator), period.since, period.until, period.as_of)
    every = (*counted.on_time, *counted.late, *counted.not_done)
    return Counted(counted.on_time, tuple(sorted(every)))


def _dated(rows: Iterable[PetitionFacts], indicator: Indicator) -> list[Dated]:
    return [
        dated(
            PetitionClock(
                procedure=each.procedure,
                due_on=clock.due_on,
                over_at=clock.over_at,
                state=clock.state,
                ended_at=clock.ended_at,
                outcome=each.outcome,
                served_at=each.served_at,
            ),
            indicator,
        )
        for each in rows
        for clock in each.clocks
        if clock.rule in indicator.rules and clock.due_on and clock.over_at
    ]
