"""An example of every answer that is read, as the OpenAPI document shows it: values of the very models."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import counties
from api.case import AgreementShown, CaseDetail, PartyShown, SessionShown
from api.clocks_shown import Deadline, RuleShown, case_clock
from api.documents import Copy, DocumentLine, DocumentShown
from api.editions import EditionShown
from api.health import Health
from api.lateness import LatenessShown
from api.listing import Listed, TaskShown, shown
from api.matters import Matters, MatterShown
from api.people import Me, SeatShown
from api.publications import OnItsWay, PublicationShown
from api.saying import both
from api.searching import Found, Hits
from api.timeline import Actor, EntryShown
from counties.calendars import china
from records.directory import Unit
from records.lateness import Lateness
from records.reading import CaseLine, MatterLine
from records.worklists import TaskLine
from rules.calendar import YearNotice
from rules.clocks.clock import Clock
from rules.clocks.describing import described
from rules.clocks.ledger import Held
from rules.clocks.table.whole import rule_of
from rules.clocks.telling import clock_told
from rules.journal import AgreementRow, ClockRow, PartyRow, SessionRow

_AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
_DUE = date(2026, 3, 7)
_NUMBER = "SL-2026-000001"
_VILLAGE = "sl-t1-v1"
_PARTY = "6f0c2f0e-5c0e-5b5e-9a55-0b1d5e6a7c01"
_LEAD = "village_party_secretary"

_LINE = CaseLine(
    procedure=f"dispute/sl/{_NUMBER}/1",
    kind="dispute",
    matter=_NUMBER,
    seq=1,
    decided_seq=1,
    stage="consent",
    step=1,
    owner_unit=_VILLAGE,
    owner_role=_LEAD,
    handler=None,
    waits_for="record-consent",
    next_moment=datetime(2026, 3, 5, 16, 0, tzinfo=UTC),
    due_on=_DUE,
    overdue=False,
    needs_attention=False,
    outcome=None,
    places=("sl", "sl-t1", _VILLAGE),
    opened_at=_AT,
    changed_at=_AT,
    closed_at=None,
    light="green",
    calendar="fictional-2026-2040",
    calendar_number=0,
    amendments=(),
    channel="window",
    dispute_type="boundary",
    received_at=_AT,
    clocks=(
        ClockRow(
            name="level",
            rule="P-05-1",
            state="running",
            started_on=_AT.date(),
            due_on=_DUE,
            over_at=datetime(2026, 3, 7, 16, 0, tzinfo=UTC),
            provisional=False,
        ),
    ),
)
_MATTER = MatterLine(
    number=_NUMBER,
    county="sl",
    channel="window",
    received_at=_AT,
    registered_at=_AT,
    registered_by="p-sl-window-clerk",
    status="dispute",
    dispute_type="boundary",
    unit=_VILLAGE,
    origin=None,
    origin_id=None,
)
_TASK = TaskLine(
    procedure=_LINE.procedure,
    position=0,
    what="record-consent",
    role=_LEAD,
    unit=_VILLAGE,
    person=None,
    since=_AT,
    due_on=_DUE,
    matter=_NUMBER,
    kind="dispute",
    stage="consent",
    step=1,
    overdue=False,
    needs_attention=False,
)
_DOCUMENT = DocumentLine(
    id=UUID(_PARTY),
    kind="D-21",
    title=both("document", "D-21"),
    unit="sl",
    year=2026,
    number=1,
    issued_at=_AT,
    addressees=[_PARTY],
    services=[],
)
_ENTRY = EntryShown(
    seq=1,
    kind="Registered",
    words=both("event", "Registered"),
    at=_AT,
    by=Actor(
        person="p-sl-window-clerk", role="window_clerk", unit="sl", role_words=both("role", "window_clerk")
    ),
    data={"step": 1, "because": "village-scope"},
    texts={},
)
_EDITION = counties.edition("demo", "2026.1")
_LEVEL = Clock(name="level", rule="P-05-1", event="level-entered", started_at=_AT)
_CLOCK = case_clock(_EDITION, _LEVEL, _AT, held=[Held(_VILLAGE, _AT)])
_OBJECTION = Clock(
    name="K-05", rule="K-05", event="transfer-received", started_at=datetime(2026, 2, 10, 16, 0, tzinfo=UTC)
)
_CASE = CaseDetail(
    **{**vars(shown(_LINE, _AT)), "clocks": [_CLOCK]},
    outcome_words=None,
    tasks=[],
    parties=[
        PartyShown(
            party=PartyRow(_PARTY, "applicant", is_minor=False, guardian=None, consents={"1": "given"}),
            role_words=both("party-role", "applicant"),
            name="王甲",
            contact="示例县柳湾村",
            address=None,
            telephone=None,
            guardian_name=None,
            is_erased=False,
        )
    ],
    sessions=[
        SessionShown(
            session=SessionRow(1, 1, _AT, _VILLAGE, "scheduled", None, None),
            state_words=both("session", "scheduled"),
            outcome_words=None,
            minutes=None,
        )
    ],
    agreements=[
        AgreementShown(
            agreement=AgreementRow(
                number=1,
                step=1,
                form="written",
                extent="full",
                mediation_body="county-committee",
                confirmable=True,
                confirm_by=date(2026, 4, 1),
                effective_on=_AT.date(),
                terms=_PARTY,
            ),
            terms="院墙以现有界石为准。",
        )
    ],
    timeline=[_ENTRY],
    documents=[_DOCUMENT],
    actions=[],
    refused=[],
    edition="demo/2026.1",
)


def _edition() -> EditionShown:
    """The demonstration county's, without the days of its calendar."""
    calendar = replace(_EDITION.calendar, holidays=frozenset(), make_up_workdays=frozenset())
    return EditionShown(digest=_EDITION.digest, edition=replace(_EDITION, calendar=calendar))


