"""The worker: the one place where the engine, the workflows and their activities are wired together.

`python -m worker`, with the settings of its environment. SIGTERM and SIGINT let decisions in hand finish.
"""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import httpx
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.typing import EventDict
from temporalio import workflow
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.client import Client
from temporalio.common import VersioningBehavior, WorkerDeploymentVersion
from temporalio.runtime import Runtime
from temporalio.service import RPCError
from temporalio.worker import Worker, WorkerDeploymentConfig

import counties
import logbook
from activities.carrying_notices import carriers_of
from activities.convening import Convening
from activities.journal import Journal
from activities.keeping_histories import RETENTION, HistoryKeeper, keeps_for
from activities.minding_files import FileMinder
from activities.notifying import Notifier
from activities.partners.network import Network
from activities.partners.sending import Sending
from activities.publishing import Publishing
from activities.reporting import Reporting
from activities.succeeding import Succeeding
from activities.watching import Watching
from api.clock import Clock, clock_of
from counties import editions_in_force, in_force
from counties.notifying import policy_in_force
from counties.reporting import timetable_in_force
from counties.retention import schedules_in_force
from engine import engine_of
from files.keeping import carried_over, files_of
from inbox import Inbox
from keys.opening import open_keys
from keys.service import KeysUnavailable
from proof.keys import Signer
from records import NotDurable, check_durability, connect
from records.attending import WindowWatch
from records.checkpoints import Checkpointer
from records.clusters import Proposer
from records.erasing import Eraser
from records.installation import is_for_training
from records.keeper import Keeper, keeper_from
from records.restorations import unreconciled
from records.sealing import Mover, Store
from relay import Relay
from rules.procedures import PROCEDURES, SEALED_PROCEDURES
from settings import DEPLOYMENT, MissingSetting, Settings, SettingsDisagree, Unreconciled
from watching import metrics
from watching.collecting import Pool
from watching.library import measured
from watching.offering import offered
from watching.readiness import DRAINING, missing
from watching.tracing import OFF, Tracing, tracing_to
from wire.partners import partners_of
from workflows import names
from workflows.attributes import SEARCH_ATTRIBUTES
from workflows.every import LABOURS, PROCEEDINGS, SEALED_PROCEEDINGS
from workflows.proceeding import ProceedingWorkflow
from workflows.sandbox import RUNNER

log = structlog.get_logger()

_GRACE = timedelta(seconds=30)  # for what is in hand when we are asked to end
_AT_ONCE = 50  # workflow tasks; more would wait for the one interpreter, and time out waiting
_PAUSE = 2  # seconds before the relay is begun again
_TO_ONE_AGENCY = 10  # messages on their way to one agency
_ENGINE_WITHIN = timedelta(seconds=2)
_FEW = 1  # connections to a store that is looked into now and then


