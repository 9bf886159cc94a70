"""Asking a proceeding: one update out, and every way in which it can be answered."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import structlog
from temporalio.client import WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from api.engine import is_away
from api.office import Office
from api.problems import Problem, come_back, malformed, not_known, refused
from api.requests import first_receipt
from records import papers
from rules.journal import Receipt
from rules.procedure import Command, Fact, Proceeding
from rules.procedures import PROCEDURES
from rules.refusals import REASONS, Reason
from workflows import names, starting
from workflows.every import PROCEEDINGS

log = structlog.get_logger()

_ANSWER_WITHIN = timedelta(seconds=15)  # longer than a proceeding tries to reach the journal


class _NotRunning(Exception):
    """The engine has no such proceeding, or it has closed."""


async def ask(office: Office, procedure: str, verb: str, asked: Command | Fact) -> Receipt:
    """Ask or report, and wait for the answer. Raises Problem.

    A proceeding that stands in the journal and was never begun in the engine is begun first. One that has
    ended refuses a command, and has nothing to do for a fact.
    """
    try:
        return await _update(office, procedure, verb, asked)
    except _NotRunning:
        state = await begin(office, procedure)
    if state.has_ended:
        if isinstance(asked, Command):
            raise refused(Reason.NOT_AT_THIS_STAGE.code)
        return Receipt(state.seq, state.stage.value, state.changed_at)
    try:
        return await _update(office, procedure, verb, asked)
    except _NotRunning:
        log.error("proceeding.lost", procedure=procedure)
        raise come_back("engine-away") from None


async def begin(office: Office, procedure: str) -> Proceeding:
    """Begin a proceeding in the engine from its papers, unless it has ended or was ever begun; its state."""
    loaded = await papers.load(office.records, procedure)
    file = starting.file_of(PROCEDURES[loaded.kind], loaded.entries, loaded.edition, loaded.receipts)
    if not file.state.has_ended:
        try:
            await starting.start(office.engine, PROCEEDINGS[loaded.kind], file, office.settings.task_queue)
        except (RPCError, RuntimeError) as error:
            if not is_away(error):
                raise
            raise come_back("engine-away") from None
    state: Proceeding = file.state
    return state


async def _update(office: Office, procedure: str, verb: str, asked: Command | Fact) -> Receipt:
    handle = office.engine.get_workflow_handle(procedure)
    try:
        async with asyncio.timeout(_ANSWER_WITHIN.total_seconds()):
            # A new id for every attempt: an update that failed keeps that failure for its id for ever.
            answer: Receipt = await handle.execute_update(
                verb, asked, id=str(uuid4()), result_type=Receipt, rpc_timeout=_ANSWER_WITHIN
            )
            return answer
    except WorkflowUpdateFailedError as failed:
        problem = _problem_of(failed.cause)
    except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError):
        problem = not_known()
    except (RPCError, RuntimeError) as error:
        problem = _problem_of_the_way(error)
    return await _unless_it_stands(office, asked, problem)


async def _unless_it_stands(office: Office, asked: Command | Fact, problem: Problem) -> Receipt:
    """The ledger knows better than a lost answer."""
    if problem.status in (503, 504) and asked.id and asked.digest:
        receipt = await first_receipt(office, asked.id, asked.digest)
        if receipt is not None:
            return receipt
    raise problem


def _problem_of(cause: BaseException) -> Problem:
    code = cause.type if isinstance(cause, ApplicationError) else None
    if code in REASONS:
        assert isinstance(cause, ApplicationError)
        return refused(code, [str(detail) for detail in cause.details[1:]])
    match code:
        case names.RECORDS_AWAY:
            return come_back("records-away")
        case names.ANOTHER_BODY:
            return Problem(422, "key-reused")
        case names.NOT_PLAIN:
            return malformed(("body", "not-plain"))
        case names.RULES_BROKEN:
            return Problem(500, "unexpected")
        case _:  # kept and not journalled yet, or cut off by a renewal of the run
            return not_known()


def _problem_of_the_way(error: RPCError | RuntimeError) -> Problem:
    if isinstance(error, RPCError) and error.status is RPCStatusCode.NOT_FOUND:
        raise _NotRunning from None
    if isinstance(error, RPCError) and error.status in (
        RPCStatusCode.DEADLINE_EXCEEDED,
        RPCStatusCode.CANCELLED,
    ):
        return not_known()
    if is_away(error):
        return come_back("engine-away")
    raise error
