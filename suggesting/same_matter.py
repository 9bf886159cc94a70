"""同一事项 Which earlier matters a new one may be the same as, and what speaks for it. A person confirms."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import cbrt, fsum, sqrt

from suggesting.commonness import weight

# Set on the pairs marked `tune` and `check`; measured on those marked `fresh` (docs/same-matter.md).
ENOUGH = 0.275
# What is known besides the words adds a little. All of it together is less than ENOUGH.
_PEOPLE, _COUNTERPARTIES, _PLACE = 0.05, 0.05, 0.02

_WORDS_SHOWN = 4
_LONGEST_WORD = 12
_READ_FOR_WORDS = 3_000  # characters of a text
_ADDRESS = re.compile(r"https?://[!-~]+")


class For(StrEnum):
    """What speaks for two matters being the same."""

    SAME_WORDS = "same-words"
    SAME_PEOPLE = "same-people"
    SAME_COUNTERPARTIES = "same-counterparties"
    SAME_PLACE = "same-place"


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for it, and the words in question."""

    code: For
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Likeness:
    """How alike two matters are: of matters, from 0 to 1, never of people. ``number`` is the other's."""

    number: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Matter:
    """What is known of a matter. ``place`` only where it says more than the county."""

    number: str
    title: str
    body: str = ""
    people: frozenset[str] = frozenset()
    counterparties: frozenset[str] = frozenset()
    place: str | None = None

    @cached_property
    def text(self) -> str:
        """All it says, plainly: width and case the same, a space for what is neither letter nor digit."""
        return f"{_plainly(self.title)} {_plainly(self.body)}"

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Every pair of neighbouring characters."""
        return _pairs(self.text)

    @cached_property
    def title_pairs(self) -> frozenset[str]:
        """Those of the title."""
        return _pairs(_plainly(self.title))


def rarest(matter: Matter, limit: int = 150) -> list[str]:
    """The pairs of characters by which what is like it is found best: the rare ones, the title's first."""

    def most_telling(pair: str) -> tuple[float, bool, str]:
        return -weight([pair]), pair not in matter.title_pairs, pair

    return sorted(matter.pairs, key=most_telling)[:limit]


def likest(matter: Matter, others: Iterable[Matter], limit: int = 5) -> list[Likeness]:
    """The others that are alike enough to be suggested, the likest first."""
    enough = [(score, other) for other in others if (score := _score(matter, other)) >= ENOUGH]
    best = sorted(enough, key=lambda each: (-each[0], each[1].number))[:limit]
    return [Likeness(other.number, score, _reasons(matter, other)) for score, other in best]


def likeness(matter: Matter, other: Matter) -> Likeness:
    """How alike two matters are, and why. Without words in common nothing else counts."""
    score = _score(matter, other)
    return Likeness(other.number, score, _reasons(matter, other) if score else ())


def _score(matter: Matter, other: Matter) -> float:
    words = _words_alike(matter, other)
    return min(1.0, words + fsum(bonus for _, bonus, _ in _known_besides(matter, other))) if words else 0.0


def _reasons(matter: Matter, other: Matter) -> tuple[Reason, ...]:
    words = Reason(For.SAME_WORDS, _shared_words(matter, other))
    return (words, *(Reason(code, said) for code, _, said in _known_besides(matter, other)))


def _known_besides(matter: Matter, other: Matter) -> list[tuple[For, float, tuple[str, ...]]]:
    """What else both have in common, and what it adds."""
    shared = (
        (For.SAME_PEOPLE, _PEOPLE, matter.people & other.people),
        (For.SAME_COUNTERPARTIES, _COUNTERPARTIES, matter.counterparties & other.counterparties),
        (For.SAME_PLACE, _PLACE, frozenset(filter(None, {matter.place} & {other.place}))),
    )
    return [(code, bonus, tuple(sorted(said))) for code, bonus, said in shared if said]


def _words_alike(matter: Matter, other: Matter) -> float:
    """How much of all they say is said by both, with and without the heaviest piece in common, which is often
    no more than the name of one place; and, counted twice, how much of each title stands in the other.

    Titles name the object; where all is said by both, they may differ.
    """
    both = matter.pairs & other.pairs
    said = _share(both, matter.pairs, other.pairs)
    if not said:
        return 0.0
    piece = _heaviest_piece(matter, other)
    one, two = matter.pairs - piece, other.pairs - piece
    beside = _share(one & two, one, two) if one or two else said
    titles = sqrt(_title_found(matter, other) * _title_found(other, matter))
    return cbrt((said + beside) / 2 * max(said, titles) ** 2)


def _share(both: frozenset[str], one: frozenset[str], other: frozenset[str]) -> float:
    """What is in both, of what is in either."""
    return weight(both) / sqrt(weight(one) * weight(other)) if both else 0.0


def _heaviest_piece(matter: Matter, other: Matter) -> frozenset[str]:
    """The pairs of the longest stretch of either text that is made of pairs in both, by weight."""
    stretches = [*_stretches(matter.text, other.pairs), *_stretches(other.text, matter.pairs)]
    return max(map(frozenset, stretches), key=weight)


def _stretches(text: str, pairs: frozenset[str]) -> Iterator[list[str]]:
    """The pairs of a text that are among these, those that follow on one another together."""
    together: list[str] = []
    for at in range(len(text) - 1):
        if text[at : at + 2] in pairs:
            together.append(text[at : at + 2])
        elif together:
            yield together
            together = []
    if together:
        yield together


def _title_found(matter: Matter, other: Matter) -> float:
    """The share of a title that stands in the other matter."""
    whole = weight(matter.title_pairs)
    return weight(matter.title_pairs & other.pairs) / whole if whole else 1.0


def _shared_words(matter: Matter, other: Matter) -> tuple[str, ...]:
    """The pieces of text in both that weigh most, none a part of another."""
    pieces = _shared_pieces(matter.text[:_READ_FOR_WORDS], other.text[:_READ_FOR_WORDS])
    shown: list[str] = []
    for piece in sorted(pieces, key=lambda piece: (-weight(_pairs(piece)), piece)):
        if not any(piece in heavier for heavier in shown):
            shown.append(piece)
        if len(shown) == _WORDS_SHOWN:
            break
    return tuple(shown)


def _shared_pieces(text: str, other: str) -> set[str]:
    """Pieces of a text, none longer than a phrase, that stand in another word for word."""
    pieces = set()
    for phrase in text.split():
        start = 0
        while start < len(phrase) - 1:
            end = start + 1
            while end < min(len(phrase), start + _LONGEST_WORD) and phrase[start : end + 1] in other:
                end += 1
            if end - start > 1:
                pieces.add(phrase[start:end])
            start = end
    return pieces


def _plainly(text: str) -> str:
    folded = unicodedata.normalize("NFKC", _ADDRESS.sub(" ", text)).casefold()
    return "".join(each if each.isalnum() else " " for each in folded)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(pair for at in range(len(text) - 1) if " " not in (pair := text[at : at + 2]))
