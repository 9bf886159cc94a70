"""Who may do what in an inspection and with an old matter: every seat of the county, one letter a command."""

from datetime import date

import pytest

import counties
from rules.backlog import commands as leading
from rules.backlog.matter import Stage as Led
from rules.backlog.procedure import BACKLOG
from rules.inspection import commands
from rules.inspection.matter import Stage
from rules.inspection.procedure import INSPECTION
from rules.procedure import Officer, Procedure
from tests.rules import county
from tests.rules.overseen import BUREAU_HEAD, LEADER, BacklogStory, InspectionStory, a_backlog, an_inspection
from tests.rules.story import WORDS, Story

OF_AN_INSPECTION = {
    "record_finding": "F",
    "find_in_order": "O",
    "call_in_inspector": "J",
    "issue_circular": "I",
    "record_rectification": "R",
    "check_rectification": "C",
    "sign_off_rectification": "S",
    "send_back_rectification": "B",
    "add_note": "n",
}
OF_A_BACKLOG = {
    "assign_leader": "A",
    "take_charge": "T",
    "propose_leader": "P",
    "approve_leader": "Y",
    "decline_leader": "N",
    "form_team": "F",
    "set_plan": "L",
    "add_milestone": "M",
    "reach_milestone": "R",
    "report_settled": "S",
    "check_backlog": "C",
    "assess_backlog": "E",
    "take_back_to_work": "W",
    "hand_back": "H",
    "add_note": "n",
}
# What every other seat of the county may do in any of it: nothing.
INSPECTED = {
    Stage.TO_DRAW: {"supervisor@sl": "n", "petition_bureau@sl": "n"},
    Stage.CHECKING: {"supervisor@sl": "FOJIn", "petition_bureau@sl": "FOn"},
    Stage.RECTIFYING: {
        "supervisor@sl": "JSBn",
        "petition_bureau@sl": "SBn",
        "township_head@sl-t1": "RC",
    },
    Stage.CLOSED: {},
}
LED = {
    Led.REGISTERED: {"petition_bureau@sl": "An", "petition_bureau_head@sl": "H"},
    Led.LED: {
        "county_leader@sl": "TFLMRSHn",
        "township_head@sl-t1": "LMRSn",
        "petition_bureau@sl": "Pn",
        "petition_bureau_head@sl": "YN",
    },
    Led.ASSESSING: {
        "county_leader@sl": "Cn",
        "township_head@sl-t1": "Cn",
        "petition_bureau@sl": "EWn",
        "petition_bureau_head@sl": "EW",
        "supervisor@sl": "EW",
    },
    Led.CLOSED: {},
}


def inspection_at(stage: Stage) -> InspectionStory:
    story = an_inspection()
    if stage is Stage.TO_DRAW:
        return story
    if stage is Stage.CHECKING:
        return story.list_frame()
    if stage is Stage.CLOSED:
        story.list_frame(()).hear(story.ask(commands.IssueCircular, county.SUPERVISOR, words=WORDS))
        return story
    return story.with_findings(county.TOWNSHIP)


def backlog_at(stage: Led) -> BacklogStory:
    story = a_backlog()
    if stage is Led.REGISTERED:
        return story
    story.arranged(date(2026, 12, 31))
    if stage is Led.CLOSED:
        story.hear(story.ask(leading.HandBack, LEADER, reason=WORDS))
    return story.ended() if stage is Led.ASSESSING else story


def allowed(procedure: Procedure, story: Story, letters: dict[str, str]) -> dict[str, str]:
    """Seat -> letters, of every seat of the county that may do anything."""
    assert set(letters) == set(procedure.commands)
    shown = {}
    for person in counties.people("demo"):
        permitted = procedure.permitted(story.state, Officer(person.ref, person.role, person.unit))
        said = "".join(letter for name, letter in letters.items() if procedure.commands[name] in permitted)
        shown[f"{person.role}@{person.unit}"] = said
    return {seat: said for seat, said in shown.items() if said}


@pytest.mark.parametrize("stage", list(Stage))
def test_each_seat_may_do_in_an_inspection_what_the_table_says(stage: Stage) -> None:
    story = inspection_at(stage)
    assert story.state.stage is stage

    assert allowed(INSPECTION, story, OF_AN_INSPECTION) == INSPECTED[stage]


@pytest.mark.parametrize("stage", list(Led))
def test_each_seat_may_do_with_an_old_matter_what_the_table_says(stage: Led) -> None:
    story = backlog_at(stage)
    assert story.state.stage is stage

    assert allowed(BACKLOG, story, OF_A_BACKLOG) == LED[stage]


def test_an_inspector_who_was_not_named_has_no_part_in_it() -> None:
    story = inspection_at(Stage.CHECKING)

    assert INSPECTION.permitted(story.state, BUREAU_HEAD) == frozenset()
    assert INSPECTION.why_not(story.state, BUREAU_HEAD)
