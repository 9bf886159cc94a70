"""Seeded walks around an errand; and the whole of who may ask for what, and when, written out."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import cache
from random import Random

import pytest

import counties
from rules.errand.matter import ERRAND_AGENT, Outcome, Stage
from rules.errand.procedure import ERRAND
from rules.instants import legal_day
from rules.procedure import Officer
from rules.procedures import PROCEDURES, SEALED_PROCEDURES
from tests.rules import county
from tests.rules.errand_walking import AroundAnErrand, ErrandWitness, scope_of
from tests.rules.errands import BUREAU, OFFICE, ErrandStory, an_errand, errand
from tests.rules.story import a_dispute_at
from tests.rules.walks import walk

SEEDS = range(80)
LETTERS = {
    "record_step": "S",
    "call_meeting": "C",
    "answer_meeting_call": "M",
    "report_errand": "R",
    "record_errand_satisfaction": "V",
    "answer_re_examination": "X",
    "answer_last_examination": "L",
    "correct_start": "K",
    "correct_particulars": "I",
}

# Taken in at the township's office, in the hands of an agent of the village and the township's head.
TABLE = """
seat                                      running  reported  re-examined  at-petition-office
village_party_secretary@village           -        -         -            -
posted_township_cadre@village             -        -         -            -
peoples_mediator@village                  -        -         -            -
grid_worker@village                       -        -         -            -
errand_agent@village                      SCR      -         -            -
volunteer@village                         -        -         -            -
invited_participant@village               -        -         -            -
political_legal_commissioner@township     -        -         -            -
justice_office@township                   -        -         -            -
police_station@township                   -        -         -            -
township_petition_office@township         MVI      MVI       MI           MI
township_head@township                    -        -         X            -
window_clerk@county                       -        -         -            -
centre_dispatcher@county                  K        K         K            K
supervisor@county                         -        -         -            -
dispute_resolution_centre@county          -        -         -            -
petition_reception_centre@county          -        -         -            -
county_leader@county                      -        -         -            -
petition_mediation_docking_office@county  -        -         -            -
auditor@county                            -        -         -            -
petition_bureau@county                    -        -         -            L
petition_bureau_head@county               -        -         -            -
triage_officer@county                     -        -         -            -
legal_service_window@county               -        -         -            -
review_handler@county                     -        -         -            -
discipline_clerk@county                   -        -         -            -
archivist@county                          -        -         -            -
system_admin@county                       -        -         -            -
security_admin@county                     -        -         -            -
dept_handler@department                   -        -         -            -
dept_head@department                      -        -         -            -
review_handler@superior                   -        -         -            -
review_head@superior                      -        -         -            -
docking_clerk@agency                      -        -         -            -
petitioner@county                         V        V         -            -
"""


def read(column: int) -> dict[str, str]:
    rows = [line.split() for line in TABLE.strip().splitlines()[1:]]
    return {row[0]: row[1 + column].replace("-", "") for row in rows}


def standing(stage: Stage) -> ErrandStory:
    story = an_errand()
    if stage is Stage.REPORTED:
        story.reports()
    if stage is Stage.RE_EXAMINED:
        story.is_not_satisfied()
    if stage is Stage.AT_PETITION_OFFICE:
        story.at_the_petition_office()
    assert story.state.stage is stage
    return story


def officer_of(seat: str, places: dict[str, str]) -> Officer:
    role, organ = seat.split("@")
    person = "tracking-code" if role == "petitioner" else county.seated(role, places[organ]).person
    return Officer(person, role, places[organ])


def allowed(story: ErrandStory, places: dict[str, str]) -> dict[str, str]:
    shown = {}
    for seat in read(0):
        permitted = ERRAND.permitted(story.state, officer_of(seat, places))
        shown[seat] = "".join(LETTERS[name] for name in LETTERS if ERRAND.commands[name] in permitted)
    return shown


STAGES = (Stage.RUNNING, Stage.REPORTED, Stage.RE_EXAMINED, Stage.AT_PETITION_OFFICE)


def test_the_table_names_every_command_and_every_seat() -> None:
    organs = {unit.id: unit.organ for unit in counties.units("demo")}
    everybody = (*counties.people("demo"), *counties.helpers("demo"))

    assert set(LETTERS) == set(ERRAND.commands)
    assert set(read(0)) == {f"{p.role}@{organs[p.unit]}" for p in everybody} | {"petitioner@county"}


@pytest.mark.parametrize("stage", STAGES)
def test_each_seat_may_do_with_an_errand_what_the_table_says(stage: Stage) -> None:
    assert allowed(standing(stage), county.PLACES) == read(STAGES.index(stage))


@pytest.mark.parametrize("stage", STAGES)
def test_the_same_seats_of_another_place_may_do_nothing_with_it(stage: Stage) -> None:
    assert set(allowed(standing(stage), county.ELSEWHERE).values()) == {""}


def test_when_the_authority_has_ended_the_agent_may_do_nothing() -> None:
    assert allowed(an_errand().revoked(), county.PLACES)[f"{ERRAND_AGENT}@village"] == ""


@pytest.mark.parametrize("role", ["volunteer", "invited_participant", "errand_agent"])
def test_whoever_helps_stands_in_no_row_of_any_other_table(role: str) -> None:
    """Of every procedure, at every stage, in every seat they can have."""
    story = a_dispute_at(1).everyone_consents()
    of_a_dispute = PROCEDURES["dispute"]
    states = {"dispute": story.state, "errand": an_errand().state}

    for unit in (county.VILLAGE, county.TOWNSHIP, county.COUNTY):
        for name, state in states.items():
            own = name == "errand" and role == ERRAND_AGENT and unit == county.VILLAGE
            permitted = PROCEDURES[name].permitted(state, county.seated(role, unit))
            assert bool(permitted) is own, (name, unit)
    roles = {cls for each in (*PROCEDURES.values(), *SEALED_PROCEDURES.values()) for _, cls in each.acts}
    assert of_a_dispute.commands["invite_participant"] in roles


# walks


@cache
def _first(edition: int, seed: int) -> object:
    dice = Random(seed)
    return errand(
        edition=(county.TOLD, county.STRICT)[edition],
        scope=scope_of(dice),
        by=dice.choice((OFFICE, BUREAU, county.WINDOW_CLERK)),
        until=None,
    )


def a_random_errand(dice: Random) -> ErrandStory:
    edition = dice.randint(0, 1)
    at = county.MONDAY + timedelta(hours=dice.randint(0, 24 * 400))
    until = legal_day(at) + timedelta(days=dice.randint(0, 90)) if dice.random() < 0.7 else None
    first = replace(_first(edition, dice.randint(0, 30)), at=at, until=until)  # type: ignore[type-var]
    return ErrandStory(ERRAND, first, (county.TOLD, county.STRICT)[edition])  # type: ignore[arg-type]


@cache
def walk_of_errands(seed: int) -> Counter[str]:
    return walk(seed, a_random_errand, ErrandWitness, lambda _, dice: a_random_errand(dice), AroundAnErrand)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_errand_keeps_its_promises_whatever_people_do(seed: int) -> None:
    walk_of_errands(seed)


def test_the_walks_reach_every_end_of_an_errand() -> None:
    ended = sum((walk_of_errands(seed) for seed in SEEDS), Counter[str]())

    assert set(ended) == set(Outcome)
    assert min(ended.values()) >= 3, ended
