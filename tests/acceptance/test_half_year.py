"""A half-year of supervision on the engine, its time skipped: real servers, real workers, a real database.

What must come of it is counted from the plan alone (``tests.rules.half_year.recount``).
"""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

import counties
from demo.playing import settings_of_our_own
from demo.telling import eventually
from demo.town import Town
from desk.seeding import enter_people
from local.system import System
from records import connect
from records.tables import documents, journal, outbox, procedures
from records.verify import verify
from rules.instants import BEIJING
from tests.rules.half_year import LEFT, Plan, plans, recount

pytestmark = [pytest.mark.acceptance, pytest.mark.slow, pytest.mark.servers]

MATTERS = int(os.environ.get("FENGQIAO_HALF_YEAR", "12"))
SEED = int(os.environ.get("FENGQIAO_SEED", "5"))
KINDS = ("question", "routing", "pending")
EDITION = "2026.1"
COUNTY = "sl"
LETTERS = ("D-22", "D-13")
A_LITTLE = timedelta(minutes=2)  # a skipped clock goes on while something is done
LOOKED_AT = time(8, 40)  # what the morning brings came ten minutes before

CLERK, TRIAGE, BUREAU = "p-sl-window-clerk", "p-sl-triage-officer", "p-sl-petition-bureau"
DISPATCHER, LEGAL, DEPARTMENT = "p-sl-centre-dispatcher", "p-sl-legal-service-window", "p-sl-d4-dept-handler"

Act = Callable[[], Awaitable[None]]


@dataclass
class Place:
    """The county, what each of its people still means to do, and which procedure each plan became."""

    town: Town
    records: AsyncEngine
    chosen: list[Plan]
    ahead: list[tuple[datetime, int, Act]] = field(default_factory=list)
    became: dict[int, str] = field(default_factory=dict)
    drafts: set[str] = field(default_factory=set)

    def later(self, at: datetime, act: Act) -> None:
        self.ahead.append((at, len(self.ahead), act))

    async def ask(self, number: int, person: str, verb: str, body: dict[str, Any]) -> None:
        await self.town.ask(self.became[number], person, verb, body, str(uuid4()))

    async def begin(self, number: int) -> None:
        plan = self.chosen[number]
        kind = "consultation" if plan.kind == "question" else "petition"
        person = {"ref": "zhang", "role": "petitioner", "name": f"张有田{number}"}
        body = {
            "village": "sl-t1-v1",
            "people": [person],
            "said": f"第 {number} 件：村道坑洼多年，无人修补。",
        }
        body |= {} if kind == "consultation" else {"channel": "letter"}
        key = str(uuid5(NAMESPACE_URL, f"half-year/{SEED}/{number}"))
        self.became[number] = (await self.town.register(kind, CLERK, body, EDITION, key)).procedure
        if plan.kind == "pending":
            await self.ask(number, TRIAGE, "classify", {"route": "R-54"})
            await self.ask(number, BUREAU, "transfer", {"to_unit": "sl-d4", "reason": "该局主管。"})

    async def correct(self, number: int, really: datetime) -> None:
        started = {"clock": "answer", "started_at": really.isoformat(), "reason": "登记时点错填。"}
        await self.ask(number, DISPATCHER, "correct_start", started)

    async def do(self, number: int) -> None:
        match self.chosen[number].kind:
            case "question":
                await self.ask(number, LEGAL, "answer_question", {"answer": "可以向村委会提出。"})
            case "routing":
                await self.ask(number, TRIAGE, "classify", {"route": "R-40"})
                await self.ask(number, BUREAU, "guide", {"explanation": "不服判决的，可以申请再审。"})
            case _:
                told = {"ground": "N-10", "explanation": "来信没有可以识别的诉求。"}
                await self.ask(number, DEPARTMENT, "not_accept", told)

    async def look_for_drafts(self) -> None:
        """Whoever signs does so some time after the draft came, if it is still there; or sets it aside."""
        drafted = (
            select(procedures.c.id, procedures.c.matter, journal.c.at)
            .join(journal, journal.c.procedure == procedures.c.id)
            .where(procedures.c.kind == "supervision", journal.c.kind == "SupervisionLetterDrafted")
        )
        matters = {id.split("/")[2]: number for number, id in self.became.items()}
        async with self.records.connect() as connection:
            rows = (await connection.execute(drafted)).all()
        for row in rows:
            plan = self.chosen[matters[row.matter]]
            if row.id not in self.drafts and (plan.signed_after or plan.is_set_aside):
                when = row.at + (plan.signed_after or timedelta(hours=2))
                self.later(when, self._signing(row.id, is_set_aside=plan.is_set_aside))
            self.drafts.add(row.id)

    def _signing(self, supervision: str, *, is_set_aside: bool) -> Act:
        async def sign() -> None:
            shown = await self.town.look(supervision, await self.town.now())
            if shown.seen.stage != "letter-to-sign":
                return
            [seat] = [task.split()[1] for task in shown.tasks if task.startswith("sign-supervision-letter")]
            unit, role = seat.split("/")
            signer = f"p-{unit}-{role}".replace("_", "-")
            verb, body = (
                ("set_letter_aside", {"reason": "已有进展。"}) if is_set_aside else ("sign_letter", {})
            )
            await self.town.ask(supervision, signer, verb, body, str(uuid4()))

        return sign

    async def live(self, first: date, last: date) -> None:
        """From morning to morning, and to whatever anybody means to do between them."""
        for n in range((last - first).days):
            morning = datetime.combine(first + timedelta(days=n), LOOKED_AT, BEIJING)
            await self._wait(morning)
            await self.look_for_drafts()
            while due := [each for each in self.ahead if each[0] < morning + timedelta(days=1)]:
                at, _, act = min(due, key=lambda each: each[:2])
                self.ahead = [each for each in self.ahead if each[2] is not act]
                await self._wait(at)
                await act()
                await self._everything_arrives()  # a clock that skips would overtake its own post
        await self._wait(datetime.combine(last, time(), BEIJING))

    async def _wait(self, at: datetime) -> None:
        """Until then, and until everything that was on its way by then has arrived."""
        await self.town.wait_until(at)
        await self._everything_arrives()

    async def _everything_arrives(self) -> None:
        waiting = select(outbox.c.id).where(outbox.c.done_at.is_(None)).limit(1)

        async def nothing_is_left() -> bool:
            async with self.records.connect() as connection:
                return (await connection.execute(waiting)).first() is None

        assert await eventually(nothing_is_left)


