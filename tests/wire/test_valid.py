"""What comes in is read as JSON that two readers read alike, and held to the contract field by field."""

from hashlib import sha256
from typing import Any

import pytest

import contract
from wire.valid import Fault, faults_of, parsed

EXAMPLES = contract.examples()


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_examples_of_the_contract_keep_to_it(name: str) -> None:
    assert faults_of(EXAMPLES[name]) == ()


@pytest.mark.parametrize(
    "body", ["", "{", "[]", '"a"', "1", "null", '{"a":NaN}', '{"a":-Infinity}', '{"a":1,"a":2}']
)
def test_what_two_readers_could_read_differently_is_not_read(body: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  json's own, or ours
        parsed(body)


def test_what_is_nested_without_end_is_not_read() -> None:
    with pytest.raises(ValueError, match="too-deep"):
        parsed('{"a":' * 100_000)


def test_an_object_is_read() -> None:
    assert parsed('{"a":{"b":[1,"调解"]}}') == {"a": {"b": [1, "调解"]}}


def sent(**changed: Any) -> dict[str, Any]:
    whole = EXAMPLES["sent"]
    return {**whole, "data": {**whole["data"], **changed}}


@pytest.mark.parametrize(
    ("message", "pointer"),
    [
        ({**EXAMPLES["sent"], "specversion": "0.3"}, "/specversion"),
        ({**EXAMPLES["sent"], "id": "one"}, "/id"),
        ({**EXAMPLES["sent"], "extra": 1}, ""),
        (sent(summary=""), "/data/summary"),
        (sent(summary="长" * 20_001), "/data/summary"),
        (sent(parties=[{"ref": "p-1"}]), "/data/parties/0"),
        (sent(sent_at="yesterday"), "/data/sent_at"),
    ],
)
def test_a_fault_names_its_place(message: dict[str, Any], pointer: str) -> None:
    assert pointer in {fault.pointer for fault in faults_of(message)}


def test_a_document_is_what_its_digest_names() -> None:
    paper = {
        "ref": "d-1",
        "kind": "complaint",
        "title": "起诉状",
        "sha256": sha256("起诉状。".encode()).hexdigest(),
        "class": "internal",
        "text": "起诉状。",
    }

    assert faults_of(sent(documents=[paper])) == ()
    assert faults_of(sent(documents=[paper, {**paper, "text": "另一份。"}])) == (
        Fault("/data/documents/1/sha256", "digest"),
    )


def test_a_matter_under_the_schema_of_another_docking_is_told_apart() -> None:
    other = {**EXAMPLES["sent"], "dataschema": f"{contract.PREFIX}notary"}

    assert [fault.pointer for fault in faults_of(other)] == ["/data/docking"]
