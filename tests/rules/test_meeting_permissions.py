"""Who may do what with a meeting, and when: the whole of it, written out. A row added to it shows here."""

import pytest

import counties
from rules.meeting import commands
from rules.meeting.matter import Stage
from rules.meeting.procedure import MEETING
from rules.procedure import Officer
from tests.rules import county
from tests.rules.meetings import LEADER, MeetingStory, a_meeting, under_way
from tests.rules.story import WORDS
from tests.rules.test_question_permissions import officer_of, read

LETTERS = {
    "add_item": "A",
    "draw_agenda": "G",
    "file_briefing": "B",
    "invite": "I",
    "record_consent_to_recording": "C",
    "decide_day": "Y",
    "move_meeting": "M",
    "cancel_meeting": "X",
    "book_visit": "V",
    "cancel_visit": "W",
    "draw_hearing_panel": "H",
    "begin_meeting": "S",
    "receive_visitors": "R",
    "end_as_matter": "E",
    "decide_item": "D",
    "assign_task": "T",
    "decline_item": "N",
    "attach_panel_opinion": "O",
    "finish_session": "F",
    "file_minutes": "U",
    "report_task": "P",
    "ask_to_pass_on": "K",
    "answer_passing_on": "L",
    "end_following": "Z",
}
# The column says which kind it is: a leader's reception at the county, a hearing panel there, a talk on the
# fours in the village, the supervisor's monthly meeting. Where it is being carried out, a department has a
# task and the leader follows a matter.

PLANNED = """
seat                                       reception   hearing-panel   talk-on-the-fours   supervision
village_party_secretary@village            -           -               ABICMXS             -
posted_township_cadre@village              -           -               -                   -
peoples_mediator@village                   -           -               ABICM               -
grid_worker@village                        -           -               -                   -
political_legal_commissioner@township      -           -               -                   -
justice_office@township                    -           -               -                   -
police_station@township                    -           -               -                   -
township_petition_office@township          -           -               -                   -
township_head@township                     -           -               -                   -
window_clerk@county                        -           -               -                   -
centre_dispatcher@county                   -           -               -                   -
supervisor@county                          -           -               -                   AGBICMXS
discipline_clerk@county                    -           -               -                   -
system_admin@county                        -           -               -                   -
security_admin@county                      -           -               -                   -
dispute_resolution_centre@county           -           -               -                   -
petition_reception_centre@county           ABICMVW     -               -                   -
county_leader@county                       ABICMXVWS   -               -                   -
petition_mediation_docking_office@county   -           -               -                   -
auditor@county                             -           -               -                   -
archivist@county                           -           -               -                   -
petition_bureau@county                     -           ABICMH          -                   -
petition_bureau_head@county                -           ABICMXHS        -                   -
triage_officer@county                      -           -               -                   -
legal_service_window@county                -           -               -                   -
review_handler@county                      -           -               -                   -
dept_handler@department                    -           -               -                   -
dept_head@department                       -           -               -                   -
review_handler@superior                    -           -               -                   -
review_head@superior                       -           -               -                   -
docking_clerk@agency                       -           -               -                   -
"""

UNDER_WAY = """
seat                                       reception    hearing-panel   talk-on-the-fours   supervision
village_party_secretary@village            -            -               ABICREDTNF          -
posted_township_cadre@village              -            -               -                   -
peoples_mediator@village                   -            -               ABICRE              -
grid_worker@village                        -            -               -                   -
political_legal_commissioner@township      -            -               -                   -
justice_office@township                    -            -               -                   -
police_station@township                    -            -               -                   -
township_petition_office@township          -            -               -                   -
township_head@township                     -            -               -                   -
window_clerk@county                        -            -               -                   -
centre_dispatcher@county                   -            -               -                   -
supervisor@county                          -            -               -                   ABICREDTNF
discipline_clerk@county                    -            -               -                   -
system_admin@county                        -            -               -                   -
security_admin@county                      -            -               -                   -
dispute_resolution_centre@county           -            -               -                   -
petition_reception_centre@county           ABICRE       -               -                   -
county_leader@county                       ABICREDTNF   -               -                   -
petition_mediation_docking_office@county   -            -               -                   -
auditor@county                             -            -               -                   -
archivist@county                           -            -               -                   -
petition_bureau@county                     -            ABICREO         -                   -
petition_bureau_head@county                -            ABICREDTNOF     -                   -
triage_officer@county                      -            -               -                   -
legal_service_window@county                -            -               -                   -
review_handler@county                      -            -               -                   -
dept_handler@department                    -            -               -                   -
dept_head@department                       -            -               -                   -
review_handler@superior                    -            -               -                   -
review_head@superior                       -            -               -                   -
docking_clerk@agency                       -            -               -                   -
"""

