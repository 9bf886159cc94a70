"""What is written in journals and histories for years: here it is pinned, name by name.

A test that fails here says that a name was changed under cases that are open. Add a name beside the old one,
and teach ``evolve`` to read both; never change a line of this file to make the test pass.
"""

import dataclasses
from enum import StrEnum
from typing import Any

import pytest
from temporalio import workflow

from rules.accusation import matter as accusation
from rules.aftercare import matter as aftercare
from rules.articles import Article, Basis, Mark, Source
from rules.authority.confidentiality import Confidentiality
from rules.authority.relations import Relation
from rules.authority.unmasking import Finding
from rules.authority.unmasking import Way as Shown
from rules.calendar import YearNotice
from rules.channels import Channel
from rules.clocks.reckoning import Pause
from rules.clocks.rule import Binds, ClockRule, Extension, Ground, Transition, Unit
from rules.consultation import matter as consultation
from rules.directory import Because, Kind
from rules.dispute import matter as dispute
from rules.dispute import screen
from rules.diversion.route import Category, Purpose, Way
from rules.dockings import whole
from rules.editions import Organ
from rules.keeping import events as keeping
from rules.keeping.matter import KEEPING_EVENTS
from rules.linking import LinkKind
from rules.paper import signing
from rules.paper.form import Secrecy
from rules.participants import Participant, ParticipantRole, Power
from rules.past import matter as past
from rules.petition import matter as petition
from rules.procedure import Event, procedure_id
from rules.procedures import PROCEDURES as ORDINARY
from rules.procedures import SEALED_PROCEDURES
from rules.timekeeping import Moved
from tests.house import (
    after_reply_names,
    dispatch_names,
    errand_names,
    event_names,
    handoff_names,
    meeting_names,
    oversight_names,
    register_names,
    supervision_names,
)
from workflows import attributes, names
from workflows.every import PROCEEDINGS as OPEN_PROCEEDINGS
from workflows.every import SEALED_PROCEEDINGS
from workflows.handover import HandoverWorkflow, Leaving
from workflows.publication import PublicationWorkflow, Round

PROCEDURES = {**ORDINARY, **SEALED_PROCEDURES}
PROCEEDINGS = {**OPEN_PROCEEDINGS, **SEALED_PROCEEDINGS}

# of every procedure that goes on: what its clocks did
OF_THE_CLOCKS = {
    "ClocksResumed": "clocks",
    "ClocksSuspended": "clocks ground reason",
    "DueDatesRecomputed": "version notices clocks moved",
    "StartCorrected": "clock was now reason moved",
    # and who is there to act in it
    "HandedToSuccessor": "person to handover",
    "StaffingChanged": "empty on_leave gone",
}

# of a petition and a consultation: notes, messages, supplements, and whoever acts for somebody
OF_SHARED_WORK = {
    "AgencyEnded": "agent",
    "MessageSent": "to words",
    "NoteAdded": "words",
    "SupplementAsked": "what",
    "SupplementReceived": "words",
    "SupplementTimePassed": "last_day",
}

