"""What every procedure does that hands something over (移送): it asks for a handoff, and hears what came of
it.

The procedure itself waits and never closes because it was handed off: it is told, and goes on.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from rules.dockings import DOCKINGS
from rules.dockings.docking import Body, Line, Trait
from rules.editions import Agency
from rules.journal import Entry, Letter
from rules.procedure import Command, Event, Fact, Now, Proceeding, Sealed
from rules.refusals import Reason, Refused


class News(StrEnum):
    """What a handoff tells the procedure it came from, in the order in which it comes about."""

    SENT = "sent"  # 已发出
    ACCEPTED = "accepted"  # 已接收办理
    RETURNED = "returned"  # 已退回结果
    CONFIRMED = "confirmed"  # 结果已确认
    REFUSED = "refused"  # 不予接收
    RECALLED = "recalled"  # 已撤回
    EXPIRED = "expired"  # 逾期终止
    CONSENT_ENDED = "consent-ended"  # 当事人不同意


_OVER = frozenset({News.CONFIRMED, News.REFUSED, News.RECALLED, News.EXPIRED, News.CONSENT_ENDED})
# What is asked of these is a service beside the matter: the matter does not wait for it.
_BESIDE = frozenset({Line.SERVICE, Line.RECONSIDERATION})


@dataclass(frozen=True, kw_only=True)
class HandOff(Command):  # 移送
    """``to``: the agency's code. ``people``: whom it is about. ``counted_from``: since when the period to
    send it in runs, where it has one."""

    docking: str
    to: str
    people: frozenset[str]
    summary: Sealed
    traits: frozenset[Trait] = frozenset()
    counted_from: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class HandoffTold(Fact):  # 对接情况
    """``asked_in``: the entry that asked for it. ``outcome``: what came back, where something did."""

    handoff: str
    asked_in: int
    news: News
    outcome: str | None = None


@dataclass(frozen=True, kw_only=True)
class HandedOff(Event):  # 已移送
    docking: str
    to: str
    people: frozenset[str]
    summary: Sealed
    traits: frozenset[Trait]
    counted_from: datetime | None


@dataclass(frozen=True, kw_only=True)
class HandoffHeard(Event):  # 对接情况已告知
    handoff: str
    asked_in: int
    news: News
    outcome: str | None


@dataclass(frozen=True)
class Handed:  # 已移送的
    """A handoff as the procedure it came from knows it."""

    asked_in: int
    docking: str
    to: str
    handoff: str | None = None
    news: News | None = None
    outcome: str | None = None

    @property
    def is_open(self) -> bool:
        return self.news not in _OVER


@dataclass(frozen=True, kw_only=True)
class Handing(Proceeding):
    """A procedure that can hand something over."""

    handed: tuple[Handed, ...] = ()

    @property
    def waits_for_others(self) -> bool:
        """Whether the matter itself is with somebody else, or on its way."""
        return any(each.is_open and DOCKINGS[each.docking].line not in _BESIDE for each in self.handed)


S = TypeVar("S", bound=Handing)


def hand_off(
    state: Handing, people: frozenset[str], command: HandOff, now: Now, body: Body = Body.MEDIATION
) -> tuple[Event, ...]:
    """County policy 28 移送: asked for by whoever has the matter; it is drafted, and sent once it is
    complete.

    ``people``: everybody whom the procedure knows. Raises NO_SUCH_DOCKING, NO_SUCH_AGENCY, UNKNOWN_PARTY,
    NOT_BETWEEN_THESE, HANDOFF_STILL_OPEN."""
    terms, agency = DOCKINGS.get(command.docking), agency_of(state, command.to)
    if terms is None:
        raise Refused(Reason.NO_SUCH_DOCKING)
    if body not in terms.senders:
        raise Refused(Reason.NOT_BETWEEN_THESE, body)
    if agency.body not in terms.receivers:
        raise Refused(Reason.NOT_BETWEEN_THESE, agency.body)
    if not command.people or not command.people <= people:
        raise Refused(Reason.UNKNOWN_PARTY)
    same = [each for each in state.handed if each.is_open and each.docking == command.docking]
    if same:
        raise Refused(Reason.HANDOFF_STILL_OPEN)
    return (
        HandedOff(
            at=now.at,
            by=command.by,
            docking=command.docking,
            to=command.to,
            people=command.people,
            summary=command.summary,
            traits=command.traits,
            counted_from=command.counted_from,
        ),
    )


def agency_of(state: Proceeding, code: str) -> Agency:
    """Raises NO_SUCH_AGENCY."""
    agency = state.edition.agency(code)
    if agency is None:
        raise Refused(Reason.NO_SUCH_AGENCY)
    return agency


def handoff_told(state: Handing, fact: HandoffTold, now: Now) -> tuple[Event, ...]:
    """County policy 28 对接情况: each piece of news once, and none that later news has overtaken; nothing is
    decided by it."""
    mine = next((each for each in state.handed if each.asked_in == fact.asked_in), None)
    if state.has_ended or mine is None or not mine.is_open or not _is_further(fact.news, mine.news):
        return ()
    return (
        HandoffHeard(
            at=now.at, handoff=fact.handoff, asked_in=fact.asked_in, news=fact.news, outcome=fact.outcome
        ),
    )


def not_to_be_seen(entries: Iterable[Entry], person: str | None) -> frozenset[int]:
    """JSWS 4 心理服务保密: the entries of a procedure that tell that a private service was asked for, or what
    came of it. Whoever asked for it sees them, and nobody else."""
    asked = {
        entry.seq
        for entry in entries
        if entry.kind == HandedOff.__name__
        and DOCKINGS[entry.body["docking"]].is_private
        and (entry.body["by"] or {}).get("person") != person
    }
    heard = {
        entry.seq
        for entry in entries
        if entry.kind == HandoffHeard.__name__ and entry.body["asked_in"] in asked
    }
    return frozenset(asked | heard)


def _is_further(news: News, known: News | None) -> bool:
    course = list(News)
    return known is None or course.index(news) > course.index(known)


def check_nothing_is_out(state: Handing) -> None:
    """County policy 28: what is with somebody else is not closed here. Raises HANDOFF_STILL_OPEN.

    Whoever wants to leave may leave all the same."""
    if state.waits_for_others:
        raise Refused(Reason.HANDOFF_STILL_OPEN)


def with_handing(state: S, event: Any) -> S:
    """The state after one of the events of this page. Any other event changes nothing here."""
    match event:
        case HandedOff():
            new = Handed(state.seq, event.docking, event.to)
            return replace(state, handed=(*state.handed, new))
        case HandoffHeard():
            known = tuple(
                replace(each, handoff=event.handoff, news=event.news, outcome=event.outcome or each.outcome)
                if each.asked_in == event.asked_in
                else each
                for each in state.handed
            )
            return replace(state, handed=known)
    return state


def handing_letters(state: Handing) -> tuple[Letter, ...]:
    """What must go out because something was handed over."""
    return (Letter(state.seq, "open-handoff", 1, {"origin": state.id}),)


def letters_at_the_end(state: Handing, outcome: str) -> tuple[Letter, ...]:
    """What nobody has accepted yet is taken back when the procedure it came from has ended, the draft
    included: of that its origin has heard nothing yet, so it is named by the entry that asked for it."""
    return tuple(
        Letter(
            state.seq,
            "tell-handoff",
            number,
            {
                "handoff": each.handoff,
                "asked_in": each.asked_in,
                "what": "origin_ended",
                "procedure": state.id,
                "outcome": outcome,
            },
        )
        for number, each in enumerate(state.handed, start=1)
        if each.is_open
    )
