"""What a step has put in the journal, read by the book: whatever the procedure says of itself."""

from typing import NamedTuple

from rules.handoff import events
from rules.handoff.matter import Handoff, Holder, Outcome, RefusalReason
from rules.procedure import Event
from tests.handoffs.model.agency import Agency
from tests.handoffs.model.our_side import County, Done

ENDS = frozenset({"refused", "recalled", "expired", "consent-ended", "returned"})
# All that may still be written down then.
_AFTER_THE_END = (
    events.MessageTaken,
    events.MessageNotTaken,
    events.MessageNotDelivered,
    events.MessageSentAgain,
    events.MessageLaidAside,
)


class Exchange(NamedTuple):
    """One handoff on both sides. ``answers``: the ids the county has decided, with what it answered.

    ``book``: who holds it, read from the journal's entries by the book, whatever the procedure says of it.
    ``news``: the ends the original was told. ``wrong``: what went wrong on the way, by the invariant's name.
    """

    county: int | None
    agency: Agency
    answers: tuple[tuple[str, str], ...] = ()
    book: Holder = Holder.SENDER
    news: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()


def written_down(county: County, exchange: Exchange, done: Done) -> Exchange:
    """The exchange after a step of the county's side."""
    return exchange._replace(
        county=done.county,
        book=_by_the_book(exchange.book, county, done),
        news=exchange.news | ENDS.intersection(done.news),
        wrong=exchange.wrong | _wrong_with(county, exchange, done),
    )


def _wrong_with(county: County, exchange: Exchange, done: Done) -> frozenset[str]:
    """What can be seen only as it happens: the names of the invariants."""
    wrong = set()
    if exchange.county is not None:
        before = county.handoffs[exchange.county]
        for event in done.happened:
            wrong |= _wrong_by(before, event, done)
    if done.is_by_time and any(not isinstance(event, events.HandoffSilent) for event in done.happened):
        wrong.add("silence_reaches_a_supervisor")
    return frozenset(wrong)


def _wrong_by(before: Handoff, event: Event, done: Done) -> set[str]:
    has_happened = {
        events.SupplementWanted: before.wanted is not None,
        events.HandoffAccepted: before.accepted_at is not None,
        events.HandoffReturned: before.came_back is not None,
        events.HandoffEnded: before.is_settled,
    }
    is_an_end = before.accepted_at is not None and isinstance(event, events.HandoffEnded)
    is_broken = {
        "what_happens_once_stands_once": has_happened.get(type(event), False),
        "an_acceptance_stands": is_an_end and not _may_end_what_is_accepted(done),
        "nothing_stands_after_the_end": before.is_settled and not isinstance(event, _AFTER_THE_END),
    }
    return {name for name, broken in is_broken.items() if broken}


def _may_end_what_is_accepted(done: Done) -> bool:
    by = {Outcome.CONFIRMED, Outcome.CONSENT_ENDED}
    return any(
        event.outcome in by
        if isinstance(event, events.HandoffEnded)
        else isinstance(event, events.HandoffRefused) and event.reason is RefusalReason.NO_CONSENT
        for event in done.happened
    )


def _by_the_book(book: Holder, county: County, done: Done) -> Holder:
    """Decision 7: the receiver from acceptance until return; where consent has ended, until it knows that."""
    unheard = (*county.waiting(done.county), *county.dead(done.county))
    for event in done.happened:
        match event:
            case events.HandoffAccepted():
                book = Holder.RECEIVER
            case events.HandoffReturned():
                book = Holder.SENDER
            case events.HandoffEnded() | events.MessageTaken() | events.MessageLaidAside():
                is_settled = county.handoffs[done.county].is_settled
                book = Holder.SENDER if is_settled and "consent-ended" not in unheard else book
    return book
