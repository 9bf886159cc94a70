"""What both sides' own stores say of every exchange, and wherever they or the journal do not agree."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

import written
from records import papers
from records.rebuild import compare
from records.verify import verify
from rules.editions import Edition
from rules.handoff.matter import Handoff, Holder, Outcome, Stage
from rules.handoff.procedure import HANDOFF
from rules.journal import Entry
from rules.procedures import PROCEDURES
from tests.handoffs.county import County
from wire import messages

ONCE = (
    "HandoffSent",
    "HandoffReceived",
    "HandoffSignedFor",
    "SupplementWanted",
    "HandoffSupplied",
    "HandoffAccepted",
    "HandoffReturned",
    "HandoffRefused",
    "HandoffEnded",
)
_GOOD = ("ordered", "ahead")
_ENDS = {
    Outcome.CONFIRMED: "closed",
    Outcome.REFUSED: "refused",
    Outcome.RECALLED: "recalled",
    Outcome.EXPIRED: "expired",
    Outcome.CONSENT_ENDED: "consent-ended",
}
_TOLD_NO_MORE = "expired"  # what an agency makes of it whose message is answered by "ended" alone
_NOT_ANSWERED = frozenset({"sent", "received", "signed-for"})  # a receipt is not told to whom it came from


@dataclass(frozen=True)
class Theirs:
    """An agency's store, read behind its back: everything it knows of one exchange."""

    agency: str
    subject: str
    state: dict[str, Any]
    heard: tuple[dict[str, Any], ...]
    said: tuple[dict[str, Any], ...]
    tries: tuple[dict[str, Any], ...]
    acts: tuple[dict[str, Any], ...]

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way from there, or is still meant to be said."""
        return any(not letter["is_settled"] for letter in self.said) or any(
            map(self._may_come, self.acts[:1])
        )

    def _may_come(self, due: dict[str, Any]) -> bool:
        return not json.loads(due["act"])["needs_supplement"] or self.state["has_supplied"]

    @property
    def holder(self) -> str:
        return "receiver" if self.state["stage"] == "accepted" else "sender"


@dataclass(frozen=True)
class Ours:
    """A handoff: its entries, and how it stood after each."""

    id: str
    entries: tuple[Any, ...]
    states: tuple[Handoff, ...]

    @property
    def now(self) -> Handoff:
        return self.states[-1]

    def with_message(self, id: str) -> list[Any]:
        return [entry for entry in self.entries if entry.body.get("message") == id]

    def kinds(self) -> Counter[str]:
        return Counter(entry.kind for entry in self.entries)


@dataclass(frozen=True)
class Both:
    """Everything there is on either side."""

    ours: dict[str, Ours]
    theirs: dict[tuple[str, str], Theirs]
    bound: dict[tuple[str, str], str]
    inbox: dict[tuple[str, str], Any]
    deliveries: dict[tuple[str, int], Any]
    tasks: dict[str, list[str]]
    cases: dict[str, Any]

    def of(self, each: Theirs) -> Ours | None:
        return self.ours.get(self.bound.get((each.agency, each.subject), ""))


async def read_both(county: County) -> Both:
    rows = county._rows
    handoffs = [row[0] for row in await rows("SELECT id FROM procedures WHERE kind = 'handoff'")]
    tasks = defaultdict(list)
    for row in await rows("SELECT procedure, what FROM tasks WHERE procedure LIKE 'handoff/%'"):
        tasks[row.procedure].append(row.what)
    inbox = await rows("SELECT * FROM agency_inbox")
    bound = await rows("SELECT * FROM exchanges")
    deliveries = await rows("SELECT * FROM deliveries")
    cases = await rows("SELECT * FROM cases WHERE procedure LIKE 'handoff/%'")
    return Both(
        ours={id: await _ours(county.records, id) for id in handoffs},
        theirs=theirs(county),
        bound={(row.agency, row.subject): row.procedure for row in bound},
        inbox={(row.agency, str(row.message)): row for row in inbox},
        deliveries={(row.procedure, row.seq): row for row in deliveries},
        tasks=tasks,
        cases={row.procedure: row for row in cases},
    )


async def _ours(records: AsyncEngine, id: str) -> Ours:
    loaded = await papers.load(records, id)
    return as_it_went(id, loaded.entries, loaded.edition)


def as_it_went(id: str, entries: Sequence[Entry], edition: Edition) -> Ours:
    """A handoff from its entries alone."""
    events = [written.read(HANDOFF, entry) for entry in entries]
    states = [HANDOFF.begin(events[0], edition)]
    for event in events[1:]:
        states.append(HANDOFF.evolve(states[-1], event))
    return Ours(id, tuple(entries), tuple(states))


def theirs(county: County) -> dict[tuple[str, str], Theirs]:
    """By agency and subject."""
    path = county.system.settings.var / "run" / "simulator.db"
    store = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
    store.row_factory = sqlite3.Row
    try:
        found = {name: _by_exchange(store, name) for name in ("inbox", "outbox", "ledger", "acts")}
        exchanges = store.execute("SELECT * FROM exchanges ORDER BY rowid").fetchall()
    finally:
        store.close()
    keys = [(row["agency"], row["subject"]) for row in exchanges]
    return {
        key: Theirs(*key, json.loads(row["state"]), *(tuple(found[name][key]) for name in found))
        for key, row in zip(keys, exchanges, strict=True)
    }


def _by_exchange(store: sqlite3.Connection, table: str) -> dict[tuple[str, str], list[dict[str, Any]]]:
    rows = defaultdict(list)
    for row in store.execute(f"SELECT * FROM {table} ORDER BY n"):  # noqa: S608  one of four names
        rows[row["agency"], row["subject"]].append(dict(row))
    return rows


async def unrest(county: County) -> list[str]:
    """What is still on its way on either side."""
    both = await read_both(county)
    found = [f"inbox {row.message} {row.state}" for row in both.inbox.values() if row.state == "waiting"]
    letters = await county._rows(
        "SELECT procedure, kind FROM outbox WHERE done_at IS NULL AND kind IN "
        "('start', 'open-handoff', 'tell-origin', 'tell-handoff')"
    )
    found += [f"letter {row.procedure} {row.kind}" for row in letters]
    found += [
        f"outgoing {handoff.id} {each.what}"
        for handoff in both.ours.values()
        for each in handoff.now.outgoing[:1]
        if not each.is_dead
    ]
    found += [f"there {each.agency} {each.subject}" for each in both.theirs.values() if each.is_busy]
    return found


async def differences(county: County, only: Sequence[str] | None = None) -> list[str]:
    """Whatever is lost, double, held by two, or told differently by the two sides. ``only``: of these."""
    both = await read_both(county)
    found: list[str] = []
    for handoff in both.ours.values():
        if only is None or handoff.id in only:
            found += [f"{handoff.id}: {what}" for what in _of_ours(handoff, both)]
    for each in both.theirs.values():
        ours = both.of(each)
        if only is None or (ours and ours.id in only):
            found += [f"{each.agency} {each.subject}: {what}" for what in _of_theirs(each, ours, both)]
    found += [f"verify: {finding}" for finding in await verify(county.records)]
    found += [f"read tables: {each}" for each in await compare(county.records)]
    found += await _origins(county, both, only)
    return found


def _of_ours(handoff: Ours, both: Both) -> Iterator[str]:
    """In its own journal, and in what it has told."""
    kinds, now = handoff.kinds(), handoff.now
    yield from (f"{kind} {kinds[kind]} times" for kind in ONCE if kinds[kind] > 1)
    told = defaultdict(list)
    for entry in handoff.entries:
        if entry.body.get("message"):
            told[entry.body["message"]].append(entry)
    for message, did in told.items():
        kinds_of_it = [entry.kind for entry in did]
        is_one = len({entry.at for entry in did}) == 1 and len(set(kinds_of_it)) == len(did)
        if not is_one or ("MessageNotTaken" in kinds_of_it and len(did) > 1):
            yield f"message {message} had more than one effect: {kinds_of_it}"
    yield from holders(handoff)
    case = both.cases[handoff.id]
    if case.owner_unit != now.holding.unit:
        yield f"{case.owner_unit} is said to hold it, {now.holding.unit} does"
    if now.sent_at and not now.has_ended and not both.tasks[handoff.id] and case.next_moment is None:
        yield f"waits at {now.stage}, and nobody will ever see it"
    for each in now.outgoing:
        if each.is_dead and "undelivered-message" not in both.tasks[handoff.id]:
            yield f"undelivered {each.what}, and nobody's task"
    yield from _deliveries(handoff, both)


def holders(handoff: Ours) -> Iterator[str]:
    """Counted apart from the rules: the receiver from its acceptance until it returns or it ends; an agency
    that works on it, and is to stop because a party agrees no more, until it has been told."""
    holder, stops_with = Holder.SENDER, None
    for entry, state in zip(handoff.entries, handoff.states, strict=True):
        if entry.kind == "HandoffAccepted":
            holder = Holder.RECEIVER
        elif entry.kind == "HandoffEnded" and holder is Holder.RECEIVER and _is_to_be_told(entry, state):
            stops_with = entry.seq
        elif entry.kind in {"HandoffReturned", "HandoffEnded"} or _has_been_told(entry, stops_with):
            holder = Holder.SENDER
        if state.holder is not holder:
            yield f"at {entry.seq} {state.holder} holds it, and {holder} should"


def _is_to_be_told(ended: Any, state: Handoff) -> bool:
    return bool(state.receiver.agency) and ended.body["outcome"] == Outcome.CONSENT_ENDED


def _has_been_told(entry: Any, seq: int | None) -> bool:
    return entry.kind in {"MessageTaken", "MessageLaidAside"} and entry.body["seq"] == seq


def _deliveries(handoff: Ours, both: Both) -> Iterator[str]:
    """What was said is in the other side's store, once, as the ledger of deliveries says."""
    now = handoff.now
    for entry in handoff.entries:
        if entry.kind != "MessageTaken":
            continue
        seq = entry.body["seq"]
        said = both.deliveries.get((handoff.id, seq))
        if said is None or said.taken_at is None:
            yield f"{seq} was taken, and the ledger of deliveries does not know"
            continue
        there = both.theirs.get((said.agency, messages.subject_of(now)))
        heard = [each for each in there.heard if each["id"] == str(said.message)] if there else []
        if len(heard) != 1:
            yield f"{said.what} was taken by {said.agency}, and stands there {len(heard)} times"
        elif heard[0]["effect"] == "pending":
            yield f"{said.what} waits at {said.agency} for ever"


