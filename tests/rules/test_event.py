"""An event is signed for, put right, audited by a second person and analysed; silence closes nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rules import danger, notes, particulars, timekeeping
from rules.event import events
from rules.event.matter import Delay, Outcome, Result, Stage
from rules.event.procedure import EVENT
from rules.event.registration import addressed, may_report
from rules.gazetteer import located_by_unit
from rules.procedure import TimePassed
from rules.refusals import Reason, Refused
from rules.succession import petition_of
from rules.words import petition_paper
from tests.rules import county
from tests.rules.event_stories import (
    AT_THE_LANE,
    CITY_OFFICE,
    COLLEAGUE,
    GRID_WORKER,
    IN_THE_TOWNSHIP,
    NOWHERE,
    REPORTER,
    an_event,
    analysis,
    approval,
    closing,
    handling,
    into_dispute,
    into_petition,
    pass_on,
    registration,
    respond,
    sent_back,
    sign_in,
)
from tests.rules.story import KEY, WORDS

OFFICE = county.COMMISSIONER
TOLD_OF_LATENESS = ("political_legal_commissioner", "sl-t1"), ("centre_dispatcher", "sl")


# how it comes in, and to whom


def test_an_event_at_a_place_is_on_the_worklist_of_the_grid_worker_of_its_grid_at_once() -> None:
    story = an_event()

    view = EVENT.view(story.state)

    [task] = view.tasks
    assert (task.what, task.role, task.unit) == ("sign-for-event", "grid_worker", county.VILLAGE)
    assert task.person == GRID_WORKER.person
    assert view.case.handler == GRID_WORKER.person
    assert view.case.places == ("sl", "sl-t1", "sl-t1-v1")
    assert EVENT.about(story.events[0]).place == county.VILLAGE


def test_an_event_says_by_what_it_was_assigned() -> None:
    story = an_event(holders=(("p-a", 3), ("p-b", 1)))

    assigned = story.events[0].assigned  # type: ignore[attr-defined]

    assert (assigned.person, assigned.because, assigned.by_roster) == ("p-b", "least-in-hand", False)


@pytest.mark.parametrize(
    ("kind", "location", "seat"),
    [
        ("tree", AT_THE_LANE, ("grid_worker", "sl-t1-v1")),
        ("tree", IN_THE_TOWNSHIP, ("political_legal_commissioner", "sl-t1")),
        ("tree", NOWHERE, ("centre_dispatcher", "sl")),
        ("pollution", AT_THE_LANE, ("dept_handler", "sl-d8")),  # by kind, to the department at once
    ],
)
def test_an_event_goes_to_the_grid_or_up_to_whoever_is_known_or_to_the_department_of_its_kind(
    kind: str, location: object, seat: tuple[str, str]
) -> None:
    assert addressed(county.TOLD, kind, location) == seat  # type: ignore[arg-type]


def test_an_event_of_a_kind_nobody_knows_or_at_a_unit_that_handles_none_is_refused() -> None:
    with pytest.raises(Refused) as unknown:
        addressed(county.TOLD, "weather", AT_THE_LANE)
    with pytest.raises(Refused) as nobody:
        addressed(county.TOLD, "tree", located_by_unit("sl-a1", None, "sl"))

    assert unknown.value.reason is Reason.UNKNOWN_EVENT_KIND
    assert nobody.value.reason is Reason.NO_EVENTS_HANDLED_THERE


def test_grid_workers_windows_and_the_centre_register_events() -> None:
    reporting = (GRID_WORKER, county.WINDOW_CLERK, county.DISPATCHER, OFFICE)

    assert all(may_report(county.TOLD, each) for each in reporting)
    assert not may_report(county.TOLD, county.SECRETARY)
    assert not may_report(county.TOLD, county.seated("window_clerk", "another-county"))


def test_the_receipt_is_never_later_than_the_entry() -> None:
    ahead = county.MONDAY + timedelta(minutes=3)

    assert registration(received_at=ahead).received_at == county.MONDAY


# signed for, or passed on


def test_a_colleague_of_the_same_seat_signs_for_it_and_has_it_then() -> None:
    story = an_event()

    story.hear(sign_in(by=COLLEAGUE))

    assert (story.state.stage, story.state.handler) == (Stage.HANDLING, COLLEAGUE.person)
    assert story.tasks() == {"handle-event": ("grid_worker", county.VILLAGE)}


def test_what_is_passed_on_is_signed_for_anew_and_its_time_for_handling_runs_on() -> None:
    story = an_event()
    story.hear(sign_in())
    story.hear(respond())
    story.at += timedelta(hours=1)
    whole = story.state.due("handle")

    story.hear(pass_on("sl-d10"))

    state = story.state
    assert (state.stage, state.unit, state.handler) == (Stage.SIGN_IN, "sl-d10", None)
    assert state.clock("sign-in").started_at == story.at
    assert state.due("handle") == whole
    assert not state.has_responded
    story.hear(sign_in(by=CITY_OFFICE))
    assert story.state.handler == CITY_OFFICE.person
    assert county.VILLAGE in EVENT.view(story.state).case.places  # where it is


@pytest.mark.parametrize(
    ("unit", "reason"),
    [
        ("sl-a1", Reason.NO_EVENTS_HANDLED_THERE),
        ("nowhere", Reason.NO_EVENTS_HANDLED_THERE),
        ("sl-d11", Reason.NO_EVENTS_HANDLED_THERE),  # another took over its functions
        ("sl-t1-v1", Reason.EVENT_IS_THERE),
    ],
)
def test_an_event_is_passed_on_only_to_another_unit_that_handles_events(unit: str, reason: Reason) -> None:
    assert an_event().refusal_of(pass_on(unit)) is reason


# answered, handled, closed


def test_the_four_stages_in_order_end_an_event_and_the_reporter_is_told() -> None:
    story = an_event(people=(REPORTER,))
    story.handled()
    assert story.tasks() == {"audit-event": ("political_legal_commissioner", "sl-t1")}
    story.hear(approval())
    assert story.tasks() == {"analyse-event": ("political_legal_commissioner", "sl-t1")}

    story.hear(analysis())

    assert story.kinds() == [
        *("EventRegistered", "EventSignedFor", "EventAnswered", "EventHandled", "ClosingProposed"),
        *("ClosingApproved", "EventAnalysed", "EventEnded"),
    ]
    assert (story.state.stage, story.state.outcome) == (Stage.CLOSED, Outcome.HANDLED)
    [told] = story.letters_of("document")
    assert told.body == {
        "kind": "event-result",
        "unit": county.VILLAGE,
        "addressees": ["reporter"],
        "data": {
            "outcome": "handled",
            "result": "put-right",
            "event_kind": "illegal-parking",
            "on": "2026-11-02",
        },
    }
    assert len(story.letters_of("export-history")) == 1
    assert {clock.state for clock in EVENT.view(story.state).clocks} == {"met"}


def test_whoever_left_no_name_is_told_by_the_code_alone() -> None:
    story = an_event().handled()
    story.hear(approval())
    story.hear(analysis())

    assert story.letters_of("document")[0].body["addressees"] == []


def test_each_step_waits_for_the_one_before() -> None:
    story = an_event()
    story.hear(sign_in())
    assert story.refusal_of(handling()) is Reason.EVENT_NOT_ANSWERED
    assert story.refusal_of(closing()) is Reason.NOTHING_HANDLED
    story.hear(respond())
    assert story.refusal_of(respond()) is Reason.EVENT_ANSWERED
    assert story.refusal_of(closing()) is Reason.NOTHING_HANDLED
    assert story.refusal_of(approval()) is Reason.NOT_AT_THIS_STAGE


def test_whoever_had_a_hand_in_it_never_audits_its_closing() -> None:
    """The dispatcher handles what nobody else does, and could audit as the dispatcher."""
    story = an_event(location=NOWHERE).handled(by=county.DISPATCHER)

    for asked in (approval(by=county.DISPATCHER), sent_back(by=county.DISPATCHER)):
        assert story.refusal_of(asked) is Reason.CLOSED_BY_ITS_HANDLER
    assert story.tasks() == {"audit-event": ("supervisor", "sl")}
    story.hear(approval(by=county.SUPERVISOR))
    assert story.state.stage is Stage.ANALYSIS


def test_whoever_handled_it_before_it_was_passed_on_never_audits_it_either() -> None:
    """The township's office handled it, then passed it to the grid, whose closing it would audit."""
    story = an_event(location=IN_THE_TOWNSHIP)
    for asked in (sign_in(by=OFFICE), respond(by=OFFICE), handling(by=OFFICE)):
        story.hear(asked)
    story.hear(pass_on(county.VILLAGE, by=OFFICE))
    story.handled()

    assert story.refusal_of(approval(by=OFFICE)) is Reason.CLOSED_BY_ITS_HANDLER
    story.hear(approval(by=county.DISPATCHER))
    assert story.state.stage is Stage.ANALYSIS


