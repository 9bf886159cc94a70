"""Telling people that something was issued (通知): one for each cause and addressee, at least once.

Whoever takes a notice is given its id and knows it again; what breaks off between sending and marking is sent
again under the same id. Nothing here decides: the rules and the county's policy have.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from records import content, notices
from records.engine import RECORDS_AWAY
from records.keeper import Keeper
from records.notices import HOLDER, Cause, Notice
from rules import training
from rules.instants import legal_day
from rules.notifying import Delivery, Policy, Way, Wish, may_go_at, next_try, way_for, words_of
from rules.tracking import UNTOLD

log = structlog.get_logger()

EVERY = 10.0  # seconds
_AT_ONCE = 50
_SEAT = Wish(Way.IN_APP, "zh")


class NotSent(Exception):
    """It did not go; ``code`` says why, without words. ``is_final``: it never will."""

    def __init__(self, code: str, *, is_final: bool = False) -> None:
        super().__init__(code)
        self.code, self.is_final = code, is_final


class Carrier(Protocol):
    """A way out. Given the same id twice, it may deliver twice, but says that it is the same."""

    async def send(self, id: UUID, to: str, words: str) -> bool:
        """Whether it is known to have arrived. Raises NotSent."""


@dataclass(frozen=True)
class Notifier:
    """Works for the ordinary store. ``where``: the address of the page that tells more; ``policy``: of a
    county on a day, LookupError where it has none; ``is_training``: every notice begins by saying that it
    is not real (演练)."""

    records: AsyncEngine
    keeper: Keeper
    carriers: Mapping[Way, Carrier]
    where: str
    policy: Callable[[str, date], Policy]
    now: Callable[[], Awaitable[datetime]]
    is_training: bool = False

    async def carry(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.make()
                await self.send()
            except RECORDS_AWAY as away:
                log.warning("notices.waiting", error=type(away).__name__)
            await asyncio.sleep(EVERY)

    async def make(self) -> None:
        """A notice for each document that was issued and each of its addressees."""
        at = await self.now()
        async with self.records.begin() as connection:
            for cause in await notices.untold(connection, _AT_ONCE):
                try:
                    policy = self._policy(cause.procedure, at)
                except LookupError:
                    continue  # a county that has decided nothing about notices sends none
                due_at = may_go_at(at, policy, is_urgent=cause.code in policy.urgent)
                for addressee, wished in _told(cause, policy):
                    await notices.make(connection, cause, addressee, wished, due_at)

    def _policy(self, procedure: str, at: datetime) -> Policy:
        return self.policy(procedure.split("/")[1], legal_day(at))

    async def send(self) -> int:
        """Send what is due; how many were tried."""
        due = await notices.claim(self.records, await self.now(), _AT_ONCE)
        await asyncio.gather(*map(self._send, due))
        return len(due)

    async def _send(self, notice: Notice) -> None:
        at = await self.now()
        policy = self._policy(notice.procedure, at)
        if (later := await self._goes_at(notice, policy, at)) > at:  # nobody came to it before the night
            await notices.put_off(self.records, notice.id, later)
            return
        way = Way(notice.way)
        try:
            to = await self._address(notice)
            words = words_of(policy, way, notice.language, notice.matter, self.where)
            words = training.marked(words) if self.is_training else words
            has_arrived = await self.carriers[way].send(notice.id, to, words)
        except NotSent as no:
            await self._failed(notice, policy, at, no)
        except RECORDS_AWAY:
            raise
        except Exception as error:  # noqa: BLE001  one that nobody knows how to send holds up no other
            await self._failed(notice, policy, at, NotSent(type(error).__name__))
        else:
            state = Delivery.DELIVERED if has_arrived else Delivery.SENT
            await notices.went(self.records, notice.id, state, at)

    async def _goes_at(self, notice: Notice, policy: Policy, at: datetime) -> datetime:
        """Quiet hours hold when it is sent, whenever it was due."""
        later = may_go_at(at, policy, is_urgent=False)
        if later == at:
            return at
        code = await notices.code_of(self.records, notice.document)
        return may_go_at(at, policy, is_urgent=code in policy.urgent)

    async def _failed(self, notice: Notice, policy: Policy, at: datetime, no: NotSent) -> None:
        is_over = no.is_final or notice.attempts >= policy.tries
        log.warning("notice.not_sent", code=no.code)
        again = None if is_over else may_go_at(at + next_try(notice.attempts), policy, is_urgent=False)
        await notices.failed(self.records, notice.id, no.code, again)

    async def _address(self, notice: Notice) -> str:
        if notice.address is None:
            raise NotSent("no-address", is_final=True)
        async with self.records.connect() as connection:
            said = (await content.opened(connection, self.keeper, [notice.address]))[notice.address]
        if not isinstance(said, str):
            raise NotSent("address-erased", is_final=True)
        return said


def _told(cause: Cause, policy: Policy) -> list[tuple[str, Wish]]:
    """Seats in their lists; people as whoever holds the code wishes, else each by letter. Of what no code
    tells, and of such a service that is told in person, nobody is sent anything."""
    seats = [each for each in cause.addressees if "@" in each]
    people = [each for each in cause.addressees if "@" not in each]
    told = [(seat, _SEAT) for seat in seats]
    if not people:
        return told
    is_told_outside = cause.case not in UNTOLD and not cause.is_private
    wish = cause.wish if is_told_outside else None
    way = way_for(wish, cause.kind, policy)
    if way is Way.LETTER:
        return [*told, *((each, Wish(Way.LETTER, "zh")) for each in people)]
    nobody = Wish(Way.NONE, "zh")
    return [*told, (HOLDER, wish if way and wish else nobody)]
