"""Reading the facts of a case from its journal: one fold, and one reader for each kind that says more.

A procedure of another kind needs no reader to be in the stock, in the trends and without an owner nowhere;
what only it can tell, a reader of its own adds here.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any, cast

from rules.aftercare import events as aftercare
from rules.aftercare.matter import RULED_CONFIRMED
from rules.clocks.ledger import Used, used
from rules.dispute import events as dispute
from rules.dockings.docking import Point
from rules.editions import Edition
from rules.event import events as event_news
from rules.event.matter import Result
from rules.handoff import events as handoff
from rules.measuring.facts import (
    AboutMatter,
    AftercareFacts,
    AfterReplyFacts,
    DisputeFacts,
    EventFacts,
    Facts,
    HandoffFacts,
    PetitionFacts,
    RecommendationFacts,
    ReviewFacts,
    SupervisionFacts,
)
from rules.notes import MessageSent
from rules.petition import events as petition
from rules.petition.matter import HANDLE, INFORM, ROUTE
from rules.petition_aftercare import events as after_reply
from rules.petition_aftercare.codes import Window
from rules.procedure import Event, Procedure
from rules.recommendation import events as recommending
from rules.review import events as review
from rules.satisfaction import Given, Lapsed
from rules.supervision import events as pressing
from rules.supervision.matter import ANSWER
from rules.timekeeping import rows

Reader = Callable[[Facts, Any, Sequence[Event], AboutMatter, datetime], Facts]


def known_by(events: Sequence[Event], as_of: datetime) -> list[Event]:
    """What a journal said before an instant: it is folded up to there, and no further."""
    return list(takewhile(lambda event: event.at < as_of, events))


def facts_of(
    procedure: Procedure, events: Sequence[Event], edition: Edition, about: AboutMatter, as_of: datetime
) -> Facts | None:
    """County policy 38 指标取数: the row of a procedure as its journal had it before ``as_of``; None if it
    had not begun."""
    known = known_by(events, as_of)
    if not known:
        return None
    state = procedure.begin(known[0], edition)
    stages: dict[str, datetime] = {str(state.stage): known[0].at}
    for event in known[1:]:
        state = procedure.evolve(state, event)
        stages.setdefault(str(state.stage), event.at)
    plain = _plain(procedure, state, about, tuple(stages.items()))
    reader = READERS.get(procedure.name)
    return reader(plain, state, known, about, as_of) if reader else plain


def _plain(
    procedure: Procedure, state: Any, about: AboutMatter, stages: tuple[tuple[str, datetime], ...]
) -> Facts:
    case, said = procedure.view(state).case, procedure.about(state)
    held = tuple((each.unit, each.since) for each in getattr(state, "held", ()))
    return Facts(
        procedure=state.id,
        matter=about.number,
        unit=case.owner_unit,
        owner=f"{case.owner_role}@{case.owner_unit}",
        channel=about.channel,
        subject=said.dispute_type,
        place=said.place,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        outcome=case.outcome,
        is_private=case.is_private,
        is_late=case.overdue,
        light=case.light,
        stages=stages,
        held=held or ((case.owner_unit, case.opened_at),),
    )


_CONTACTED = (petition.FactsHeard, petition.FirstVisitRecorded, petition.HearingHeld, MessageSent)
_ITS_PERIODS = (ROUTE, INFORM, HANDLE)


def _petition(
    plain: Facts, state: Any, events: Sequence[Event], about: AboutMatter, as_of: datetime
) -> PetitionFacts:
    served = [event.served_at for event in events if isinstance(event, petition.OpinionServed)]
    return PetitionFacts(
        **{**vars(plain), "subject": state.route.route if state.route else None},
        department=state.edition.county,
        clocks=rows(state),
        received_at=state.received_at,
        is_repeat=about.is_repeat,
        repeated_at=about.repeated_at,
        sent_at=_first(events, petition.Transferred),
        accepted_at=state.accepted_at,
        served_at=max(served, default=None),
        contacted_at=_first(events, *_CONTACTED),
        used=_used(state, as_of),
    )


def _used(state: Any, as_of: datetime) -> tuple[Used, ...]:
    """期限消耗: the days of its periods, by the unit that had it when each began."""
    days: dict[str, int] = {}
    for clock in state.clocks:
        if clock.name in _ITS_PERIODS:
            rule = state.edition.rule(clock.rule)
            # What is known before midnight reaches to the day that ends there.
            last = as_of - timedelta.resolution
            until = min(last, clock.cancelled_at or last, state.closed_at or last)
            for each in used(clock, rule, state.edition.calendar, state.held, until):
                days[each.unit] = days.get(each.unit, 0) + each.days
    return tuple(Used(unit, count) for unit, count in days.items() if count)


def _after_reply(
    plain: Facts, state: Any, events: Sequence[Event], about: AboutMatter, as_of: datetime
) -> AfterReplyFacts:
    given = [event for event in events if isinstance(event, after_reply.Evaluated)]
    closed = [event.window for event in events if isinstance(event, after_reply.WindowClosed)]
    audited = [event.substantively for event in events if isinstance(event, after_reply.MatterAudited)]
    return AfterReplyFacts(
        **{**vars(plain), "unit": state.unit},
        petition=state.petition,
        given=tuple(Given(state.id, each.petitioner, each.target, each.value) for each in given),
        lapsed=tuple(Lapsed(state.id, each.petitioner) for each in closed if each.window is Window.EVALUATE),
        resolved=audited[-1] if audited else None,
    )


def _review(
    plain: Facts, state: Any, events: Sequence[Event], about: AboutMatter, as_of: datetime
) -> ReviewFacts:
    first = cast("review.ReviewOpened", events[0])
    issued = [event for event in events if isinstance(event, review.ReviewOpinionIssued)]
    return ReviewFacts(
        **{**vars(plain), "unit": first.of_unit},
        petition=first.petition,
        result=issued[-1].result if issued else None,
        decided_at=issued[-1].at if issued else None,
    )


def _dispute(
    plain: Facts, state: Any, events: Sequence[Event], about: AboutMatter, as_of: datetime
) -> DisputeFacts:
    ended = [event.route for event in events if isinstance(event, dispute.Ended)]
    confirmable = [each.effective_on for each in state.agreements if each.is_confirmable]
    return DisputeFacts(
        **vars(plain),
        received_at=about.received_at or plain.opened_at,
        route=ended[-1] if ended else None,
        confirmable_on=max(confirmable, default=None),
        steps=tuple(stay.step for stay in state.stays),
    )


def _aftercare(
    plain: Facts, state: Any, events: Sequence[Event], about: AboutMatter, as_of: datetime
) -> AftercareFacts:
    ruled = [event.outcome for event in events if isinstance(event, aftercare.ConfirmationRuled)]
    return AftercareFacts(**vars(plain), dispute=state.dispute, is_confirmed=RULED_CONFIRMED in ruled)


def _handoff(
    plain: Facts, state: Any, events: Sequence[Event], about: AboutMatter, as_of: datetime
) -> HandoffFacts:
    names = {clock.name for clock in state.terms.clocks_ending(Point.ACCEPTANCE)}
    return HandoffFacts(
        **{**vars(plain), "unit": state.receiver.unit},
        to_answer=tuple(row for row in rows(state) if row.name in names),
        sender=state.sender.unit,
        docking=state.docking,
        sent_at=_first(events, handoff.HandoffSent, handoff.HandoffArrived),
        answered_at=_first(events, handoff.HandoffAccepted, handoff.HandoffRefused),
    )


def _event(
    plain: Facts, state: Any, events: Sequence[Event], about: AboutMatter, as_of: datetime
) -> EventFacts:
    """What it is and where, as far as a unit: a label may be one person's own place."""
    first = cast("event_news.EventRegistered", events[0])
    passed = [(each.unit, each.at) for each in events if isinstance(each, event_news.EventPassedOn)]
    said = {
        **vars(plain),
        "unit": state.unit,
        "subject": state.kind,
        "place": state.village or state.township,
        "held": ((first.assigned.asked.unit, first.at), *passed),
    }
    is_put_right = state.result is Result.PUT_RIGHT
    return EventFacts(
        **said,
        received_at=state.received_at,
        put_right_at=_first(events, event_news.ClosingApproved) if is_put_right else None,
    )


