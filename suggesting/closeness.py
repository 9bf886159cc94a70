"""Closeness (相近): how near a text comes to the way the complaints of each line are put.

Naive Bayes over characters, pairs and beginnings of words, from the list's own words and examples. It is
counted, not trained: a word that a list takes up speaks from that moment on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import hypot, sqrt
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from suggesting.commonness import weight
from suggesting.grams import beginnings, pairs, runs

_CHARACTER, _BEGINNING = 0.5, 0.6  # beside a pair that is rarest, which is 1
_COMMONEST = 0.1
_RAREST = 10.0  # the root of what the rarest pair weighs
_UNHEARD = 0.05  # as if every line had every gram so often

Numbers = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Closeness:
    """For each gram, how much it speaks for each line."""

    lines: tuple[str, ...]
    grams: Mapping[str, int]
    speaks: Numbers  # a row for each line

    @classmethod
    def of(cls, phrases: Mapping[str, Iterable[str]]) -> Self:
        """From the phrases of each line."""
        counted: dict[str, dict[int, float]] = {}
        for row, said in enumerate(phrases.values()):
            for phrase in said:
                for gram, value in _read(phrase).items():
                    rows = counted.setdefault(gram, {})
                    rows[row] = rows.get(row, 0.0) + value
        times = np.full((len(phrases), len(counted)), _UNHEARD)
        for column, rows in enumerate(counted.values()):
            for row, value in rows.items():
                times[row, column] += value
        shares = np.log(times / times.sum(axis=1, keepdims=True))
        grams = {gram: column for column, gram in enumerate(counted)}
        return cls(tuple(phrases), grams, (shares - shares.mean(axis=0)).astype(np.float32))

    def to(self, text: str) -> "Nearness":
        """How near a text comes to every line."""
        read = _read(text, known=self.grams)
        spoke = self.speaks[:, [self.grams[gram] for gram in read]] * np.array([*read.values()])
        return Nearness(self.lines, tuple(read), spoke)


@dataclass(frozen=True)
class Nearness:
    """How much each gram of a text spoke for each line, or against it."""

    lines: tuple[str, ...]
    grams: tuple[str, ...]
    spoke: Numbers  # a row for each line

    def totals(self) -> dict[str, float]:
        """All grams together, by line."""
        return dict(zip(self.lines, self.spoke.sum(axis=1).tolist(), strict=True))

    def of(self, line: str) -> dict[str, float]:
        """Gram by gram."""
        return dict(zip(self.grams, self.spoke[self.lines.index(line)].tolist(), strict=True))


@lru_cache(maxsize=1 << 15)
def rarity(word: str) -> float:
    """How much its pairs say on the whole, from 0 to 1: little if they stand nearly everywhere."""
    of_it = frozenset(pairs(word))
    return sqrt(weight(of_it) / len(of_it)) / _RAREST if of_it else 0.0


def _read(text: str, known: Mapping[str, int] | None = None) -> dict[str, float]:
    """The grams of a text with what each counts; a long text counts no more than a short one."""
    values: dict[str, float] = {}
    for run in runs(text):
        values |= dict.fromkeys(run, _CHARACTER)
        values |= {pair: max(_COMMONEST, rarity(pair)) for pair in pairs(run)}
    values |= {begins: _BEGINNING for begins, _ in beginnings(text)}
    if known is not None:
        values = {gram: value for gram, value in values.items() if gram in known}
    length = hypot(*values.values()) or 1.0
    return {gram: value / length for gram, value in values.items()}
