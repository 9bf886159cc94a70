"""County policy 28: what can be chosen when something is handed over, and what each choice asks."""

from dataclasses import replace
from typing import Any

from rules.dockings import DOCKINGS
from rules.dockings.docking import Body, Trait
from rules.offering import offered
from tests.rules.errands import an_errand
from tests.rules.handoff.story import a_handoff
from tests.rules.petition.story import a_petition
from tests.rules.story import a_dispute


def codes(state: Any) -> set[str]:
    return {each.docking.code for each in offered(state)}


def test_a_dispute_is_handed_over_by_what_mediation_sends_to_bodies_of_the_county() -> None:
    state = a_dispute().state

    found = offered(state)

    assert "judicial-confirmation" in codes(state)
    assert "assigned-mediation" not in codes(state)
    bodies = {each.body for each in state.edition.agencies}
    assert all(Body.MEDIATION in each.docking.senders for each in found)
    assert all(each.receivers for each in found)
    assert {agency.body for each in found for agency in each.receivers} <= bodies
    for each in found:
        assert {agency.body for agency in each.receivers} <= each.docking.receivers


def test_a_docking_whose_receivers_the_county_has_not_is_not_offered() -> None:
    state = a_dispute().state

    assert offered(replace(state, edition=replace(state.edition, agencies=()))) == ()


def test_a_petition_is_handed_over_by_what_whoever_has_it_sends() -> None:
    state = a_petition().state

    assert codes(state)
    assert all(Body.PETITION_OFFICE in each.docking.senders for each in offered(state))


def test_each_asks_of_its_own_traps_alone() -> None:
    confirmation = next(
        each for each in offered(a_dispute().state) if each.docking.code == "judicial-confirmation"
    )

    traps = DOCKINGS["judicial-confirmation"].traps
    assert set(confirmation.traits) == frozenset[Trait]().union(*(trap.traits for trap in traps))
    assert len(confirmation.traits) < len(Trait)


def test_a_handoff_has_its_own_docking_and_what_hands_nothing_over_has_none() -> None:
    handoff = a_handoff(docking="case-package").state

    assert codes(handoff) == {handoff.docking}
    assert codes(an_errand().state) == set()
