"""Asking a proceeding: one update out, and every way in which it can be answered."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import structlog
from temporalio.client import (
    WorkflowQueryFailedError,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from api.engine import is_away
from api.office import Office
from api.problems import Problem, come_back, malformed, not_known, refused
from api.requests import first_receipt
from engine import knows_no_namespace
from keys.ring import UnknownKey
from records import papers
from records.engine import RECORDS_AWAY
from records.journal import NoSuchProcedure
from rules.danger import DangerReported
from rules.following import follows_in
from rules.journal import Receipt
from rules.procedure import Command, Fact, Proceeding
from rules.refusals import REASONS, Reason
from watching import metrics
from workflows import names, starting

log = structlog.get_logger()

_ANSWER_WITHIN = timedelta(seconds=15)  # longer than a proceeding tries to reach the journal
_LOOKED_FOR = timedelta(seconds=5)
_LOOKS, _LOOK_EVERY, _NUDGED_AFTER = 20, 0.1, 2  # times, seconds, looks


class _NotRunning(Exception):
    """The engine has no such proceeding, or it has closed."""


class _Refusal(Problem):
    """A proceeding refuses. ``seq`` is the last entry of the journal that it knew of."""

    def __init__(self, problem: Problem, seq: int) -> None:
        super().__init__(problem.status, problem.code, details=problem.details, doors=problem.doors)
        self.seq = seq


async def ask(office: Office, procedure: str, verb: str, asked: Command | Fact) -> Receipt:
    """Ask or report, and wait for the answer. Raises Problem.

    The ledger knows better than any answer but a receipt: an answer can be lost, and a command that stands
    may come back refused, because the engine learned of its entries before it was sent again. And no
    refusal is an answer that was given behind the journal: what the engine has lost may be what it misses.
    """
    try:
        receipt = await _answered_by_all_that_stands(office, procedure, verb, asked)
    except Problem as problem:
        if not office.is_sealed:  # how much there is to do there would tell that there is something
            metrics.refused(problem.code)
        raise
    if not office.is_sealed:
        metrics.decided(procedure.partition("/")[0], verb)
    return receipt


async def _answered_by_all_that_stands(
    office: Office, procedure: str, verb: str, asked: Command | Fact
) -> Receipt:
    try:
        return await _answered(office, procedure, verb, asked)
    except _Refusal as refusal:
        if not await _was_behind(office, procedure, refusal.seq):
            raise
    return await _answered(office, procedure, verb, asked)


async def _answered(office: Office, procedure: str, verb: str, asked: Command | Fact) -> Receipt:
    """The answer, or the first receipt if it stands whatever was answered. Raises Problem, _Refusal too."""
    try:
        return await _ask(office, procedure, verb, asked)
    except Problem as problem:
        if receipt := await _stands(office, asked, problem):
            return receipt
        raise


async def _stands(office: Office, asked: Command | Fact, problem: Problem) -> Receipt | None:
    """The first receipt, if it was carried out all the same. Raises Problem where nobody can say."""
    assert asked.id
    assert asked.digest
    try:
        return await first_receipt(office, asked.id, asked.digest)
    except RECORDS_AWAY:
        raise (not_known() if problem.code == names.RECORDS_AWAY else problem) from None


async def _was_behind(office: Office, procedure: str, knew: int) -> bool:
    """Whether the engine, which knew of so many entries, had not learned of everything in the journal, and
    has now; it may have learned of it meanwhile, and is told to look if not. Raises Problem when it does not
    catch up, or nobody can say whether it does."""
    try:
        stands = await papers.seq_of(office.records, procedure)
    except RECORDS_AWAY:
        return False  # how far the journal is nobody can say; what the engine answered stands
    if knew >= stands:
        return False
    handle = office.engine.get_workflow_handle(procedure)
    with suppress(RPCError, WorkflowQueryFailedError, UnknownKey):
        for look in range(_LOOKS):
            if await handle.query(names.SEQ, result_type=int, rpc_timeout=_LOOKED_FOR) >= stands:
                return True
            if look == _NUDGED_AFTER:
                log.info("proceeding.behind", procedure=office.in_the_log(procedure), known=knew)
                await handle.signal(names.NUDGE)
            await asyncio.sleep(_LOOK_EVERY)
    raise come_back("engine-away")


async def _ask(office: Office, procedure: str, verb: str, asked: Command | Fact) -> Receipt:
    """A proceeding that stands in the journal and was never begun in the engine is begun first. One that has
    ended refuses a command, and has nothing to do for a fact. Raises Problem, _Refusal too."""
    try:
        return await _update(office, procedure, verb, asked)
    except _NotRunning:
        state = await begin(office, procedure)
    if state.has_ended:
        return await _after_the_end(office, state, verb, asked)
    try:
        return await _update(office, procedure, verb, asked)
    except _NotRunning:
        log.error("proceeding.lost", procedure=office.in_the_log(procedure))
        raise come_back("engine-away") from None


async def _after_the_end(office: Office, state: Proceeding, verb: str, asked: Command | Fact) -> Receipt:
    """A command is refused; for a fact there is nothing to do. Danger never finds a closed door: it goes to
    what follows, and where that has ended too, whoever reports it is told whom to call."""
    if isinstance(asked, Command):
        raise refused(Reason.NOT_AT_THIS_STAGE.code)
    if not isinstance(asked, DangerReported):
        return Receipt(state.seq, state.stage.value, state.changed_at)
    if following := follows_in(state):
        with suppress(NoSuchProcedure):
            return await ask(office, following, verb, asked)
    raise Problem(409, "danger-after-the-end")


async def begin(office: Office, procedure: str) -> Proceeding:
    """Begin a proceeding in the engine from its papers, unless it has ended or was ever begun; its state."""
    loaded = await papers.load(office.records, procedure)
    file = starting.file_of(office.procedures[loaded.kind], loaded.entries, loaded.edition, loaded.receipts)
    if not file.state.has_ended:
        try:
            proceeding = office.proceedings[loaded.kind]
            await starting.start(office.engine, proceeding, file, office.settings.task_queue)
        except (RPCError, RuntimeError) as error:
            if not is_away(error):
                raise
            raise come_back("engine-away") from None
    state: Proceeding = file.state
    return state


async def _update(office: Office, procedure: str, verb: str, asked: Command | Fact) -> Receipt:
    if not await office.contact.holds(office.engine):
        raise come_back("engine-away")
    handle = office.engine.get_workflow_handle(procedure)
    try:
        async with asyncio.timeout(_ANSWER_WITHIN.total_seconds()):
            # A new id for every attempt: an update that failed keeps that failure for its id for ever.
            answer: Receipt = await handle.execute_update(
                verb, asked, id=str(uuid4()), result_type=Receipt, rpc_timeout=_ANSWER_WITHIN
            )
            office.contact.heard()
            return answer
    except WorkflowUpdateFailedError as failed:
        if refusal := _refusal_in(failed.cause):
            raise refusal from None
        problem = _problem_of(failed.cause)
    except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError):
        problem = not_known()
    except UnknownKey:  # it answered, and we cannot read the answer; the ledger can
        problem = not_known()
    except RPCError as error:
        problem = _problem_of_the_way(office, error)
    raise problem


def _refusal_in(cause: BaseException) -> _Refusal | None:
    if not isinstance(cause, ApplicationError) or cause.type not in REASONS:
        return None
    details = list(cause.details[1:])
    tells = bool(details) and isinstance(details[0], int)
    knew = details.pop(0) if tells else 0  # a worker of before did not tell: it is asked again
    return _Refusal(refused(cause.type, [str(detail) for detail in details]), knew)


def _problem_of(cause: BaseException) -> Problem:
    match cause.type if isinstance(cause, ApplicationError) else None:
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


def _problem_of_the_way(office: Office, error: RPCError) -> Problem:
    match error.status:
        case RPCStatusCode.NOT_FOUND if not knows_no_namespace(error):
            raise _NotRunning from None
        case RPCStatusCode.NOT_FOUND:
            return come_back("engine-away")
        case RPCStatusCode.RESOURCE_EXHAUSTED:  # it was not let in
            return come_back("engine-away")
        case RPCStatusCode.INVALID_ARGUMENT | RPCStatusCode.PERMISSION_DENIED | RPCStatusCode.UNAUTHENTICATED:
            raise error
        case _:  # it was there a moment ago: what we sent may have arrived
            office.contact.lost()
            return not_known()
