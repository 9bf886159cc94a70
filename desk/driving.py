"""Many matters driven through the ladder over HTTP alone, as the people at each seat would, and then compared
with what their stories say; and how long it took."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from desk.acting import Case, County
from desk.caller import Caller, Refusal
from desk.endings import ENDINGS, Ending
from desk.together import together
from desk.town import CLERK, county, villages

_AFTERCARE_EVERY = 4  # one case in so many is looked after to its end
_AFTERCARE_WITHIN = 30.0  # seconds until the house has opened it
_LOOK_EVERY = 0.2
_PAGE = 200


@dataclass(frozen=True)
class Drive:
    """One matter and the story it is to live through."""

    matter: str
    ending: Ending
    village: str
    township: str
    other_township: str
    story: str
    has_aftercare: bool


@dataclass
class Driven:
    """What was done, how long it took, and every difference between a case and its story."""

    count: int
    seconds: float = 0.0
    decisions: int = 0
    retries: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    aftercares: int = 0
    milliseconds: list[float] = field(default_factory=list)
    differences: list[dict[str, Any]] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """The same as JSON has it, with rates and percentiles in place of the single times."""
        shown = {**asdict(self), "endings": dict(sorted(self.endings.items()))}
        del shown["milliseconds"]
        return {
            **shown,
            "seconds": round(self.seconds, 2),
            "decisions_per_second": round(self.decisions / self.seconds, 1) if self.seconds else None,
            "milliseconds": {f"p{p}": _percentile(self.milliseconds, p) for p in (50, 95, 99)},
        }


async def drive_some(caller: Caller, count: int, at_once: int, seed: int) -> Driven:
    """Drive so many of the matters that wait at intake, those registered first; fewer, if fewer wait."""
    matters = await _at_intake(caller)
    place = county()
    drives = plan(matters[:count], villages(), seed)
    return await drive(drives, caller, place, CLERK, at_once)


async def _at_intake(caller: Caller) -> list[str]:
    numbers: list[str] = []
    asked: dict[str, Any] = {"status": "intake", "limit": _PAGE}
    while True:
        page = await caller.get(CLERK, "/matters", **asked)
        numbers += [each["number"] for each in page["items"] if each["origin"] != "sample"]
        if page["next"] is None:
            return sorted(numbers)
        asked["cursor"] = page["next"]


def plan(matters: Sequence[str], villages: Sequence[tuple[str, str]], seed: int) -> list[Drive]:
    """A story for each matter, in turn, so that every ending comes equally often; the village by lot.

    ``villages`` are (village, township).
    """
    lot = random.Random(seed)  # noqa: S311  to be repeated, not to be secret
    townships = sorted({township for _, township in villages})

    def drive(number: int, matter: str) -> Drive:
        village, township = lot.choice(villages)
        return Drive(
            matter,
            ENDINGS[number % len(ENDINGS)],
            village,
            township,
            lot.choice([other for other in townships if other != township]),
            f"drive/{seed}/{matter}",
            number % _AFTERCARE_EVERY == 0,
        )

    return [drive(number, matter) for number, matter in enumerate(matters)]


async def drive(drives: Sequence[Drive], caller: Caller, county: County, clerk: str, at_once: int) -> Driven:
    """Live through all stories, so many at once, and compare.

    Raises Refusal and Away when a story breaks off.
    """
    driven = Driven(len(drives))
    cases: list[tuple[Drive, Case]] = []

    async def live_through(each: Drive) -> None:
        cases.append((each, await _live_through(each, caller, county, clerk)))

    began = time.monotonic()
    await together(drives, live_through, at_once)
    driven.seconds = time.monotonic() - began
    for each, case in cases:
        driven.endings[each.ending.code] += 1
        driven.decisions += len(case.milliseconds)
        driven.retries += case.retries
        driven.milliseconds += case.milliseconds
        driven.differences += await differences(each, case, clerk)
        driven.aftercares += each.has_aftercare
    return driven


async def _live_through(each: Drive, caller: Caller, county: County, clerk: str) -> Case:
    case = Case(caller, county, each.story, each.village, each.township)
    others = [each.other_township] if each.ending.is_cross_township else []
    respondent = f"演练相对方（虚构）{each.matter[-6:]}"
    await case.open(clerk, each.matter, each.ending.dispute_type, others, respondent)
    await each.ending.tell(case)
    if each.has_aftercare:
        await look_after(case, each.ending.outcome)
    return case


async def differences(each: Drive, case: Case, clerk: str) -> list[dict[str, Any]]:
    """What of a case is not as its story says, as the API shows it."""
    shown = await case.caller.get(clerk, f"/cases/{case.id}")
    entered = [
        entry["data"] for entry in shown["timeline"] if entry["kind"] in ("Registered", "LevelEntered")
    ]
    stands = {
        "stage": shown["case"]["stage"],
        "outcome": shown["case"]["outcome"],
        "step": shown["case"]["step"],
        "trail": [[data["step"], data["because"]] for data in entered],
    }
    told = {
        "stage": "closed",
        "outcome": each.ending.outcome,
        "step": each.ending.step,
        "trail": [list(stay) for stay in each.ending.trail],
    }
    if each.has_aftercare:
        aftercare = (await case.caller.get(clerk, f"/cases/{case.aftercare}"))["case"]
        stands["aftercare"] = aftercare["outcome"] or aftercare["waits_for"]
        told["aftercare"] = each.ending.aftercare
    return [
        {
            "case": case.id,
            "ending": each.ending.code,
            "what": what,
            "told": told[what],
            "stands": stands[what],
        }
        for what in told
        if told[what] != stands[what]
    ]


async def look_after(case: Case, outcome: str) -> None:
    """What is owed to the people after the end: guidance served, performance looked at, a revisit."""
    await _until_aftercare_is_open(case)
    if outcome != "agreement":
        for party in case.parties:
            await case.care(
                case.docking_office,
                "record-service",
                party=party,
                method="in-person",
                proof="送达回证（演练虚构）",
            )
    if outcome in ("agreement", "partial-agreement"):
        await case.care(case.lead, "record-performance", performed="fully", proof="履行凭据（演练虚构）")
    if outcome == "withdrawn":
        await case.care(case.dispatcher, "record-whether-free", was_free=True, notes="电话核实（演练虚构）")
    await case.care(case.lead, "record-revisit", notes="已回访，双方无异议（演练虚构）")


async def _until_aftercare_is_open(case: Case) -> None:
    limit = time.monotonic() + _AFTERCARE_WITHIN
    while True:
        try:
            await case.caller.get(case.dispatcher, f"/cases/{case.aftercare}")
        except Refusal as refusal:
            if refusal.status != 404 or time.monotonic() > limit:
                raise
            await asyncio.sleep(_LOOK_EVERY)
        else:
            return


def _percentile(values: Sequence[float], percent: int) -> float | None:
    """The nearest-rank percentile, in milliseconds."""
    if not values:
        return None
    rank = max(0, -(-len(values) * percent // 100) - 1)
    return round(sorted(values)[rank], 1)
