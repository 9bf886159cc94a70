"""Records walks on the engine: random people ask what the rules' tables offer, and what was not asked before.

`python -m tests.histories.walks`: when a change of the workflows is meant to change what they do. Stories
tell what happens in its time; walks reach every verb, whatever else stands beside it, over several runs.
"""

import asyncio
import sys
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from temporalio import activity
from temporalio.client import (
    Client,
    WorkflowHandle,
    WorkflowHistory,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.service import RPCError
from temporalio.worker import Worker

import written
from activities.partners.adapter import Errand, Taken
from demo.telling import eventually
from desk.reviving import has_come_up
from local.ports import free_port
from local.temporal import Temporal
from rules.journal import Answer, Asked, Entry, Receipt
from rules.procedure import Command, Fact, Now, Recount, kind_of
from rules.refusals import Refused
from rules.timekeeping import CalendarPublished, RulesPublished
from tests.histories.kept import CODEC, CONVERTER, NAMESPACE, Case, keep, state_kind
from tests.histories.walkers import WALKERS, Walker
from tests.rules.story import Story
from workflows import attributes, names, starting
from workflows.attributes import SEARCH_ATTRIBUTES
from workflows.every import PROCEEDINGS, SEALED_PROCEEDINGS
from workflows.proceeding import File
from workflows.sandbox import RUNNER

TASK_QUEUE = "walked"
ALL = {**PROCEEDINGS, **SEALED_PROCEEDINGS}
WALKS = 3  # of each walker at least
AT_MOST = 7  # and so many, while there is something left that was never asked
MESSAGES, TRIES = 14, 60
_EVENTUALLY = 600.0  # seconds
_TASK = timedelta(minutes=2)
_UNTOLD = (WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError, RPCError)


class Desk:
    """The journal of this process: compare and append. What would go out stays."""

    def __init__(self) -> None:
        self.journals: dict[str, list[Entry]] = {}
        self.ledger: dict[str, Receipt] = {}

    @activity.defn(name=names.APPEND)
    async def append(self, asked: Asked) -> Answer:
        entries = self.journals[asked.procedure]
        if asked.command in self.ledger:
            return Answer(False, tuple(entries[asked.after :]), self.ledger[asked.command])
        if len(entries) > asked.after:
            return Answer(False, tuple(entries[asked.after :]))
        entries.extend(asked.entries)
        if asked.command:
            self.ledger[asked.command] = asked.receipt
        return Answer(True, receipt=asked.receipt)

    @activity.defn(name=names.SEND_TO_AGENCY)
    async def send_to_agency(self, errand: Errand) -> Taken:
        return Taken(datetime.now(UTC), "taken")


@dataclass
class Walk:
    """One case, walked on the engine. ``asked``: the verbs that any walk has asked of its kind."""

    client: Client
    desk: Desk
    story: Story
    dice: Random
    asked: set[str]
    handle: WorkflowHandle[Any, Any] = field(init=False)

    async def begin(self) -> None:
        story, id = self.story, self.story.state.id
        self.desk.journals[id] = [written.write(event, seq) for seq, event in enumerate(story.events, 1)]
        proceeding = ALL[kind_of(id)]
        file = starting.file_of(proceeding.procedure, self.desk.journals[id], story.edition)
        view = proceeding.procedure.view(file.state)
        self.handle = await self.client.start_workflow(
            proceeding.run,  # type: ignore[attr-defined]
            file,
            id=id,
            task_queue=TASK_QUEUE,
            task_timeout=_TASK,  # a machine that is busy has not hung
            search_attributes=attributes.at_start(view, file.state.seq),
            memo=attributes.memo(story.edition),
        )
        await self.looks_up()

    async def looks_up(self) -> None:
        """The story stands where the journal does, now."""
        story, journal = self.story, self.desk.journals[self.story.state.id]
        story.state = story.procedure.fold(
            [written.read(story.procedure, entry) for entry in journal], story.edition
        )
        story.at = max(datetime.now(UTC), story.state.changed_at)

    async def ask(self, asked: Command | Fact) -> None:
        """As people, publications or other workflows do, each in their way."""
        procedure = self.story.procedure
        verb = verb_of(procedure, asked)
        assert verb
        self.asked.add(verb)
        asked = replace(asked, id=str(UUID(int=self.dice.getrandbits(128), version=4)))
        if verb in procedure.messages:
            with suppress(RPCError):  # it has just ended
                await self.handle.signal(verb, asked)
                await eventually(lambda: self._is_known(asked.id), _EVENTUALLY)
        else:
            answer: type = Recount if isinstance(asked, CalendarPublished | RulesPublished) else Receipt
            with suppress(*_UNTOLD):  # a moment came between, it has just ended, or nobody answers in time
                await self.handle.execute_update(verb, asked, result_type=answer)
        await self.looks_up()

    async def _is_known(self, key: str | None) -> bool:
        await self.looks_up()
        return key in self.desk.ledger or self.story.state.has_ended

    async def tell(self, signal: str) -> None:
        """What every proceeding is told by whoever looks after it."""
        self.asked.add(signal)
        before = await self.run_id()

        async def renewed() -> bool:
            await self.looks_up()
            return await self.run_id() != before or self.story.state.has_ended

        with suppress(RPCError):  # it has just ended
            await self.handle.signal(signal)
            if signal == names.RENEW:
                await eventually(renewed, _EVENTUALLY)

    async def run_id(self) -> str:
        return (await self.handle.describe()).run_id or ""

    async def cases(self) -> list[Case]:
        """Every run with the state in which it ended: the last first taken from the journal, each earlier one
        from what it handed on."""
        state = self.story.state

        async def whole() -> WorkflowHistory | None:
            nonlocal state
            await self.looks_up()  # a moment may have come meanwhile
            state = self.story.state
            try:
                known = await self.handle.query(names.CURRENT, result_type=type(state))
                history = await self.handle.fetch_history()
            except RPCError:  # it is busy, or is just going on as a new run
                return None
            is_closed = history.events[-1].HasField("workflow_execution_completed_event_attributes")
            return history if known == state and is_closed is state.has_ended else None

        history = await eventually(whole, _EVENTUALLY)
        assert history, f"{state.id} has not settled"
        found = [Case(history, state)]
        while run := _began(history).continued_execution_run_id:
            handle = self.client.get_workflow_handle(state.id, run_id=run)
            history = await handle.fetch_history()
            last = history.events[-1].workflow_execution_continued_as_new_event_attributes
            [carried] = await CODEC.decode(list(last.input.payloads))
            whole_file: Any = File[state_kind(state.id)]  # type: ignore[misc]
            file = TypeAdapter(whole_file).validate_json(carried.data)
            found.append(Case(history, file.state))
        return found[::-1]

    async def end(self) -> None:
        """What has not ended makes room for the next of its name."""
        if not self.story.state.has_ended:
            await self.handle.terminate()


def _began(history: WorkflowHistory) -> Any:
    return history.events[0].workflow_execution_started_event_attributes


def verb_of(procedure: Any, asked: Command | Fact) -> str | None:
    """Under which name it is asked; None where people say what this procedure never hears."""
    named = {**procedure.commands, **procedure.reports, **procedure.messages, **procedure.publications}
    return next((name for name, kind in named.items() if kind is type(asked)), None)


def something_new(walk: Walk, people: Any) -> Command | Fact | None:
    """What the rules take now; of so many tries preferably something that was never asked of its kind."""
    found: Command | Fact | None = None
    for _ in range(TRIES):
        throw = walk.dice.random()
        makers = (people.publishes, people.of_the_staff, people.reports, people.asks)
        maker = makers[0 if throw < 0.03 else 1 if throw < 0.06 else 2 if throw < 0.2 else 3]
        try:
            asked = maker(walk.story)
            walk.story.procedure.decide(walk.story.state, asked, Now(walk.story.at))
        except (Refused, LookupError):  # or there is nothing of what they would speak of
            continue
        verb = verb_of(walk.story.procedure, asked)
        if verb and verb not in walk.asked:
            return asked  # type: ignore[no-any-return]
        found = found or (asked if verb else None)
    return found


async def walked(client: Client, desk: Desk, walker: Walker, seed: int, asked: set[str]) -> list[Case]:
    people = walker.people(seed)
    walk = Walk(client, desk, lately(walker.begin(people.dice), people.dice), people.dice, asked)
    await walk.begin()
    for number in range(MESSAGES):
        if walk.story.state.has_ended:
            break
        if number in (3, 8):
            await walk.tell(names.NUDGE if number == 3 else names.RENEW)
        if something := something_new(walk, people):
            await walk.ask(something)
    cases = await walk.cases()
    await walk.end()
    return cases


def lately(story: Story, dice: Random) -> Story:
    """It began in the last weeks: some of its moments have passed, and come at once."""
    first = story.events[0]
    if len(story.events) > 1 and first.at < datetime.now(UTC):
        return story
    at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=dice.randint(1, 500))
    moved: dict[str, Any] = {
        name: at for name in ("at", "received_at") if isinstance(getattr(first, name, None), datetime)
    }
    return type(story)(story.procedure, replace(first, **moved), story.edition)


