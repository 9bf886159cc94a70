"""Revisits (每件回访): what is owed, met and missed, by unit; and the cases to which nobody has been back."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.forms import Day
from api.identity import Whoever
from api.saying import Words, both
from api.sight import InSight
from records import revisits
from records.revisits import RevisitsOfUnit, Unvisited

router = APIRouter(tags=["督查督办 oversight"])


class UnvisitedShown(BaseModel):
    """A case that ended and that nobody has revisited."""

    case: Unvisited
    words: Words


class RevisitsShown(BaseModel):
    """``units``: counts of cases that ended in the time asked for; ``without``: all that owe a revisit now,
    longest ended first, for the weekly consultation (每周会商)."""

    units: list[RevisitsOfUnit]
    without: list[UnvisitedShown]


@router.get("/revisits", operation_id="list_revisits", summary="回访情况 Revisits owed, met and missed")
async def list_revisits(
    person: Whoever,
    sight: InSight,
    since: Annotated[Day, Query(description="从这一天起办结的 ended from this legal day on")],
    until: Annotated[Day, Query(description="到这一天止办结的 ended until this legal day")],
) -> RevisitsShown:
    """Of the ended cases this person sees."""
    units = await revisits.revisits_by_unit(sight.records, sight.cases, person.at, since, until)
    without = await revisits.without_revisit(sight.records, sight.cases, person.at)
    return RevisitsShown(
        units=list(units),
        without=[UnvisitedShown(case=each, words=both("revisit", each.status)) for each in without],
    )
