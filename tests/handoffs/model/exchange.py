"""What can happen to one exchange: by the people of either side, and by what arrives there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from rules.handoff import events
from rules.handoff.matter import Holder, Stage
from tests.handoffs.model.agency import Agency, Honest
from tests.handoffs.model.book import Exchange, written_down
from tests.handoffs.model.our_side import COSTS, OUR_ACTS, County, effect_of

COUNTY, AGENCY = "county", "agency"
TYPED = frozenset({"recalled", "already-accepted", "ended", "not-at-this-stage", "supplement-asked-before"})
# Of these it makes no difference to anybody what exactly was answered.
_MERELY_ANSWERED = frozenset({"signed-for", "supplied", "supplement-wanted", "supplement-wanted again"})


class Item(NamedTuple):
    """Something in the network: a message ``to`` a side, or the answer to its own message."""

    exchange: int
    to: str
    message: str
    is_answer: bool


class Step(NamedTuple):
    """One exchange's part of a step: the allowance it ``spends``, what it ``brings`` on its way."""

    label: str
    exchange: int
    spends: str | None = None
    brings: tuple[Item, ...] = ()


@dataclass(kw_only=True)
class Exchanges:
    """Every state of an exchange gets a number; every step is taken once and remembered.

    ``county_forgets`` is a fault: it does not know which messages it has decided.
    """

    county: County
    honest: Honest = field(default_factory=Honest)
    county_forgets: bool = False

    def __post_init__(self) -> None:
        self.all: list[Exchange] = []
        self._numbers: dict[Exchange, int] = {}
        self._own: dict[tuple[int, int], tuple[Step, ...]] = {}
        self._arrived: dict[tuple[int, str, str, bool, int, str | None], Step | None] = {}
        self._waiting: dict[int, frozenset[tuple[str, str]]] = {}

    def waits(self, number: int) -> frozenset[tuple[str, str]]:
        """What is said and not yet answered, with whom it is for."""
        if number not in self._waiting:
            exchange = self.all[number]
            ours = () if exchange.county is None else self.county.waiting(exchange.county)
            to_agency = {(AGENCY, message) for message in ours}
            self._waiting[number] = frozenset(
                to_agency | {(COUNTY, message) for message in exchange.agency.waiting}
            )
        return self._waiting[number]

    def is_over(self, number: int) -> bool:
        """Closed here, ended there, and nothing unanswered."""
        exchange = self.all[number]
        if exchange.county is None or self.waits(number):
            return False
        return self.county.handoffs[exchange.county].stage is Stage.CLOSED and bool(
            self.honest.end_of(exchange.agency)
        )

    def may_open_another(self, number: int) -> bool:
        """The sender may, once the last exchange has ended for it and it holds the matter."""
        last = self.all[number]
        if self.county.agency_sends:
            return self.honest.holds(last.agency) and self.honest.end_of(last.agency) is not None
        assert last.county is not None
        handoff = self.county.handoffs[last.county]
        return handoff.is_settled and handoff.holder is Holder.SENDER

    def opened(self, now: int) -> int:
        if self.county.agency_sends:
            return self.number_of(Exchange(None, Agency(True).saying("sent")))
        return self.number_of(
            written_down(self.county, Exchange(None, Agency(False)), self.county.opened(now))
        )

    def own_steps(self, number: int, now: int) -> tuple[Step, ...]:
        """What the people of either side may do, whatever is on its way."""
        if (number, now) not in self._own:
            self._own[number, now] = tuple(self._of_people(number, self.all[number], now))
        return self._own[number, now]

    def arrives(self, number: int, item: Item, now: int, same: str | None) -> Step | None:
        """``same``: what a message with its id was answered before. None where it is parked."""
        key = (number, item.to, item.message, item.is_answer, now, same)
        if key not in self._arrived:
            self._arrived[key] = self._arrival(number, item, now, same)
        return self._arrived[key]

    def answered_before(self, number: int, item: Item) -> str | None:
        """What a message of this name was answered; None where it is new to its receiver."""
        exchange = self.all[number]
        if item.to == AGENCY:
            return "taken" if item.message in exchange.agency.heard else None
        return next((effect for message, effect in exchange.answers if message == item.message), None)

    def number_of(self, exchange: Exchange) -> int:
        number = self._numbers.setdefault(exchange, len(self.all))
        if number == len(self.all):
            self.all.append(exchange)
        return number

    def _step(self, label: str, before: int, after: Exchange, spends: str | None = None) -> Step:
        """With whatever is said by it."""
        number = self.number_of(after)
        return Step(label, number, spends, on_its_way(0, self.waits(number) - self.waits(before)))

    def _of_people(self, number: int, exchange: Exchange, now: int) -> Iterator[Step]:
        for message, spends in self.honest.says(exchange.agency):
            said = exchange._replace(agency=exchange.agency.saying(message))
            yield self._step(f"agency says {message}", number, said, spends)
        if exchange.county is None:
            return
        for act in OUR_ACTS:
            if done := self.county.acts(exchange.county, act, now):
                yield self._step(
                    f"county {act} it", number, written_down(self.county, exchange, done), COSTS.get(act)
                )
        if done := self.county.looks_at_the_time(exchange.county, now):
            yield self._step(
                "county notes that a period has passed", number, written_down(self.county, exchange, done)
            )
        yield from self._of_the_undelivered(number, exchange, now)

    def _of_the_undelivered(self, number: int, exchange: Exchange, now: int) -> Iterator[Step]:
        assert exchange.county is not None
        for message in self.county.waiting(exchange.county):
            if now and (done := self.county.cannot_deliver(exchange.county, message, now)):
                after = written_down(self.county, exchange, done)
                yield self._step(f"county gives up repeating {message}", number, after, "undeliverable")
        for message in self.county.dead(exchange.county):
            if done := self.county.sends_again(exchange.county, message, now):
                after = written_down(self.county, exchange, done)
                yield self._step(f"county has {message} repeated again", number, after)
            agency, effect = self.honest.hears(exchange.agency, message)
            done = self.county.lays_aside(exchange.county, message, now)
            if done and effect != "pending":
                after = written_down(self.county, exchange._replace(agency=agency), done)
                yield self._step(f"county tells the agency {message} by other means", number, after)

    def _arrival(self, number: int, item: Item, now: int, same: str | None) -> Step | None:
        if item.is_answer:
            return self._answer_arrives(number, item, now)
        if item.to == COUNTY:
            return self._county_hears(number, item, now, same)
        return self._agency_hears(number, item, same)

    def _county_hears(self, number: int, item: Item, now: int, same: str | None) -> Step | None:
        exchange = self.all[number]
        label = f"county gets {item.message}"
        if same is not None and not self.county_forgets:
            after = exchange._replace(answers=_merged(exchange.answers, item.message, same))
            return self._answering(f"{label}, which it knows", after, item)
        if exchange.county is None and item.message != "sent":
            return None  # parked, until its handoff is known
        if exchange.county is None:
            done = self.county.opened(now)
        else:
            done = self.county.hears(exchange.county, item.message, now)
        effect = effect_of(self.county.handoffs[done.county], done.happened)
        wrong = set(exchange.wrong)
        if same is not None and any(not isinstance(each, events.MessageNotTaken) for each in done.happened):
            wrong.add("the_same_message_has_one_effect")
        if effect.startswith("refused") and effect.removeprefix("refused ") not in TYPED:
            wrong.add("whoever_comes_second_is_told_why")
        kept = "answered" if item.message in _MERELY_ANSWERED else effect.split()[0]
        after = exchange._replace(
            answers=_merged(exchange.answers, item.message, kept), wrong=frozenset(wrong)
        )
        return self._answering(f"{label}: {effect}", written_down(self.county, after, done), item)

    def _agency_hears(self, number: int, item: Item, same: str | None) -> Step | None:
        exchange = self.all[number]
        if same is not None:
            return self._answering(f"agency gets {item.message}, which it knows", exchange, item)
        agency, effect = self.honest.hears(exchange.agency, item.message)
        if effect == "pending":
            return None
        return self._answering(
            f"agency gets {item.message}: {effect}", exchange._replace(agency=agency), item
        )

    def _answering(self, label: str, after: Exchange, item: Item) -> Step:
        """To a sender that no longer waits an answer says nothing."""
        number = self.number_of(after)
        is_awaited = (item.to, item.message) in self.waits(number)
        answer = Item(0, other(item.to), item.message, is_answer=True)
        return Step(label, number, None, (answer,) if is_awaited else ())

    def _answer_arrives(self, number: int, item: Item, now: int) -> Step:
        exchange = self.all[number]
        label = f"{item.to} gets {named(item)}"
        if (other(item.to), item.message) not in self.waits(number):
            return Step(label, number)
        if item.to == AGENCY:
            effect = dict(exchange.answers)[item.message]
            answered = exchange._replace(agency=exchange.agency.answered(item.message, effect))
            return Step(f"{label}: {effect}", self.number_of(answered))
        assert exchange.county is not None
        done = self.county.is_answered(exchange.county, item.message, "taken", now)
        return Step(label, self.number_of(written_down(self.county, exchange, done)))


def on_its_way(n: int, said: frozenset[tuple[str, str]]) -> tuple[Item, ...]:
    """A copy of each, of exchange ``n``."""
    return tuple(sorted(Item(n, to, message, is_answer=False) for to, message in said))


def named(item: Item) -> str:
    return f"the answer to {item.message}" if item.is_answer else item.message


def other(side: str) -> str:
    return AGENCY if side == COUNTY else COUNTY


def _merged(answers: tuple[tuple[str, str], ...], message: str, effect: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({**dict(answers), message: effect}.items()))
