"""What a check can do: say something as the county, and wait for what the agency makes of it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx

from conformance import matter
from conformance.county import County, Heard
from conformance.signing import Keys

CLOUDEVENT = {"content-type": "application/cloudevents+json"}
BUSY = frozenset({429, 500, 502, 503, 504})
SLICES = 10
PATIENCE_AT_MOST = 10  # times
LOOK_EVERY, LOOK_AT_LEAST = 0.03, 0.5  # seconds


class Failed(Exception):
    """A clause that is not kept: what was seen."""


class NotTried(Exception):
    """A clause that could not be tried: why."""


@dataclass(frozen=True)
class Sent:
    """A message of the county and what the agency answered."""

    id: str
    body: bytes
    response: httpx.Response

    @property
    def receipt(self) -> dict[str, Any]:
        """The receipt. Raises Failed when there is none."""
        return receipt(self.response)


@dataclass
class Kit:
    """`patience`: seconds that an agency may go without a word. `settle`: for how long silence is silence."""

    url: str
    agency: str
    county: County
    client: httpx.AsyncClient
    patience: float = 10.0
    settle: float = 1.0
    await_push: float = 0.0

    @property
    def keys(self) -> Keys:
        return self.county.keys

    async def send(self, what: str, subject: str, data: Mapping[str, Any]) -> Sent:
        """Say it, again while the agency is out of order, as a county does."""
        message = matter.message(what, subject, dict(data))
        self.county.affairs[subject].said.append(message["id"])
        body = matter.written(message)
        return Sent(message["id"], body, await self.repeat(message["id"], body))

    async def practice(self, *wishes: str) -> tuple[str, Sent]:
        """Send a practice matter; it must be taken."""
        subject = matter.new_subject()
        sent = await self.send("sent", subject, matter.practice(self.agency, *wishes))
        expect_effect(sent.receipt, "taken")
        return subject, sent

    async def repeat(self, id: str, body: bytes) -> httpx.Response:
        """Send these bytes under this id, signed anew each time, until they are answered."""
        return await self._answered(lambda: self._post(body, self.keys.headers(id, body)))

    async def post(self, body: bytes, headers: Mapping[str, str]) -> httpx.Response:
        """Send this just so, until it is answered."""
        return await self._answered(lambda: self._post(body, headers))

    async def get(self, subject: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        """The state of a handoff, as the agency answers."""
        signed = self.keys.headers(str(uuid4()), b"") if headers is None else headers
        url = f"{self.url}/handoffs/{quote(subject, safe='')}"
        return await self._answered(lambda: self.client.get(url, headers=signed))

    async def _post(self, body: bytes, headers: Mapping[str, str]) -> httpx.Response:
        response = await self.client.post(
            f"{self.url}/messages", content=body, headers={**CLOUDEVENT, **headers}
        )
        if response.status_code not in BUSY:
            self.county.last_word = monotonic()
        return response

    async def _answered(self, attempt: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
        """The answer, when it is one: an agency that is away or out of order is asked again.

        Raises Failed when it never answers.
        """
        began = monotonic()
        while True:
            try:
                response = await attempt()
            except httpx.TransportError as error:
                if self._left(began) <= 0:
                    raise Failed(f"没有回答 no answer: {type(error).__name__}") from None
                await asyncio.sleep(LOOK_EVERY)
                continue
            if response.status_code not in BUSY or self._left(began) <= 0:
                return response
            await asyncio.sleep(float(response.headers.get("retry-after", "0")) or LOOK_EVERY)

    async def state(self, subject: str, stage: str) -> dict[str, Any]:
        """The state, once it is at this stage. Raises Failed when it does not get there."""
        began, pause = monotonic(), LOOK_EVERY
        while True:
            response = await self.get(subject)
            told = response.json() if response.status_code == 200 else {}
            if told.get("stage") == stage:
                return dict(told)
            if self._left(began) <= 0:
                raise Failed(f"阶段未到 {stage}：{told.get('stage')}；{_seen(response)}")
            await asyncio.sleep(pause)
            pause = min(2 * pause, LOOK_AT_LEAST)

    async def hear(self, subject: str, what: str) -> Heard:
        """The agency's message of this kind, once the county has decided about it."""
        affair = self.county.affairs[subject]

        def decided() -> list[Heard]:
            return [each for each in affair.heard if each.what == what and each.effect]

        try:
            await self.until(lambda: bool(decided()), "")
        except Failed:
            raise Failed(f"没有听到 not heard: {what}；听到 heard: {self._heard(subject)}") from None
        return decided()[0]

    async def until(self, comes_about: Callable[[], bool], otherwise: str) -> None:
        """Wait for something to be heard. Raises Failed."""
        began = monotonic()
        async with self.county.changed:
            while not comes_about():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.county.changed.wait(), max(0.01, self._left(began)))
                if not comes_about() and self._left(began) <= 0:
                    raise Failed(otherwise)

    def _left(self, began: float) -> float:
        """For how many seconds more it is waited. While the agency is talking or answering, it is busy."""
        now = monotonic()
        busy_until = max(began, self.county.last_word) + self.patience
        return min(busy_until, began + PATIENCE_AT_MOST * self.patience) - now

    async def silence(self, subject: str) -> None:
        """Wait until the agency has nothing more to say about this: until it is silent altogether."""
        began = monotonic()
        heard = self.county.affairs[subject].heard
        while monotonic() - began < PATIENCE_AT_MOST * self.patience:
            before = len(heard)
            for _ in range(SLICES):  # on a busy machine others have their turn in between
                await asyncio.sleep(self.settle / SLICES)
            if len(heard) == before and monotonic() - self.county.last_word >= self.settle:
                return

    def none_of(self, subject: str, *whats: str) -> None:
        """Raises Failed when one of these was said."""
        said = [what for what in whats if self.county.affairs[subject].what_was_said(what)]
        if said:
            raise Failed(f"不应再说 should not have been said: {' '.join(said)}")

    async def pushed(self) -> str:
        """A matter of the agency's own. Raises NotTried when it sends none."""
        try:
            return await asyncio.wait_for(self.county.own.get(), self.await_push)
        except TimeoutError:
            raise NotTried("该机关没有送出自己的事项 the agency sent no matter of its own") from None

    def _heard(self, subject: str) -> str:
        return " ".join(each.what for each in self.county.affairs[subject].heard) or "-"


def receipt(response: httpx.Response) -> dict[str, Any]:
    """The receipt in an answer. Raises Failed."""
    try:
        read = response.json()
    except ValueError:
        read = None
    if not response.is_success or not isinstance(read, dict):
        raise Failed(_seen(response))
    return read


def expect_status(response: httpx.Response, status: int) -> None:
    if response.status_code != status:
        raise Failed(f"应为 should be HTTP {status}；{_seen(response)}")


def expect_effect(told: Mapping[str, Any], effect: str, reason: str | None = None) -> None:
    found = (told.get("effect"), told.get("reason"))
    if found != (effect, reason):
        raise Failed(
            f"应为 should be {effect} {reason or ''}；见到 seen: {found[0]} {found[1] or ''}".strip()
        )


def expect_same(name: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise Failed(f"{name} 应为 should be {wanted!r}；见到 seen: {found!r}")


def _seen(response: httpx.Response) -> str:
    try:
        told = response.json()
    except ValueError:
        told = None
    code = told.get("code", "") if isinstance(told, dict) else ""
    return f"见到 seen: HTTP {response.status_code} {code}".strip()
