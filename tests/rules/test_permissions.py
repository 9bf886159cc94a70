"""Who may ask for what, and when: the whole of it, written out. A row added to a procedure shows here."""

from collections.abc import Iterable

import pytest

import counties
from rules import danger
from rules.aftercare import commands as aftercare_commands
from rules.dispute import commands
from rules.dispute.matter import Outcome, Stage
from rules.dispute.procedure import DISPUTE
from rules.procedure import Officer, Procedure
from tests.rules import county
from tests.rules.story import (
    KEY,
    WORDS,
    DisputeStory,
    Story,
    a_dispute,
    a_dispute_at,
    a_dispute_for_the_county,
    aftercare_of,
)

LETTERS = {
    "claim": "C",
    "release": "R",
    "record_consent": "A",
    "schedule_session": "S",
    "postpone_session": "P",
    "cancel_session": "X",
    "record_session": "H",
    "raise_early": "U",
    "flag_major": "M",
    "flag_cross_township": "T",
    "request_county_support": "Q",
    "send_back": "B",
    "extend_period": "E",
    "hand_off": "G",
    "end_without_agreement": "N",
    "conclude_elsewhere": "L",
    "acknowledge_danger": "D",
    "correct_start": "K",
    "suspend_clocks": "Z",
    "resume_clocks": "W",
    "correct_particulars": "I",
    "invite_participant": "J",
    "record_undertaking": "V",
    "withdraw_invitation": "Y",
    "add_note": "F",
}
AFTERCARE_LETTERS = {
    "record_service": "S",
    "record_performance": "P",
    "record_revisit": "V",
    "record_whether_free": "F",
    "undo_withdrawal": "U",
    "hand_off": "H",
    "reopen": "O",
    "acknowledge_danger": "D",
    "correct_start": "K",
    "correct_particulars": "I",
}

# In every table a danger waits for an answer, nobody has claimed the case, and nobody is recused.

CONSENT = """
seat                                      step 1          step 2          step 3          step 4
village_party_secretary@village           CRAUMTEGNLZWIF  -               -               -
posted_township_cadre@village             -               CRAUMTEGNLZWIF  -               -
peoples_mediator@village                  CRAMTEGLZWIF    CRAMTEGLZWIF    -               -
grid_worker@village                       -               -               -               -
political_legal_commissioner@township     R               R               CRAUMTEGNLZWIF  -
justice_office@township                   -               -               CRAMTEGLZWIF    -
police_station@township                   D               D               D               D
township_petition_office@township         -               -               -               -
window_clerk@county                       I               I               I               I
centre_dispatcher@county                  MTLKF           MTBLKF          RMTBLKF         MTBLKF
supervisor@county                         -               -               -               R
dispute_resolution_centre@county          -               B               B               CRAUMTBEGNLZWIF
petition_reception_centre@county          -               B               B               CRAUMTBEGNLZWIF
county_leader@county                      -               B               B               CRAUMTBEGNLZWIF
petition_mediation_docking_office@county  -               -               -               -
auditor@county                            -               -               -               -
archivist@county                          -               -               -               -
"""

MEDIATION = """
seat                                     step 1               step 2               step 3               step 4
village_party_secretary@village          CRSPXHUMTEGNLZWIJVYF -                    -                    -
posted_township_cadre@village            -                    CRSPXHUMTEGNLZWIJVYF -                    -
peoples_mediator@village                 CRSPXHMTEGLZWIJVYF   CRSPXHMTEGLZWIJVYF   -                    -
grid_worker@village                      -                    -                    -                    -
political_legal_commissioner@township    R                    R                    CRSPXHUMTEGNLZWIJVYF -
justice_office@township                  -                    -                    CRSPXHMTEGLZWIJVYF   -
police_station@township                  D                    D                    D                    D
township_petition_office@township        -                    -                    -                    -
window_clerk@county                      I                    I                    I                    I
centre_dispatcher@county                 MTLKF                MTBLKF               RMTBLKF              MTBLKF
supervisor@county                        -                    -                    -                    R
dispute_resolution_centre@county         -                    B                    B                    CRSPXHUMTBEGNLZWIJVYF
petition_reception_centre@county         -                    B                    B                    CRSPXHUMTBEGNLZWIJVYF
county_leader@county                     -                    B                    B                    CRSPXHUMTBEGNLZWIJVYF
petition_mediation_docking_office@county -                    -                    -                    -
auditor@county                           -                    -                    -                    -
archivist@county                         -                    -                    -                    -
"""  # noqa: E501  a letter for every command