# event -> the fields of its body, beside ``at`` and ``by``
EVENTS = {
    "accusation": {
        **OF_THE_CLOCKS,
        "AcceptanceFellOverdue": "due_on",
        "AcceptanceTold": "method proof",
        "AccusationClosed": "outcome",
        "AccusationReceived": "id number edition received_at is_real_name",
        "AccusationTransferred": "organ accused_units reason",
        "ResultFellOverdue": "due_on",
        "ResultRecorded": "result",
        "ResultTold": "method proof",
    },
    "dispute": {
        **OF_THE_CLOCKS,
        **handoff_names.OF_HANDING,
        **errand_names.OF_INVITING,
        "Agreed": "number form is_full body terms effective_on is_confirmable confirm_by",
        "BroughtOver": (
            "id number edition dispute_type village township parties flags other_townships course"
        ),
        "Claimed": "person",
        "ConcernNoted": "finding",
        "ConsentEnded": "step party how",
        "ConsentGiven": "step party form",
        "DangerAcknowledged": "",
        "DangerNoted": "words",
        "DirectionAwaited": "step",
        "Ended": "outcome step route party case reason finding doors",
        "Flagged": "flag reason other_township",
        "LeadBecameAvailable": "step",
        "LeadBecameUnavailable": "step",
        "LevelEntered": "step because reason",
        "NoteAdded": "words",
        "ParticularsCorrected": "party name address telephone reason",
        "PeriodExtended": "days agreed_in_writing",
        "Recused": "person",
        "Registered": (
            "id number edition dispute_type village township parties findings flags other_townships step "
            "because anchored_on"
        ),
        "Released": "person",
        "SessionCancelled": "number reason",
        "SessionHeld": "number outcome present parties mediators minutes invited",
        "SessionPostponed": "number scheduled_for reason",
        "SessionScheduled": "number scheduled_for place_unit room",
        "StayEnded": "step how",
        "StepFellOverdue": "step due_on",
        "StepReminded": "step due_on",
        "WholePeriodEnded": "due_on",
    },
    "aftercare": {
        **OF_THE_CLOCKS,
        **handoff_names.OF_HANDING,
        "AftercareClosed": "outcome reopen_at_step ground reason party",
        "AftercareOpened": (
            "id number edition dispute closing_seq dispute_outcome step village township applicants "
            "parties hands duties windows unanswered_dangers"
        ),
        "ConfirmationRuled": "outcome",
        "DangerAcknowledged": "",
        "DangerNoted": "words",
        "DutyFellOverdue": "duty due_on",
        "GuidanceServed": "party method proof",
        "ParticularsCorrected": "party name address telephone reason",
        "PerformanceRecorded": "performed proof",
        "Revisited": "notes",
        "WindowClosed": "window last_day",
        "WindowReminded": "window last_day",
        "WithdrawalExamined": "was_free notes",
    },
    "consultation": {
        **OF_THE_CLOCKS,
        "AgencyEnded": "agent",
        "BookingCancelled": "reason",
        "DangerAcknowledged": "",
        "DangerNoted": "words",
        "MessageSent": "to words",
        "NoteAdded": "words",
        "ParticularsCorrected": "party name address telephone reason",
        "QuestionAnswered": "answer on_the_spot",
        "QuestionEnded": "outcome person wish",
        "QuestionFellOverdue": "due_on",
        "QuestionHandedOver": "unit reason",
        "QuestionRegistered": (
            "id number edition channel received_at first_receiver people services village township"
        ),
        "ServiceBooked": "service scheduled_for place_unit",
        "ServiceGiven": "service place_unit words",
        "ServiceRebooked": "scheduled_for place_unit reason",
        "SupplementAsked": "what",
        "SupplementReceived": "words",
        "SupplementTimePassed": "last_day",
    },
    "petition": {
        **OF_THE_CLOCKS,
        **OF_SHARED_WORK,
        **handoff_names.OF_HANDING,
        "Accepted": "manner notice",
        "ActReferred": "act occurred_at place evidence appeal_told",
        "ClassDisputed": "words",
        "Classified": "list_version route purpose way reason",
        "CompetenceDisputed": "refusals",
        "CompetenceSettled": "unit by_way_of reason",
        "Concluded": "outcome ground other explanation",
        "DangerAcknowledged": "",
        "DangerNoted": "words",
        "ExtensionRefused": "reason",
        "ExtensionRequested": "days reason",
        "FactsHeard": "record",
        "FirstVisitRecorded": "request crux policy plan answer",
        "FlaggedUrgent": "reason",
        "HandlerAppointed": "person",
        "HandlerRecused": "person",
        "HandlingExtended": "days reason notice due_on",
        "HearingHeld": "minutes panel_opinion",
        "JointMeetingCalled": "reason",
        "MediationProposed": "agreed dispute_type",
        "MediationReturned": "dispute outcome",
        "ObjectionRejected": "reason",
        "OpinionDrafted": "draft",
        "OpinionServed": "petitioner method proof served_at",
        "OpinionSigned": "opinion",
        "PanelDrawn": "panel pool",
        "ParticularsCorrected": "party name address telephone reason",
        "PeriodFellOverdue": "clock due_on",
        "PeriodReminded": "clock due_on",
        "PetitionRegistered": (
            "id number edition channel received_at received_by first_receiver people people_count "
            "is_anonymous hides_identity village township unit anchored_on"
        ),
        "ReportFellOverdue": "due_on",
        "ReportedBack": "report",
        "ReportedUp": "to",
        "SuccessorNamed": "unit reason",
        "SuggestionAnswered": "adoption reply",
        "SwitchedToOrdinary": "reason",
        "TakenBack": "from_unit reason",
        "TransferObjectedTo": "unit reasons proposed_unit",
        "TransferSettled": "due_on",
        "Transferred": "to_unit report_by reason",
        "WithdrawalNoted": "petitioner",
    },
    "past": {
        "PastMatterRecorded": (
            "id number edition kind outcome dispute_type village township step received_at closed_at reply"
        ),
    },
}

