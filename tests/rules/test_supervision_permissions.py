"""Who may do what while something is supervised, and with a recommendation: literally, for every seat."""

from collections.abc import Callable

import pytest

import counties
from rules.procedure import Officer
from rules.recommendation.procedure import RECOMMENDATION
from rules.supervision.procedure import SUPERVISION
from tests.rules import county
from tests.rules.story import Story
from tests.rules.supervising import HOUSING, a_recommendation, about_conduct, supervised

# D draft, S sign, A set aside, R report, C accept, G ask again
LETTERS = {
    "draft_letter": "D",
    "sign_letter": "S",
    "set_letter_aside": "A",
    "report_rectification": "R",
    "accept_rectification": "C",
    "ask_again": "G",
}
# Of a duty that a department owes. Whoever is not in the table may do nothing, and nobody elsewhere.
OF_SUPERVISION = """
seat                            watched  reminded  letter-to-sign  letter-issued  rectification-reported
petition_bureau@county          D        D         D               -              CG
petition_bureau_head@county     D        D         DSA             -              CG
dept_handler@department         -        -         -               R              -
dept_head@department            -        -         -               R              -
"""

# W write, X write about conduct, S sign, D drop, C confirm, P record on paper, F feedback, K about conduct
RECOMMENDED = {
    "write_recommendation": "W",
    "write_accountability": "X",
    "sign_recommendation": "S",
    "drop_recommendation": "D",
    "confirm_receipt": "C",
    "record_receipt": "P",
    "give_feedback": "F",
    "give_conduct_feedback": "K",
}
OF_RECOMMENDATIONS = """
seat                            drafted  issued  received  closed
petition_bureau@county          W        P       -         -
petition_bureau_head@county     WSD      P       -         -
dept_head@department            -        C       F         -
"""
ABOUT_CONDUCT = """
seat                            drafted  issued  received  closed
petition_bureau@county          X        P       -         -
petition_bureau_head@county     XSD      P       -         -
county_leader@county            -        C       K         -
"""

PLACES = {**county.PLACES, "department": HOUSING}


def read(table: str) -> dict[str, dict[str, str]]:
    """Column -> seat -> letters."""
    head, *rows = [line.split() for line in table.strip().splitlines()]
    return {
        column: {row[0]: row[number].replace("-", "") for row in rows}
        for number, column in enumerate(head[1:], start=1)
    }


def seats() -> set[str]:
    organs = {unit.id: unit.organ for unit in counties.units("demo")}
    return {f"{person.role}@{organs[person.unit]}" for person in counties.people("demo")}


def allowed(story: Story, letters: dict[str, str]) -> dict[str, str]:
    """Seat -> letters of what its holder may ask for now, of those who may ask for anything."""
    shown = {}
    for seat in seats():
        role, organ = seat.split("@")
        may = story.procedure.permitted(story.state, county.seated(role, PLACES[organ]))
        shown[seat] = "".join(letters[name] for name in letters if story.procedure.commands[name] in may)
    return {seat: may for seat, may in shown.items() if may}


def given(table: dict[str, str]) -> dict[str, str]:
    return {seat: may for seat, may in table.items() if may}


STAGES: dict[str, Callable[[], Story]] = {
    "watched": supervised,
    "reminded": lambda: supervised().reminded(),
    "letter-to-sign": lambda: supervised().drafted(),
    "letter-issued": lambda: supervised().issued(),
    "rectification-reported": lambda: supervised().reported(),
}


def test_the_tables_name_every_command() -> None:
    assert set(LETTERS) == set(SUPERVISION.commands)
    assert set(RECOMMENDED) == set(RECOMMENDATION.commands)
    assert set(read(OF_SUPERVISION)["watched"]) <= seats()


@pytest.mark.parametrize("stage", STAGES)
def test_each_seat_may_do_with_a_supervision_what_the_table_says(stage: str) -> None:
    story = STAGES[stage]()

    assert story.state.stage == stage
    assert allowed(story, LETTERS) == given(read(OF_SUPERVISION)[stage])


@pytest.mark.parametrize("column", ["drafted", "issued", "received", "closed"])
def test_each_seat_may_do_with_a_recommendation_what_the_table_says(column: str) -> None:
    ways: dict[str, Callable[[], Story]] = {
        "drafted": a_recommendation,
        "issued": lambda: a_recommendation().issued(),
        "received": lambda: a_recommendation().received(),
        "closed": lambda: a_recommendation().answered(),
    }

    assert allowed(ways[column](), RECOMMENDED) == given(read(OF_RECOMMENDATIONS)[column])


@pytest.mark.parametrize("column", ["drafted", "issued", "received"])
def test_about_conduct_other_commands_and_another_addressee(column: str) -> None:
    ways: dict[str, Callable[[], Story]] = {
        "drafted": about_conduct,
        "issued": lambda: about_conduct().issued(),
        "received": lambda: about_conduct().received(),
    }

    assert allowed(ways[column](), RECOMMENDED) == given(read(ABOUT_CONDUCT)[column])


@pytest.mark.parametrize("stage", STAGES)
def test_the_same_seats_of_another_place_may_do_nothing(stage: str) -> None:
    story = STAGES[stage]()
    elsewhere = [
        Officer("somebody", "dept_head", "sl-d1"),
        Officer("somebody", "dept_handler", "sl-d1"),
        Officer("somebody", "petition_bureau", "another-county"),
        Officer("somebody", "petition_bureau_head", "another-county"),
    ]

    assert [story.procedure.permitted(story.state, each) for each in elsewhere] == [frozenset()] * 4
