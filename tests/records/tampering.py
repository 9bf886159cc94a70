"""Tampering with what the database has, by somebody who can do everything but sign: at random, in every way.

Each way has its weak form, in which the hashes stay as they were, and its strong one, in which everything
that can be counted anew is.
"""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from proof.checkpoints import ACCESS, EDITION, JOURNAL, Checkpoint, Fault, Leaf, faults_of_checkpoint
from proof.keys import Signer, known
from proof.looks import Look
from proof.looks import link as link_look
from proof.trees import root
from records.access import look_of
from records.checkpoints import checkpoints_after, keys_introduced, leaves_of
from records.kept import Kept, Line, batches
from records.proved import faults_of_looks
from records.tables import access_chains, access_log
from records.verify import findings_of_chain, findings_of_journal
from rules.journal import GENESIS, Entry, link
from tests.records.house import House

SIGNER = Signer(bytes(32))

Note = tuple[int, Look, str]


@dataclass(frozen=True)
class Log:
    """A chain of the access log, and how it ends."""

    name: str
    head: tuple[int, str]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Stored:
    """What stands in the database: what somebody who can do everything finds there."""

    journals: dict[str, Kept]
    logs: dict[str, Log]
    checkpoints: tuple[Checkpoint, ...]
    leaves: dict[int, tuple[Leaf, ...]]
    keys: dict[str, str]

    def over(self, chain: str) -> list[Leaf]:
        """What checkpoints say of a chain."""
        return [leaf for leaves in self.leaves.values() for leaf in leaves if leaf.chain == chain]

    def covered(self, chain: str) -> int:
        return max((leaf.seq for leaf in self.over(chain)), default=0)


def found(stored: Stored, name: str) -> list[object]:
    """What verify finds of one chain, or of the checkpoints; a chain that is gone is gone."""
    if name == "checkpoints":
        return checkpoint_faults(stored)
    if name in stored.journals:
        kept = stored.journals[name]
        leaves = {each: stored.over(each) for each in (JOURNAL + name, EDITION + name)}
        return [*findings_of_chain(kept), *findings_of_journal(kept, leaves)]
    if name in stored.logs:
        log = stored.logs[name]
        return list(faults_of_looks(name, log.head, log.notes, stored.over(ACCESS + name)))
    return [Fault(name, "gone")] if stored.over(JOURNAL + name) or stored.over(ACCESS + name) else []


def checkpoint_faults(stored: Stored) -> list[object]:
    faults: list[object] = []
    before: Checkpoint | None = None
    for each in stored.checkpoints:
        faults += faults_of_checkpoint(each, before, stored.leaves.get(each.n, ()), stored.keys)
        before = each
    return faults


async def read(house: House) -> Stored:
    journals = {kept.id: kept async for _, batch in batches(house.engine) for kept in batch}
    async with house.engine.connect() as connection:
        logs = {}
        for end in await connection.execute(select(access_chains)):
            mine = select(access_log).where(access_log.c.chain == end.chain).order_by(access_log.c.seq)
            notes = tuple((row.seq, look_of(row), row.hash) for row in await connection.execute(mine))
            logs[end.chain] = Log(end.chain, (end.seq, end.head), notes)
        checkpoints = tuple(await checkpoints_after(connection))
        leaves = {each.n: tuple(await leaves_of(connection, each.n)) for each in checkpoints}
        keys, _ = known(await keys_introduced(connection))
    return Stored(journals, logs, checkpoints, leaves, keys)


def changed(items: list[Any], at: int, chosen: random.Random, alter: Callable[[Any], Any]) -> list[Any]:
    del chosen
    return [*items[:at], alter(items[at]), *items[at + 1 :]]


def deleted(items: list[Any], at: int, chosen: random.Random, alter: Callable[[Any], Any]) -> list[Any]:
    del chosen, alter
    return [*items[:at], *items[at + 1 :]]


def inserted(items: list[Any], at: int, chosen: random.Random, alter: Callable[[Any], Any]) -> list[Any]:
    return [*items[:at], alter(chosen.choice(items)), *items[at:]]