class CannotWork(Exception):
    """Why this worker ends before it began. Chinese first, English beside it."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")


def _unless_replaying(_: Any, __: str, event: EventDict) -> EventDict:
    """What a workflow says while it is only replayed, it has said before."""
    if workflow.in_workflow() and workflow.unsafe.is_replaying():
        raise structlog.DropEvent
    return event


async def connected(settings: Settings, runtime: Runtime | None = None, tracing: Tracing = OFF) -> Client:
    """A client of the engine that speaks our sealed JSON, in a namespace that knows our search attributes.
    Whoever works with it acts under the correlation of what it was asked.

    Raises MissingSetting, SettingsDisagree and CannotWork.
    """
    address = settings.temporal_address
    try:
        client = await engine_of(settings, runtime=runtime, interceptors=tracing.interceptors())
    except RuntimeError as away:
        if "PermissionDenied" in str(away):
            raise CannotWork(
                f"工作流引擎 {address} 不接受本进程的令牌。",
                f"The engine at {address} does not take our token.",
            ) from away
        raise CannotWork(
            f"工作流引擎 {address} 无应答。", f"The engine at {address} does not answer."
        ) from away
    if settings.clock == "system":  # the server that skips time cannot list them
        await _check_search_attributes(client)
        await _look_at_retention(client)
    return client


async def _look_at_retention(client: Client) -> None:
    """Says so where the engine forgets within a year; each run is stored all the same, once it has closed."""
    try:
        kept = await keeps_for(client)
    except RPCError as error:  # a worker need not be let in there
        log.warning("retention.unknown", error=type(error).__name__)
        return
    if kept < RETENTION:
        log.error("retention.short", known=kept.days, count=RETENTION.days)


async def _check_search_attributes(client: Client) -> None:
    """A workflow that sets an attribute which is not registered hangs for ever."""
    request = ListSearchAttributesRequest(namespace=client.namespace)
    known = (await client.operator_service.list_search_attributes(request)).custom_attributes
    for name, kind in SEARCH_ATTRIBUTES.items():
        if known.get(name) != IndexedValueType.Value(f"INDEXED_VALUE_TYPE_{kind.upper()}"):
            raise CannotWork(
                f"命名空间 {client.namespace} 未登记检索属性 {name} ({kind}); 请先登记, 再启动。",
                f"The namespace {client.namespace} lacks the search attribute {name} ({kind}); register it.",
            )


async def work(settings: Settings) -> None:
    """Work until asked to end: for the ordinary store, or for the sealed one, which knows of the other.

    Raises MissingSetting, SettingsDisagree, KeysUnavailable and CannotWork.
    """
    settings = open_keys(settings)
    ordinary, is_sealed = settings, settings.store == "sealed"
    settings = settings.sealed() if is_sealed else settings
    _check(ordinary, settings)
    signers = [Signer(seed) for seed in settings.signing_seeds()]
    keeper = keeper_from(settings.keeper(), settings.suite)
    ending = asyncio.Event()
    for asking in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(asking, ending.set)
    runtime, library = measured() if settings.metrics_address else (None, None)
    tracing = tracing_to(settings.traces, "worker")
    client = await connected(settings, runtime, tracing)
    records = connect(settings.database_url)
    await _wait_for_records(records, ending, settings)
    proceedings = SEALED_PROCEEDINGS if is_sealed else PROCEEDINGS
    worker = _worker(client, records, keeper, settings, proceedings)
    relay = Relay(
        client,
        records,
        settings.task_queue,
        at_any_hour=settings.clock != "system",
        publication_rate=settings.publication_rate,
        proceedings=proceedings,
        counties=() if is_sealed else tuple(sorted({each.county for each in counties.all_editions()})),
    )
    checkpointer = Checkpointer(records, signers, settings.anchors)
    labours = [relay.carry, relay.carry_publications, checkpointer.carry]
    eraser = Eraser(records, schedules_in_force, lambda: datetime.now(UTC))
    if settings.clock == "system":  # where days are skipped nothing is lost
        minder = FileMinder(records, keeper, files_of(settings), lambda: datetime.now(UTC))
        histories = HistoryKeeper(client, records, proceedings)
        labours += [relay.reconcile, relay.carry_watch, eraser.carry, minder.carry, histories.carry]
        if is_sealed:  # who sits where is not known there; an empty seat is told without a case
            labours.append(_mover(ordinary, settings, records).carry)
        else:
            labours += [
                relay.watch_seats,
                relay.carry_handovers,
                relay.carry_reports,
                _proposer(records, keeper).carry,
            ]
    if settings.keeps_rota and not is_sealed:
        labours.append(relay.carry_rota)
    async with worker, AsyncExitStack() as beside:
        registry = metrics.with_ours(*([library] if library else []), Pool(records))
        beside.enter_context(offered(settings.metrics_address, registry, partial(_lacks, client, records)))
        if not is_sealed:
            clock = clock_of(settings, client)
            labours.append(WindowWatch(records, lambda day: in_force(None, day), clock).carry)
            await _speak_with_agencies(beside, client, records, settings, tracing)
            http = await beside.enter_async_context(httpx.AsyncClient())
            labours.append(_notifier(records, keeper, settings, http, clock).carry)
            labours.append(Inbox(client, records).carry)
        for labour in labours:
            await beside.enter_async_context(_kept_going(labour))
        if settings.ready_file:
            settings.ready_file.touch()
        log.info("worker.ready", task_queue=settings.task_queue)
        await ending.wait()
        DRAINING.begin()
        log.info("worker.ending")
    await records.dispose()
    tracing.close()


def _worker(
    client: Client,
    records: AsyncEngine,
    keeper: Keeper,
    settings: Settings,
    proceedings: Mapping[str, type[ProceedingWorkflow[Any]]],
) -> Worker:
    """What carries the proceedings, and what runs beside them once in a county or a house."""
    publishing, succeeding = Publishing(client, records), Succeeding(client, records)
    reporting = Reporting(records)
    convening = Convening(records, keeper, counties.in_force)
    is_sealed = proceedings is SEALED_PROCEEDINGS
    known = SEALED_PROCEDURES if is_sealed else PROCEDURES
    watching = Watching(client, records, known, is_told=not is_sealed)
    return Worker(
        client,
        task_queue=settings.task_queue,
        workflows=[*proceedings.values(), *LABOURS],
        activities=[
            Journal(records, holds_time=settings.clock == "system").append,
            *(publishing.find, publishing.tell, publishing.finish),
            *(succeeding.find, succeeding.hand, succeeding.finish),
            *(reporting.find, reporting.make),
            convening.open,
            *(watching.look, watching.hold_against_the_engine, watching.note),
        ],
        workflow_runner=RUNNER,
        max_concurrent_workflow_tasks=_AT_ONCE,
        graceful_shutdown_timeout=_GRACE,
        deployment_config=deployment_of(settings),
    )


async def _lacks(client: Client, records: AsyncEngine) -> Sequence[str]:
    """What this worker cannot work without."""

    async def answers() -> bool:
        try:
            return await client.service_client.check_health(timeout=_ENGINE_WITHIN)
        except (RPCError, RuntimeError):
            return False

    return await missing(records, answers)


def deployment_of(settings: Settings) -> WorkerDeploymentConfig | None:
    """By which name the engine knows this build; a run stays with the build that began it. None where builds
    have no names."""
    if not settings.build:
        return None
    return WorkerDeploymentConfig(
        version=WorkerDeploymentVersion(DEPLOYMENT, settings.build),
        use_worker_versioning=True,
        default_versioning_behavior=VersioningBehavior.PINNED,
    )


async def _speak_with_agencies(
    beside: AsyncExitStack, client: Client, records: AsyncEngine, settings: Settings, tracing: Tracing
) -> None:
    """One queue for each agency that has a system of its own: a slow one slows nobody else."""
    partners = partners_of(settings)
    if not partners:
        return
    http = await beside.enter_async_context(httpx.AsyncClient(follow_redirects=False, trust_env=False))
    adapters = {agency: Network(partner, http, tracing) for agency, partner in partners.items()}
    sending = Sending(records, keeper_from(settings.keeper(), settings.suite), adapters)
    for agency in partners:
        worker = Worker(
            client,
            task_queue=names.queue_of(agency),
            activities=[sending.send],
            max_concurrent_activities=_TO_ONE_AGENCY,
            max_activities_per_second=settings.agency_rate,
            graceful_shutdown_timeout=_GRACE,
        )
        await beside.enter_async_context(worker)


def _notifier(
    records: AsyncEngine, keeper: Keeper, settings: Settings, http: httpx.AsyncClient, clock: Clock
) -> Notifier:
    page = f"{settings.public_address or settings.origin()}/window/track"
    carried = carriers_of(settings, http)
    return Notifier(records, keeper, carried, page, policy_in_force, clock, settings.training)


def _proposer(records: AsyncEngine, keeper: Keeper) -> Proposer:
    return Proposer(records, keeper, editions_in_force, timetable_in_force, lambda: datetime.now(UTC))


def _mover(ordinary: Settings, sealed: Settings, records: AsyncEngine) -> Mover:
    there = Store(connect(ordinary.database_url, _FEW), keeper_from(ordinary.keeper(), ordinary.suite))
    here = Store(records, keeper_from(sealed.keeper(), sealed.suite))
    take_over = partial(carried_over, files_of(ordinary), files_of(sealed))
    return Mover(there, here, lambda: datetime.now(UTC), take_over)


def _check(ordinary: Settings, settings: Settings) -> None:
    """Raises MissingSetting, SampleKey and SettingsDisagree."""
    for name, value in (
        ("TEMPORAL_ADDRESS", settings.temporal_address),
        ("DATABASE_URL", settings.database_url),
    ):
        if not value:
            raise MissingSetting(name)
    ordinary.refuse_samples()
    ordinary.refuse_ways_out()


async def _wait_for_records(records: AsyncEngine, ending: asyncio.Event, settings: Settings) -> None:
    """Until the records answer, or we are asked to end. Raises CannotWork if they may forget what stands, and
    SettingsDisagree if they belong to an installation of another kind."""
    while not ending.is_set():
        try:
            await check_durability(records)
            found = await is_for_training(records, or_is_from_now_on=settings.training)
        except NotDurable as reason:
            raise CannotWork("数据库未开启持久化设置, 已确认的内容可能丢失。", str(reason)) from None
        except SQLAlchemyError as away:
            log.warning("records.away", error=type(away).__name__)
            await asyncio.sleep(_PAUSE)
        else:
            settings.refuse_records_of(is_training=found)
            if await unreconciled(records):
                raise Unreconciled
            return


@asynccontextmanager
async def _kept_going(labour: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Do it beside the block, and again when it breaks off."""

    async def again_and_again() -> None:
        while True:
            try:
                await labour()
            except Exception:
                log.exception("labour.interrupted", what=labour.__qualname__)
                await asyncio.sleep(_PAUSE)

    task = asyncio.create_task(again_and_again())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def main() -> int:
    """Work, or say why that cannot be. The exit code."""
    logbook.speak(_unless_replaying)
    gc.freeze()  # what was imported stays, and is not looked through while a decision waits
    try:
        asyncio.run(work(Settings()))
    except (MissingSetting, SettingsDisagree, KeysUnavailable, CannotWork) as reason:
        sys.stderr.write(f"{reason}\n")  # for whoever started it: which setting, which server
        log.error("worker.failed", error=type(reason).__name__)
        return 1
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # the engine's library may crash while the interpreter ends (sdk-python#300)