_PUBLICATION = PublicationShown(
    version="china.1",
    kind="calendar",
    series="china",
    number=1,
    body=YearNotice(1, 2027, "国务院办公厅通知", frozenset({date(2027, 1, 1)}), frozenset()),
    published_by="p-sl-centre-dispatcher",
    published_at=_AT,
    told=2000,
    moved=312,
    overdue=3,
    notices=41,
    finished_at=_AT,
)

# operation -> what it answers
SAMPLES: dict[str, Any] = {
    "who_am_i": Me(
        person="p-sl-window-clerk",
        name="示例县窗口受理员",
        seats=[
            SeatShown(
                role="window_clerk",
                role_words=both("role", "window_clerk"),
                unit="sl",
                act_as="window_clerk@sl",
            )
        ],
    ),
    "list_units": [Unit(_VILLAGE, "sl-t1", "village", "柳湾村", date(2026, 1, 1))],
    "list_editions": [_edition()],
    "read_edition": _edition(),
    "list_publications": [_PUBLICATION],
    "read_publication": OnItsWay(**vars(_PUBLICATION), waiting=0),
    "list_cases": Listed(items=[shown(_LINE, _AT)], next=None, total=1),
    "read_case": _CASE,
    "read_case_clocks": [_CLOCK],
    "list_clocks": [RuleShown(**described(rule_of("K-05")))],
    "read_deadline": Deadline(**clock_told(_OBJECTION, rule_of("K-05"), china()), calendar="china.0"),
    "read_lateness": [
        LatenessShown(
            lateness=Lateness("StepFellOverdue", n=12, p50=0.04, p99=0.9, max=0.9, early=0),
            words=both("event", "StepFellOverdue"),
        )
    ],
    "read_worklist": Listed(
        items=[TaskShown(task=_TASK, what=both("task", "record-consent"))], next=None, total=1
    ),
    "read_document": DocumentShown(
        document=_DOCUMENT,
        data={"outcome": "no-agreement", "step": 4},
        digest="0" * 64,
        copies=[Copy(party=_PARTY, name="王甲", zh=["王甲："], en=["To 王甲:"])],
    ),
    "list_matters": Matters(items=[_MATTER], next=None),
    "read_matter": MatterShown(
        matter=_MATTER, cases=[shown(_LINE, _AT)], texts={"title": "宅基地边界争议", "body": "请求调解。"}
    ),
    "search": Hits(items=[Found(matter=_MATTER, cases=[shown(_LINE, _AT)])], before=None),
    "ready": Health(is_ready=True, records=True, engine=True),
}
