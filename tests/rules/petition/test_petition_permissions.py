"""Who may ask for what about a petition, and when: the whole of it, written out."""

from collections.abc import Callable, Iterable, Mapping

import pytest

import counties
from rules import danger, tracking
from rules.petition import commands
from rules.petition.matter import Stage
from rules.petition.procedure import PETITION
from rules.procedure import Officer
from tests.rules import county
from tests.rules.petition.story import (
    PetitionStory,
    a_petition,
    accepted,
    disputed,
    handed_in_at,
    signed,
    standing_at,
    transferred,
)
from tests.rules.story import KEY, WORDS

LETTERS = {
    "classify": "C",
    "record_first_visit": "F",
    "transfer": "T",
    "assign": "A",
    "guide": "G",
    "not_accept": "N",
    "flag_urgent": "U",
    "report_up": "R",
    "conclude_elsewhere": "E",
    "object_to_transfer": "O",
    "take_back": "B",
    "reject_objection": "J",
    "call_joint_meeting": "M",
    "settle_competence": "S",
    "name_successor": "Y",
    "accept": "a",
    "appoint_handler": "p",
    "switch_to_ordinary": "w",
    "hear_facts": "h",
    "draw_panel": "d",
    "hold_hearing": "g",
    "propose_mediation": "m",
    "hand_off": "t",
    "request_extension": "x",
    "approve_extension": "X",
    "refuse_extension": "z",
    "draft_opinion": "o",
    "sign_opinion": "s",
    "answer_suggestion": "v",
    "close_settled": "c",
    "serve_opinion": "V",
    "report_back": "b",
    "refer_act": "P",
    "add_note": "n",
    "send_message": "l",
    "ask_supplement": "q",
    "record_supplement": "r",
    "acknowledge_danger": "D",
    "correct_start": "K",
    "correct_particulars": "I",
}

# In every table the window clerk of the county received it first, a danger waits for an answer, and nobody is
# recused. The responsible department is the one that has it; "discipline" sits nowhere in a petition.

UNTIL_IT_IS_TAKEN = """
seat                                     routing            direct           transferred      objection
village_party_secretary@village          -                  -                -                -
posted_township_cadre@village            -                  -                -                -
peoples_mediator@village                 -                  -                -                -
grid_worker@village                      -                  -                -                -
political_legal_commissioner@township    -                  -                -                -
justice_office@township                  -                  -                -                -
police_station@township                  D                  D                D                D
township_petition_office@township        -                  -                -                -
township_head@township                   -                  -                -                -
window_clerk@county                      FnrI               FnrI             FnrI             FnrI
centre_dispatcher@county                 -                  -                -                -
supervisor@county                        -                  -                -                -
dispute_resolution_centre@county         -                  -                -                -
petition_reception_centre@county         -                  -                -                -
county_leader@county                     -                  -                -                -
petition_mediation_docking_office@county -                  -                -                -
auditor@county                           -                  -                -                -
archivist@county                         -                  -                -                -
petition_bureau@county                   CFTAGNUREmtcnlqrKI CFUREBJYnlqrKI   CFUREBJYnlqrKI   CFUREBJYnlqrKI
petition_bureau_head@county              P                  P                P                P
triage_officer@county                    CFUREnrI           CFUREnrI         CFUREnrI         CFUREnrI
legal_service_window@county              -                  -                -                -
review_handler@county                    -                  -                -                -
dept_handler@department                  -                  FGNUROamtcbnlqrI FGNUROamtcbnlqrI FGNUROamtcbnlqrI
dept_head@department                     -                  FGNUROamtcbnlqrI FGNUROamtcbnlqrI FGNUROamtcbnlqrI
review_handler@superior                  -                  -                -                -
review_head@superior                     -                  -                -                -
docking_clerk@agency                     -                  -                -                -
township_petition_office@other-township  -                  -                -                -
township_head@other-township             -                  -                -                -
police_station@other-township            -                  -                -                -
dept_handler@other-department            -                  -                -                -
dept_head@other-department               -                  -                -                -
discipline_clerk@county                  -                  -                -                -
system_admin@county                      -                  -                -                -
security_admin@county                    -                  -                -                -
petitioner@county                        -                  -                -                -
"""

