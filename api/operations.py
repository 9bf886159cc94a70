"""How the house is running (运行维护), for whoever keeps it running: servers, read tables, letters, adapters,
upkeep, and the runs of a case. Numbers, ids and codes: whoever operates sees no case."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, Field
from temporalio.service import RPCError

from api import engine, policy
from api.identity import Person, Whoever
from api.looking import Episode, Number
from api.office import Office, TheOffice
from api.problems import Problem, come_back, not_your_seat, unseen
from api.requests import IdempotencyKey
from api.saying import Words, both
from api.sight import InSight
from api.stuck import Run, page_of, runs, states
from api.upkeeping import Kind, Upkeep
from records import upkeep
from records.checkpoints import is_late
from records.engine import RECORDS_AWAY
from records.operating import (
    AdapterNow,
    DatabaseNow,
    Failing,
    LettersNow,
    adapters_now,
    database_now,
    failing_letters,
    letters_now,
)
from rules.procedure import procedure_id


async def _operator(person: Whoever) -> Person:
    """Raises Problem 403 for whoever has no such seat."""
    if not any(policy.may_operate(seat) for seat in person.seats):
        raise not_your_seat()
    return person


Operator = Annotated[Person, Depends(_operator)]
router = APIRouter(prefix="/engine", tags=["运行 operations"], dependencies=[Depends(_operator)])


class EngineNow(BaseModel):
    """``states``: how many workflows in each; ``pages``: where its own pages are, null where none is set."""

    answers: bool
    namespace: str
    states: dict[str, int]
    pages: str | None


class OperationsShown(BaseModel):
    """``database`` and what stands in it are null while it is away; ``checkpoints_late``: something has stood
    too long without one."""

    at: datetime
    engine: EngineNow
    database: DatabaseNow | None
    checkpoints_late: bool | None
    letters: LettersNow | None
    failing: list[Failing]
    adapters: list[AdapterNow]


class TaskShown(BaseModel):
    """A task of upkeep. ``findings``: the first of what was ``found``."""

    id: UUID
    kind: Kind
    words: Words
    state: str
    state_words: Words
    asked_by: str
    started_at: datetime
    beat_at: datetime
    ended_at: datetime | None
    looked_at: int
    total: int
    found: int
    findings: list[dict[str, Any]] = Field(max_length=upkeep.NAMED_AT_MOST)
    why: str | None


class RunShown(BaseModel):
    """``page``: where the engine's own pages show it; null where none is set."""

    run: Run
    state_words: Words
    page: str | None


class RunsShown(BaseModel):
    """Every run of a proceeding, in order."""

    procedure: str
    runs: list[RunShown]


@router.get("", operation_id="read_operations", summary="运行情况 How the house is running")
async def read_operations(office: TheOffice, person: Operator) -> OperationsShown:
    """What is away says so; the rest is told all the same."""
    database = letters = late = None
    failing: tuple[Failing, ...] = ()
    adapters: tuple[AdapterNow, ...] = ()
    try:
        database, letters = await database_now(office.records), await letters_now(office.records)
        failing, adapters = await failing_letters(office.records), await adapters_now(office.records)
        async with office.records.connect() as connection:
            late = await is_late(connection)
    except RECORDS_AWAY:
        pass
    return OperationsShown(
        at=person.at,
        engine=await _engine_now(office),
        database=database,
        checkpoints_late=late,
        letters=letters,
        failing=list(failing),
        adapters=list(adapters),
    )


@router.get("/upkeep", operation_id="list_upkeep", summary="维护任务 Upkeep, the newest first")
async def list_upkeep(office: TheOffice) -> list[TaskShown]:
    """What runs, and what has run last."""
    return [_task(each) for each in await upkeep.listed(office.records)]


@router.post(
    "/upkeep/{kind}",
    operation_id="begin_upkeep",
    summary="开始维护任务 Begin upkeep",
)
async def begin_upkeep(
    kind: Annotated[Kind, Path(description="verify")],
    request: Request,
    office: TheOffice,
    person: Operator,
    key: IdempotencyKey,
) -> TaskShown:
    """It runs beside everything else, one at a time. The same key again is the same task."""
    try:
        task, is_new = await upkeep.begin(office.records, UUID(key), kind, person.ref)
    except upkeep.AnotherRuns:
        raise Problem(409, "another-upkeep-runs") from None
    if task.kind != kind:
        raise Problem(422, "key-reused")
    if is_new:
        running: Upkeep = request.app.state.upkeep
        running.start(task)
    return _task(task)


@router.get(
    "/runs/{kind}/{number}/{n}", operation_id="list_runs", summary="流程的每次运行 Every run of a case"
)
async def list_runs(
    kind: Annotated[str, Path(description="dispute", max_length=60, pattern=r"^[a-z_]+$")],
    number: Number,
    n: Episode,
    office: TheOffice,
    person: Operator,
    sight: InSight,
) -> RunsShown:
    """In the order in which they ran, each with the way to the engine's own pages."""
    county = policy.county_of(person.seats[0].unit, sight.parents)
    procedure = procedure_id(kind, county, number, n)
    try:
        found = await runs(office.engine, procedure)
    except (RPCError, RuntimeError) as error:
        if engine.is_away(error):
            raise come_back("engine-away") from None
        raise
    if not found:
        raise unseen()
    pages, namespace = _pages(office), office.settings.temporal_namespace
    return RunsShown(
        procedure=procedure,
        runs=[
            RunShown(
                run=each,
                state_words=both("workflow-state", each.state),
                page=page_of(pages, namespace, procedure, each.run) if pages else None,
            )
            for each in found
        ],
    )


async def _engine_now(office: Office) -> EngineNow:
    counted: dict[str, int] = {}
    answers = await engine.answers(office.engine)
    if answers:
        try:
            counted = await states(office.engine)
        except (RPCError, RuntimeError):
            answers = False
    return EngineNow(
        answers=answers, namespace=office.settings.temporal_namespace, states=counted, pages=_pages(office)
    )


def _pages(office: Office) -> str | None:
    return next(iter(office.settings.origins_of_the_engines_pages()), None)


def _task(task: upkeep.Task) -> TaskShown:
    return TaskShown(
        **{**vars(task), "findings": list(task.findings)},
        words=both("upkeep", task.kind),
        state_words=both("upkeep-state", task.state),
    )
