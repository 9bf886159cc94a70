"""RMTJ 3, 23, 26: every road out stays open, and every end but a full agreement shows the others."""

from collections.abc import Callable

import pytest

from rules.dispute import commands
from rules.dispute.matter import Flag, Outcome, Party, PartyRole, Route, SessionOutcome, Stage
from rules.dispute.screen import Concern, Reply
from rules.instants import first_instant_of
from rules.procedure import Fact, Sealed
from tests.rules import county
from tests.rules.story import KEY, WORDS, DisputeStory, a_dispute, a_dispute_at, terms

CASE = Sealed("court-case/7")
REASONS = Sealed("reasons/1")

STAGES: dict[str, Callable[[], DisputeStory]] = {
    "while consent is asked": a_dispute,
    "during mediation": lambda: a_dispute().everyone_consents(),
    "with a session planned": lambda: a_dispute().everyone_consents().schedule(),
    "while a direction is awaited": lambda: a_dispute_at(3).hold(),
}
ENDS: dict[Outcome, Callable[[], DisputeStory]] = {
    Outcome.AGREEMENT: lambda: a_dispute().agree(),
    Outcome.PARTIAL_AGREEMENT: lambda: a_dispute().hold(
        SessionOutcome.AGREEMENT_PARTIAL, agreement=terms(), rest_goes_on=False
    ),
    Outcome.NO_AGREEMENT: lambda: a_dispute_at(3, edition=county.STRICT).hold(),
    Outcome.PARTY_REFUSED: lambda: told(commands.ConsentRefused(party="li")),
    Outcome.WITHDRAWN: lambda: told(commands.Withdrawn(party="zhang")),
    Outcome.LEFT_FOR_ROUTE: lambda: told(commands.LeftForRoute(party="li", route=Route.COURT)),
    Outcome.FILED_IN_COURT: lambda: told(commands.FiledInCourt(case=WORDS)),
    Outcome.NOT_MEDIABLE: lambda: told(commands.ConcernFound(concern=Concern.CRIME)),
    Outcome.CONCLUDED_ELSEWHERE: lambda: told(commands.ConcernFound(concern=Concern.DISCIPLINE)),
}


def told(fact: Fact) -> DisputeStory:
    story = a_dispute()
    story.hear(fact)
    return story


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("route", Route)
def test_a_party_leaves_for_a_statutory_route_at_every_stage(stage: str, route: Route) -> None:
    story = STAGES[stage]()

    story.hear(commands.LeftForRoute(party="li", route=route))

    assert story.state.outcome is Outcome.LEFT_FOR_ROUTE
    (guidance,) = story.guidance()
    assert guidance.body["data"]["chosen_route"] == route


@pytest.mark.parametrize("stage", STAGES)
def test_a_court_or_arbitration_case_stops_mediation_at_every_stage(stage: str) -> None:
    story = STAGES[stage]()

    story.hear(commands.FiledInCourt(case=CASE))

    assert (story.state.outcome, story.state.court_case) == (Outcome.FILED_IN_COURT, CASE)
    assert story.state.scheduled is None


@pytest.mark.parametrize("stage", STAGES)
def test_an_applicant_withdraws_at_every_stage(stage: str) -> None:
    story = STAGES[stage]()

    story.hear(commands.Withdrawn(party="zhang"))

    assert story.state.outcome is Outcome.WITHDRAWN


@pytest.mark.parametrize("role", [PartyRole.RESPONDENT, PartyRole.THIRD])
def test_from_anybody_but_the_applicant_a_withdrawal_is_the_end_of_consent(role: PartyRole) -> None:
    story = a_dispute(parties=(*county.TWO, Party("chen", role)))

    story.hear(commands.Withdrawn(party="chen"))

    assert story.state.outcome is Outcome.PARTY_REFUSED
    chen = next(party for party in story.procedure.view(story.state).parties if party.ref == "chen")
    assert chen.consents == {"1": "withdrawn"}


@pytest.mark.parametrize("outcome", ENDS)
def test_every_end_but_a_full_agreement_delivers_guidance_to_every_party(outcome: Outcome) -> None:
    story = ENDS[outcome]()

    assert (story.state.stage, story.state.outcome) == (Stage.CLOSED, outcome)
    guided = [] if outcome is Outcome.AGREEMENT else [["zhang", "li"]]
    assert [letter.body["addressees"] for letter in story.guidance()] == guided


def test_all_ways_to_end_are_in_the_table_above() -> None:
    assert set(ENDS) == set(Outcome)


@pytest.mark.parametrize("outcome", ENDS)
def test_an_end_leaves_no_task_no_moment_and_opens_aftercare_once(outcome: Outcome) -> None:
    story = ENDS[outcome]()

    view = story.procedure.view(story.state)

    assert (view.tasks, view.case.next_moment, view.case.due_on) == ((), None, None)
    assert (view.case.waits_for, view.case.closed_at) == ("nothing", story.at)
    assert [letter.body for letter in story.letters_of("open-aftercare")] == [{"dispute": story.state.id}]
    assert [letter.body for letter in story.letters_of("export-history")] == [{"procedure": story.state.id}]