def _of_theirs(each: Theirs, ours: Ours | None, both: Both) -> Iterator[str]:
    """In what the agency said, was answered, and believes."""
    for letter in each.said:
        if not letter["is_settled"]:
            yield f"{letter['what']} is still on its way"
    for tried in each.tries:
        known = both.inbox.get((each.agency, tried["message"]))
        was_taken_in = tried["status"] is not None and tried["status"] < 300
        if tried["manner"] not in _GOOD:
            if was_taken_in:
                yield f"rubbish was taken in: {tried['manner']}"
        elif was_taken_in and known is None:
            yield f"{tried['what']} was acknowledged, and is lost"
        elif known and was_taken_in and tried["effect"] != "pending" and tried["effect"] != known.effect:
            yield f"{tried['what']} was answered {tried['effect']}, and is {known.effect}"
        elif tried["status"] is not None and 400 <= tried["status"] < 500:
            yield f"{tried['what']} was turned away: {tried['status']} {tried['reason']}"
    if ours is None:
        yield f"is not known here, and stands there as {each.state['stage']}"
        return
    yield from _effects(each, ours, both)
    yield from _beliefs(each, ours)


def _effects(each: Theirs, ours: Ours, both: Both) -> Iterator[str]:
    for letter in each.said:
        known = both.inbox.get((each.agency, letter["id"]))
        if letter["manner"] not in _GOOD or known is None:
            continue
        kinds = [entry.kind for entry in ours.with_message(letter["id"])]
        was_taken = bool(kinds) and "MessageNotTaken" not in kinds
        if known.state != "done":
            yield f"{letter['what']} is {known.state} here"
        elif was_taken is not (known.effect == "taken"):
            yield f"{letter['what']} is {known.effect} here, and the journal has {kinds}"