# The same when nobody sits in the lead's seat of the step, or whoever does has stepped aside.

CONSENT_WITHOUT_A_LEAD = """
seat                                      step 1          step 2          step 3          step 4
village_party_secretary@village           -               -               -               -
posted_township_cadre@village             -               -               -               -
peoples_mediator@village                  CRAMTEGLZWIF    CRAMTEGLZWIF    -               -
grid_worker@village                       -               -               -               -
political_legal_commissioner@township     R               R               -               -
justice_office@township                   CRAUMTEGNLZWIF  CRAUMTEGNLZWIF  CRAUMTEGNLZWIF  -
police_station@township                   D               D               D               D
township_petition_office@township         -               -               -               -
window_clerk@county                       I               I               I               I
centre_dispatcher@county                  MTLKF           MTBLKF          RMTBLKF         CRAUMTBEGNLKZWIF
supervisor@county                         -               -               -               R
dispute_resolution_centre@county          -               B               B               B
petition_reception_centre@county          -               B               B               B
county_leader@county                      -               B               B               B
petition_mediation_docking_office@county  -               -               -               -
auditor@county                            -               -               -               -
archivist@county                          -               -               -               -
"""

MEDIATION_WITHOUT_A_LEAD = """
seat                                     step 1               step 2               step 3               step 4
village_party_secretary@village          -                    -                    -                    -
posted_township_cadre@village            -                    -                    -                    -
peoples_mediator@village                 CRSPXHMTEGLZWIJVYF   CRSPXHMTEGLZWIJVYF   -                    -
grid_worker@village                      -                    -                    -                    -
political_legal_commissioner@township    R                    R                    -                    -
justice_office@township                  CRSPXHUMTEGNLZWIJVYF CRSPXHUMTEGNLZWIJVYF CRSPXHUMTEGNLZWIJVYF -
police_station@township                  D                    D                    D                    D
township_petition_office@township        -                    -                    -                    -
window_clerk@county                      I                    I                    I                    I
centre_dispatcher@county                 MTLKF                MTBLKF               RMTBLKF              CRSPXHUMTBEGNLKZWIJVYF
supervisor@county                        -                    -                    -                    R
dispute_resolution_centre@county         -                    B                    B                    B
petition_reception_centre@county         -                    B                    B                    B
county_leader@county                     -                    B                    B                    B
petition_mediation_docking_office@county -                    -                    -                    -
auditor@county                           -                    -                    -                    -
archivist@county                         -                    -                    -                    -
"""  # noqa: E501  a letter for every command

# Step three has failed and its direction is awaited.

DIRECTION = """
seat                                      its lead       its fallback
village_party_secretary@village           -              -
posted_township_cadre@village             -              -
peoples_mediator@village                  -              -
grid_worker@village                       -              -
political_legal_commissioner@township     CRMTQEGNLZWIF  -
justice_office@township                   CRMTEGLZWIF    CRMTQEGNLZWIF
police_station@township                   D              D
township_petition_office@township         -              -
window_clerk@county                       I              I
centre_dispatcher@county                  RMTLKF         RMTLKF
supervisor@county                         -              -
dispute_resolution_centre@county          -              -
petition_reception_centre@county          -              -
county_leader@county                      -              -
petition_mediation_docking_office@county  -              -
auditor@county                            -              -
archivist@county                          -              -
"""

# A withdrawal, by the step at which it ended; nobody here has handled it.

