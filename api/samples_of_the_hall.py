"""An example of every answer of the registers, the windows and the list of powers, as ``api/samples.py``."""

from datetime import UTC, date, datetime
from typing import Any

from api import examples
from api.powers import CompetenceShown, SeatProposed
from api.registers import CountedShown, FullTimeShown, LineShown, MediatorShown, UnitAtWork, UnitOf
from api.saying import both, cited
from api.window_reports import HallReport, OnDutyShown, ReportShown, UnattendedShown
from api.windows import AttendanceShown, QueueShown, StepShown, TicketShown
from records.attending import Noticed
from rules.articles import Basis
from rules.panels import ProposedSeat
from rules.queueing import QueueStep, Ticket
from rules.registers import FunctionTag, HalfDay, Presence, ReadyItem, Register

_AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
_VILLAGE = "sl-t1-v1"
_LINE = LineShown(
    register_name=Register.MEDIATORS,
    register_words=both("register", Register.MEDIATORS),
    ref="m-1",
    unit="sl-t1",
    person=None,
    valid_from=date(2026, 12, 1),
    valid_until=date(2029, 12, 1),
    what=examples.REGISTERS[Register.MEDIATORS]["line"]["value"]["what"],
)
_REPORT = ReportShown(
    window=None,
    taken=41,
    called=40,
    ended=36,
    first_contact=30,
    not_there=2,
    moved=2,
    mean_wait=412.5,
    longest_wait=1510.0,
    attended=25_200.0,
    busy=19_800.0,
    idle=5_400.0,
)


def _step(step: QueueStep) -> StepShown:
    return StepShown(
        window="w-labour",
        day=date(2026, 3, 2),
        number=1,
        step=step,
        step_words=both("queue-step", step),
        at=_AT,
        ahead=None,
    )


_UNATTENDED = UnattendedShown(
    notice=Noticed(
        window="w-labour",
        day=date(2026, 3, 2),
        half=HalfDay.MORNING,
        unit="sl",
        by=_AT,
        found_at=_AT,
        head_role="county_leader",
        seen_by=None,
        seen_as=None,
        seen_at=None,
    ),
    half_words=both("half-day", HalfDay.MORNING),
    head_words=both("role", "county_leader"),
)

HALL: dict[str, Any] = {
    "sign_on": AttendanceShown(window="w-labour", since=_AT, until=None),
    "sign_off": AttendanceShown(window="w-labour", since=_AT, until=_AT),
    "call_next": _step(QueueStep.CALLED),
    "begin_ticket": _step(QueueStep.BEGUN),
    "miss_ticket": _step(QueueStep.NOT_THERE),
    "see_unattended_window": _UNATTENDED,
    "list_lines": [_LINE],
    "read_mediator": MediatorShown(
        line=_LINE,
        grade_words=both("mediator-grade", "second"),
        can_be_assigned=True,
        complaints=0,
        open_matters=3,
    ),
    "count_full_time": FullTimeShown(
        on=date(2026, 3, 2), total=2, by_unit={"sl": 1, "sl-t1": 1}, lacking=["sl-t2", "sl-t3", "sl-t4"]
    ),
    "unit_for_function": UnitOf(
        tag=FunctionTag.RESOLUTION_CENTRE,
        tag_words=both("function", FunctionTag.RESOLUTION_CENTRE),
        unit="sl-t1",
    ),
    "read_unit_at_work": UnitAtWork(
        unit="sl-t1",
        functions=[FunctionTag.RESOLUTION_CENTRE],
        housed_with=[],
        readiness=[
            CountedShown(
                item=ReadyItem.SIGN,
                item_words=both("ready-item", ReadyItem.SIGN),
                count=1,
                needed=1,
                is_there=True,
            )
        ],
    ),
    "read_queue": QueueShown(
        window="w-labour",
        day=date(2026, 3, 2),
        is_staffed=True,
        at_the_window=[],
        waiting=[
            TicketShown(
                ticket=Ticket(1, FunctionTag.LABOUR, _AT, _AT),
                state_words=both("ticket-state", "waiting"),
                service_words=both("function", FunctionTag.LABOUR),
            )
        ],
    ),
    "list_on_duty": [
        OnDutyShown(
            person="p-sl-d1-dept-handler",
            name="赵宁",
            presence=Presence.RESIDENT,
            presence_words=both("presence", Presence.RESIDENT),
        )
    ],
    "read_hall_report": HallReport(
        unit="sl",
        since=date(2026, 3, 2),
        until=date(2026, 3, 3),
        windows=[_REPORT.model_copy(update={"window": "w-labour"})],
        whole=_REPORT,
    ),
    "list_unattended_windows": [_UNATTENDED],
    "read_power": CompetenceShown(
        kind="R-17",
        version="2026.1",
        unit="sl-d1",
        organ="human-resources",
        organ_words=both("route-organ", "human-resources"),
        settled_by=None,
        among=[],
        bases=[cited(Basis.REGISTERS)],
    ),
    "propose_panel": [
        SeatProposed(
            seat=ProposedSeat(_VILLAGE, role="peoples_mediator", stands_in_for="peacemakers"),
            role_words=both("role", "peoples_mediator"),
        )
    ],
}
