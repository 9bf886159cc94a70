"""No field without a purpose: what the API takes and what the register says are the same, field by field."""

import re
import tomllib
from typing import Any

import pytest

from tests.house.repository import ROOT, text
from tests.privacy.fields import taken, texts_taken

REGISTER: dict[str, Any] = tomllib.loads(text(ROOT / "docs" / "purposes.toml"))
KINDS = {"identity", "contact", "words", "public", "secret"}


def test_every_text_the_api_takes_has_its_purpose_and_no_purpose_is_left_over() -> None:
    registered = {row["field"]: set(row["in"]) for row in REGISTER["fields"]}

    assert registered == texts_taken()
    assert len(REGISTER["fields"]) == len(registered)


def test_what_is_said_of_a_person_without_words_has_its_purpose_too() -> None:
    there = {(owner, field) for owner, field, _ in taken()}

    assert [
        row["field"] for row in REGISTER["facts"] for owner in row["in"] if (owner, row["field"]) not in there
    ] == []


@pytest.mark.parametrize("row", [*REGISTER["fields"], *REGISTER["facts"]], ids=lambda row: row["field"])
def test_a_purpose_is_told_in_both_languages(row: dict[str, Any]) -> None:
    assert re.search(r"[\u4e00-\u9fff]{2}", row["zh"])
    assert len(row["en"].split()) >= 3
    assert row.get("kind", "words") in KINDS


def test_a_field_that_nobody_has_registered_is_noticed() -> None:
    """The control: one line less, and the comparison fails."""
    registered = {row["field"]: set(row["in"]) for row in REGISTER["fields"][1:]}

    assert registered != texts_taken()