def _beliefs(each: Theirs, ours: Ours) -> Iterator[str]:
    """What it takes for so, the journal said before; and now both say the same."""
    accepted = [entry for entry in ours.entries if entry.kind == "HandoffAccepted"]
    for tried in each.tries:
        if tried["what"] != "accepted" or tried["effect"] not in {"taken", "nothing"}:
            continue
        heard_at = datetime.fromisoformat(tried["at"]).astimezone(UTC)
        if not accepted or accepted[0].at > heard_at:
            yield "took its acceptance for good before the journal did"
    if each.holder != ours.now.holder:
        yield f"holder {each.holder} there, {ours.now.holder} here"
    here = _ENDS[ours.now.outcome] if ours.now.outcome else str(ours.now.stage)
    there = each.state["stage"]
    if there == _TOLD_NO_MORE and ours.now.outcome:
        return
    if here != there and not {here, there} <= _NOT_ANSWERED:
        yield f"{there} there, {here} here"


async def _origins(county: County, both: Both, only: Sequence[str] | None) -> list[str]:
    """Whoever handed it over has heard how it stands, and what came back."""
    found = []
    for handoff in both.ours.values():
        now = handoff.now
        if now.origin is None or (only is not None and handoff.id not in only):
            continue
        loaded = await papers.load(county.records, now.origin)
        procedure = PROCEDURES[loaded.kind]
        origin = procedure.fold([written.read(procedure, each) for each in loaded.entries], loaded.edition)
        [known] = [each for each in origin.handed if each.asked_in == now.origin_seq]
        expected = _news(now), now.came_back.outcome if now.came_back else None
        if not origin.has_ended and (known.news, known.outcome) != expected:
            found.append(f"{handoff.id}: its origin heard {known.news}, {known.outcome}; it is {expected}")
    return found


