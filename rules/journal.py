"""What is written down (案卷流水), and the chain that proves nobody changed it.

The shapes that travel between the procedure, which decides, and the records, which keep.
Personal content never appears in them: only references, roles, codes and dates.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One line of a procedure's journal. ``at`` is an instant in UTC; ``body`` is plain JSON."""

    seq: int
    kind: str
    at: datetime
    body: dict[str, Any]


@dataclass(frozen=True)
class Receipt:  # 回执
    """What the asker is told: the act stands, as this entry of the journal."""

    seq: int
    stage: str
    at: datetime


@dataclass(frozen=True)
class Letter:  # 待办发件
    """Something that must go out because of an entry. ``kind`` says what; it is carried by the relay.

    Its key ``(procedure, seq, kind, number)`` makes carrying it twice the same as once.
    """

    seq: int
    kind: str
    number: int
    body: dict[str, Any]
    not_before: datetime | None = None  # it waits for this instant (UTC): nobody is written to at night


@dataclass(frozen=True)
class Task:
    """One line of a worklist: what waits for whom, since when, until when."""

    what: str
    role: str
    unit: str
    person: str | None
    since: datetime
    due_on: date | None


@dataclass(frozen=True)
class ClockRow:
    """One clock of a procedure. Whether it has expired, ``over_at`` and the time of reading say."""

    name: str
    rule: str
    state: str  # running | suspended | met | cancelled
    started_on: date
    due_on: date | None  # None while it stands still
    over_at: datetime | None
    provisional: bool
    ended_at: datetime | None = None  # when it was met or cancelled


@dataclass(frozen=True)
class CaseRow:
    """What the list of cases shows of one procedure."""

    stage: str
    step: int | None  # 1-4 on the ladder, None outside it
    owner_unit: str
    owner_role: str
    handler: str | None  # the person who claimed it, by reference
    waits_for: str  # code of what is awaited
    next_moment: datetime | None  # when time itself will change something
    due_on: date | None
    overdue: bool
    needs_attention: bool
    outcome: str | None
    places: tuple[str, ...]  # units whose area it concerns
    opened_at: datetime
    changed_at: datetime
    closed_at: datetime | None
    light: str  # green | yellow (reminded) | red (overdue)
    calendar: str  # the series its dates are counted on
    calendar_number: int  # the last publication of that series it knows
    amendments: tuple[str, ...]  # editions whose rules it was moved to
    is_private: bool = False  # seen by its handler and by those who sit in its places alone, by nobody above


EVALUATIONS = "evaluations"  # by this name they are not shown to some


@dataclass(frozen=True)
class PartyRow:
    ref: str
    role: str
    is_minor: bool
    guardian: str | None
    consents: dict[str, str]  # step -> given | refused | withdrawn


@dataclass(frozen=True)
class EvaluationRow:
    """Who is evaluated by whom, and how that stands: it is in the journal, and in no read table."""

    petitioner: str
    target: str
    status: str
    value: str | None


@dataclass(frozen=True)
class SessionRow:
    """A session of mediation, or a hearing. ``step``: of the ladder, 0 outside it. ``people``: who is to sit
    there, as far as that is known by name: whoever handles the case, or the panel; by reference. ``room``: of
    the place, by reference."""

    number: int
    step: int
    scheduled_for: datetime
    place_unit: str
    state: str  # scheduled | cancelled | held
    outcome: str | None
    minutes: str | None  # reference to personal content
    people: tuple[str, ...] = ()
    room: str | None = None


@dataclass(frozen=True)
class AgreementRow:
    number: int
    step: int
    form: str  # written | oral
    extent: str  # full | partial
    mediation_body: str
    confirmable: bool
    confirm_by: date | None
    effective_on: date
    terms: str  # reference to personal content


@dataclass(frozen=True)
class MeetingRow:
    """What lists show of a meeting. ``batches`` came, ``person_times`` people all together; ``is_announced``:
    anybody may know of it, and book; ``people``: who was drawn to sit on its panel, by reference; ``room``:
    of the place, by reference."""

    meeting_kind: str
    unit: str
    role: str
    place_unit: str
    scheduled_for: datetime
    capacity: int
    booked: int
    batches: int
    person_times: int
    is_announced: bool
    people: tuple[str, ...] = ()
    room: str | None = None


@dataclass(frozen=True)
class AgendaRow:
    """One item of an agenda: about which matter, how it came there, to which end."""

    item: int
    about: str | None  # the number of a matter
    came: str
    ending: str | None
    due_on: date | None  # of its task
    is_done: bool


@dataclass(frozen=True)
class View:
    """Everything people read of one procedure: a pure function of its state."""

    case: CaseRow
    tasks: tuple[Task, ...]
    parties: tuple[PartyRow, ...] = ()
    sessions: tuple[SessionRow, ...] = ()
    agreements: tuple[AgreementRow, ...] = ()
    clocks: tuple[ClockRow, ...] = ()
    evaluations: tuple[EvaluationRow, ...] = ()
    meetings: tuple[MeetingRow, ...] = ()
    agenda: tuple[AgendaRow, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What the journal is asked to append, all or nothing.

    ``after`` is the last entry the asker knows: if the journal is further, nothing is written and
    the missing entries come back. ``command`` is the caller's key; a fact without a person has none.
    """

    procedure: str
    after: int
    entries: tuple[Entry, ...]
    receipt: Receipt
    view: View
    letters: tuple[Letter, ...] = ()
    command: str | None = None
    digest: str | None = None  # of the request that carried the command


@dataclass(frozen=True)
class Answer:
    """What the journal answers.

    ``missing`` holds entries after ``Asked.after`` that the asker did not know (it evolves them and
    decides again). ``receipt`` is set when the asked entries stand: now, or by an earlier append of
    the same command, in which case ``appended`` is false.
    """

    appended: bool
    missing: tuple[Entry, ...] = ()
    receipt: Receipt | None = None


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8: the same bytes for the same value, for ever."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def link(previous: str, procedure: str, entry: Entry) -> str:
    """The hash of an entry: SHA-256 over the previous hash and everything the entry says."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = canonical([previous, procedure, entry.seq, entry.kind, at, entry.body])
    return hashlib.sha256(said).hexdigest()


def first_broken(procedure: str, chain: Iterable[tuple[Entry, str]]) -> int | None:
    """The seq at which a chain of (entry, stored hash) breaks, or None if it holds from 1 to its end."""
    previous = GENESIS
    for expected, (entry, stored) in enumerate(chain, start=1):
        if entry.seq != expected or link(previous, procedure, entry) != stored:
            return expected
        previous = stored
    return None
