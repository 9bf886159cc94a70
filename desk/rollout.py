"""Rolling out a build: what open histories say to it, and moving what stays with earlier builds."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.api.workflowservice.v1 import (
    DescribeWorkerDeploymentRequest,
    SetWorkerDeploymentCurrentVersionRequest,
)
from temporalio.client import Client, WorkflowExecution, WorkflowHistory
from temporalio.common import SearchAttributeKey
from temporalio.service import RPCError, RPCStatusCode

from desk.reviving import engine_with
from desk.terminal import AWAY, Stopped
from desk.words import say
from keys.opening import open_keys
from records import connect, papers
from records.journal import NoSuchProcedure
from records.verify import Finding
from rules.procedure import Proceeding
from rules.procedures import PROCEDURES as ORDINARY
from rules.procedures import SEALED_PROCEDURES
from settings import DEPLOYMENT, Settings, attached
from workflows import names, starting
from workflows.every import EVERY
from workflows.replaying import Replayed, replay

PROCEDURES = {**ORDINARY, **SEALED_PROCEDURES}
_AT_ONCE = 100  # histories; what they were replayed to is then let go
_RUNNING = 'ExecutionStatus = "Running"'
_BUILD = SearchAttributeKey.for_keyword("TemporalWorkerDeploymentVersion")
_NO_BUILD = "-"
# These end by themselves, soon.
_PASSING = ("publication/", "handover/")


@dataclass
class Looked:
    """What was found in one store: how many ``runs`` were replayed, with so many ``events``."""

    store: str
    runs: int = 0
    events: int = 0
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class Moved:
    """So many were told to move to ``build``."""

    build: str
    told: int


async def check() -> list[Looked]:
    """Whether every open run goes on with this build, to the state its journal tells.

    ``what`` of a finding is does-not-replay (``where``: why) or lands-elsewhere (``where``: the fields).
    Raises MissingSetting, KeysUnavailable and Stopped.
    """
    found: list[Looked] = []
    async for settings, client in _stores():
        records = connect(settings.database_url)
        try:
            looked = await look_at(client, records, settings.store)
        finally:
            await records.dispose()
        if len(found) == 1:  # of the other store nothing is named but how many
            looked.findings = [replace(each, procedure="sealed") for each in looked.findings]
        found.append(looked)
    return found


async def look_at(client: Client, records: AsyncEngine, store: str) -> Looked:
    """As `check`, in one store."""
    looked, batch = Looked(store), list[WorkflowHistory]()
    async for history in client.list_workflows(_RUNNING).map_histories():
        batch.append(history)
        if len(batch) == _AT_ONCE:
            await _look_at_some(client, records, batch, looked)
            batch = []
    await _look_at_some(client, records, batch, looked)
    return looked


async def _look_at_some(
    client: Client, records: AsyncEngine, batch: list[WorkflowHistory], looked: Looked
) -> None:
    async def histories() -> AsyncIterator[WorkflowHistory]:
        for each in batch:
            yield each

    if not batch:
        return
    for run in (await replay(histories(), EVERY, client.data_converter, client.namespace)).values():
        looked.runs += 1
        if finding := await _finding(records, run):
            looked.findings.append(finding)
    looked.events += sum(len(each.events) for each in batch)


async def _finding(records: AsyncEngine, run: Replayed) -> Finding | None:
    if run.failure:
        why = str(run.failure).partition("\n")[0]
        return Finding(run.id, "does-not-replay", None, (type(run.failure).__name__, why))
    state = run.state
    if not isinstance(state, Proceeding):
        return None
    told = await _told_up_to(records, run.id, state.seq)
    if told is None or told == state:
        return None
    here, there = vars(told), vars(state)
    where = tuple(name for name in here if here[name] != there[name])
    return Finding(run.id, "lands-elsewhere", state.seq, where)


async def _told_up_to(records: AsyncEngine, procedure: str, seq: int) -> Proceeding | None:
    """The state as the journal told it at this entry."""
    try:
        loaded = await papers.load(records, procedure)
    except NoSuchProcedure:
        return None
    state: Proceeding = starting.file_of(PROCEDURES[loaded.kind], loaded.entries[:seq], loaded.edition).state
    return state


async def make_current(build: str) -> None:
    """What begins from now on belongs to this build. Raises Stopped where none of its workers is there."""
    async for _, client in _stores():
        asked = SetWorkerDeploymentCurrentVersionRequest(
            namespace=client.namespace,
            deployment_name=DEPLOYMENT,
            build_id=build,
            identity=client.identity,
        )
        try:
            await client.workflow_service.set_worker_deployment_current_version(asked)
        except RPCError as error:
            if error.status not in (RPCStatusCode.NOT_FOUND, RPCStatusCode.FAILED_PRECONDITION):
                raise
            raise Stopped(say("build-without-workers", build=build), AWAY) from None


async def move(rate: float) -> Moved | None:
    """Tell every open run of another build to go on as a new one, at most ``rate`` a second; None where
    builds have no names."""
    told, build = 0, None
    async for _, client in _stores():
        build = await current_of(client)
        if build is None:
            return None
        async for run in client.list_workflows(_RUNNING):
            if _build_of(run) != build and not run.id.startswith(_PASSING):
                await _tell_to_move(client, run.id)
                told += 1
                await asyncio.sleep(1 / rate)
    return build and Moved(build, told)  # type: ignore[return-value]


async def _tell_to_move(client: Client, id_: str) -> None:
    try:
        await client.get_workflow_handle(id_).signal(names.RENEW)
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:  # it has just ended
            raise


async def current_of(client: Client) -> str | None:
    """The build to which belongs whatever begins; None where builds have no names."""
    asked = DescribeWorkerDeploymentRequest(namespace=client.namespace, deployment_name=DEPLOYMENT)
    try:
        found = await client.workflow_service.describe_worker_deployment(asked)
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        return None
    routing = found.worker_deployment_info.routing_config
    return routing.current_deployment_version.build_id or None


async def builds() -> dict[str, int]:
    """How many open runs each build has, of both stores together."""
    found = Counter[str]()
    async for _, client in _stores():
        async for run in client.list_workflows(_RUNNING):
            found[_build_of(run) or _NO_BUILD] += 1
    return dict(found)


def _build_of(run: WorkflowExecution) -> str | None:
    """The engine shows deployment and build, with a sign between them that has changed once."""
    where = run.typed_search_attributes.get(_BUILD)
    return where and where.removeprefix(DEPLOYMENT)[1:]


async def _stores() -> AsyncIterator[tuple[Settings, Client]]:
    settings = open_keys(attached())
    if settings.store != "sealed":
        yield settings, await engine_with(settings)
    sealed = settings.sealed()
    yield sealed, await engine_with(sealed)
