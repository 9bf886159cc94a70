"""The schemas: what is good is taken, and what is not is shown its place."""

import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import contract
from simulator.checking import NotJson, faults, parse
from simulator.exchange import BY_RECEIVER, BY_SENDER
from simulator.planning import matter, words

EXAMPLES = contract.examples()
FAR_TOO_LONG = "长" * 70_000


def places(node: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every value of a document."""
    if way:
        yield way
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inner:
        yield from places(value, (*way, key))


ALL_PLACES = [(name, way) for name, example in EXAMPLES.items() for way in places(example)]


def pointer(way: tuple[str | int, ...]) -> str:
    return "".join(f"/{part}" for part in way)


def changed(name: str, way: tuple[str | int, ...], value: object) -> dict[str, Any]:
    whole = copy.deepcopy(EXAMPLES[name])
    around: Any = whole
    for part in way[:-1]:
        around = around[part]
    around[way[-1]] = value
    return whole


@pytest.mark.parametrize("id", contract.schemas())
def test_every_schema_is_one(id: str) -> None:
    Draft202012Validator.check_schema(contract.schemas()[id])


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_of_the_contract(name: str) -> None:
    assert faults(EXAMPLES[name]) == []


def test_there_is_an_example_of_every_message_and_a_schema_of_its_data() -> None:
    whats = BY_SENDER | BY_RECEIVER

    assert set(EXAMPLES) >= whats
    assert {f"{contract.PREFIX}data/{what}" for what in whats} <= set(contract.schemas())


def test_every_string_and_every_list_is_bounded_and_every_object_is_closed() -> None:
    def unbounded(node: Any, way: str) -> Iterator[str]:
        if isinstance(node, dict):
            kind = node.get("type")
            if kind == "string" and not {"maxLength", "pattern"} & set(node):
                yield way
            if kind == "array" and "maxItems" not in node:
                yield way
            if kind == "object" and "properties" in node and node.get("additionalProperties") is not False:
                yield way
            if "pattern" in node and not node["pattern"].endswith("$(?!\\n)"):
                yield way
        inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, value in inner:
            yield from unbounded(value, f"{way}/{key}")

    found = [each for id, schema in contract.schemas().items() for each in unbounded(schema, id)]

    assert found == []


@given(st.sampled_from(ALL_PLACES), st.sampled_from([None, 7, FAR_TOO_LONG, [FAR_TOO_LONG], {"no": 1}, "\n"]))
def test_a_value_of_the_wrong_kind_is_shown_its_place(
    place: tuple[str, tuple[str | int, ...]], value: object
) -> None:
    name, way = place

    found = faults(changed(name, way, value))

    free_text = {"title", "text", "note", "summary", "reason", "words", "basis", "undisputed_facts", "name"}
    free_text |= {"contact", "agent", "items", "legal_basis"}
    is_text = value == "\n" and (way[-1] in free_text or (len(way) > 1 and way[-2] in free_text))
    if not is_text:
        assert any(each.pointer.startswith(pointer(way)) for each in found), found


@given(st.sampled_from([(name, way) for name, way in ALL_PLACES if isinstance(way[-1], str)]))
def test_what_is_too_much_is_named_and_never_repeated(place: tuple[str, tuple[str | int, ...]]) -> None:
    name, way = place

    found = faults(changed(name, (*way[:-1], "su~r/prise"), "secret words"))

    assert f"{pointer(way[:-1])}/su~0r~1prise" in [each.pointer for each in found]
    assert "secret words" not in str(found)


@given(st.data())
def test_what_is_missing_is_named(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(EXAMPLES)))
    what = EXAMPLES[name]["type"].split(".")[-2]
    needed = contract.schemas()[f"{contract.PREFIX}data/{what}"]["required"]
    envelope = contract.schemas()[contract.MESSAGE]["required"]
    ways = [("data", each) for each in needed] + [(each,) for each in envelope if each != "type"]
    way = data.draw(st.sampled_from(ways))
    whole = copy.deepcopy(EXAMPLES[name])
    del (whole["data"] if len(way) == 2 else whole)[way[-1]]

    assert pointer(way) in [each.pointer for each in faults(whole)]


@pytest.mark.parametrize("docking", contract.dockings())
def test_an_outcome_is_one_of_its_docking(docking: str) -> None:
    every = {outcome for outcomes in contract.dockings().values() for outcome in outcomes}
    for outcome in every:
        found = faults(changed("returned", ("data", "outcome"), outcome), docking)

        assert bool(found) != (outcome in contract.dockings()[docking])
        assert all(each.pointer == "/data/outcome" for each in found)


def test_the_schema_that_is_named_is_that_of_its_docking() -> None:
    found = faults(changed("sent", ("dataschema",), f"{contract.PREFIX}notary"))

    assert [each.pointer for each in found] == ["/dataschema"]


@pytest.mark.parametrize("time", ["2026-02-30T00:00:00Z", "2026-01-01T25:00:00Z", "2026-01-01T00:00:00Z\n"])
def test_a_moment_that_is_none_is_refused(time: str) -> None:
    assert [each.pointer for each in faults(changed("received", ("time",), time))][:1] == ["/time"]


def test_a_document_has_the_digest_of_its_text() -> None:
    found = faults(changed("returned", ("data", "documents", 0, "text"), "另一份"))

    assert [(each.pointer, each.code) for each in found] == [("/data/documents/0/sha256", "digest")]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"1", b'{"a": NaN}', b'{"a": 1, "a": 2}', b"\xff{}", b"[" * 60_000]
)
def test_what_readers_of_json_disagree_about_is_none(body: bytes) -> None:
    with pytest.raises(NotJson):
        parse(body)


@pytest.mark.parametrize("what", sorted(BY_RECEIVER | {"recalled", "supplied", "confirmed"}))
def test_what_the_agencies_say_of_themselves_is_of_the_contract(what: str) -> None:
    data = words(what, "court", "handoff/sl/1/1", "2026-07-01T00:00:00Z")
    if what == "returned":
        data["outcome"] = "agreement"

    assert faults({**EXAMPLES[what], "data": json.loads(json.dumps(data))}) == []


@pytest.mark.parametrize("docking", contract.dockings())
def test_a_matter_of_their_own_is_of_the_contract(docking: str) -> None:
    data = matter(docking, "court", datetime(2026, 7, 1, tzinfo=UTC).isoformat())

    assert faults({**EXAMPLES["sent"], "dataschema": contract.PREFIX + docking, "data": data}) == []
