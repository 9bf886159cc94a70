"""Weighing (权衡): what of a text speaks for each line of the list, and how much."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from rules.diversion.route import Route
from suggesting.categories import ContentClass
from suggesting.closeness import rarity
from suggesting.grams import heard
from suggesting.guide import Guide, is_accusation
from suggesting.sayings import longest, searchable, sentences, together_in, words_said

# Beside closeness. Chosen on texts of our own (docs/suggestions.md); the figures hardly move with them.
_A_WORD, _TOGETHER, _ANOTHER_GROUP, _CONTENT = 0.3, 0.42, 0.1, 0.3
_WORDS_NAMED = 6
_READ = 3_000  # characters, sentence by sentence; the whole text is searched for words
_NAMEABLE = 0.3  # how rare a pair must be to be named


class Ground(StrEnum):  # 理由
    """What may speak for a suggestion."""

    DANGER = "danger"
    ACCUSATION = "accusation"
    LIST_WORDS = "list-words"
    TOGETHER = "together"
    ALIKE = "alike"
    CONTENT_CLASS = "content-class"
    WORDS_WITHHELD = "words-withheld"
    NOTHING_ELSE = "nothing-else"


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for it, with the words of the text in question."""

    ground: Ground
    words: tuple[str, ...] = ()
    label: str = ""  # of the content class


@dataclass(frozen=True)
class Weighed:
    """A line of the list, how much of a text speaks for it, and what."""

    route: Route
    score: float
    because: tuple[Reason, ...]


@dataclass(frozen=True)
class _Heard:
    """What of a text concerns one line."""

    words: tuple[str, ...]
    met: tuple[tuple[str, ...], ...]
    content: ContentClass | None

    def score(self, guide: Guide) -> float:
        return (
            _A_WORD * fsum(guide.worth[word] for word in self.words)
            + fsum(_TOGETHER + _ANOTHER_GROUP * (len(found) - 2) for found in self.met)
            + (_CONTENT if self.content else 0)
        )


def weighed(text: str, guide: Guide, content: ContentClass | None) -> Iterator[Weighed]:
    """The lines for which something speaks that can be named, the likeliest first."""
    near = guide.closeness.to(text)
    totals, heard_of = near.totals(), dict(_heard_of(text, guide, content))
    scores = {id: totals[id] + its.score(guide) for id, its in heard_of.items()}
    for id in sorted(scores, key=lambda id: (-scores[id], id)):
        route = guide.lines[id]
        because = tuple(_reasons(heard_of[id], _alike(text, near.of(id)), is_sealed=is_accusation(route)))
        if because:
            yield Weighed(route, scores[id], because)


def _heard_of(text: str, guide: Guide, content: ContentClass | None) -> Iterator[tuple[str, _Heard]]:
    plain, parts = searchable(text[:_READ]), sentences(text[:_READ])
    said = words_said(text, guide.worth)
    for id, its in guide.sayings.items():
        yield (
            id,
            _Heard(
                words=longest(said.intersection(its.words)),
                met=tuple(_met(plain, parts, its.together)),
                content=content if content and content.label in its.content else None,
            ),
        )


def _met(
    plain: str, parts: Sequence[str], together: Sequence[Sequence[tuple[str, ...]]]
) -> Iterator[tuple[str, ...]]:
    """What stands in one sentence; all of them together are asked first, that is quicker."""
    for groups in together:
        if together_in([plain], groups) and (found := together_in(parts, groups)):
            yield found


def _reasons(its: _Heard, alike: Sequence[str], *, is_sealed: bool) -> Iterator[Reason]:
    """A content class alone is no reason: it holds for many lines. An accusation is never suggested for how a
    text sounds, only for what it says."""
    if is_sealed and not (its.words or its.met):
        return
    others = tuple(word for word in alike if not any(word in each for each in its.words))
    if its.words:
        yield Reason(Ground.LIST_WORDS, its.words[:_WORDS_NAMED])
    for found in its.met[:1]:
        yield Reason(Ground.TOGETHER, found)
    if others:
        yield Reason(Ground.ALIKE, others)
    if its.content and (its.words or its.met or others):
        yield Reason(Ground.CONTENT_CLASS, its.content.because, its.content.label)


def _alike(text: str, spoke: Mapping[str, float]) -> tuple[str, ...]:
    telling = {gram: value for gram, value in spoke.items() if gram.isascii() or rarity(gram) >= _NAMEABLE}
    return heard(text, telling)
