"""The engine begun again from the journal (引擎重建), when its store is lost: the journal is the record, and
the engine follows it.

Every procedure that has not ended is started with its papers as they stand, and its clocks are armed by that:
a moment that passed meanwhile is noted with its own instant. What only the lost engine had been told is told
again, under the keys it had, so that what stands already stands once.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError, RPCStatusCode

from carriers import TELLING, key_of
from desk.terminal import AWAY, Stopped
from desk.together import together
from desk.verifying import engine_against_journal
from desk.words import say
from engine import engine_of, knows_no_namespace
from keys.opening import open_keys
from local.temporal import ensure_search_attributes
from records import connect, outbox, papers
from records.verify import Finding
from relay import Relay
from rules.dispute.matter import Dispute
from rules.instants import legal_day
from settings import Settings, attached
from workflows import attributes, names, starting
from workflows.attributes import SEARCH_ATTRIBUTES
from workflows.every import PROCEEDINGS, SEALED_PROCEEDINGS

_AT_ONCE = 16
_PAGE = 1000
_SETTLED_WITHIN = 120.0  # seconds without any proceeding more that agrees
_LOOK_EVERY = 2.0
_KNOWN_WITHIN = 60.0  # seconds
_NOBODY = "nobody/is/called/this"
_WORKED_ON_WITHIN = 30.0  # seconds until a worker asks a new engine for work


@dataclass
class Begun:
    """What was done in one store: of the ``open`` procedures so many were ``started``, the others were
    ``running``. ``ended``: started only so that their history is exported. ``told``: letters that are carried
    once more. ``seconds``: until all were started; ``settled`` until all agreed with the journal, None when
    nobody was there to work."""

    store: str
    open: int = 0
    started: int = 0
    running: int = 0
    ended: int = 0
    told: int = 0
    seconds: float = 0.0
    settled: float | None = None
    findings: list[Finding] = field(default_factory=list)


async def revive(told: Callable[[], None]) -> Sequence[Begun]:
    """Begin both stores again, or with FENGQIAO_STORE=sealed that of accusations alone, for whoever may see
    what is found there: of the other nothing is named here but how many. ``told`` hears of each procedure.

    Raises MissingSetting, KeysUnavailable and Stopped.
    """
    settings = open_keys(attached())
    if settings.store == "sealed":
        return [await _revived(settings.sealed(), told)]
    ordinary, sealed = await _revived(settings, told), await _revived(settings.sealed(), told)
    return [ordinary, replace(sealed, findings=[Finding("sealed", each.what) for each in sealed.findings])]


async def _revived(settings: Settings, told: Callable[[], None]) -> Begun:
    client = await engine_with(settings)
    records = connect(settings.database_url)
    proceedings = SEALED_PROCEEDINGS if settings.store == "sealed" else PROCEEDINGS
    relay = Relay(client, records, settings.task_queue, proceedings=proceedings)
    try:
        begun = await begin_again(relay, settings.store, told)
        await settle(relay, begun)
        return begun
    finally:
        await records.dispose()


async def engine_with(settings: Settings) -> Client:
    """A client of the engine, which knows our search attributes from then on. Raises Stopped."""
    address, namespace = settings.temporal_address, settings.temporal_namespace
    try:
        client = await engine_of(settings)
        await ensure_search_attributes(client, SEARCH_ATTRIBUTES)
    except RuntimeError:
        raise Stopped(say("engine-silent", address=address), AWAY) from None
    except RPCError as error:
        if error.status not in (RPCStatusCode.NOT_FOUND, RPCStatusCode.PERMISSION_DENIED):
            raise  # not permitted: whoever prepares the engine has done it
    if not await has_come_up(client):
        raise Stopped(say("no-namespace", address=address, namespace=namespace), AWAY)
    return client


async def has_come_up(client: Client) -> bool:
    """Whether the engine knows the client's namespace; one that has just begun learns of it a bit later."""
    limit = time.monotonic() + _KNOWN_WITHIN
    while time.monotonic() < limit:
        try:
            await client.get_workflow_handle(_NOBODY).describe()
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND and not knows_no_namespace(error):
                return True
        await asyncio.sleep(_LOOK_EVERY)
    return False


