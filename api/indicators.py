"""Indicators (指标): rates of agencies, counted from the journals, each with the matters behind it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.clocks import as_published
from api.identity import Whoever
from api.office import TheOffice
from api.problems import malformed
from api.saying import Words, both
from api.sight import InSight
from counties import calendars
from records.indicators import past_petitions, petition_clocks
from rules.indicators import (
    DEPARTMENT_ACCEPTANCE,
    ON_TIME_COMPLETION,
    UNIT_ACCEPTANCE,
    Indicator,
    Timeliness,
    dated,
    dated_past,
    timeliness,
)

router = APIRouter(tags=["指标 indicators"])

_NAMED_AT_MOST = 5_000

Since = Annotated[date, Query(description="到期日自（含） fell due from this legal day on")]
Until = Annotated[date, Query(description="到期日至（含） up to this legal day")]


class Bucket(BaseModel):
    """How many there are, and which: the first of them, by their ids."""

    words: Words
    count: int
    procedures: list[str] = Field(max_length=_NAMED_AT_MOST)


class Rate(BaseModel):
    """``due`` is the denominator, ``on_time.count`` the numerator; ``rate`` is null of nothing."""

    formula: str
    words: Words
    due: int
    on_time: Bucket
    late: Bucket
    not_done: Bucket
    rate: float | None


class OnTimeCompletion(Rate):
    """``calendar``: the version by which the periods of past matters were counted."""

    since: date
    until: date
    calendar: str


class TimelyAcceptance(BaseModel):
    """``department``: sent on or answered by the petition department; ``units``: told in writing by the
    responsible units."""

    since: date
    until: date
    department: Rate
    units: Rate


@router.get(
    "/indicators/on-time", operation_id="read_on_time_completion", summary="按期办结率 On-time completion"
)
async def read_on_time_completion(
    *,
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    since: Since,
    until: Until,
    calendar: Annotated[
        str, Query(description="既往事项按哪个日历计算 for matters of the past", max_length=60)
    ] = calendars.CHINA,
) -> OnTimeCompletion:
    """Of the petitions this person sees whose sixty days ended in this time: how many were answered by then.
    Those of older systems are among them."""
    _check(since, until)
    if calendar not in calendars.series():
        raise malformed(("query.calendar", "unknown-calendar"))
    its = await as_published(office, calendars.calendar(calendar))
    here = await petition_clocks(sight.records, sight.cases, ON_TIME_COMPLETION.rules, since, until)
    before = await past_petitions(sight.records, sight.cases, until)
    matters = [dated(each, ON_TIME_COMPLETION) for each in here]
    matters += [
        dated_past(each.procedure, each.outcome, each.received_at, each.closed_at, its) for each in before
    ]
    counted = timeliness(matters, since, until, person.at)
    return OnTimeCompletion(
        **vars(rate_of(ON_TIME_COMPLETION, counted)), since=since, until=until, calendar=its.version
    )


@router.get(
    "/indicators/timely-acceptance",
    operation_id="read_timely_acceptance",
    summary="及时受理率 Timely acceptance",
)
async def read_timely_acceptance(
    *, person: Whoever, sight: InSight, since: Since, until: Until
) -> TimelyAcceptance:
    """Of the petitions this person sees whose fifteen days ended in this time: how many were transferred, or
    accepted, by then. A unit whose objection was agreed to in time is not counted."""
    _check(since, until)

    async def rate(indicator: Indicator) -> Rate:
        found = await petition_clocks(sight.records, sight.cases, indicator.rules, since, until)
        counted = timeliness([dated(each, indicator) for each in found], since, until, person.at)
        return rate_of(indicator, counted)

    return TimelyAcceptance(
        since=since,
        until=until,
        department=await rate(DEPARTMENT_ACCEPTANCE),
        units=await rate(UNIT_ACCEPTANCE),
    )


def _check(since: date, until: date) -> None:
    if since > until:
        raise malformed(("query.since", "range"))


def rate_of(indicator: Indicator, counted: Timeliness) -> Rate:
    """A rate with its words, and the matters it was counted from."""

    def bucket(code: str, procedures: tuple[str, ...]) -> Bucket:
        words = both("timeliness", f"{indicator.formula}-{code}")
        return Bucket(words=words, count=len(procedures), procedures=list(procedures[:_NAMED_AT_MOST]))

    return Rate(
        formula=indicator.formula,
        words=both("indicator", indicator.formula),
        due=counted.due,
        on_time=bucket("on-time", counted.on_time),
        late=bucket("late", counted.late),
        not_done=bucket("not-done", counted.not_done),
        rate=counted.rate,
    )
