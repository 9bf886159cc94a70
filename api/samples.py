"""An example of every answer that is read, as the OpenAPI document shows it: values of the very models."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import counties
from api import (
    operation_samples,
    paper_samples,
    proposal_samples,
    report_samples,
    samples_of_the_calendar,
    samples_of_the_desk,
    wording_samples,
)
from api.accesses import AccessShown
from api.accounts import AccountShown, Invited
from api.activities import ActivityShown
from api.added_papers import AddedPaperShown
from api.adding import AddedShown
from api.agencies import ExchangeStanding
from api.auditing import AuditCount, AuditCounted, AuditShown
from api.backlogs import Bucket, ChartOfUnit, WallChart
from api.bundles import KeyShown
from api.by_code import CanDo
from api.case import AgreementShown, CaseDetail, PartyShown, RefusedShown, SessionShown
from api.clocks_shown import Deadline, RuleShown, case_clock
from api.consultations import ConsultationsCounted, CountShown, ServiceShown
from api.directory import ChangeShown, EmptySeat, SittingShown
from api.dispatches import SilentShown
from api.diversion import Place, RouteCard, RoutesShown, TreeShown
from api.documents import Copy, DocumentLine, DocumentShown
from api.doings import DoingsShown
from api.editions import EditionShown
from api.errands import Behind, StageBehind
from api.evaluations import EvaluationsTold, told_of
from api.events import KindShown, PlaceShown, RecurrenceShown
from api.exchanges import BouncesShown, DeliveryShown, StrayShown
from api.filters import FilterShown, Forgotten
from api.handovers import HandoverShown, PreviewShown
from api.health import Health, Readiness
from api.indicators import OnTimeCompletion, TimelyAcceptance, rate_of
from api.inspections import DrawShown
from api.keeping import EntryOfKeeping, KeepingShown, KeptShown, OwnInformation, ScheduleShown
from api.keeping_by_code import OwnRequest
from api.lateness import LatenessShown
from api.likeness import LikenessShown, ReasonShown
from api.links import LinkShown, Undone
from api.listing import Listed, PeriodShown, TallyShown, TaskShown, shown
from api.matters import MarkStanding, Matters, MatterShown
from api.meeting_samples import SAMPLES as OF_MEETINGS
from api.my_sessions import SessionListed, SessionToken, SignedOut
from api.noticing import NoticeShown
from api.people import Colleague, Me, SeatShown
from api.personal_notice import notice_of
from api.publications import OnItsWay, PublicationShown
from api.recommendations import InstrumentCounted
from api.revisits import RevisitsShown, UnvisitedShown
from api.samples_for_everybody import FOR_EVERYBODY
from api.samples_of_the_hall import HALL
from api.saying import both, cited
from api.searching import Found, FoundBy, Hits
from api.sessions import SignedIn
from api.status import Appointment, CaseStanding, PaperShown, Standing
from api.submissions import Arrivals, SubmissionShown, WaitingShown
from api.timeline import Actor, EntryShown
from api.traced import Because, EntryTold, Road, StepTold
from api.unmasking import Marked, MarkShown, UnmaskingShown
from counties.calendars import china
from counties.retention import schedules
from counties.routes import question_tree, route_list
from records.accounts import Subject
from records.auditing import AuditLine
from records.backlogs import OldMatter
from records.bounces import Bounced, Pair
from records.changes import Noted
from records.directory import Unit
from records.lateness import Lateness
from records.reading import CaseLine, MatterLine
from records.revisits import Revisit, RevisitsOfUnit, Unvisited
from records.submissions import Waiting
from records.worklists import TaskLine
from rules.articles import Basis
from rules.auditing import Audited, Looked
from rules.authority.confidentiality import Confidentiality
from rules.authority.table import Permission
from rules.authority.unmasking import Way
from rules.calendar import YearNotice
from rules.channels import Channel
from rules.clocks.clock import Clock
from rules.clocks.describing import described
from rules.clocks.ledger import Held
from rules.clocks.table.whole import rule_of
from rules.clocks.telling import clock_told
from rules.consultation.matter import Service
from rules.diversion.card import card_told, route_card
from rules.diversion.telling import list_told, place_told, tree_told
from rules.diversion.tree import walk
from rules.event.recurring import Recurrence
from rules.indicators import DEPARTMENT_ACCEPTANCE, ON_TIME_COMPLETION, UNIT_ACCEPTANCE, Timeliness
from rules.journal import AgreementRow, ClockRow, PartyRow, SessionRow
from rules.keeping.events import RequestKind
from rules.linking import LinkKind
from rules.petition_aftercare.codes import Target
from rules.refusals import Reason
from rules.satisfaction import Evaluations
from rules.seating import Sitting
from rules.standing import Stand
from rules.volunteers import ActivityKind
from rules.words.personal_notice import CURRENT
from rules.worklists import ListKind

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
    is_private=False,
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
_OLD = OldMatter(
    number=_NUMBER,
    unit="sl-t1",
    received_on=date(2024, 11, 4),
    age=483,
    backlog=f"backlog/sl/{_NUMBER}/1",
    light="red",
    waits_for="take-charge",
    due_on=_DUE,
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
_LINK = LinkShown(
    other="SL-2026-000002",
    kind=LinkKind.SAME_MATTER,
    from_other=False,
    words=both("link", "same-matter"),
    by="p-sl-window-clerk",
    seat="window_clerk@sl",
    at=_AT,
    reason="两件说的是同一道院墙。",
    undone=None,
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
    light="green",
    seq=1,
    places=(_VILLAGE,),
    channel="visit",
    dispute_type="neighbours",
)
_PERIOD = PeriodShown(
    key="level", name=both("clock", "P-05-1"), due_on=_DUE, due_at=None, is_own=True, is_missed=False
)
_FILTER = FilterShown(
    id=UUID(_PARTY), list=ListKind.WORKLIST, label="本周到期", query={"due": "week"}, kept_at=_AT
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
_NOTICE = NoticeShown(
    id=UUID(_PARTY),
    matter=_NUMBER,
    procedure=_LINE.procedure,
    document=UUID(_PARTY),
    addressee="window_clerk@sl",
    addressee_words=both("role", "window_clerk"),
    addressee_unit="sl",
    title=both("document", "notice"),
    subject=both("notice", "new-task"),
    way="in-app",
    way_words=both("notice-way", "in-app"),
    state="sent",
    state_words=both("delivery", "sent"),
    since=_AT,
    attempts=0,
    last_error=None,
)
_ADDED_PAPER = AddedPaperShown(
    id=UUID(_PARTY),
    title="收据",
    kind="jpeg",
    kind_words=both("file-kind", "jpeg"),
    size=482_113,
    added_at=_AT,
    by="window_clerk@sl",
    scan="clean",
    scan_words=both("scan", "clean"),
    is_erased=False,
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
_SITTING = Sitting("p-new", "grid_worker", _VILLAGE, date(2026, 12, 1))
_CHANGE = ChangeShown(
    change=Noted(
        number=1,
        at=_AT,
        by_person="p-sl-system-admin",
        by_role="system_admin",
        by_unit="sl",
        kind="seat-granted",
        person="p-new",
        role="grid_worker",
        unit=_VILLAGE,
        because="appointment",
        basis="县委组干〔2026〕12号",
        body={"before": None, "after": {"person": "p-new", "role": "grid_worker", "unit": _VILLAGE}},
        answers=None,
    ),
    kind_words=both("directory-change", "seat-granted"),
    because_words=both("directory-because", "appointment"),
)
_CASE = CaseDetail(
    **{**vars(shown(_LINE, _AT)), "clocks": [_CLOCK]},
    outcome_words=None,
    owner_since=_AT,
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
            room_name=None,
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
    evaluations=[],
    timeline=[_ENTRY],
    documents=[_DOCUMENT],
    actions=[],
    refused=[],
    edition="demo/2026.1",
    masked=[],
    takes_file=True,
)


def _edition() -> EditionShown:
    """The demonstration county's, without the days of its calendar."""
    calendar = replace(_EDITION.calendar, holidays=frozenset(), make_up_workdays=frozenset())
    return EditionShown(digest=_EDITION.digest, edition=replace(_EDITION, calendar=calendar))


