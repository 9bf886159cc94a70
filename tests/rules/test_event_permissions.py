"""Who may do what with an event, and when: the whole of it, written out. A row added to it shows here."""

import pytest

import counties
from rules import danger
from rules.event.matter import Stage
from rules.event.procedure import EVENT
from rules.gazetteer import Location
from rules.procedure import Officer
from tests.rules import county
from tests.rules.event_stories import (
    AT_THE_LANE,
    CITY_OFFICE,
    GRID_WORKER,
    IN_THE_TOWNSHIP,
    NOWHERE,
    EventStory,
    an_event,
    analysis,
    approval,
    pass_on,
    sign_in,
)
from tests.rules.story import WORDS

LETTERS = {
    "sign_in": "S",
    "pass_on": "F",
    "respond": "R",
    "record_handling": "H",
    "propose_closing": "C",
    "approve_closing": "A",
    "send_event_back": "B",
    "record_analysis": "Y",
    "turn_event_into_petition": "P",
    "turn_event_into_dispute": "T",
    "add_note": "N",
    "send_message": "E",
    "acknowledge_danger": "D",
    "correct_start": "K",
    "correct_particulars": "I",
}

# In every table a danger waits for an answer. The column says whose the event is: a grid's, a township's, a
# department's, or the county's own (then nobody has said where it is, and the county's dispatcher is told).
# Seats that are in no table may do nothing.

SIGN_IN = """
seat                                       grid       township   department county
grid_worker@village                        SFPTNE     -          -          -
political_legal_commissioner@township      NE         SFPTNE     -          -
police_station@township                    D          D          D          -
dept_handler@department                    -          -          SFPTNE     -
window_clerk@county                        I          I          I          I
centre_dispatcher@county                   FPTNEKI    FPTNEKI    FPTNEKI    SFPTNEDKI
supervisor@county                          -          NE         NE         NE
county_leader@county                       -          -          -          NE
"""

HANDLING = """
seat                                       grid       township   department county
grid_worker@village                        FRHCPTNE   -          -          -
political_legal_commissioner@township      NE         FRHCPTNE   -          -
police_station@township                    D          D          D          -
dept_handler@department                    -          -          FRHCPTNE   -
window_clerk@county                        I          I          I          I
centre_dispatcher@county                   FPTNEKI    FPTNEKI    FPTNEKI    FRHCPTNEDKI
supervisor@county                          -          NE         NE         NE
county_leader@county                       -          -          -          NE
"""

# Whoever handled it is at the seat that handles it: there the dispatcher audits nothing.
AUDIT = """
seat                                       grid       township   department county
grid_worker@village                        NE         -          -          -
political_legal_commissioner@township      ABNE       NE         -          -
police_station@township                    D          D          D          -
dept_handler@department                    -          -          NE         -
window_clerk@county                        I          I          I          I
centre_dispatcher@county                   ABNEKI     ABNEKI     ABNEKI     NEDKI
supervisor@county                          -          NE         NE         ABNE
county_leader@county                       -          -          -          NE
"""

ANALYSIS = """
seat                                       grid       township   department county
grid_worker@village                        NE         -          -          -
political_legal_commissioner@township      YNE        NE         -          -
police_station@township                    D          D          D          -
dept_handler@department                    -          -          NE         -
window_clerk@county                        I          I          I          I
centre_dispatcher@county                   YNEKI      YNEKI      YNEKI      YNEDKI
supervisor@county                          -          NE         NE         YNE
county_leader@county                       -          -          -          NE
"""

DANGER = """
seat                                       grid       township   department county
grid_worker@village                        NE         -          -          -
political_legal_commissioner@township      NE         NE         -          -
police_station@township                    D          D          D          -
dept_handler@department                    -          -          NE         -
window_clerk@county                        I          I          I          I
centre_dispatcher@county                   NEI        NEI        NEI        NEDI
supervisor@county                          -          NE         NE         NE
county_leader@county                       -          -          -          NE
"""

TABLES = {
    Stage.SIGN_IN: SIGN_IN,
    Stage.HANDLING: HANDLING,
    Stage.AUDIT: AUDIT,
    Stage.ANALYSIS: ANALYSIS,
    Stage.DANGER: DANGER,
}
COLUMNS: tuple[tuple[Location, str | None, Officer], ...] = (
    (AT_THE_LANE, None, GRID_WORKER),
    (IN_THE_TOWNSHIP, None, county.COMMISSIONER),
    (AT_THE_LANE, "sl-d10", CITY_OFFICE),
    (NOWHERE, None, county.DISPATCHER),
)
AUDITORS = (county.COMMISSIONER, county.DISPATCHER, county.DISPATCHER, county.SUPERVISOR)
PLACES = {**county.PLACES, "department": "sl-d10"}


def seats() -> set[str]:
    organs = {unit.id: unit.organ for unit in counties.units("demo")}
    return {f"{person.role}@{organs[person.unit]}" for person in counties.people("demo")}


def read(table: str, column: int) -> dict[str, str]:
    """Seat -> letters of one column; a seat that is not there may do nothing."""
    rows = [line.split() for line in table.strip().splitlines()[1:]]
    return dict.fromkeys(seats(), "") | {row[0]: row[1 + column].replace("-", "") for row in rows}


def officer_of(seat: str, places: dict[str, str]) -> Officer:
    role, organ = seat.split("@")
    return county.seated(role, places[organ])


def allowed(story: EventStory, places: dict[str, str]) -> dict[str, set[str]]:
    """Seat -> letters of what its holder may ask for now, as the procedure says."""
    shown = {}
    for seat in seats():
        permitted = EVENT.permitted(story.state, officer_of(seat, places))
        shown[seat] = {LETTERS[name] for name in LETTERS if EVENT.commands[name] in permitted}
    return shown


def standing(column: int, stage: Stage) -> EventStory:
    location, passed_to, handler = COLUMNS[column]
    story, auditor = an_event(location=location), AUDITORS[column]
    story.hear(danger.DangerReported(words=WORDS))
    if passed_to:
        story.hear(pass_on(passed_to))
    if stage is Stage.HANDLING:
        story.hear(sign_in(by=handler))
    elif stage is not Stage.SIGN_IN:
        story.handled(by=handler)
    if stage in (Stage.ANALYSIS, Stage.DANGER):
        story.hear(approval(by=auditor))
    if stage is Stage.DANGER:
        story.hear(analysis(by=auditor))
    assert story.state.stage is stage
    return story


def test_the_tables_name_every_command_and_no_seat_that_is_not_there() -> None:
    assert set(LETTERS) == set(EVENT.commands)
    for table in TABLES.values():
        assert {line.split()[0] for line in table.strip().splitlines()[1:]} < seats()


@pytest.mark.parametrize("column", range(4))
@pytest.mark.parametrize("stage", TABLES)
def test_each_seat_may_do_with_an_event_what_the_table_says(stage: Stage, column: int) -> None:
    said = {seat: set(letters) for seat, letters in read(TABLES[stage], column).items()}

    assert allowed(standing(column, stage), PLACES) == said


@pytest.mark.parametrize("column", range(4))
@pytest.mark.parametrize("stage", TABLES)
def test_the_same_seats_of_another_place_may_do_nothing_with_it(stage: Stage, column: int) -> None:
    assert not any(allowed(standing(column, stage), county.ELSEWHERE).values())
