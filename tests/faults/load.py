"""Callers of the API: so many at once, each with cases of its own, with a seed and no mercy.

Whoever gets no answer asks again under the same key, at the other API if it likes; some ask again although
they were answered; strangers ask for what is not theirs all the while.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import UUID

import httpx

from rules.dispute.screen import Concern
from tests.faults.operations import Book, Operation, Standing
from tests.faults.rig import Rig
from tests.files.samples import jpeg
from tests.privacy.canaries import MARK

CLERK = "p-sl-window-clerk"
LEAD = "p-sl-t1-v1-village-party-secretary"
STRANGER = "p-sl-t2-v1-village-party-secretary"  # of a village in another township
_VILLAGE = "sl-t1-v1"
_PATIENCE = 300.0  # seconds in which whatever was broken is there again
COME_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
_WAIT = 15.0  # seconds for one answer
_OPEN = 24  # commands to one case before the caller turns to another


class Load:
    """So many callers against a rig, until told to stop."""

    def __init__(self, rig: Rig, seed: str, callers: int = 8, *, files: bool = True) -> None:
        self.rig = rig
        self.book = Book()
        self.cases: list[str] = []
        self._seed = seed
        self._callers = callers
        self._files = files
        self._tokens: dict[str, str] = {}
        self._ending = asyncio.Event()

    @asynccontextmanager
    async def calling(self) -> AsyncIterator["Load"]:
        """They call as long as the block lasts; at its end everybody has an answer, or has given up."""
        limits = httpx.Limits(max_connections=4 * self._callers)
        async with httpx.AsyncClient(trust_env=False, timeout=_WAIT, limits=limits) as http:
            self._http = http
            async with asyncio.TaskGroup() as group:
                for number in range(self._callers):
                    group.create_task(self._call(Random(f"{self._seed}/{number}"), number))
                group.create_task(self._pry(Random(f"{self._seed}/stranger")))
                try:
                    yield self
                finally:
                    self._ending.set()

    async def until(self, acknowledged: int, within: float = 1800) -> None:
        """Wait until so many commands stand."""
        limit = time.monotonic() + within
        while len(self.book.acknowledged) < acknowledged:
            assert time.monotonic() < limit, f"{len(self.book.acknowledged)} acknowledged in {within} s"
            await asyncio.sleep(0.05)

    async def more(self, acknowledged: int, within: float = 1800) -> None:
        """Wait until so many more stand than do now."""
        await self.until(len(self.book.acknowledged) + acknowledged, within)

    async def send_again(self, times: int) -> int:
        """Commands that stand already are sent again, any of them, in any order, several at once; how many
        were answered."""
        throw = Random(f"{self._seed}/again/{len(self.book.operations)}")
        places = asyncio.Semaphore(self._callers)

        async def one(asked: Operation) -> int:
            async with places:
                return await self._ask_again(throw, asked)

        chosen = throw.choices([each for each in self.book.acknowledged if each.verb != "paper"], k=times)
        return sum(await asyncio.gather(*map(one, chosen)))

    async def _call(self, throw: Random, number: int) -> None:
        while not self._ending.is_set():
            procedure = await self._register(throw, number)
            if procedure is None:
                continue
            for turn in range(_OPEN):
                if self._ending.is_set():
                    return
                await self._act(throw, procedure, turn)

    async def _register(self, throw: Random, number: int) -> str | None:
        said = f"邻里排水纠纷 {MARK}"
        body = {
            "matter": {"channel": "visit", "title": said, "body": f"{said} {number}"},
            "dispute_type": "neighbour",
            "village": _VILLAGE,
            "parties": [
                {"role": "applicant", "name": f"张{MARK}"},
                {"role": "respondent", "name": f"李{MARK}"},
            ],
            "screen": dict.fromkeys(Concern, "no"),
        }
        asked = await self._ask(throw, CLERK, "register", "/disputes", body)
        if asked.standing is not Standing.ACKNOWLEDGED:
            return None
        asked.procedure = asked.receipt["procedure"]
        self.cases.append(asked.procedure)
        return asked.procedure

    async def _act(self, throw: Random, procedure: str, turn: int) -> None:
        _, _, number, n = procedure.split("/")
        case = f"/cases/dispute/{number}/{n}"
        if turn == _OPEN - 1 and self._files and throw.random() < 0.2:
            await self._ask(throw, LEAD, "paper", f"{case}/papers", None, procedure)
            return
        verb = ("claim", "release")[turn % 2] if turn < 2 else "add-note"
        body = {"words": f"已电话联系双方 {MARK} {turn}"} if verb == "add-note" else {}
        asked = await self._ask(throw, LEAD, verb, f"{case}/{verb}", body, procedure)
        if asked.standing is Standing.ACKNOWLEDGED and throw.random() < 0.1:
            await self._ask_again(throw, asked)

    async def _ask(
        self, throw: Random, person: str, verb: str, path: str, body: Any, procedure: str = ""
    ) -> Operation:
        """Under one key until somebody has decided."""
        asked = Operation(UUID(int=throw.getrandbits(128), version=4), person, verb, path, body, procedure)
        self.book.operations.append(asked)
        limit = time.monotonic() + _PATIENCE
        while asked.standing is Standing.UNKNOWN and time.monotonic() < limit:
            answer = await self._once(throw, asked)
            asked.answers.append(answer.status_code if answer else 0)
            if answer is None or answer.status_code in COME_AGAIN:
                await asyncio.sleep(throw.uniform(0.05, 0.4))
                continue
            asked.ended, asked.ended_at = time.monotonic(), datetime.now(UTC)
            asked.standing = Standing.ACKNOWLEDGED if answer.is_success else Standing.REFUSED
            asked.receipt = answer.json()
        return asked

    async def _ask_again(self, throw: Random, asked: Operation) -> int:
        """Several times at once, although it has been answered: the answer is the first one."""
        answers = await asyncio.gather(*(self._once(throw, asked) for _ in range(throw.randint(1, 3))))
        answered = 0
        for answer in answers:
            if answer is None or answer.status_code in COME_AGAIN:
                continue
            answered += 1
            if not answer.is_success or _lasting(answer.json()) != _lasting(asked.receipt):
                self.book.contradictions.append(f"{asked.key}: {asked.receipt} and then {answer.text}")
        return answered

    async def _once(self, throw: Random, asked: Operation) -> httpx.Response | None:
        try:
            url = throw.choice(self.rig.api_urls)
            headers = {**await self._signed_in(asked.person), "Idempotency-Key": str(asked.key)}
            if asked.verb == "paper":
                headers |= {"content-type": "application/octet-stream", "Paper-Title": "photo"}
                return await self._http.post(url + asked.path, content=jpeg(), headers=headers)
            return await self._http.post(url + asked.path, json=asked.body, headers=headers)
        except (httpx.TransportError, KeyError):
            return None

    async def _signed_in(self, person: str) -> dict[str, str]:
        if person not in self._tokens:
            got = await self._http.post(f"{self.rig.api_url}/dev/sign-in", json={"person": person})
            self._tokens[person] = got.json()["token"]
        return {"Authorization": f"Bearer {self._tokens[person]}"}

    async def _pry(self, throw: Random) -> None:
        """Somebody of another township asks for the cases, whatever is broken."""
        while not self._ending.is_set():
            await asyncio.sleep(0.1)
            if not self.cases:
                continue
            procedure = throw.choice(self.cases)
            _, _, number, n = procedure.split("/")
            try:
                headers = await self._signed_in(STRANGER)
                url = throw.choice(self.rig.api_urls)
                got = await self._http.get(f"{url}/cases/dispute/{number}/{n}", headers=headers)
            except (httpx.TransportError, KeyError):
                continue
            self.book.strangers_asked += 1
            if got.is_success:
                self.book.strangers_answered.append(procedure)


def _lasting(receipt: Any) -> Any:
    """What of an answer is the same however late it is asked for: the tracking code is shown once."""
    lasting = ("procedure", "number", "seq", "stage", "at")
    return {name: receipt[name] for name in lasting if name in receipt}