_ROUTES, _TREE = route_list("2026.4"), question_tree("2026.4")
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

_ACTIVITY = ActivityShown(
    team="red-house-3",
    unit=_VILLAGE,
    kind=ActivityKind.MUTUAL_AID,
    words=both("activity", "mutual-aid"),
    held_on=_DUE,
    volunteers=6,
    hours=12,
)
_ACCEPTED = EntryTold(
    seq=4,
    at=_AT,
    words=both("event", "Accepted"),
    unit="示例县住房和城乡建设局",
    seat=both("role", "petition_bureau"),
)
_STANDING = Standing(
    received_at=_AT,
    number=_NUMBER,
    cases=[
        CaseStanding(
            procedure=both("procedure", "petition"),
            step=None,
            stage=both("stage", "handling"),
            waits_for=both("task", "handle-petition"),
            outcome=None,
            unit="示例县住房和城乡建设局",
            opened_at=_AT,
            closed_at=None,
            clocks=[_CLOCK],
            yours=[],
            appointments=[
                Appointment(
                    scheduled_for=_AT,
                    words=both("planned", "session"),
                    place="示例县",
                    room_name="第三调解室",
                )
            ],
            papers=[
                PaperShown(
                    title=both("document", "D-02"),
                    issued_at=_AT,
                    zh=["您反映的事项已受理。"],
                    en=["Your matter has been accepted."],
                )
            ],
            can_do=[
                CanDo(
                    name="withdrawal",
                    words=both("by-code", "withdrawal"),
                    meaning=both("by-code-meaning", "withdrawal"),
                    path="/public/status/withdrawal",
                    petitioner=None,
                    until=None,
                )
            ],
            because=Because(
                since={"stage": _ACCEPTED, "unit": _ACCEPTED},
                way=[StepTold(words=both("stage", "handling"), stand=Stand.NOW, since=_ACCEPTED)],
                happened=[_ACCEPTED],
            ),
            roads=[Road(**cited(Basis.REVIEW).model_dump(), about=both("basis", Basis.REVIEW))],
        )
    ],
)

