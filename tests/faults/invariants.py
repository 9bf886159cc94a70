"""The sixteen invariants (docs/faults.md): what holds after every experiment, whatever was broken. Each says
where it does not hold, with the evidence."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import written
from rules.procedure import Command
from rules.procedures import PROCEDURES
from tests.faults.evidence import Evidence, Kept
from tests.faults.operations import Operation, Standing
from tests.privacy.canaries import files_below, hits_in_file

_GRACE = timedelta(seconds=60)  # in which what time has brought must stand in the journal
_CLOCKS_DIFFER = timedelta(seconds=1)
_READ_TABLES = "read-tables-differ"
_BROKEN = 500  # what nobody has thought of
# What no log may say: of the engine, of Python, of PostgreSQL, of ours.
_BAD_LINES = re.compile(
    r"[Nn]on-?[Dd]etermin|TMPRL1100|panic:|PANIC|soft-?assert|[Aa]ssertion ?(?:failed|Error)|"
    r"rules\.broken|process\.broken|proceeding\.lost|Traceback|could not fsync"
)


@dataclass(frozen=True)
class Violation:
    """Where an invariant does not hold."""

    invariant: str
    where: str
    what: str


def i01_nothing_acknowledged_is_lost(seen: Evidence) -> Iterator[Violation]:
    for asked in seen.book.acknowledged:
        if not _stands(seen, asked):
            yield Violation("I01", asked.procedure, f"{asked.verb} {asked.key} was acknowledged, and is lost")


def i02_nothing_takes_effect_twice(seen: Evidence) -> Iterator[Violation]:
    for kept in seen.kept.values():
        effects = Counter(
            entry.body["words"] for entry in kept.entries if entry.kind == "NoteAdded" and entry.body["words"]
        )
        effects += Counter(
            f"{command} {entry.kind}"
            for entry, command in zip(kept.entries, kept.commands, strict=True)
            if command and entry.body.get("by")
        )
        for effect, times in effects.items():
            if times > 1:
                yield Violation("I02", kept.id, f"{effect} stands {times} times")
    for said in seen.book.contradictions:
        yield Violation("I02", "an answer", said)


def i03_nothing_happens_that_nobody_asked(seen: Evidence) -> Iterator[Violation]:
    known = {str(each.key): each for each in seen.book.operations}
    for kept in seen.kept.values():
        for entry, command in zip(kept.entries, kept.commands, strict=True):
            if command is None or not entry.body.get("by"):
                continue  # time brought it, or the house itself
            if command not in known:
                yield Violation("I03", kept.id, f"{entry.kind} at {entry.seq} was asked by nobody: {command}")
            elif known[command].standing is Standing.REFUSED:
                yield Violation("I03", kept.id, f"{entry.kind} at {entry.seq} was refused: {command}")
    for asked in seen.book.of(Standing.REFUSED):
        if _stands(seen, asked):
            yield Violation("I03", asked.procedure, f"{asked.verb} {asked.key} was refused, and stands")


def i04_what_is_seen_is_what_stands(seen: Evidence) -> Iterator[Violation]:
    for finding in seen.findings:
        if finding.what == _READ_TABLES:
            yield Violation("I04", finding.procedure, f"{finding.where} differ from the journal")
    for kept in seen.kept.values():
        known = seen.engine[kept.id].seq
        if known != kept.seq:
            yield Violation("I04", kept.id, f"the journal has {kept.seq} entries, the engine knows {known}")


def i05_the_record_is_whole(seen: Evidence) -> Iterator[Violation]:
    for finding in seen.findings:
        if finding.what != _READ_TABLES:
            yield Violation("I05", finding.procedure, f"{finding.what} at {finding.seq}")


def i06_every_moment_came_once_and_in_time(seen: Evidence) -> Iterator[Violation]:
    answered = {str(each.key): each.ended_at for each in seen.book.acknowledged}
    for kept in seen.kept.values():
        came: Counter[str] = Counter()
        for entry, command, recorded in zip(kept.entries, kept.commands, kept.recorded, strict=True):
            if seen.records_know_the_time and entry.at > recorded + _CLOCKS_DIFFER:
                yield Violation("I06", kept.id, f"{entry.kind} of {entry.at} stood already at {recorded}")
            told = answered.get(command or "")
            if told and entry.at > told + _CLOCKS_DIFFER:
                yield Violation("I06", kept.id, f"{entry.kind} of {entry.at} stood already at {told}")
            if command is None and entry.seq > 1 and not entry.body.get("by") and _is_of_time(entry.kind):
                came[f"{entry.kind} {sorted(map(str, entry.body.items()))}"] += 1
        for moment, times in came.items():
            if times > 1:
                yield Violation("I06", kept.id, f"{moment} came {times} times")
        moment_missed = PROCEDURES[_kind(kept)].next_moment(_states(kept)[-1])
        if moment_missed and moment_missed < datetime.now(UTC) - _GRACE:
            yield Violation("I06", kept.id, f"{moment_missed} has passed, and nothing says so")


def i07_what_goes_out_arrives_once(seen: Evidence) -> Iterator[Violation]:
    for each in seen.letters_waiting:
        yield Violation("I07", each, "a letter is still on its way")
    for each in seen.undelivered:
        yield Violation("I07", each, "the other side says otherwise")


def i08_only_what_the_table_allows_has_happened(seen: Evidence) -> Iterator[Violation]:
    verbs = {str(each.key): each.verb for each in seen.book.operations}
    for kept in seen.kept.values():
        procedure, states = PROCEDURES[_kind(kept)], _states(kept)
        before: dict[str, Any] = {}
        for entry, command in zip(kept.entries, kept.commands, strict=True):
            if command and entry.seq > 1:
                before.setdefault(command, states[entry.seq - 2])
        for command, state in before.items():
            asked: type[Command] | None = procedure.commands.get(verbs.get(command, "").replace("-", "_"))
            if asked is not None and (state.stage, asked) not in procedure.acts:
                yield Violation("I08", kept.id, f"{asked.__name__} at {state.stage}: {command}")


def i09_no_case_is_forgotten(seen: Evidence) -> Iterator[Violation]:
    for kept in seen.kept.values():
        if kept.ended_at is not None:
            continue
        if not kept.tasks and kept.next_moment is None:
            yield Violation("I09", kept.id, "waits for nobody and for no moment")
        if not seen.engine[kept.id].runs:
            yield Violation("I09", kept.id, "is open, and does not run in the engine")


def i10_strangers_saw_nothing(seen: Evidence) -> Iterator[Violation]:
    for procedure in seen.book.strangers_answered:
        yield Violation("I10", procedure, "was shown to somebody of another place")


def i11_no_personal_content_lies_elsewhere(seen: Evidence) -> Iterator[Violation]:
    for path in files_below(*seen.places):
        if found := hits_in_file(path):
            yield Violation("I11", path.name, ", ".join(found))


def i12_every_file_is_there_and_whole(seen: Evidence) -> Iterator[Violation]:
    for command, digest in seen.papers.items():
        if seen.lying.get(digest) != digest:
            yield Violation("I12", command, f"{digest} lies there as {seen.lying.get(digest)}")


def i13_no_log_tells_of_what_must_not_be(seen: Evidence) -> Iterator[Violation]:
    for name, said in seen.logs.items():
        for line in said.splitlines():
            if _BAD_LINES.search(line):
                yield Violation("I13", name, line[:300])
    for asked in seen.book.operations:
        if _BROKEN in asked.answers:
            yield Violation("I13", asked.procedure, f"{asked.verb} {asked.key} was answered {asked.answers}")


def i14_what_was_taken_is_given_back(seen: Evidence) -> Iterator[Violation]:
    if seen.quiet_after is None or seen.quiet_after > seen.quiet_within:
        yield Violation("I14", "the system", f"came to rest after {seen.quiet_after} s")
    for name, held in seen.after.items():
        first = seen.before.get(name)
        if first and held.files > 2 * first.files + 100:
            yield Violation("I14", name, f"holds {held.files} files, had {first.files}")
        if first and held.threads > 2 * first.threads + 50:
            yield Violation("I14", name, f"has {held.threads} threads, had {first.threads}")
    if seen.connections > 120:
        yield Violation("I14", "PostgreSQL", f"{seen.connections} connections")


def i15_every_case_is_somewhere(seen: Evidence) -> Iterator[Violation]:
    for asked in seen.book.acknowledged:
        began = seen.registered.get(str(asked.key))
        if asked.verb == "register" and began != asked.procedure:
            yield Violation("I15", asked.procedure, f"{asked.key} began {began}")
    for kept in seen.kept.values():
        if kept.stage is None:
            yield Violation("I15", kept.id, "is in no list of cases")


def i16_every_receipt_holds(seen: Evidence) -> Iterator[Violation]:
    for asked in seen.book.acknowledged:
        kept = seen.ledger.get(str(asked.key))
        if kept is None or asked.verb in {"register", "paper"}:
            continue
        if (kept.receipt["seq"], kept.receipt["stage"]) != (asked.receipt["seq"], asked.receipt["stage"]):
            yield Violation("I16", asked.procedure, f"{asked.receipt} was given out, {kept.receipt} is kept")
        procedure = seen.kept.get(asked.procedure)
        if procedure is None or kept.receipt["seq"] > procedure.seq:
            yield Violation("I16", asked.procedure, f"{asked.receipt} names an entry that is not there")


INVARIANTS: dict[str, Callable[[Evidence], Iterator[Violation]]] = {
    name[:3].upper(): check for name, check in list(globals().items()) if re.fullmatch(r"i\d\d_\w+", name)
}


def violations(seen: Evidence) -> list[Violation]:
    """Of all sixteen."""
    return [violation for check in INVARIANTS.values() for violation in check(seen)]


def _stands(seen: Evidence, asked: Operation) -> bool:
    key = str(asked.key)
    if asked.verb == "paper":
        return key in seen.papers
    if asked.verb == "register":
        return key in seen.registered
    kept = seen.kept.get(asked.procedure)
    return kept is not None and key in kept.commands and key in seen.ledger


def _states(kept: Kept) -> list[Any]:
    """How it stood after each entry."""
    procedure = PROCEDURES[_kind(kept)]
    events = [written.read(procedure, entry) for entry in kept.entries]
    states = [procedure.begin(events[0], kept.edition)]
    for event in events[1:]:
        states.append(procedure.evolve(states[-1], event))
    return states


def _kind(kept: Kept) -> str:
    return kept.id.split("/", 1)[0]


def _is_of_time(kind: str) -> bool:
    return kind.endswith(("Reminded", "Overdue", "Ended", "TimeUp", "ToldUp", "LeftWaiting"))
