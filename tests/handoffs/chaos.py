"""Many handoffs at once, agencies at their worst, people who change their minds, and everything killed.

One seed draws all of it: who sends what, what is done about it, what is killed when so many have begun.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from random import Random
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy.exc import SQLAlchemyError

import contract
from rules.dockings import DOCKINGS
from tests.handoffs.agreement import theirs, unrest
from tests.handoffs.county import CLERK, LEAD, Answer, County, a_dispute, a_matter, path_of

PARTS = ("worker-1", "api", "simulator", "postgres", "temporal")
WORST = {
    "court": "double-sends",
    "police": "out-of-order",
    "petition-office": "accepts-after-recall",
    "procuratorate": "errors",
    "arbitration": "garbage",
}
# Who is given something by us, changes places with who is not: else nobody accepts what was taken back.
CONTRARY = {
    "court": "accepts-after-recall",
    "police": "errors",
    "petition-office": "double-sends",
    "procuratorate": "garbage",
    "arbitration": "out-of-order",
}
UNHELPFUL = {
    "court": "silent",
    "police": "slow",
    "petition-office": "supplement",
    "procuratorate": "double-sends",
    "arbitration": "refuses",
}
WANTING = {**CONTRARY, "court": "supplement", "arbitration": "double-sends", "police": "garbage"}
TEMPERS = {"worst": WORST, "contrary": CONTRARY, "unhelpful": UNHELPFUL, "wanting": WANTING}

_AT_ONCE = 12
_PATIENCE = 180.0  # seconds in which whatever was killed is there again
SENT_TO_US = {
    "court": ("assigned-mediation", "entrusted-mediation"),
    "police": ("police-mediation",),
    "petition-office": ("petition-mediation",),
    "procuratorate": ("procuratorate-mediation",),
    "arbitration": ("arbitration-mediation",),
}
_SENT_BY_US = {
    "court": ("judicial-confirmation", "case-package"),
    "police": ("police-referral",),
    "arbitration": ("labour-arbitration",),
}
_RECORD = {"kind": "mediation-record", "text": "双方未达成一致。"}
_FAILED = {"outcome": "no-agreement", "papers": [_RECORD]}
_AGREED = {
    "outcome": "agreement",
    "performed": "fully",
    "papers": [_RECORD, {"kind": "agreement", "text": "疏通排水沟，费用各半。"}],
}
_NOT_OURS = {"reason": "not-competent", "legal_basis": "职责分工。", "words": "不属于本组织受理范围。"}

Steps = tuple[tuple[str, Mapping[str, Any]], ...]
# What our people do about what an agency has sent; `a-dispute` begins one from it, and ends it.
_WAYS: tuple[Steps, ...] = (
    (),
    (("accept-handoff", {}),),
    (("sign-for-handoff", {}), ("accept-handoff", {}), ("return-handoff", _FAILED)),
    (("accept-handoff", {}), ("record-progress", {"note": "已约定时间。"}), ("return-handoff", _AGREED)),
    (("sign-for-handoff", {}), ("refuse-handoff", _NOT_OURS)),
    (("sign-for-handoff", {}), ("want-supplement", {"what": "送达地址。"}), ("accept-handoff", {})),
    (("want-supplement", {"what": "送达地址。"}), ("accept-handoff", {}), ("return-handoff", _FAILED)),
    (("sign-for-handoff", {}), ("handoff-consent-refused", {})),
    (("accept-handoff", {}), ("handoff-consent-refused", {})),
    (("accept-handoff", {}), ("a-dispute", {}), ("return-handoff", _FAILED)),
)


@dataclass(frozen=True)
class Plan:
    """``count`` handoffs, half of them sent by agencies; ``kills`` of whatever runs, each in its turn."""

    seed: int
    count: int
    kills: int


@dataclass
class Tally:
    """What was done, and what was answered that should not have been."""

    kills: Counter[str] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    last_kill: float = 0.0
    last_act: float = 0.0


@dataclass
class Chaos:
    """One county, played by a plan."""

    county: County
    plan: Plan
    tally: Tally = field(default_factory=Tally)
    sent_by_us: dict[str, str] = field(default_factory=dict)  # to which agency
    _begun: int = 0
    _given_back: set[str] = field(default_factory=set)

    async def play(self) -> None:
        """All handoffs, so many at once, and the killing beside them."""
        for person in (CLERK, LEAD):
            await self.county.see(person, "/worklist")
        killing = asyncio.create_task(self._kill())
        places = asyncio.Semaphore(_AT_ONCE)

        async def one(n: int) -> None:
            async with places:
                self._begun += 1
                throw = Random(f"{self.plan.seed}/{n}")
                await (self._by_us(throw) if n % 2 else self._to_us(throw))

        async with asyncio.TaskGroup() as group:
            for n in range(self.plan.count):
                group.create_task(one(n))
        await killing

    async def go_on(self) -> None:
        """What waits is done, unless its people forget to: ours supply and confirm, an agency gives back."""
        there = theirs(self.county)
        for handoff, agency in self.sent_by_us.items():
            throw = Random(f"{self.plan.seed}/{handoff}/on")
            case = await insist(partial(self.county.case, handoff))
            if throw.random() < 0.2:
                continue
            if case.stage == "supplement":
                await self.ask(LEAD, path_of(handoff, "supply-handoff"), {"papers": [_RECORD]})
            elif case.stage == "returned":
                await self.ask(LEAD, path_of(handoff, "confirm-return"))
            elif case.stage == "accepted" and not there[agency, handoff].is_busy:
                await self._give_back(agency, handoff, there[agency, handoff].state["docking"])

    async def _give_back(self, agency: str, handoff: str, docking: str) -> None:
        """Once, with an outcome of which nobody wants papers: what its system meant to say did not fit."""
        terms, known = DOCKINGS[docking], contract.dockings()[docking]
        bare = [outcome for outcome in known if outcome in terms.outcomes and outcome not in terms.returns]
        if bare and handoff not in self._given_back:
            self._given_back.add(handoff)
            back = {"outcome": bare[0], "documents": []}
            await self._desk(agency, "acts", {"subject": handoff, "act": "return", "data": back})

    async def _kill(self) -> None:
        throw = Random(f"{self.plan.seed}/kills")
        moments = sorted(throw.randrange(1, max(2, self.plan.count)) for _ in range(self.plan.kills))
        parts: list[str] = []
        while len(parts) < self.plan.kills:
            parts.extend(throw.sample(PARTS, len(PARTS)))
        for moment, part in zip(moments, parts, strict=False):
            while self._begun < moment:
                await asyncio.sleep(0.05)
            await asyncio.sleep(throw.random())
            await asyncio.to_thread(self.county.system.kill, part)
            self.tally.kills[part] += 1
            self.tally.last_kill = time.monotonic()
            await asyncio.sleep(throw.random())
            while part not in self.county.system.pids:
                await asyncio.sleep(0.05)

    async def _to_us(self, throw: Random) -> None:
        """An agency sends; it may take it back at any moment, or before it has sent at all."""
        agency = throw.choice(sorted(SENT_TO_US))
        asked = {"docking": throw.choice(SENT_TO_US[agency]), "recalled_first": throw.random() < 0.08}
        way, recalls, pause = throw.choice(_WAYS), throw.random() < 0.15, throw.random()
        subject = (await self._desk(agency, "push", asked)).body["subject"]
        handoff = await insist(lambda: self.county.handoff_of(agency, subject))
        async with asyncio.TaskGroup() as both:
            both.create_task(self._take(handoff, way, throw))
            if recalls:
                act = throw.choice(("recall", "end-consent"))
                both.create_task(self._later(pause, agency, subject, act))

    async def _take(self, handoff: str, way: Steps, throw: Random) -> None:
        for verb, said in way:
            if verb == "a-dispute":
                await self._mediate(handoff)
            else:
                party = {"party": await self._somebody(handoff, throw)} if "consent" in verb else {}
                await self.ask(CLERK, path_of(handoff, verb), {**said, **party})
            await asyncio.sleep(throw.random() * 0.3)

    async def _mediate(self, handoff: str) -> None:
        number, n = handoff.split("/")[2], int(handoff.split("/")[3])
        begun = await self.ask(CLERK, "/disputes", a_dispute(number=number, handoff=n))
        if begun.status != 201:
            return
        await self.ask(LEAD, path_of(begun.body["procedure"], "end-without-agreement"), {"reason": "分歧。"})

        async def knows() -> bool:
            return (await self.county.case(handoff)).stage != "accepted" or "ReceiverFinished" in (
                await self.county.story(handoff)
            )

        await insist(knows)

    async def _later(self, pause: float, agency: str, subject: str, act: str) -> None:
        await asyncio.sleep(pause)
        party = {"party": "party-2"} if act == "end-consent" else {}
        await self._desk(agency, "acts", {"subject": subject, "act": act, "data": party})

    async def _by_us(self, throw: Random) -> None:
        """Our people hand a dispute to an agency; they may take it back, or a party agrees no more."""
        agency = throw.choice(sorted(_SENT_BY_US))
        docking, then, pause = throw.choice(_SENT_BY_US[agency]), throw.random(), 1.5 * throw.random()
        begun = await self.ask(CLERK, "/disputes", a_dispute(matter=a_matter()))
        assert begun.status == 201, begun
        dispute, number = begun.body["procedure"], begun.body["number"]
        shown = await insist(lambda: self._seen(LEAD, path_of(dispute)))
        people = {party["party"]["role"]: party["party"]["ref"] for party in shown["parties"]}
        asked = {
            "docking": docking,
            "to": agency,
            "people": sorted(people.values()),
            "summary": "双方分歧过大。",
            "counted_from": datetime.now(UTC).isoformat() if DOCKINGS[docking].counts_from_a_start else None,
        }
        handed = await self.ask(LEAD, path_of(dispute, "hand-off"), asked)
        assert handed.status == 200, handed
        [handoff] = await insist(lambda: self.county.procedures("handoff", number))
        await insist(lambda: self.county.case(handoff))
        await self._complete(handoff, docking, sorted(people.values()))
        sent = await self.ask(LEAD, path_of(handoff, "send-handoff"))
        assert sent.status == 200, sent
        self.sent_by_us[handoff] = agency
        await asyncio.sleep(pause)
        if then < 0.25:
            await self.ask(LEAD, path_of(handoff, "recall-handoff"), {"reason": "当事人已自行和解。"})
        elif then < 0.35:
            unwilling = {"party": people["applicant"]}
            await self.ask(LEAD, path_of(handoff, "handoff-consent-refused"), unwilling)

    async def _complete(self, handoff: str, docking: str, people: Sequence[str]) -> None:
        for party in people:
            consent = {"party": party, "form": "written", "given_at": "2026-03-02T02:00:00Z"}
            agreed = await self.ask(LEAD, path_of(handoff, "record-handoff-consent"), consent)
            assert agreed.status == 200, agreed
        papers = [{"kind": kind, "text": "材料。"} for kind in DOCKINGS[docking].documents]
        if papers:
            added = await self.ask(LEAD, path_of(handoff, "add-handoff-papers"), {"papers": papers})
            assert added.status == 200, added

    async def _somebody(self, handoff: str, throw: Random) -> str:
        shown = await insist(lambda: self._seen(CLERK, path_of(handoff)))
        return str(throw.choice(shown["parties"])["party"]["ref"])

    async def _seen(self, person: str, path: str) -> Any:
        seen = await self.county.see(person, path)
        return seen.body if seen.status == 200 else None

    async def ask(self, person: str, path: str, body: Any = None) -> Answer:
        """Under one key until somebody has decided: a person who presses the button again."""
        key = str(uuid4())

        async def asked() -> Answer | None:
            answer = await self.county.ask(person, path, body, key=key)
            self.tally.answers[answer.status] += 1
            if answer.status == 500:
                self.tally.broken.append(f"{path}: {answer.body}")
            return answer if answer.status < 500 else None

        answer: Answer = await insist(asked)
        self.tally.last_act = time.monotonic()
        return answer

    async def _desk(self, agency: str, what: str, body: Any) -> Answer:
        """As often as it takes: a push whose answer was lost is made again, and is another exchange."""
        url = f"http://127.0.0.1:{self.county.system.settings.simulator_port}/{agency}/desk/{what}"

        async def done() -> Answer | None:
            got = await self.county.http.post(url, json=body)
            return Answer(got.status_code, got.json()) if got.status_code < 500 else None

        answer: Answer = await insist(done)
        self.tally.last_act = time.monotonic()
        return answer


async def agree(chaos: Chaos) -> float:
    """Until nothing is on its way any more on either side; when that was."""
    limit = time.monotonic() + _PATIENCE
    while True:
        await chaos.go_on()
        if not (still := await unrest(chaos.county)):
            return time.monotonic()
        if time.monotonic() > limit:
            raise TimeoutError(f"{len(still)} still on their way: {still[:20]}")
        await asyncio.sleep(0.5)


async def insist(asked: Callable[[], Awaitable[Any]]) -> Any:
    """What it gives as soon as that is something; whatever is away meanwhile comes back."""
    async with asyncio.timeout(_PATIENCE):
        while True:
            try:
                if found := await asked():
                    return found
            except (httpx.TransportError, SQLAlchemyError, OSError):
                pass
            await asyncio.sleep(0.1)
