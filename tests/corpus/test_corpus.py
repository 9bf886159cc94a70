"""The corpus itself: large enough, each entry once, and reaching where it says it reaches."""

from collections import Counter

from tests.corpus import ENTRIES, KEPT

_EXTENSIONS = ((0x20000, 0x2A6DF), (0x2A700, 0x2EBE0), (0x2EBF0, 0x2EE5D), (0x30000, 0x323AF))


def test_there_are_more_than_five_hundred_entries_and_none_twice() -> None:
    assert len(KEPT) >= 500
    assert [said for said, times in Counter(entry.said for entry in ENTRIES).items() if times > 1] == []


def test_every_extension_of_the_character_set_is_in_it() -> None:
    written = {ord(character) for entry in KEPT for character in entry.text}

    assert all(any(first <= point <= last for point in written) for first, last in _EXTENSIONS)
    assert any(0xE000 <= point <= 0xF8FF for point in written)
    assert {0x200B, 0x202E, 0xFEFF, 0xE0100, 0xFFFF} <= written


def test_each_says_why_it_is_there_in_both_languages() -> None:
    for entry in ENTRIES:
        assert any("\u4e00" <= character <= "\u9fff" for character in entry.why), entry
        assert any(character.isascii() and character.isalpha() for character in entry.why), entry