async def record(address: str, chosen: Collection[str]) -> None:
    client = await Client.connect(address, namespace=NAMESPACE, data_converter=CONVERTER)
    assert await has_come_up(client)
    desk = Desk()
    asked: dict[str, set[str]] = {kind: set() for kind in ALL}
    async with (
        Worker(
            client,
            task_queue=TASK_QUEUE,
            workflows=list(ALL.values()),
            activities=[desk.append],
            workflow_runner=RUNNER,
            debug_mode=True,  # a machine that is busy has not hung
        ),
        Worker(client, task_queue=names.queue_of("sl-court"), activities=[desk.send_to_agency]),
    ):
        for name in chosen:
            await _walk_all(client, desk, WALKERS[name], name, asked)


async def _walk_all(
    client: Client, desk: Desk, walker: Walker, name: str, asked: Mapping[str, set[str]]
) -> None:
    cases: list[Case] = []
    seed, fruitless = 0, 0
    while seed < WALKS or (seed < AT_MOST and fruitless < WALKS):
        before = {kind: len(verbs) for kind, verbs in asked.items()}
        kind = kind_of(walker.begin(Random(seed)).state.id)
        cases += await walked(client, desk, walker, seed, asked[kind])
        fruitless = fruitless + 1 if before[kind] == len(asked[kind]) else 0
        seed += 1
        sys.stdout.write(f"{name} {seed}: {len(cases)} histories, {len(asked[kind])} verbs\n")
        sys.stdout.flush()
        await keep(f"walk-{name}", cases)


def main(chosen: Sequence[str]) -> None:
    """Record all walks, or those of these names."""
    with TemporaryDirectory() as home:
        data, log = Path(home) / "data", Path(home) / "engine.log"
        with Temporal(data, free_port(), free_port(), NAMESPACE, log) as server:
            server.ensure_search_attributes(SEARCH_ATTRIBUTES)
            asyncio.run(record(server.address, chosen or sorted(WALKERS)))


if __name__ == "__main__":
    main(sys.argv[1:])
