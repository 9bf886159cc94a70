"""What is written in journals and histories for years: here it is pinned, name by name.

A test that fails here says that a name was changed under cases that are open. Add a name beside the old one,
and teach ``evolve`` to read both; never change a line of this file to make the test pass.
"""

import dataclasses
from enum import StrEnum
from typing import Any

import pytest
from temporalio import workflow

from rules.aftercare import matter as aftercare
from rules.articles import Article, Basis, Mark, Source
from rules.calendar import YearNotice
from rules.clocks.reckoning import Pause
from rules.clocks.rule import Binds, ClockRule, Extension, Ground, Transition, Unit
from rules.dispute import matter as dispute
from rules.dispute import screen
from rules.past import matter as past
from rules.procedure import Event, procedure_id
from rules.procedures import PROCEDURES
from rules.timekeeping import Moved
from workflows import attributes, names
from workflows.every import PROCEEDINGS
from workflows.publication import PublicationWorkflow, Round

# of every procedure that goes on: what its clocks did
OF_THE_CLOCKS = {
    "ClocksResumed": "clocks",
    "ClocksSuspended": "clocks ground reason",
    "DueDatesRecomputed": "version notices clocks moved",
    "StartCorrected": "clock was now reason moved",
}

# event -> the fields of its body, beside ``at`` and ``by``
EVENTS = {
    "dispute": {
        **OF_THE_CLOCKS,
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
        "ParticularsCorrected": "party name address telephone reason",
        "PeriodExtended": "days agreed_in_writing",
        "Recused": "person",
        "Registered": (
            "id number edition dispute_type village township parties findings flags other_townships step "
            "because anchored_on"
        ),
        "Released": "person",
        "SessionCancelled": "number reason",
        "SessionHeld": "number outcome present parties mediators minutes",
        "SessionPostponed": "number scheduled_for reason",
        "SessionScheduled": "number scheduled_for place_unit",
        "StayEnded": "step how",
        "StepFellOverdue": "step due_on",
        "StepReminded": "step due_on",
        "WholePeriodEnded": "due_on",
    },
    "aftercare": {
        **OF_THE_CLOCKS,
        "AftercareClosed": "outcome reopen_at_step ground reason party",
        "AftercareOpened": (
            "id number edition dispute closing_seq dispute_outcome step village township applicants "
            "parties hands duties windows unanswered_dangers"
        ),
        "DangerAcknowledged": "",
        "DangerNoted": "words",
        "DutyFellOverdue": "duty due_on",
        "GuidanceServed": "party method proof",
        "ParticularsCorrected": "party name address telephone reason",
        "PerformanceRecorded": "performed proof",
        "Revisited": "notes",
        "WindowClosed": "window last_day",
        "WithdrawalExamined": "was_free notes",
    },
    "past": {
        "PastMatterRecorded": (
            "id number edition kind outcome dispute_type village township step received_at closed_at"
        ),
    },
}

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
    aftercare.Open: "window since number",
    dispute.Course: ("received_at registered_at step step_since stage attempts extended_days pauses"),
    dispute.Party: "ref role is_minor guardian village representatives",
    screen.Finding: "concern door basis civil_part_remains",
}

COMMANDS = {
    "dispute": (
        "acknowledge_danger cancel_session claim correct_particulars correct_start end_without_agreement "
        "extend_period flag_cross_township flag_major postpone_session raise_early record_consent "
        "record_session release request_county_support resume_clocks schedule_session send_back "
        "suspend_clocks"
    ),
    "aftercare": (
        "acknowledge_danger correct_particulars correct_start record_performance record_revisit "
        "record_service record_whether_free reopen undo_withdrawal"
    ),
    "past": "",
}

REPORTS = {
    "dispute": (
        "concern_found consent_refused consent_withdrawn danger_reported filed_in_court interest_declared "
        "left_for_route withdrawn"
    ),
    "aftercare": "danger_reported",
    "past": "",
}