def swapped(items: list[Any], at: int, chosen: random.Random, alter: Callable[[Any], Any]) -> list[Any]:
    del alter
    other = chosen.choice([n for n in range(len(items)) if n != at] or [at])
    moved = list(items)
    moved[at], moved[other] = moved[other], moved[at]
    return moved


def cut_off(items: list[Any], at: int, chosen: random.Random, alter: Callable[[Any], Any]) -> list[Any]:
    del chosen, alter
    return items[:at]


Way = Callable[[list[Any], int, random.Random, Callable[[Any], Any]], list[Any]]
OF_CHECKPOINTS = ("root", "leaf", "leaf and root", "leaf away", "at", "taken out", "signature", "order")
WAYS: tuple[Way, ...] = (changed, deleted, inserted, swapped, cut_off)


def other_entry(chosen: random.Random) -> Callable[[Line], Line]:
    def alter(line: Line) -> Line:
        entry, what = line.entry, chosen.randrange(4)
        if what == 0:
            return replace(
                line, entry=replace(entry, at=entry.at + timedelta(microseconds=chosen.randint(1, 9)))
            )
        if what == 1:
            return replace(line, entry=replace(entry, kind=entry.kind + "x"))
        body = json.loads(json.dumps(entry.body))
        if what == 2 and body:
            body[chosen.choice(sorted(body))] = "changed"
        else:
            body["more"] = chosen.random() > 2
        return replace(line, entry=replace(entry, body=body))

    return alter


def other_look(chosen: random.Random) -> Callable[[Note], Note]:
    def alter(note: Note) -> Note:
        seq, look, stored = note
        said: dict[str, Any] = {
            "at": look.at + timedelta(microseconds=chosen.randint(1, 9)),
            "person": look.person + "x",
            "seat": "auditor@sl",
            "what": "document",
            "digest": "0" * 64,
            "reason": "6f0c2f0e-5c0e-5b5e-9a55-0b1d5e6a7c01",
        }
        name = chosen.choice(sorted(said))
        return seq, replace(look, **{name: said[name]}), stored

    return alter


def rehashed(procedure: str, lines: Sequence[Line]) -> list[Line]:
    """As if they had been written so: numbered and hashed anew from the first."""
    previous, anew = GENESIS, []
    for seq, line in enumerate(lines, 1):
        entry = Entry(seq, line.entry.kind, line.entry.at, line.entry.body)
        head = link(previous, procedure, entry)
        anew.append(Line(entry, line.command, previous, head))
        previous = head
    return anew


def rehashed_notes(notes: Sequence[Note]) -> list[Note]:
    previous, anew = GENESIS, []
    for seq, (_, look, _) in enumerate(notes, 1):
        previous = link_look(previous, seq, look.said)
        anew.append((seq, look, previous))
    return anew


def with_journal(stored: Stored, kept: Kept, lines: Sequence[Line], *, strong: bool) -> Stored:
    if strong:
        lines = rehashed(kept.id, lines)
        head = lines[-1].hash if lines else GENESIS
        kept = replace(kept, seq=len(lines), head=head)
    return replace(stored, journals={**stored.journals, kept.id: replace(kept, lines=tuple(lines))})


def with_log(stored: Stored, log: Log, notes: Sequence[Note], *, strong: bool) -> Stored:
    head = log.head
    if strong:
        notes = rehashed_notes(notes)
        head = (len(notes), notes[-1][2] if notes else GENESIS)
    return replace(stored, logs={**stored.logs, log.name: Log(log.name, head, tuple(notes))})


def tampered(stored: Stored, chosen: random.Random) -> tuple[str, str, Stored]:
    """Some tampering under the last checkpoint: what was done to which chain, and what stands then."""
    while True:
        what = chosen.choice(("journal", "log", "log", "checkpoint", "gone"))
        if what == "checkpoint":
            name, after = tampered_checkpoint(stored, chosen)
            return f"checkpoint {name}", "checkpoints", after
        if what == "gone":
            name = chosen.choice([each for each in stored.journals if stored.covered(JOURNAL + each)])
            rest = {each: kept for each, kept in stored.journals.items() if each != name}
            return "gone", name, replace(stored, journals=rest)
        strong, way = chosen.random() < 0.5, chosen.choice(WAYS)
        name = chosen.choice(list(stored.journals if what == "journal" else stored.logs))
        covered = stored.covered((JOURNAL if what == "journal" else ACCESS) + name)
        if not covered:
            continue
        after = tampered_chain(stored, name, chosen, (way, chosen.randrange(covered)), strong=strong)
        if after != stored:
            return f"{what} {way.__name__}{' and hashed anew' if strong else ''}", name, after


