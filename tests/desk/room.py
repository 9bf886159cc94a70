"""The rules alone behind the same door as the API: stories are told in milliseconds, without a server."""

from datetime import UTC, datetime
from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter

import counties
import written
from desk.caller import Answer, Away, Caller, Refusal
from desk.town import COUNTY, EDITION
from rules.aftercare.procedure import AFTERCARE
from rules.dispute.matter import Party, PartyRole
from rules.dispute.procedure import DISPUTE
from rules.dispute.registration import register
from rules.dispute.screen import Concern, Reply
from rules.procedure import Now, Officer, Procedure
from rules.succession import aftercare_of

PROCEDURES = {"dispute": DISPUTE, "aftercare": AFTERCARE}
ADDED = {"id", "by", "digest", "expected_seq"}  # what a caller never writes


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


class Room:
    """Quacks as ``desk.caller.Caller``. After ``trouble`` requests it is away for one."""

    def __init__(self, trouble: int | None = None) -> None:
        self.trouble = trouble
        self.answered: dict[str, tuple[dict[str, Any], Answer]] = {}
        self.edition = counties.edition(COUNTY, EDITION)
        self.people = {person.ref: person for person in counties.people(COUNTY)}
        self.matters: list[str] = []
        self.states: dict[str, Any] = {}  # path under /cases -> state
        self.entries: dict[str, list[dict[str, Any]]] = {}

    @property
    def caller(self) -> Caller:
        return cast(Caller, self)

    async def get(self, person: str, path: str, **parameters: Any) -> Any:
        if path.startswith("/matters/"):
            return {"texts": {"author": "A00048"}}
        id = path.removeprefix("/cases/")
        view = PROCEDURES[id.split("/")[0]].view(self.states[id])
        return {
            "case": vars(view.case),
            "parties": [{"party": vars(row)} for row in view.parties],
            "timeline": self.entries[id],
        }

    async def post(self, person: str, path: str, body: dict[str, Any], key: str) -> Answer:
        if self.trouble == len(self.answered):
            self.trouble = None
            raise Away("the room", 0)
        if key not in self.answered:
            self.answered[key] = body, self._answer(person, path, body, key)
        first, answer = self.answered[key]
        if first != body:
            raise Refusal(422, {"code": "key-reused"})
        return answer

    def _answer(self, person: str, path: str, body: dict[str, Any], key: str) -> Answer:
        if path == "/matters":
            self.matters.append(key)
            return Answer(201, {"number": f"SL-2026-{len(self.matters):06}", "is_new": True}, 1.0, 1)
        if path == "/disputes":
            self._register(self._officer(person), body)
            return Answer(201, {"number": body["number"]}, 1.0, 1)
        id, _, verb = path.removeprefix("/cases/").rpartition("/")
        self._decide(id, verb.replace("-", "_"), self._officer(person), body, key)
        return Answer(200, {"seq": self.states[id].seq}, 1.0, 1)

    def _officer(self, person: str) -> Officer:
        known = self.people[person]
        return Officer(known.ref, known.role, known.unit)

    def _register(self, by: Officer, body: dict[str, Any]) -> None:
        parties = tuple(
            Party(f"party-{at}", PartyRole(each["role"])) for at, each in enumerate(body["parties"], start=1)
        )
        event = register(
            id=f"dispute/{self.edition.county}/{body['number']}/1",
            number=body["number"],
            edition=self.edition,
            dispute_type=body["dispute_type"],
            village=body["village"],
            township=body["village"].rpartition("-")[0],
            parties=parties,
            replies={Concern(name): Reply(reply) for name, reply in body["screen"].items()},
            flags=frozenset(),
            other_townships=frozenset(body["other_townships"]),
            by=by,
            at=datetime.now(UTC),
        )
        self._begin(f"dispute/{body['number']}/1", DISPUTE, event)

    def _begin(self, id: str, procedure: Procedure, event: Any) -> None:
        self.states[id] = procedure.begin(event, self.edition)
        self.entries[id] = []
        self._note(id, event)

    def _decide(self, id: str, verb: str, by: Officer, body: dict[str, Any], key: str) -> None:
        procedure, state = PROCEDURES[id.partition("/")[0]], self.states[id]
        kind: Any = {**procedure.commands, **procedure.reports}[verb]
        assert not ADDED & set(body)
        asked = _adapter(kind).validate_python({**body, "id": key, "by": by})
        for event in procedure.decide(state, asked, Now(datetime.now(UTC))):
            self.states[id] = procedure.evolve(self.states[id], event)
            self._note(id, event)
        if procedure is DISPUTE and self.states[id].has_ended:
            self._open_aftercare(self.states[id])

    def _note(self, id: str, event: Any) -> None:
        entry = written.write(event, len(self.entries[id]) + 1)
        self.entries[id].append({"seq": entry.seq, "kind": entry.kind, "data": entry.body})

    def _open_aftercare(self, dispute: Any) -> None:
        event = aftercare_of(dispute, datetime.now(UTC))
        self._begin(f"aftercare/{dispute.number}/1", AFTERCARE, event)
