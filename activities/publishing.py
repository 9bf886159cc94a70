"""Telling open cases what was published. Decides nothing; may be repeated."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio import activity
from temporalio.client import Client, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from activities.batches import Batch, Found, Search, Tally, Told, Untold
from activities.journal import AWAY
from records import fan_out, papers, publications
from records.publications import Publication
from rules.calendar import YearNotice
from rules.procedure import Fact, Recount
from rules.timekeeping import CalendarPublished, RulesPublished

log = structlog.get_logger()

_UNREADABLE = (SQLAlchemyError, OSError)
_AT_ONCE = 4  # asks under way: so many decisions of people wait for at most
_ANSWER_WITHIN = timedelta(seconds=15)  # longer than a proceeding tries to reach the journal
_BEAT = 2  # seconds


class Publishing:
    def __init__(self, client: Client, records: AsyncEngine) -> None:
        self._client = client
        self._records = records

    @activity.defn(name="find_untold_cases")
    async def find(self, search: Search) -> Found:
        """Some of the open cases that a publication has not reached."""
        with codes_only():
            publication = await self._read(search.version)
            lacking = await fan_out.untold(self._records, publication, search.after, search.limit)
            under_way = await publications.under_way(self._records)
        cases = tuple(Untold(each.procedure, each.calendar_number) for each in lacking)
        return Found(cases, max(len(under_way), 1))

    @activity.defn(name="tell_some_cases")
    async def tell(self, batch: Batch) -> Told:
        """Tell each of these cases, and note how far the publication has got.

        Done again, it asks under the same ids, and hears the same answers.
        """
        with codes_only():
            publication = await self._read(batch.version)
            facts = await self._facts(publication, batch)
            async with heart_beating():
                answers = await self._ask_all(publication, batch, facts)
            recounts = [answer for answer in answers if isinstance(answer, Recount)]
            so_far = Tally(
                told=batch.before.told + len(recounts),
                moved=batch.before.moved + sum(each.moved for each in recounts),
                overdue=batch.before.overdue + sum(each.overdue for each in recounts),
                notices=batch.before.notices + sum(each.notices for each in recounts),
            )
            await fan_out.progressed(self._records, batch.version, **vars(so_far))
        return Told(so_far, tuple(answer for answer in answers if isinstance(answer, Untold)))

    @activity.defn(name="finish_publication")
    async def finish(self, version: str) -> Tally:
        """Every open case knows: the report, as the journal has it."""
        with codes_only():
            await fan_out.finish(self._records, version)
            done = await self._read(version)
        log.info("publication.finished", version=version, told=done.told, moved=done.moved)
        return Tally(done.told, done.moved, done.overdue, done.notices)

    async def _read(self, version: str) -> Publication:
        publication = await publications.read(self._records, version)
        assert publication, "it is started from its row"
        return publication

    async def _facts(self, publication: Publication, batch: Batch) -> dict[str, Fact]:
        """For each case the fact that tells it exactly what it lacks, under a key of its own."""
        keys = {each.procedure: str(uuid5(NAMESPACE_URL, _name(publication, each))) for each in batch.cases}
        version = publication.version
        if publication.rules:
            return {
                procedure: RulesPublished(id=key, version=version, clocks=publication.rules)
                for procedure, key in keys.items()
            }
        oldest = min(each.calendar_number for each in batch.cases)
        async with self._records.connect() as connection:
            notices = await publications.notices_after(connection, publication.series, oldest)
        return {
            each.procedure: CalendarPublished(
                id=keys[each.procedure],
                version=version,
                series=publication.series,
                notices=_between(notices, each.calendar_number, publication.number),
            )
            for each in batch.cases
        }

    async def _ask_all(
        self, publication: Publication, batch: Batch, facts: dict[str, Fact]
    ) -> list[Recount | Untold | None]:
        """Evenly, no more a second than the batch allows, and no more at once than answers come back."""
        at_once = asyncio.Semaphore(_AT_ONCE)
        asked: list[asyncio.Task[Recount | Untold | None]] = []

        async def ask(each: Untold) -> Recount | Untold | None:
            try:
                return await self._ask(publication, each, facts[each.procedure])
            finally:
                at_once.release()

        async with asyncio.TaskGroup() as group:
            for each in batch.cases:
                await at_once.acquire()
                asked.append(group.create_task(ask(each)))
                await asyncio.sleep(1 / batch.per_second)
        return [task.result() for task in asked]

    async def _ask(self, publication: Publication, case: Untold, fact: Fact) -> Recount | Untold | None:
        """What it did to the case; the case itself, when it must be asked again; None when it has ended."""
        handle = self._client.get_workflow_handle(case.procedure)
        name = _name(publication, case) + (f"#{case.failed}" if case.failed else "")
        try:
            async with asyncio.timeout(_ANSWER_WITHIN.total_seconds()):
                verb = f"{publication.kind}_published"
                answer: Recount = await handle.execute_update(
                    verb, fact, id=name, result_type=Recount, rpc_timeout=_ANSWER_WITHIN
                )
                return answer
        except WorkflowUpdateFailedError:  # this id keeps the failure for ever
            return replace(case, failed=case.failed + 1)
        except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError):
            return case
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND and await self._has_ended(case):
                return None
            log.warning("case.untold", procedure=case.procedure, error=error.status.name)
            return case

    async def _has_ended(self, case: Untold) -> bool:
        try:
            return await papers.has_ended(self._records, case.procedure)
        except _UNREADABLE:  # nobody can say now
            return False


def _name(publication: Publication, case: Untold) -> str:
    """The id of the update, but for what tells one that failed from the next."""
    return f"{publication.kind}/{publication.version}/{case.procedure}"


def _between(notices: tuple[YearNotice, ...], known: int, last: int) -> tuple[YearNotice, ...]:
    return tuple(notice for notice in notices if known < notice.number <= last)


@asynccontextmanager
async def heart_beating() -> AsyncIterator[None]:
    """While the block lasts the engine hears that we live; it notices soon when we do not."""

    async def beat() -> None:
        while True:
            activity.heartbeat()
            await asyncio.sleep(_BEAT)

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()


@contextmanager
def codes_only() -> Iterator[None]:
    """The engine keeps what is raised: a code, never a statement and its values. It is tried again."""
    try:
        yield
    except _UNREADABLE:
        raise ApplicationError(AWAY, type=AWAY) from None