def _news(now: Handoff) -> str | None:
    if now.outcome:
        return str(now.outcome)
    if now.stage in {Stage.RETURNED, Stage.ACCEPTED}:
        return str(now.stage)
    return "sent" if now.sent_at else None


@dataclass(frozen=True)
class Figures:
    """What went over the wire."""

    handoffs: int
    ended: int
    messages_in: int
    messages_out: int
    retries_in: int
    retries_out: int
    refused_in: int
    refused_out: int
    rubbish: int


async def figures(county: County) -> Figures:
    both = await read_both(county)
    tries = [tried for each in both.theirs.values() for tried in each.tries]
    good = [tried for tried in tries if tried["manner"] in _GOOD]
    return Figures(
        handoffs=len(both.ours),
        ended=sum(each.now.outcome is not None for each in both.ours.values()),
        messages_in=len(both.inbox),
        messages_out=sum(row.taken_at is not None for row in both.deliveries.values()),
        retries_in=len(good) - len({(tried["agency"], tried["message"]) for tried in good}),
        retries_out=sum(max(0, row.attempts - 1) for row in both.deliveries.values()),
        refused_in=sum(row.effect == "refused" for row in both.inbox.values()),
        refused_out=sum(row.last_answer == "refused" for row in both.deliveries.values()),
        rubbish=len(tries) - len(good),
    )
