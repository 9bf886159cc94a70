"""An incident: one command at every instant, orders that are acknowledged or told upwards, a log, an end."""

from datetime import timedelta
from typing import Any

import pytest

from rules import notes, staffing, timekeeping
from rules.calendar import YearNotice
from rules.dispatch.events import DispatchMinutesRecorded
from rules.incident import commands, events
from rules.incident.evolution import evolve
from rules.incident.matter import Commander, Function, Outcome, Stage
from rules.incident.procedure import INCIDENT
from rules.procedure import Officer
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.calling_out import (
    COURT,
    LABOUR,
    LAND,
    OTHER_COMMISSIONER,
    IncidentStory,
    a_danger,
    acknowledging,
    an_incident,
    danger,
    declared,
    done,
    ending,
    offering,
    ordering,
    report,
    taking_over,
)
from tests.rules.story import KEY, WORDS

DISPATCHER, SUPERVISOR, LEADER = "centre_dispatcher@sl", "supervisor@sl", "county_leader@sl"
MINUTES = timedelta(minutes=1)


def serving(function: Function, officer: Any) -> commands.ServeAs:
    return commands.ServeAs(
        id=KEY, by=county.COMMISSIONER, function=function, role=officer.role, unit=officer.unit
    )


def places(story: IncidentStory) -> tuple[str, ...]:
    return INCIDENT.view(story.state).case.places


