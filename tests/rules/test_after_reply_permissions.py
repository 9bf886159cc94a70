"""Who may ask for what after a petition's reply and in its reviews: the whole of it, written out."""

import pytest

import counties
from rules import danger, tracking
from rules.petition_aftercare.codes import Ground
from rules.procedure import Officer
from rules.review import commands
from rules.review.matter import Instance, Stage
from tests.rules import county
from tests.rules.after_reply import (
    CITY,
    DEPARTMENT,
    PetitionAftercareStory,
    ReviewStory,
    anew,
    answered,
    asked_for,
    decided,
    served,
)
from tests.rules.story import WORDS, Story
from tests.rules.test_permissions import read

AFTERCARE_LETTERS = {
    "request_review": "Q",
    "record_evaluation": "E",
    "take_up_again": "U",
    "record_execution": "X",
    "record_review_carried_out": "R",
    "report_back": "B",
    "record_after_care": "L",
    "record_revisit": "V",
    "assess_closing": "A",
    "confirm_with_person": "C",
    "record_re_examination": "Z",
    "close_matter": "M",
    "handle_anew": "N",
    "acknowledge_danger": "D",
    "correct_start": "K",
    "correct_particulars": "I",
}
REVIEW_LETTERS = {
    "record_findings": "F",
    "draw_panel": "P",
    "hold_hearing": "H",
    "issue_review_opinion": "O",
    "serve_review_opinion": "S",
    "request_re_review": "Q",
    "acknowledge_danger": "D",
    "correct_start": "K",
    "suspend_clocks": "Z",
    "resume_clocks": "W",
    "correct_particulars": "I",
}

# In every table a danger waits for an answer, and nobody has handled anything.

AFTERCARE = """
seat                                       department  township    county
village_party_secretary@village            -           -           -
posted_township_cadre@village              -           -           -
peoples_mediator@village                   -           -           -
grid_worker@village                        -           -           -
political_legal_commissioner@township      -           -           -
justice_office@township                    -           -           -
police_station@township                    D           D           D
township_petition_office@township          -           QXRBLVACI   -
township_head@township                     -           QXRBLVACI   -
window_clerk@county                        QEUCI       QEUCI       QEUCI
centre_dispatcher@county                   NK          NK          NK
supervisor@county                          -           -           -
dispute_resolution_centre@county           -           -           -
petition_reception_centre@county           -           -           -
county_leader@county                       -           -           -
petition_mediation_docking_office@county   -           -           -
auditor@county                             -           -           -
archivist@county                           -           -           -
petition_bureau@county                     QEULVCZNI   QEULVCZNI   QEUXRBLVACZNI
petition_bureau_head@county                QEULVCZMNI  QEULVCZMNI  QEUXRBLVACZMNI
triage_officer@county                      -           -           -
discipline_clerk@county                    -           -           -
system_admin@county                        -           -           -
security_admin@county                      -           -           -
legal_service_window@county                QEUCI       QEUCI       QEUCI
review_handler@county                      -           -           -
dept_handler@department                    QXRBLVACI   -           -
dept_head@department                       QXRBLVACI   -           -
review_handler@superior                    -           -           -
review_head@superior                       -           -           -
docking_clerk@agency                       -           -           -
petitioner@county                          QEUC        QEUC        QEUC
"""

REVIEW = """
seat                                       reviewing   serving   served
village_party_secretary@village            -           -         -
posted_township_cadre@village              -           -         -
peoples_mediator@village                   -           -         -
grid_worker@village                        -           -         -
political_legal_commissioner@township      -           -         -
justice_office@township                    -           -         -
police_station@township                    D           D         D
township_petition_office@township          -           -         -
township_head@township                     -           -         -
window_clerk@county                        I           QI        QI
centre_dispatcher@county                   K           K         K
supervisor@county                          -           -         -
dispute_resolution_centre@county           -           -         -
petition_reception_centre@county           -           -         -
county_leader@county                       FPHOZWI     SQWI      QI
petition_mediation_docking_office@county   -           -         -
auditor@county                             -           -         -
archivist@county                           -           -         -
petition_bureau@county                     I           QI        QI
petition_bureau_head@county                I           QI        QI
triage_officer@county                      -           -         -
discipline_clerk@county                    -           -         -
system_admin@county                        -           -         -
security_admin@county                      -           -         -
legal_service_window@county                I           QI        QI
review_handler@county                      FPHZWI      SQWI      QI
dept_handler@department                    -           -         -
dept_head@department                       -           -         -
review_handler@superior                    -           -         -
review_head@superior                       -           -         -
docking_clerk@agency                       -           -         -
petitioner@county                          -           Q         Q
"""

RE_REVIEW = """
seat                                       reviewing   serving   served
village_party_secretary@village            -           -         -
posted_township_cadre@village              -           -         -
peoples_mediator@village                   -           -         -
grid_worker@village                        -           -         -
political_legal_commissioner@township      -           -         -
justice_office@township                    -           -         -
police_station@township                    D           D         D
township_petition_office@township          -           -         -
township_head@township                     -           -         -
window_clerk@county                        I           I         I
centre_dispatcher@county                   K           K         K
supervisor@county                          -           -         -
dispute_resolution_centre@county           -           -         -
petition_reception_centre@county           -           -         -
county_leader@county                       -           -         -
petition_mediation_docking_office@county   -           -         -
auditor@county                             -           -         -
archivist@county                           -           -         -
petition_bureau@county                     I           I         I
petition_bureau_head@county                I           I         I
triage_officer@county                      -           -         -
discipline_clerk@county                    -           -         -
system_admin@county                        -           -         -
security_admin@county                      -           -         -
legal_service_window@county                I           I         I
review_handler@county                      -           -         -
dept_handler@department                    -           -         -
dept_head@department                       -           -         -
review_handler@superior                    FPHZWI      SWI       I
review_head@superior                       FPHOZWI     SWI       I
docking_clerk@agency                       -           -         -
petitioner@county                          -           -         -
"""

