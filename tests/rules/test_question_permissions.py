"""Who may do what with a question, and when: the whole of it, written out. A row added to it shows here."""

import pytest

import counties
from rules import danger
from rules.consultation.matter import Stage
from rules.consultation.procedure import CONSULTATION
from rules.procedure import Officer
from tests.rules import county
from tests.rules.questions import LABOUR, TOWNSHIP_OFFICE, WINDOW, QuestionStory, a_question, answer
from tests.rules.story import WORDS

LETTERS = {
    "answer_on_the_spot": "A",
    "answer_question": "Q",
    "book_service": "B",
    "rebook_service": "R",
    "cancel_booking": "X",
    "record_consultation_service": "S",
    "hand_over_question": "H",
    "ask_supplement": "M",
    "record_supplement": "G",
    "turn_into_petition": "P",
    "turn_into_dispute": "T",
    "add_note": "N",
    "send_message": "E",
    "acknowledge_danger": "D",
    "correct_start": "K",
    "correct_particulars": "I",
}

# In every table a danger waits for an answer. The column says where the question was received and lies.

ASKED = """
seat                                       county         township       department
village_party_secretary@village            -              -              -
posted_township_cadre@village              -              -              -
peoples_mediator@village                   -              -              -
grid_worker@village                        -              -              -
political_legal_commissioner@township      -              -              -
justice_office@township                    -              -              -
police_station@township                    D              D              D
township_petition_office@township          -              AQBSHMGPTNEI   -
township_head@township                     -              -              -
window_clerk@county                        AQBSHMGPTNEI   I              I
centre_dispatcher@county                   K              K              K
supervisor@county                          -              -              -
discipline_clerk@county                    -              -              -
system_admin@county                        -              -              -
security_admin@county                      -              -              -
dispute_resolution_centre@county           -              -              -
petition_reception_centre@county           -              -              -
county_leader@county                       -              -              -
petition_mediation_docking_office@county   -              -              -
auditor@county                             -              -              -
archivist@county                           -              -              -
petition_bureau@county                     -              -              -
petition_bureau_head@county                -              -              -
triage_officer@county                      -              -              -
legal_service_window@county                AQBSHMGPTNEI   BSGPTNEI       BSGPTNEI
review_handler@county                      -              -              -
dept_handler@department                    -              -              AQBSHMGPTNEI
dept_head@department                       -              -              -
review_handler@superior                    -              -              -
review_head@superior                       -              -              -
docking_clerk@agency                       -              -              -
"""

BOOKED = """
seat                                       county        township      department
village_party_secretary@village            -             -             -
posted_township_cadre@village              -             -             -
peoples_mediator@village                   -             -             -
grid_worker@village                        -             -             -
political_legal_commissioner@township      -             -             -
justice_office@township                    -             -             -
police_station@township                    D             D             D
township_petition_office@township          -             QRXSMGPTNEI   -
township_head@township                     -             -             -
window_clerk@county                        QRXSMGPTNEI   I             I
centre_dispatcher@county                   K             K             K
supervisor@county                          -             -             -
discipline_clerk@county                    -             -             -
system_admin@county                        -             -             -
security_admin@county                      -             -             -
dispute_resolution_centre@county           -             -             -
petition_reception_centre@county           -             -             -
county_leader@county                       -             -             -
petition_mediation_docking_office@county   -             -             -
auditor@county                             -             -             -
archivist@county                           -             -             -
petition_bureau@county                     -             -             -
petition_bureau_head@county                -             -             -
triage_officer@county                      -             -             -
legal_service_window@county                QRXSMGPTNEI   RXSGPTNEI     RXSGPTNEI
review_handler@county                      -             -             -
dept_handler@department                    -             -             QRXSMGPTNEI
dept_head@department                       -             -             -
review_handler@superior                    -             -             -
review_head@superior                       -             -             -
docking_clerk@agency                       -             -             -
"""