EVENTS |= {name: {**OF_THE_CLOCKS, **events} for name, events in after_reply_names.EVENTS.items()}
EVENTS |= {name: {**OF_THE_CLOCKS, **events} for name, events in errand_names.EVENTS.items()}
EVENTS |= {name: {**OF_THE_CLOCKS, **events} for name, events in handoff_names.EVENTS.items()}
EVENTS |= {name: {**OF_THE_CLOCKS, **events} for name, events in event_names.EVENTS.items()}
EVENTS |= {name: {**OF_THE_CLOCKS, **events} for name, events in oversight_names.EVENTS.items()}
EVENTS |= {name: {**OF_THE_CLOCKS, **events} for name, events in meeting_names.EVENTS.items()}
EVENTS |= {name: {**OF_THE_CLOCKS, **events} for name, events in supervision_names.EVENTS.items()}
EVENTS |= {name: {**OF_THE_CLOCKS, **events} for name, events in dispatch_names.EVENTS.items()}

# what stands inside such a body -> its fields
INSIDE: dict[type, str] = {
    Article: "source number paragraph item mark",
    ClockRule: (
        "id trigger count unit rolls extension excludes responsible binds consequence articles mark "
        "valid_from valid_to transition"
    ),
    Extension: "at_most unit times approver is_told",
    Moved: "clock was now is_past is_told",
    Pause: "ground began_at ended_at",
    YearNotice: "number year source holidays make_up_workdays",
    aftercare.Open: "window since number is_reminded",
    dispute.Course: ("received_at registered_at step step_since stage attempts extended_days pauses"),
    dispute.Party: "ref role is_minor guardian village representatives",
    petition.Draft: ("opinion request facts_and_reasons findings legal_basis executes tells_review by"),
    screen.Finding: "concern door basis civil_part_remains",
    **after_reply_names.INSIDE,
    **handoff_names.INSIDE,
    **event_names.INSIDE,
    **supervision_names.INSIDE,
    Participant: "ref role acts_for authority powers is_minor guardian is_revoked",
}

COMMANDS = {
    "accusation": "correct_start record_result tell_acceptance tell_result transfer_to_discipline",
    "dispute": (
        "acknowledge_danger add_note cancel_session claim conclude_elsewhere correct_particulars "
        "correct_start end_without_agreement extend_period flag_cross_township flag_major hand_off "
        "invite_participant postpone_session raise_early record_consent record_session "
        "record_undertaking release request_county_support resume_clocks "
        "schedule_session send_back suspend_clocks withdraw_invitation"
    ),
    "aftercare": (
        "acknowledge_danger correct_particulars correct_start hand_off record_performance record_revisit "
        "record_service record_whether_free reopen undo_withdrawal"
    ),
    "consultation": (
        "acknowledge_danger add_note answer_on_the_spot answer_question ask_supplement book_service "
        "cancel_booking correct_particulars correct_start hand_over_question rebook_service "
        "record_consultation_service record_supplement send_message turn_into_dispute turn_into_petition"
    ),
    "petition": (
        "accept acknowledge_danger add_note answer_suggestion appoint_handler approve_extension "
        "ask_supplement assign call_joint_meeting classify close_settled conclude_elsewhere "
        "correct_particulars correct_start draft_opinion draw_panel flag_urgent guide hand_off hear_facts "
        "hold_hearing name_successor not_accept object_to_transfer propose_mediation record_first_visit "
        "record_supplement refer_act refuse_extension reject_objection report_back report_up "
        "request_extension send_message serve_opinion settle_competence sign_opinion "
        "switch_to_ordinary take_back transfer"
    ),
    "past": "",
    **after_reply_names.COMMANDS,
    **handoff_names.COMMANDS,
    **event_names.COMMANDS,
    **oversight_names.COMMANDS,
    **meeting_names.COMMANDS,
    **errand_names.COMMANDS,
    **supervision_names.COMMANDS,
    **dispatch_names.COMMANDS,
}

