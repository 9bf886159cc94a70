"""Carries what the agencies say to the county: at least once, the same bytes each time."""

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx

import contract
from simulator.agency import Agency
from simulator.planning import Temper
from simulator.signing import Keys
from simulator.store import Due, Letter, Store

IDLE = 60.0  # seconds
FORGED = "whsec_" + "Zm9yZ2Vk" * 4
AT_ONCE = 16


class Delivery:
    """One for all agencies of a process. `wake` it when there is something new."""

    def __init__(
        self, store: Store, agencies: Mapping[str, Agency], county_url: str, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._agencies = agencies
        self._url = county_url.rstrip("/")
        self._now = now
        self._woken = asyncio.Event()
        self._under_way: dict[int, asyncio.Task[None]] = {}

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Until it is cancelled."""
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            try:
                while True:
                    self._woken.clear()
                    soonest = min(self._act(), self._send(client))
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._woken.wait(), max(0.005, min(soonest, IDLE)))
            finally:
                under_way = list(self._under_way.values())
                for task in under_way:
                    task.cancel()
                await asyncio.gather(*under_way, return_exceptions=True)

    def _act(self) -> float:
        """Let the agencies do what is due; seconds until the next is."""
        soonest = IDLE
        for due in self._meant():
            wait = due.due - self._now().timestamp()
            if wait > 0:
                soonest = min(soonest, wait)
            elif self._agencies[due.agency].carry_out(due):
                self.wake()
        return soonest

    def _meant(self) -> list[Due]:
        return [each for each in self._store.acts() if each.agency in self._agencies]

    def _send(self, client: httpx.AsyncClient) -> float:
        """Start what is due, of every handoff the oldest; seconds until the next is."""
        soonest, taken_care_of = IDLE, set()
        for letter in self._store.letters():
            if letter.agency not in self._agencies:
                continue
            key = (letter.agency, letter.subject) if letter.manner == "ordered" else letter.n
            if key in taken_care_of:
                continue
            taken_care_of.add(key)
            wait = letter.due - self._now().timestamp()
            if letter.n in self._under_way:
                continue
            if wait > 0:
                soonest = min(soonest, wait)
            elif len(self._under_way) < AT_ONCE:
                self._under_way[letter.n] = asyncio.create_task(self._deliver(client, letter))
        return soonest

    async def _deliver(self, client: httpx.AsyncClient, letter: Letter) -> None:
        agency = self._agencies[letter.agency]
        try:
            if letter.manner not in {"ordered", "ahead"}:
                response = await self._post(client, agency, letter)
                self._note(letter, response, None, None)
                self._store.settle(letter)
                return
            copies = 2 if agency.temper is Temper.DOUBLE_SENDS else 1
            responses = await asyncio.gather(*(self._post(client, agency, letter) for _ in range(copies)))
            good = next((each for each in responses if each is not None and each.is_success), responses[0])
            self._decide(agency, letter, good)
        finally:
            self._under_way.pop(letter.n, None)
            self.wake()

    async def _post(self, client: httpx.AsyncClient, agency: Agency, letter: Letter) -> httpx.Response | None:
        headers, body = self._envelope(agency, letter)
        try:
            return await client.post(
                f"{self._url}/agencies/{agency.name}/messages",
                content=body,
                headers={"content-type": "application/cloudevents+json", **headers},
            )
        except httpx.TransportError:
            return None

    def _decide(self, agency: Agency, letter: Letter, response: httpx.Response | None) -> None:
        effect, reason = _told(response)
        self._note(letter, response, effect, reason)
        if response is not None and response.is_success and effect != "pending":
            agency.answered(letter, effect or "taken", reason)
        elif response is not None and agency.is_final(response.status_code):
            agency.turned_away(letter)
        else:
            pause = agency.pause(letter, _asked_to_wait(response, self._now()))
            self._store.put_off(letter, self._now().timestamp() + pause)

    def _note(
        self, letter: Letter, response: httpx.Response | None, effect: str | None, reason: str | None
    ) -> None:
        status = None if response is None else response.status_code
        self._store.note(letter, self._now().isoformat(), status, effect, reason)

    def _envelope(self, agency: Agency, letter: Letter) -> tuple[dict[str, str], bytes]:
        """Headers and body; of rubbish, whatever is wrong with it."""
        now, body, id = self._now(), agency.bytes_of(letter), letter.id
        match letter.manner:
            case "unsigned":
                return {}, _renamed(body, id)
            case "forged":
                return Keys(FORGED).headers(id, now, _renamed(body, id)), _renamed(body, id)
            case "stale":
                then = datetime.fromtimestamp(now.timestamp() - 3600, now.tzinfo)
                return agency.keys.headers(id, then, _renamed(body, id)), _renamed(body, id)
            case "malformed":
                body = b'{"specversion": "1.0", "id": '
            case "wrong-shape":
                body = json.dumps({**json.loads(_renamed(body, id)), "data": {"outcome": 1}}).encode()
            case "too-large":
                body = b" " * (contract.LARGEST + 1)
            case "not-ours":
                message = {**json.loads(_renamed(body, id)), "source": "urn:fengqiao:agency:nobody"}
                body = json.dumps(message).encode()
        return agency.keys.headers(id, now, body), body


def _renamed(body: bytes, id: str) -> bytes:
    return json.dumps({**json.loads(body), "id": id}, ensure_ascii=False).encode()


def _told(response: httpx.Response | None) -> tuple[str | None, str | None]:
    """Effect and reason, or the code of a problem."""
    if response is None:
        return None, None
    try:
        told = response.json()
    except ValueError:
        return None, None
    if not isinstance(told, dict):
        return None, None
    return told.get("effect"), told.get("reason") or told.get("code")


def _asked_to_wait(response: httpx.Response | None, now: datetime) -> float:
    """Seconds of a Retry-After, in either of its forms."""
    asked = "" if response is None else response.headers.get("retry-after", "")
    if asked.isascii() and asked.isdigit():
        return float(asked)
    try:
        return (parsedate_to_datetime(asked) - now).total_seconds()
    except (ValueError, TypeError):
        return 0.0
