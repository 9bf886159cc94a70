"""Every code that can reach a person has words, in both languages, and no words are left over."""

import re
import string

import pytest

from rules.words import KINDS, say
from rules.words.saying import _MODULES
from tests.house.codes import CODES, problems
from tests.house.repository import files, text

KINDS_OF_THE_NOTICE = {"guidance", "petition-paper", "work-notice"}  # paragraphs, not codes


@pytest.mark.parametrize("kind", sorted(CODES))
def test_there_are_words_for_exactly_the_codes_that_exist(kind: str) -> None:
    assert set(KINDS[kind]) == CODES[kind]


def test_there_is_no_kind_of_words_without_codes() -> None:
    assert set(KINDS) == set(CODES) | {"problem"} | KINDS_OF_THE_NOTICE


def test_what_a_page_names_in_chinese_by_its_words_it_names_in_english_too() -> None:
    named: dict[str, set[str]] = {}
    for zh, en in KINDS["page"].values():
        named.setdefault(zh, set()).add(en)
    quoting = [
        (code, en, named[quoted])
        for code, (zh, en) in KINDS["page"].items()
        for quoted in re.findall("“([^”{}]+)”", zh)
        if quoted in named
    ]

    assert len(quoting) > 2
    assert [code for code, en, names in quoting if not any(each in en for each in names)] == []


def test_a_code_has_its_words_in_one_module() -> None:
    said = [(kind, code) for module in _MODULES for kind, codes in module.WORDS.items() for code in codes]

    assert sorted(said) == sorted(set(said))


def test_every_problem_the_api_names_has_words_and_every_one_with_words_is_named() -> None:
    api = "".join(text(path) for path in files("api"))

    assert problems() <= set(KINDS["problem"])
    assert [code for code in KINDS["problem"] if f'"{code}"' not in api] == []


def test_every_word_is_there_in_both_languages() -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]")

    for codes in KINDS.values():
        for zh, en in codes.values():
            assert zh == zh.strip() != ""
            assert en == en.strip() != ""
            assert zh != en
            assert not chinese.search(en)
            assert not re.search(r"[A-Za-z]{4,}", _without_names(zh))


# The API takes the first sentence for the title and the rest for the remedy.
@pytest.mark.parametrize("kind", ["refusal", "problem"])
def test_a_no_says_why_and_then_what_to_do(kind: str) -> None:
    for code, (zh, en) in KINDS[kind].items():
        assert zh.count("。") >= 2, code
        assert en.count(". ") >= 1, code


def test_every_question_of_the_screen_is_a_question() -> None:
    assert all("？" in zh and "?" in en for zh, en in KINDS["concern"].values())


def test_the_same_blanks_are_filled_in_both_languages() -> None:
    for codes in KINDS.values():
        for zh, en in codes.values():
            assert _blanks(zh) == _blanks(en)


def test_a_code_of_a_county_without_words_is_said_as_it_stands() -> None:
    assert say("role", "county_s_own_seat", "zh") == "county_s_own_seat"


def _without_names(zh: str) -> str:
    """The Chinese without what has no Chinese name: a header, a blank to be filled."""
    return re.sub(r"Idempotency-Key|\{\w+\}", "", zh)


def _blanks(words: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(words) if field is not None}
