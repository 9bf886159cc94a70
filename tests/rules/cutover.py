"""What comes from an older system, as the tests of the rules tell it."""

from datetime import datetime, timedelta
from typing import Any

from rules.dispute.bringing import bring_over
from rules.dispute.events import BroughtOver
from rules.dispute.matter import Course, Stage
from rules.dispute.procedure import DISPUTE
from rules.past.events import PastMatterRecorded
from rules.past.matter import Kind, Outcome
from rules.past.procedure import record_past
from tests.rules import county
from tests.rules.story import DisputeStory

ID, NUMBER = "dispute/sl/SL-2026-1/1", "SL-2026-1"


def days_ago(days: float, now: datetime = county.MONDAY) -> datetime:
    return now - timedelta(days=days)


def course(**said: Any) -> Course:
    """Two days ago received, registered and begun in the village."""
    since = days_ago(2)
    whole = {
        "received_at": since,
        "registered_at": since,
        "step": 1,
        "step_since": since,
        "stage": Stage.CONSENT,
    }
    return Course(**{**whole, **said})


def long_course(step: int, *, registered: float, since: float, **said: Any) -> Course:
    """At this step for ``since`` days, of a dispute that was registered ``registered`` days ago."""
    began = days_ago(registered)
    return course(step=step, received_at=began, registered_at=began, step_since=days_ago(since), **said)


def bringing(told: Course, **said: Any) -> BroughtOver:
    whole = {
        "id": ID,
        "number": NUMBER,
        "edition": county.TOLD,
        "dispute_type": "neighbour",
        "village": county.VILLAGE,
        "township": county.TOWNSHIP,
        "parties": county.TWO,
        "flags": frozenset(),
        "other_townships": frozenset(),
        "consented": told.stage is not Stage.CONSENT,
        "by": county.WINDOW_CLERK,
        "at": county.MONDAY,
    }
    return bring_over(course=told, **{**whole, **said})


def brought_over(told: Course, **said: Any) -> DisputeStory:
    """A dispute that came over on a Monday morning."""
    return DisputeStory(DISPUTE, bringing(told, **said), said.get("edition", county.TOLD))


def past(**said: Any) -> PastMatterRecorded:
    """A dispute that was mediated in the village a year ago."""
    whole = {
        "id": "past/sl/SL-2026-1/1",
        "number": NUMBER,
        "edition": county.TOLD,
        "kind": Kind.DISPUTE,
        "outcome": Outcome.AGREEMENT,
        "dispute_type": "neighbour",
        "village": county.VILLAGE,
        "township": county.TOWNSHIP,
        "step": 1,
        "received_at": days_ago(400),
        "closed_at": days_ago(380),
        "by": county.WINDOW_CLERK,
        "at": county.MONDAY,
    }
    return record_past(**{**whole, **said})