MESSAGES = {
    "dispute": "lead_seats_held",
    "aftercare": "",
    "past": "",
}

PUBLICATIONS = {
    "dispute": "calendar_published rules_published",
    "aftercare": "calendar_published rules_published",
    "past": "",
}

# what stands in a body or a read table as one of a few words
WORDS: dict[type[StrEnum], str] = {
    dispute.Stage: "consent mediation direction closed",
    dispute.Outcome: (
        "agreement partial-agreement no-agreement party-refused withdrawn left-for-route filed-in-court "
        "not-mediable"
    ),
    dispute.SessionOutcome: (
        "agreement_full agreement_partial no_agreement party_refused party_absent terminated_other"
    ),
    dispute.Because: (
        "village-scope other-entry cross-township especially-major failed-below raised-early "
        "county-support sent-back silence reopened brought-over"
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
    aftercare.Window: "confirmation undo-withdrawal",
    aftercare.Performed: "fully partly not",
    aftercare.Ground: "new-facts not-performed not-free parties-ask",
    past.Kind: "dispute petition consultation other",
    past.Outcome: (
        "agreement partial-agreement no-agreement party-refused withdrawn left-for-route filed-in-court "
        "not-mediable answered other"
    ),
    past.Stage: "closed",
    Unit: "calendar-days working-days hours months years",
    Ground: (
        "hearing appraisal supplement testing consultation conclusion-awaited proceeding-suspended obstacle "
        "site-inspection verification"
    ),
    Binds: "agency person",
    Transition: "new-cases open-cases",
    Mark: "C L P V",
    Source: (
        "RMTJ XFTL MSS MSJS TYTJ MFD WCNR FJTB SJTS JYBL MYD GXF ZJXF ZA JJGZ RTGD SFQR ZXTJ ZAGL XZCX YLJF "
        "JTSG XFZ LDZC LDGZ TDZC XZFY FYTL XZSS TDGL SLF FLYZ GZF LDJC GSBX ZFXX ZXQY ZWSJ PIPL SXGD P"
    ),
    Basis: (
        "voluntary no-bar-to-court refusal-ends mediators party-rights rights-told danger failure "
        "agreement-form agreement-content performance confirmation no-confirmation representatives "
        "recusal mediator-recusal minors guardians domestic-violence status illegality-remains first-day "
        "last-day order-of-steps one-owner ladder level-period whole-period session screen revisit "
        "undo-withdrawal reopening service fresh-papers corresponding-day by-the-hour end-of-last-day "
        "court-last-day filed-in-time proof-of-service public-notice periods correction cut-over"
    ),
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
    assert sorted(known.messages) == MESSAGES[procedure].split()
    assert sorted(known.publications) == PUBLICATIONS[procedure].split()


@pytest.mark.parametrize("kind", list(WORDS))
def test_a_word_in_the_journal_keeps_its_spelling(kind: type[StrEnum]) -> None:
    assert [member.value for member in kind] == WORDS[kind].split()


def test_every_procedure_is_pinned() -> None:
    assert set(PROCEDURES) == set(EVENTS) == set(COMMANDS) == set(REPORTS) == set(MESSAGES)
    assert set(PROCEDURES) == set(PUBLICATIONS)


@pytest.mark.parametrize("procedure", sorted(PROCEEDINGS))
def test_the_engine_knows_the_same_verbs(procedure: str) -> None:
    engine = workflow._Definition.must_from_class(PROCEEDINGS[procedure])

    assert engine.name == {"dispute": "DisputeWorkflow", "aftercare": "AftercareWorkflow"}[procedure]
    assert sorted(map(str, engine.updates)) == sorted(
        [*COMMANDS[procedure].split(), *REPORTS[procedure].split(), *PUBLICATIONS[procedure].split()]
    )
    assert sorted(map(str, engine.signals)) == sorted(["nudge", "renew", *MESSAGES[procedure].split()])


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
