"""Who may do what with a handoff, and when: the whole of it, written out. A row added to it shows here."""

import pytest

from rules.handoff.matter import Stage
from rules.handoff.procedure import HANDOFF
from rules.procedure import Officer
from tests.rules import county
from tests.rules.handoff.story import (
    CENTRE,
    HELPING,
    KINDS,
    OFFICE,
    STANDS,
    STRANGER,
    TRIBUNAL,
    HandoffStory,
    a_handoff_at,
    co_task,
)

pytestmark = pytest.mark.usefixtures("trial_row")

LETTERS = {
    "record_handoff_consent": "C",
    "add_handoff_papers": "P",
    "describe_handoff": "D",
    "send_handoff": "S",
    "recall_handoff": "R",
    "supply_handoff": "U",
    "confirm_return": "O",
    "expire_handoff": "X",
    "resend_message": "E",
    "lay_message_aside": "L",
    "sign_for_handoff": "G",
    "accept_handoff": "A",
    "refuse_handoff": "F",
    "want_supplement": "W",
    "record_progress": "H",
    "extend_handoff": "T",
    "give_co_task": "I",
    "finish_co_task": "J",
    "return_handoff": "B",
    "add_note": "N",
    "correct_start": "K",
    "suspend_clocks": "Z",
    "resume_clocks": "Y",
}

# A unit helps wherever there is somebody of ours to give it a task.
TABLES = {
    "to-agency": """
stage        sender    receiver   supervisor   co-unit   stranger
draft        CPDSRN    -          R            -         -
sent         RXELN     -          RXEL         -         -
received     RXELN     -          RXELK        -         -
signed-for   RXELN     -          RXELK        -         -
supplement   RUXELN    -          RXELK        -         -
accepted     ELN       -          ELK          -         -
returned     OELN      -          EL           -         -
ended        EL        -          EL           -         -
closed       -         -          -            -         -
""",
    "from-agency": """
stage        sender    receiver     supervisor   co-unit   stranger
received     -         ELGAFWN      ELK          -         -
signed-for   -         ELAFWN       ELK          -         -
supplement   -         ELAFN        ELK          -         -
accepted     -         ELHTIBNZY    ELK          J         -
returned     -         ELN          EL           -         -
ended        -         EL           EL           -         -
closed       -         -            -            -         -
""",
    "among-us": """
stage        sender    receiver     supervisor   co-unit   stranger
draft        CPDSRN    -            R            -         -
received     RXELN     ELGAFWN      RXELK        -         -
signed-for   RXELN     ELAFWN       RXELK        -         -
supplement   RUXELN    ELAFN        RXELK        -         -
accepted     ELN       ELHTIBNZY    ELK          J         -
returned     OELN      ELN          EL           -         -
closed       -         -            -            -         -
""",
}
SEATS = ("sender", "receiver", "supervisor", "co-unit", "stranger")


def read(table: str) -> dict[str, dict[str, str]]:
    """Stage -> seat -> letters."""
    heading, *rows = [line.split() for line in table.strip().splitlines()]
    return {
        row[0]: dict(zip(heading[1:], (cell.replace("-", "") for cell in row[1:]), strict=True))
        for row in rows
    }


def officers(story: HandoffStory) -> dict[str, Officer]:
    return {
        "sender": story.sender,
        "receiver": story.receiver,
        "supervisor": county.SUPERVISOR,
        "co-unit": HELPING,
        "stranger": STRANGER,
    }


def allowed(story: HandoffStory) -> dict[str, str]:
    """Seat -> letters of what its holder may ask for now, as the procedure says."""
    shown = {}
    for seat, officer in officers(story).items():
        permitted = HANDOFF.permitted(story.state, officer)
        shown[seat] = "".join(LETTERS[name] for name in LETTERS if HANDOFF.commands[name] in permitted)
    return shown


def with_help(stage: Stage, kind: str) -> HandoffStory:
    story = a_handoff_at(stage, kind)
    if stage is Stage.ACCEPTED and kind != "to-agency":
        story.hear(co_task())
    return story


def test_the_tables_name_every_command_every_seat_and_every_stage_there_can_be() -> None:
    tables = {kind: read(table) for kind, table in TABLES.items()}

    assert set(LETTERS) == set(HANDOFF.commands)
    assert {(stage, kind) for kind, table in tables.items() for stage in table} == set(STANDS)
    assert all(tuple(row) == SEATS for table in tables.values() for row in table.values())


@pytest.mark.parametrize(("stage", "kind"), STANDS)
def test_each_seat_may_do_with_a_handoff_what_the_table_says(stage: Stage, kind: str) -> None:
    assert allowed(with_help(stage, kind)) == read(TABLES[kind])[stage]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.ACCEPTED])
def test_the_same_seat_of_another_place_may_do_nothing_with_it(stage: Stage, kind: str) -> None:
    story = with_help(stage, kind)

    elsewhere = [
        Officer(f"p-elsewhere-{number}", seat.role, county.OTHER_TOWNSHIP)
        for number, seat in enumerate((CENTRE, TRIBUNAL, OFFICE, county.SUPERVISOR))
    ]

    assert [HANDOFF.permitted(story.state, officer) for officer in elsewhere] == [frozenset()] * 4