_COUNTED = Timeliness((f"petition/sl/{_NUMBER}/1",), (f"past/sl/{_NUMBER}/1",), ())
_SPAN = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}

# operation -> what it answers
_MESSAGE = UUID("7d0c2f0e-5c0e-4b5e-9a55-0b1d5e6a7c01")
_HANDOFF = f"handoff/sl/{_NUMBER}/1"
_SUBJECT = "tw-2026-0102"

_ACCESS = AccessShown(
    at=_AT, unit="示例县", seat=both("role", "window_clerk"), what=both("looked", Looked.CASE)
)
_LOOK = UnmaskingShown(
    id=UUID(_PARTY),
    matter=_MATTER.number,
    way=Way.TWO_PERSON,
    words=both("way", "two-person"),
    confidentiality=Confidentiality.REPORTER,
    confidentiality_words=both("confidentiality", "reporter"),
    person="p-sl-d4-dept-handler",
    seat="dept_handler@sl-d4",
    asked_at=_AT,
    reason="须核对举报人身份。",
    agreed_by=None,
    agreed_at=None,
    until=None,
    reviewed_by=None,
    finding=None,
)


SAMPLES: dict[str, Any] = {
    **OF_MEETINGS,
    "read_agency_handoff": ExchangeStanding(
        subject=_SUBJECT,
        stage="accepted",
        holder="receiver",
        receiver_ref=None,
        sent=[_MESSAGE],
        taken=[],
    ),
    "list_deliveries": [
        DeliveryShown(
            procedure=_HANDOFF,
            seq=6,
            agency="court",
            what="sent",
            words=both("handoff-message", "sent"),
            message=_MESSAGE,
            attempts=3,
            first_at=_AT,
            last_at=_AT,
            last_answer="422",
            taken_at=None,
            is_dead=True,
        )
    ],
    "list_strays": [
        StrayShown(
            agency="court",
            message=_MESSAGE,
            subject=_SUBJECT,
            what="accepted",
            received_at=_AT,
            state="parked",
        )
    ],
    "count_bounces": BouncesShown(
        pairs=[Pair(_VILLAGE, "sl-a1", "case-package", handed=3, bounced=2, refused=1, confirmed=1)],
        matters=[Bounced(_NUMBER, handed=3, bounced=2)],
    ),
    "read_standing": _STANDING,
    "who_am_i": Me(
        person="p-sl-window-clerk",
        name="示例县窗口受理员",
        seats=[
            SeatShown(
                role="window_clerk",
                role_words=both("role", "window_clerk"),
                unit="sl",
                act_as="window_clerk@sl",
                capacity="holder",
                capacity_words=both("capacity", "holder"),
                instead_of=None,
                until=None,
                powers=[Permission.REGISTER, Permission.TAKE_IN_REQUESTS],
            )
        ],
        at=_AT,
    ),
    "list_proposals": [_CHANGE],
    "list_directory_changes": Listed(items=[_CHANGE], next=None, total=1),
    "list_seats": [
        SittingShown(sitting=_SITTING, role_words=both("role", "grid_worker"), deputy=None, deputy_until=None)
    ],
    "list_empty_seats": [
        EmptySeat(role="grid_worker", role_words=both("role", "grid_worker"), unit=_VILLAGE, stands_in=[])
    ],
    "preview_handover": PreviewShown(
        person="p-new",
        on=_AT.date(),
        digest="0" * 64,
        lines=["seat/grid_worker@sl-t1-v1/2026-12-01"],
        seats=[_SITTING],
        delegations=[],
        answers_for=[],
        cases=0,
        waiting=[],
    ),
    "read_handover": HandoverShown(
        id="0b0f7a52-6f55-4f0e-9d5a-3c1d0f6a1e11",
        person="p-new",
        on_day=_AT.date(),
        begun_at=_AT,
        cases=1,
        handed=1,
        finished_at=_AT,
        state_words=both("handover", "finished"),
    ),
    "list_colleagues": [
        Colleague(
            person="p-sl-window-clerk",
            name="示例县窗口受理员",
            role="window_clerk",
            role_words=both("role", "window_clerk"),
            unit="sl",
        )
    ],
    "list_units": [Unit(_VILLAGE, "sl-t1", "village", "柳湾村", date(2026, 1, 1))],
    "list_editions": [_edition()],
    "read_edition": _edition(),
    "list_publications": [_PUBLICATION],
    "read_publication": OnItsWay(**vars(_PUBLICATION), waiting=0),
    **samples_of_the_calendar.SAMPLES,
    "list_cases": Listed(items=[shown(_LINE, _AT)], next=None, total=1),
    "read_case": _CASE,
    "read_case_clocks": [_CLOCK],
    "list_clocks": [RuleShown(**described(rule_of("K-05")))],
    "read_deadline": Deadline(**clock_told(_OBJECTION, rule_of("K-05"), china()), calendar="china.0"),
    "list_routes": RoutesShown(**{**list_told(_ROUTES), "routes": list_told(_ROUTES)["routes"][:1]}),
    "read_route": RouteCard(**card_told(route_card(_ROUTES, "R-17"))),
    "read_question_tree": TreeShown(
        **{**tree_told(_TREE), "questions": tree_told(_TREE)["questions"][:1], "advice": []}
    ),
    "walk_question_tree": Place(**place_told(_TREE, walk(_TREE, ["own", "work"]))),
    "read_on_time_completion": OnTimeCompletion(
        **vars(rate_of(ON_TIME_COMPLETION, _COUNTED)), **_SPAN, calendar="china.0"
    ),
    "read_timely_acceptance": TimelyAcceptance(
        **_SPAN,
        department=rate_of(DEPARTMENT_ACCEPTANCE, _COUNTED),
        units=rate_of(UNIT_ACCEPTANCE, _COUNTED),
    ),
    **paper_samples.SAMPLES,
    **report_samples.SAMPLES,
    **proposal_samples.SAMPLES,
    **wording_samples.SAMPLES,
    **samples_of_the_desk.SAMPLES,
    **operation_samples.SAMPLES,
    "read_lateness": [
        LatenessShown(
            lateness=Lateness("StepFellOverdue", n=12, p50=0.04, p99=0.9, max=0.9, early=0),
            words=both("event", "StepFellOverdue"),
        )
    ],
    "read_worklist": Listed(
        items=[TaskShown(task=_TASK, what=both("task", "record-consent"), period=_PERIOD)], next=None, total=1
    ),
    "tally_worklist": [
        TallyShown(
            kind="dispute",
            what="record-consent",
            words=both("task", "record-consent"),
            unit=_VILLAGE,
            count=3,
            overdue=0,
            today=1,
            week=2,
            late_or_week=2,
        )
    ],
    "list_filters": [_FILTER],
    "forget_filter": Forgotten(id=_FILTER.id),
    "read_doings": [
        DoingsShown(
            procedure=_LINE.procedure,
            matter=_NUMBER,
            seq=1,
            stage=both("stage", "consent"),
            actions=[],
            refused=[
                RefusedShown(
                    name="claim",
                    words=both("command", "claim"),
                    code=Reason.NOT_YOURS_TO_DO.code,
                    reason=both("refusal", Reason.NOT_YOURS_TO_DO.code),
                    article=cited(Reason.NOT_YOURS_TO_DO.basis),
                )
            ],
        )
    ],
    "read_document": DocumentShown(
        document=_DOCUMENT,
        data={"outcome": "no-agreement", "step": 4},
        digest="0" * 64,
        copies=[Copy(party=_PARTY, name="王甲", zh=["王甲："], en=["To 王甲:"], codes=["addressee"])],
    ),
    "list_added_papers": [_ADDED_PAPER],
    "list_notices": [_NOTICE],
    "list_notices_of_case": [_NOTICE],
    "settle_notice": _NOTICE.model_copy(update={"state": "delivered"}),
    "list_papers_by_code": [_ADDED_PAPER.model_copy(update={"by": None})],
    "list_matters": Matters(items=[_MATTER], next=None),
    "read_matter": MatterShown(
        matter=_MATTER,
        cases=[shown(_LINE, _AT)],
        links=[_LINK],
        marks=[
            MarkStanding(
                confidentiality="private",
                words=both("confidentiality", "private"),
                seat="dispatcher@sl",
                at=_AT,
            )
        ],
        texts={"title": "宅基地边界争议", "body": "请求调解。"},
        masked=[],
        tells_who_looked=False,
        opens=["petition"],
    ),
    "read_likenesses": [
        LikenessShown(
            matter=_MATTER,
            cases=[],
            reasons=[
                ReasonShown(
                    code="same-words", words=both("likeness", "same-words"), said=["院墙位置争执多年"]
                )
            ],
        )
    ],
    "unlink_matters": _LINK.model_copy(
        update={"undone": Undone(by="p-sl-window-clerk", seat="window_clerk@sl", at=_AT)}
    ),
    "list_unmaskings": [_LOOK],
    "agree_to_unmasking": _LOOK,
    "unmark_matter": MarkShown(
        matter=_MATTER.number,
        confidentiality=Marked.PRIVATE,
        words=both("confidentiality", "private"),
        stands=False,
        is_new=True,
    ),
    "list_submissions": [
        WaitingShown(submission=Waiting(UUID(_PARTY), "letter", _AT), channel=both("channel", "letter"))
    ],
    "open_submission": SubmissionShown(
        id=UUID(_PARTY), channel=Channel.LETTER, texts={"title": "宅基地边界争议", "body": "请求调解。"}
    ),
    "count_channels": [
        Arrivals(unit="sl", channel="letter", words=both("channel", "letter"), day=_DUE, received=3)
    ],
    "search": Hits(
        items=[
            Found(
                matter=_MATTER,
                cases=[shown(_LINE, _AT)],
                why=FoundBy.TITLE,
                why_words=both("found-by", FoundBy.TITLE),
            )
        ],
        before=None,
    ),
    "list_recurring_events": [
        RecurrenceShown(
            recurrence=Recurrence("illegal-parking", "dx-0001", _VILLAGE, date(2026, 3, 1), _DUE, (_NUMBER,)),
            kind=both("event-kind", "illegal-parking"),
        )
    ],
    "read_place": PlaceShown(
        code="dx-0001",
        name="柳湾村东巷口",
        kind=both("place-kind", "road"),
        kinds=[KindShown(code="illegal-parking", words=both("event-kind", "illegal-parking"))],
        notice=CURRENT,
    ),
    "read_draw": DrawShown(
        seed="5d1f0c3f4c9a2b7e" * 4,
        digest="0a6bfa7c21d7e0c5" * 4,
        frame_size=312,
        sample_size=20,
        since=date(2026, 1, 1),
        until=date(2026, 6, 30),
        drawn=[_NUMBER],
        holds=True,
    ),
    "read_backlog": WallChart(
        buckets=[
            Bucket(from_days=0, below_days=365, count=2, red=0),
            Bucket(from_days=365, below_days=730, count=1, red=1),
            Bucket(from_days=730, below_days=None, count=0, red=0),
        ],
        units=[ChartOfUnit(unit="sl-t1", count=3, red=1)],
        matters=[_OLD],
        over_two_years=[],
    ),
    "list_revisits": RevisitsShown(
        units=[RevisitsOfUnit("sl-t1", owed=2, met=11, missed=1)],
        without=[
            UnvisitedShown(
                case=Unvisited(
                    matter=_NUMBER,
                    procedure=_LINE.procedure,
                    kind="dispute",
                    unit=_VILLAGE,
                    closed_at=_AT,
                    due_on=_DUE,
                    status=Revisit.OWED,
                ),
                words=both("revisit", Revisit.OWED),
            )
        ],
    ),
    "list_silent_units": [
        SilentShown(
            procedure="dispatch/sl/SL-2026-000007/1",
            what="call",
            words=both("silent", "call"),
            role="police_station",
            unit="sl-t1",
            asked_at=_AT,
            listed_at=_AT + timedelta(hours=1),
        )
    ],
    "list_services": [ServiceShown(code=Service.LEGAL_ADVICE, words=both("service", "legal-advice"))],
    "list_activities": [_ACTIVITY],
    "read_behind_errand": Behind(
        about="SL-2026-900001",
        until=_DUE,
        stages=[
            StageBehind(
                procedure=both("procedure", "petition"),
                stage=both("stage", "handling"),
                outcome=None,
                unit="示例县住房和城乡建设局",
                opened_at=_AT,
                closed_at=None,
            )
        ],
    ),
    "count_instruments": [
        InstrumentCounted(
            month="2026-03",
            kind="D-14",
            words=both("document", "D-14"),
            issued=5,
            answered=4,
            answered_late=1,
        )
    ],
    "count_consultations": ConsultationsCounted(
        services=[
            CountShown(
                month="2026-03",
                unit=_VILLAGE,
                code="legal-advice",
                words=both("service", "legal-advice"),
                count=17,
            )
        ],
        endings=[
            CountShown(
                month="2026-03", unit="sl", code="answered", words=both("outcome", "answered"), count=240
            )
        ],
    ),
    "read_evaluations": EvaluationsTold(
        since=date(2026, 3, 1),
        until=date(2026, 3, 31),
        unit="sl-d4",
        at_least=5,
        targets=[
            told_of(Target.UNIT, Evaluations(12, 5, 3, 4)),
            told_of(Target.PETITION_DEPARTMENT, Evaluations(2, 1, 1, 20)),
        ],
    ),
    "read_personal_notice": notice_of(CURRENT),
    "read_a_personal_notice": notice_of(CURRENT),
    "read_retention": ScheduleShown(schedule=schedules()[0], articles=[cited(Reason.STILL_KEPT.basis)]),
    "list_keeping": [KeptShown(number=_NUMBER, is_held=False)],
    "read_keeping": KeepingShown(
        number=_NUMBER,
        kept_until=date(2028, 3, 2),
        why=None,
        schedule="2026.1",
        is_held=True,
        is_restricted=False,
        is_erased=False,
        entries=[
            EntryOfKeeping(
                seq=1,
                kind="HoldPlaced",
                said=both("keeping", "HoldPlaced"),
                at=_AT,
                by="p-sl-supervisor",
                seat="supervisor@sl",
                codes={"hold": _PARTY, "ground": "litigation"},
                words={"reason": "当事人已向人民法院起诉。"},
            )
        ],
    ),
    "copy_own_information": OwnInformation(
        party=None,
        texts={"title": "宅基地边界争议", "author": "王甲", "notice_address": "13800000000"},
        added=[AddedShown(at=_AT, words="昨天又下雨了。")],
        papers=[_ADDED_PAPER],
    ),
    "list_own_requests": [
        OwnRequest(
            asks=RequestKind.SEE,
            asked=both("data-request", "see"),
            received_at=_AT,
            due_on=_DUE,
            answer=both("data-request-answer", "granted"),
        )
    ],
    "list_my_sessions": [
        SessionListed(
            id=UUID(_PARTY),
            is_this=True,
            proof="password+totp",
            device="Mozilla/5.0 …",
            began_at=_AT,
            seen_at=_AT,
            ends_at=_AT,
        )
    ],
    "read_my_session": SignedIn(person="p-sl-window-clerk", csrf="Zk3…", ends_at=_AT, idle_minutes=30),
    "sign_out": SignedOut(go_to=""),
    "give_token": SessionToken(token="Zk3…", ends_at=_AT),  # noqa: S106  it is none
    "list_accounts": [
        AccountShown(person="p-sl-window-clerk", login="wang.jia", state="active", password_at=_AT)
    ],
    "reset_account": Invited(person="p-sl-window-clerk", login="wang.jia", invitation="Zk3…", until=_AT),
    "list_subjects": [
        Subject(
            id=UUID(_PARTY),
            issuer="https://id.example.gov.cn",
            subject="f3a1c0de-0001",
            claimed=None,
            person="p-sl-window-clerk",
            entered_by="p-sl-system-admin",
            entered_at=_AT,
        )
    ],
    "read_signing_keys": [
        KeyShown(
            id="68894d58f18f2c34d49eb2f4b110e042",
            public="d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            since=_AT.isoformat(),
            by="68894d58f18f2c34d49eb2f4b110e042",
            signature="e5" * 64,
        )
    ],
    "read_accesses_by_code": [_ACCESS],
    "read_accesses": [_ACCESS],
    "read_audit": Listed(
        items=[
            AuditShown(
                kind=Audited.READING,
                kind_words=both("audited", Audited.READING),
                words=both("looked", Looked.CASE),
                role_words=both("role", "window_clerk"),
                line=AuditLine(
                    at=_AT,
                    is_look=True,
                    code=Looked.CASE,
                    unit="sl",
                    role="window_clerk",
                    person="p-sl-window-clerk",
                    matter=_NUMBER,
                    chain=f"matter/{_NUMBER}",
                    seq=1,
                ),
            )
        ],
        next=None,
        total=1,
    ),
    "count_audit": AuditCounted(
        since=date(2026, 3, 1),
        until=date(2026, 3, 31),
        at_least=5,
        counts=[
            AuditCount(
                kind=Audited.READING,
                kind_words=both("audited", Audited.READING),
                month="2026-03",
                unit="sl",
                count=17,
            )
        ],
    ),
    "readyz": Readiness(is_ready=True, missing=[]),
    "ready": Health(is_ready=True, records=True, engine=True, checkpoints=True, is_training=False),
    **HALL,
    **FOR_EVERYBODY,
}