def _recommendation(
    plain: Facts, state: Any, events: Sequence[Event], about: AboutMatter, as_of: datetime
) -> RecommendationFacts:
    return RecommendationFacts(
        **{**vars(plain), "unit": state.to or plain.unit},
        to_answer=tuple(rows(state)),
        answered_at=_first(events, recommending.AdoptionToldInWriting),
        adoption=state.adoption,
    )


def _supervision(
    plain: Facts, state: Any, events: Sequence[Event], about: AboutMatter, as_of: datetime
) -> SupervisionFacts:
    asked = (pressing.SupervisionLetterIssued, pressing.RectificationAskedAgain)
    last = next((n for n in reversed(range(len(events))) if isinstance(events[n], asked)), len(events))
    return SupervisionFacts(
        **{**vars(plain), "unit": state.unit},
        to_answer=tuple(row for row in rows(state) if row.name == ANSWER),
        answered_at=_first(events[last:], pressing.RectificationReported),
    )


def _first(events: Sequence[Event], *kinds: type[Event]) -> datetime | None:
    return next((event.at for event in events if isinstance(event, kinds)), None)


# kind of procedure -> what reads more of it than every procedure tells
READERS: Mapping[str, Reader] = {
    "petition": _petition,
    "petition_aftercare": _after_reply,
    "review": _review,
    "re_review": _review,
    "dispute": _dispute,
    "aftercare": _aftercare,
    "handoff": _handoff,
    "event": _event,
    "recommendation": _recommendation,
    "supervision": _supervision,
}
