"""Whoever fills something in reads what each field is, and each code that may stand there."""

import unicodedata

import pytest

from rules.words import KINDS
from rules.words.fields import ENUMS
from tests.house.filled_in import ENUMERATIONS, FIELDS

_LONGEST = 24
LABELS = [words for kind in ("field", "field-of") for words in KINDS[kind].values()]


def test_the_walk_sees_what_is_registered_and_what_is_asked_of_a_case() -> None:
    registered = {("NewParty", "is_minor"), ("NewMatter", "title"), ("NewErrand", "scope")}
    asked = {("AgreementTerms", "has_seal"), ("Paper", "secrecy"), ("Became", "new")}

    assert registered | asked <= FIELDS
    assert {"Concern", "Flag", "Power", "SessionOutcome"} <= set(ENUMERATIONS)


def test_a_field_has_its_label_in_both_languages() -> None:
    labelled = {name for name, (zh, en) in KINDS["field"].items() if zh and en}

    assert [f"{schema}.{name}" for schema, name in sorted(FIELDS) if name not in labelled] == []


def test_a_field_has_a_label_of_its_own_only_where_it_says_something_else() -> None:
    general = {code: KINDS["field"][code.partition(".")[2]] for code in KINDS["field-of"]}

    assert [code for code, words in KINDS["field-of"].items() if set(words) & set(general[code])] == []


@pytest.mark.parametrize("enumeration", sorted(ENUMERATIONS))
def test_every_code_that_may_stand_in_a_field_has_its_words(enumeration: str) -> None:
    assert ENUMERATIONS[enumeration] - set(KINDS[ENUMS[enumeration]]) == set()


def test_no_enumeration_has_words_that_no_field_asks_for() -> None:
    assert set(ENUMS) == set(ENUMERATIONS)


def test_a_label_is_short_and_no_sentence() -> None:
    ends = {code for words in LABELS for code in words if unicodedata.category(code[-1]).startswith("P")}

    assert [zh for zh, _ in LABELS if len(zh) > _LONGEST] == []
    assert ends == set()
