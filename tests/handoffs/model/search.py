"""Breadth first through every world that can be reached, each once; the shortest way to whatever is wrong."""

import gc
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.handoffs.model.world import Model, World

OfExchange = Callable[[Model, int], bool]
OfWorld = Callable[[Model, World], bool]
CAN_END = "every_matter_can_end"  # the name of what is asked of the whole: no world without a way to an end


@dataclass
class Explored:
    """``transitions``: every step between the worlds. ``broken``: by invariant, the shortest way to it."""

    states: int = 0
    transitions: int = 0
    ends: int = 0
    broken: dict[str, list[str]] = field(default_factory=dict)


class Search:
    def __init__(
        self, model: Model, of_exchange: Sequence[OfExchange], of_world: Sequence[OfWorld], is_end: OfWorld
    ) -> None:
        self.model, self.of_exchange, self.of_world, self.is_end = model, of_exchange, of_world, is_end
        self.worlds: list[World] = []
        self.parents = array("l")
        self.came_from, self.led_to = array("l"), array("l")
        self.ends: list[int] = []
        self.found = Explored()
        self._wrong: dict[int, list[str]] = {}
        model.is_sound = lambda number: not self._wrong_with(number)

    def run(self, *, at_most: int | None = None) -> Explored:
        """Until there is nothing new, or something is wrong, or ``at_most`` worlds are known."""
        gc.disable()  # nothing is ever let go here, and looking for it takes a third of the time
        try:
            self._run(at_most)
        finally:
            gc.enable()
        return self.found

    def _run(self, at_most: int | None) -> None:
        numbers: dict[World, int] = {}
        self._new(numbers, self.model.first, -1)
        at = 0
        while (
            at < len(self.worlds) and not self.found.broken and not (at_most and len(self.worlds) >= at_most)
        ):
            world = self.worlds[at]
            if self.is_end(self.model, world):
                self.ends.append(at)
            for _, after in self.model.steps(world):
                number = numbers.get(after)
                self.came_from.append(at)
                self.led_to.append(self._new(numbers, after, at) if number is None else number)
            at += 1
        self.found.states, self.found.transitions = len(self.worlds), len(self.led_to)
        self.found.ends = len(self.ends)
        if not self.found.broken and at == len(self.worlds) and (lost := self._without_end()) is not None:
            self.found.broken[CAN_END] = self._way(lost)

    def _new(self, numbers: dict[World, int], world: World, parent: int) -> int:
        number = numbers[world] = len(self.worlds)
        self.worlds.append(world)
        self.parents.append(parent)
        for name in self._broken_in(world):
            if name not in self.found.broken:
                self.found.broken[name] = self._way(number)
        return number

    def _broken_in(self, world: World) -> list[str]:
        broken = [check.__name__ for check in self.of_world if not check(self.model, world)]
        for number in world.exchanges:
            broken += self._wrong_with(number)
        return broken

    def _wrong_with(self, number: int) -> list[str]:
        if number not in self._wrong:
            wrong = [check.__name__ for check in self.of_exchange if not check(self.model, number)]
            self._wrong[number] = wrong
        return self._wrong[number]

    def _without_end(self) -> int | None:
        """The nearest world from which no end can be reached any more, by whatever steps."""
        before: list[list[int]] = [[] for _ in self.worlds]
        for start, end in zip(self.came_from, self.led_to, strict=True):
            if start != end:
                before[end].append(start)
        can_end = bytearray(len(self.worlds))
        todo = list(self.ends)
        while todo:
            number = todo.pop()
            if not can_end[number]:
                can_end[number] = 1
                todo += before[number]
        lost = can_end.find(0)
        return None if lost < 0 else lost

    def _way(self, at: int) -> list[str]:
        """The steps from the beginning, in words."""
        steps: list[str] = []
        while (before := self.parents[at]) >= 0:
            taken = self.model.steps(self.worlds[before])
            steps.append(next("".join(words) for words, after in taken if after == self.worlds[at]))
            at = before
        return steps[::-1]
