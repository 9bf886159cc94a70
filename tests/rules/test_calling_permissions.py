"""Who may do what when units are called out: the whole of it, written out. A row added to it shows here."""

from collections.abc import Callable

import pytest

import counties
from rules.dispatch.procedure import DISPATCH
from rules.incident import commands
from rules.incident.matter import Function, Stage
from rules.incident.procedure import INCIDENT
from rules.procedure import Officer, Procedure
from rules.staffing import SeatsLookedAt
from tests.rules import county
from tests.rules.calling_out import (
    LABOUR,
    TOWNSHIP_HEAD,
    a_danger,
    a_dispatch,
    an_incident,
    ending,
    offering,
    ordering,
    posts,
)
from tests.rules.story import KEY, Story

OF_A_DISPATCH = {
    "report_for_duty": "R",
    "object_to_call": "O",
    "log_arrival": "L",
    "finish_unit_task": "F",
    "decide_call_objection": "D",
    "call_another_unit": "A",
    "stand_unit_down": "S",
    "call_off_dispatch": "X",
    "set_unit_task": "T",
    "drop_unit_task": "P",
    "record_dispatch_minutes": "M",
    "close_dispatch": "C",
    "add_note": "N",
}
OF_AN_INCIDENT = {
    "take_up_danger": "U",
    "put_danger_aside": "P",
    "serve_as": "V",
    "give_order": "G",
    "acknowledge_order": "A",
    "report_order_done": "R",
    "withdraw_order": "W",
    "file_situation_report": "S",
    "record_command_decision": "D",
    "regrade": "E",
    "offer_command": "O",
    "take_over_command": "T",
    "decline_command": "X",
    "stand_down": "Z",
    "file_closing_report": "F",
    "add_note": "N",
}

# A dispatch: by the centre's dispatcher, by the township's commissioner. The labour department leads, the
# police and the township's head are called beside it. An incident: a danger that waits; one that the
# commissioner commands, with the justice office as deputy, the police under orders, the command offered to
# the township's head; the same while the commissioner is away; stood down, the report the justice office's.

TABLE = """
seat                                       centre       township     danger   commanded   away        over
village_party_secretary@village            -            -            -        -           -           -
posted_township_cadre@village              -            -            -        -           -           -
peoples_mediator@village                   -            -            -        -           -           -
grid_worker@village                        -            -            -        -           -           -
political_legal_commissioner@township      -            LDASXTPMCN   UPSN     VGWSDEOZN   VGWSDEOZN   N
justice_office@township                    -            -            -        GWSDN       GWSDN       FN
police_station@township                    ROLFN        ROLFN        UPSN     ARSN        ARSN        N
township_petition_office@township          -            -            -        -           -           -
township_head@township                     ROLFN        ROLFN        -        TX          TX          -
window_clerk@county                        -            -            -        -           -           -
centre_dispatcher@county                   LDASXTPMCN   -            UPSN     SN          STXN        N
supervisor@county                          -            -            -        -           -           -
discipline_clerk@county                    -            -            -        -           -           -
system_admin@county                        -            -            -        -           -           -
security_admin@county                      -            -            -        -           -           -
dispute_resolution_centre@county           -            -            -        -           -           -
petition_reception_centre@county           -            -            -        -           -           -
county_leader@county                       -            -            -        -           -           -
petition_mediation_docking_office@county   -            -            -        -           -           -
auditor@county                             -            -            -        -           -           -
archivist@county                           -            -            -        -           -           -
petition_bureau@county                     -            -            -        -           -           -
petition_bureau_head@county                -            -            -        -           -           -
triage_officer@county                      -            -            -        -           -           -
legal_service_window@county                -            -            -        -           -           -
review_handler@county                      -            -            -        -           -           -
dept_handler@department                    -            -            -        -           -           -
dept_head@department                       ROLFTPMCN    ROLFTPMCN    -        -           -           -
review_handler@superior                    -            -            -        -           -           -
review_head@superior                       -            -            -        -           -           -
docking_clerk@agency                       -            -            -        -           -           -
"""


def whistled_by(officer: Officer) -> Story:
    return a_dispatch(by=officer, called=posts(LABOUR, county.POLICE, TOWNSHIP_HEAD))


def commanded() -> Story:
    story = an_incident()
    deputy = {"function": Function.DEPUTY, "role": "justice_office", "unit": county.TOWNSHIP}
    story.hear(commands.ServeAs(id=KEY, by=county.COMMISSIONER, **deputy))  # type: ignore[arg-type]
    story.hear(ordering(county.POLICE))
    story.hear(offering(TOWNSHIP_HEAD))
    return story


def away() -> Story:
    story = commanded()
    story.hear(SeatsLookedAt(on_leave=frozenset({county.COMMISSIONER.person})))
    return story


def over() -> Story:
    story = an_incident()
    story.hear(ending(report=county.JUSTICE_OFFICE))
    return story


COLUMNS: tuple[tuple[Procedure, dict[str, str], Callable[[], Story]], ...] = (
    (DISPATCH, OF_A_DISPATCH, lambda: whistled_by(county.DISPATCHER)),
    (DISPATCH, OF_A_DISPATCH, lambda: whistled_by(county.COMMISSIONER)),
    (INCIDENT, OF_AN_INCIDENT, a_danger),
    (INCIDENT, OF_AN_INCIDENT, commanded),
    (INCIDENT, OF_AN_INCIDENT, away),
    (INCIDENT, OF_AN_INCIDENT, over),
)
EACH_COLUMN = pytest.mark.parametrize("column", range(len(COLUMNS)))


def read(column: int) -> dict[str, str]:
    """Seat -> letters of one column."""
    rows = [line.split() for line in TABLE.strip().splitlines()[1:]]
    return {row[0]: "".join(sorted(row[1 + column].replace("-", ""))) for row in rows}


def allowed(column: int, places: dict[str, str]) -> dict[str, str]:
    """Seat -> letters of what its holder may ask for now, as the procedure says."""
    procedure, letters, begin = COLUMNS[column]
    story, shown = begin(), {}
    for seat in read(column):
        role, organ = seat.split("@")
        permitted = procedure.permitted(story.state, county.seated(role, places[organ]))
        names = (name for name, kind in procedure.commands.items() if kind in permitted)
        shown[seat] = "".join(sorted(letters[name] for name in names))
    return shown


def test_the_table_names_every_command_and_every_seat() -> None:
    organs = {unit.id: unit.organ for unit in counties.units("demo")}
    seats = {f"{person.role}@{organs[person.unit]}" for person in counties.people("demo")}

    assert set(OF_A_DISPATCH) == set(DISPATCH.commands)
    assert set(OF_AN_INCIDENT) == set(INCIDENT.commands)
    assert set(read(0)) == seats
    stages = {begin().state.stage for procedure, _, begin in COLUMNS if procedure is INCIDENT}
    assert stages == set(Stage) - {Stage.CLOSED}


@EACH_COLUMN
def test_each_seat_may_do_what_the_table_says(column: int) -> None:
    assert allowed(column, county.PLACES) == read(column)


@EACH_COLUMN
def test_the_same_seats_of_another_place_may_do_nothing(column: int) -> None:
    assert set(allowed(column, county.ELSEWHERE).values()) == {""}