AFTERWARDS = """
seat                                      competence    handling                 serving
village_party_secretary@village           -             -                        -
posted_township_cadre@village             -             -                        -
peoples_mediator@village                  -             -                        -
grid_worker@village                       -             -                        -
political_legal_commissioner@township     -             -                        -
justice_office@township                   -             -                        -
police_station@township                   D             D                        D
township_petition_office@township         -             -                        -
township_head@township                    -             -                        -
window_clerk@county                       FnrI          FnrI                     FnrI
centre_dispatcher@county                  -             -                        -
supervisor@county                         -             -                        -
dispute_resolution_centre@county          -             -                        -
petition_reception_centre@county          -             -                        -
county_leader@county                      S             -                        -
petition_mediation_docking_office@county  -             -                        -
auditor@county                            -             -                        -
archivist@county                          -             -                        -
petition_bureau@county                    CFUREMnlqrKI  CFUREYnlqrKI             CFUREYVnlqrKI
petition_bureau_head@county               P             P                        P
triage_officer@county                     CFUREnrI      CFUREnrI                 CFUREnrI
legal_service_window@county               -             -                        -
review_handler@county                     -             -                        -
dept_handler@department                   FURnlqrI      FURwhdgmtxocbnlqrI       FURVbnlqrI
dept_head@department                      FURnlqrI      FURpwhdgmtxXzosvcbnlqrI  FURVbnlqrI
review_handler@superior                   -             -                        -
review_head@superior                      -             -                        -
docking_clerk@agency                      -             -                        -
township_petition_office@other-township   -             -                        -
township_head@other-township              -             -                        -
police_station@other-township             -             -                        -
dept_handler@other-department             -             -                        -
dept_head@other-department                -             -                        -
discipline_clerk@county                   -             -                        -
system_admin@county                       -             -                        -
security_admin@county                     -             -                        -
petitioner@county                         -             -                        -
"""

# The township of the matter has it.

OF_A_TOWNSHIP = """
seat                                      with-the-township  township-handling        township-serving
village_party_secretary@village           -                  -                        -
posted_township_cadre@village             -                  -                        -
peoples_mediator@village                  -                  -                        -
grid_worker@village                       -                  -                        -
political_legal_commissioner@township     -                  -                        -
justice_office@township                   -                  -                        -
police_station@township                   D                  D                        D
township_petition_office@township         FGNUROamtcbnlqrI   FURwhdgmtxocbnlqrI       FURVbnlqrI
township_head@township                    FGNUROamtcbnlqrI   FURpwhdgmtxXzosvcbnlqrI  FURVbnlqrI
window_clerk@county                       FnrI               FnrI                     FnrI
centre_dispatcher@county                  -                  -                        -
supervisor@county                         -                  -                        -
dispute_resolution_centre@county          -                  -                        -
petition_reception_centre@county          -                  -                        -
county_leader@county                      -                  -                        -
petition_mediation_docking_office@county  -                  -                        -
auditor@county                            -                  -                        -
archivist@county                          -                  -                        -
petition_bureau@county                    CFUREBJYnlqrKI     CFUREYnlqrKI             CFUREYVnlqrKI
petition_bureau_head@county               P                  P                        P
triage_officer@county                     CFUREnrI           CFUREnrI                 CFUREnrI
legal_service_window@county               -                  -                        -
review_handler@county                     -                  -                        -
dept_handler@department                   -                  -                        -
dept_head@department                      -                  -                        -
review_handler@superior                   -                  -                        -
review_head@superior                      -                  -                        -
docking_clerk@agency                      -                  -                        -
township_petition_office@other-township   -                  -                        -
township_head@other-township              -                  -                        -
police_station@other-township             -                  -                        -
dept_handler@other-department             -                  -                        -
dept_head@other-department                -                  -                        -
discipline_clerk@county                   -                  -                        -
system_admin@county                       -                  -                        -
security_admin@county                     -                  -                        -
petitioner@county                         -                  -                        -
"""

# Every column: its table, and how a petition comes to stand there.
COLUMNS: Mapping[str, tuple[str, Callable[[], PetitionStory]]] = {
    "routing": (UNTIL_IT_IS_TAKEN, a_petition),
    "direct": (UNTIL_IT_IS_TAKEN, handed_in_at),
    "transferred": (UNTIL_IT_IS_TAKEN, transferred),
    "objection": (UNTIL_IT_IS_TAKEN, lambda: transferred().object()),
    "competence": (AFTERWARDS, disputed),
    "handling": (AFTERWARDS, accepted),
    "serving": (AFTERWARDS, signed),
    "with-the-township": (OF_A_TOWNSHIP, lambda: transferred(to=county.TOWNSHIP)),
    "township-handling": (OF_A_TOWNSHIP, lambda: transferred(to=county.TOWNSHIP).accept()),
    "township-serving": (
        OF_A_TOWNSHIP,
        lambda: transferred(to=county.TOWNSHIP).accept().hear_facts().draft().sign(),
    ),
}
BY_CODE = "petitioner@county"  # whoever holds the tracking code: withdraws and contests, which are facts
NEVER_RESPONSIBLE = "sl-d8"
SEATS = [line.split()[0] for line in AFTERWARDS.strip().splitlines()[1:]]


def read(table: str, column: str) -> dict[str, str]:
    """Seat -> letters of one column."""
    head, *rows = [line.split() for line in table.strip().splitlines()]
    return {row[0]: row[head.index(column)].replace("-", "") for row in rows}


def officer_of(seat: str, story: PetitionStory) -> Officer:
    role, place = seat.split("@")
    if seat == BY_CODE:
        return tracking.holder(county.COUNTY)
    units = {
        "village": county.VILLAGE,
        "township": county.TOWNSHIP,
        "other-township": county.OTHER_TOWNSHIP,
        "county": county.COUNTY,
        "superior": "sl-city",
        "agency": "sl-a1",
        "department": story.state.unit,
        "other-department": NEVER_RESPONSIBLE,
    }
    return county.seated(role, units[place])