@pytest.mark.parametrize("by", [county.DISPATCHER, county.POLICE, county.COMMISSIONER])
def test_the_dispatcher_the_police_and_the_commissioner_declare_an_incident_and_have_the_command(
    by: Any,
) -> None:
    story = an_incident(by=by, about="SL-2026-1")

    assert story.state.stage is Stage.COMMANDED
    assert story.state.commander == Commander(by.role, by.unit, by.person)
    assert (story.state.grade, story.state.about, story.state.declared_by) == ("general", "SL-2026-1", by)
    is_told = [] if by == county.DISPATCHER else [("incident-declared", DISPATCHER)]
    assert story.told() == is_told
    assert story.state.answering == {by.person}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"by": OTHER_COMMISSIONER}, Reason.NOT_IN_YOUR_AREA),
        ({"by": county.CENTRE}, Reason.NOT_YOURS_TO_DO),
        ({"grade": "huge"}, Reason.UNKNOWN_GRADE),
    ],
)
def test_what_may_not_be_declared_says_why(said: dict[str, Any], reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        declared(**said)

    assert refused.value.reason is reason


def test_a_danger_at_the_centre_waits_for_the_dispatcher_and_no_longer_than_the_county_says() -> None:
    story = a_danger()

    assert (story.state.stage, story.state.commander.person) == (Stage.REPORTED, None)
    assert story.waiting() == [("take-up-danger", DISPATCHER)]
    assert story.told() == [("danger-at-centre", DISPATCHER)]
    assert INCIDENT.view(story.state).case.needs_attention
    assert story.wait(minutes=14) == ()
    assert [type(event) for event in story.wait(minutes=1)] == [events.DangerLeftWaiting]
    assert story.waiting() == [("take-up-danger", DISPATCHER), ("see-to-danger", SUPERVISOR)]
    assert story.told()[-1] == ("danger-left-waiting", SUPERVISOR)
    assert INCIDENT.view(story.state).case.overdue
    assert story.wait(hours=3) == ()


def test_whoever_takes_a_danger_up_has_the_command() -> None:
    story = a_danger()

    story.hear(commands.TakeUpDanger(id=KEY, by=county.POLICE, grade="larger"))

    assert story.state.stage is Stage.COMMANDED
    assert story.state.commander == Commander("police_station", "sl-t1", county.POLICE.person)
    assert story.state.grade == "larger"
    assert story.wait(hours=1) == ()
    refused = commands.TakeUpDanger(id=KEY, by=county.POLICE, grade="larger")
    assert story.refusal_of(refused) is Reason.NOT_AT_THIS_STAGE


def test_a_danger_of_an_unknown_grade_is_not_taken_up() -> None:
    refused = commands.TakeUpDanger(id=KEY, by=county.DISPATCHER, grade="huge")

    assert a_danger().refusal_of(refused) is Reason.UNKNOWN_GRADE


def test_a_danger_that_was_left_waiting_and_is_taken_up_is_late_no_more() -> None:
    story = a_danger()
    story.wait(minutes=15)
    story.hear(commands.TakeUpDanger(id=KEY, by=county.DISPATCHER, grade="general"))

    case = INCIDENT.view(story.state).case
    assert (case.overdue, case.needs_attention, case.light) == (False, False, "green")


def test_a_danger_that_is_no_incident_is_put_aside_with_what_was_done() -> None:
    story = a_danger()
    story.wait(minutes=15)

    story.hear(commands.PutDangerAside(id=KEY, by=county.COMMISSIONER, words=WORDS))

    assert (story.state.stage, story.state.outcome) == (Stage.CLOSED, Outcome.NO_INCIDENT)
    assert not INCIDENT.view(story.state).case.overdue
    assert story.letters_beside_supervision()[-1].kind == "export-history"


def test_that_the_police_have_acknowledged_it_is_heard_once() -> None:
    heard = commands.PoliceHeard(procedure="dispute/sl/SL-2026-1/1", seq=5)
    story = a_danger()

    (event,) = story.hear(heard)

    assert event == events.PoliceAcknowledged(at=story.at, procedure=heard.procedure, seq=5)
    assert story.state.police_since == story.at
    assert story.hear(heard) == ()
    assert an_incident().hear(heard) == ()  # nothing of a case stands behind it
    assert a_danger(police_since=county.MONDAY).hear(heard) == ()


def test_a_danger_does_not_show_the_case_it_came_from_to_those_under_orders() -> None:
    story = a_danger()
    story.hear(commands.TakeUpDanger(id=KEY, by=county.DISPATCHER, grade="general"))
    story.hear(ordering(LAND, by=county.DISPATCHER))

    assert places(story) == ("sl", "sl-t1", "sl-t1-v1")
    assert ("acknowledge-order", "dept_head@sl-d2") in story.waiting()
    own = an_incident()
    own.hear(ordering(LAND))
    own.hear(serving(Function.DEPUTY, LABOUR))
    assert places(own) == ("sl", "sl-d1", "sl-d2", "sl-t1", "sl-t1-v1")


def test_an_order_is_acknowledged_carried_out_and_stands_by() -> None:
    story = an_incident()
    story.hear(ordering(county.POLICE))
    assert story.told()[-1] == ("incident-order", "police_station@sl-t1")
    assert INCIDENT.view(story.state).case.waits_for == "acknowledge-order"

    story.hear(acknowledging(county.POLICE))

    assert ("carry-out-order", "police_station@sl-t1") in story.waiting()
    assert INCIDENT.view(story.state).case.waits_for == "command-incident"
    assert story.wait(hours=2) == ()
    assert story.refusal_of(acknowledging(county.POLICE)) is Reason.ORDER_ACKNOWLEDGED
    story.hear(done(county.POLICE))
    assert ("stand-by", "police_station@sl-t1") in story.waiting()
    assert story.refusal_of(done(county.POLICE)) is Reason.NO_SUCH_ORDER


def test_an_order_nobody_acknowledges_is_told_to_the_head_and_to_the_next_above() -> None:
    story = an_incident()
    story.hear(ordering(county.POLICE))

    assert not story.wait(minutes=9)
    [first] = story.wait(minutes=1)
    assert story.told()[-1] == ("order-unacknowledged", "township_head@sl-t1")
    assert not story.state.silent
    [second] = story.wait(minutes=10)

    assert story.told()[-2:] == [("order-unacknowledged", LEADER), ("order-listed", SUPERVISOR)]
    assert isinstance(first, events.OrderUnacknowledged)
    assert isinstance(second, events.OrderUnacknowledged)
    assert (first.is_listed, second.is_listed) == (False, True)
    (silent,) = story.state.silent
    assert (silent.what, silent.role, silent.unit) == ("order", "police_station", "sl-t1")
    assert (silent.asked_at, silent.listed_at) == (county.MONDAY, county.MONDAY + 20 * MINUTES)
    assert story.waiting()[-2:] == [("see-to-silent-order", SUPERVISOR), ("see-to-silent-order", LEADER)]
    assert INCIDENT.view(story.state).case.overdue
    assert story.wait(hours=2) == ()
    story.hear(acknowledging(county.POLICE))
    assert story.state.silent == ()


def test_an_agencys_order_goes_to_the_next_above_at_once() -> None:
    story = an_incident()
    story.hear(ordering(COURT))

    (told,) = story.wait(minutes=10)

    assert isinstance(told, events.OrderUnacknowledged)
    assert (told.role, told.is_listed) == ("county_leader", True)


def test_whoever_reports_an_order_done_has_also_had_it() -> None:
    story = an_incident()
    story.hear(ordering(county.POLICE))

    happened = story.hear(done(county.POLICE))

    assert [type(event) for event in happened] == [events.OrderAcknowledged, events.OrderReportedDone]
    assert story.wait(hours=1) == ()


def test_an_order_is_answered_by_the_seat_that_was_ordered() -> None:
    story = an_incident()
    story.hear(ordering(county.POLICE))
    story.hear(ordering(county.JUSTICE_OFFICE))

    assert story.refusal_of(acknowledging(county.JUSTICE_OFFICE, 1)) is Reason.NO_SUCH_ORDER
    assert story.refusal_of(acknowledging(county.POLICE, 3)) is Reason.NO_SUCH_ORDER
    assert story.refusal_of(acknowledging(LABOUR)) is Reason.NOT_YOURS_TO_DO


def test_an_order_that_is_withdrawn_waits_for_nobody() -> None:
    story = an_incident()
    story.hear(ordering(county.POLICE))
    withdrawn = commands.WithdrawOrder(id=KEY, by=county.COMMISSIONER, order=1, reason=WORDS)

    story.hear(withdrawn)

    assert story.told()[-1] == ("order-withdrawn", "police_station@sl-t1")
    assert story.wait(hours=1) == ()
    assert story.refusal_of(withdrawn) is Reason.NO_SUCH_ORDER


def test_orders_and_functions_go_to_seats_that_answer_for_a_unit() -> None:
    story = an_incident()

    assert story.refusal_of(ordering(county.MEDIATOR)) is Reason.CANNOT_BE_CALLED
    assert story.refusal_of(serving(Function.LIAISON, county.MEDIATOR)) is Reason.CANNOT_BE_CALLED


def test_a_deputy_orders_and_decides_and_does_not_stand_down() -> None:
    story = an_incident()
    story.hear(serving(Function.DEPUTY, county.JUSTICE_OFFICE))
    story.hear(serving(Function.LIAISON, LABOUR))
    story.hear(serving(Function.LIAISON, LABOUR))  # said twice, it is so once

    story.hear(ordering(county.POLICE, by=county.JUSTICE_OFFICE))
    story.hear(commands.RecordCommandDecision(id=KEY, by=county.JUSTICE_OFFICE, words=WORDS))
    story.hear(commands.FileSituationReport(id=KEY, by=LABOUR, words=WORDS))

    assert len(story.state.functions) == 2
    assert story.told()[-2:] == [
        ("incident-function", "dept_head@sl-d1"),
        ("incident-order", "police_station@sl-t1"),
    ]
    assert ("serve-in-incident", "justice_office@sl-t1") in story.waiting()
    assert story.refusal_of(ending(by=county.JUSTICE_OFFICE)) is Reason.NOT_YOURS_TO_DO
    liaison = ordering(county.POLICE, by=LABOUR)
    assert story.refusal_of(liaison) is Reason.NOT_YOURS_TO_DO


def test_the_command_passes_at_the_instant_at_which_it_is_taken_over() -> None:
    story = an_incident()
    story.hear(offering(county.DISPATCHER))

    assert story.told()[-1] == ("command-offered", DISPATCHER)
    assert ("take-over-command", DISPATCHER) in story.waiting()
    assert story.state.commander.person == county.COMMISSIONER.person
    story.hear(ordering(county.POLICE))  # still the first one's to give
    assert story.refusal_of(ordering(LAND, by=county.DISPATCHER)) is Reason.NOT_YOURS_TO_DO
    (taken,) = story.hear(taking_over(county.DISPATCHER))

    assert taken == events.CommandTakenOver(
        at=story.at, by=county.DISPATCHER, before=county.COMMISSIONER.person
    )
    assert story.state.commander == Commander("centre_dispatcher", "sl", county.DISPATCHER.person)
    assert story.refusal_of(ordering(LAND)) is Reason.NOT_YOURS_TO_DO
    assert story.refusal_of(taking_over(county.DISPATCHER)) is Reason.NOT_YOURS_TO_DO


def test_a_command_that_is_declined_stays_where_it_is() -> None:
    story = an_incident()
    story.hear(offering(county.POLICE))

    story.hear(commands.DeclineCommand(id=KEY, by=county.POLICE, reason=WORDS))

    assert story.told()[-1] == ("command-declined", "political_legal_commissioner@sl-t1")
    assert (story.state.offered, story.state.commander.role) == (None, "political_legal_commissioner")


def test_the_command_is_offered_to_another_who_can_be_called_or_to_the_centre() -> None:
    story = an_incident()

    assert story.refusal_of(offering(county.MEDIATOR)) is Reason.CANNOT_BE_CALLED
    assert story.refusal_of(offering(county.COMMISSIONER)) is Reason.CALLED_ALREADY


def test_while_the_commander_is_away_a_colleague_commands_and_the_centre_may_take_over() -> None:
    story = an_incident()
    colleague = Officer("p-deputising", "political_legal_commissioner", county.TOWNSHIP)
    assert story.refusal_of(ordering(county.POLICE, by=colleague)) is Reason.NOT_YOURS_TO_DO
    assert story.refusal_of(taking_over(county.DISPATCHER)) is Reason.NOT_YOURS_TO_DO

    story.hear(staffing.SeatsLookedAt(on_leave=frozenset({county.COMMISSIONER.person})))

    story.hear(ordering(county.POLICE, by=colleague))
    declined = commands.DeclineCommand(id=KEY, by=county.DISPATCHER, reason=WORDS)
    assert story.refusal_of(declined) is Reason.COMMAND_NOT_OFFERED
    story.hear(taking_over(county.DISPATCHER))
    assert story.state.commander.role == "centre_dispatcher"


def test_whoever_leaves_hands_the_command_to_their_successor_or_to_the_seat() -> None:
    story = an_incident()
    story.hear(staffing.PersonLeft(person=county.COMMISSIONER.person, to="p-next", handover=KEY))
    assert story.state.commander.person == "p-next"

    story.hear(staffing.PersonLeft(person="p-next", to=None, handover=KEY))

    assert story.state.commander == Commander("political_legal_commissioner", "sl-t1", None)
    assert story.state.answering == frozenset()
    story.hear(ordering(county.POLICE))  # the seat's, whoever sits there
    seat = "political_legal_commissioner@sl-t1"
    story.hear(staffing.SeatsLookedAt(empty=frozenset({seat})))
    story.hear(taking_over(county.DISPATCHER))
    assert story.state.commander.role == "centre_dispatcher"


def test_a_grade_is_changed_with_a_reason_and_to_another() -> None:
    story = an_incident()

    def graded(grade: str) -> commands.Regrade:
        return commands.Regrade(id=KEY, by=county.COMMISSIONER, grade=grade, reason=WORDS)

    assert story.refusal_of(graded("general")) is Reason.NOTHING_TO_REGRADE
    assert story.refusal_of(graded("huge")) is Reason.UNKNOWN_GRADE
    story.hear(graded("major"))
    assert story.state.grade == "major"


def test_an_incident_is_stood_down_when_every_order_has_its_end_and_ends_with_a_report() -> None:
    story = an_incident()
    story.hear(ordering(county.POLICE))
    story.hear(serving(Function.DEPUTY, county.JUSTICE_OFFICE))
    assert story.refusal_of(ending()) is Reason.ORDERS_WITHOUT_END
    story.hear(done(county.POLICE))
    assert story.refusal_of(ending(report=county.MEDIATOR)) is Reason.CANNOT_BE_CALLED

    story.hear(ending(report=county.JUSTICE_OFFICE))

    assert story.told()[-3:] == [
        ("incident-stood-down", "justice_office@sl-t1"),
        ("incident-stood-down", "police_station@sl-t1"),
        ("closing-report-owed", "justice_office@sl-t1"),
    ]
    assert story.waiting() == [("file-closing-report", "justice_office@sl-t1")]
    assert story.refusal_of(report(by=county.COMMISSIONER)) is Reason.NOT_YOURS_TO_DO
    story.hear(report(by=county.JUSTICE_OFFICE))
    assert (story.state.stage, story.state.outcome) == (Stage.CLOSED, Outcome.REPORT_FILED)
    assert INCIDENT.view(story.state).case.closed_at == story.at
    assert story.letters[-1].kind == "export-history"


@pytest.mark.parametrize("writer", [county.COMMISSIONER, county.DISPATCHER])
def test_the_commander_or_the_centre_may_write_the_closing_report(writer: Any) -> None:
    story = an_incident()

    story.hear(ending(report=writer))
    story.hear(report(by=writer))

    assert story.state.has_ended


def test_the_log_keeps_reports_decisions_and_notes() -> None:
    story = an_incident()
    story.hear(commands.FileSituationReport(id=KEY, by=county.POLICE, words=WORDS))
    story.hear(commands.RecordCommandDecision(id=KEY, by=county.COMMISSIONER, words=WORDS))
    story.hear(notes.AddNote(id=KEY, by=county.DISPATCHER, words=WORDS))

    assert [type(event) for event in story.events[1:]] == [
        events.SituationReported,
        events.CommandDecisionRecorded,
        notes.NoteAdded,
    ]


def test_a_calendar_that_is_published_moves_no_minute_of_an_order() -> None:
    story = an_incident()
    story.hear(ordering(county.POLICE))
    notice = YearNotice(9, 2026, "a notice", frozenset({county.MONDAY.date()}), frozenset())
    series = county.TOLD.calendar.series

    (event,) = story.hear(
        timekeeping.CalendarPublished(version=f"{series}.9", series=series, notices=(notice,))
    )

    assert isinstance(event, timekeeping.DueDatesRecomputed)
    assert event.moved == ()


def test_an_event_of_another_procedure_is_no_event_of_an_incident() -> None:
    with pytest.raises(TypeError):
        evolve(an_incident().state, DispatchMinutesRecorded(at=county.MONDAY, words=WORDS))


def test_a_danger_names_the_entry_it_came_from() -> None:
    first = danger(origin="petition/sl/SL-2026-1/1", origin_seq=4)

    assert (first.origin, first.origin_seq, first.by) == ("petition/sl/SL-2026-1/1", 4, None)