BY_CODE = "petitioner@county"  # whoever holds the tracking code; no unit has that seat

PLACES = {**county.PLACES, "department": DEPARTMENT, "superior": CITY}
ELSEWHERE = {**county.ELSEWHERE, "superior": "another-city"}
UNITS = ("department", "township", "county")
STAGES = (Stage.REVIEWING, Stage.SERVING, Stage.SERVED)


def officer_of(seat: str, places: dict[str, str]) -> Officer:
    role, organ = seat.split("@")
    if seat == BY_CODE:
        return tracking.holder(places[organ])
    return county.seated(role, places[organ])


def allowed(story: Story, letters: dict[str, str], places: dict[str, str]) -> dict[str, str]:
    """Seat -> letters of what its holder may ask for now, as the procedure says."""
    shown = {}
    for seat in read(AFTERCARE, 0):
        permitted = story.procedure.permitted(story.state, officer_of(seat, places))
        shown[seat] = "".join(
            letters[name] for name in letters if story.procedure.commands[name] in permitted
        )
    return shown


def answered_by(unit: str) -> PetitionAftercareStory:
    organ = next(each.organ for each in counties.units("demo") if each.id == PLACES[unit])
    story = answered(unit=PLACES[unit], organ=organ, hands=frozenset())
    story.hear(danger.DangerReported(words=WORDS))
    return story


def standing_at(instance: Instance, stage: Stage) -> ReviewStory:
    story = asked_for(instance, hands=frozenset())
    story.hear(danger.DangerReported(words=WORDS))
    if stage is not Stage.REVIEWING:
        (decided if stage is Stage.SERVING else served)(story)
    assert story.state.stage is stage
    return story


def test_the_tables_name_every_command_and_every_seat_there_is() -> None:
    organs = {unit.id: unit.organ for unit in counties.units("demo")}
    seats = {f"{person.role}@{organs[person.unit]}" for person in counties.people("demo")}

    assert list(AFTERCARE_LETTERS) == list(answered().procedure.commands)
    for instance in Instance:
        assert list(REVIEW_LETTERS) == list(asked_for(instance).procedure.commands)
    for table in (AFTERCARE, REVIEW, RE_REVIEW):
        assert set(read(table, 0)) == seats | {BY_CODE}


@pytest.mark.parametrize("unit", UNITS)
def test_each_seat_may_do_what_the_table_says_after_a_reply(unit: str) -> None:
    assert allowed(answered_by(unit), AFTERCARE_LETTERS, PLACES) == read(AFTERCARE, UNITS.index(unit))


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(("instance", "table"), [(Instance.REVIEW, REVIEW), (Instance.RE_REVIEW, RE_REVIEW)])
def test_each_seat_may_do_what_the_table_says_in_a_review(
    instance: Instance, table: str, stage: Stage
) -> None:
    story = standing_at(instance, stage)

    assert allowed(story, REVIEW_LETTERS, PLACES) == read(table, STAGES.index(stage))


@pytest.mark.parametrize("instance", Instance)
def test_the_same_seats_of_another_place_may_do_nothing(instance: Instance) -> None:
    stories = [(answered_by("department"), AFTERCARE_LETTERS)]
    reviews = [(standing_at(instance, stage), REVIEW_LETTERS) for stage in STAGES]

    for story, letters in (*stories, *reviews):
        assert set(allowed(story, letters, ELSEWHERE).values()) == {""}


@pytest.mark.parametrize("instance", Instance)
def test_when_it_has_ended_nobody_may_do_anything(instance: Instance) -> None:
    aftercare, review = answered_by("department"), standing_at(instance, Stage.REVIEWING)
    aftercare.hear(anew(Ground.NEW_FACTS))
    review.hear(commands.RequestWithdrawn(petitioner="zhang"))

    assert set(allowed(aftercare, AFTERCARE_LETTERS, PLACES).values()) == {""}
    assert set(allowed(review, REVIEW_LETTERS, PLACES).values()) == {""}


@pytest.mark.parametrize("unit", UNITS)
def test_whoever_handled_it_audits_re_examines_and_fills_in_nothing(unit: str) -> None:
    everybody = frozenset(officer_of(seat, PLACES).person for seat in read(AFTERCARE, 0))
    organ = answered_by(unit).state.organ
    story = answered(unit=PLACES[unit], organ=organ, hands=everybody)

    may = set("".join(allowed(story, AFTERCARE_LETTERS, PLACES).values()))

    assert may == set("QUXRBLVACNKI")


@pytest.mark.parametrize("instance", Instance)
def test_whoever_handled_what_is_reviewed_only_corrects_what_is_on_record(instance: Instance) -> None:
    everybody = frozenset(officer_of(seat, PLACES).person for seat in read(AFTERCARE, 0))
    story = asked_for(instance, hands=everybody)

    assert set("".join(allowed(story, REVIEW_LETTERS, PLACES).values())) == {"I"}
