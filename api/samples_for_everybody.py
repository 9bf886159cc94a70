"""An example of every answer to whoever has not signed in, as ``api/samples.py``."""

from datetime import UTC, datetime
from typing import Any

from api.adding import AddedShown
from api.halls import HallLine, HallShown, ServiceOffered
from api.meeting_samples import SAMPLES as OF_MEETINGS
from api.public_figures import PublicFigures, TableShown
from api.saying import Words, both
from api.service import Checked, PromiseShown, ServiceShown
from records.availability import Availability
from records.public_counts import Counted
from records.punctuality import Punctuality
from rules.registers import FunctionTag
from rules.satisfaction import SMALLEST_CELL
from watching.promises import PROMISES

_MONTHS = ["2026-07", "2026-08", "2026-09"]
_KINDS = ("dispute", "petition")

FOR_EVERYBODY: dict[str, Any] = {
    "list_own_bookings": OF_MEETINGS["list_receptions"],
    "read_added_words": [AddedShown(at=datetime(2026, 9, 2, 1, 0, tzinfo=UTC), words="昨天又下雨了。")],
    "list_halls": [HallLine(unit="sl", name="示例县")],
    "read_hall": HallShown(
        unit="sl",
        name="示例县",
        is_open=True,
        services=[
            ServiceOffered(service=FunctionTag.LABOUR, words=both("function", FunctionTag.LABOUR), waiting=3)
        ],
    ),
    "read_service": ServiceShown(
        at=datetime(2026, 11, 2, 1, 0, tzinfo=UTC),
        promises=[
            PromiseShown(id=each.id, words=Words(zh=each.zh, en=each.en), is_measured=each.is_measured)
            for each in PROMISES
        ],
        availability=Availability(60, 1.0, 4_200, 0.9998),
        punctuality=Punctuality(212, 1.4, 2.1, 0),
        checked=Checked(at=datetime(2026, 11, 2, 0, 40, tzinfo=UTC), found=0),
    ),
    "read_public_figures": PublicFigures(
        quarter="2026-3",
        quarters=["2026-3", "2026-2", "2026-1", "2025-4"],
        months=_MONTHS,
        kinds=[both("procedure", kind) for kind in _KINDS],
        tables=[
            TableShown(
                counted=Counted.RECEIVED,
                words=both("public-count", Counted.RECEIVED),
                cells=[[None, 12, None, 24], [None, 20, None, 41], [17, 32, 16, 65]],
            )
        ],
        at_least=SMALLEST_CELL,
    ),
}
