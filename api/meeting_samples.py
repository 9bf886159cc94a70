"""An example of everything that is read of meetings."""

from datetime import UTC, datetime
from typing import Any

from api.meetings import KindShown, MeetingsCounted, MeetingShown
from api.reception_days import ReceptionDayShown
from api.receptions import ReceptionShown
from api.saying import both
from records.meetings import Counted, MeetingLine
from records.reception_days import ReceptionDay
from rules.journal import Receipt

_AT = datetime(2026, 3, 16, 1, tzinfo=UTC)
_LINE = MeetingLine(
    procedure="meeting/sl/SL-2026-000012/1",
    meeting_kind="reception",
    unit="sl",
    role="county_leader",
    place_unit="sl",
    scheduled_for=_AT,
    capacity=12,
    booked=3,
    batches=0,
    person_times=0,
    is_announced=True,
)
_SHOWN = MeetingShown(meeting=_LINE, words=both("meeting-kind", "reception"))

_DAY = ReceptionDayShown(
    day=ReceptionDay(
        procedure="meeting/sl/SL-2026-000012/1",
        meeting_kind="reception",
        unit="sl",
        role="county_leader",
        place_unit="sl",
        scheduled_for=_AT,
        capacity=12,
        booked=3,
        batches=0,
        person_times=0,
        stage="planned",
        waits_for="hold-meeting",
        light="green",
        outcome=None,
        items=3,
        briefed=2,
        ended=0,
        done=0,
        overdue=0,
    ),
    words=both("meeting-kind", "reception"),
    stage_words=both("stage", "planned"),
    waits_for_words=both("task", "hold-meeting"),
    needs_briefing=True,
)

# By operation.
SAMPLES: dict[str, Any] = {
    "list_reception_days": [_DAY],
    "list_meetings": [_SHOWN],
    "list_meetings_about": [_SHOWN],
    "count_meetings": MeetingsCounted(
        lines=[Counted("2026-03", "sl", "reception", 3, 41, 96)], meetings=3, batches=41, person_times=96
    ),
    "list_meeting_kinds": [
        KindShown(
            code="reception",
            words=both("meeting-kind", "reception"),
            conveners=["county_leader@county", "township_head@township"],
            is_public=True,
            capacity=12,
            needs_briefing=False,
            needs_minutes=True,
            draws=None,
            has_panel=False,
            collects=False,
            follows=True,
        )
    ],
    "cancel_reception_booking": Receipt(7, "planned", _AT),
    "list_receptions": [
        ReceptionShown(
            id="SL-2026-000012",
            kind=both("meeting-kind", "reception"),
            receives=both("role", "county_leader"),
            unit="示例县",
            place="示例县",
            room_name="第三调解室",
            scheduled_for=_AT,
            places=9,
        )
    ],
}
