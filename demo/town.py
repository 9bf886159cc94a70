"""The demonstration county on real servers, spoken to through its public HTTP API as its people would."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from types import TracebackType
from typing import Any, Self

import httpx
from google.protobuf.duration_pb2 import Duration
from google.protobuf.empty_pb2 import Empty
from temporalio.api.testservice.v1 import SleepRequest
from temporalio.client import Client

from demo import hall
from demo.agencies import DOORS, Agencies, said, sent
from demo.place import Became, Differs, Line, Look, Refusal, Registered, Reported
from demo.registering import REGISTRATIONS, described, path_of, people_of, words_of
from demo.stories import Seen
from demo.telling import eventually
from desk import caller
from desk.town import DISCIPLINE, DISPATCHER
from engine import engine_of
from local.system import System
from rules.dockings import DOCKINGS
from rules.instants import legal_day
from rules.procedure import kind_of, n_of
from rules.procedures import SEALED_PROCEDURES

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
        port = system.settings.simulator_port
        self._agencies = Agencies(f"http://127.0.0.1:{port}") if port else None
        self._subjects: dict[str, str] = {}  # what agencies call the handoffs they sent; "" for our own
        self._confided: dict[str, str] = {}  # a matter -> who asked for what nobody else sees

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._caller.__aexit__(kind, error, trace)
        if self._agencies:
            await self._agencies.close()

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

    async def register(
        self, kind: str, person: str, body: dict[str, Any], edition: str, key: str
    ) -> Registered:
        answer = await self._post(person, path_of(kind), REGISTRATIONS[kind](body, edition), key)
        return await self._registered(answer["procedure"], body)

    async def register_handed_over(
        self, handoff: str, kind: str, person: str, body: dict[str, Any], edition: str, key: str
    ) -> Registered:
        _, _, number, n = handoff.split("/")
        asked = {**REGISTRATIONS[kind](body, edition), "number": number, "handoff": int(n)}
        answer = await self._post(person, path_of(kind), asked, key)
        return await self._registered(answer["procedure"], body)

    async def _registered(self, procedure: str, body: dict[str, Any]) -> Registered:
        shown = await self._case(procedure)
        refs = [party["party"]["ref"] for party in shown["parties"]]
        names = [party["ref"] for party in people_of(body)]
        return Registered(procedure, dict(zip(names, refs, strict=True)))

    async def push(self, agency: str, docking: str, data: dict[str, Any]) -> Registered:
        assert self._agencies
        subject = await self._agencies.push(agency, docking, sent(data, await self.now()))
        procedure = await eventually(lambda: self._arrived(subject))
        if procedure is None:
            raise Differs(f"{agency} 移送的事项没有到达")
        return await self._registered(procedure, data)

    async def _arrived(self, subject: str) -> str | None:
        """The handoff that the agency calls so."""
        listed = await self._get("/cases", DISPATCHER, kind="handoff", sort="-opened", limit="100")
        for item in listed["items"]:
            procedure = item["case"]["procedure"]
            if procedure not in self._subjects:
                first = (await self._case(procedure))["timeline"][0]
                is_theirs = first["kind"] == "HandoffArrived"
                self._subjects[procedure] = first["data"]["sender"]["ref"] if is_theirs else ""
            if self._subjects[procedure] == subject:
                return str(procedure)
        return None

    async def act(self, procedure: str, agency: str, act: str, data: dict[str, Any]) -> None:
        assert self._agencies
        subject = self._subjects.get(procedure) or procedure
        if act in DOORS:
            await self._agencies.close_door(agency, subject, is_closed=DOORS[act])
        else:
            await self._agencies.act(agency, subject, act, said(data))

    async def ask(self, procedure: str, person: str, verb: str, body: dict[str, Any], key: str) -> None:
        await self._post(person, f"{_path(procedure)}/{verb.replace('_', '-')}", body, key)
        if verb == "hand_off" and DOCKINGS[body["docking"]].is_private:
            self._confided[procedure.split("/")[2]] = person

    async def sees(self, procedure: str, person: str) -> tuple[str, ...]:
        shown = await self._get(_path(procedure), person)
        return tuple(entry["kind"] for entry in shown["timeline"])

    async def chain(self, number: str, person: str) -> tuple[str, ...]:
        shown = await self._get(f"/matters/{number}", person)
        procedures = [case["case"]["procedure"].split("/") for case in shown["cases"]]
        return tuple(sorted(f"{kind}/{n}" for kind, _, _, n in procedures))

    async def submit(self, person: str, body: dict[str, Any], key: str) -> str:
        said = {name: value for name, value in body.items() if name != "said"}
        await self._post(person, "/submissions", {**said, **words_of(body["said"])}, key)
        for waiting in await self._get("/submissions", person):
            id = str(waiting["submission"]["id"])
            if (await self._get(f"/submissions/{id}", person))["texts"]["body"] == body["said"]:
                return id
        raise Differs("收件不在待分类之列")

    async def classify(
        self, submission: str, person: str, purpose: str, body: dict[str, Any], key: str
    ) -> Became:
        said = (await self._get(f"/submissions/{submission}", person))["texts"]["body"]
        parts: dict[str, Any] = {
            name: words_of(body[name]) for name in ("ordinary", "accusation") if name in body
        }
        asked = {"purpose": purpose, "is_real_name": body.get("is_real_name", False), **parts}
        answer = await self._post(person, f"/submissions/{submission}/classify", asked, key)
        return Became(answer["number"], await self._accusation(body.get("accusation", said)))

    async def _accusation(self, said: str) -> str | None:
        """The one that says this, as the discipline clerk finds it."""
        for item in (await self._get("/sealed/cases", DISCIPLINE))["items"]:
            matter = await self._get(f"/sealed/matters/{item['case']['matter']}", DISCIPLINE)
            if matter["texts"]["body"] == said:
                return str(item["case"]["procedure"])
        return None

    async def search(self, person: str, words: str) -> tuple[str, ...]:
        found = await self._get("/search", person, q=words)
        return tuple(item["matter"]["number"] for item in found["items"])

    async def likenesses(self, person: str, body: dict[str, Any]) -> tuple[str, ...]:
        found = await self._post(person, "/matters/likenesses", described(body), "")
        return tuple(each["matter"]["number"] for each in found)

    async def link(self, number: str, person: str, body: dict[str, Any], key: str) -> tuple[str, ...]:
        await self._post(person, f"/matters/{number}/links", body, key)
        return tuple(link["kind"] for link in (await self._get(f"/matters/{number}", person))["links"])

    async def report(self, person: str, since: date, until: date, procedure: str, key: str) -> Reported:
        days = {"since": since.isoformat(), "until": until.isoformat()}
        made = await self._post(person, "/reports/special", days, key)
        again = await self._get(f"/reports/special/{since}/{until}/again", person, key=key)
        if not again["is_same"]:
            raise Differs(f"重新编制的报告不同：{again['differing']}")
        named = {
            line["code"]: line["procedures"] or ()
            for part in made["parts"]
            for line in part["lines"]
            if procedure in (line["procedures"] or ())
        }
        return Reported(made["digest"], tuple(named))

    async def hall(self, person: str, asked: str, key: str) -> tuple[str, ...]:
        async def done() -> tuple[str, ...]:
            today = legal_day(await self.now())
            return await hall.do(self._get, self._post, person, asked, key, today)

        if asked == "told":  # whoever looks after it is told a moment later
            return await eventually(done) or ()
        return await done()

    async def look(self, procedure: str, start: datetime) -> Look:
        shown = await self._case(procedure)
        dispute = _dispute_of(procedure)
        before = [] if dispute == procedure else (await self._case(dispute))["documents"]
        papers = [*before, *shown["documents"]]
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
        before, county, number, n = procedure.split("/")
        if kind == "handoff":
            return await self._latest_handoff(number)
        later = _LATER.get((before, kind))
        found = f"{kind}/{county}/{number}/{1 if later is None else int(n) + later}"
        try:
            await self._case(found)
        except Refusal as refusal:
            if refusal.status == httpx.codes.NOT_FOUND:
                return None
            raise
        return found

    async def _latest_handoff(self, number: str) -> str | None:
        """The latest that our people have asked for about a matter."""
        shown = await self._get(f"/matters/{number}", self._confided.get(number, DISPATCHER))
        found = [case["case"]["procedure"] for case in shown["cases"]]
        ours = [each for each in found if kind_of(each) == "handoff" and not self._subjects.get(each)]
        return max(ours, key=n_of, default=None)

    async def kill(self, parts: Sequence[str]) -> None:
        await asyncio.sleep(self.kill_after)
        for part in parts:
            self._system.kill(part)
        await asyncio.to_thread(self._system.wait_ready, _READY_SECONDS)

    async def _case(self, procedure: str) -> Any:
        """A case as whoever sees every one of its store sees it; with what is private, as whoever asked."""
        everywhere = DISCIPLINE if _is_sealed(procedure) else DISPATCHER
        return await self._get(_path(procedure), self._confided.get(procedure.split("/")[2], everywhere))

    async def _get(self, path: str, person: str, **parameters: str) -> Any:
        try:
            return await self._caller.get(person, path, **parameters)
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
            self._engine = await engine_of(self._system.settings, payloads=False)
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


# What follows an episode bears its number, what is handled anew the next. Whatever else grows out of
# something is the first of its kind about the matter.
_LATER: Mapping[tuple[str, str], int] = {
    ("dispute", "aftercare"): 0,
    ("aftercare", "dispute"): 1,
    ("petition", "petition_aftercare"): 0,
    ("petition_aftercare", "petition"): 1,
    ("petition_aftercare", "review"): 0,
    ("review", "re_review"): 0,
}


def _dispute_of(procedure: str) -> str:
    """The dispute that a procedure is, or is the aftercare of: its papers are still served there."""
    return (
        f"dispute/{procedure.removeprefix('aftercare/')}" if procedure.startswith("aftercare/") else procedure
    )


def _is_sealed(procedure: str) -> bool:
    return kind_of(procedure) in SEALED_PROCEDURES


def _path(procedure: str) -> str:
    kind, _, number, n = procedure.split("/")
    return f"{'/sealed' if _is_sealed(procedure) else ''}/cases/{kind}/{number}/{n}"


def _line(entry: dict[str, Any]) -> Line:
    by = entry["by"]
    return Line(
        entry["seq"],
        entry["kind"],
        datetime.fromisoformat(entry["at"]),
        f"{by['role']}@{by['unit']}" if by else None,
        {**entry["data"], "texts": entry["texts"]},
    )
