"""The people of a county acting on one case over HTTP: each act is asked by whoever holds the seat for it.

A case's keys are made from its story and the number of the act, so that a story that was interrupted and is
told again from its beginning asks for nothing twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from desk.caller import Caller, Refusal
from rules.dispute.screen import Concern, Reply
from rules.editions import Edition, Organ, Seat

_ACTS = UUID("0f0c6a0e-52f9-5d7a-8a51-7a2b8f6d9c34")  # the name space of our keys; never changes
_KEY_REUSED = "key-reused"
_TOP = 4


@dataclass(frozen=True)
class County:
    """Where stories are told: the edition in force, and who holds which seat, by (role, unit)."""

    edition: Edition
    holders: Mapping[tuple[str, str], str]

    def holder(self, seat: Seat, village: str, township: str) -> str:
        """The person in a seat, for a case of this village."""
        unit = {Organ.VILLAGE: village, Organ.TOWNSHIP: township, Organ.COUNTY: self.edition.county}
        return self.holders[seat.role, unit[seat.organ]]


@dataclass
class Case:
    """One case as its people see it. ``step`` and ``parties`` are what the story knows of it by now."""

    caller: Caller
    county: County
    story: str  # what tells this case's keys from those of every other
    village: str
    township: str
    number: str = ""  # of the matter
    step: int = 1
    applicant: str = ""
    respondent: str = ""
    acts: int = 0
    milliseconds: list[float] = field(default_factory=list)  # of each decision, by the caller's watch
    retries: int = 0

    @property
    def id(self) -> str:
        """Its path under ``/cases``."""
        return f"dispute/{self.number}/1"

    @property
    def aftercare(self) -> str:
        """The path of its aftercare under ``/cases``."""
        return f"aftercare/{self.number}/1"

    @property
    def parties(self) -> tuple[str, str]:
        """References to both sides."""
        return self.applicant, self.respondent

    @property
    def lead(self) -> str:
        """Who leads the present step."""
        return self._person(self.county.edition.ladder.level(self.step).leads[0])

    @property
    def clerk(self) -> str:
        """Who does the paper work of the present step; the lead where there is no clerk."""
        level = self.county.edition.ladder.level(self.step)
        return self._person((level.clerks or level.leads)[0])

    @property
    def dispatcher(self) -> str:
        """The dispatcher of the county centre."""
        return self._person(self.county.edition.dispatcher)

    @property
    def docking_office(self) -> str:
        """Who delivers the guidance."""
        return self._person(self.county.edition.docking_office)

    def _person(self, seat: Seat) -> str:
        return self.county.holder(seat, self.village, self.township)

    async def ask(self, person: str, path: str, body: dict[str, Any]) -> Any:
        """Ask for something as this person; what was answered, None if it had been asked before."""
        self.acts += 1
        key = str(uuid5(_ACTS, f"{self.story}#{self.acts}"))
        try:
            answer = await self.caller.post(person, path, body, key)
        except Refusal as refusal:
            if refusal.code != _KEY_REUSED:
                raise
            return None  # asked in an earlier telling, at another hour
        self.milliseconds.append(answer.milliseconds)
        self.retries += answer.tries - 1
        return answer.body

    async def do(self, person: str, verb: str, **body: Any) -> Any:
        """One verb of the dispute as this person."""
        return await self.ask(person, f"/cases/{self.id}/{verb}", body)

    async def care(self, person: str, verb: str, **body: Any) -> Any:
        """One verb of the aftercare of this dispute as this person."""
        return await self.ask(person, f"/cases/{self.aftercare}/{verb}", body)

    async def open(
        self, clerk: str, matter: str, dispute_type: str, other_townships: Sequence[str], respondent: str
    ) -> None:
        """The clerk screens a matter, finds nothing in the way, and registers it as a dispute."""
        said = (await self.caller.get(clerk, f"/matters/{matter}"))["texts"]
        other_side = {"role": "respondent", "name": respondent, "village": self.village}
        body = {
            "number": matter,
            "dispute_type": dispute_type,
            "village": self.village,
            "parties": [{"role": "applicant", "name": said.get("author") or "来件人"}, other_side],
            "screen": {concern.value: Reply.NO.value for concern in Concern},
            "other_townships": list(other_townships),
        }
        registered = await self.ask(clerk, "/disputes", body)
        self.number = registered["number"]
        shown = await self.caller.get(clerk, f"/cases/{self.id}")
        refs = {each["party"]["role"]: each["party"]["ref"] for each in shown["parties"]}
        self.applicant, self.respondent = refs["applicant"], refs["respondent"]
        self.step = shown["timeline"][0]["data"]["step"]  # where it began, wherever it stands by now

    # what people do at every step

    async def everyone_agrees(self) -> None:
        """Each party's consent to mediation at this step, recorded."""
        for party in self.parties:
            await self.do(self.clerk, "record-consent", party=party, form="written")

    async def schedule(self) -> None:
        """A session is set for tomorrow."""
        at = (datetime.now(UTC) + timedelta(days=1)).isoformat(timespec="seconds")
        unit = {Organ.VILLAGE: self.village, Organ.TOWNSHIP: self.township}
        organ = self.county.edition.ladder.level(self.step).organ
        place = unit.get(organ, self.county.edition.county)
        await self.do(self.clerk, "schedule-session", scheduled_for=at, place_unit=place)

    async def record(self, outcome: str, **more: Any) -> None:
        """The session that was set is recorded with its outcome."""
        level = self.county.edition.ladder.level(self.step)
        await self.do(
            self.clerk,
            "record-session",
            outcome=outcome,
            present=sorted({*level.required, level.leads[0].role}),
            parties=list(self.parties),
            mediators=[self.clerk],
            rights_told=True,
            minutes=f"第{self.step}步调解笔录（演练：相对方和村均为虚构）",
            **more,
        )

    async def meet(self, outcome: str, **more: Any) -> None:
        """Everyone agrees to mediation, and a session is set and held."""
        await self.everyone_agrees()
        await self.schedule()
        await self.record(outcome, **more)

    async def fail(self) -> None:
        """This step's mediation does not succeed; steps one and two climb."""
        await self.meet("no_agreement")
        self.step = min(self.step + 1, 3) if self.step < _TOP else _TOP

    async def agree(self, form: str = "written", *, partly: bool = False) -> None:
        """Everyone agrees, in full or in part, and the mediation ends with it."""
        written = form == "written"
        agreement = {
            "form": form,
            "body": "county-committee",
            "has_seal": written,
            "has_mediator_signature": written,
            "terms": "双方约定（演练虚构）：限期修复，费用各半，今后互相让步。",
        }
        if partly:
            await self.meet("agreement_partial", agreement=agreement, rest_goes_on=False)
        else:
            await self.meet("agreement_full", agreement=agreement)
