"""What a text is read by: characters, pairs of characters, how words begin; and the words these make up."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z0-9+']+")
_PARTICLES = frozenset("的了是在和就也")  # of which no reason is made
_STRONGEST = 12  # that may become reasons
_REASONS = 5
_BEGINNING = 5  # letters by which a Latin word is known, whatever its ending
_SHORTEST = 3
_LITTLE_WORD = re.compile(
    "about|after|all|and|any|are|been|but|can|cannot|did|does|for|from|get|had|has|have|her|him|his|how|into|its|"
    "may|more|not|now|nor|one|our|out|own|over|she|that|the|their|them|then|there|they|this|too|two|under|until|"
    "upon|very|was|were|what|when|where|which|who|why|will|with|without|would|you|your"
)  # that stand in any text


def runs(text: str) -> list[str]:
    """The stretches of Chinese in a text."""
    return _CHINESE.findall(text)


def pairs(run: str) -> Iterator[str]:
    """Every two characters that stand side by side."""
    return (run[at : at + 2] for at in range(len(run) - 1))


def latin(text: str) -> list[str]:
    """The words in Latin letters, small, figures among them."""
    return _LATIN.findall(text.lower().replace("’", "'"))


def beginnings(text: str) -> Iterator[tuple[str, str]]:
    """How every longer Latin word begins, and the word."""
    return (
        (word[:_BEGINNING], word)
        for word in latin(text)
        if len(word) >= _SHORTEST and not _LITTLE_WORD.fullmatch(word)
    )


def heard(text: str, spoke: Mapping[str, float]) -> tuple[str, ...]:
    """The words of a text behind what spoke for something, the strongest first.

    Pairs are joined where they meet in the text: of 养老、老保、保险 it makes 养老保险.
    """
    for_it = {gram: weight for gram, weight in spoke.items() if weight > 0 and _may_be_named(gram)}
    strongest = frozenset(sorted(for_it, key=lambda gram: (-for_it[gram], gram))[:_STRONGEST])
    weighed = {
        word: math.fsum(for_it[pair] for pair in set(pairs(word)))
        for run in runs(text)
        for word in _joined(run, strongest)
    }
    weighed |= {word: for_it[begins] for begins, word in beginnings(text) if begins in strongest}
    return tuple(_without_parts(sorted(weighed, key=lambda word: (-weighed[word], word))))[:_REASONS]


def _may_be_named(gram: str) -> bool:
    return len(gram) > 1 and _PARTICLES.isdisjoint(gram)


def _joined(run: str, strongest: frozenset[str]) -> Iterator[str]:
    begins: int | None = None
    for at, pair in enumerate((*pairs(run), "")):
        if pair in strongest:
            begins = at if begins is None else begins
        elif begins is not None:
            yield run[begins : at + 1]
            begins = None


def _without_parts(words: Sequence[str]) -> Iterator[str]:
    """A word that stands inside one that is named already says nothing new."""
    named: list[str] = []
    for word in words:
        if not any(word in other for other in named):
            named.append(word)
            yield word
