"""The procedure of past matters (既往事项): it begins ended. Nothing is asked of it, nothing goes out."""

from datetime import datetime
from typing import Any, NoReturn

from rules.cutover import check_dates
from rules.editions import Edition
from rules.journal import CaseRow, Letter, View
from rules.past import events
from rules.past.events import PastMatterRecorded
from rules.past.matter import Kind, Outcome, PastMatter
from rules.procedure import About, Officer, Procedure, Sealed, names_of
from rules.refusals import Reason, Refused


def record_past(
    *,
    id: str,
    number: str,
    edition: Edition,
    kind: Kind,
    outcome: Outcome | None,
    dispute_type: str | None,
    village: str | None,
    township: str | None,
    step: int | None,
    received_at: datetime,
    closed_at: datetime,
    reply: Sealed | None = None,
    by: Officer,
    at: datetime,
) -> PastMatterRecorded:
    """County policy 15 既往事项补录: with the dates on which it happened; nobody is told of it again.

    Raises Refused with NOT_YET_HAPPENED, DATES_OUT_OF_ORDER or UNKNOWN_DISPUTE_TYPE.
    """
    check_dates({"received_at": received_at, "closed_at": closed_at}, at)
    if dispute_type is not None and dispute_type not in edition.dispute_types:
        raise Refused(Reason.UNKNOWN_DISPUTE_TYPE)
    return PastMatterRecorded(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        kind=kind,
        outcome=outcome,
        dispute_type=dispute_type,
        village=village,
        township=township,
        step=step,
        received_at=received_at,
        closed_at=closed_at,
        reply=reply,
    )


def begin(event: PastMatterRecorded, edition: Edition) -> PastMatter:
    return PastMatter(
        id=event.id,
        edition=edition,
        seq=1,
        decided_seq=1,
        opened_at=event.received_at,
        changed_at=event.at,
        number=event.number,
        kind=event.kind,
        outcome=event.outcome,
        dispute_type=event.dispute_type,
        village=event.village,
        township=event.township,
        step=event.step,
        closed_at=event.closed_at,
    )


def evolve(before: PastMatter, event: Any) -> NoReturn:
    """Nothing happens to what is past. Raises TypeError."""
    raise TypeError(type(event).__name__)


def about(past: PastMatter) -> About:
    return About(past.dispute_type, past.village)


def view(past: PastMatter) -> View:
    places = {past.village, past.township, past.edition.county}
    return View(
        case=CaseRow(
            stage=past.stage,
            step=past.step,
            owner_unit=past.unit,
            owner_role=past.seat.role,
            handler=None,
            waits_for="nothing",
            next_moment=None,
            due_on=None,
            overdue=False,
            needs_attention=False,
            outcome=past.outcome,
            places=tuple(sorted(place for place in places if place)),
            opened_at=past.opened_at,
            changed_at=past.changed_at,
            closed_at=past.closed_at,
            light="green",
            calendar=past.edition.calendar.series,
            calendar_number=past.edition.calendar.number,
            amendments=past.edition.amendments,
        ),
        tasks=(),
    )


def follows(past: PastMatter, event: Any) -> tuple[Letter, ...]:
    """Nothing: whoever had to be told was told then."""
    return ()


def moments(past: PastMatter) -> tuple[datetime, ...]:
    return ()


PAST = Procedure(
    name="past",
    acts={},
    facts={},
    begin=begin,
    evolve=evolve,
    events=names_of(events),
    view=view,
    follows=follows,
    moments=moments,
    about=about,
)
