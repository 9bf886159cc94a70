"""What is late is supervised: reminded by itself, pressed by somebody's signature, answered, looked at."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rules import timekeeping
from rules.calendar import YearNotice
from rules.editions import Organ
from rules.heads import head_of, organ_of
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused
from rules.supervising import told_of
from rules.supervision import commands, events
from rules.supervision.matter import Duty, Ground, Outcome, Stage
from rules.supervision.procedure import SUPERVISION
from tests.rules import county
from tests.rules.petition.story import a_petition
from tests.rules.questions import a_question
from tests.rules.story import KEY, WORDS
from tests.rules.supervising import (
    BUREAU,
    BUREAU_HEAD,
    HANDLER,
    HEAD,
    HOUSING,
    LEADER,
    a_finding,
    a_late_petition,
    found,
    supervised,
    the_late,
)

LATE_SINCE = datetime(2026, 11, 17, 16, 0, tzinfo=UTC)  # the first instant of Wednesday the 18th


def sign() -> commands.SignLetter:
    return commands.SignLetter(id=KEY, by=BUREAU_HEAD)


# how it begins


def test_what_fell_late_begins_its_own_supervision() -> None:
    petition = a_late_petition()
    story = supervised(petition)

    assert story.events == [
        events.SupervisionOpened(
            at=LATE_SINCE,
            id="supervision/sl/SL-2026-1/1",
            number="SL-2026-1",
            edition=county.TOLD.digest,
            ground=Ground.OVERDUE,
            duty=Duty(
                "petition/sl/SL-2026-1/1", the_late(petition).fell_in, "inform", "K-04", date(2026, 11, 17)
            ),
            role="dept_handler",
            unit=HOUSING,
        )
    ]
    assert story.state.stage is Stage.WATCHED
    assert story.tasks() == {"do-late-duty": ("dept_handler", HOUSING)}
    assert story.letters == []


def test_it_is_seen_at_the_county_and_at_the_unit_and_nowhere_else() -> None:
    case = SUPERVISION.view(supervised().state).case

    assert case.places == ("sl", HOUSING)
    assert (case.owner_unit, case.owner_role) == ("sl", "petition_bureau")
    assert SUPERVISION.view(supervised().state).parties == ()


def test_what_a_person_finds_waits_for_another_ones_signature() -> None:
    story = a_finding(by=BUREAU_HEAD)
    assert story.state.stage is Stage.TO_SIGN
    assert story.tasks() == {"sign-supervision-letter": ("petition_bureau_head", "sl")}

    assert story.refusal_of(sign()) is Reason.SIGNED_BY_ANOTHER

    by_another = a_finding().asks(commands.SignLetter, BUREAU_HEAD)
    assert by_another.state.stage is Stage.ISSUED
    assert by_another.papers() == ["D-13"]
    assert by_another.letters_of("document")[0].body["data"]["days_late"] is None


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"by": HANDLER}, Reason.NOT_YOURS_TO_DO),
        ({"by": county.seated("petition_bureau", "another")}, Reason.NOT_YOURS_TO_DO),
        ({"ground": Ground.OVERDUE}, Reason.CLOCKS_FIND_THAT),
        ({"unit": "sl-city"}, Reason.NOT_OURS_TO_SUPERVISE),
    ],
)
def test_a_ground_is_found_by_the_department_of_what_no_clock_finds_here(said: dict, reason: Reason) -> None:  # type: ignore[type-arg]
    with pytest.raises(Refused) as refused:
        found(**said)
    assert refused.value.reason is reason


# the ladder


def test_the_head_is_reminded_by_itself_after_two_working_days_in_the_notice_hours() -> None:
    story = supervised()

    [reminder] = story.wait_for_the_next_moment()

    assert reminder == events.WorkReminderIssued(
        at=datetime(2026, 11, 23, 0, 30, tzinfo=UTC), days_late=6
    )  # late since Wednesday: Thursday, Friday, and Monday at half past eight
    [document] = story.letters_of("document")
    assert document.body == {
        "kind": "D-22",
        "unit": "sl",
        "addressees": [f"dept_head@{HOUSING}"],
        "data": {
            "on": "2026-11-23",
            "unit": "sl",
            "supervised": HOUSING,
            "ground": "overdue",
            "late_procedure": "petition",
            "duty": "inform",
            "clock": "K-04",
            "was_due_on": "2026-11-17",
            "days_late": 6,
        },
    }
    assert story.notices() == [("work-reminder", "dept_head", HOUSING)]
    assert story.tasks()["see-to-late-duty"] == ("dept_head", HOUSING)


def test_a_letter_is_only_drafted_and_goes_out_by_a_signature() -> None:
    story = supervised().reminded()

    [drafted] = story.wait_for_the_next_moment()

    assert drafted == events.SupervisionLetterDrafted(at=datetime(2026, 11, 27, 0, 30, tzinfo=UTC))
    assert story.papers() == ["D-22"]
    assert story.notices()[-1] == ("letter-to-sign", "petition_bureau_head", "sl")

    story.hear(sign())

    assert story.papers() == ["D-22", "D-13"]
    letter = story.letters_of("document")[-1].body
    assert letter["addressees"] == [f"dept_head@{HOUSING}"]
    assert {
        name: letter["data"][name] for name in ("ground", "clock", "days_late", "facts", "answer_by")
    } == {
        "ground": "overdue",
        "clock": "K-04",
        "days_late": 10,
        "facts": None,
        "answer_by": "2026-12-11",  # ten working days
    }
    assert letter["data"]["bases"] == ["supervision", "shirking"]
    assert story.notices()[-1] == ("supervised", "dept_head", HOUSING)


def test_a_person_may_write_it_sooner_and_anew() -> None:
    story = supervised()

    story.asks(commands.DraftLetter, BUREAU, facts=WORDS, demand=WORDS)
    assert story.state.stage is Stage.TO_SIGN
    due = story.state.due("sign")
    story.wait(hours=30)
    story.asks(commands.DraftLetter, BUREAU, facts=WORDS, demand=WORDS)

    assert story.state.due("sign") == due
    assert story.hear(sign())[0].at == story.at
    assert story.letters_of("document")[-1].body["data"]["demand"] == WORDS
    assert story.papers() == ["D-13"]


def test_whoever_would_sign_it_may_set_it_aside_with_a_reason() -> None:
    story = supervised().drafted()

    story.asks(commands.SetLetterAside, BUREAU_HEAD, reason=WORDS)

    assert story.kinds()[-2:] == ["SupervisionSetAside", "SupervisionClosed"]
    assert story.state.outcome is Outcome.SET_ASIDE
    assert story.papers() == ["D-22"]


def test_a_signature_that_does_not_come_is_told_to_the_superior_once() -> None:
    story = supervised().drafted()

    [late] = story.wait_for_the_next_moment()

    assert late == events.SigningFellOverdue(
        at=datetime(2026, 12, 3, 0, 30, tzinfo=UTC), due_on=date(2026, 12, 2)
    )
    assert story.notices()[-1] == ("signing-overdue", "county_leader", "sl")
    assert SUPERVISION.view(story.state).case.light == "red"
    assert story.procedure.next_moment(story.state) is None
    assert story.hear(sign())


# the answer


def test_an_answer_that_does_not_come_is_told_to_the_head_and_to_the_department() -> None:
    story = supervised().issued()

    [late] = story.wait_for_the_next_moment()

    assert isinstance(late, events.LetterAnswerFellOverdue)
    assert story.notices()[-2:] == [
        ("letter-answer-overdue", "dept_head", HOUSING),
        ("no-rectification-reported", "petition_bureau", "sl"),
    ]
    assert story.asks(commands.ReportRectification, HANDLER, report=WORDS).state.stage is Stage.ANSWERED
    assert not story.state.is_overdue


def test_a_report_is_no_performance() -> None:
    story = supervised().reported()
    accept = commands.AcceptRectification(id=KEY, by=BUREAU, findings=WORDS)
    assert story.notices()[-1] == ("rectification-reported", "petition_bureau", "sl")

    assert story.refusal_of(accept) is Reason.STILL_OWED

    story.hear(told_of("met", KEY))
    assert story.kinds()[-1] == "DutyWasMet"
    story.hear(accept)
    assert story.kinds()[-2:] == ["RectificationAccepted", "SupervisionClosed"]
    assert story.state.outcome is Outcome.RECTIFIED
    assert [letter.kind for letter in story.letters if letter.seq == story.state.seq] == ["export-history"]


def test_it_is_asked_again_with_time_anew() -> None:
    story = supervised().reported()
    before = story.state.due("answer-supervision")
    story.wait(days=3)

    story.asks(commands.AskAgain, BUREAU, reason=WORDS)

    after = story.state.due("answer-supervision")
    assert before
    assert after
    assert after.on > before.on
    assert (story.state.stage, story.state.asked_again, story.state.report) == (Stage.ISSUED, 1, None)
    assert story.notices()[-1] == ("rectification-again", "dept_head", HOUSING)


def test_what_a_person_found_is_accepted_by_what_they_see() -> None:
    story = a_finding().asks(commands.SignLetter, BUREAU_HEAD)
    story.asks(commands.ReportRectification, HEAD, report=WORDS)

    story.asks(commands.AcceptRectification, BUREAU, findings=WORDS)

    assert story.state.outcome is Outcome.RECTIFIED


# what the procedure that owes it tells


@pytest.mark.parametrize(
    ("how", "event", "outcome"),
    [("met", "DutyWasMet", Outcome.DUTY_MET), ("moved", "DateWasMoved", Outcome.DATE_MOVED)],
)
def test_what_has_not_been_issued_any_more_is_not(how: str, event: str, outcome: Outcome) -> None:
    for story in (supervised(), supervised().reminded(), supervised().drafted()):
        papers = story.papers()

        story.hear(told_of(how, KEY))

        assert story.kinds()[-2:] == [event, "SupervisionClosed"]
        assert story.state.outcome is outcome
        assert story.procedure.next_moment(story.state) is None
        assert story.papers() == papers


@pytest.mark.parametrize("how", ["met", "moved"])
def test_a_letter_that_was_issued_is_answered_all_the_same(how: str) -> None:
    for story in (supervised().issued(), supervised().reported()):
        stage = story.state.stage

        story.hear(told_of(how, KEY))

        assert story.state.stage is stage
        assert not story.state.is_owed
        assert story.hear(told_of("met", KEY)) == story.hear(told_of("moved", KEY)) == ()


def test_once_it_has_ended_nothing_more_is_heard() -> None:
    story = supervised()
    story.hear(told_of("met", KEY))

    assert story.hear(told_of("met", KEY)) == story.hear(told_of("moved", KEY)) == ()
    assert a_finding().hear(told_of("met", KEY)) == ()


def test_a_new_calendar_moves_its_dates_and_what_is_not_late_any_more_is_not_red() -> None:
    story = supervised().drafted()
    story.wait_for_the_next_moment()
    late = story.state
    assert late.is_overdue
    off = frozenset(date(2026, 11, 28) + timedelta(days=day) for day in range(10))
    year = story.edition.calendar
    notice = YearNotice(1, 2026, "a notice", off, frozenset())

    story.hear(timekeeping.CalendarPublished(version="v", series=year.series, notices=(notice,)))

    assert SUPERVISION.view(story.state).case.light == "yellow"
    assert story.procedure.next_moment(story.state)


# who is reminded, and who signs


def test_nobody_presses_their_own_department() -> None:
    routing = a_petition().classify()
    while not routing.state.late:
        routing.wait_for_the_next_moment()

    story = supervised(routing)

    assert (story.state.role, story.state.unit) == ("petition_bureau", "sl")
    assert story.state.head == ("county_leader", "sl")
    assert (story.state.signer.role, story.signer) == ("county_leader", LEADER)
    story.drafted()
    assert story.refusal_of(sign()) is Reason.NOT_YOURS_TO_DO
    assert story.asks(commands.SignLetter, LEADER).papers() == ["D-22", "D-13"]


def test_of_every_kind_of_unit_its_head_is_known() -> None:
    assert [head_of(county.TOLD, unit) for unit in ("sl-t1-v1", "sl-t1", HOUSING, "sl", "sl-a1")] == [
        ("village_party_secretary", "sl-t1-v1"),
        ("township_head", "sl-t1"),
        ("dept_head", HOUSING),
        ("county_leader", "sl"),
        (county.TOLD.agencies[0].role, "sl-a1"),
    ]
    assert organ_of(county.TOLD, "sl-city") is Organ.SUPERIOR


def test_a_question_that_nobody_answered_reminds_the_head_of_where_it_lies() -> None:
    question = a_question()
    question.wait_for_the_next_moment()

    story = supervised(question)

    assert (story.state.unit, story.state.head) == ("sl", ("county_leader", "sl"))
    assert story.state.duty
    assert story.state.duty.rule == "P-21"


def test_time_passes_over_what_is_not_due() -> None:
    story = supervised()

    assert story.wait(hours=1) == ()
    assert SUPERVISION.decide(supervised().reported().state, commands.DutyMet(id=KEY), Now(story.at))
    assert story.state.handed_to("anybody", None) is story.state


def test_a_person_of_the_village_and_of_an_agency_are_reminded_too() -> None:
    late = replace(the_late(a_late_petition()), unit="sl-t1-v1", role="village_party_secretary")
    petition = a_late_petition()
    petition.state = replace(petition.state, late=(late,))

    assert supervised(petition).state.head == ("village_party_secretary", "sl-t1-v1")


def test_an_event_of_another_procedure_is_none_of_its_own() -> None:
    with pytest.raises(TypeError):
        SUPERVISION.evolve(supervised().state, Event(at=LATE_SINCE))