def nobody() -> None:
    """Who hears of each procedure, where nobody listens."""


async def begin_again(relay: Relay, store: str, told: Callable[[], None] = nobody) -> Begun:
    """Start whatever the engine of this relay should know and does not. Doing it twice is doing it once."""
    begun, began = Begun(store), time.perf_counter()

    async def one(procedure: str) -> None:
        await _begin(relay, procedure, begun)
        told()

    after = ""
    while page := await papers.unfinished(relay.records, after, _PAGE):
        await together([procedure for procedure, _ in page], one, _AT_ONCE)
        after = page[-1][0]
    for procedure in await outbox.senders_of(relay.records, "export-history"):
        begun.ended += await _begin_what_ended(relay, procedure)
    begun.told = await _tell_again(relay)
    if store == "ordinary":  # who sits where is not known in the other
        await relay.look_at_seats(legal_day(datetime.now(UTC)))
    begun.seconds = round(time.perf_counter() - began, 2)
    return begun


async def settle(relay: Relay, begun: Begun) -> None:
    """Wait until the engine's state of every open procedure is the one its journal tells; what is not."""
    began = time.perf_counter()
    if not await _is_worked_on(relay):
        begun.findings = [Finding(relay.task_queue, "no-worker")]
        return
    found = await engine_against_journal(relay.records, relay.client)
    last_progress = time.perf_counter()
    while found and time.perf_counter() - last_progress < _SETTLED_WITHIN:
        await asyncio.sleep(_LOOK_EVERY)
        left = await engine_against_journal(relay.records, relay.client, [each.procedure for each in found])
        if len(left) < len(found):
            last_progress = time.perf_counter()
        found = left
    begun.findings = found
    begun.settled = round(time.perf_counter() - began, 2)


async def _begin(relay: Relay, procedure: str, begun: Begun) -> None:
    proceeding, file = await relay.proceeding_of(procedure)
    state = file.state
    if state.has_ended:
        return  # since it was listed
    begun.open += 1
    known = await _known_of(relay, procedure)
    if known is None:
        await starting.start(relay.client, proceeding, file, relay.task_queue, even_again=True)
        begun.started += 1
    else:
        begun.running += 1
        if known < state.seq:
            await relay.client.get_workflow_handle(procedure).signal(names.NUDGE)
    if isinstance(state, Dispute):
        await relay.look_at_lead(state, legal_day(datetime.now(UTC)))


async def _known_of(relay: Relay, procedure: str) -> int | None:
    """The entry up to which the engine was seen to know a procedure that runs there; None if none runs."""
    try:
        found = await relay.client.get_workflow_handle(procedure).describe()
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        return None
    if found.status is not WorkflowExecutionStatus.RUNNING:
        return None
    return found.typed_search_attributes.get(attributes.SEQ) or 0


async def _begin_what_ended(relay: Relay, procedure: str) -> bool:
    """It ends at once; its history is that of this one run, which holds all that it was started with."""
    try:
        await relay.client.get_workflow_handle(procedure).describe()
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        proceeding, file = await relay.proceeding_of(procedure)
        await starting.start(relay.client, proceeding, file, relay.task_queue)
        return True
    return False


async def _tell_again(relay: Relay) -> int:
    """The letters that told a proceeding something of which nothing stands are carried once more; how many.
    Whoever has ended meanwhile has nothing to do with it, and their carrier knows."""
    after, again = 0, 0
    while letters := await outbox.gone_out(relay.records, TELLING, after, _PAGE):
        after = letters[-1].id
        keys = {key_of(letter): letter for letter in letters}
        unheard = [keys[key] for key in await outbox.unanswered(relay.records, keys)]
        await outbox.carry_again(relay.records, unheard)
        again += len(unheard)
    return again


async def _is_worked_on(relay: Relay) -> bool:
    """Whether any worker asks for the work of this queue."""
    asked = DescribeTaskQueueRequest(
        namespace=relay.client.namespace,
        task_queue=TaskQueue(name=relay.task_queue),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    )
    limit = time.monotonic() + _WORKED_ON_WITHIN
    while time.monotonic() < limit:
        if (await relay.client.workflow_service.describe_task_queue(asked)).pollers:
            return True
        await asyncio.sleep(1)
    return False