def allowed(story: PetitionStory, seats: Iterable[str]) -> dict[str, str]:
    """Seat -> letters of what its holder may ask for now, as the procedure says."""
    shown = {}
    for seat in seats:
        permitted = PETITION.permitted(story.state, officer_of(seat, story))
        shown[seat] = "".join(LETTERS[name] for name in LETTERS if PETITION.commands[name] in permitted)
    return shown


def with_danger(story: PetitionStory) -> PetitionStory:
    story.hear(danger.DangerReported(words=WORDS))
    return story


def test_the_table_names_every_command_and_every_seat_of_the_county() -> None:
    organs = {unit.id: unit.organ for unit in counties.units("demo")}
    seats = {f"{person.role}@{organs[person.unit]}" for person in counties.people("demo")}

    assert set(LETTERS) == set(PETITION.commands)
    assert len(set(LETTERS.values())) == len(LETTERS)
    for column, (table, _) in COLUMNS.items():
        assert set(read(table, column)) == seats | {
            BY_CODE,
            "dept_handler@other-department",
            "dept_head@other-department",
            "township_petition_office@other-township",
            "township_head@other-township",
            "police_station@other-township",
        }


@pytest.mark.parametrize("column", COLUMNS)
def test_each_seat_may_do_what_the_table_says(column: str) -> None:
    table, standing_there = COLUMNS[column]

    story = with_danger(standing_there())

    assert allowed(story, SEATS) == read(table, column)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.CLOSED])
def test_the_same_seats_of_another_county_may_do_nothing(stage: Stage) -> None:
    story = with_danger(standing_at(stage))

    for seat in SEATS:
        elsewhere = county.seated(seat.split("@")[0], "another-county")
        assert PETITION.permitted(story.state, elsewhere) == frozenset()


def test_when_it_has_ended_nobody_may_do_anything() -> None:
    story = standing_at(Stage.CLOSED)

    assert set(allowed(story, SEATS).values()) == {""}


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.CLOSED])
def test_whoever_received_it_first_may_follow_it_wherever_it_goes(stage: Stage) -> None:
    """NG-18: no transfer takes the first receiver's part away."""
    worker = county.seated("grid_worker", county.VILLAGE)
    story = standing_at(stage, by=worker, received_by=county.VILLAGE)

    assert {kind.__name__ for kind in PETITION.permitted(story.state, worker)} == {
        "RecordFirstVisit",
        "AddNote",
        "RecordSupplement",
        "CorrectParticulars",
    }


def test_whoever_has_stepped_aside_does_nothing_more_here() -> None:
    """XFTL 28(3)."""
    story = accepted()
    handler = story.handler
    story.hear(commands.ConflictDeclared(person=handler.person))

    assert PETITION.permitted(story.state, handler) == frozenset()
    assert PETITION.why_not(story.state, handler)[commands.HearFacts].code == "recused"


def test_whoever_has_handled_it_does_not_approve_that_it_is_referred() -> None:
    """XFTL 47, NG-10: the approver is somebody else."""
    story = accepted()
    head = county.seated("petition_bureau_head", county.COUNTY)
    assert commands.ReferAct in PETITION.permitted(story.state, head)

    as_a_handler = Officer(head.person, story.handler.role, story.handler.unit)
    story.hear(commands.HearFacts(id=KEY, by=as_a_handler, record=WORDS))

    assert PETITION.why_not(story.state, head)[commands.ReferAct].code == "asked-by-the-handler"


def test_whoever_ends_it_has_handled_it() -> None:
    """XH-02: nobody audits a closure of their own."""
    guided = transferred(route="R-46", to="sl-d14")
    handler = guided.handler
    guided.guide()

    assert guided.state.hands == {handler.person}


def test_where_another_township_has_it_danger_still_goes_to_the_police_of_the_place() -> None:
    """RMTJ 25."""
    story = with_danger(transferred(to=county.OTHER_TOWNSHIP))
    theirs = county.seated("police_station", county.OTHER_TOWNSHIP)

    assert story.tasks()["answer-danger"] == ("police_station", county.TOWNSHIP)
    assert story.notices()[-1] == ("danger", "police_station", county.TOWNSHIP)
    assert commands_of(story, county.POLICE) == {"AcknowledgeDanger"}
    assert commands_of(story, theirs) == set()


def test_where_no_place_is_known_danger_goes_to_the_dispatcher() -> None:
    """RMTJ 25: never to nobody."""
    story = with_danger(a_petition(village=None, township=None))

    assert story.notices()[-1] == ("danger", "centre_dispatcher", county.COUNTY)
    assert commands_of(story, county.DISPATCHER) == {"AcknowledgeDanger"}


def commands_of(story: PetitionStory, officer: Officer) -> set[str]:
    return {kind.__name__ for kind in PETITION.permitted(story.state, officer)}
