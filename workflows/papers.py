"""A proceeding's papers (卷宗): its state, whom it answered, and the one way in which both may change.

Journal first: what the rules decide is appended to the journal, and only what stands there becomes our state.
The journal may be further than we are, when an append stood and the engine lost it: then it returns what we
miss, we adopt it and decide again.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

import structlog

import written
from rules.journal import Answer, Asked, Entry, Letter, Receipt
from rules.procedure import Command, Event, Fact, Now, Procedure, Proceeding, TimePassed
from workflows import names

log = structlog.get_logger()

S = TypeVar("S", bound=Proceeding)

_ROUNDS = 5  # how often a decision starts again because the journal was further
_REMEMBERED = 300  # answered ids; the ledger remembers the rest


class NotJournalled(Exception):
    """The journal did not say that it stands; it may have appended all the same. ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Draft(Generic[S]):
    """What the rules make of something asked: the state as it would be, and what to ask of the journal."""

    state: S
    asked: Asked


class Papers(Generic[S]):
    """``append`` asks the journal and raises NotJournalled; ``changed`` is called when a new state stands,
    ``noticed`` with every moment of time that stands in the journal."""

    def __init__(
        self,
        procedure: Procedure,
        state: S,
        answered: Mapping[str, Receipt],
        append: Callable[[Asked], Awaitable[Answer]],
        changed: Callable[[], None],
        noticed: Callable[[datetime], None] = lambda _: None,
    ) -> None:
        self.procedure = procedure
        self.state = state
        self.answered = dict(answered)  # command id -> its first receipt, oldest first
        self._append = append
        self._changed = changed
        self._noticed = noticed
        self._quiet_until: datetime | None = None  # moments up to here came and changed nothing

    def draft(self, asked: Command | Fact, at: datetime) -> Draft[S]:
        """Decide, and change nothing. Raises Refused."""
        events = self.procedure.decide(self.state, asked, Now(at))
        return self._draft(events, at, asked.id, asked.digest)

    async def write_down(self, asked: Command | Fact, at: datetime) -> Receipt:
        """Decide and append, again if the journal was further. Raises Refused and NotJournalled."""
        for _ in range(_ROUNDS):
            draft = self.draft(asked, at)
            if asked.id is None and not draft.asked.entries:
                return draft.asked.receipt  # nobody asked, and nothing has happened
            answer = await self._append(draft.asked)
            if answer.appended:
                self._adopt(draft.state)
            else:
                self._adopt_missing(answer.missing)
            if answer.receipt:
                self._remember(asked.id, answer.receipt)
                return answer.receipt
        raise NotJournalled(names.RECORDS_AWAY)

    async def let_time_pass(self, until: datetime) -> None:
        """Note every moment that has come, with its own instant, however late it is noticed."""
        while (moment := self.next_moment()) and moment <= until:
            before = self.state.seq
            await self.write_down(TimePassed(), max(moment, self.state.changed_at))
            if self.state.seq == before:
                self._quiet_until = moment
            else:
                self._noticed(moment)

    async def catch_up(self) -> None:
        """Adopt what the journal has and we miss. Raises NotJournalled."""
        answer = await self._append(self._draft((), self.state.changed_at, None, None).asked)
        self._adopt_missing(answer.missing)

    def next_moment(self) -> datetime | None:
        """When time itself will next change something."""
        if self._quiet_until is None:
            return self.procedure.next_moment(self.state)
        moments = self.procedure.moments(self.state)
        return min((moment for moment in moments if moment > self._quiet_until), default=None)

    def _draft(
        self, events: tuple[Event, ...], at: datetime, command: str | None, digest: str | None
    ) -> Draft[S]:
        state = self.state
        entries: list[Entry] = []
        letters: list[Letter] = []
        for event in events:
            state = self.procedure.evolve(state, event)
            entries.append(written.write(event, state.seq))
            letters.extend(self.procedure.follows(state, event))
        asked = Asked(
            procedure=state.id,
            after=self.state.seq,
            entries=tuple(entries),
            receipt=Receipt(state.seq, state.stage.value, at),
            view=self.procedure.view(state),
            letters=tuple(letters),
            command=command,
            digest=digest,
        )
        return Draft(state, asked)

    def _adopt_missing(self, missing: tuple[Entry, ...]) -> None:
        state = self.state
        for entry in missing:
            state = self.procedure.evolve(state, written.read(self.procedure, entry))
        if missing:
            log.info("entries.adopted", procedure=state.id, after=self.state.seq, upto=state.seq)
            self._adopt(state)

    def _adopt(self, state: S) -> None:
        self.state = state
        self._quiet_until = None
        self._changed()

    def _remember(self, key: str | None, receipt: Receipt) -> None:
        if key is not None:
            self.answered[key] = receipt
            for oldest in list(self.answered)[:-_REMEMBERED]:
                del self.answered[oldest]
