"""A county made of the rules alone: no server, no database, a clock that is set."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pydantic import TypeAdapter

import counties
import written
from demo.place import Line, Look, Refusal, Registered
from demo.stories import Seen
from rules.dispute.matter import Dispute, Party
from rules.dispute.registration import register
from rules.dispute.screen import ANSWERS, Concern, Reply
from rules.editions import Edition
from rules.instants import legal_day
from rules.journal import Answer, Asked, Entry, Letter
from rules.procedure import Command, Fact, Officer
from rules.procedures import PROCEDURES
from rules.refusals import Refused
from rules.succession import aftercare_of, episode_after
from workflows.papers import Papers
from workflows.starting import file_of

MONDAY = datetime(2026, 6, 1, 1, tzinfo=UTC)  # 09:00 in Asia/Shanghai, far from any holiday


class Room:
    """A place to play stories at."""

    def __init__(self) -> None:
        self.at = MONDAY
        self.journals: dict[str, list[Entry]] = {}
        self.papers: dict[str, Papers[Any]] = {}
        self.documents: dict[str, list[str]] = {}
        self.served: list[str] = []
        self.after: dict[tuple[str, str], str] = {}
        self.by = {
            person.ref: Officer(person.ref, person.role, person.unit) for person in counties.people("demo")
        }

    async def now(self) -> datetime:
        return self.at

    async def wait_until(self, at: datetime) -> None:
        self.at = at
        for papers in list(self.papers.values()):
            await papers.let_time_pass(at)

    async def register(self, person: str, body: dict[str, Any], edition: str, key: str) -> Registered:
        number = f"SL-2026-{len(self.papers) + 1:06}"
        names = [party["ref"] for party in body["parties"]]
        refs = {name: str(uuid5(NAMESPACE_URL, f"{number}/{name}")) for name in names}
        parties = [
            {name: value for name, value in {**party, "ref": refs[party["ref"]]}.items() if name != "name"}
            for party in body["parties"]
        ]
        answers = body.get("screen", {})
        try:
            first = register(
                id=f"dispute/sl/{number}/1",
                number=number,
                edition=counties.edition("demo", edition),
                dispute_type=body["dispute_type"],
                village=body["village"],
                township=body["village"].rpartition("-")[0],
                parties=TypeAdapter(tuple[Party, ...]).validate_python(parties),
                replies={concern: Reply(answers.get(concern, Reply.NO)) for concern in Concern},
                flags=frozenset(),
                other_townships=frozenset(body.get("other_townships", ())),
                by=self.by[person],
                at=self.at,
            )
        except Refused as refused:
            raise _refusal(refused) from None
        await self.open(first, counties.edition("demo", edition))
        return Registered(first.id, refs)

    async def ask(self, procedure: str, person: str, verb: str, body: dict[str, Any], key: str) -> None:
        try:
            await self.papers[procedure].write_down(self.asked(procedure, person, verb, body, key), self.at)
        except Refused as refused:
            raise _refusal(refused) from None

    def asked(self, procedure: str, person: str, verb: str, body: dict[str, Any], key: str) -> Command | Fact:
        """What the API would make of it, but for the words, which stand here where a reference would."""
        table = self.papers[procedure].procedure
        kinds: Mapping[str, type[Command | Fact]] = {**table.commands, **table.reports}
        asked: Command | Fact = TypeAdapter(kinds[verb]).validate_python(
            {**body, "id": key, "by": self.by[person]}
        )
        return asked

    async def look(self, procedure: str, start: datetime) -> Look:
        view = self.papers[procedure].procedure.view(self.state_of(procedure))
        case = view.case
        return Look(
            Seen(
                stage=case.stage,
                step=case.step or 0,
                owner=f"{case.owner_unit}/{case.owner_role}",
                due=(case.due_on - legal_day(start)).days if case.due_on else None,
                waits_for=case.waits_for,
                overdue=case.overdue,
                outcome=case.outcome,
            ),
            tasks=tuple(f"{task.what} {task.unit}/{task.role}" for task in view.tasks),
            documents=tuple(self.documents.get(procedure, ())),
            served=tuple(self.served),
            lines=tuple(_line(entry) for entry in self.journals[procedure]),
            next_moment=case.next_moment,
        )

    def state_of(self, procedure: str) -> Any:
        """The state after all that stands in the journal."""
        papers = self.papers[procedure]
        return file_of(papers.procedure, self.journals[procedure], papers.state.edition).state

    async def following(self, procedure: str, kind: str) -> str | None:
        return self.after.get((procedure, kind))

    async def kill(self, parts: Sequence[str]) -> None:
        """Nothing here can die."""

    async def open(self, first: Any, edition: Edition) -> None:
        """A case begins with its first event."""
        procedure = PROCEDURES[first.id.split("/")[0]]
        self.journals[first.id] = [written.write(first, 1)]
        state = file_of(procedure, self.journals[first.id], edition).state
        self.papers[first.id] = Papers(procedure, state, {}, self.append, lambda: None)

    async def append(self, asked: Asked) -> Answer:
        """Append, and carry what follows."""
        self.journals[asked.procedure].extend(asked.entries)
        for letter in asked.letters:
            await self._carry(asked.procedure, letter, asked.entries[-1].at)
        return Answer(appended=True, receipt=asked.receipt)

    async def _carry(self, procedure: str, letter: Letter, at: datetime) -> None:
        if letter.kind == "document":
            self.documents.setdefault(procedure, []).append(letter.body["kind"])
        if letter.kind == "service":
            self.served.append(letter.body["party"])
        if letter.kind in ("open-aftercare", "reopen-dispute"):
            ended = letter.body["dispute"]
            dispute: Dispute = self.state_of(ended)
            first = (
                aftercare_of(dispute, at)
                if letter.kind == "open-aftercare"
                else episode_after(dispute, letter.body["step"], Officer(**letter.body["by"]), at)
            )
            await self.open(first, dispute.edition)
            self.after[procedure, first.id.split("/")[0]] = first.id


def _line(entry: Entry) -> Line:
    by = entry.body.get("by")
    seat = f"{by['role']}@{by['unit']}" if by else None
    return Line(entry.seq, entry.kind, entry.at, seat, {k: v for k, v in entry.body.items() if k != "by"})


def _refusal(refused: Refused) -> Refusal:
    doors = tuple(ANSWERS[Concern(each)][0] for each in refused.details if each in set(Concern))
    return Refusal(409, refused.reason.code, doors)