REPORTS = {
    "accusation": "",
    "dispute": (
        "concern_found consent_refused consent_withdrawn danger_reported filed_in_court interest_declared "
        "invitation_consent_withdrawn left_for_route withdrawn"
    ),
    "aftercare": "danger_reported",
    "consultation": "agency_revoked danger_reported question_withdrawn",
    "petition": "agency_revoked class_contested conflict_declared danger_reported petition_withdrawn",
    "past": "",
    **after_reply_names.REPORTS,
    **handoff_names.REPORTS,
    **event_names.REPORTS,
    **oversight_names.REPORTS,
    **meeting_names.REPORTS,
    **errand_names.REPORTS,
    **supervision_names.REPORTS,
    **dispatch_names.REPORTS,
}

MESSAGES = {
    "accusation": "",
    "dispute": "handoff_told lead_seats_held",
    "aftercare": "handoff_told",
    "consultation": "",
    "petition": "handoff_told mediation_ended",
    "past": "",
    **after_reply_names.MESSAGES,
    **handoff_names.MESSAGES,
    **event_names.MESSAGES,
    **oversight_names.MESSAGES,
    **meeting_names.MESSAGES,
    **errand_names.MESSAGES,
    **supervision_names.MESSAGES,
    **dispatch_names.MESSAGES,
}
# what every procedure that goes on is told of the people who act in it
OF_THE_STAFF = ["person_left", "seats_looked_at"]

PUBLICATIONS = {
    "accusation": "calendar_published rules_published",
    "dispute": "calendar_published rules_published",
    "aftercare": "calendar_published rules_published",
    "consultation": "calendar_published rules_published",
    "petition": "calendar_published rules_published",
    "past": "",
    **after_reply_names.PUBLICATIONS,
    **handoff_names.PUBLICATIONS,
    **event_names.PUBLICATIONS,
    **oversight_names.PUBLICATIONS,
    **meeting_names.PUBLICATIONS,
    **errand_names.PUBLICATIONS,
    **supervision_names.PUBLICATIONS,
    **dispatch_names.PUBLICATIONS,
}