@asynccontextmanager
async def a_place(chosen: list[Plan]) -> AsyncIterator[Place]:
    """A system of its own, with skipped time; its people are entered."""
    with TemporaryDirectory() as directory:
        system = System(settings_of_our_own(Path(directory) / "var", "engine"))
        try:
            await asyncio.to_thread(system.__enter__)
            records = connect(system.database_url)
            await enter_people(records)
            async with Town(system) as town:
                try:
                    yield Place(town, records, chosen)
                finally:
                    await records.dispose()
        finally:
            await asyncio.to_thread(system.stop)


async def letters(place: Place) -> list[tuple[int, str, datetime]]:
    """(matter, kind, issued at) of what supervisions sent."""
    matters = {id.split("/")[2]: number for number, id in place.became.items()}
    sent = select(documents.c.matter, documents.c.kind, documents.c.issued_at).where(
        documents.c.procedure.startswith("supervision/"), documents.c.kind.in_(LETTERS)
    )
    async with place.records.connect() as connection:
        rows = (await connection.execute(sent)).all()
    return sorted((matters[row.matter], row.kind, row.issued_at) for row in rows)


async def test_on_the_engine_every_late_matter_got_exactly_its_letters_and_no_early_one_any() -> None:
    async with a_place([]) as place:
        year = (await place.town.now()).astimezone(BEIJING).year + 1
        first, last = date(year, 7, 1), date(year, 12, 31)
        place.chosen = chosen = plans(SEED, MATTERS, KINDS, first)
        for number, plan in enumerate(chosen):
            place.later(plan.began, partial(place.begin, number))
            if plan.moved:
                found, really = plan.moved
                place.later(found, partial(place.correct, number, really))
            if plan.done:
                place.later(plan.done, partial(place.do, number))

        await place.live(first, last)

        edition = counties.in_force(COUNTY, first)
        assert edition
        expected = sorted(recount(chosen, edition.calendar, last, LEFT))
        sent = await letters(place)
        assert [(number, kind) for number, kind, _ in sent] == [
            (number, kind) for number, kind, _ in expected
        ]
        late = [got - should for (_, _, got), (_, _, should) in zip(sent, expected, strict=True)]
        assert all(timedelta(0) <= each <= A_LITTLE for each in late)
        kinds = Counter(kind for _, kind, _ in expected)
        assert kinds["D-22"] > kinds["D-13"] > 0
        assert len({number for number, _, _ in expected}) < MATTERS
        assert await verify(place.records) == []
