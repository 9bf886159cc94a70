"""An example of every answer about what is proposed to be published, as ``api/samples.py``."""

from datetime import UTC, date, datetime
from typing import Any

from api.proposals_shown import ProposalShown, ProposalWhole, changes_shown
from rules.calendar import YearNotice
from rules.publishing import DayIs, ProposalAnswer

_WAITING: dict[str, Any] = {
    "number": 1,
    "kind": "calendar",
    "series": "china",
    "edition": None,
    "body": YearNotice(0, 2027, "国务院办公厅通知", frozenset({date(2027, 1, 1)}), frozenset()),
    "public_reason": "国务院办公厅已经发文，按通知公布。",
    "proposed_by": "p-sl-centre-dispatcher",
    "proposed_as": "centre_dispatcher@sl",
    "proposed_at": datetime(2026, 3, 2, 1, 0, tzinfo=UTC),
    "waits": True,
    "answer": None,
}
_NEW_YEAR = {"day": "2027-01-01", "before": DayIs.WORKDAY, "after": DayIs.HOLIDAY}
_WHOLE = ProposalWhole(
    **_WAITING,
    digest="0" * 64,
    changes=changes_shown({"days": [_NEW_YEAR], "first_of_its_year": True}),
    open_cases=2000,
    has_changed=False,
    is_stale=False,
    may=[ProposalAnswer.APPROVED, ProposalAnswer.REFUSED],
    not_now={},
)

SAMPLES: dict[str, Any] = {
    "list_publication_proposals": [ProposalShown(**_WAITING)],
    "read_publication_proposal": _WHOLE,
    **dict.fromkeys(("approve_publication", "refuse_publication", "withdraw_publication"), _WHOLE),
}