# what stands in a body or a read table as one of a few words
WORDS: dict[type[StrEnum], str] = {
    accusation.Stage: "accusation-received transferred-to-discipline result-recorded closed",
    accusation.Outcome: "result-told result-on-record",
    Channel: (
        "letter visit phone online-form place-code chat grid-report household-visit leaders-reception "
        "meeting agency-push import"
    ),
    dispute.Stage: "consent mediation direction closed",
    dispute.Outcome: (
        "agreement partial-agreement no-agreement party-refused withdrawn left-for-route filed-in-court "
        "not-mediable concluded-elsewhere"
    ),
    dispute.SessionOutcome: (
        "agreement_full agreement_partial no_agreement party_refused party_absent terminated_other"
    ),
    dispute.Because: (
        "village-scope other-entry cross-township especially-major failed-below raised-early "
        "county-support sent-back silence reopened brought-over from-petition"
    ),
    dispute.LevelEnd: "failed superseded raised sent-back closed",
    dispute.Flag: "cross-township especially-major",
    dispute.PartyRole: "applicant respondent third",
    dispute.Form: "written oral",
    dispute.Route: "court arbitration administrative police administrative_reconsideration",
    screen.Concern: (
        "family-violence crime harm-to-a-child status public-interest-illegality punishment-decided "
        "administrative-act discipline case-already-accepted"
    ),
    screen.Reply: "no yes civil-part-remains",
    screen.Door: (
        "police police-and-protection-order court competent-authority reconsideration-or-suit "
        "discipline-inspection-organ accepting-body"
    ),
    aftercare.Stage: "open closed",
    aftercare.Outcome: "done withdrawal-undone reopened",
    aftercare.Duty: "serve-guidance ask-whether-free check-performance revisit",
    aftercare.Window: "confirmation undo-withdrawal objection",
    aftercare.Performed: "fully partly not",
    aftercare.Ground: "new-facts not-performed not-free parties-ask",
    Purpose: "suggestion accusation appeal consultation",
    Category: "discipline-report litigation-related administrative-duty dispute petition",
    Way: ("litigation arbitration party-appeal administrative-procedure statutory-duty petition-handling"),
    petition.Stage: "routing pending competence handling serving closed",
    petition.Outcome: (
        "answered suggestion-answered guided not-accepted withdrawn settled concluded-elsewhere"
    ),
    petition.Manner: "ordinary simplified suggestion",
    petition.Opinion: "supported explained not-supported",
    petition.Adoption: "adopted partly-adopted not-adopted",
    petition.NonAcceptance: "N-1 N-2 N-3 N-5 N-6 N-7 N-8 N-9 N-10",
    petition.SettledBy: "negotiated superior joint-meeting",
    signing.Step: "write review sign seal finish send-back serve void ask autograph",
    Secrecy: "paper-words paper-contact paper-said",
    Organ: "village township county department superior agency",
    Because: (
        "installation appointment transfer retirement resignation dismissal reorganisation leave illness "
        "training secondment back-early correction"
    ),
    Kind: (
        "unit-entered person-entered person-ended seat-proposed seat-granted seat-ended seat-corrected "
        "delegation-proposed delegation-granted delegation-ended proposal-declined handover-begun "
        "line-entered line-ended"
    ),
    **after_reply_names.WORDS,
    **handoff_names.WORDS,
    **event_names.WORDS,
    **register_names.WORDS,
    **oversight_names.WORDS,
    **meeting_names.WORDS,
    **errand_names.WORDS,
    **supervision_names.WORDS,
    **dispatch_names.WORDS,
    keeping.HoldGround: "litigation review investigation person-asks archive-appraisal",
    keeping.RequestKind: "see correct delete explain",
    keeping.NoGround: "not-theirs law-keeps-it secrecy of-others not-shown",
    keeping.Means: "counter code",
    LinkKind: "same-matter repeat related part-of-collective",
    past.Kind: "dispute petition consultation other",
    past.Outcome: (
        "agreement partial-agreement no-agreement party-refused withdrawn left-for-route filed-in-court "
        "not-mediable answered other"
    ),
    past.Stage: "closed",
    consultation.Stage: "asked booked settled closed",
    consultation.Outcome: "answered service-given withdrawn became-petition became-dispute",
    consultation.Service: (
        "legal-advice dispute-diversion village-contact mediation-guidance diverse-resolution "
        "judicial-confirmation litigation-mediation-docking litigation-service"
    ),
    ParticipantRole: "petitioner representative authorized-agent errand-agent counterparty",
    Power: "submit enquire receive speak withdraw ask-review",
    Unit: "calendar-days working-days hours months years minutes",
    Ground: (
        "hearing appraisal supplement testing consultation conclusion-awaited proceeding-suspended obstacle "
        "site-inspection verification"
    ),
    Binds: "agency person",
    Transition: "new-cases open-cases",
    Mark: "C L P V",
    Source: (
        "RMTJ XFTL MSS MSJS TYTJ MFD WCNR FJTB SJTS JYBL MYD GXF ZJXF ZA JJGZ RTGD SFQR ZXTJ ZAGL XZCX YLJF "
        "JTSG XFZ LDZC LDGZ TDZC XZFY FYTL XZSS TDGL SLF FLYZ GZF LDJC GSBX ZFXX ZXQY ZWSJ PIPL SXGD "
        "TDTL CYF TDCB JTZZ CWH FWZS STHJ LNR NMGZ SHBX SHJZ DLJT SPAQ WYGL JSZL CXGH ZFZL JSF GWY SYDW XSSS "
        "JCF FFJZ GSTL LYTS BZGL AQSC SDYM SSTJ JSWS P"
    ),
    Basis: (
        "voluntary no-bar-to-court refusal-ends mediators party-rights rights-told danger failure "
        "mediation-files agreement-form agreement-content performance confirmation no-confirmation "
        "representatives "
        "recusal mediator-recusal minors guardians domestic-violence status illegality-remains first-day "
        "last-day order-of-steps one-owner ladder level-period whole-period session screen revisit "
        "undo-withdrawal reopening service fresh-papers corresponding-day by-the-hour end-of-last-day "
        "court-last-day filed-in-time proof-of-service public-notice periods limitation asking-interrupts "
        "counted-anew correction cut-over routing "
        "informed competent-organ transfer-objection competence successor urgent three-in-place "
        "litigation-separated suggestions accusations classified-handling facts-heard handling-opinion "
        "mediation-in-petition handling-period review re-review procedure-ended after-care "
        "pending-elsewhere place-of-visit referral supervision shirking improvement better-policy "
        "accountability adoption-feedback neglect supervision-ladder simplified supplement first-visit "
        "reply-revisit evaluation closing-audit consultation tie-break same-matter agency hearing-panel "
        "inspection sealed-intake notes handoff event joint-handling staffing directory registers windows "
        "added-papers file-bound copy-masked "
        "notices dispatch mediation-assigned former-mediators mediation-time "
        "mediator-answers other-side-asked online-mediation-time confirmation-enforced "
        "enforcement-in-time protection no-court-mediation "
        "feigned-mediation supplemented-complaint confirmation-rejected security-mediation "
        "no-security-mediation violation-records reconciliation land-arbitration medical-mediation "
        "traffic-mediation commercial-mediation not-reviewable notarization legal-aid counselling "
        "personal-notice retention see-and-copy data-correction erasure explanation data-request "
        "retention-schedule legal-hold two-persons request-time "
        "authority unmasking errand invited mediation-secrecy minors-privacy reporters sensitive-information "
        "counting public-content "
        "convening public-receptions joint-meeting paperwork"
    ),
    # in the table of the second wall, in marks and in unmaskings
    Confidentiality: (
        "public file words contact reporter minor mediation private sensitive accusation conduct"
    ),
    Relation: "reported intake own area assigned docked served reviewed entrusted",
    Shown: "reason two-person emergency",
    Finding: "justified unjustified",
}


