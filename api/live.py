"""The live stream (SSE): which cases have changed, to whoever sees them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime
from typing import Annotated

import structlog
from fastapi import APIRouter, Header, Request
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.identity import Whoever
from api.listing import shown
from api.office import Office, TheOffice
from api.sight import Sight, sight_of
from records.hearing import heard
from records.journal import CASES
from records.reading import CaseFilter, CaseLine, SortBy, cases_listed

router = APIRouter(tags=["动态 live"])
log = structlog.get_logger()

_PULSE = 15  # seconds between heartbeats, at which what may have been missed is looked up too
_AT_ONCE = 200
_PAUSE = 1  # second before a broken ear is mended
_COME_BACK_AFTER = 2_000  # milliseconds
_LASTS = 15 * 60  # seconds; then the browser comes again, and its seats are looked up anew


class Callers:
    """One ear for this process, and everybody who wants to know what it hears."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._waiting: set[Caller] = set()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to listen; if the database is away, as soon as it is there."""
        self._task = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        """Stop listening, and end every stream."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        for caller in self._waiting:
            caller.end()

    def join(self) -> "Caller":
        """Somebody wants to know from now on."""
        caller = Caller()
        self._waiting.add(caller)
        return caller

    def leave(self, caller: "Caller") -> None:
        """Somebody has gone."""
        self._waiting.discard(caller)

    async def _listen(self) -> None:
        while True:
            try:
                await self._hear()
            except Exception as error:  # noqa: BLE001  whatever it was, the stream must not stay silent
                log.error("listening.broken", error=type(error).__name__)
                await asyncio.sleep(_PAUSE)

    async def _hear(self) -> None:
        async with heard(self._office.records, CASES) as notes:
            async for note in notes:
                matter = note.split("/")[2]
                for caller in self._waiting:
                    caller.tell(matter)


class Caller:
    """What one stream has not looked at yet: matters, each once however often it was called."""

    def __init__(self) -> None:
        self._matters: set[str] = set()
        self._called = asyncio.Event()
        self.has_ended = False

    def tell(self, matter: str) -> None:
        """This matter has changed."""
        self._matters.add(matter)
        self._called.set()

    def end(self) -> None:
        """Nothing more will come."""
        self.has_ended = True
        self._called.set()

    async def taken(self, within: float) -> frozenset[str]:
        """What was called since, at the latest after so many seconds; then perhaps nothing."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                await self._called.wait()
        self._called.clear()
        matters, self._matters = frozenset(self._matters), set()
        return matters


@router.get(
    "/events",
    operation_id="live_events",
    summary="动态 Live stream",
    response_class=EventSourceResponse,
    responses={
        200: {"content": {"text/event-stream": {"example": "event: case\nid: 2026-03-02T01:00:00+00:00\n…"}}}
    },
)
async def live_events(
    request: Request,
    office: TheOffice,
    person: Whoever,
    last_event_id: Annotated[datetime | None, Header(alias="Last-Event-ID")] = None,
) -> EventSourceResponse:
    """An event ``case`` for every change of a case this person sees: the case as a list shows it.

    Ends after a quarter of an hour; whoever comes again with Last-Event-ID is told what changed meanwhile.
    """
    callers: Callers = request.app.state.callers
    sight = await sight_of(office, person)  # a stream is not of one moment, though it is a GET
    return EventSourceResponse(_events(office, sight, callers, last_event_id), ping=_PULSE)


async def _events(
    office: Office, sight: Sight, callers: Callers, since: datetime | None
) -> AsyncIterator[ServerSentEvent]:
    clock = asyncio.get_running_loop().time
    caller, ends_at = callers.join(), clock() + _LASTS
    try:
        yield ServerSentEvent(retry=_COME_BACK_AFTER)  # and the caller knows that we listen
        for line in await _changed_since(sight, since):
            yield await _event(office, line)
        while not caller.has_ended and clock() < ends_at:
            if matters := await caller.taken(within=_PULSE):
                page = await cases_listed(
                    sight.records,
                    sight.cases,
                    CaseFilter(matters=matters),
                    (SortBy.CHANGED, False),
                    limit=_AT_ONCE,
                )
                for line in page.lines:
                    yield await _event(office, line)
    finally:
        callers.leave(caller)


async def _changed_since(sight: Sight, since: datetime | None) -> list[CaseLine]:
    """The latest changes, oldest first; what changed at that very instant comes again."""
    if since is None or since.tzinfo is None:
        return []
    page = await cases_listed(
        sight.records, sight.cases, CaseFilter(), (SortBy.CHANGED, True), limit=_AT_ONCE
    )
    return [line for line in reversed(page.lines) if line.changed_at >= since]


async def _event(office: Office, line: CaseLine) -> ServerSentEvent:
    said = shown(line, await office.clock()).model_dump_json()
    return ServerSentEvent(event="case", id=line.changed_at.isoformat(), data=said)
