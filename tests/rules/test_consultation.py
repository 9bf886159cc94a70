"""A question is answered, on the spot or later or by a service, and becomes nothing else unasked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rules import danger, notes, participants, particulars, supplement, timekeeping
from rules.consultation import commands, events
from rules.consultation.matter import Booking, Outcome, Service, Stage
from rules.consultation.procedure import CONSULTATION
from rules.participants import AgencyRevoked, Participant, ParticipantRole, Power
from rules.procedure import Now, Sealed
from rules.refusals import Reason, Refused
from rules.succession import petition_of
from tests.rules import county
from tests.rules.questions import (
    ANSWER,
    AUNT,
    LABOUR,
    TOWNSHIP_OFFICE,
    WINDOW,
    ZHANG,
    QuestionStory,
    a_question,
    an_anonymous_question,
    answer,
    booking,
    given,
    handed_to,
    into_dispute,
    into_petition,
    question,
)
from tests.rules.story import KEY, WORDS, a_dispute

TUESDAY = county.MONDAY + timedelta(days=1)
DUE, OVER = date(2026, 11, 9), datetime(2026, 11, 9, 16, 0, tzinfo=UTC)  # five working days


def on_the_spot() -> commands.AnswerOnTheSpot:
    return commands.AnswerOnTheSpot(id=KEY, by=county.WINDOW_CLERK, answer=ANSWER)


def what_is_missing() -> supplement.AskSupplement:
    return supplement.AskSupplement(id=KEY, by=county.WINDOW_CLERK, what=WORDS)


def ended_as(story: QuestionStory) -> tuple[Stage, Outcome | None]:
    return story.state.stage, story.state.outcome


# how it comes in


def test_whoever_takes_a_question_in_is_its_first_receiver() -> None:
    event = question(services=frozenset({Service.LEGAL_ADVICE}))

    assert event == events.QuestionRegistered(
        at=county.MONDAY,
        by=county.WINDOW_CLERK,
        id="consultation/sl/SL-2026-1/1",
        number="SL-2026-1",
        edition=county.TOLD.digest,
        channel="window",
        received_at=county.MONDAY,
        first_receiver=county.WINDOW_CLERK,
        people=(ZHANG, AUNT),
        services=frozenset({Service.LEGAL_ADVICE}),
        village=county.VILLAGE,
        township=county.TOWNSHIP,
    )


def test_its_time_runs_from_the_receipt_and_not_from_a_clock_that_is_ahead() -> None:
    earlier = a_question(received_at=county.MONDAY - timedelta(days=3))
    ahead = a_question(received_at=county.MONDAY + timedelta(minutes=3))

    assert earlier.state.clock("answer").started_at == county.MONDAY - timedelta(days=3)
    assert ahead.state.clock("answer").started_at == county.MONDAY


def test_a_question_needs_no_name_and_no_place() -> None:
    case = CONSULTATION.view(an_anonymous_question().state).case

    assert (case.stage, case.waits_for, case.due_on) == ("asked", "answer-question", DUE)
    assert (case.owner_unit, case.owner_role) == ("sl", "legal_service_window")
    assert case.places == ("sl",)


def test_whoever_asks_for_another_shows_that_they_may() -> None:
    aunt = replace(AUNT, authority=None)

    with pytest.raises(Refused) as refused:
        question(people=(ZHANG, aunt))
    assert refused.value.reason is Reason.AUTHORITY_MISSING


def test_the_people_are_read_by_reference() -> None:
    rows = CONSULTATION.view(a_question().state).parties

    assert [(row.ref, row.role, row.is_minor, row.consents) for row in rows] == [
        ("zhang", "petitioner", False, {}),
        ("aunt", "errand-agent", False, {}),
    ]


# how it is answered


def test_a_question_is_answered_on_the_spot_and_that_is_all() -> None:
    story = a_question()

    story.hear(on_the_spot())

    assert story.kinds() == ["QuestionRegistered", "QuestionAnswered", "QuestionEnded"]
    assert story.events[1] == events.QuestionAnswered(
        at=county.MONDAY, by=county.WINDOW_CLERK, answer=ANSWER, on_the_spot=True
    )
    assert ended_as(story) == (Stage.CLOSED, Outcome.ANSWERED)
    assert [letter.kind for letter in story.letters] == ["export-history"]


def test_on_the_spot_is_on_the_day_on_which_it_was_asked() -> None:
    story = a_question()
    story.at = datetime(2026, 11, 2, 15, 59, tzinfo=UTC)
    assert story.procedure.decide(story.state, on_the_spot(), Now(story.at))

    story.at = datetime(2026, 11, 2, 16, 0, tzinfo=UTC)

    assert story.refusal_of(on_the_spot()) is Reason.NOT_ON_THE_SPOT


def test_an_answer_may_come_later_and_says_that_it_did() -> None:
    story = a_question()
    story.at = TUESDAY

    story.hear(answer())

    assert story.events[1] == events.QuestionAnswered(
        at=TUESDAY, by=county.WINDOW_CLERK, answer=ANSWER, on_the_spot=False
    )
    assert ended_as(story) == (Stage.CLOSED, Outcome.ANSWERED)


def test_a_service_is_booked_and_given_and_that_ends_it() -> None:
    story = a_question(services=frozenset({Service.LEGAL_ADVICE})).book()
    assert story.state.booking == Booking(
        Service.LEGAL_ADVICE, county.MONDAY + timedelta(hours=2), county.VILLAGE
    )
    assert story.tasks()["give-service"] == ("legal_service_window", "sl")

    story.hear(given())

    assert story.kinds() == ["QuestionRegistered", "ServiceBooked", "ServiceGiven", "QuestionEnded"]
    assert ended_as(story) == (Stage.CLOSED, Outcome.SERVICE_GIVEN)


def test_a_service_that_was_not_booked_counts_as_well() -> None:
    story = a_question()

    story.hear(given(Service.LITIGATION_SERVICE, place_unit=county.COUNTY))

    assert story.events[1] == events.ServiceGiven(
        at=county.MONDAY,
        by=WINDOW,
        service=Service.LITIGATION_SERVICE,
        place_unit="sl",
        words=WORDS,
    )
    assert ended_as(story) == (Stage.CLOSED, Outcome.SERVICE_GIVEN)


def test_whoever_asked_for_two_services_is_given_both() -> None:
    wanted = frozenset({Service.LEGAL_ADVICE, Service.JUDICIAL_CONFIRMATION})
    story = a_question(services=wanted).book()

    story.hear(given())
    assert (story.state.stage, story.state.booking) == (Stage.ASKED, None)
    assert story.state.services == {Service.JUDICIAL_CONFIRMATION}

    story.hear(given(Service.JUDICIAL_CONFIRMATION))
    assert ended_as(story) == (Stage.CLOSED, Outcome.SERVICE_GIVEN)


def test_a_booking_is_moved_with_its_reason_and_cancelled_with_its_reason() -> None:
    story = a_question().book()
    later = county.MONDAY + timedelta(days=2)

    story.hear(
        commands.RebookService(id=KEY, by=WINDOW, scheduled_for=later, place_unit=county.COUNTY, reason=WORDS)
    )
    assert story.state.booking == Booking(Service.LEGAL_ADVICE, later, "sl")

    story.hear(commands.CancelBooking(id=KEY, by=WINDOW, reason=WORDS))
    assert CONSULTATION.view(story.state).case.stage == "asked"
    assert "give-service" not in story.tasks()


def test_nothing_is_booked_for_a_time_that_is_past() -> None:
    story = a_question()
    assert story.refusal_of(booking(story, scheduled_for=story.at)) is Reason.BOOKING_IN_THE_PAST

    story.book()
    again = commands.RebookService(
        id=KEY, by=WINDOW, scheduled_for=story.at, place_unit=county.COUNTY, reason=WORDS
    )

    assert story.refusal_of(again) is Reason.BOOKING_IN_THE_PAST


def test_a_booking_stops_no_clock() -> None:
    story = a_question().book(scheduled_for=county.MONDAY + timedelta(days=30))

    assert CONSULTATION.view(story.state).case.due_on == DUE
    (late,) = story.wait_for_the_next_moment()

    assert isinstance(late, events.QuestionFellOverdue)
    assert story.state.stage is Stage.BOOKED


# who follows it


def test_whoever_received_it_first_follows_it_through_every_hand_over_to_the_end() -> None:
    story = a_question()
    first = ("window_clerk", "sl")
    assert story.tasks() == {"answer-question": ("legal_service_window", "sl"), "follow-question": first}

    story.hear(handed_to("sl-d1"))
    assert story.tasks() == {"answer-question": ("dept_handler", "sl-d1"), "follow-question": first}

    story.hear(handed_to(county.TOWNSHIP, by=LABOUR))
    office = ("township_petition_office", "sl-t1")
    assert story.tasks() == {"answer-question": office, "follow-question": first}
    (person,) = {t.person for t in CONSULTATION.view(story.state).tasks if t.what == "follow-question"}
    assert person == county.WINDOW_CLERK.person

    story.hear(answer(by=TOWNSHIP_OFFICE))
    assert story.tasks() == {}


def test_whoever_has_it_answers_and_the_first_receiver_still_sees_it() -> None:
    story = a_question(by=TOWNSHIP_OFFICE)

    story.hear(handed_to("sl-d1", by=TOWNSHIP_OFFICE))

    assert story.refusal_of(answer(by=TOWNSHIP_OFFICE)) is Reason.NOT_YOURS_TO_DO
    assert CONSULTATION.view(story.state).case.places == ("sl", "sl-d1", "sl-t1", "sl-t1-v1")
    assert story.hear(notes.AddNote(id=KEY, by=TOWNSHIP_OFFICE, words=WORDS))


def test_it_is_handed_to_somebody_who_answers_there_and_is_not_there_already() -> None:
    story = a_question()

    assert story.refusal_of(handed_to("sl-t1-v1")) is Reason.NOBODY_ANSWERS_THERE
    assert story.refusal_of(handed_to("sl-d11")) is Reason.NOBODY_ANSWERS_THERE  # sl-d10 has taken over
    assert story.refusal_of(handed_to("sl")) is Reason.ALREADY_THERE


# time


def test_a_late_answer_reaches_the_supervisor_and_the_first_receiver_and_ends_nothing() -> None:
    story = a_question()
    assert CONSULTATION.next_moment(story.state) == OVER

    (late,) = story.wait_for_the_next_moment()

    assert late == events.QuestionFellOverdue(at=OVER, due_on=DUE)
    assert story.notices() == [
        ("question-overdue", "supervisor", "sl"),
        ("question-still-open", "window_clerk", "sl"),
    ]
    assert {letter.not_before for letter in story.letters_of("notice")} == {
        datetime(2026, 11, 10, 0, 30, tzinfo=UTC)
    }
    case = CONSULTATION.view(story.state).case
    assert (case.stage, case.overdue, case.needs_attention, case.light) == ("asked", True, True, "red")
    assert story.tasks()["look-into-question"] == ("supervisor", "sl")
    assert story.wait(days=1) == ()

    story.hear(answer())
    assert ended_as(story) == (Stage.CLOSED, Outcome.ANSWERED)


def test_a_new_calendar_that_moves_the_date_ahead_takes_the_lateness_back() -> None:
    story = a_question()
    story.wait_for_the_next_moment()
    longer = replace(county.TOLD.rule("P-21"), count=20)

    story.hear(timekeeping.RulesPublished(version="demo/2", clocks=(longer,)))

    assert not story.state.is_overdue
    assert CONSULTATION.view(story.state).case.due_on == date(2026, 11, 30)


def test_a_corrected_receipt_counts_from_where_it_was() -> None:
    story = a_question()
    at = county.MONDAY - timedelta(days=14)

    story.hear(
        timekeeping.CorrectStart(id=KEY, by=county.DISPATCHER, clock="answer", started_at=at, reason=WORDS)
    )

    assert story.wait_for_the_next_moment()[0] == events.QuestionFellOverdue(
        at=story.at, due_on=date(2026, 10, 26)
    )


def test_a_supplement_is_asked_for_once_and_the_answer_is_due_on_the_same_day() -> None:
    story = a_question()

    story.hear(what_is_missing())

    case = CONSULTATION.view(story.state).case
    assert (case.waits_for, case.due_on) == ("receive-supplement", DUE)
    assert story.refusal_of(what_is_missing()) is Reason.SUPPLEMENT_ASKED_BEFORE

    story.hear(supplement.RecordSupplement(id=KEY, by=county.WINDOW_CLERK, words=WORDS))
    assert CONSULTATION.view(story.state).case.waits_for == "answer-question"


def test_a_supplement_that_does_not_come_costs_nobody_the_answer() -> None:
    story = a_question()
    story.hear(what_is_missing())
    story.wait_for_the_next_moment()  # the answer is late first

    (passed,) = story.wait_for_the_next_moment()

    assert passed == supplement.SupplementTimePassed(
        at=datetime(2026, 11, 12, 16, 0, tzinfo=UTC), last_day=date(2026, 11, 12)
    )
    case = CONSULTATION.view(story.state).case
    assert (case.stage, case.waits_for, case.next_moment) == ("asked", "answer-question", None)


def test_a_moved_date_for_the_supplement_is_told_to_the_person_through_whoever_has_it() -> None:
    story = a_question()
    story.hear(what_is_missing())
    longer = replace(county.TOLD.rule("P-16"), count=20)

    story.hear(timekeeping.RulesPublished(version="demo/2", clocks=(longer,)))

    assert story.notices() == [("date-moved", "legal_service_window", "sl")]


# what it may become


def test_a_question_becomes_a_petition_only_at_the_persons_own_wish() -> None:
    story = a_question()

    for somebody_else in ("aunt", "p-sl-window-clerk", "passer-by"):
        assert story.refusal_of(into_petition(wished_by=somebody_else)) is Reason.NOT_WISHED
    assert an_anonymous_question().refusal_of(into_petition()) is Reason.NOT_WISHED

    story.hear(into_petition())

    assert ended_as(story) == (Stage.CLOSED, Outcome.BECAME_PETITION)
    assert story.events[-1] == events.QuestionEnded(
        at=county.MONDAY,
        by=county.WINDOW_CLERK,
        outcome=Outcome.BECAME_PETITION,
        person="zhang",
        wish=WORDS,
    )
    petition, export = story.letters
    assert (petition.kind, export.kind) == ("open-petition", "export-history")
    assert petition.body == {
        "consultation": "consultation/sl/SL-2026-1/1",
        "by": {"person": "p-sl-window-clerk", "role": "window_clerk", "unit": "sl"},
    }


def test_the_petition_it_becomes_is_of_the_same_people_and_was_received_when_it_was_wished_for() -> None:
    story = a_question(channel="hotline", received_at=county.MONDAY - timedelta(days=20))
    story.at = TUESDAY
    story.hear(into_petition())

    petition = petition_of(
        story.state,
        id="petition/sl/SL-2026-1/1",
        number="SL-2026-1",
        edition=county.TOLD,
        seq=2,
        by=county.WINDOW_CLERK,
        at=TUESDAY,
    )

    assert (petition.people, petition.people_count) == ((ZHANG, AUNT), 1)
    assert (petition.received_at, petition.received_by) == (TUESDAY, "sl")
    assert (petition.village, petition.township) == (county.VILLAGE, county.TOWNSHIP)
    assert (petition.channel, petition.is_anonymous) == ("visit", False)
    assert petition.anchored_on == "consultation/sl/SL-2026-1/1#2"


def test_a_petition_comes_by_the_channel_of_its_question_where_petitions_know_it() -> None:
    story = a_question(channel="phone")

    petition = petition_of(
        story.state,
        id="petition/sl/SL-2026-1/1",
        number="SL-2026-1",
        edition=county.TOLD,
        seq=1,
        by=county.WINDOW_CLERK,
        at=story.at,
    )

    assert petition.channel == "phone"


def test_a_question_becomes_a_dispute_in_the_same_way_and_the_intake_is_told_to_screen_it() -> None:
    story = a_question()
    assert story.refusal_of(into_dispute(wished_by="aunt")) is Reason.NOT_WISHED

    story.hear(into_dispute())

    assert ended_as(story) == (Stage.CLOSED, Outcome.BECAME_DISPUTE)
    assert story.notices() == [("dispute-wished", "window_clerk", "sl")]


@pytest.mark.parametrize("is_booked", [False, True])
def test_whoever_asked_may_stop_asking_at_every_stage_without_a_reason(is_booked: bool) -> None:
    story = a_question().book() if is_booked else a_question()

    story.hear(commands.QuestionWithdrawn(by=county.WINDOW_CLERK, person="zhang"))

    assert ended_as(story) == (Stage.CLOSED, Outcome.WITHDRAWN)
    assert story.hear(commands.QuestionWithdrawn(person="zhang")) == ()


def test_nobody_takes_a_question_back_for_somebody_else() -> None:
    story = a_question()

    for person in ("aunt", "passer-by", None):
        assert story.hear(commands.QuestionWithdrawn(person=person)) == ()

    anonymous = an_anonymous_question()
    assert anonymous.hear(commands.QuestionWithdrawn())
    assert ended_as(anonymous) == (Stage.CLOSED, Outcome.WITHDRAWN)


def test_an_agent_who_may_take_it_back_does_so_until_the_agency_is_revoked() -> None:
    may = replace(AUNT, powers=frozenset({Power.WITHDRAW}))
    revoked = a_question(people=(ZHANG, may))

    (ended,) = revoked.hear(AgencyRevoked(by=county.WINDOW_CLERK, agent="aunt"))

    assert ended == participants.AgencyEnded(at=county.MONDAY, by=county.WINDOW_CLERK, agent="aunt")
    assert revoked.hear(commands.QuestionWithdrawn(person="aunt")) == ()
    assert a_question(people=(ZHANG, may)).hear(commands.QuestionWithdrawn(person="aunt"))


def test_an_agency_is_revoked_at_every_stage_and_means_nothing_after_the_end() -> None:
    settled = a_question()
    settled.hear(danger.DangerReported(words=WORDS))
    settled.hear(answer())
    assert settled.hear(AgencyRevoked(agent="aunt"))

    closed = a_question()
    closed.hear(answer())
    assert closed.hear(AgencyRevoked(agent="aunt")) == ()


# notes, messages, particulars


def test_a_note_changes_nothing_and_goes_nowhere() -> None:
    story = a_question()
    before = story.state

    story.hear(notes.AddNote(id=KEY, by=WINDOW, words=WORDS))

    assert story.state == replace(before, seq=2, decided_seq=2, changed_at=story.at)
    assert story.letters == []


def test_a_message_goes_to_whoever_asked_or_may_receive_for_them() -> None:
    story = a_question()

    for to in ("zhang", "aunt"):
        story.hear(notes.SendMessage(id=KEY, by=WINDOW, to=to, words=WORDS))

    assert [letter.body["to"] for letter in story.letters_of("message")] == ["zhang", "aunt"]
    story.hear(AgencyRevoked(agent="aunt"))
    to_aunt = notes.SendMessage(id=KEY, by=WINDOW, to="aunt", words=WORDS)
    assert story.refusal_of(to_aunt) is Reason.UNKNOWN_PARTY


def test_what_the_person_reads_of_it_holds_no_note() -> None:
    story = a_question()
    story.hear(notes.AddNote(id=KEY, by=WINDOW, words=WORDS))
    story.hear(notes.SendMessage(id=KEY, by=WINDOW, to="zhang", words=WORDS))
    story.hear(answer())

    read = notes.for_the_person("zhang", story.events)

    assert [type(event).__name__ for event in read] == [
        "QuestionRegistered",
        "MessageSent",
        "QuestionAnswered",
        "QuestionEnded",
    ]


def test_the_particulars_of_everybody_named_here_can_be_corrected() -> None:
    li = Participant(ref="li", role=ParticipantRole.COUNTERPARTY)
    story = a_question(people=(ZHANG, li))
    new = Sealed("content/9")

    for party in ("zhang", "li"):
        asked = particulars.CorrectParticulars(
            id=KEY, by=county.WINDOW_CLERK, party=party, name=new, reason=WORDS
        )
        assert story.hear(asked)


# danger


def test_danger_is_told_to_the_police_of_the_place_at_once() -> None:
    story = a_question()

    story.hear(danger.DangerReported(by=county.WINDOW_CLERK, words=WORDS))

    assert story.notices() == [("danger", "police_station", "sl-t1")]
    assert story.tasks()["answer-danger"] == ("police_station", "sl-t1")
    story.hear(danger.AcknowledgeDanger(id=KEY, by=county.POLICE))
    assert "answer-danger" not in story.tasks()
    assert story.state.stage is Stage.ASKED


def test_where_no_place_was_said_the_dispatcher_is_told_of_danger() -> None:
    story = an_anonymous_question()

    story.hear(danger.DangerReported(words=WORDS))

    assert story.notices() == [("danger", "centre_dispatcher", "sl")]
    assert story.hear(danger.AcknowledgeDanger(id=KEY, by=county.DISPATCHER))


def test_an_answer_does_not_close_over_a_danger_that_nobody_has_answered() -> None:
    story = a_question()
    story.hear(danger.DangerReported(words=WORDS))
    story.hear(danger.DangerReported(words=WORDS))

    story.hear(answer())

    case = CONSULTATION.view(story.state).case
    assert (case.stage, case.outcome, case.waits_for) == ("settled", None, "answer-danger")
    assert (case.needs_attention, case.next_moment, case.due_on) == (True, None, None)
    assert list(story.tasks()) == ["answer-danger"]
    assert story.letters_of("export-history") == []
    assert story.wait(days=30) == ()

    story.hear(danger.AcknowledgeDanger(id=KEY, by=county.POLICE))

    assert ended_as(story) == (Stage.CLOSED, Outcome.ANSWERED)
    assert len(story.letters_of("export-history")) == 1
    assert story.hear(danger.DangerReported(words=WORDS)) == ()


def test_there_is_no_danger_to_acknowledge_where_none_was_reported() -> None:
    nothing = danger.AcknowledgeDanger(id=KEY, by=county.POLICE)

    assert a_question().refusal_of(nothing) is Reason.NOT_AT_THIS_STAGE


def test_what_never_happened_to_a_question_is_not_evolved() -> None:
    with pytest.raises(TypeError):
        CONSULTATION.evolve(a_question().state, a_dispute().events[0])
