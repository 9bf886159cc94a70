"""How petitioners evaluated the agencies (参评率、满意率): each rate with its parts, or not at all."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.problems import malformed
from api.saying import Words, both
from api.sight import InSight
from records.evaluations import evaluations
from rules.petition_aftercare.codes import Satisfaction, Target
from rules.satisfaction import PARTICIPATION, SATISFACTION, SMALLEST_CELL, Evaluations, evaluations_of

router = APIRouter(tags=["指标 indicators"])


class Participation(BaseModel):
    """``asked`` is the denominator, ``evaluated`` the numerator."""

    formula: str
    words: Words
    asked: int
    evaluated: int
    rate: float


class ValueCount(BaseModel):
    """How many said so."""

    value: Satisfaction
    words: Words
    count: int


class SatisfactionRate(BaseModel):
    """``evaluated`` is the denominator; the satisfied and the basically satisfied are the numerator."""

    formula: str
    words: Words
    evaluated: int
    values: list[ValueCount]
    rate: float


class TargetEvaluated(BaseModel):
    """Who was evaluated. Both rates are null where fewer evaluated than are told of."""

    target: Target
    words: Words
    participation: Participation | None
    satisfaction: SatisfactionRate | None


class EvaluationsTold(BaseModel):
    """``at_least``: of fewer evaluations nothing is told."""

    since: date
    until: date
    unit: str | None
    at_least: int
    targets: list[TargetEvaluated]


@router.get(
    "/indicators/evaluation",
    operation_id="read_evaluations",
    summary="参评率和满意率 Participation and satisfaction",
)
async def read_evaluations(
    *,
    sight: InSight,
    since: Annotated[date, Query(description="审结日自（含） closed from this legal day on")],
    until: Annotated[date, Query(description="审结日至（含） up to this legal day")],
    unit: Annotated[
        str | None, Query(description="只看该责任单位 of this responsible unit", max_length=60)
    ] = None,
) -> EvaluationsTold:
    """Of the matters this person sees that closed in this time: how many of those asked have evaluated, and
    how satisfied they were; of the responsible units and of the petition department, each for itself."""
    if since > until:
        raise malformed(("query.since", "range"))
    if unit is not None and unit not in sight.units:
        raise malformed(("query.unit", "unknown-unit"))
    given, lapsed = await evaluations(sight.records, sight.cases, since, until, unit)
    told = [told_of(target, evaluations_of(target, given, lapsed)) for target in Target]
    return EvaluationsTold(since=since, until=until, unit=unit, at_least=SMALLEST_CELL, targets=told)


def told_of(target: Target, counted: Evaluations) -> TargetEvaluated:
    """As it is told, if it is."""
    words = both("evaluated", target)
    if not counted.is_told:
        return TargetEvaluated(target=target, words=words, participation=None, satisfaction=None)
    participation = Participation(
        formula=PARTICIPATION,
        words=both("evaluation-indicator", PARTICIPATION),
        asked=counted.asked,
        evaluated=counted.evaluated,
        rate=counted.participation,
    )
    counts = zip(
        Satisfaction,
        (counted.satisfied, counted.basically_satisfied, counted.dissatisfied),
        strict=True,
    )
    satisfaction = SatisfactionRate(
        formula=SATISFACTION,
        words=both("evaluation-indicator", SATISFACTION),
        evaluated=counted.evaluated,
        values=[
            ValueCount(value=value, words=both("satisfaction", value), count=count) for value, count in counts
        ],
        rate=counted.satisfaction,
    )
    return TargetEvaluated(target=target, words=words, participation=participation, satisfaction=satisfaction)
