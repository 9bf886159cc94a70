"""An example of every answer about drafts, about who is there, and of who can be stood in for."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from api import examples
from api.directory import OfficerKnown
from api.drafts import DraftListed, DraftShown
from api.own_motion import OwnMotionShown
from api.people import StandIn, StandInSeat
from api.presence import PresentShown
from api.saying import both

_DRAFT = {
    "id": UUID("6f0c2f0e-5c0e-5b5e-9a55-0b1d5e6a7c03"),
    "form": "dispute",
    "kept_at": datetime(2026, 3, 2, 1, 0, tzinfo=UTC),
    "until": datetime(2026, 3, 9, 1, 0, tzinfo=UTC),
}
_SEAT = StandInSeat(
    role="window_clerk", role_words=both("role", "window_clerk"), unit="sl", unit_name="示例县"
)

SAMPLES: dict[str, Any] = {
    "keep_draft": DraftListed(**_DRAFT),
    "list_drafts": [DraftListed(**_DRAFT)],
    "open_draft": DraftShown(**_DRAFT, written=examples.DRAFT["draft"]["value"]["written"]),
    "be_present": [
        PresentShown(
            name="李某",
            unit="sl-t1-v1",
            role_words=both("role", "village_party_secretary"),
            filling=both("command", "record_consent"),
        )
    ],
    "list_own_motion": [
        OwnMotionShown(
            code="supervision", words=both("own-motion", "supervision"), seat="petition_bureau@sl"
        ),
        OwnMotionShown(code="inspection", words=both("own-motion", "inspection"), seat=None),
    ],
    "list_people": [OfficerKnown(person="p-sl-window-clerk", name="张某", valid_until=None, seats=[_SEAT])],
    "list_stand_ins": [StandIn(person="p-sl-window-clerk", name="张某", seats=[_SEAT])],
}
