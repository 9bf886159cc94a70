"""The centre whistles: each unit answers for itself, silence is told upwards, and nothing closes over it."""

from datetime import timedelta

import pytest

from rules import notes, timekeeping
from rules.calendar import YearNotice
from rules.dispatch import commands, events
from rules.dispatch.evolution import evolve
from rules.dispatch.matter import Outcome, Ruling, Stage, Standing
from rules.dispatch.procedure import DISPATCH
from rules.incident.events import SituationReported
from rules.procedure import Event, Now, Officer, TimePassed
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.calling_out import (
    COURT,
    LABOUR,
    LAND,
    OTHER_COMMISSIONER,
    TOWNSHIP_HEAD,
    DispatchStory,
    a_dispatch,
    a_task,
    arriving,
    closing,
    objecting,
    order,
    posts,
    reporting,
    ruling,
    standing_down,
)
from tests.rules.story import KEY, WORDS

DISPATCHER, SUPERVISOR = "centre_dispatcher@sl", "supervisor@sl"
MINUTES = timedelta(minutes=1)


def everybody_arrives(story: DispatchStory) -> DispatchStory:
    for number, officer in enumerate((LABOUR, county.POLICE, county.JUSTICE_OFFICE), start=1):
        story.hear(arriving(story, number, officer))
    return story


def test_a_whistle_names_units_place_purpose_and_the_time_to_be_there() -> None:
    story = a_dispatch()

    assert story.state.stage is Stage.CALLED_OUT
    assert (story.state.about, story.state.lead_call.post) == ("SL-2026-1", ("dept_head", "sl-d1"))
    assert story.told() == [
        ("whistled", "dept_head@sl-d1"),
        ("whistled", "police_station@sl-t1"),
        ("whistled", "justice_office@sl-t1"),
    ]
    assert story.waiting() == [
        ("see-dispatch-through", DISPATCHER),
        ("answer-whistle", "dept_head@sl-d1"),
        ("answer-whistle", "police_station@sl-t1"),
        ("answer-whistle", "justice_office@sl-t1"),
    ]
    case = DISPATCH.view(story.state).case
    assert case.places == ("sl", "sl-d1", "sl-t1", "sl-t1-v1")
    assert (case.waits_for, case.due_on, case.light) == ("answer-whistle", county.MONDAY.date(), "green")
    assert not any(letter.not_before for letter in story.letters)  # nobody waits for the morning


