"""One agency: takes what the county says, means to do something about it, and says it.

Everything here is one transaction on the store after another; nothing waits.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

import contract
from simulator import planning
from simulator.answering import Answer, problem
from simulator.checking import Fault, NotJson, faults, parse
from simulator.exchange import ENDED, Exchange, Verdict, ended, said
from simulator.planning import Act, Temper
from simulator.signing import Keys
from simulator.store import Due, Letter, Store, Taken

TYPE = "cn.fengqiao.handoff.{}.v1"
FINAL = frozenset({400, 401, 404, 409, 413, 422})
LONGEST = 30.0  # seconds between two attempts


class CannotBeSaid(Exception):
    """This side cannot say this now: the reason that the other would give."""


@dataclass
class Agency:
    """An agency at `/{name}`; `pace` is how many seconds one step of its work takes."""

    name: str
    temper: Temper
    keys: Keys
    store: Store
    now: Callable[[], datetime]
    seed: int = 1
    pace: float = 0.2
    wake: Callable[[], None] = lambda: None
    stumbled: dict[str, int] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)  # subjects about which nothing is taken

    def receive(self, headers: Mapping[str, str], body: bytes) -> Answer:
        """Take a message of the county; what is answered stands in the store."""
        if len(body) > contract.LARGEST:
            return problem("too-large")
        if why := self.why_not(headers, body):
            return problem(why)
        id = headers["webhook-id"]
        if earlier := self.earlier(id):
            return self.receipt(id, 200) if self.is_same(earlier, body) else problem("id-used")
        try:
            message = parse(body)
        except NotJson:
            return problem("not-json")
        if message.get("subject") in self.closed:
            return problem("not-taken")
        if found := self.faults(message, id):
            return problem("not-of-the-contract", found)
        if not self.is_known(message["source"]):
            return problem("unknown-sender")
        with self.store.transaction():
            self.take(message, body)
        self.wake()
        return self.receipt(id, 202)

    def why_not(self, headers: Mapping[str, str], body: bytes) -> str | None:
        """Why this is not taken as the county's."""
        return self.keys.why_not(headers, body, self.now())

    def is_known(self, source: str) -> bool:
        """Whether the sender is a county: with one secret for both directions, it might be an echo of us."""
        return source.startswith("urn:fengqiao:county:")

    def earlier(self, id: str) -> Taken | None:
        """What was taken under this id."""
        return self.store.taken(self.name, id)

    def is_same(self, earlier: Taken, body: bytes) -> bool:
        return earlier.body == body

    def faults(self, message: dict[str, Any], id: str) -> list[Fault]:
        """Where it is not of the contract."""
        found = faults(message)
        if found:
            return found
        if message["id"] != id:
            return [Fault("/id", "webhook-id", "与 webhook-id 不一致 not the webhook-id")]
        exchange = self.store.exchange(self.name, message["subject"])
        return faults(message, exchange.docking) if exchange else []

    def receipt(self, id: str, status: int) -> Answer:
        """What became of a message by now."""
        taken = self.store.taken(self.name, id)
        assert taken is not None
        exchange = self.store.exchange(self.name, taken.subject)
        content = {
            "message": id,
            "received_at": taken.received_at,
            "effect": taken.effect,
            "reason": taken.reason,
            "stage": exchange.stage if exchange else None,
            "holder": exchange.holder if exchange else None,
        }
        return Answer(status, content)

    def state(self, headers: Mapping[str, str], subject: str) -> Answer:
        """How this side sees a handoff."""
        if why := self.why_not(headers, b""):
            return problem(why)
        exchange = self.store.exchange(self.name, subject)
        return Answer(200, self.told(exchange)) if exchange else problem("unknown")

    def told(self, exchange: Exchange) -> dict[str, Any]:
        """The state of a handoff, as the contract has it."""
        letters = self.store.letters_about(self.name, exchange.subject)
        taken = self.store.all_taken(self.name, exchange.subject)
        return {
            "subject": exchange.subject,
            "stage": exchange.stage,
            "holder": exchange.holder,
            "receiver_ref": exchange.receiver_ref,
            "sent": [each.id for each in letters if each.manner in {"ordered", "ahead"}],
            "taken": [each.id for each in taken if each.effect == "taken"],
        }

    def take(self, message: dict[str, Any], body: bytes) -> None:
        """Write down a message and what it makes of its handoff, and what had waited for it."""
        what, subject = message["type"].split(".")[-2], message["subject"]
        taken = Taken(message["id"], subject, what, body, self._instant(), "pending", None)
        exchange = self.store.exchange(self.name, subject)
        if exchange is None and what == "sent":
            opened = _opened(message)
            self._become(taken, Verdict(opened, "taken"))
            self._mean(opened, planning.first_acts(self.temper, opened, self._dice(subject)))
            for parked in self.store.all_taken(self.name, subject):
                if parked.effect == "pending":
                    self._unpark(parked)
        elif exchange is None:
            self.store.take(self.name, taken)
        else:
            self._become(taken, self.judge(exchange, what, message["data"]))

    def judge(self, exchange: Exchange, what: str, data: dict[str, Any]) -> Verdict:
        """What the county's message makes of the exchange.

        Where it only makes sense if the county has what we are still waiting to see answered, it has.
        """
        verdict = said(exchange, what, data, by_us=False)
        if verdict.reason != "not-at-this-stage":
            return verdict
        for letter in self.store.unsettled(self.name, exchange.subject):
            exchange = said(exchange, letter.what, letter.data, by_us=True).exchange
            assumed = said(exchange, what, data, by_us=False)
            if letter.attempts and assumed.effect == "taken":
                return assumed
        return verdict

    def push(self, docking: str, data: dict[str, Any], *, is_recalled_first: bool = False) -> str:
        """Send the county a matter of our own; returns its subject."""
        subject = f"{self.name}/{uuid4()}"
        whole = {**planning.matter(docking, self.name, self._instant()), **data}
        practice = whole.get("practice")
        exchange = Exchange(subject, docking, is_ours=True, practice=practice and tuple(practice["wish"]))
        with self.store.transaction():
            self.store.keep(self.name, exchange)
            if is_recalled_first:
                self.write(subject, "recalled", self._words("recalled", subject), "ahead")
            self.write(subject, "sent", whole, "ahead" if is_recalled_first else "ordered")
        self.wake()
        return subject

    def say(self, subject: str, what: str, data: dict[str, Any], *, is_forced: bool = False) -> str:
        """Say this about a handoff; returns the id of the message.

        Raises KeyError when there is no such handoff, and CannotBeSaid unless it is forced.
        """
        exchange = self.store.exchange(self.name, subject)
        if exchange is None:
            raise KeyError(subject)
        whole = {**self._words(what, subject), **data}
        for letter in self.store.unsettled(self.name, subject):
            exchange = said(exchange, letter.what, letter.data, by_us=True).exchange
        verdict = said(exchange, what, whole, by_us=True)
        if verdict.effect != "taken" and not is_forced:
            raise CannotBeSaid(verdict.reason or "said-before")
        with self.store.transaction():
            id = self.write(subject, what, whole)
        self.wake()
        return id

    def carry_out(self, due: Due) -> bool:
        """Do what was meant, if it is its turn; whether it was."""
        exchange = self.store.exchange(self.name, due.subject)
        assert exchange is not None
        act = Act(**due.act)
        is_waiting = act.needs_supplement and not exchange.has_supplied and exchange.stage not in ENDED
        if is_waiting or (act.manner == "ordered" and self.store.unsettled(self.name, due.subject)):
            return False
        data = {**self._words(act.what, due.subject), **act.data}
        verdict = said(exchange, act.what, data, by_us=True)
        with self.store.transaction():
            self.store.done(due)
            if verdict.effect == "taken" or act.is_forced:
                self.write(due.subject, act.what, data, act.manner)
                self._rubbish(due.subject)
        return True

    def answered(self, letter: Letter, effect: str, reason: str | None) -> None:
        """The county has decided about a message of ours."""
        exchange = self.store.exchange(self.name, letter.subject)
        assert exchange is not None
        with self.store.transaction():
            self.store.settle(letter)
            if effect in {"taken", "nothing"}:
                self.store.keep(self.name, said(exchange, letter.what, letter.data, by_us=True).exchange)
            elif reason in {"recalled", "ended"}:
                self.drop(exchange, reason)
        self.wake()

    def drop(self, exchange: Exchange, reason: str) -> None:
        """The county was first: it is no matter of ours."""
        if not exchange.is_ours and exchange.stage not in ENDED:
            stage = "recalled" if reason == "recalled" else "expired"
            self.store.keep(self.name, ended(exchange, stage))
        self.store.drop_acts(self.name, exchange.subject)

    def bytes_of(self, letter: Letter) -> bytes:
        """The body under which a message goes out: each time the same."""
        return letter.body

    def is_final(self, status: int) -> bool:
        """Whether this answer says that the message as it is will never be taken."""
        return status in FINAL

    def pause(self, letter: Letter, asked: float) -> float:
        """Seconds until the next attempt; `asked` is what a Retry-After asked for."""
        return max(asked, min(LONGEST, self.pace * float(2 ** min(letter.attempts, 12))))

    def turned_away(self, letter: Letter) -> None:
        """The county will never take this message as it is; nothing more is said about its handoff."""
        with self.store.transaction():
            self.store.settle(letter)
            if letter.manner in {"ordered", "ahead"}:
                self.store.drop_acts(self.name, letter.subject)
        self.wake()

    def stumbles(self, id: str) -> Answer | None:
        """Out of temper, the first answer about some messages is an error; once or twice, then no more."""
        if self.temper is not Temper.ERRORS:
            return None
        times = self.stumbled[id] = self.stumbled.get(id, 0) + 1
        bad = self._dice(id).choice((0, 1, 1, 2))
        if times > bad:
            return None
        return problem("out-of-order") if times == 1 else problem("away", retry_after=1)

    def write(self, subject: str, what: str, data: dict[str, Any], manner: str = "ordered") -> str:
        """Put a message into the outbox; its bytes are never written again."""
        message = {
            "specversion": "1.0",
            "id": str(uuid4()),
            "source": f"urn:fengqiao:agency:{self.name}",
            "type": TYPE.format(what),
            "subject": subject,
            "time": self._instant(),
            "datacontenttype": "application/json",
            **({"dataschema": contract.PREFIX + data["docking"]} if what == "sent" else {}),
            "data": data,
        }
        body = json.dumps(message, ensure_ascii=False).encode()
        self.store.post(self.name, subject, message["id"], what, body, manner, self.now().timestamp())
        return str(message["id"])

    def _rubbish(self, subject: str) -> None:
        if self.temper is Temper.GARBAGE:
            count = len(self.store.letters_about(self.name, subject))
            kind = self._dice(f"{subject}/{count}").choice(planning.GARBAGE)
            good = self.store.letters_about(self.name, subject)[-1]
            due = self.now().timestamp()
            self.store.post(self.name, subject, str(uuid4()), good.what, good.body, kind, due)

    def _become(self, taken: Taken, verdict: Verdict) -> None:
        self.store.take(self.name, replace(taken, effect=verdict.effect, reason=verdict.reason))
        if verdict.effect != "taken":
            return
        self.store.keep(self.name, verdict.exchange)
        if verdict.exchange.stage in ENDED:
            self.store.drop_acts(self.name, taken.subject)
        throw = self._dice(f"{taken.subject}/{taken.what}")
        self._mean(verdict.exchange, planning.reaction(self.temper, verdict.exchange, taken.what, throw))

    def _unpark(self, parked: Taken) -> None:
        exchange = self.store.exchange(self.name, parked.subject)
        assert exchange is not None
        message = json.loads(parked.body)
        if faults(message, exchange.docking):  # its docking was not known when it came
            self._become(parked, Verdict(exchange, "refused", "not-at-this-stage"))
        else:
            self._become(parked, self.judge(exchange, parked.what, message["data"]))

    def _mean(self, exchange: Exchange, acts: list[Act]) -> None:
        due = self.now().timestamp()
        for act in acts:
            due += act.paces * self.pace
            self.store.plan(self.name, exchange.subject, due, act.plain())

    def _words(self, what: str, subject: str) -> dict[str, Any]:
        return planning.words(what, self.name, subject, self._instant())

    def _dice(self, subject: str) -> Any:
        return planning.dice(self.seed, self.name, subject)

    def _instant(self) -> str:
        return self.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _opened(message: dict[str, Any]) -> Exchange:
    data = message["data"]
    practice = data.get("practice")
    opened = Exchange(message["subject"], data["docking"], is_ours=False)
    sent = said(replace(opened, practice=practice and tuple(practice["wish"])), "sent", data, by_us=False)
    return sent.exchange
