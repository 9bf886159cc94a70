"""What is written down is read back the same, for every event there is and whatever it says."""

import builtins
import collections.abc
import json
import types
import typing
from datetime import UTC, datetime, timedelta
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import written
from rules.clocks.rule import ClockRule
from rules.clocks.table.whole import TABLE
from rules.dispute.matter import Party
from rules.journal import Entry, canonical
from rules.procedure import Event, Officer, Procedure, Sealed
from rules.procedures import PROCEDURES as ORDINARY
from rules.procedures import SEALED_PROCEDURES
from tests.rules.properties import FEW

START = datetime(2025, 12, 31, 15, 59, 59, tzinfo=UTC)  # a second before the year 2026 in Shanghai
SECONDS = some.integers(0, 15 * 365 * 86400)
INSTANTS = SECONDS.map(lambda seconds: START + timedelta(seconds=seconds))
TEXT = some.text("abc-/#1甲", max_size=4)
PROCEDURES = {**ORDINARY, **SEALED_PROCEDURES}
KNOWN: dict[Any, some.SearchStrategy[Any]] = {
    datetime: INSTANTS,
    str: TEXT,
    Sealed: TEXT,
    Officer: some.builds(Officer, TEXT, TEXT, TEXT),
    ClockRule: some.sampled_from(tuple(TABLE.values())),
    Party: some.builds(Party, ref=TEXT, guardian=some.none() | TEXT, village=some.none() | TEXT),
}


def anything_of(hint: Any) -> some.SearchStrategy[Any]:
    """Any value of a field's type."""
    if hint in KNOWN:
        return KNOWN[hint]
    inner = get_args(hint)
    match get_origin(hint):
        case builtins.frozenset:
            return some.frozensets(anything_of(inner[0]), max_size=3)
        case collections.abc.Mapping:
            return some.dictionaries(*map(anything_of, inner), max_size=2)
        case builtins.tuple if inner[-1] is not ...:
            return some.tuples(*map(anything_of, inner))
        case builtins.tuple:
            return some.lists(anything_of(inner[0]), max_size=2).map(tuple)
        case types.UnionType | typing.Union:
            return some.one_of(*map(anything_of, inner))
        case _:
            return some.from_type(hint)


def said_by(kind: type[Event]) -> some.SearchStrategy[Event]:
    return some.builds(kind, **{name: anything_of(hint) for name, hint in get_type_hints(kind).items()})


EVERY_EVENT = [
    pytest.param(procedure, said_by(kind), id=f"{procedure.name} {name}")
    for procedure in PROCEDURES.values()
    for name, kind in procedure.events.items()
]


@pytest.mark.parametrize(("procedure", "said"), EVERY_EVENT)
@settings(FEW, max_examples=12)
@given(some.data(), some.integers(1, 10**6))
def test_every_event_is_read_back_as_it_was(
    procedure: Procedure, said: some.SearchStrategy[Event], data: Any, seq: int
) -> None:
    event = data.draw(said)

    entry = written.write(event, seq)

    kept = Entry(entry.seq, entry.kind, entry.at, json.loads(canonical(entry.body)))
    assert kept == entry
    assert (entry.seq, entry.kind, entry.at) == (seq, type(event).__name__, event.at)
    assert written.read(procedure, kept) == event


def test_the_order_of_a_set_never_reaches_the_journal() -> None:
    kind = PROCEDURES["dispute"].events["PeriodExtended"]
    at = datetime(2026, 11, 2, tzinfo=UTC)
    names = [f"party-{n}" for n in range(20)]

    one = written.write(kind(at=at, days=1, agreed_in_writing=frozenset(names)), 1)  # type: ignore[call-arg]

    assert one.body["agreed_in_writing"] == sorted(names)


def test_an_entry_of_an_unknown_kind_is_not_read() -> None:
    at = datetime(2026, 11, 2, tzinfo=UTC)

    with pytest.raises(KeyError):
        written.read(PROCEDURES["dispute"], Entry(1, "Forgotten", at, {}))
