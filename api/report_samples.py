"""Examples of what is answered about indicators, reports and published texts: made by the very rules."""

from datetime import UTC, date, datetime
from typing import Any

from api.figures import IndicatorShown, Matters, Question, figure_of, shown, stock_of
from api.overviews import CellOpened, OverviewPart, overview_of
from api.public_content import ContentLine, content_of
from api.reports import Compared, ReportLine, report_of
from counties.public_content import contents
from counties.reporting import timetable_in_force
from records.reports import Kept
from rules.measuring.facts import DisputeFacts
from rules.measuring.formula import EVERYWHERE, Counted, Period, World
from rules.measuring.whole import FORMULAS
from rules.reports.composing import Report, compose
from rules.reports.telling import told
from rules.reports.timetable import Kind

_DAY = date(2026, 3, 2)
_AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
_PERIOD = Period(_DAY, _DAY, datetime(2026, 3, 2, 16, 0, tzinfo=UTC))
_DISPUTE = DisputeFacts(
    procedure="dispute/sl/SL-2026-000001/1",
    matter="SL-2026-000001",
    unit="sl-t1-v1",
    owner="village_party_secretary@sl-t1-v1",
    channel="visit",
    subject="boundary",
    place="sl-t1-v1",
    opened_at=_AT,
    closed_at=None,
    outcome=None,
    is_private=False,
    is_late=False,
    light="green",
    stages=(("consent", _AT),),
    held=(("sl-t1-v1", _AT),),
    received_at=_AT,
    route=None,
    confirmable_on=None,
    steps=(1,),
)


def _daily() -> tuple[Report, Kept, World]:
    timetable = timetable_in_force("sl", _DAY)
    assert timetable
    world = World([_DISPUTE], timetable.counting)
    report = compose(Kind.DAILY, world, _PERIOD, timetable)
    kept = Kept(
        county=report.county,
        kind=report.kind,
        since=_DAY,
        until=_DAY,
        key="",
        as_of=_PERIOD.as_of,
        timetable=report.timetable,
        scope=EVERYWHERE,
        formulas=report.formulas,
        body=told(report, timetable.too_few),
        digest=report.digest,
        composed_at=datetime(2026, 3, 2, 23, 30, tzinfo=UTC),
        asked_by=None,
    )
    return report, kept, world


def _samples() -> dict[str, Any]:
    _, kept, world = _daily()
    timetable = timetable_in_force("sl", _DAY)
    assert timetable
    asked = Question(period=_PERIOD, scope=EVERYWHERE)
    whole = report_of(kept, {_DISPUTE.procedure: ([0, 2, 7], [])})
    guide = next(each for each in contents() if each.id == "guide-where-to-go")
    text = content_of(guide, [guide], date(2026, 11, 1))
    counted = Counted((_DISPUTE.procedure,), (_DISPUTE.procedure,))
    indicators: list[IndicatorShown] = [shown(FORMULAS["M-08"])]
    return {
        "list_indicators": indicators,
        "read_indicator": figure_of(FORMULAS["M-08"], counted, asked),
        "read_stock": stock_of(world, asked, timetable),
        "read_overview": overview_of(world, asked, timetable, is_for_a_wall=False),
        "open_overview_cell": CellOpened(
            **vars(_PERIOD),
            **vars(EVERYWHERE),
            part=OverviewPart.UNITS,
            of=["sl-t1-v1"],
            column="green",
            matters=Matters(count=1, procedures=[_DISPUTE.procedure]),
        ),
        "list_reports": [ReportLine(**whole.model_dump(include=set(ReportLine.model_fields)))],
        "read_report": whole,
        "compare_report": Compared(digest=kept.digest, again=kept.digest, is_same=True, differing=[]),
        "list_content": [ContentLine(**text.model_dump(include=set(ContentLine.model_fields)))],
        "read_content": text,
    }


SAMPLES: dict[str, Any] = _samples()
