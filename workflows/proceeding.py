"""What every proceeding does: wait, let time pass, let the rules decide, write down, answer.

It keeps time and order and knows no rule; how something is decided and journalled is in `papers.py`.
It never waits for anybody but the journal.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, Generic

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ApplicationError, FailureError

with workflow.unsafe.imports_passed_through():
    import structlog
    from pydantic import TypeAdapter

    from rules.journal import Answer, Asked, Entry, Receipt
    from rules.procedure import Command, Fact, Procedure, Recount
    from rules.refusals import Refused
    from rules.staffing import PersonLeft, SeatsLookedAt
    from rules.timekeeping import CalendarPublished, RulesPublished
    from workflows import attributes, names, versions
    from workflows.in_clear import InClear
    from workflows.papers import NotJournalled, Papers, S
    from workflows.verbs import published, told

log = structlog.get_logger()

# All tries together are shorter than a workflow task (10 s), so that a decision ends in the task it began in.
_ONE_TRY = timedelta(seconds=5)
_ALL_TRIES = timedelta(seconds=8)
_TRIES = RetryPolicy(initial_interval=timedelta(milliseconds=200), maximum_attempts=3)

_LONGEST_PAUSE = 60  # seconds

# What of an entry is told in the history: codes, and the handoff that it is about.
_TELLING = ("docking", "news", "outcome", "handoff")

# The last decision is answered in a task of its own. One that also ended the run would fail, answer and all,
# when a message comes meanwhile.
_A_BREATH = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Waiting:
    """A fact (by its persisted name) that is not yet journalled, and the instant at which it became known."""

    name: str
    at: datetime
    fact: Any  # a Fact; its JSON when it has just been carried over


@dataclass(frozen=True)
class File(Generic[S]):  # 案卷
    """What a workflow is started with, and what one run hands to the next."""

    state: S
    answered: dict[str, Receipt] = field(default_factory=dict)
    waiting: tuple[Waiting, ...] = ()
    renewals: int = 0


@dataclass(frozen=True)
class Closed:
    """What a proceeding leaves behind in the engine; the journal has the rest."""

    seq: int
    stage: str
    outcome: str | None
    at: datetime


class ProceedingWorkflow(Generic[S]):
    """The shell of a procedure. A subclass names its procedure, lists its verbs, spells out init and run."""

    procedure: ClassVar[Procedure]

    def __init__(self, file: File[S]) -> None:
        self.papers = Papers(self.procedure, file.state, file.answered, _append, self._show, _lateness)
        self.waiting = [self._read(each) for each in file.waiting]
        self.renewals = file.renewals
        self._one_at_a_time = asyncio.Lock()
        self._never: dict[str, str] = {}  # keys of facts that could not be journalled, and why
        self._failures = 0
        self._try_again_at: datetime | None = None
        self._was_told = bool(self.waiting)
        self._may_be_behind = False
        self._renewing = False
        self._show()

    async def keep_time_and_order(self) -> Closed:
        """Until the procedure has ended; a run that has grown long goes on as a new one."""
        while not await self._may_leave():
            await self._until_something_comes()
        if not self._has_ended():
            carried = File(self.papers.state, self.papers.answered, tuple(self.waiting), self.renewals + 1)
            # The engine would carry the old memo over as it is, and with it the key that sealed it.
            workflow.continue_as_new(
                carried,
                memo=attributes.memo(self.papers.state.edition),
                initial_versioning_behavior=versions.newest(),
            )
        state, case = self.papers.state, self.procedure.view(self.papers.state).case
        return Closed(state.seq, case.stage, case.outcome, state.changed_at)

    # What people ask and report, and what others tell: see verbs.py.

    def may(self, command: Command) -> None:
        """A validator's whole work: everything is tried, nothing is changed, a refusal leaves no trace."""
        if command.id not in self.papers.answered:
            try:
                self._try_out(command)
            except Refused as refused:
                raise self._refusal(refused) from None

    def can(self, fact: Fact) -> None:
        """Facts are never refused; but what our own rules break on must not break the proceeding."""
        self._try_out(fact)

    async def perform(self, command: Command) -> Receipt:
        """Decide, write down, answer. Fails with the refusal's or journal's code, and changes nothing."""
        async with self._one_at_a_time:
            if earlier := self.papers.answered.get(command.id):
                return earlier
            try:
                await self._write_down_what_waits()
                return await self.papers.write_down(command, workflow.now())
            except Refused as refused:
                raise self._refusal(refused) from None
            except NotJournalled as failed:
                raise _failure(failed.code) from None

    async def note(self, name: str, fact: Fact) -> Receipt:
        """Keep the fact, write it down, answer. Fails with ``not-yet-journalled`` when it is kept so far."""
        key = self._keep(name, fact)
        async with self._one_at_a_time:
            with suppress(NotJournalled):
                await self._write_down_what_waits()
        if receipt := self.papers.answered.get(key):
            return receipt
        raise _failure(self._never.pop(key, names.NOT_YET_JOURNALLED))

    async def take(self, name: str, fact: CalendarPublished | RulesPublished) -> Recount:
        """Take a publication, and say what it did to this case; nothing, if it was known already."""
        await self.note(name, fact)
        self._show(even_seq=True)  # or the relay would wake each of so many cases to ask whether it is behind
        told = {recount.version: recount for recount in self.papers.state.recounts}
        return told.get(fact.version, Recount(fact.version))

    def hear(self, name: str, fact: Fact) -> None:
        """Keep the fact; the loop writes it down. Nothing here can fail the proceeding."""
        self._keep(name, fact)
        self._was_told = True

    @workflow.signal(name=names.RENEW)
    def renew(self) -> None:
        """Go on in a fresh run at the next quiet moment: new code, short history."""
        self._renewing = True

    @workflow.signal(name=names.NUDGE)
    def nudge(self) -> None:
        """Somebody saw that the journal is further than we are: look what we miss."""
        self._may_be_behind = self._was_told = True

    # What is published reaches every proceeding in the same way.
    calendar_published = published("calendar_published", CalendarPublished)
    rules_published = published("rules_published", RulesPublished)

    # Nor does it matter to whose seat something falls empty, or who leaves.
    seats_looked_at = told(names.SEATS_LOOKED_AT, SeatsLookedAt)
    person_left = told(names.PERSON_LEFT, PersonLeft)

    @workflow.query(name=names.CURRENT)
    def current(self) -> Any:
        """The whole state, for support."""
        return self.papers.state

    @workflow.query(name=names.SEQ)
    def seq(self) -> int:
        """The last entry of the journal that it knows."""
        return self.papers.state.seq

    # Keeping order. All that changes the papers happens under the lock.

    async def _write_down_what_waits(self) -> None:
        """Facts in the order in which they came; before each, what time itself had brought by then."""
        try:
            if self._may_be_behind:
                await self.papers.catch_up()
                self._may_be_behind = False
                self._show(even_seq=True)
            while self.waiting:
                first = self.waiting[0]
                await self.papers.let_time_pass(first.at)
                await self._write_down_fact(first)
                self.waiting.pop(0)
            await self.papers.let_time_pass(workflow.now())
        except NotJournalled as failed:
            self._try_again_later(failed.code)
            raise NotJournalled(
                names.RECORDS_AWAY
            ) from None  # whatever it was, the next asker is not to blame
        if self._failures:
            self._failures, self._try_again_at = 0, None
            self._show()

    async def _write_down_fact(self, waiting: Waiting) -> None:
        try:
            await self.papers.write_down(waiting.fact, waiting.at)
        except NotJournalled as failed:
            if failed.code not in names.NEVER_JOURNALLED:
                raise
            self._never[waiting.fact.id] = failed.code
            log.warning("fact.dropped", procedure=self.papers.state.id, fact=waiting.name, code=failed.code)

    def _try_again_later(self, code: str) -> None:
        pause = pause_after(self._failures, workflow.random().random())
        self._failures += 1
        self._try_again_at = workflow.now() + pause
        log.warning("journal.away", procedure=self.papers.state.id, code=code, waiting=len(self.waiting))
        self._show()

    def _keep(self, name: str, fact: Fact) -> str:
        """The key under which it will be answered. A fact that is known already is kept once."""
        key = fact.id or str(workflow.uuid4())
        if key not in self.papers.answered and all(each.fact.id != key for each in self.waiting):
            self.waiting.append(Waiting(name, workflow.now(), replace(fact, id=key)))
        return key

    def _read(self, carried: Waiting) -> Waiting:
        known = {**self.procedure.reports, **self.procedure.messages, **self.procedure.publications}
        return replace(carried, fact=TypeAdapter(known[carried.name]).validate_python(carried.fact))

    def _try_out(self, asked: Command | Fact) -> None:
        try:
            self.papers.draft(asked, workflow.now())
        except Refused:
            raise
        except Exception:
            log.exception("rules.broken", procedure=self.papers.state.id, asked=type(asked).__name__)
            raise _failure(names.RULES_BROKEN) from None

    def _refusal(self, refused: Refused) -> ApplicationError:
        """Says, behind its basis, the last entry it knew of: whoever asked can tell whether that was all."""
        reason, seq = refused.reason, self.papers.state.seq
        return ApplicationError(
            reason.code, reason.basis.value, seq, *refused.details, type=reason.code, non_retryable=True
        )

    # Keeping time.

    async def _until_something_comes(self) -> None:
        """One timer for the nearest moment, set anew only when that moment moved."""
        armed = self._wakes_at()
        with suppress(TimeoutError):
            await workflow.wait_condition(
                lambda: self._was_told or self._wants_to_leave() or self._wakes_at() != armed,
                timeout=max(armed - workflow.now(), timedelta(0)) if armed else None,
                timeout_summary=InClear("records again" if self._try_again_at else "next moment"),
            )

    def _wakes_at(self) -> datetime | None:
        return self._try_again_at or self.papers.next_moment()

    async def _may_leave(self) -> bool:
        """Write down what is due; then, if there is nothing more for this run to do, let everybody finish."""
        at = self._wakes_at()
        if self._was_told or (at and at <= workflow.now()):
            self._was_told = False
            async with self._one_at_a_time:
                with suppress(NotJournalled):  # then it tries again, after a pause
                    await self._write_down_what_waits()
        if not self._wants_to_leave():
            return False
        await workflow.wait_condition(workflow.all_handlers_finished)
        await workflow.sleep(_A_BREATH, summary=InClear("leaving"))
        return self._wants_to_leave() and workflow.all_handlers_finished()

    def _wants_to_leave(self) -> bool:
        is_long = workflow.info().is_continue_as_new_suggested()
        return self._has_ended() or self._renewing or is_long or versions.is_overtaken()

    def _has_ended(self) -> bool:
        return self.papers.state.has_ended and not self.waiting

    def _show(self, *, even_seq: bool = False) -> None:
        """Tell the engine's pages how things stand, at the cost of an event, when something to see changed.

        The entry's number goes along; as a reason of its own it would cost a third of all throughput.
        """
        seq, view = self.papers.state.seq, self.procedure.view(self.papers.state)
        changes = attributes.changes(workflow.info().typed_search_attributes, view, seq)
        if changes and (even_seq or any(change.key != attributes.SEQ for change in changes)):
            workflow.upsert_search_attributes(changes)
        unwritten = len(self.waiting) if self._failures else 0
        workflow.set_current_details(attributes.details(view, seq, unwritten))


