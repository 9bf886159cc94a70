"""How the keeping of a matter stands: a fold over what was done."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from rules.keeping import events
from rules.procedure import Event, Officer, names_of

# What may stand in the register of a matter, by persisted name.
KEEPING_EVENTS = names_of(events)


@dataclass(frozen=True)
class Hold:  # 保全
    ref: str
    ground: events.HoldGround
    since: datetime


@dataclass(frozen=True)
class Proposal:  # 删除的提请
    by: Officer
    schedule: str
    kept_until: date
    confirmed_by: Officer | None = None


@dataclass(frozen=True)
class DataRequest:
    """``answer`` is None while it waits; then granted, refused or restricted."""

    ref: str
    asks: events.RequestKind
    party: str | None
    received_at: datetime
    due_on: date
    answer: str | None = None


@dataclass(frozen=True)
class Keeping:  # 个人信息的保管
    seq: int = 0
    notices: tuple[str, ...] = ()  # versions that were shown
    holds: tuple[Hold, ...] = ()  # that stand
    ended: events.RetentionEnded | None = None
    proposal: Proposal | None = None
    requests: tuple[DataRequest, ...] = ()
    is_restricted: bool = False
    is_erased: bool = False

    def request(self, ref: str) -> DataRequest | None:
        return next((each for each in self.requests if each.ref == ref), None)


GRANTED, REFUSED, RESTRICTED = "granted", "refused", "restricted"


def fold(told: Iterable[Event]) -> Keeping:
    """How it stands after all of them."""
    state = Keeping()
    for event in told:
        state = evolve(state, event)
    return state


def evolve(state: Keeping, event: Event) -> Keeping:
    """How it stands once this has happened too."""
    state = replace(state, seq=state.seq + 1)
    match event:
        case events.NoticeGiven():
            return replace(state, notices=(*state.notices, event.version))
        case events.HoldPlaced():
            return replace(state, holds=(*state.holds, Hold(event.hold, event.ground, event.at)))
        case events.HoldReleased():
            return replace(state, holds=tuple(each for each in state.holds if each.ref != event.hold))
        case events.RetentionEnded():
            return replace(state, ended=event)
        case _:
            return _of_erasure(state, event)


def _of_erasure(state: Keeping, event: Event) -> Keeping:
    match event:
        case events.ErasureProposed():
            assert event.by
            return replace(state, proposal=Proposal(event.by, event.schedule, event.kept_until))
        case events.ErasureConfirmed():
            assert state.proposal
            return replace(state, proposal=replace(state.proposal, confirmed_by=event.by))
        case events.ErasureDeclined():
            return replace(state, proposal=None)
        case events.Erased():
            return replace(state, is_erased=True)
        case _:
            return _of_requests(state, event)


def _of_requests(state: Keeping, event: Event) -> Keeping:
    match event:
        case events.RequestReceived():
            received = DataRequest(event.request, event.asks, event.party, event.at, event.due_on)
            return replace(state, requests=(*state.requests, received))
        case events.RequestGranted():
            return _answered(state, event.request, GRANTED)
        case events.RequestRefused():
            return _answered(state, event.request, REFUSED)
        case events.UseRestricted():
            return replace(_answered(state, event.request, RESTRICTED), is_restricted=True)
        case events.RestrictionLifted():
            return replace(state, is_restricted=False)
    raise TypeError(type(event).__name__)


def _answered(state: Keeping, ref: str, answer: str) -> Keeping:
    mine = tuple(replace(each, answer=answer) if each.ref == ref else each for each in state.requests)
    return replace(state, requests=mine)