@pytest.mark.parametrize("procedure", sorted(EVENTS))
def test_an_event_and_its_fields_keep_their_names(procedure: str) -> None:
    common = {field.name for field in dataclasses.fields(Event)}

    written = {
        name: [field.name for field in dataclasses.fields(kind) if field.name not in common]
        for name, kind in PROCEDURES[procedure].events.items()
    }

    assert written == {name: fields.split() for name, fields in EVENTS[procedure].items()}


@pytest.mark.parametrize("kind", list(INSIDE))
def test_what_stands_inside_a_body_keeps_its_fields(kind: Any) -> None:
    assert [field.name for field in dataclasses.fields(kind)] == INSIDE[kind].split()


@pytest.mark.parametrize("procedure", sorted(COMMANDS))
def test_what_can_be_asked_reported_and_told_keeps_its_name(procedure: str) -> None:
    known = PROCEDURES[procedure]

    assert sorted(known.commands) == COMMANDS[procedure].split()
    assert sorted(known.reports) == REPORTS[procedure].split()
    staff = OF_THE_STAFF if procedure in PROCEEDINGS else []
    assert sorted(known.messages) == sorted([*MESSAGES[procedure].split(), *staff])
    assert sorted(known.publications) == PUBLICATIONS[procedure].split()


@pytest.mark.parametrize("kind", list(WORDS))
def test_a_word_in_the_journal_keeps_its_spelling(kind: type[StrEnum]) -> None:
    assert [member.value for member in kind] == WORDS[kind].split()


def test_every_procedure_is_pinned() -> None:
    assert set(PROCEDURES) == set(EVENTS) == set(COMMANDS) == set(REPORTS) == set(MESSAGES)
    assert set(PROCEDURES) == set(PUBLICATIONS)


ENGINE_NAMES = {
    "accusation": "AccusationWorkflow",
    "aftercare": "AftercareWorkflow",
    "consultation": "ConsultationWorkflow",
    "dispute": "DisputeWorkflow",
    "petition": "PetitionWorkflow",
    **after_reply_names.WORKFLOWS,
    **handoff_names.WORKFLOWS,
    **event_names.WORKFLOWS,
    **oversight_names.WORKFLOWS,
    **meeting_names.WORKFLOWS,
    **errand_names.WORKFLOWS,
    **supervision_names.WORKFLOWS,
    **dispatch_names.WORKFLOWS,
}