CARRYING_OUT = """
seat                                       reception   hearing-panel   talk-on-the-fours   supervision
village_party_secretary@village            -           -               UK                  -
posted_township_cadre@village              -           -               -                   -
peoples_mediator@village                   -           -               U                   -
grid_worker@village                        -           -               -                   -
political_legal_commissioner@township      -           -               -                   -
justice_office@township                    -           -               -                   -
police_station@township                    -           -               -                   -
township_petition_office@township          -           -               -                   -
township_head@township                     -           -               -                   -
window_clerk@county                        -           -               -                   -
centre_dispatcher@county                   -           -               -                   -
supervisor@county                          -           -               -                   UK
discipline_clerk@county                    -           -               -                   -
system_admin@county                        -           -               -                   -
security_admin@county                      -           -               -                   -
dispute_resolution_centre@county           -           -               -                   -
petition_reception_centre@county           U           -               -                   -
county_leader@county                       UKZ         -               -                   -
petition_mediation_docking_office@county   -           -               -                   -
auditor@county                             -           -               -                   -
archivist@county                           -           -               -                   -
petition_bureau@county                     -           U               -                   -
petition_bureau_head@county                L           UKL             L                   L
triage_officer@county                      -           -               -                   -
legal_service_window@county                -           -               -                   -
review_handler@county                      -           -               -                   -
dept_handler@department                    -           -               -                   -
dept_head@department                       P           P               P                   P
review_handler@superior                    -           -               -                   -
review_head@superior                       -           -               -                   -
docking_clerk@agency                       -           -               -                   -
"""

KINDS = ("reception", "hearing-panel", "talk-on-the-fours", "supervision")
TABLES = {Stage.PLANNED: PLANNED, Stage.UNDER_WAY: UNDER_WAY, Stage.CARRYING_OUT: CARRYING_OUT}


def allowed(story: MeetingStory, places: dict[str, str]) -> dict[str, str]:
    """Seat -> letters of what its holder may ask for now, as the procedure says."""
    shown = {}
    for seat in read(PLANNED, 0):
        permitted = MEETING.permitted(story.state, officer_of(seat, places))
        shown[seat] = "".join(LETTERS[name] for name in LETTERS if MEETING.commands[name] in permitted)
    return shown


def standing_at(kind: str, stage: Stage) -> MeetingStory:
    if stage is Stage.PLANNED:
        return a_meeting(kind)
    story = under_way(kind)
    if stage is Stage.CARRYING_OUT:
        story.add().receive(1).become(1)
        if story.state.kind.needs_briefing:
            story.brief(2)
        story.assign(2).finish()
    assert story.state.stage is stage
    return story


def test_the_tables_name_every_command_and_every_seat() -> None:
    organs = {unit.id: unit.organ for unit in counties.units("demo")}
    seats = {f"{person.role}@{organs[person.unit]}" for person in counties.people("demo")}

    assert set(LETTERS) == set(MEETING.commands)
    for table in TABLES.values():
        assert set(read(table, 0)) == seats


@pytest.mark.parametrize("column", range(len(KINDS)), ids=KINDS)
@pytest.mark.parametrize("stage", TABLES)
def test_each_seat_may_do_with_a_meeting_what_the_table_says(stage: Stage, column: int) -> None:
    assert allowed(standing_at(KINDS[column], stage), county.PLACES) == read(TABLES[stage], column)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", TABLES)
def test_the_same_seats_of_another_place_may_do_nothing_with_it(stage: Stage, kind: str) -> None:
    assert set(allowed(standing_at(kind, stage), county.ELSEWHERE).values()) == {""}


def test_whoever_holds_a_code_books_and_cancels_at_a_reception_and_does_nothing_else() -> None:
    holder = Officer("tracking-code", "petitioner", county.COUNTY)

    assert MEETING.permitted(a_meeting().state, holder) == {commands.BookVisit, commands.CancelVisit}
    assert MEETING.permitted(a_meeting("joint").state, holder) == set()


def test_on_a_day_off_the_convener_may_decide_about_it() -> None:
    story = a_meeting()
    assert commands.DecideDay not in MEETING.permitted(story.state, LEADER)


def test_when_a_meeting_has_ended_nobody_may_do_anything() -> None:
    story = a_meeting().ask(commands.CancelMeeting, reason=WORDS)

    assert set(allowed(story, county.PLACES).values()) == {""}
