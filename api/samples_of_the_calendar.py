"""An example of everything that is read of the calendar, and of the receipts of handoffs."""

from datetime import UTC, date, datetime
from typing import Any

from api.offered import OfferedShown
from api.planned import CalendarShown, ClashShown, PlannedShown
from api.receipts import HandoffShown, PaperLacking, ReceiptShown, SideShown
from api.saying import both
from records.planned import PlannedLine
from rules.clashing import Taken

_AT = datetime(2026, 3, 16, 1, tzinfo=UTC)
_PLANNED = PlannedShown(
    planned=PlannedLine(
        procedure="dispute/sl/SL-2026-000012/1",
        what="session",
        meeting_kind=None,
        at=_AT,
        place_unit="sl-t1-v1",
        unit="sl-t1-v1",
        role="village_party_secretary",
        state="scheduled",
        people=("p-sl-t1-v1-village-party-secretary",),
    ),
    room_name=None,
    words=both("planned", "session"),
    state=both("session", "scheduled"),
    is_mine=True,
)

# By operation.
SAMPLES: dict[str, Any] = {
    "read_calendar": CalendarShown(
        today=_AT.date(), since=_AT.date(), until=date(2026, 3, 22), items=[_PLANNED]
    ),
    "read_clashes": [ClashShown(planned=_PLANNED, taken=[Taken.PLACE], words=[both("taken", Taken.PLACE)])],
    "read_handoffs": [
        HandoffShown(
            procedure="handoff/sl/SL-2026-000012/1",
            docking="police",
            words=both("docking", "police"),
            sender=SideShown(
                unit="sl", body="mediation", body_words=both("docking-body", "mediation"), by_wire=False
            ),
            receiver=SideShown(
                unit="sl-police", body="police", body_words=both("docking-body", "police"), by_wire=True
            ),
            stage=both("stage", "signed-for"),
            outcome=None,
            holder="sl",
            due_on=date(2026, 3, 20),
            overdue=False,
            receipts=[
                ReceiptShown(
                    seq=3,
                    kind="HandoffSignedFor",
                    words=both("event", "HandoffSignedFor"),
                    at=_AT,
                    unit=None,
                    role_words=None,
                )
            ],
            wanted=[both("handoff-wanted", each) for each in ("answer", "result", "confirmation")],
            goes_back_to="sl",
        )
    ],
    "list_dockings": [
        OfferedShown(
            docking="police-referral",
            words=both("docking", "police-referral"),
            consents=both("docking-consents", "nobody"),
            papers=[PaperLacking(kind="referral-note", words=both("docking-document", "referral-note"))],
            from_a_start=False,
            receivers=["police"],
            traits=["about-discipline"],
        )
    ],
}