def test_what_is_sent_back_is_handled_anew_and_its_time_has_run_on() -> None:
    story = an_event().handled()
    whole = story.state.due("handle")
    story.at += timedelta(days=1)

    story.hear(sent_back())

    state = story.state
    assert (state.stage, state.result, state.has_handled) == (Stage.HANDLING, None, False)
    assert state.due("handle") == whole
    assert state.clock("handle").is_open
    assert story.refusal_of(closing()) is Reason.NOTHING_HANDLED
    story.hear(handling())
    story.hear(closing(result=Result.NOT_FOUND))
    story.hear(approval())
    assert story.state.stage is Stage.ANALYSIS


def test_a_successor_who_takes_it_over_does_not_audit_it() -> None:
    story = an_event(location=IN_THE_TOWNSHIP).handled(by=OFFICE)
    assert story.state.answering == {OFFICE.person}

    taken_over = story.state.handed_to(OFFICE.person, county.DISPATCHER.person)

    kept = EVENT.why_not(taken_over, county.DISPATCHER)
    assert kept[type(approval())] is Reason.CLOSED_BY_ITS_HANDLER
    assert an_event(location=NOWHERE, holders=()).state.answering == frozenset()


# late


def test_a_stage_that_is_late_is_told_to_the_township_and_a_day_later_to_the_county() -> None:
    story = an_event()

    story.wait_for_the_next_moment()

    assert [type(each).__name__ for each in story.events[1:]] == ["EventFellOverdue"]
    assert story.at == county.MONDAY + timedelta(hours=2)
    assert story.notices() == [
        ("event-overdue", *TOLD_OF_LATENESS[0]),
        ("event-still-open", "grid_worker", county.VILLAGE),
    ]
    assert EVENT.view(story.state).case.light == "red"
    assert story.tasks()["look-into-event"] == TOLD_OF_LATENESS[0]

    story.wait_for_the_next_moment()

    assert story.at == county.MONDAY + timedelta(hours=26)
    assert story.notices()[2:] == [("event-overdue", *TOLD_OF_LATENESS[1])]
    assert story.state.delays == (Delay("sign-in", county.MONDAY + timedelta(hours=2), 2),)