def tampered_chain(
    stored: Stored, name: str, chosen: random.Random, how: tuple[Way, int], *, strong: bool
) -> Stored:
    """A chain in which something was done at a place. ``strong``: and everything counted anew."""
    way, at = how
    if name in stored.journals:
        kept = stored.journals[name]
        return with_journal(
            stored, kept, way(list(kept.lines), at, chosen, other_entry(chosen)), strong=strong
        )
    log = stored.logs[name]
    return with_log(stored, log, way(list(log.notes), at, chosen, other_look(chosen)), strong=strong)


def tampered_checkpoint(stored: Stored, chosen: random.Random) -> tuple[str, Stored]:
    """Whoever has the database can write every column of a checkpoint but its signature."""
    place = chosen.randrange(len(stored.checkpoints))
    each = stored.checkpoints[place]
    leaves = list(stored.leaves[each.n])
    at = chosen.randrange(len(leaves))
    what = chosen.choice(
        ("root", "leaf", "leaf and root", "leaf away", "at", "taken out", "signature", "order")
    )
    checkpoints = list(stored.checkpoints)
    if what == "taken out" and place < len(checkpoints) - 1:
        del checkpoints[place]
        return what, replace(stored, checkpoints=tuple(checkpoints))
    if what == "order" and len(checkpoints) > 1:
        other = (place + 1) % len(checkpoints)
        checkpoints[place], checkpoints[other] = checkpoints[other], checkpoints[place]
        return what, replace(stored, checkpoints=tuple(checkpoints))
    if what in ("leaf", "leaf and root"):
        leaves[at] = replace(leaves[at], head="0" * 64)
    elif what == "leaf away":
        del leaves[at]
    elif what == "at":
        each = replace(each, at="2020-01-01T00:00:00+00:00")
    elif what == "signature":
        each = replace(each, signature=SIGNER.sign("bundle", each.said))
    else:
        each = replace(each, root="0" * 64)
    if what == "leaf and root":
        each = replace(each, root=root([leaf.hash for leaf in leaves]))
    checkpoints[place] = each
    return what, replace(
        stored, checkpoints=tuple(checkpoints), leaves={**stored.leaves, each.n: tuple(leaves)}
    )


def write(connection: Any, stored: Stored, name: str) -> None:
    """Make one chain what it is there."""
    connection.execute(b"SET session_replication_role = replica")
    if name in stored.journals:
        kept = stored.journals[name]
        connection.execute(b"DELETE FROM journal WHERE procedure = %s", [name])
        seen = set[int]()
        for line in kept.lines:
            if line.entry.seq in seen:
                continue  # its place is a key: the weak form of an insertion cannot stand
            seen.add(line.entry.seq)
            connection.execute(
                b"INSERT INTO journal (procedure, seq, kind, at, body, command, previous, hash)"
                b" VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                [
                    name,
                    line.entry.seq,
                    line.entry.kind,
                    line.entry.at,
                    json.dumps(line.entry.body),
                    line.command,
                    line.previous,
                    line.hash,
                ],
            )
        connection.execute(
            b"UPDATE procedures SET seq = %s, head = %s WHERE id = %s", [kept.seq, kept.head, name]
        )
        return
    log = stored.logs[name]
    connection.execute(b"DELETE FROM access_log WHERE chain = %s", [name])
    places = set[int]()
    for seq, look, head in log.notes:
        if seq in places:
            continue
        places.add(seq)
        said = {**vars(look), "chain": name, "seq": seq, "hash": head}
        columns, values = ", ".join(said), ", ".join(["%s"] * len(said))
        connection.execute(
            f"INSERT INTO access_log ({columns}) VALUES ({values})".encode(), list(said.values())
        )
    connection.execute(b"UPDATE access_chains SET seq = %s, head = %s WHERE chain = %s", [*log.head, name])
