"""Both sides and the network between them: every step that can be taken from a world.

A message stays with its sender until it is answered; meanwhile a copy of it, or the answer, is on its way. So
what is lost is late, and an answer that is lost brings the message once more: both may happen any number of
times. Messages and answers overtake each other freely, in both directions.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import NamedTuple

from tests.handoffs.model.exchange import AGENCY, COUNTY, Exchanges, Item, Step, on_its_way, other

Words = tuple[str, ...]
_IN = tuple(f" [{number}]" for number in range(1, 10))  # behind the words of a step: in which exchange


@dataclass(frozen=True)
class Bound:
    """How much may happen: in all, not in each exchange."""

    exchanges: int = 2
    in_flight: int = 3
    duplicates: int = 1
    timeouts: int = 1
    recalls: int = 1
    consents: int = 1
    supplements: int = 1
    undeliverable: int = 1  # messages the county gives up repeating
    together: int = 6  # of all these


_SPENT = tuple(each.name for each in fields(Bound) if each.name not in {"exchanges", "in_flight"})
_NOTHING_LEFT = (0,) * len(_SPENT)


class World(NamedTuple):
    """``exchanges`` by their numbers in the model."""

    now: int
    left: tuple[int, ...]
    exchanges: tuple[int, ...]
    network: tuple[Item, ...]


def _always(number: int) -> bool:
    return True


@dataclass(kw_only=True)
class Model(Exchanges):
    """``ids_are_reused`` is a fault: the ids of messages are the same in every exchange.

    ``is_sound`` says of an exchange whether all is well with it, so that it may be forgotten when it is over.
    """

    bound: Bound
    ids_are_reused: bool = False
    is_sound: Callable[[int], bool] = _always

    def __post_init__(self) -> None:
        super().__post_init__()
        self._over: dict[str, int] = {}
        self._kept: dict[tuple[int, frozenset[str]], int] = {}

    @property
    def first(self) -> World:
        number = self.opened(0)
        left = tuple(getattr(self.bound, name) for name in _SPENT)
        return World(0, left, (number,), on_its_way(0, self.waits(number)))

    def steps(self, world: World) -> Iterator[tuple[Words, World]]:
        """Every step that can be taken, with its words."""
        for n, number in enumerate(world.exchanges):
            for step in self.own_steps(number, world.now):
                yield from self._taken(world, n, step)
        for at, item in enumerate(world.network):
            if not (at and world.network[at - 1] == item):
                yield from self._steps_of(world, item, (*world.network[:at], *world.network[at + 1 :]))
        if left := self._spent(world, "timeouts"):
            yield ("time passes, beyond every period",), world._replace(now=world.now + 1, left=left)
        if len(world.exchanges) < self.bound.exchanges and self.may_open_another(world.exchanges[-1]):
            yield from self._opens_another(world)

    def _opens_another(self, world: World) -> Iterator[tuple[Words, World]]:
        number = self.opened(world.now)
        sent = on_its_way(len(world.exchanges), self.waits(number))
        if len(world.network) + len(sent) <= self.bound.in_flight:
            yield (
                (AGENCY if self.county.agency_sends else COUNTY, " sends the matter again"),
                world._replace(
                    exchanges=(*world.exchanges, number), network=tuple(sorted((*world.network, *sent)))
                ),
            )

    def _steps_of(self, world: World, item: Item, rest: tuple[Item, ...]) -> Iterator[tuple[Words, World]]:
        n = item.exchange
        if item.is_answer:
            again = Item(n, other(item.to), item.message, is_answer=False)
            lost = Step(_lost(item.message), world.exchanges[n], None, (again,))
            yield from self._taken(world._replace(network=rest), n, lost)
        elif len(world.network) < self.bound.in_flight and (left := self._spent(world, "duplicates")):
            network = tuple(sorted((*world.network, item)))
            yield (
                ("the network duplicates ", item.message, _IN[n]),
                world._replace(left=left, network=network),
            )
        number = world.exchanges[n]
        if step := self.arrives(number, item, world.now, self._same_id_before(world, item)):
            yield from self._taken(world._replace(network=rest), n, step)

    def _taken(self, world: World, n: int, step: Step) -> Iterator[tuple[Words, World]]:
        left = self._spent(world, step.spends) if step.spends else world.left
        network = world.network
        if step.brings:
            brings = tuple(item._replace(exchange=n) for item in step.brings)
            network = tuple(sorted((*network, *brings)))
        if left and len(network) <= self.bound.in_flight:
            after = self._shortened(n, step.exchange, network)
            exchanges = (*world.exchanges[:n], after, *world.exchanges[n + 1 :])
            yield (step.label, _IN[n]), World(world.now, left, exchanges, network)

    def _shortened(self, n: int, number: int, network: tuple[Item, ...]) -> int:
        """Of what is over and has nothing on its way only the outcome counts. What went wrong stays."""
        exchange = self.all[number]
        if self.ids_are_reused:
            return number
        there = frozenset(item.message for item in network if item.exchange == n)
        key = (number, there)
        if key not in self._kept:
            answers = tuple(each for each in exchange.answers if each[0] in there)
            kept = self.number_of(exchange._replace(answers=answers))
            if not there and self.is_over(number) and self.is_sound(number):
                assert exchange.county is not None
                outcome = str(self.county.handoffs[exchange.county].outcome)
                kept = self._over.setdefault(outcome, kept)
            self._kept[key] = kept
        return self._kept[key]

    def _spent(self, world: World, name: str) -> tuple[int, ...]:
        at = _SPENT.index(name)
        if not world.left[at] or not world.left[-1]:
            return ()
        left = (*world.left[:at], world.left[at] - 1, *world.left[at + 1 : -1])
        return (*left, world.left[-1] - 1) if world.left[-1] > 1 else _NOTHING_LEFT

    def _same_id_before(self, world: World, item: Item) -> str | None:
        """What an earlier message with the same id was answered; None where there was none."""
        earlier = world.exchanges[: item.exchange] if self.ids_are_reused else ()
        for number in earlier:
            if answer := self.answered_before(number, item):
                return answer
        return self.answered_before(world.exchanges[item.exchange], item)


@cache
def _lost(message: str) -> str:
    return f"the network loses the answer to {message}, and it is said again"