AFTERCARE = """
seat                                      step 1     step 2     step 3     step 4
village_party_secretary@village           SPVFUHI    -          -          -
posted_township_cadre@village             -          SPVFUHI    -          -
peoples_mediator@village                  SPVFUHI    SPVFUHI    -          -
grid_worker@village                       -          -          -          -
political_legal_commissioner@township     -          -          SPVFUHI    -
justice_office@township                   SPVFUHI    SPVFUHI    SPVFUHI    -
police_station@township                   D          D          D          D
township_petition_office@township         -          -          -          -
window_clerk@county                       I          I          I          I
centre_dispatcher@county                  SPVFUHOKI  SPVFUHOKI  SPVFUHOKI  SPVFUHOKI
supervisor@county                         -          -          -          -
dispute_resolution_centre@county          -          -          -          SPVFUHI
petition_reception_centre@county          -          -          -          SPVFUHI
county_leader@county                      -          -          -          SPVFUHI
petition_mediation_docking_office@county  SUH        SUH        SUH        SUH
auditor@county                            -          -          -          -
archivist@county                          -          -          -          -
"""

# Who works on petitions, accusations and at an agency's desk does nothing on the ladder and after it.
OFF_THE_LADDER = {
    "petition_bureau@county",
    "petition_bureau_head@county",
    "triage_officer@county",
    "legal_service_window@county",
    "review_handler@county",
    "discipline_clerk@county",
    "system_admin@county",
    "security_admin@county",
    "township_head@township",
    "dept_handler@department",
    "dept_head@department",
    "review_handler@superior",
    "review_head@superior",
    "docking_clerk@agency",
}


def read(table: str, column: int) -> dict[str, str]:
    """Seat -> letters of one column."""
    rows = [line.split() for line in table.strip().splitlines()[1:]]
    return {row[0]: row[1 + column].replace("-", "") for row in rows}


SEATS = tuple(read(CONSENT, 0))


def officer_of(seat: str, places: dict[str, str]) -> Officer:
    role, organ = seat.split("@")
    return county.seated(role, places[organ])


def allowed(
    story: Story, letters: dict[str, str], places: dict[str, str], seats: Iterable[str] = SEATS
) -> dict[str, str]:
    """Seat -> letters of what its holder may ask for now, as the procedure says."""
    procedure: Procedure = story.procedure
    shown = {}
    for seat in seats:
        permitted = procedure.permitted(story.state, officer_of(seat, places))
        shown[seat] = "".join(letters[name] for name in letters if procedure.commands[name] in permitted)
    return shown


def standing_at(step: int, stage: Stage, *, without_a_lead: bool) -> DisputeStory:
    story = a_dispute_for_the_county() if step == 4 else a_dispute_at(step)
    if stage is not Stage.CONSENT:
        story.everyone_consents()
    if stage is Stage.DIRECTION:
        story.hold()
    if without_a_lead:
        story.hear(commands.LeadSeatsHeld(step=step, holders=frozenset()))
    story.hear(danger.DangerReported(words=WORDS))
    assert (story.state.step, story.state.stage) == (step, stage)
    return story


def test_the_tables_name_every_command_and_every_seat_of_the_county() -> None:
    organs = {unit.id: unit.organ for unit in counties.units("demo")}
    seats = {f"{person.role}@{organs[person.unit]}" for person in counties.people("demo")}

    assert set(LETTERS) == set(DISPUTE.commands)
    assert set(AFTERCARE_LETTERS) == set(aftercare_of(Outcome.WITHDRAWN).procedure.commands)
    for table in (CONSENT, MEDIATION, CONSENT_WITHOUT_A_LEAD, MEDIATION_WITHOUT_A_LEAD, DIRECTION, AFTERCARE):
        assert set(read(table, 0)) == seats - OFF_THE_LADDER
    assert seats > OFF_THE_LADDER


@pytest.mark.parametrize("stage", [Stage.CONSENT, Stage.MEDIATION])
@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_who_works_on_petitions_does_nothing_on_the_ladder(step: int, stage: Stage) -> None:
    story = standing_at(step, stage, without_a_lead=False)
    aftercare = aftercare_of(Outcome.WITHDRAWN, step=step, hands=frozenset())

    assert set(allowed(story, LETTERS, county.PLACES, OFF_THE_LADDER).values()) == {""}
    assert set(allowed(aftercare, AFTERCARE_LETTERS, county.PLACES, OFF_THE_LADDER).values()) == {""}


