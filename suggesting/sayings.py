"""Sayings (群众的说法): by which words people name what a line is about, and whether a text has them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from suggesting.grams import latin

_END_OF_SENTENCE = re.compile(r"[。！？!?；;\n]+|\.\s")

Group = tuple[str, ...]  # any of these


@dataclass(frozen=True)
class Sayings:
    """How people speak of one thing. Words in Latin letters are beginnings."""

    words: tuple[str, ...] = ()
    together: tuple[tuple[Group, ...], ...] = ()  # one of each group, in one sentence
    examples: tuple[str, ...] = ()
    content: frozenset[str] = frozenset()  # labels of content classes


def sayings_of(data: Mapping[str, Any]) -> Sayings:
    """What a table of ``counties/routes/words.toml`` says. Raises KeyError for what such a table has not."""
    if strange := data.keys() - {"words", "together", "examples", "content"}:
        raise KeyError(*strange)
    return Sayings(
        words=tuple(data.get("words", ())),
        together=tuple(tuple(tuple(group.split("|")) for group in each) for each in data.get("together", ())),
        examples=tuple(data.get("examples", ())),
        content=frozenset(data.get("content", ())),
    )


def searchable(text: str) -> str:
    """A text as words are looked for in it: small letters; Latin words once more, each after a space."""
    return f"{text.lower()} {' '.join(latin(text))}"


def sentences(text: str) -> list[str]:
    """What stands between two full stops, each as words are looked for in it."""
    return [searchable(part) for part in _END_OF_SENTENCE.split(text) if part]


def says(text: str, word: str) -> bool:
    """Whether a searchable text has a word: Chinese anywhere, Latin letters where a word begins."""
    return (f" {word}" if word[0].isascii() else word) in text


def words_said(text: str, words: Iterable[str]) -> frozenset[str]:
    """Those of the words that a text has."""
    plain = searchable(text)
    return frozenset(word for word in words if says(plain, word))


def longest(words: Iterable[str]) -> tuple[str, ...]:
    """The longest first, and none that stands inside another."""
    kept: list[str] = []
    for word in sorted(words, key=lambda word: (-len(word), word)):
        if not any(word in longer for longer in kept):
            kept.append(word)
    return tuple(kept)


def together_in(texts: Iterable[str], groups: Sequence[Group]) -> tuple[str, ...]:
    """One word of each group, from the first of these texts that has them all; nothing if none has."""
    for text in texts:
        found = [longest(word for word in group if says(text, word))[:1] for group in groups]
        if all(found):
            return tuple(word for words in found for word in words)
    return ()