def _lateness(moment: datetime) -> None:
    """How long after its instant what time brought stands in the journal; told once, not again at replay."""
    meter = workflow.metric_meter()
    lateness = meter.create_histogram_timedelta(
        names.LATENESS, "Time between a legal moment and its entry in the journal", "duration"
    )
    lateness.record(workflow.now() - moment)


def pause_after(failures: int, chance: float) -> timedelta:
    """How long until the next try: longer each time; ``chance`` (0 to 1) keeps cases from trying together."""
    return timedelta(seconds=min(2**failures, _LONGEST_PAUSE) * (1 + chance) / 2)


async def _append(asked: Asked) -> Answer:
    try:
        answer: Answer = await workflow.execute_local_activity(
            names.APPEND,
            asked,
            result_type=Answer,
            start_to_close_timeout=_ONE_TRY,
            schedule_to_close_timeout=_ALL_TRIES,
            retry_policy=_TRIES,
            summary=InClear(_summary(asked)),
        )
    except FailureError as failed:  # a local activity fails with its own failure, not with an ActivityError
        final = failed.type if isinstance(failed, ApplicationError) and failed.non_retryable else None
        raise NotJournalled(final or names.RECORDS_AWAY) from None
    return answer


def _summary(asked: Asked) -> str:
    """What is written down, for whoever reads the history: kinds of entries, and codes."""
    return " ".join(map(_said, asked.entries)) or "nothing new"


def _said(entry: Entry) -> str:
    told = [str(entry.body[name]) for name in _TELLING if entry.body.get(name)]
    return " ".join([entry.kind, *told])


def _failure(code: str) -> ApplicationError:
    return ApplicationError(code, type=code, non_retryable=True)