def test_silence_closes_nothing_however_long_it_lasts() -> None:
    story = an_event()

    story.wait(days=400)
    story.wait(days=400)
    story.wait(days=400)

    assert story.state.stage is Stage.SIGN_IN
    assert story.procedure.next_moment(story.state) is None
    assert {each.told for each in story.state.delays} == {2}
    assert story.hear(TimePassed()) == ()


def test_what_is_late_is_late_no_more_once_it_is_done() -> None:
    story = an_event()
    story.wait(hours=3)
    assert EVENT.view(story.state).case.overdue

    story.hear(sign_in())

    case = EVENT.view(story.state).case
    assert not case.overdue
    assert case.light == "green"


def test_an_audit_that_is_late_is_told_above_the_auditor() -> None:
    story = an_event().handled()

    story.wait(days=9)

    assert story.state.delays[0].clock == "audit"
    assert ("event-overdue", *TOLD_OF_LATENESS[1]) in story.notices()
    assert ("event-still-open", *TOLD_OF_LATENESS[0]) in story.notices()


def test_notices_of_lateness_wait_for_the_morning() -> None:
    story = an_event(at=county.MONDAY.replace(hour=9), received_at=county.MONDAY.replace(hour=9))

    story.wait(hours=3)  # 20:00 in Asia/Shanghai

    for letter in story.letters_of("notice"):
        assert letter.not_before == county.MONDAY.replace(day=3, hour=0, minute=30)


def test_a_corrected_start_takes_a_lateness_back() -> None:
    story = an_event()
    story.wait(hours=3)

    story.hear(
        timekeeping.CorrectStart(
            id=KEY, by=county.DISPATCHER, clock="sign-in", started_at=story.at, reason=WORDS
        )
    )

    assert story.state.delays == ()
    assert not EVENT.view(story.state).case.overdue


# what it turns out to be


def test_an_event_becomes_a_petition_of_its_reporter_only_at_their_own_wish() -> None:
    story = an_event(people=(REPORTER,))
    for wished_by in (None, "somebody-else"):
        assert story.refusal_of(into_petition(wished_by=wished_by)) is Reason.REPORTER_DOES_NOT_WISH

    story.hear(into_petition(wished_by="reporter"))

    assert (story.state.stage, story.state.outcome) == (Stage.CLOSED, Outcome.BECAME_PETITION)
    [letter] = story.letters_of("open-petition")
    assert letter.body["event"] == story.state.id
    petition = petition_of(
        story.state,
        id="petition/sl/SL-2026-1/1",
        number="SL-2026-1",
        edition=county.TOLD,
        seq=2,
        by=GRID_WORKER,
        at=story.at,
    )
    assert (petition.people, petition.is_anonymous) == ((REPORTER,), False)
    assert petition.anchored_on == "event/sl/SL-2026-1/1#2"
    assert petition.number == story.state.number  # the same matter: the same sealed words


