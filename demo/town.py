"""The demonstration county on real servers, spoken to through its public HTTP API as its people would."""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self

import httpx
from google.protobuf.duration_pb2 import Duration
from google.protobuf.empty_pb2 import Empty
from temporalio.api.testservice.v1 import SleepRequest
from temporalio.client import Client

from demo.place import Differs, Line, Look, Refusal, Registered
from demo.stories import Seen
from desk import caller
from desk.town import COUNTY, DISPATCHER
from local.system import System
from rules.dispute.screen import Concern, Reply
from rules.instants import legal_day

_READY_SECONDS = 60


class Town:
    """A county with a running system of its own."""

    def __init__(self, system: System) -> None:
        self._system = system
        self.kill_after = 0.01  # seconds: what is asked at the same time is then on its way
        self._doors = _Doors()
        self._caller = caller.Caller(system.api_url, transport=self._doors)
        self._skips = system.settings.clock == "engine"
        self._engine: Client | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._caller.__aexit__(kind, error, trace)

    async def now(self) -> datetime:
        if not self._skips:
            return datetime.now(UTC)
        answer = await (await self._client()).test_service.get_current_time(Empty())
        return answer.time.ToDatetime(UTC)

    async def wait_until(self, at: datetime) -> None:
        missing = at - await self.now()
        if missing <= timedelta(0):
            return
        if not self._skips:
            await asyncio.sleep(missing.total_seconds())
            return
        duration = Duration()
        duration.FromTimedelta(missing)
        await (await self._client()).test_service.unlock_time_skipping_with_sleep(
            SleepRequest(duration=duration)
        )

    async def register(self, person: str, body: dict[str, Any], edition: str, key: str) -> Registered:
        asked = _registration(body, edition)
        answer = await self._post(person, "/disputes", asked, key)
        shown = await self._get(answer["procedure"])
        refs = [party["party"]["ref"] for party in shown["parties"]]
        names = [party["ref"] for party in body["parties"]]
        return Registered(answer["procedure"], dict(zip(names, refs, strict=True)))

    async def ask(self, procedure: str, person: str, verb: str, body: dict[str, Any], key: str) -> None:
        await self._post(person, f"{_path(procedure)}/{verb.replace('_', '-')}", body, key)

    async def look(self, procedure: str, start: datetime) -> Look:
        shown = await self._get(procedure)
        dispute = _dispute_of(procedure)
        papers = (shown if dispute == procedure else await self._get(dispute))["documents"]
        case = shown["case"]
        due = datetime.fromisoformat(case["due_on"]).date() if case["due_on"] else None
        return Look(
            Seen(
                stage=case["stage"],
                step=case["step"] or 0,
                owner=f"{case['owner_unit']}/{case['owner_role']}",
                due=(due - legal_day(start)).days if due else None,
                waits_for=case["waits_for"],
                overdue=case["overdue"],
                outcome=case["outcome"],
            ),
            tasks=tuple(f"{task['what']} {task['unit']}/{task['role']}" for task in shown["tasks"]),
            documents=tuple(document["kind"] for document in papers),
            served=tuple(service["party"] for document in papers for service in document["services"]),
            lines=tuple(map(_line, shown["timeline"])),
            next_moment=datetime.fromisoformat(case["next_moment"]) if case["next_moment"] else None,
        )

    async def following(self, procedure: str, kind: str) -> str | None:
        """Aftercare bears the number of its dispute; the next dispute that of the aftercare and one."""
        before, county, number, n = procedure.split("/")
        found = f"{kind}/{county}/{number}/{n if before == 'dispute' else int(n) + 1}"
        try:
            await self._get(found)
        except Refusal as refusal:
            if refusal.status == httpx.codes.NOT_FOUND:
                return None
            raise
        return found

    async def kill(self, parts: Sequence[str]) -> None:
        await asyncio.sleep(self.kill_after)
        for part in parts:
            self._system.kill(part)
        await asyncio.to_thread(self._system.wait_ready, _READY_SECONDS)

    async def _get(self, procedure: str) -> Any:
        try:
            return await self._caller.get(DISPATCHER, _path(procedure))
        except caller.Refusal as refusal:
            raise Refusal(refusal.status, refusal.code) from None
        except caller.Away as away:
            raise Differs(str(away)) from None

    async def _post(self, person: str, path: str, body: dict[str, Any], key: str) -> Any:
        try:
            return (await self._caller.post(person, path, body, key)).body
        except caller.Refusal as refusal:
            raise Refusal(refusal.status, refusal.code, self._doors.shown.get(key, ())) from None
        except caller.Away as away:
            raise Differs(str(away)) from None

    async def _client(self) -> Client:
        if self._engine is None:
            settings = self._system.settings
            self._engine = await Client.connect(
                settings.temporal_address, namespace=settings.temporal_namespace
            )
        return self._engine


class _Doors(httpx.AsyncHTTPTransport):
    """Remembers, by the key of the request, to which doors a refusal has shown people."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, tuple[str, ...]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        if response.status_code == httpx.codes.CONFLICT:
            problem = json.loads(await response.aread())
            self.shown[request.headers["Idempotency-Key"]] = tuple(door["door"] for door in problem["doors"])
        return response


def _registration(body: dict[str, Any], edition: str) -> dict[str, Any]:
    """What the API is told: every question of the screen answered, and no name that only the story knows."""
    said = {name: value for name, value in body.items() if name != "said"}
    return {
        **said,
        "matter": {"channel": "window", "title": body["said"][:20], "body": body["said"]},
        "parties": [{k: v for k, v in party.items() if k != "ref"} for party in body["parties"]],
        "screen": dict.fromkeys(Concern, Reply.NO) | body.get("screen", {}),
        "edition": f"{COUNTY}/{edition}",
    }


def _dispute_of(procedure: str) -> str:
    """The dispute that a procedure is, or is the aftercare of: the papers are its."""
    return procedure.replace("aftercare/", "dispute/", 1)


def _path(procedure: str) -> str:
    kind, _, number, n = procedure.split("/")
    return f"/cases/{kind}/{number}/{n}"


def _line(entry: dict[str, Any]) -> Line:
    by = entry["by"]
    return Line(
        entry["seq"],
        entry["kind"],
        datetime.fromisoformat(entry["at"]),
        f"{by['role']}@{by['unit']}" if by else None,
        {**entry["data"], "texts": entry["texts"]},
    )
