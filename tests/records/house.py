"""A house with records: real disputes of the fictional county, entered and decided upon without an engine."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncEngine

import written
from records import intake, journal, papers
from records.content import Content
from records.intake import Opening, Registered, Registration
from records.keeper import Keeper
from rules.dispute.matter import Dispute
from rules.dispute.procedure import DISPUTE
from rules.editions import Edition
from rules.journal import Answer, Asked, Letter, Receipt
from rules.procedure import Command, Event, Fact, Now, TimePassed
from tests.rules import county, story

RECEIVED = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


def text(said: str, kind: str = "name") -> Content:
    return Content(uuid4(), kind, said, is_searchable=True)


def registration(*texts: Content, **said: Any) -> Registration:
    whole = {
        "command": str(uuid4()),
        "digest": "digest",
        "county": "sl",
        "channel": "window",
        "received_at": RECEIVED,
        "registered_at": RECEIVED,
        "registered_by": county.WINDOW_CLERK.person,
        "tracking": str(uuid4()),
        "texts": texts,
        "unit": county.VILLAGE,
    }
    return Registration(**{**whole, **said})


def first_event(procedure: str, number: str, edition: Edition = county.TOLD) -> Event:
    event: Event = story.registration(id=procedure, number=number, edition=edition)
    return event


OPENING = Opening(DISPUTE, county.TOLD, first_event)


@dataclass
class House:
    engine: AsyncEngine
    keeper: Keeper

    async def register(self, *texts: Content, **said: Any) -> Registered:
        return await intake.register(self.engine, self.keeper, registration(*texts, **said))

    async def dispute(self, *texts: Content, opening: Opening = OPENING, **said: Any) -> "Case":
        """A dispute that has just been registered."""
        whole = registration(*texts, **said)
        registered = await intake.register(self.engine, self.keeper, whole, opening)
        assert registered.procedure
        loaded = await papers.load(self.engine, registered.procedure)
        [first] = [written.read(DISPUTE, entry) for entry in loaded.entries]
        return Case(self.engine, DISPUTE.begin(first, loaded.edition))


@dataclass
class Case:
    """A dispute as its workflow would know it: it decides and asks the journal."""

    engine: AsyncEngine
    state: Dispute

    @property
    def id(self) -> str:
        return self.state.id

    def draft(self, asked: Command | Fact, at: datetime = RECEIVED) -> tuple[Dispute, Asked]:
        return drafted(self.state, asked, at)

    async def ask(self, asked: Command | Fact, at: datetime = RECEIVED) -> Answer:
        state, draft = self.draft(asked, at)
        answer = await journal.append(self.engine, draft)
        if answer.appended:
            self.state = state
        return answer

    async def tell(self, tale: Callable[["Told"], object]) -> "Case":
        """Append, one decision after the other, what a tale brings about."""
        told = Told(self.state)
        tale(told)
        for draft in told.drafts:
            assert (await journal.append(self.engine, draft)).appended
        self.state = told.state
        return self


class Told(story.DisputeStory):
    """A story of the rules' own tests that keeps what the journal is to be asked."""

    def __init__(self, state: Dispute) -> None:
        self.procedure, self.state, self.at = DISPUTE, state, state.changed_at
        self.events, self.letters = [], []
        self.drafts: list[Asked] = []

    def hear(self, asked: Command | Fact) -> tuple[Event, ...]:
        if not isinstance(asked, TimePassed):
            asked = replace(asked, id=str(uuid4()))
        self.state, draft = drafted(self.state, asked, self.at)
        self.drafts.append(draft)
        return ()


def drafted(before: Dispute, asked: Command | Fact, at: datetime) -> tuple[Dispute, Asked]:
    """What the rules make of it, ready for the journal."""
    state, entries = before, []
    letters: list[Letter] = []
    for event in DISPUTE.decide(state, asked, Now(at)):
        state = DISPUTE.evolve(state, event)
        entries.append(written.write(event, state.seq))
        letters.extend(DISPUTE.follows(state, event))
    return state, Asked(
        procedure=state.id,
        after=before.seq,
        entries=tuple(entries),
        receipt=Receipt(state.seq, state.stage.value, at),
        view=DISPUTE.view(state),
        letters=tuple(letters),
        command=asked.id,
        digest=asked.digest,
    )
