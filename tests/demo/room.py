"""A county made of the rules alone: no server, no database, a clock that is set."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pydantic import TypeAdapter

import counties
import written
from api import policy
from counties.reporting import timetable_in_force
from demo.agencies import DOORS
from demo.place import Became, Line, Look, Refusal, Registered, Reported
from demo.registering import described, people_of
from demo.stories import Seen
from rules.accusation.procedure import receive
from rules.alarm import answered_in, incident_of
from rules.authority.relations import Relation
from rules.authority.table import ROLES, Permission, lines_of, may
from rules.danger import OPEN_INCIDENT, TELL_INCIDENT
from rules.dispute.screen import ANSWERS, Concern
from rules.editions import Edition
from rules.handing import HandedOff
from rules.handing_over import check_may_begin, handoff_of
from rules.handoff.commands import MessageDelivered, MessageUndeliverable
from rules.incident.commands import PoliceHeard
from rules.instants import ONE_DAY, first_instant_of, legal_day
from rules.journal import Answer, Asked, Entry, Letter
from rules.late import How
from rules.linking import LinkKind
from rules.measuring.facts import AboutMatter, Facts
from rules.measuring.formula import Period, World
from rules.measuring.reading import facts_of
from rules.procedure import Command, Fact, Officer, kind_of
from rules.procedures import PROCEDURES, SEALED_PROCEDURES
from rules.refusals import Reason, Refused
from rules.reports.composing import compose
from rules.reports.timetable import Kind
from rules.supervising import supervision_of, told_of
from suggesting.same_matter import Matter, likest
from tests.demo.firsts import FIRSTS
from tests.demo.hall import Hall, NotYours
from tests.demo.looked_up import LOOKED
from tests.demo.partners import heard, pushed
from tests.demo.post import opened_by, told_by
from workflows import names
from workflows.papers import Papers
from workflows.starting import file_of

MONDAY = datetime(2026, 6, 1, 1, tzinfo=UTC)  # 09:00 in Asia/Shanghai, far from any holiday


class Room:
    """A place to play stories at."""

    def __init__(self) -> None:
        self.at = MONDAY
        self.windows = Hall()
        self.journals: dict[str, list[Entry]] = {}
        self.papers: dict[str, Papers[Any]] = {}
        self.documents: dict[str, list[str]] = {}
        self.served: list[str] = []
        self.matters: dict[str, Matter] = {}
        self.submissions: dict[str, dict[str, Any]] = {}
        self.links: dict[str, tuple[str, ...]] = {}
        self._numbers = 0
        self._to_look: list[tuple[str, str]] = []  # where somebody has to see what the records say
        self.after: dict[tuple[str, str], str] = {}
        self.supervisions: dict[tuple[str, int], str] = {}
        self.closed: set[str] = set()  # handoffs of which an agency's system takes nothing
        self.by = {
            person.ref: Officer(person.ref, person.role, person.unit)
            for person in (*counties.people("demo"), *counties.helpers("demo"))
        }

    async def now(self) -> datetime:
        return self.at

    async def wait_until(self, at: datetime) -> None:
        self.at = at
        for papers in list(self.papers.values()):
            await papers.let_time_pass(at)

    async def register(
        self, kind: str, person: str, body: dict[str, Any], edition: str, key: str
    ) -> Registered:
        number = body.get("number") or self._next_number("SL")
        registered = await self._register(f"{kind}/sl/{number}/1", person, body, edition)
        if "said" in body:
            self.matters[number] = Matter(number, **_compared(body))
        return registered

    async def _register(self, id: str, person: str, body: dict[str, Any], edition: str) -> Registered:
        kind, _, number, _ = id.split("/")
        refs = self._refs_of(id, body)
        people = [
            {name: value for name, value in {**each, "ref": refs[each["ref"]]}.items() if name != "name"}
            for each in people_of(body)
        ]
        under = counties.edition("demo", edition)
        whole = {"id": id, "number": number, "edition": under, "by": self.by[person], "at": self.at}
        try:
            first = FIRSTS[kind](whole, body, people)
        except Refused as refused:
            raise _refusal(refused) from None
        await self.open(first, under)
        return Registered(first.id, refs)

    def _refs_of(self, id: str, body: dict[str, Any]) -> dict[str, str]:
        return {each["ref"]: str(uuid5(NAMESPACE_URL, f"{id}/{each['ref']}")) for each in people_of(body)}

    async def register_handed_over(
        self, handoff: str, kind: str, person: str, body: dict[str, Any], edition: str, key: str
    ) -> Registered:
        state = self.state_of(handoff)
        try:
            check_may_begin(state, self.by[person], kind)
        except Refused as refused:
            raise _refusal(refused) from None
        [accepted] = [each.seq for each in self.journals[handoff] if each.kind == "HandoffAccepted"]
        anchored = {**body, "anchored_on": f"{handoff}#{accepted}"}
        return await self._register(self._next_id(kind, state.number), person, anchored, edition)

    def _next_id(self, kind: str, number: str) -> str:
        n = sum(each.startswith(f"{kind}/sl/{number}/") for each in self.journals) + 1
        return f"{kind}/sl/{number}/{n}"

    async def push(self, agency: str, docking: str, data: dict[str, Any]) -> Registered:
        number = data.get("related") or self._next_number("SL")
        id, under = self._next_id("handoff", number), counties.edition("demo", "2026.1")
        refs = self._refs_of(id, data)
        first = pushed(
            id=id,
            number=number,
            edition=under,
            agency=agency,
            docking=docking,
            body=data,
            refs=refs,
            key=str(uuid5(NAMESPACE_URL, id)),
            at=self.at,
        )
        self.matters.setdefault(number, Matter(number, **_compared(data)))
        await self.open(first, under)
        return Registered(id, refs)

    async def act(self, procedure: str, agency: str, act: str, data: dict[str, Any]) -> None:
        if act in DOORS:
            (self.closed.add if DOORS[act] else self.closed.discard)(procedure)
        else:
            key = str(uuid5(NAMESPACE_URL, f"{procedure}/{len(self.journals[procedure])}/{act}"))
            await self.tell(procedure, names.AGENCY_SAID, heard(agency, act, data, key, self.at))

    async def _deliver(self, procedure: str) -> None:
        """What goes out to an agency's system, which takes it at once, or does not."""
        while waiting := [each for each in self.papers[procedure].state.outgoing if not each.is_dead][:1]:
            seq = waiting[0].seq
            fact: Fact = MessageDelivered(seq=seq, taken_at=self.at, effect="taken")
            if procedure in self.closed:
                fact = MessageUndeliverable(seq=seq, code="422")
            await self.tell(procedure, names.MESSAGE_DELIVERED, fact)

    def _next_number(self, series: str) -> str:
        self._numbers += 1
        return f"{series}-2026-{self._numbers:06}"

    async def ask(self, procedure: str, person: str, verb: str, body: dict[str, Any], key: str) -> None:
        try:
            await self.papers[procedure].write_down(self.asked(procedure, person, verb, body, key), self.at)
        except Refused as refused:
            raise _refusal(refused) from None
        if kind_of(procedure) == "handoff":
            await self._deliver(procedure)
        await self._look()

    async def hall(self, person: str, asked: str, key: str) -> tuple[str, ...]:
        try:
            return self.windows.do(self.by[person], asked, self.at)
        except Refused as refused:
            raise _refusal(refused) from None
        except NotYours:
            raise Refusal(403, Reason.NOT_YOURS_TO_DO.code) from None

    def asked(self, procedure: str, person: str, verb: str, body: dict[str, Any], key: str) -> Command | Fact:
        """What the API would make of it, but for the words, which stand here where a reference would."""
        self._check_there(procedure, person)
        table = self.papers[procedure].procedure
        kinds: Mapping[str, type[Command | Fact]] = {**table.commands, **table.reports}
        if verb == "end_following":
            body = {**body, "open_cases": self._open_cases(procedure, body["item"])}
        asked: Command | Fact = TypeAdapter(kinds[verb]).validate_python(
            {**body, "id": key, "by": self.by[person]}
        )
        return asked

    def _open_cases(self, meeting: str, item: int) -> int:
        """How many cases of what an item has become are still open, as the records would count them."""
        number = self.state_of(meeting).item(item).matter
        its = [id for id in self.papers if id.split("/")[2] == number]
        return sum(not self.state_of(id).has_ended for id in its)

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

    async def sees(self, procedure: str, person: str) -> tuple[str, ...]:
        self._check_there(procedure, person)
        unseen = self.papers[procedure].procedure.unseen(self.state_of(procedure), self.by[person])
        return tuple(entry.kind for entry in self.journals[procedure] if entry.kind not in unseen)

    def _check_there(self, procedure: str, person: str) -> None:
        """For whoever does not see its store, it does not exist."""
        is_sealed = kind_of(procedure) in SEALED_PROCEDURES
        by = self.by[person]
        is_somebody = by.role in ROLES
        lines = tuple(lines_of(by.role, of_accusations=is_sealed))
        helps = bool(lines) and all(row.relation is Relation.ENTRUSTED for row in lines)
        tasks = self.papers[procedure].procedure.view(self.state_of(procedure)).tasks
        is_waited_for = (by.person, by.role, by.unit) in {(t.person, t.role, t.unit) for t in tasks}
        if policy.may_see_what_is_sealed(by) is not is_sealed or not is_somebody:
            raise Refusal(404, "not-found")
        if helps and not is_waited_for:
            raise Refusal(404, "not-found")

    async def chain(self, number: str, person: str) -> tuple[str, ...]:
        procedures = [procedure.split("/") for procedure in self.journals]
        return tuple(sorted(f"{kind}/{n}" for kind, _, of, n in procedures if of == number))

    async def submit(self, person: str, body: dict[str, Any], key: str) -> str:
        self.submissions[key] = body
        return key

    async def classify(
        self, submission: str, person: str, purpose: str, body: dict[str, Any], key: str
    ) -> Became:
        if not policy.may_classify(self.by[person]) or submission not in self.submissions:
            raise Refusal(404, "not-found")
        letter = self.submissions.pop(submission)
        number = None
        if purpose == "mixed":
            number = self._next_number("SL")
            self.matters[number] = Matter(number, **_compared({"said": body["ordinary"]}))
        return Became(number, await self._accuse(person, body.get("is_real_name", False), letter))

    async def _accuse(self, person: str, is_real_name: bool, letter: dict[str, Any]) -> str:
        number, under = self._next_number("SL-J"), counties.edition("demo", "2026.1")
        first = receive(
            id=f"accusation/sl/{number}/1",
            number=number,
            edition=under,
            received_at=self.at,
            is_real_name=is_real_name,
            by=self.by[person],
            at=self.at,
        )
        await self.open(first, under)
        return first.id

    async def search(self, person: str, words: str) -> tuple[str, ...]:
        if not any(lines_of(self.by[person].role)):
            return ()
        return tuple(number for number, matter in self.matters.items() if words in matter.body)

    async def likenesses(self, person: str, body: dict[str, Any]) -> tuple[str, ...]:
        found = likest(Matter("", **_compared(body)), self.matters.values())
        return tuple(each.number for each in found)

    async def link(self, number: str, person: str, body: dict[str, Any], key: str) -> tuple[str, ...]:
        self.links[number] = (*self.links.get(number, ()), LinkKind(body["kind"]).value)
        return self.links[number]

    async def report(self, person: str, since: date, until: date, procedure: str, key: str) -> Reported:
        """From its own journals, by the county's timetable."""
        if not may(self.by[person].role, Permission.REPORT):
            raise Refusal(403, "not-yours-to-do")
        if until >= legal_day(self.at):
            raise Refusal(422, "malformed")
        by = timetable_in_force("sl", legal_day(self.at))
        assert by
        period = Period(since, until, first_instant_of(until + ONE_DAY))
        rows = [self._facts(each, period.as_of) for each in self.journals]
        world = World([row for row in rows if row], by.counting)
        made = compose(Kind.SPECIAL, world, period, by)
        lines = [line for part in made.parts for line in part.lines]
        named = dict.fromkeys(line.code for line in lines if procedure in (line.matters or ()))
        return Reported(made.digest, tuple(named))

    def _facts(self, procedure: str, as_of: datetime) -> Facts | None:
        papers = self.papers[procedure]
        if kind_of(procedure) in SEALED_PROCEDURES:
            return None
        events = [written.read(papers.procedure, entry) for entry in self.journals[procedure]]
        about = AboutMatter(number=procedure.split("/")[2])
        return facts_of(papers.procedure, events, papers.state.edition, about, as_of)

    async def kill(self, parts: Sequence[str]) -> None:
        """Nothing here can die."""

    async def open(self, first: Any, edition: Edition) -> None:
        """A case begins with its first event."""
        procedure = {**PROCEDURES, **SEALED_PROCEDURES}[kind_of(first.id)]
        self.journals[first.id] = [written.write(first, 1)]
        state = file_of(procedure, self.journals[first.id], edition).state
        self.papers[first.id] = Papers(procedure, state, {}, self.append, lambda: None)
        for letter in procedure.follows(state, first):
            await self._carry(first.id, letter, first.at)
        await self._start(first.id, edition)
        await self._look()

    async def _start(self, procedure: str, edition: Edition) -> None:
        """Here nothing has to be started."""

    async def append(self, asked: Asked) -> Answer:
        """Append, and carry what follows."""
        self.journals[asked.procedure].extend(asked.entries)
        for letter in asked.letters:
            await self._carry(asked.procedure, letter, asked.entries[-1].at)
        return Answer(appended=True, receipt=asked.receipt)

    async def _carry(self, procedure: str, letter: Letter, at: datetime) -> None:
        if letter.kind in ("document", "message"):
            self.documents.setdefault(procedure, []).append(letter.body.get("kind", letter.kind))
        if letter.kind in LOOKED:
            self._to_look.append((procedure, letter.kind))
        if letter.kind == "service":
            self.served.append(letter.body["party"])
        if carry := self._carrying.get(letter.kind):
            await carry(procedure, letter, at)
        if opened := opened_by(letter, procedure, at, self.state_of):
            first: Any = opened[0]
            await self.open(first, opened[1])
            self.after[procedure, kind_of(first.id)] = first.id
        if (told := told_by(letter, procedure)) and not self.state_of(told[0]).has_ended:
            await self.tell(*told)

    @property
    def _carrying(self) -> Mapping[str, Callable[[str, Letter, datetime], Awaitable[None]]]:
        """What leads from one procedure to another, beside what its own page says."""
        return {
            "open-handoff": self._hand_off,
            "open-supervision": self._supervise,
            "tell-supervision": self._tell_supervision,
            OPEN_INCIDENT: self._land,
            TELL_INCIDENT: self._tell_incidents,
        }

    async def _tell_supervision(self, procedure: str, letter: Letter, at: datetime) -> None:
        """What has become of the duty that it looks after."""
        how = letter.body["how"]
        name = names.DUTY_MET if how == How.MET else names.DUTY_MOVED
        supervision = self.supervisions[procedure, letter.body["fell_in"]]
        if not self.state_of(supervision).has_ended:
            key = f"{procedure}#{letter.seq}/{letter.number}"
            await self.tell(supervision, name, told_of(how, key))

    async def _look(self) -> None:
        """What a procedure asked to be looked up, once what it has decided stands."""
        while self._to_look:
            procedure, kind = self._to_look.pop()
            name, fact = LOOKED[kind](procedure, {id: self.state_of(id) for id in self.journals})
            await self.tell(procedure, name, fact)

    async def _hand_off(self, procedure: str, letter: Letter, at: datetime) -> None:
        """The handoff that was asked for in the entry of the letter."""
        table, origin = self.papers[procedure].procedure, self.state_of(procedure)
        event = written.read(table, self.journals[procedure][letter.seq - 1])
        assert isinstance(event, HandedOff)
        first = handoff_of(
            origin,
            event,
            asked_in=letter.seq,
            id=self._next_id("handoff", origin.number),
            number=origin.number,
            edition=origin.edition,
            at=at,
        )
        await self.open(first, origin.edition)
        self.after[procedure, "handoff"] = first.id

    async def _land(self, procedure: str, letter: Letter, at: datetime) -> None:
        """The danger that was noted in the entry of the letter, at the centre."""
        table, origin = self.papers[procedure].procedure, self.state_of(procedure)
        story = [written.read(table, entry) for entry in self.journals[procedure]]
        first = incident_of(
            origin,
            story,
            seq=letter.seq,
            id=self._next_id("incident", origin.number),
            number=origin.number,
            edition=origin.edition,
        )
        await self.open(first, origin.edition)
        self.after[procedure, "incident"] = first.id

    async def _tell_incidents(self, procedure: str, letter: Letter, at: datetime) -> None:
        """What the police have acknowledged, every incident hears that this case opened."""
        cases = answered_in(procedure)
        for each in [each for each in self.papers if kind_of(each) == "incident"]:
            state = self.state_of(each)
            if state.origin in cases and not state.has_ended:
                fact = PoliceHeard(id=f"{each}#{letter.seq}", procedure=procedure, seq=letter.seq)
                await self.tell(each, names.POLICE_HEARD, fact)

    async def _supervise(self, procedure: str, letter: Letter, at: datetime) -> None:
        """The supervision of what fell late in the entry of the letter."""
        papers = self.papers[procedure]
        until = file_of(papers.procedure, self.journals[procedure][: letter.seq], papers.state.edition).state
        [late] = [each for each in until.late if each.fell_in == letter.seq]
        id = self._next_id("supervision", until.number)
        first = supervision_of(late, until, id=id, number=until.number, edition=until.edition, at=at)
        await self.open(first, until.edition)
        self.supervisions[procedure, letter.seq] = first.id
        self.after[procedure, "supervision"] = first.id

    async def tell(self, procedure: str, name: str, fact: Fact) -> None:
        """One procedure hears of another."""
        await self.papers[procedure].write_down(fact, self.at)
        if kind_of(procedure) == "handoff":
            await self._deliver(procedure)


def _compared(body: dict[str, Any]) -> dict[str, Any]:
    """What somebody brings, as the matcher takes it."""
    return {name: frozenset(v) if isinstance(v, list) else v for name, v in described(body).items()}


def _line(entry: Entry) -> Line:
    by = entry.body.get("by")
    seat = f"{by['role']}@{by['unit']}" if by else None
    return Line(entry.seq, entry.kind, entry.at, seat, {k: v for k, v in entry.body.items() if k != "by"})


def _refusal(refused: Refused) -> Refusal:
    concerns = refused.details if refused.reason is Reason.NOT_MEDIABLE else ()
    doors = tuple(ANSWERS[Concern(each)][0] for each in concerns)
    return Refusal(409, refused.reason.code, doors)