def test_an_event_nobody_put_their_name_to_becomes_an_anonymous_petition() -> None:
    story = an_event()
    assert story.refusal_of(into_petition(wished_by="somebody")) is Reason.UNKNOWN_PARTY

    story.hear(into_petition())

    petition = petition_of(
        story.state,
        id="petition/sl/SL-2026-1/1",
        number="SL-2026-1",
        edition=county.TOLD,
        seq=2,
        by=GRID_WORKER,
        at=story.at,
    )
    assert (petition.people, petition.is_anonymous, petition.people_count) == ((), True, 1)


def test_an_event_that_is_a_dispute_goes_to_the_intake_to_be_screened() -> None:
    story = an_event(people=(REPORTER,))
    story.hear(sign_in())

    story.hear(into_dispute(wished_by="reporter"))

    assert story.state.outcome is Outcome.BECAME_DISPUTE
    assert ("dispute-wished", "window_clerk", "sl") in story.notices()


# danger, notes, people


def test_an_event_with_an_unanswered_danger_stays_open_until_the_police_answer() -> None:
    story = an_event()
    story.hear(danger.DangerReported(words=WORDS))
    story.handled()
    story.hear(approval())
    story.hear(analysis())
    assert story.state.stage is Stage.DANGER
    assert story.tasks() == {"answer-danger": ("police_station", "sl-t1")}
    assert EVENT.view(story.state).case.waits_for == "answer-danger"
    assert story.procedure.next_moment(story.state) is None
    assert story.hear(TimePassed()) == ()

    story.hear(danger.AcknowledgeDanger(id=KEY, by=county.POLICE))

    assert story.state.has_ended
    assert len(story.letters_of("export-history")) == 1
    assert story.hear(danger.DangerReported(words=WORDS)) == ()


def test_a_danger_without_a_place_goes_to_the_countys_dispatcher() -> None:
    story = an_event(location=NOWHERE)

    story.hear(danger.DangerReported(words=WORDS))

    assert story.tasks()["answer-danger"] == ("centre_dispatcher", "sl")
    story.hear(danger.AcknowledgeDanger(id=KEY, by=county.DISPATCHER))
    assert "answer-danger" not in story.tasks()


def test_messages_go_to_the_reporter_and_corrections_are_of_theirs() -> None:
    story = an_event(people=(REPORTER,))

    story.hear(notes.AddNote(id=KEY, by=OFFICE, words=WORDS))
    story.hear(notes.SendMessage(id=KEY, by=GRID_WORKER, to="reporter", words=WORDS))
    story.hear(
        particulars.CorrectParticulars(
            id=KEY, by=county.WINDOW_CLERK, party="reporter", telephone=WORDS, reason=WORDS
        )
    )

    assert story.kinds()[1:] == ["NoteAdded", "MessageSent", "ParticularsCorrected"]
    assert len(story.letters_of("message")) == 1
    to_a_stranger = notes.SendMessage(id=KEY, by=GRID_WORKER, to="nobody", words=WORDS)
    assert story.refusal_of(to_a_stranger) is Reason.UNKNOWN_PARTY


def test_a_new_calendar_moves_what_is_open_and_is_told_to_whoever_has_it() -> None:
    story = an_event()
    rule = replace(story.edition.rule("P-42"), count=1)

    [moved] = story.hear(timekeeping.RulesPublished(version="demo/9", clocks=(rule,)))

    assert isinstance(moved, timekeeping.DueDatesRecomputed)
    assert {each.clock for each in moved.moved} == {"handle"}


def test_what_an_event_does_not_know_is_never_passed_over() -> None:
    stranger = timekeeping.ClocksResumed(at=county.MONDAY, clocks=())

    with pytest.raises(TypeError):
        EVENT.evolve(an_event().state, stranger)


def test_the_registration_is_the_whole_of_what_is_known() -> None:
    event = registration()

    assert isinstance(event, events.EventRegistered)
    assert (event.place, event.place_kind, event.grid) == ("p-lane", "road", "g-1")


def test_the_reporter_is_told_in_words_what_came_of_it_or_what_it_became() -> None:
    handled = an_event().handled()
    handled.hear(approval())
    handled.hear(analysis())
    turned = an_event()
    turned.hear(into_petition())

    said = [
        petition_paper("event-result", story.letters_of("document")[0].body["data"], {"unit": "柳湾村"}, "en")
        for story in (handled, turned)
    ]

    assert "Result: It has been put right. Its closing was audited by a second person." in said[0]
    assert said[1][2].startswith("Result: Became a petition, as the person wished.")
