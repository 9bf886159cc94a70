"""The checker itself: for each of the sixteen invariants, what breaks it is reported under its name, and a
county in which all is well is not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import counties
import written
from desk.town import COUNTY
from records.verify import Finding
from rules.dispute.events import Registered
from rules.dispute.matter import Party, PartyRole
from rules.dispute.registration import register
from rules.dispute.screen import Concern, Reply
from rules.notes import NoteAdded
from rules.procedure import Officer, Sealed
from tests.faults.evidence import AtTheEngine, Evidence, Kept, Resources
from tests.faults.invariants import INVARIANTS, violations
from tests.faults.operations import Book, Operation, Standing
from tests.privacy.canaries import MARK

NOW = datetime.now(UTC)
CASE = "dispute/sl/SL-2026-000001/1"
CLERK = Officer("p-sl-window-clerk", "window_clerk", "sl")
LEAD = Officer("p-sl-t1-v1-village-party-secretary", "village_party_secretary", "sl-t1-v1")
OPENED, NOTED, REFUSED = uuid4(), uuid4(), uuid4()


class _Receipt:
    def __init__(self) -> None:
        self.receipt = {"seq": 2, "stage": "consent", "at": NOW.isoformat()}


def all_is_well(tmp_path: Path) -> Evidence:
    """One dispute with one note, as people were told."""
    edition = counties.edition(COUNTY, "2026.1")
    first: Registered = register(
        id=CASE,
        number="SL-2026-000001",
        edition=edition,
        dispute_type="neighbour",
        village="sl-t1-v1",
        township="sl-t1",
        parties=(Party(str(uuid4()), PartyRole.APPLICANT), Party(str(uuid4()), PartyRole.RESPONDENT)),
        replies=dict.fromkeys(Concern, Reply.NO),
        flags=frozenset(),
        other_townships=frozenset(),
        by=CLERK,
        at=NOW - timedelta(minutes=2),
    )
    note = NoteAdded(at=NOW - timedelta(minutes=1), by=LEAD, words=Sealed(str(uuid4())))
    book = Book(
        [
            _asked(OPENED, "register", {"procedure": CASE, "number": "SL-2026-000001"}),
            _asked(NOTED, "add-note", {"seq": 2, "stage": "consent", "at": NOW.isoformat()}),
            replace(_asked(REFUSED, "add-note", {"code": "not-at-this-stage"}), standing=Standing.REFUSED),
        ]
    )
    kept = Kept(
        id=CASE,
        seq=2,
        ended_at=None,
        stage="consent",
        next_moment=NOW + timedelta(days=3),
        tasks=1,
        edition=edition,
        entries=(written.write(first, 1), written.write(note, 2)),
        commands=(str(OPENED), str(NOTED)),
        recorded=(NOW, NOW),
    )
    return Evidence(
        book=book,
        kept={CASE: kept},
        registered={str(OPENED): CASE},
        ledger={str(OPENED): _Receipt(), str(NOTED): _Receipt()},
        findings=(),
        engine={CASE: AtTheEngine(2, runs=True)},
        letters_waiting=(),
        undelivered=(),
        papers={},
        lying={},
        logs={"api.log": '{"event": "records.away", "level": "warning"}'},
        places=(tmp_path,),
        before={"api": Resources(30, 10)},
        after={"api": Resources(31, 10)},
        connections=40,
    )


def _asked(key: Any, verb: str, receipt: Any) -> Operation:
    asked = Operation(key, "p", verb, "/", {}, CASE, begun=1.0, ended=2.0)
    asked.standing, asked.receipt, asked.answers = Standing.ACKNOWLEDGED, receipt, [200]
    return asked


def _kept(seen: Evidence, **changed: Any) -> None:
    seen.kept = {CASE: replace(seen.kept[CASE], **changed)}


def lost(seen: Evidence) -> None:
    kept = seen.kept[CASE]
    _kept(seen, entries=kept.entries[:1], commands=kept.commands[:1], recorded=kept.recorded[:1])


def twice(seen: Evidence) -> None:
    kept = seen.kept[CASE]
    again = replace(kept.entries[1], seq=3)
    _kept(
        seen,
        entries=(*kept.entries, again),
        commands=(*kept.commands, str(NOTED)),
        recorded=(*kept.recorded, NOW),
    )


def asked_by_nobody(seen: Evidence) -> None:
    _kept(seen, commands=(str(OPENED), str(uuid4())))


def refused_and_done(seen: Evidence) -> None:
    _kept(seen, commands=(str(OPENED), str(REFUSED)))


def seen_otherwise(seen: Evidence) -> None:
    seen.findings = [Finding(CASE, "read-tables-differ", None, ("cases",))]


def engine_behind(seen: Evidence) -> None:
    seen.engine = {CASE: AtTheEngine(1, runs=True)}


def chain_broken(seen: Evidence) -> None:
    seen.findings = [Finding(CASE, "chain-broken", 2)]


def too_early(seen: Evidence) -> None:
    _kept(seen, recorded=(NOW, NOW - timedelta(minutes=5)))


def missed(seen: Evidence) -> None:
    kept = seen.kept[CASE]
    old = tuple(replace(each, at=each.at - timedelta(days=60)) for each in kept.entries)
    _kept(seen, entries=old)


def letter_waits(seen: Evidence) -> None:
    seen.letters_waiting = [f"{CASE} start"]


def not_allowed(seen: Evidence) -> None:
    seen.book.operations[1].verb = "record-session"  # while consent is still asked


def forgotten(seen: Evidence) -> None:
    seen.engine = {CASE: AtTheEngine(2, runs=False)}


def waits_for_nobody(seen: Evidence) -> None:
    _kept(seen, tasks=0, next_moment=None)


def stranger_served(seen: Evidence) -> None:
    seen.book.strangers_answered.append(CASE)


def name_in_a_log(seen: Evidence) -> None:
    (seen.places[0] / "api.log").write_text(f"张{MARK}")


def file_gone(seen: Evidence) -> None:
    seen.papers = {str(uuid4()): "0" * 64}


def rules_broken(seen: Evidence) -> None:
    seen.logs = {"worker-1.log": '{"event": "rules.broken", "level": "error"}'}


def answered_by_a_fault_of_ours(seen: Evidence) -> None:
    seen.book.operations[1].answers = [500, 200]


def never_at_rest(seen: Evidence) -> None:
    seen.quiet_after = None


def files_leak(seen: Evidence) -> None:
    seen.after = {"api": Resources(900, 10)}


def in_no_list(seen: Evidence) -> None:
    _kept(seen, stage=None)


def began_nothing(seen: Evidence) -> None:
    seen.registered = {}


def other_receipt(seen: Evidence) -> None:
    seen.book.operations[1].receipt = {"seq": 7, "stage": "consent"}


BROKEN: list[tuple[str, Callable[[Evidence], None]]] = [
    ("I01", lost),
    ("I02", twice),
    ("I03", asked_by_nobody),
    ("I03", refused_and_done),
    ("I04", seen_otherwise),
    ("I04", engine_behind),
    ("I05", chain_broken),
    ("I06", too_early),
    ("I06", missed),
    ("I07", letter_waits),
    ("I08", not_allowed),
    ("I09", forgotten),
    ("I09", waits_for_nobody),
    ("I10", stranger_served),
    ("I11", name_in_a_log),
    ("I12", file_gone),
    ("I13", rules_broken),
    ("I13", answered_by_a_fault_of_ours),
    ("I14", never_at_rest),
    ("I14", files_leak),
    ("I15", in_no_list),
    ("I15", began_nothing),
    ("I16", other_receipt),
]


def test_where_all_is_well_nothing_is_reported(tmp_path: Path) -> None:
    assert violations(all_is_well(tmp_path)) == []


@pytest.mark.parametrize(("invariant", "breaks"), BROKEN, ids=lambda each: getattr(each, "__name__", each))
def test_what_breaks_an_invariant_is_reported_under_its_name(
    invariant: str, breaks: Callable[[Evidence], None], tmp_path: Path
) -> None:
    seen = all_is_well(tmp_path)

    breaks(seen)

    assert [each.invariant for each in INVARIANTS[invariant](seen)]


def test_every_invariant_has_something_that_breaks_it() -> None:
    assert {invariant for invariant, _ in BROKEN} == set(INVARIANTS)
    assert len(INVARIANTS) == 16