@pytest.mark.parametrize("by", [county.DISPATCHER, county.CENTRE, county.COMMISSIONER])
def test_the_centre_whistles_everywhere_and_the_commissioner_at_home(by: Officer) -> None:
    assert order(by=by).by == by


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"by": OTHER_COMMISSIONER}, Reason.NOT_IN_YOUR_AREA),
        ({"by": county.COMMISSIONER, "village": None, "township": None}, Reason.NOT_IN_YOUR_AREA),
        ({"by": county.WINDOW_CLERK}, Reason.NOT_YOURS_TO_DO),
        ({"called": (("grid_worker", county.VILLAGE),)}, Reason.CANNOT_BE_CALLED),
        ({"called": (("dept_handler", "sl-d1"),)}, Reason.CANNOT_BE_CALLED),
        ({"called": (("police_station", "sl-a1"),)}, Reason.CANNOT_BE_CALLED),
        ({"called": posts(LABOUR, LABOUR)}, Reason.CALLED_ALREADY),
        ({"be_there_by": county.MONDAY}, Reason.TIME_IN_THE_PAST),
    ],
)
def test_a_whistle_that_may_not_be_says_why(said: dict[str, object], reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        order(**said)

    assert refused.value.reason is reason


def test_an_agency_is_called_by_its_own_desk_and_the_county_by_its_centres() -> None:
    story = a_dispatch(called=posts(COURT, county.CENTRE))

    assert story.standing() == ["awaited", "awaited"]


def test_a_department_whose_functions_moved_is_called_no_more() -> None:
    gone = next(organ.unit for organ in county.TOLD.petitions.organs if organ.successor)

    with pytest.raises(Refused):
        order(called=(("dept_head", gone),))


def test_a_unit_reports_arrives_and_does_its_task() -> None:
    story = a_dispatch()

    story.hear(reporting(LABOUR))
    assert ("arrive", "dept_head@sl-d1") in story.waiting()
    story.wait(minutes=20)
    story.hear(arriving(story, 1, LABOUR))
    assert ("stand-by", "dept_head@sl-d1") in story.waiting()
    story.hear(a_task(story))

    assert ("finish-unit-task", "dept_head@sl-d1") in story.waiting()
    assert ("stand-by", "dept_head@sl-d1") not in story.waiting()
    assert story.told()[-1] == ("unit-task", "dept_head@sl-d1")
    story.hear(commands.FinishUnitTask(id=KEY, by=LABOUR, task=1, result=WORDS))
    assert ("stand-by", "dept_head@sl-d1") in story.waiting()


def test_whoever_reports_twice_or_after_arriving_has_nothing_to_answer() -> None:
    story = a_dispatch()
    story.hear(reporting(LABOUR))

    assert story.refusal_of(reporting(LABOUR)) is Reason.NOTHING_TO_ANSWER
    assert story.refusal_of(objecting(LABOUR)) is Reason.NOTHING_TO_ANSWER


def test_the_police_station_is_silent_its_head_is_told_and_then_the_supervisor() -> None:
    story = a_dispatch()
    story.hear(reporting(LABOUR))
    story.hear(reporting(county.JUSTICE_OFFICE))

    assert not story.wait(minutes=29)
    [first] = story.wait(minutes=1)
    assert not story.state.silent
    [second] = story.wait(minutes=30)

    assert story.told()[-2:] == [
        ("unit-silent", "township_head@sl-t1"),
        ("unit-silent-listed", SUPERVISOR),
    ]
    assert isinstance(first, events.UnitSilent)
    assert isinstance(second, events.UnitSilent)
    assert (first.is_listed, second.is_listed) == (False, True)
    (silent,) = story.state.silent
    assert (silent.what, silent.role, silent.unit) == ("call", "police_station", "sl-t1")
    assert (silent.asked_at, silent.listed_at) == (county.MONDAY, county.MONDAY + 60 * MINUTES)
    assert ("see-to-silent-unit", SUPERVISOR) in story.waiting()
    case = DISPATCH.view(story.state).case
    assert (case.overdue, case.needs_attention, case.light) == (True, True, "red")


def test_a_silent_unit_that_answers_at_last_stands_in_the_list_no_more() -> None:
    story = a_dispatch(called=posts(county.POLICE))
    story.wait(minutes=30)
    story.wait(minutes=30)

    story.hear(reporting(county.POLICE))

    assert story.state.silent == ()
    assert ("see-to-silent-unit", SUPERVISOR) not in story.waiting()
    assert not DISPATCH.view(story.state).case.overdue


def test_a_unit_whose_head_was_called_and_an_agency_are_listed_at_once() -> None:
    story = a_dispatch(called=posts(LABOUR, COURT, TOWNSHIP_HEAD))

    happened = story.wait(minutes=30)

    assert [(event.is_listed, event.role) for event in happened] == [(True, "supervisor")] * 3  # type: ignore[attr-defined]
    assert len(story.state.silent) == 3
    assert [what for what, _ in story.waiting()].count("see-to-silent-unit") == 1


def test_an_objection_is_decided_by_the_convener_and_by_nobody_else() -> None:
    story = a_dispatch()
    story.hear(objecting(county.POLICE))

    assert story.told()[-1] == ("unit-objected", DISPATCHER)
    assert ("decide-call-objection", DISPATCHER) in story.waiting()
    assert ("await-call-ruling", "police_station@sl-t1") in story.waiting()
    assert story.refusal_of(ruling(Ruling.UPHELD, 2, by=LABOUR)) is Reason.NOT_YOURS_TO_DO
    assert story.refusal_of(ruling(Ruling.UPHELD, 1)) is Reason.NO_OBJECTION
    story.hear(ruling(Ruling.UPHELD, 2))
    assert story.standing() == ["awaited", "excused", "awaited"]
    assert story.told()[-1] == ("call-lifted", "police_station@sl-t1")


def test_a_unit_that_is_overruled_is_asked_again_and_may_not_object_again() -> None:
    story = a_dispatch(called=posts(LABOUR, county.POLICE))
    story.hear(reporting(LABOUR))
    story.wait(minutes=20)
    story.hear(objecting(county.POLICE))
    story.hear(ruling(Ruling.OVERRULED, 2))

    assert story.told()[-1] == ("call-stands", "police_station@sl-t1")
    assert story.refusal_of(objecting(county.POLICE)) is Reason.OBJECTION_WAS_DECIDED
    assert not story.wait(minutes=29)
    assert [type(event) for event in story.wait(minutes=1)] == [events.UnitSilent]
    assert story.state.calls[1].asked_at == county.MONDAY + 20 * MINUTES


def test_another_unit_comes_in_the_place_of_the_one_that_objects_and_leads_where_it_led() -> None:
    story = a_dispatch()
    story.hear(objecting(LABOUR))

    assert story.refusal_of(ruling(Ruling.UPHELD, 1)) is Reason.NOT_BY_THE_LEAD
    assert story.refusal_of(ruling(Ruling.REPLACED, 1)) is Reason.CANNOT_BE_CALLED
    twice = ruling(Ruling.REPLACED, 1, role="police_station", unit="sl-t1")
    assert story.refusal_of(twice) is Reason.CALLED_ALREADY
    story.hear(ruling(Ruling.REPLACED, 1, role="dept_head", unit="sl-d2"))

    assert story.standing() == ["excused", "awaited", "awaited", "awaited"]
    assert story.state.lead_call.post == ("dept_head", "sl-d2")
    assert story.told()[-2:] == [("call-lifted", "dept_head@sl-d1"), ("whistled", "dept_head@sl-d2")]


def test_who_replaces_a_unit_beside_the_lead_does_not_lead() -> None:
    story = a_dispatch()
    story.hear(objecting(county.POLICE))
    story.hear(ruling(Ruling.REPLACED, 2, role="dept_head", unit="sl-d2"))

    assert story.state.lead_call.post == ("dept_head", "sl-d1")


def test_a_unit_that_was_excused_is_called_again_and_answers_its_new_call() -> None:
    story = a_dispatch()
    story.hear(objecting(county.POLICE))
    story.hear(ruling(Ruling.UPHELD, 2))
    again = commands.CallAnotherUnit(id=KEY, by=county.DISPATCHER, role="police_station", unit="sl-t1")
    story.hear(again)

    story.hear(reporting(county.POLICE))

    assert story.standing() == ["awaited", "excused", "awaited", "reporting"]
    assert story.refusal_of(again) is Reason.CALLED_ALREADY


def test_whoever_has_objected_may_come_all_the_same() -> None:
    story = a_dispatch()
    story.hear(objecting(county.POLICE))

    story.hear(reporting(county.POLICE))

    assert story.standing()[1] == "reporting"


def test_an_objection_left_undecided_is_told_to_the_supervisor_once() -> None:
    story = a_dispatch(called=posts(county.POLICE), be_there_by=county.MONDAY + timedelta(days=2))
    story.hear(objecting(county.POLICE))

    assert [type(event) for event in story.wait(minutes=30)] == [events.ObjectionLeftUndecided]
    assert story.told()[-1] == ("objection-undecided", SUPERVISOR)
    assert story.wait(hours=3) == ()
    story.hear(ruling(Ruling.OVERRULED))


def test_arrivals_are_logged_by_the_unit_or_by_whoever_leads_at_the_place() -> None:
    story = a_dispatch()

    assert story.refusal_of(arriving(story, 1, county.POLICE)) is Reason.NO_SUCH_CALL
    assert story.refusal_of(arriving(story, 9, LABOUR)) is Reason.NO_SUCH_CALL
    assert story.refusal_of(arriving(story, 0, LABOUR)) is Reason.NO_SUCH_CALL
    story.hear(arriving(story, 2, LABOUR))  # the lead sees the police come
    story.hear(arriving(story, 3, county.DISPATCHER))
    story.hear(arriving(story, 1, LABOUR))
    assert story.standing() == ["arrived"] * 3
    assert story.refusal_of(arriving(story, 1, LABOUR)) is Reason.CALL_IS_OVER


@pytest.mark.parametrize("hours", [-1, 1])
def test_nobody_arrives_before_the_whistle_or_in_time_to_come(hours: int) -> None:
    story = a_dispatch()
    at = story.at + timedelta(hours=hours)

    assert story.refusal_of(arriving(story, 1, LABOUR, arrived_at=at)) is Reason.DATE_IN_THE_FUTURE


def test_a_unit_that_is_not_there_in_time_is_told_to_the_convener_and_the_lead() -> None:
    story = a_dispatch(called=posts(LABOUR, county.POLICE))
    story.hear(arriving(story, 1, LABOUR))
    story.hear(reporting(county.POLICE))

    assert story.wait(hours=2) == (events.UnitNotThere(at=story.at, call=2),)
    assert story.told()[-2:] == [("unit-not-there", DISPATCHER), ("unit-not-there", "dept_head@sl-d1")]
    assert DISPATCH.view(story.state).case.overdue
    story.hear(arriving(story, 2, county.POLICE))
    assert not DISPATCH.view(story.state).case.overdue


def test_where_the_convener_leads_nobody_is_told_twice() -> None:
    story = a_dispatch(called=posts(county.CENTRE), by=county.CENTRE)
    story.hear(reporting(county.CENTRE))

    story.wait(hours=2)

    assert story.told()[-1:] == [("unit-not-there", "dispute_resolution_centre@sl")]
    assert story.told()[-2][0] == "whistled"


def test_a_co_unit_that_misses_its_task_is_visible_to_the_lead() -> None:
    story = everybody_arrives(a_dispatch())
    story.hear(a_task(story, 2, by=LABOUR))

    (missed,) = story.wait(hours=1)

    assert missed == events.UnitTaskMissed(at=story.at, task=1)
    assert story.told()[-3:] == [
        ("unit-task-missed", "dept_head@sl-d1"),
        ("unit-task-missed", DISPATCHER),
        ("unit-task-missed", "police_station@sl-t1"),
    ]
    assert ("see-to-missed-task", "dept_head@sl-d1") in story.waiting()
    assert DISPATCH.view(story.state).case.overdue
    story.hear(commands.FinishUnitTask(id=KEY, by=county.POLICE, task=1, result=WORDS))
    assert ("see-to-missed-task", "dept_head@sl-d1") not in story.waiting()


def test_a_task_is_finished_by_its_own_unit_and_once() -> None:
    story = a_dispatch()
    story.hear(a_task(story, 1))
    finished = commands.FinishUnitTask(id=KEY, by=LABOUR, task=1, result=WORDS)
    other = commands.FinishUnitTask(id=KEY, by=county.POLICE, task=1, result=WORDS)
    nothing = commands.FinishUnitTask(id=KEY, by=LABOUR, task=2, result=WORDS)

    assert story.refusal_of(other) is Reason.NO_SUCH_TASK
    assert story.refusal_of(nothing) is Reason.NO_SUCH_TASK
    story.hear(finished)
    assert story.refusal_of(finished) is Reason.NO_SUCH_TASK
    dropped = commands.DropUnitTask(id=KEY, by=county.DISPATCHER, task=1, reason=WORDS)
    assert story.refusal_of(dropped) is Reason.NO_SUCH_TASK


def test_a_task_has_a_time_to_come_and_a_unit_that_is_still_called() -> None:
    story = a_dispatch()
    story.hear(standing_down(2))

    assert story.refusal_of(a_task(story, 1, due_at=story.at)) is Reason.TIME_IN_THE_PAST
    assert story.refusal_of(a_task(story, 2)) is Reason.CALL_IS_OVER


def test_a_unit_that_is_stood_down_has_no_task_left_and_is_told() -> None:
    story = a_dispatch()
    story.hear(a_task(story, 2))

    happened = story.hear(standing_down(2))

    kinds: list[type[Event]] = [events.UnitTaskDropped, events.UnitStoodDown]
    assert [type(event) for event in happened] == kinds
    assert story.told()[-1] == ("call-lifted", "police_station@sl-t1")
    assert not any("police_station" in seat for _, seat in story.waiting())
    assert story.refusal_of(standing_down(2)) is Reason.CALL_IS_OVER
    assert story.refusal_of(standing_down(1)) is Reason.NOT_BY_THE_LEAD


def test_the_order_closes_only_when_every_unit_and_every_task_has_its_end() -> None:
    story = a_dispatch()
    assert story.refusal_of(closing()) is Reason.CALLS_WITHOUT_END
    everybody_arrives(story)
    story.hear(a_task(story, 3))
    assert story.refusal_of(closing()) is Reason.CALLS_WITHOUT_END
    assert DISPATCH.view(story.state).case.waits_for == "finish-unit-task"
    story.hear(commands.DropUnitTask(id=KEY, by=LABOUR, task=1, reason=WORDS))
    assert story.waiting()[0] == ("close-dispatch", DISPATCHER)
    assert DISPATCH.view(story.state).case.waits_for == "close-dispatch"

    story.hear(closing(by=LABOUR))

    assert (story.state.stage, story.state.outcome) == (Stage.CLOSED, Outcome.DONE)
    assert story.letters[-1].kind == "export-history"
    assert DISPATCH.view(story.state).tasks == ()
    assert DISPATCH.next_moment(story.state) is None
    assert DISPATCH.decide(story.state, TimePassed(), Now(story.at + timedelta(days=9))) == ()


def test_an_order_that_is_called_off_is_told_to_everybody_who_is_still_called() -> None:
    story = a_dispatch()
    story.hear(standing_down(3))

    story.hear(commands.CallOffDispatch(id=KEY, by=county.DISPATCHER, reason=WORDS))

    assert story.state.outcome is Outcome.CALLED_OFF
    assert story.told()[-2:] == [
        ("dispatch-called-off", "dept_head@sl-d1"),
        ("dispatch-called-off", "police_station@sl-t1"),
    ]


def test_there_is_one_document_of_minutes_and_notes_are_among_ourselves() -> None:
    story = a_dispatch()

    story.hear(commands.RecordDispatchMinutes(id=KEY, by=LABOUR, words=WORDS))
    story.hear(notes.AddNote(id=KEY, by=county.POLICE, words=WORDS))

    assert [type(event) for event in story.events[1:]] == [events.DispatchMinutesRecorded, notes.NoteAdded]
    assert story.told()[3:] == []


def test_what_a_dispatch_waits_for_is_what_is_nearest() -> None:
    story = a_dispatch()
    for officer in (LABOUR, county.POLICE, county.JUSTICE_OFFICE):
        assert DISPATCH.view(story.state).case.waits_for == "answer-whistle"
        story.hear(reporting(officer))

    assert DISPATCH.view(story.state).case.waits_for == "arrive"


def test_a_calendar_that_is_published_moves_no_minute() -> None:
    story = a_dispatch()
    notice = YearNotice(9, 2026, "a notice", frozenset({county.MONDAY.date()}), frozenset())
    series = county.TOLD.calendar.series

    (event,) = story.hear(
        timekeeping.CalendarPublished(version=f"{series}.9", series=series, notices=(notice,))
    )

    assert isinstance(event, timekeeping.DueDatesRecomputed)
    assert event.moved == ()


def test_a_colleague_in_the_seat_answers_and_the_seat_of_the_convener_decides() -> None:
    story = a_dispatch()
    colleague = Officer("p-new", "police_station", "sl-t1")
    story.hear(objecting(colleague))
    story.hear(ruling(Ruling.UPHELD, 2, by=Officer("p-night", "centre_dispatcher", "sl")))

    assert story.state.calls[1].standing is Standing.EXCUSED


def test_an_event_of_another_procedure_is_no_event_of_this_one() -> None:
    with pytest.raises(TypeError):
        evolve(a_dispatch().state, SituationReported(at=county.MONDAY, words=WORDS))


def test_the_department_of_land_is_another_unit() -> None:
    story = a_dispatch()

    assert story.refusal_of(reporting(LAND)) is Reason.NOT_YOURS_TO_DO
