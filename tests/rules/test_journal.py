"""The chain: whoever changes anything that was written is found, and where."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as some

from rules.journal import GENESIS, Entry, canonical, first_broken, link
from tests.rules.properties import FEW

PROCEDURE = "dispute/sl/SL-2026-1/1"
START = datetime(2025, 12, 31, 15, 59, 59, tzinfo=UTC)  # a second before the year 2026 in Shanghai
SECONDS = some.integers(0, 15 * 365 * 86400)
INSTANTS = SECONDS.map(lambda seconds: START + timedelta(seconds=seconds))
TEXT = some.text('ab1 甲乙"\\\n😀', max_size=4)
PLAIN = some.none() | some.booleans() | some.integers() | TEXT
LISTS = some.lists(PLAIN, max_size=2)
JSON = PLAIN | LISTS | some.dictionaries(TEXT, LISTS, max_size=3)
BODIES = some.dictionaries(TEXT, JSON, max_size=3)
Chain = list[tuple[Entry, str]]


@some.composite
def chains(draw: Any) -> Chain:
    """A chain as the journal keeps it: every entry with its stored hash."""
    previous, chain = GENESIS, []
    for seq in range(1, draw(some.integers(1, 4)) + 1):
        entry = Entry(seq, draw(some.sampled_from(("Registered", "Ended"))), draw(INSTANTS), draw(BODIES))
        previous = link(previous, PROCEDURE, entry)
        chain.append((entry, previous))
    return chain


@FEW
@given(chains())
def test_what_nobody_touched_holds(chain: Chain) -> None:
    assert first_broken(PROCEDURE, chain) is None


@FEW
@given(chains(), some.data())
def test_any_change_of_anything_is_found_where_it_was_made(chain: Chain, data: Any) -> None:
    place = data.draw(some.integers(0, len(chain) - 1))
    entry, stored = chain[place]
    changed, hash_ = data.draw(
        some.sampled_from(
            [
                (replace(entry, seq=entry.seq + 1), stored),
                (replace(entry, kind=entry.kind + "s"), stored),
                (replace(entry, at=entry.at + timedelta(microseconds=1)), stored),
                (replace(entry, body={**entry.body, "one more": None}), stored),
                (entry, stored[:-1] + ("0" if stored[-1] != "0" else "1")),
            ]
        )
    )

    assert first_broken(PROCEDURE, [*chain[:place], (changed, hash_), *chain[place + 1 :]]) == place + 1


@FEW
@given(chains(), some.data())
def test_another_value_in_a_body_is_found_where_it_was_put(chain: Chain, data: Any) -> None:
    place = data.draw(some.integers(0, len(chain) - 1))
    entry, stored = chain[place]
    body = data.draw(BODIES)
    assume(canonical(body) != canonical(entry.body))

    changed = [*chain[:place], (replace(entry, body=body), stored), *chain[place + 1 :]]

    assert first_broken(PROCEDURE, changed) == place + 1


@FEW
@given(chains(), some.data())
def test_an_entry_taken_out_is_missed(chain: Chain, data: Any) -> None:
    assume(len(chain) > 1)
    place = data.draw(some.integers(0, len(chain) - 2))

    assert first_broken(PROCEDURE, [*chain[:place], *chain[place + 1 :]]) == place + 1


@FEW
@given(chains())
def test_a_forged_entry_with_a_hash_of_its_own_breaks_the_next(chain: Chain) -> None:
    assume(len(chain) > 1)
    forged = replace(chain[0][0], kind="Forged")

    changed = [(forged, link(GENESIS, PROCEDURE, forged)), *chain[1:]]

    assert first_broken(PROCEDURE, changed) == 2


@FEW
@given(chains())
def test_a_chain_belongs_to_its_procedure(chain: Chain) -> None:
    assert first_broken("dispute/sl/SL-2026-2/1", chain) == 1


def test_an_empty_chain_holds() -> None:
    assert first_broken(PROCEDURE, []) is None


def test_an_instant_is_the_same_in_every_zone() -> None:
    at = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
    there = at.astimezone(timezone(timedelta(hours=8)))

    assert link(GENESIS, PROCEDURE, Entry(1, "Ended", at, {})) == link(
        GENESIS, PROCEDURE, Entry(1, "Ended", there, {})
    )


def test_the_hash_of_an_entry_never_changes() -> None:
    entry = Entry(1, "Registered", datetime(2026, 11, 2, 1, 0, tzinfo=UTC), {"village": "柳湾", "step": 1})
    pinned = "b63c970ec36588635700797161ea4f8cd8695df72cfc6315c601c44ad3115df7"

    assert link(GENESIS, PROCEDURE, entry) == pinned


@FEW
@given(JSON)
def test_canonical_form_says_the_same_and_nothing_else(value: Any) -> None:
    said = canonical(value)

    assert json.loads(said) == value
    assert canonical(json.loads(said)) == said


@FEW
@given(JSON, JSON)
def test_different_values_have_different_canonical_forms(one: Any, other: Any) -> None:
    is_the_same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)

    assert (canonical(one) == canonical(other)) is is_the_same


@FEW
@given(BODIES)
def test_the_order_of_keys_does_not_matter(body: dict[str, Any]) -> None:
    turned = dict(reversed(list(body.items())))

    assert canonical(turned) == canonical(body)


def test_canonical_form_is_sorted_spaceless_utf_8() -> None:
    assert canonical({"乙": [1, None], "b": True, "a": "甲"}) == '{"a":"甲","b":true,"乙":[1,null]}'.encode()
