"""The question tree (导访问题树): a few questions, in the order of the test, to a route card.

It keeps nothing and decides nothing: a person at the window confirms, whatever it ends at.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.diversion.card import Advice, Card, route_card
from rules.diversion.route import Phrase, RouteList

UNSURE = "unsure"  # the answer 以上都不是、不清楚 of every question
WINDOW = "window"  # where it leads: to a person
AT_MOST = 7  # questions to any card


@dataclass(frozen=True)
class Choice:
    """One answer. ``to`` is the id of a question, of a route, or of an advice."""

    code: str
    words: Phrase
    to: str


@dataclass(frozen=True)
class Question:
    id: str
    words: Phrase
    choices: tuple[Choice, ...]

    def choice(self, code: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True, kw_only=True)
class Tree:
    """The questions of one version of the list."""

    routes: RouteList
    first: str
    questions: tuple[Question, ...]
    advice: tuple[Advice, ...]

    def __post_init__(self) -> None:
        """Raises ValueError for a tree that leads somebody nowhere."""
        check_tree(self)

    def at(self, id: str) -> Question | Card:
        """What stands at an id. Raises UnknownRoute."""
        for question in self.questions:
            if question.id == id:
                return question
        for advice in self.advice:
            if advice.id == id:
                return Card(self.routes.version, advice)
        return route_card(self.routes, id)


class NoSuchAnswer(Exception):  # 没有这个回答
    """An answer that the question does not have, or one after the last question. ``number`` counts from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def walk(tree: Tree, answers: Iterable[str]) -> Question | Card:
    """The next question after these answers, or the card. Raises NoSuchAnswer."""
    place = tree.at(tree.first)
    for number, answer in enumerate(answers, start=1):
        choice = place.choice(answer) if isinstance(place, Question) else None
        if choice is None:
            raise NoSuchAnswer(number)
        place = tree.at(choice.to)
    return place


def ways_through(tree: Tree) -> Iterator[tuple[tuple[str, ...], Card]]:
    """Every series of answers that ends at a card, with the card. Raises ValueError for too long a one."""
    open_ends: list[tuple[str, ...]] = [()]
    while open_ends:
        answers = open_ends.pop()
        place = walk(tree, answers)
        if isinstance(place, Card):
            yield answers, place
        elif len(answers) == AT_MOST:
            raise ValueError(f"{tree.routes.version}: more than {AT_MOST} questions")
        else:
            open_ends += [(*answers, choice.code) for choice in place.choices]


def check_tree(tree: Tree) -> None:
    """Every question can send somebody to a person; every end is a card; every live route is an end, and no
    other. Raises ValueError and UnknownRoute."""
    for question in tree.questions:
        unsure = question.choice(UNSURE)
        if unsure is None or unsure.to != WINDOW:
            raise ValueError(f"{question.id}: who is not sure is not led to the window")
    pointed_at = {choice.to for question in tree.questions for choice in question.choices} | {tree.first}
    places = {question.id for question in tree.questions} | {advice.id for advice in tree.advice}
    if stray := places - pointed_at:
        raise ValueError(f"{tree.routes.version}: nothing leads to {sorted(stray)}")
    ends = {card.leaf.id for _, card in ways_through(tree)}
    if missed := {route.id for route in tree.routes.routes if route.is_live} - ends:
        raise ValueError(f"{tree.routes.version}: no answers lead to {sorted(missed)}")
    if off := {route.id for route in tree.routes.routes if not route.is_live} & ends:
        raise ValueError(f"{tree.routes.version}: answers lead to {sorted(off)}, which are off")