@pytest.mark.parametrize(
    "fact",
    [
        commands.Withdrawn(party="zhang"),
        commands.LeftForRoute(party="li", route=Route.COURT),
        commands.FiledInCourt(case=WORDS),
        commands.ConcernFound(concern=Concern.CRIME),
    ],
    ids=lambda fact: type(fact).__name__,
)
def test_a_dispute_ends_once(fact: Fact) -> None:
    story = a_dispute().agree()

    assert story.hear(fact) == ()


@pytest.mark.parametrize(
    "fact",
    [commands.Withdrawn(party="passer-by"), commands.LeftForRoute(party="passer-by", route=Route.COURT)],
    ids=lambda fact: type(fact).__name__,
)
def test_nobody_but_a_party_takes_the_parties_out_of_mediation(fact: Fact) -> None:
    assert a_dispute().hear(fact) == ()


def test_the_lead_ends_it_with_a_reason_before_anybody_consented() -> None:
    story = a_dispute()

    story.hear(commands.EndWithoutAgreement(id=KEY, by=county.SECRETARY, reason=REASONS))

    assert story.state.outcome is Outcome.NO_AGREEMENT
    assert story.events[-1].reason == REASONS  # type: ignore[attr-defined]


def test_what_was_agreed_in_part_stands_when_the_lead_ends_the_rest() -> None:
    story = a_dispute().hold(SessionOutcome.AGREEMENT_PARTIAL, agreement=terms())

    story.hear(commands.EndWithoutAgreement(id=KEY, by=county.CADRE, reason=WORDS))

    assert story.state.outcome is Outcome.PARTIAL_AGREEMENT


def test_a_concern_found_in_mid_course_ends_mediation_and_shows_its_door() -> None:
    story = a_dispute().everyone_consents()

    story.hear(commands.ConcernFound(concern=Concern.FAMILY_VIOLENCE))

    assert story.state.outcome is Outcome.NOT_MEDIABLE
    (guidance,) = story.guidance()
    assert guidance.body["data"]["doors"] == ["police-and-protection-order"]
    assert guidance.body["data"]["bases"] == ["failure", "no-bar-to-court", "domestic-violence"]


@pytest.mark.parametrize("stage", STAGES)
def test_an_accusation_found_in_mid_course_ends_it_as_a_duplicate_would_and_is_named_nowhere(
    stage: str,
) -> None:
    accused, duplicate = STAGES[stage](), STAGES[stage]()

    found = accused.hear(commands.ConcernFound(id=KEY, by=county.DISPATCHER, concern=Concern.DISCIPLINE))
    merged = duplicate.hear(commands.ConcludeElsewhere(id=KEY, by=county.DISPATCHER))

    assert found == merged
    assert accused.state == duplicate.state
    assert accused.letters == duplicate.letters
    assert accused.state.outcome == "concluded-elsewhere"
    assert "discipline" not in repr((found, accused.letters))


def test_a_concern_that_leaves_a_civil_part_is_noted_once_and_mediation_goes_on() -> None:
    story = a_dispute().everyone_consents()
    fact = commands.ConcernFound(concern=Concern.STATUS, reply=Reply.CIVIL_PART_REMAINS)

    story.hear(fact)

    assert story.state.stage is Stage.MEDIATION
    assert [finding.concern for finding in story.state.findings] == [Concern.STATUS]
    assert story.hear(fact) == ()


def test_a_concern_that_turns_out_to_be_none_changes_nothing() -> None:
    story = a_dispute()

    assert story.hear(commands.ConcernFound(concern=Concern.CRIME, reply=Reply.NO)) == ()


def test_each_door_stands_on_the_guidance_once() -> None:
    replies = {**county.NOTHING_FOUND, Concern.STATUS: Reply.CIVIL_PART_REMAINS}
    story = a_dispute(replies=replies)

    story.hear(commands.ConcernFound(concern=Concern.STATUS, reply=Reply.YES))

    (guidance,) = story.guidance()
    assert guidance.body["data"]["doors"] == ["court"]


def test_the_guidance_is_dated_by_the_legal_day_and_knows_what_ended() -> None:
    story = a_dispute(flags=frozenset({Flag.ESPECIALLY_MAJOR}))
    story.at = first_instant_of(county.MONDAY.date())  # 16:00 of Sunday in UTC

    story.hear(commands.LeftForRoute(party="li", route=Route.ARBITRATION))

    (guidance,) = story.guidance()
    assert guidance.body["data"] == {
        "outcome": "left-for-route",
        "step": 4,
        "ended_on": "2026-11-02",
        "asked_on": "2026-11-02",
        "limitation_until": "2029-11-02",
        "routes": ["court", "legal-aid", "administrative", "arbitration"],
        "chosen_route": "arbitration",
        "doors": [],
        "bases": ["failure", "no-bar-to-court"],
        "has_agreement": False,
        "is_major": True,
    }
