"""Suggested routes (途径建议): which lines of the list a free text may be about, and what speaks for each.

It never decides. Danger and accusations come before everything; then the lines as they weigh (weighing.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rules.articles import Article
from rules.diversion.card import Advice
from rules.diversion.organs import OrganCode
from rules.diversion.route import Category, Route
from suggesting.categories import ContentClass, ContentModel
from suggesting.guide import ACCUSATION, DANGER, Guide, is_accusation
from suggesting.sayings import Sayings, longest, sentences, together_in, words_said
from suggesting.weighing import Ground, Reason, weighed

BEST = 3
_CLEAR = 2.5  # half of what weighs for its line in nearly every text that says plainly what it is about


@dataclass(frozen=True)
class Suggestion:  # 途径建议
    """A line of the list, or the first help in danger; what speaks for it. A person decides."""

    leaf: Route | Advice
    because: tuple[Reason, ...]

    @property
    def category(self) -> Category | None:
        return self.leaf.category if isinstance(self.leaf, Route) else None

    @property
    def organ(self) -> OrganCode:
        return self.leaf.organs[0]

    @property
    def bases(self) -> tuple[Article, ...]:
        return self.leaf.bases


@dataclass(frozen=True)
class Suggested:
    """What came of a text: its content class, if a model knew one, and at most three suggestions."""

    version: str
    content: ContentClass | None
    best: tuple[Suggestion, ...]

    @property
    def is_sealed(self) -> bool:
        """XFTL 30 检举控告: none of the words are repeated."""
        return any(is_accusation(each.leaf) for each in self.best)


def suggest(text: str, guide: Guide, model: ContentModel | None = None) -> Suggested:
    """At most three places for a free text, the likeliest first; never none."""
    content = model.content(text) if model else None
    first = list(_first(text, guide))
    lines = list(islice(weighed(text, guide, content), BEST + len(first)))
    taken = [each.leaf for each in first]
    best = first + [Suggestion(line.route, line.because) for line in lines if line.route not in taken]
    if not lines or lines[0].score < _CLEAR:
        best = _with_the_residual(best, guide)
    suggested = Suggested(guide.version, content, tuple(best[:BEST]))
    return _sealed(suggested) if suggested.is_sealed else suggested


def _first(text: str, guide: Guide) -> Iterator[Suggestion]:
    """Danger to life goes to police and rescue first; then comes what is split off and sealed (XFTL 30)."""
    if words := _said(text, guide.first[DANGER]):
        yield Suggestion(guide.help_in_danger, (Reason(Ground.DANGER, words),))
    if _said(text, guide.first[ACCUSATION]):
        yield Suggestion(guide.accusation, (Reason(Ground.ACCUSATION),))


def _said(text: str, sayings: Sayings) -> tuple[str, ...]:
    if found := longest(words_said(text, sayings.words)):
        return found
    return next(filter(None, (together_in(sentences(text), groups) for groups in sayings.together)), ())


def _with_the_residual(best: list[Suggestion], guide: Guide) -> list[Suggestion]:
    """XFTL 31(6): where nothing speaks clearly, a person looks, as at any other matter."""
    others = [each for each in best if each.leaf != guide.residual]
    return [*others[: BEST - 1], Suggestion(guide.residual, (Reason(Ground.NOTHING_ELSE),))]


def _sealed(suggested: Suggested) -> Suggested:
    """XFTL 30 检举控告: it is split off and sealed; none of its words is repeated, whatever it speaks for."""
    content = suggested.content and ContentClass(suggested.content.label, ())
    return Suggested(suggested.version, content, tuple(map(_without_words, suggested.best)))


def _without_words(suggestion: Suggestion) -> Suggestion:
    if is_accusation(suggestion.leaf):
        return Suggestion(suggestion.leaf, (Reason(Ground.ACCUSATION),))
    told_without = suggestion.because[0].ground in {Ground.DANGER, Ground.NOTHING_ELSE}
    ground = suggestion.because[0].ground if told_without else Ground.WORDS_WITHHELD
    return Suggestion(suggestion.leaf, (Reason(ground),))
