"""Whether the engine's state of every proceeding is the one its journal tells."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client, WorkflowExecutionStatus, WorkflowQueryFailedError
from temporalio.common import TypedSearchAttributes
from temporalio.service import RPCError, RPCStatusCode

from records import papers
from records.verify import Finding
from rules.procedure import Proceeding
from rules.procedures import PROCEDURES as ORDINARY
from rules.procedures import SEALED_PROCEDURES
from workflows import attributes, names, starting

PROCEDURES = {**ORDINARY, **SEALED_PROCEDURES}  # each store has its own of them
_AT_ONCE = 8
_ANSWER_WITHIN = 20.0  # seconds; a case that nobody has looked at for months is replayed first
_PAGE = 500


async def engine_against_journal(
    records: AsyncEngine, engine: Client, only: Sequence[str] | None = None
) -> list[Finding]:
    """Where the engine's state of an open proceeding, or of ``only`` these, is not what its journal tells.
    Changes nothing.

    ``what`` is not-in-engine, engine-silent, engine-stopped, engine-behind, engine-ahead, engine-differs
    (then ``where`` names the fields) or engine-shows-otherwise (the search attributes). A decision taken
    while we look is no difference: what differs is looked at again.
    """
    ids = [each async for each in _unfinished(records)] if only is None else only
    found: list[Finding] = []
    for at in range(0, len(ids), _AT_ONCE):
        some = ids[at : at + _AT_ONCE]
        found += [
            each for each in await asyncio.gather(*(_twice(records, engine, id) for id in some)) if each
        ]
    return found


async def _unfinished(records: AsyncEngine) -> AsyncIterator[str]:
    after = ""
    while page := await papers.unfinished(records, after, _PAGE):
        for procedure, _ in page:
            yield procedure
        after = page[-1][0]


async def _twice(records: AsyncEngine, engine: Client, procedure: str) -> Finding | None:
    first = await _look(records, engine, procedure)
    return first and await _look(records, engine, procedure)


async def _look(records: AsyncEngine, engine: Client, procedure: str) -> Finding | None:
    loaded = await papers.load(records, procedure)
    told = starting.file_of(PROCEDURES[loaded.kind], loaded.entries, loaded.edition).state
    if told.has_ended:
        return None  # since we listed it
    handle = engine.get_workflow_handle(procedure)
    try:
        async with asyncio.timeout(_ANSWER_WITHIN):
            description = await handle.describe()
            current = await handle.query(names.CURRENT, result_type=type(told))
    except (TimeoutError, WorkflowQueryFailedError):
        return Finding(procedure, "engine-silent")
    except RPCError as error:
        is_known = error.status is not RPCStatusCode.NOT_FOUND
        return Finding(procedure, "engine-silent" if is_known else "not-in-engine")
    if description.status is not WorkflowExecutionStatus.RUNNING:
        return Finding(procedure, "engine-stopped", told.seq)
    return difference(told, current) or _shown_otherwise(told, description.typed_search_attributes)


def difference(told: Proceeding, current: Proceeding) -> Finding | None:
    """Where the engine's state differs from what the journal tells."""
    if current.seq != told.seq:
        return Finding(told.id, "engine-behind" if current.seq < told.seq else "engine-ahead", current.seq)
    here, there = vars(told), vars(current)
    where = tuple(name for name in here if here[name] != there[name])
    return Finding(told.id, "engine-differs", told.seq, where) if where else None


def _shown_otherwise(told: Proceeding, known: TypedSearchAttributes) -> Finding | None:
    view = PROCEDURES[told.id.partition("/")[0]].view(told)
    should = attributes.shown(view, told.seq)
    del should[attributes.SEQ]  # told only along with another change; the state itself was compared
    where = tuple(key.name for key, value in should.items() if known.get(key) != value)
    return Finding(told.id, "engine-shows-otherwise", told.seq, where) if where else None