SETTLED = """
seat                                       county   township   department
village_party_secretary@village            -        -          -
posted_township_cadre@village              -        -          -
peoples_mediator@village                   -        -          -
grid_worker@village                        -        -          -
political_legal_commissioner@township      -        -          -
justice_office@township                    -        -          -
police_station@township                    D        D          D
township_petition_office@township          -        NEI        -
township_head@township                     -        -          -
window_clerk@county                        NEI      I          I
centre_dispatcher@county                   -        -          -
supervisor@county                          -        -          -
discipline_clerk@county                    -        -          -
system_admin@county                        -        -          -
security_admin@county                      -        -          -
dispute_resolution_centre@county           -        -          -
petition_reception_centre@county           -        -          -
county_leader@county                       -        -          -
petition_mediation_docking_office@county   -        -          -
auditor@county                             -        -          -
archivist@county                           -        -          -
petition_bureau@county                     -        -          -
petition_bureau_head@county                -        -          -
triage_officer@county                      -        -          -
legal_service_window@county                NEI      NEI        NEI
review_handler@county                      -        -          -
dept_handler@department                    -        -          NEI
dept_head@department                       -        -          -
review_handler@superior                    -        -          -
review_head@superior                       -        -          -
docking_clerk@agency                       -        -          -
"""

RECEIVERS = (WINDOW, TOWNSHIP_OFFICE, LABOUR)


def read(table: str, column: int) -> dict[str, str]:
    """Seat -> letters of one column."""
    rows = [line.split() for line in table.strip().splitlines()[1:]]
    return {row[0]: row[1 + column].replace("-", "") for row in rows}


def officer_of(seat: str, places: dict[str, str]) -> Officer:
    role, organ = seat.split("@")
    return county.seated(role, places[organ])


def allowed(story: QuestionStory, places: dict[str, str]) -> dict[str, str]:
    """Seat -> letters of what its holder may ask for now, as the procedure says."""
    shown = {}
    for seat in read(ASKED, 0):
        permitted = CONSULTATION.permitted(story.state, officer_of(seat, places))
        shown[seat] = "".join(LETTERS[name] for name in LETTERS if CONSULTATION.commands[name] in permitted)
    return shown


def standing_at(receiver: Officer, stage: Stage) -> QuestionStory:
    story = a_question(by=receiver)
    story.hear(danger.DangerReported(words=WORDS))
    if stage is Stage.BOOKED:
        story.book()
    if stage is Stage.SETTLED:
        story.hear(answer(by=receiver))
    assert story.state.stage is stage
    return story


def test_the_tables_name_every_command_and_every_seat() -> None:
    organs = {unit.id: unit.organ for unit in counties.units("demo")}
    seats = {f"{person.role}@{organs[person.unit]}" for person in counties.people("demo")}

    assert set(LETTERS) == set(CONSULTATION.commands)
    for table in (ASKED, BOOKED, SETTLED):
        assert set(read(table, 0)) == seats


@pytest.mark.parametrize("column", [0, 1, 2])
@pytest.mark.parametrize("stage", [Stage.ASKED, Stage.BOOKED, Stage.SETTLED])
def test_each_seat_may_do_with_a_question_what_the_table_says(stage: Stage, column: int) -> None:
    table = {Stage.ASKED: ASKED, Stage.BOOKED: BOOKED, Stage.SETTLED: SETTLED}[stage]

    assert allowed(standing_at(RECEIVERS[column], stage), county.PLACES) == read(table, column)


@pytest.mark.parametrize("column", [0, 1, 2])
@pytest.mark.parametrize("stage", [Stage.ASKED, Stage.BOOKED, Stage.SETTLED])
def test_the_same_seats_of_another_place_may_do_nothing_with_it(stage: Stage, column: int) -> None:
    assert set(allowed(standing_at(RECEIVERS[column], stage), county.ELSEWHERE).values()) == {""}


def test_when_a_question_has_ended_nobody_may_do_anything() -> None:
    story = a_question()
    story.hear(answer())

    assert set(allowed(story, county.PLACES).values()) == {""}