@pytest.mark.parametrize("procedure", sorted(PROCEEDINGS))
def test_the_engine_knows_the_same_verbs(procedure: str) -> None:
    engine = workflow._Definition.must_from_class(PROCEEDINGS[procedure])

    assert engine.name == ENGINE_NAMES[procedure]
    assert sorted(map(str, engine.updates)) == sorted(
        [*COMMANDS[procedure].split(), *REPORTS[procedure].split(), *PUBLICATIONS[procedure].split()]
    )
    assert sorted(map(str, engine.signals)) == sorted(
        ["nudge", "renew", *OF_THE_STAFF, *MESSAGES[procedure].split()]
    )


def test_what_the_engine_stores_of_us_keeps_its_name() -> None:
    assert names.APPEND == "append_to_the_journal"
    assert (names.RENEW, names.NUDGE, names.CURRENT, names.SEQ) == ("renew", "nudge", "current", "seq")
    assert procedure_id("dispute", "sl", "sl-2026-000001", 1) == "dispute/sl/sl-2026-000001/1"
    assert sorted(attributes.SEARCH_ATTRIBUTES) == [
        "FengqiaoNeedsAttention",
        "FengqiaoNextMoment",
        "FengqiaoOwner",
        "FengqiaoSeq",
        "FengqiaoStage",
        "FengqiaoStep",
        "FengqiaoWaitsFor",
    ]


def test_a_publication_on_its_way_keeps_its_names() -> None:
    engine = workflow._Definition.must_from_class(PublicationWorkflow)
    carried = {field.name for field in dataclasses.fields(Round)}

    assert engine.name == "PublicationWorkflow"
    assert (names.FIND, names.TELL) == ("find_untold_cases", "tell_some_cases")
    assert (names.FINISH, names.PROGRESS) == ("finish_publication", "progress")
    assert carried == {"version", "per_second", "after", "left", "so_far", "fruitless"}


REGISTER = {
    "ErasureConfirmed": "",
    "ErasureDeclined": "reason",
    "ErasureProposed": "schedule kept_until reason",
    "Erased": "",
    "HoldPlaced": "hold ground reason",
    "HoldReleased": "hold reason",
    "NoticeGiven": "version means",
    "RequestGranted": "request words",
    "RequestReceived": "request asks means party words due_on",
    "RequestRefused": "request ground reason",
    "RestrictionLifted": "reason",
    "RetentionEnded": "schedule kept_until",
    "UseRestricted": "request reason",
}


def test_what_stands_in_the_register_of_a_matter_keeps_its_names() -> None:
    common = {field.name for field in dataclasses.fields(Event)}

    assert {
        name: [field.name for field in dataclasses.fields(kind) if field.name not in common]
        for name, kind in KEEPING_EVENTS.items()
    } == {name: fields.split() for name, fields in REGISTER.items()}


def test_a_handover_on_its_way_keeps_its_names() -> None:
    engine = workflow._Definition.must_from_class(HandoverWorkflow)

    assert engine.name == "HandoverWorkflow"
    assert (names.SEATS_LOOKED_AT, names.PERSON_LEFT) == ("seats_looked_at", "person_left")
    assert (names.FIND_HELD, names.HAND_TO_SUCCESSORS) == ("find_what_is_answered_for", "hand_to_successors")
    assert names.FINISH_HANDOVER == "finish_handover"
    assert {field.name for field in dataclasses.fields(Leaving)} == {
        *("handover", "per_second", "after", "passes")
    }


def test_the_dockings_and_what_a_handoff_by_them_names_keep_their_names() -> None:
    assert list(whole.DOCKINGS) == handoff_names.DOCKINGS.split()
    assert sorted(whole.DOCKING_OUTCOMES) == handoff_names.DOCKING_OUTCOMES.split()
    assert sorted(whole.PAPER_KINDS) == handoff_names.DOCKING_PAPERS.split()
    assert sorted(whole.CLOCK_NAMES) == handoff_names.DOCKING_CLOCKS.split()
