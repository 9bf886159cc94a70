"""Which keys are needed for what: in the engine's histories and in the records of one store.

With FENGQIAO_STORE=sealed it is the store of accusations, for whoever may see what is found there; what waits
at the counter of the ordinary one lies under its keeper's keys too.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client, WorkflowExecution, WorkflowExecutionStatus, WorkflowHistory
from temporalio.service import RPCError

from desk.terminal import AWAY, Stopped
from desk.words import say
from engine import engine_of
from keys.opening import open_keys
from keys.suites import SUITES
from records import connect, histories
from records.keeper import Keeper, keeper_from
from records.keyed import KEYED, in_use
from records.tables import drafts, submissions
from settings import Settings, attached
from workflows import names
from workflows.converter import sealed_by
from workflows.seals import payloads_in

_AT_ONCE = 8  # histories on their way
_ENGINE, _KEEPER = "engine", "keeper"
# Sealed by the keeper of the sealed store in the ordinary one: nobody has said yet what they are.
_COUNTER = (submissions, drafts)
Seals = set[tuple[str, str]]  # ids of keys, each with the cipher it was used with
_RUNNING = 'ExecutionStatus = "Running"'


@dataclass(frozen=True)
class Store:
    """One store with its keys open. ``parts``: where its keeper's keys are in use."""

    settings: Settings
    engine: Client
    records: AsyncEngine
    keeper: Keeper
    parts: tuple[tuple[AsyncEngine, tuple[Table, ...]], ...]


@dataclass(frozen=True)
class KeyUse:
    """A key by its id; what stands still without it (``needed``), and what only cannot be read (``read``)."""

    ring: str
    id: str
    is_known: bool
    is_current: bool
    needed: Mapping[str, int] = field(default_factory=dict)
    read: Mapping[str, int] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """current, needed, for-reading (of what has ended), retirable; missing, if it is needed and gone."""
        if self.is_current:
            return "current"
        if self.needed:
            return "needed" if self.is_known else "missing"
        return "for-reading" if self.read else "retirable"


@asynccontextmanager
async def store() -> AsyncIterator[Store]:
    """The store that the settings name. Raises MissingSetting and KeysUnavailable."""
    everything = open_keys(attached())
    is_sealed = everything.store == "sealed"
    settings = everything.sealed() if is_sealed else everything
    async with AsyncExitStack() as opened:
        records = connect(settings.database_url)
        opened.push_async_callback(records.dispose)
        parts = [(records, tuple(table for table in KEYED if table not in _COUNTER))]
        if is_sealed:
            counter = connect(everything.database_url)
            opened.push_async_callback(counter.dispose)
            parts.append((counter, _COUNTER))
        engine = await engine_of(settings, lazy=True)  # to take over what is sealed, nobody needs it
        keeper = keeper_from(settings.keeper(), settings.suite)
        yield Store(settings, engine, records, keeper, tuple(parts))


async def uses(store: Store) -> list[KeyUse]:
    """Every key on the rings of this store, and every other one that is needed there."""
    return [*await _engine_keys(store), *await _keeper_keys(store)]


async def renew(store: Store) -> list[str]:
    """Have every open run with another key or suite in it go on as a new one; which they were."""
    now, told = (next(iter(store.settings.engine_keyring())), SUITES[store.settings.suite].cipher), []
    async for run, seals in _runs(store.engine, _RUNNING):
        if seals - {now} and not run.id.startswith("publication/"):  # a publication ends by itself
            await store.engine.get_workflow_handle(run.id).signal(names.RENEW)
            told.append(run.id)
    return told


async def _engine_keys(store: Store) -> list[KeyUse]:
    ring = list(store.settings.engine_keyring())
    needed: dict[str, Counter[str]] = {id_: Counter() for id_ in ring}
    read: dict[str, Counter[str]] = {}
    async for run, seals in _runs(store.engine, None):
        is_open = run.status is WorkflowExecutionStatus.RUNNING
        where, what = (needed, "open") if is_open else (read, "closed")
        for id_ in {id_ for id_, _ in seals}:
            where.setdefault(id_, Counter())[what] += 1
    async for exported in histories.every(store.records):
        for id_ in {id_ for id_, _ in _seals_in(WorkflowHistory.from_json("exported", exported))}:
            read.setdefault(id_, Counter())["exported"] += 1
    return [
        KeyUse(_ENGINE, id_, id_ in ring, id_ == ring[0], dict(needed.get(id_, {})), dict(read.get(id_, {})))
        for id_ in dict.fromkeys([*needed, *read])
    ]


async def _keeper_keys(store: Store) -> list[KeyUse]:
    needed: dict[str, Counter[str]] = {each.key_id: Counter() for each in store.keeper.holders}
    ring = set(needed)
    for records, tables in store.parts:
        async with records.connect() as connection:
            for table in tables:
                for id_, rows in (await in_use(connection, table)).items():
                    needed.setdefault(id_, Counter())[table.name] += rows
    current = store.keeper.key_id
    return [KeyUse(_KEEPER, id_, id_ in ring, id_ == current, dict(used)) for id_, used in needed.items()]


async def _runs(engine: Client, query: str | None) -> AsyncIterator[tuple[WorkflowExecution, Seals]]:
    """Every run that the engine remembers, with the seals of its history; a few of them at once.

    Raises Stopped if the engine does not answer.
    """
    try:
        await engine.service_client.check_health()
    except (RPCError, RuntimeError):
        raise Stopped(say("engine-silent", address=engine.service_client.config.target_host), AWAY) from None
    waiting: set[asyncio.Task[tuple[WorkflowExecution, Seals]]] = set()
    async for run in engine.list_workflows(query):
        waiting.add(asyncio.create_task(_keys_of(engine, run)))
        if len(waiting) >= _AT_ONCE:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for each in done:
                yield await each
    for rest in asyncio.as_completed(waiting):
        yield await rest


async def _keys_of(engine: Client, run: WorkflowExecution) -> tuple[WorkflowExecution, Seals]:
    history = await engine.get_workflow_handle(run.id, run_id=run.run_id).fetch_history()
    return run, _seals_in(history)


def _seals_in(history: WorkflowHistory) -> Seals:
    seals = (sealed_by(payload) for event in history.events for payload in payloads_in(event))
    return {(seal.key.decode(errors="replace"), seal.cipher) for seal in seals if seal}
