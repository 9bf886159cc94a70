"""The adapter over HTTP: signed CloudEvents, one at a time, to the address in the settings."""

from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx
from opentelemetry.trace import SpanKind

from activities.partners.adapter import NotTaken, Taken
from watching.tracing import OFF, Tracing
from wire.messages import CONTENT_TYPE
from wire.partners import Partner
from wire.signing import sign
from wire.valid import parsed

_WITHIN = 10.0  # seconds
_LARGEST = 65_536
_EFFECTS = ("taken", "nothing", "refused", "pending")
# What will not change by asking again: it is not let in, not known there, or not understood.
_FINAL = frozenset({400, 401, 403, 404, 405, 409, 410, 413, 415, 422})


class Network:
    """One per process; its connections are shared by all agencies."""

    def __init__(self, partner: Partner, client: httpx.AsyncClient, tracing: Tracing = OFF) -> None:
        self.partner = partner
        self._client = client
        self._tracing = tracing

    async def send(self, id: str, body: str, at: datetime) -> Taken:
        headers = {**sign(self.partner.keys, id, at, body), "content-type": CONTENT_TYPE}
        effect = (await self._ask("POST", "/messages", headers, body)).get("effect")
        if effect not in _EFFECTS:
            raise NotTaken("unreadable-answer", is_final=False)
        return Taken(at, effect)

    async def fetch(self, subject: str, at: datetime) -> dict[str, Any]:
        headers = sign(self.partner.keys, str(uuid4()), at, "")
        return await self._ask("GET", f"/handoffs/{quote(subject, safe='')}", headers, None)

    async def _ask(self, method: str, path: str, headers: dict[str, str], body: str | None) -> dict[str, Any]:
        """What we trace ends here: the agency is told nothing of it."""
        with self._tracing.span("adapter", SpanKind.CLIENT, {"fengqiao.agency": self.partner.agency}):
            return await self._asked(method, path, headers, body)

    async def _asked(
        self, method: str, path: str, headers: dict[str, str], body: str | None
    ) -> dict[str, Any]:
        if not self.partner.url:
            raise NotTaken("no-address", is_final=False)
        asked = self._client.stream(
            method, self.partner.url + path, headers=headers, content=body, timeout=_WITHIN
        )
        try:
            async with asked as answer:
                said = await _whole(answer)
        except httpx.HTTPError as error:
            raise NotTaken(type(error).__name__, is_final=False) from None
        if answer.is_success:
            return _read(said)
        waits = answer.headers.get("retry-after", "")
        after = float(waits) if waits.isdecimal() and len(waits) < 6 else None
        raise NotTaken(str(answer.status_code), is_final=answer.status_code in _FINAL, after=after)


async def _whole(answer: httpx.Response) -> bytes:
    """All that was said; of what is too large no more is read, whatever it says of its length."""
    said = b""
    async for part in answer.aiter_bytes():
        said += part
        if len(said) > _LARGEST:
            raise NotTaken("answer-too-large", is_final=False)
    return said


def _read(said: bytes) -> dict[str, Any]:
    try:
        return parsed(said.decode())
    except ValueError:
        raise NotTaken("unreadable-answer", is_final=False) from None
