"""The county as the kit plays it: it hears what the agency says, and decides as its journal would."""

import asyncio
import json
import socket
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from conformance import matter, reading
from conformance.signing import Keys

STAGES = {"supplement-wanted": "supplement", "progressed": "accepted"}


@dataclass
class Heard:
    """One request of the agency, as it came; `effect` when the county has decided about it."""

    at: float
    headers: dict[str, str]
    body: bytes
    message: dict[str, Any] | None
    effect: str | None = None

    @property
    def what(self) -> str:
        parts = str((self.message or {}).get("type", "")).split(".")
        return parts[-2] if len(parts) > 2 else ""

    @property
    def id(self) -> str:
        return str((self.message or {}).get("id", ""))


@dataclass
class Affair:
    """What the county knows of one handoff; `answers` are given, one for each request, before its own."""

    docking: str = matter.DOCKING
    stage: str = "sent"
    heard: list[Heard] = field(default_factory=list)
    receipts: dict[str, dict[str, Any]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    answers: list[Callable[[Heard], Response | None]] = field(default_factory=list)

    @property
    def holder(self) -> str:
        return "receiver" if self.stage == "accepted" else "sender"

    def what_was_said(self, what: str) -> list[Heard]:
        """Every different message of this kind, the first time it came."""
        firsts = {each.id: each for each in reversed(self.heard) if each.what == what}
        return list(reversed(firsts.values()))

    def decide(self, heard: Heard) -> tuple[str, str | None]:
        """Effect and reason of a message heard for the first time."""
        if self.stage == "recalled":
            return "refused", "recalled"
        if self.stage in {"refused", "consent-ended", "returned", "closed"} and heard.what != "confirmed":
            return "refused", "ended"
        if heard.what == "supplement-wanted" and len(self.what_was_said(heard.what)) > 1:
            return "refused", "supplement-asked-before"
        if heard.what == "accepted" and self.stage == "accepted":
            return "nothing", None
        if heard.what in {"returned", "progressed"} and self.stage != "accepted":
            return "refused", "not-at-this-stage"
        self.stage = STAGES.get(heard.what, heard.what)
        return "taken", None


class County:
    """Listens on host:port, at whatever path the agency was told to call."""

    def __init__(self, agency: str, keys: Keys, listen: str, county_url: str = "") -> None:
        self.agency = agency
        self.keys = keys
        self.affairs: dict[str, Affair] = defaultdict(Affair)
        self.strange: list[str] = []
        self.own: asyncio.Queue[str] = asyncio.Queue()
        self.changed = asyncio.Condition()
        self.last_word = monotonic()
        host, _, port = listen.rpartition(":")
        self._host, self._port = host or "127.0.0.1", int(port)
        self._base = f"{urlsplit(county_url).path.rstrip('/')}/agencies/{agency}"

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """While the kit runs. Raises OSError when the port is taken."""
        routes = [
            Route(f"{self._base}/messages", self._messages, methods=["POST"]),
            Route(f"{self._base}/handoffs/{{subject:path}}", self._state),
        ]
        taken = _listening_socket(self._host, self._port)
        application = Starlette(routes=routes)
        config = uvicorn.Config(application, log_level="warning", access_log=False, lifespan="off", ws="none")
        config.load()
        server = uvicorn.Server(config)
        server.lifespan = config.lifespan_class(config)
        await server.startup(sockets=[taken])  # not `serve`: signals are the command's
        try:
            yield
        finally:
            server.force_exit = True  # an agency that is still talking need not be heard
            await server.shutdown(sockets=[taken])

    async def _messages(self, request: Request) -> Response:
        body = await request.body()
        self.last_word = monotonic()
        heard = Heard(self.last_word, dict(request.headers), body, _message(body))
        if no := self._turned_away(heard):
            self.strange.append(f"{heard.what or '-'}: {no[1]}")
            return JSONResponse({"code": no[1]}, no[0])
        assert heard.message is not None
        affair = self.affairs[heard.message["subject"]]
        affair.heard.append(heard)
        try:
            return self._answer(affair, heard, heard.message)
        finally:
            async with self.changed:
                self.changed.notify_all()

    def _turned_away(self, heard: Heard) -> tuple[int, str] | None:
        """Why the county never takes this: status, and what is wrong."""
        if not self.keys.is_good(heard.headers, heard.body):
            return 401, "bad-signature"
        if heard.message is None:
            return 400, "not-json"
        if found := reading.mistakes(heard.message):
            return 422, "; ".join(found[:3])
        if heard.message["source"] != f"urn:fengqiao:agency:{self.agency}":
            return 401, "unknown-sender"
        return None if heard.headers["webhook-id"] == heard.id else (422, "webhook-id")

    def _answer(self, affair: Affair, heard: Heard, message: dict[str, Any]) -> Response:
        if affair.answers and (given := affair.answers.pop(0)(heard)) is not None:
            return given
        if receipt := affair.receipts.get(heard.id):
            return JSONResponse(receipt)
        if heard.what == "sent":
            affair.docking = message["data"]["docking"]
            effect, reason = "taken", None
            self.own.put_nowait(message["subject"])
        else:
            effect, reason = affair.decide(heard)
        heard.effect = effect
        affair.receipts[heard.id] = receipt_of(heard.id, affair, effect, reason)
        return JSONResponse(affair.receipts[heard.id], 202)

    async def _state(self, request: Request) -> Response:
        subject = request.path_params["subject"]
        if not self.keys.is_good(request.headers, b""):
            return JSONResponse({"code": "bad-signature"}, 401)
        if subject not in self.affairs:
            return JSONResponse({"code": "unknown"}, 404)
        affair = self.affairs[subject]
        told = {"subject": subject, "stage": affair.stage, "holder": affair.holder, "receiver_ref": None}
        taken = [id for id, receipt in affair.receipts.items() if receipt["effect"] == "taken"]
        return JSONResponse({**told, "sent": affair.said, "taken": taken})


def receipt_of(id: str, affair: Affair, effect: str, reason: str | None) -> dict[str, Any]:
    return {
        "message": id,
        "received_at": matter.instant(),
        "effect": effect,
        "reason": reason,
        "stage": affair.stage,
        "holder": affair.holder,
    }


def _listening_socket(host: str, port: int) -> socket.socket:
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError:
        taken.close()
        raise
    taken.listen()
    return taken


def _message(body: bytes) -> dict[str, Any] | None:
    try:
        read = json.loads(body)
    except ValueError:
        return None
    return read if isinstance(read, dict) else None