@pytest.mark.parametrize("step", [1, 2, 3, 4])
@pytest.mark.parametrize(
    ("stage", "without_a_lead", "table"),
    [
        pytest.param(Stage.CONSENT, False, CONSENT, id="consent"),
        pytest.param(Stage.MEDIATION, False, MEDIATION, id="mediation"),
        pytest.param(Stage.CONSENT, True, CONSENT_WITHOUT_A_LEAD, id="consent, without a lead"),
        pytest.param(Stage.MEDIATION, True, MEDIATION_WITHOUT_A_LEAD, id="mediation, without a lead"),
    ],
)
def test_each_seat_may_do_what_the_table_says(
    stage: Stage, without_a_lead: bool, table: str, step: int
) -> None:
    story = standing_at(step, stage, without_a_lead=without_a_lead)

    assert allowed(story, LETTERS, county.PLACES) == read(table, step - 1)


@pytest.mark.parametrize("without_a_lead", [False, True])
def test_each_seat_may_do_what_the_table_says_while_a_direction_is_awaited(without_a_lead: bool) -> None:
    story = standing_at(3, Stage.DIRECTION, without_a_lead=without_a_lead)

    assert allowed(story, LETTERS, county.PLACES) == read(DIRECTION, int(without_a_lead))


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_each_seat_may_do_what_the_table_says_in_aftercare(step: int) -> None:
    story = aftercare_of(Outcome.WITHDRAWN, step=step, hands=frozenset())
    story.hear(danger.DangerReported(words=WORDS))

    assert allowed(story, AFTERCARE_LETTERS, county.PLACES) == read(AFTERCARE, step - 1)


@pytest.mark.parametrize("stage", [Stage.CONSENT, Stage.MEDIATION])
@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_the_same_seats_of_another_place_may_do_nothing(step: int, stage: Stage) -> None:
    story = standing_at(step, stage, without_a_lead=False)
    aftercare = aftercare_of(Outcome.WITHDRAWN, step=step, hands=frozenset())

    assert set(allowed(story, LETTERS, county.ELSEWHERE).values()) == {""}
    assert set(allowed(aftercare, AFTERCARE_LETTERS, county.ELSEWHERE).values()) == {""}


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_when_it_has_ended_nobody_may_do_anything(step: int) -> None:
    story = standing_at(step, Stage.MEDIATION, without_a_lead=False)
    story.hear(commands.FiledInCourt(case=WORDS))
    aftercare = aftercare_of(Outcome.WITHDRAWN, step=step)
    aftercare.hear(aftercare_commands.UndoWithdrawal(id=KEY, by=county.DISPATCHER, party="zhang"))

    assert set(allowed(story, LETTERS, county.PLACES).values()) == {""}
    assert set(allowed(aftercare, AFTERCARE_LETTERS, county.PLACES).values()) == {""}


def test_a_claim_leaves_its_colleagues_only_the_claim_itself() -> None:
    story = a_dispute()
    story.hear(commands.Claim(id=KEY, by=county.MEDIATOR))
    claimed = allowed(story, LETTERS, county.PLACES)

    assert claimed["peoples_mediator@village"] == "CRAMTEGLZWIF"
    assert claimed["village_party_secretary@village"] == "CR"
    assert claimed["centre_dispatcher@county"] == "MTLKF"
    assert claimed["police_station@township"] == ""  # no danger waits for an answer


def test_every_command_is_permitted_somewhere_or_refused_with_a_reason() -> None:
    story = standing_at(1, Stage.CONSENT, without_a_lead=False)

    permitted = story.procedure.permitted(story.state, county.SECRETARY)
    refused = story.procedure.why_not(story.state, county.SECRETARY)

    assert permitted | set(refused) == set(DISPUTE.commands.values())
    assert permitted.isdisjoint(refused)
    assert refused[commands.ScheduleSession].code == "not-at-this-stage"
    assert refused[commands.SendBack].code == "not-yours-to-do"
