"""Journal and engine that came back from different moments: each difference is named and repaired, and no
effect is repeated."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client, WorkflowQueryFailedError, WorkflowUpdateFailedError
from temporalio.converter import DataConverter
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError
from temporalio.worker import Worker

import records
from activities.journal import Journal
from backups.engine_histories import is_known
from backups.reconciling import Difference, Found, Reconciler, finish
from backups.taking import copy_while_in_use
from local.keeper import Keeper
from local.ports import free_port
from local.postgres import OWNER, Postgres
from local.temporal import Temporal
from proof.anchors import anchored
from records import papers, restorations
from records.checkpoints import Checkpointer
from records.engine import RECORDS_AWAY
from records.tables import journal, ledger, outbox, procedures
from relay import Relay
from rules.dispute import commands
from rules.editions import Edition
from rules.procedure import Event
from settings import Settings
from tests.backups.installation import Installation
from tests.records.house import OPENING, House
from tests.rules import county, story
from workflows import names
from workflows.attributes import SEARCH_ATTRIBUTES
from workflows.converter import data_converter
from workflows.every import PROCEEDINGS
from workflows.sandbox import RUNNER

LIMIT = 300  # seconds within which every consequence must have come
_LEAD_LOOKED_AT = 2  # entries: registered, and its lead became unavailable
_TRIES = 20  # until the engine has time for us
WHAT = dict[str, Difference]


@dataclass
class Two:
    """A journal and an engine, which need not be of one moment."""

    settings: Settings
    records: AsyncEngine
    client: Client
    house: House

    async def seq(self, procedure: str) -> int:
        return await papers.seq_of(self.records, procedure)

    async def agree(self, procedure: str) -> bool:
        there = await self.client.get_workflow_handle(procedure).query(names.SEQ)
        return bool(there == await self.seq(procedure))

    async def rests(self, procedure: str) -> bool:
        """Whether the engine has all that its worker has decided: a query is answered before that is."""
        told = await self.client.get_workflow_handle(procedure).describe()
        return not told.raw_description.HasField("pending_workflow_task")

    @asynccontextmanager
    async def working(self) -> AsyncIterator[Relay]:
        """A worker and a relay on these two."""
        queue = self.settings.task_queue
        async with Worker(
            self.client,
            task_queue=queue,
            workflows=[*PROCEEDINGS.values()],
            activities=[Journal(self.records).append],
            workflow_runner=RUNNER,
        ):
            yield Relay(self.client, self.records, queue)

    async def everything(self) -> dict[str, list[Any]]:
        """What stands, in the tables in which an effect would show."""
        async with self.records.connect() as connection:
            return {
                table.name: sorted(map(repr, (await connection.execute(select(*_PLAIN[table.name]))).all()))
                for table in (journal, ledger, procedures, outbox)
            }

    async def reconciled(self, home: Path, **said: Any) -> tuple[Found, WHAT]:
        found = Found()
        await Reconciler(self.records, self.client, self.settings, home / "kept", **said).reconcile(found)
        return found, {each.about: each for each in found.differences}


_PLAIN = {
    "journal": [journal.c.procedure, journal.c.seq, journal.c.hash],
    "ledger": [ledger.c.command, ledger.c.receipt],
    "procedures": [procedures.c.id, procedures.c.seq, procedures.c.head],
    "outbox": [outbox.c.procedure, outbox.c.seq, outbox.c.kind, outbox.c.number],
}


async def eventually(holds: Callable[[], Awaitable[object]]) -> None:
    """Until it holds; whoever is not there yet, or has no time for us, is asked again."""
    async with asyncio.timeout(LIMIT):
        while True:
            with suppress(RPCError, WorkflowQueryFailedError, *RECORDS_AWAY):
                if await holds():
                    return
            await asyncio.sleep(0.1)


class Engine(Keeper):
    """A Temporal server of our own, for what it holds is looked through whole; started again when it dies, as
    it does on a machine that gives it no time."""

    def __init__(self, home: Path) -> None:
        super().__init__()
        self.server = Temporal(home, free_port(), free_port(), "fengqiao", home.with_name(f"{home.name}.log"))

    def bring_up(self) -> None:
        self.keep("temporal", self.server)
        for _ in range(_TRIES):
            with suppress(RPCError, RuntimeError):
                self.server.ensure_search_attributes(SEARCH_ATTRIBUTES)
                return


@contextmanager
def engine_on(home: Path) -> Iterator[Temporal]:
    with Engine(home) as engine:
        yield engine.server


def lately(id: str, number: str, edition: Edition) -> Event:
    """Registered an hour ago: nothing falls due while we look."""
    event: Event = story.registration(
        id=id, number=number, edition=edition, at=datetime.now(UTC) - timedelta(hours=1)
    )
    return event


@pytest.fixture
def server(house: Installation, queue: str) -> Iterator[Temporal]:
    """An engine for each test: what one journal numbers again after it came back, another has begun there."""
    with engine_on(house.home / f"engine-{queue}") as running:
        yield running


async def connected(server: Temporal, converter: DataConverter) -> Client:
    for _ in range(_TRIES):
        with suppress(RuntimeError):
            return await Client.connect(server.address, namespace="fengqiao", data_converter=converter)
        await asyncio.sleep(1)
    raise TimeoutError


@pytest.fixture
def queue() -> str:
    """What runs in an engine waits for work there, whichever journal comes back."""
    return f"two-{uuid4()}"


@asynccontextmanager
async def two(house: Installation, url: str, server: Temporal, queue: str) -> AsyncIterator[Two]:
    settings = house.settings.model_copy(update={"database_url": url, "task_queue": queue})
    engine = records.connect(url, is_patient=True)
    keys = settings.engine_keyring()
    client = await connected(server, data_converter(keys, next(iter(keys))))
    await is_known(client)
    try:
        yield Two(settings, engine, client, House(engine, house.keeper))
    finally:
        await engine.dispose()


def copy_of_the_journal(server: Postgres, name: str) -> str:
    """The database as it stands at this moment, under another name, marked as come back."""
    url = ""
    while not url:
        with server._superuser() as connection:
            # Nobody else may be connected to what is copied; their pools connect again.
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [OWNER]
            )
        with suppress(psycopg.errors.ObjectInUse):
            url = server.create_database(name, like=OWNER)
    with psycopg.connect(url) as copy:
        copy.execute("INSERT INTO restorations (backup, until) VALUES ('test', now())")
    return url


async def begun(both: Two, relay: Relay) -> str:
    """A dispute that runs, and has nothing more to write down of its own accord."""
    opening = replace(OPENING, first=lately)
    case = await both.house.dispute(opening=opening)

    async def is_quiet() -> bool:
        await relay.carry_once()
        before = await both.seq(case.id)
        is_even = await both.agree(case.id) and before == await both.seq(case.id)
        return is_even and before == _LEAD_LOOKED_AT and await both.rests(case.id)

    await eventually(is_quiet)
    return case.id


async def claim(both: Two, procedure: str) -> None:
    """A decision that somebody was told stands; asked again where the way to the journal was just cut."""
    asked = commands.Claim(id=str(uuid4()), by=county.FALLBACKS[1])  # in the lead's seat nobody sits
    handle = both.client.get_workflow_handle(procedure)

    async def stands() -> bool:
        try:
            await handle.execute_update("claim", asked)
        except WorkflowUpdateFailedError as failed:
            assert isinstance(failed.cause, ApplicationError)
            assert failed.cause.type == names.RECORDS_AWAY, failed.cause
            return False
        return True

    await eventually(stands)


async def leave(both: Two, procedure: str) -> None:
    handle = both.client.get_workflow_handle(procedure)
    refused = commands.ConsentRefused(id=str(uuid4()), by=county.MEDIATOR, party="zhang")
    await handle.execute_update("consent_refused", refused)
    await handle.result()


async def is_there(both: Two, procedure: str) -> bool:
    try:
        await both.client.get_workflow_handle(procedure).describe()
    except RPCError:
        return False
    return True


async def test_a_journal_older_than_the_engine_is_followed_again_and_what_was_lost_is_named(
    house: Installation, server: Temporal, queue: str
) -> None:
    async with two(house, house.settings.database_url, server, queue) as now:
        async with now.working() as relay:
            same, further, ended = [await begun(now, relay) for _ in range(3)]
            older = copy_of_the_journal(house.server, "older")
            acknowledged = await now.seq(further)
            await claim(now, further)
            await leave(now, ended)
            only_there = await begun(now, relay)
        beyond = await now.seq(further)

    async with two(house, older, server, queue) as both:
        before = await both.everything()
        with pytest.raises(DBAPIError, match="not reconciled"):
            await both.house.dispute()
        listed, _ = await both.reconciled(house.home, repairs=False)
        assert await is_there(both, only_there)  # nothing was repaired yet
        found, said = await both.reconciled(house.home)

        assert {each.about: each.what for each in listed.differences} == {
            about: each.what for about, each in said.items()
        }
        assert len(listed.left) == len(said)
        assert same not in said
        assert (said[further].what, said[further].repair) == ("engine-ahead", "begun-from-the-journal")
        assert [step.seq for step in said[further].lost] == list(range(acknowledged + 1, beyond + 1))
        assert (said[ended].what, said[ended].repair) == ("engine-stopped", "begun-from-the-journal")
        assert (said[only_there].what, said[only_there].repair) == ("not-in-journal", "kept-apart")
        assert (house.home / "kept" / f"{only_there.replace('/', '_')}.json").stat().st_size > 0
        assert not await is_there(both, only_there)
        assert await both.everything() == before

        assert await finish([both.records], found, house.home / "kept", None)
        assert await restorations.unreconciled(both.records) == []
        async with both.working() as relay:
            for procedure in (same, further, ended):
                await eventually(partial(both.agree, procedure))
            await claim(both, further)
            fresh = await begun(both, relay)
        assert await both.seq(further) == acknowledged + 1
        assert fresh.split("/")[2] > only_there.split("/")[2]  # nobody else is given that number
        again, _ = await both.reconciled(house.home)
        assert again.differences == []


async def test_an_engine_older_than_the_journal_catches_up_and_repeats_nothing(
    house: Installation, server: Temporal, queue: str
) -> None:
    async with two(house, house.settings.database_url, server, queue) as now:
        async with now.working() as relay:
            same, further, ended = [await begun(now, relay) for _ in range(3)]
            home = house.home / "older-engine"
            home.mkdir()
            copy_while_in_use(server.database, home / "temporal.db")
            await claim(now, further)
            await leave(now, ended)
            later = await begun(now, relay)
        latest = copy_of_the_journal(house.server, "latest")

    with engine_on(home) as older:
        async with two(house, latest, older, queue) as both:
            before = await both.everything()
            found, all_said = await both.reconciled(house.home)
            said = {about: all_said.get(about) for about in (same, further, ended, later)}
            told = {about: each and (each.what, each.repair) for about, each in said.items()}
            assert told == {
                same: None,
                further: ("engine-behind", "told-to-catch-up"),
                ended: ("ended-in-journal", "told-to-catch-up"),
                later: ("not-in-engine", "begun-from-the-journal"),
            }
            assert await finish([both.records], found, house.home / "kept-again", None)
            async with both.working():
                for procedure in (same, further, later):
                    await eventually(partial(both.agree, procedure))
                await both.client.get_workflow_handle(ended).result()
            assert await both.everything() == before


async def test_a_store_stays_shut_while_something_is_missing_and_opens_for_a_reason(
    house: Installation, server: Temporal, queue: str
) -> None:
    async with two(house, house.settings.database_url, server, queue) as now:
        case = await now.house.dispute()
        lost = await house.add_file(case.id, b"lost")
        spared = await house.add_file(case.id, b"spared")
        store = house.settings.var / "files" / "ordinary"
        copy = house.place.file("ordinary", spared)
        copy.parent.mkdir(parents=True)
        copy.write_bytes((store / spared[:2] / spared).read_bytes())
        for name in (lost, spared):
            (store / name[:2] / name).unlink()
        shut = copy_of_the_journal(house.server, "shut")
        anchors = house.home / "anchors"
        checkpointer = Checkpointer(now.records, house.signers, anchors)
        await checkpointer.carry_once(at_once=True)
        await checkpointer.anchor()

    async with two(house, shut, server, queue) as both:
        both.settings = both.settings.model_copy(update={"anchors": anchors})
        found, said = await both.reconciled(house.home)

        assert (said[lost].what, said[lost].repair) == ("file-missing", "")
        assert (said[spared].what, said[spared].repair) == ("file-missing", "brought-from-a-backup")
        assert (store / spared[:2] / spared).exists()
        assert any(each.what == "anchor-ahead" and each.repair for each in found.differences)
        assert list(anchored(anchors)) == []
        assert list((anchors / "set-aside").glob("*.json"))
        assert not await finish([both.records], found, house.home / "kept-shut", None)
        assert await restorations.unreconciled(both.records)
        assert await finish([both.records], found, house.home / "kept-shut", "it was never seen again")
        assert await restorations.unreconciled(both.records) == []
        await both.house.dispute()
