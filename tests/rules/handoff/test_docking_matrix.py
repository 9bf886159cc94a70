"""Who may send what to whom: all pairs of bodies, written out.

What the reference calls "tell" or "by law" is no handoff: a person is told the way and goes it. A village or
a township acts as a mediation body, as the petition office, or as the organ that handles. To the discipline
organ nothing goes by this way: that path is sealed.
"""

from itertools import product

import pytest

from rules.dockings import DOCKINGS
from rules.dockings.docking import Body
from rules.refusals import Reason, Refused
from tests.rules.handoff.docking_story import DockingStory

_AID = "legal-aid legal-aid-without-means-test"
_OFFERED = {
    Body.NOTARY: "notary",
    Body.LEGAL_AID: _AID,
    Body.PSYCHOLOGY: "psychological-service",
}
_FROM_MEDIATORS = {
    Body.COURT: "case-package judicial-confirmation",
    Body.POLICE: "police-referral traffic-mediation",
    Body.ARBITRATION: "labour-arbitration land-arbitration",
    Body.RECONSIDERATION: "administrative-review",
    **_OFFERED,
}
_OF_A_TRADE = "professional-mediation medical-mediation commercial-mediation"
_FROM_PETITIONS = {
    Body.MEDIATION: "petition-mediation labour-mediation",
    Body.PROFESSIONAL: f"petition-mediation labour-mediation consumer-mediation {_OF_A_TRADE}",
    Body.DEPARTMENT: "administrative-mediation medical-administrative-mediation consumer-mediation",
    Body.POLICE: "police-referral",
    Body.ARBITRATION: "labour-arbitration land-arbitration",
    Body.ASSISTANCE: "social-assistance judicial-assistance",
    **_OFFERED,
}
_ASSIGNED = "assigned-mediation entrusted-mediation entrusted-mediation-summary"
_POLICE = "police-mediation police-second-mediation"
_ARBITRATION = "arbitration-mediation land-arbitration-mediation"

MATRIX: dict[Body, dict[Body, str]] = {
    Body.PETITION_OFFICE: {**_FROM_PETITIONS, Body.RECONSIDERATION: "administrative-review"},
    Body.DEPARTMENT: _FROM_PETITIONS,  # against its acts it tells the remedy, and forwards nothing
    Body.MEDIATION: {**_FROM_MEDIATORS, Body.PROFESSIONAL: _OF_A_TRADE},
    Body.PROFESSIONAL: _FROM_MEDIATORS,
    Body.COURT: {Body.MEDIATION: _ASSIGNED, Body.PROFESSIONAL: _ASSIGNED, **_OFFERED},
    Body.POLICE: {Body.MEDIATION: _POLICE, Body.PROFESSIONAL: _POLICE, **_OFFERED},
    Body.PROCURATORATE: {
        Body.MEDIATION: "procuratorate-mediation",
        Body.PROFESSIONAL: "procuratorate-mediation",
        **_OFFERED,
    },
    Body.ARBITRATION: {Body.MEDIATION: _ARBITRATION, Body.PROFESSIONAL: _ARBITRATION, **_OFFERED},
    Body.RECONSIDERATION: {},
    Body.NOTARY: {},
    Body.LEGAL_AID: {},
    Body.PSYCHOLOGY: {},
    Body.ASSISTANCE: {},
}


@pytest.mark.parametrize(("sender", "receiver"), list(product(Body, Body)))
def test_between_two_bodies_goes_what_the_matrix_says_and_nothing_else(sender: Body, receiver: Body) -> None:
    rows = {
        docking.code
        for docking in DOCKINGS.values()
        if sender in docking.senders and receiver in docking.receivers
    }

    assert rows == set(MATRIX[sender].get(receiver, "").split())


@pytest.mark.parametrize("docking", sorted(DOCKINGS))
def test_a_docking_is_opened_between_its_own_bodies_alone(docking: str) -> None:
    for pair in product(Body, Body):
        sender, receiver = pair
        if docking in MATRIX[sender].get(receiver, "").split():
            assert DockingStory(docking, between=pair).state.terms.code == docking
        else:
            with pytest.raises(Refused) as refused:
                DockingStory(docking, between=pair)
            assert refused.value.reason is Reason.NOT_BETWEEN_THESE


OPENS_A_DISPUTE = {
    *_ASSIGNED.split(),
    *_POLICE.split(),
    *_ARBITRATION.split(),
    "petition-mediation",
    "procuratorate-mediation",
    "professional-mediation",
    "medical-mediation",
    "labour-mediation",
}


def test_what_our_committees_take_on_begins_a_dispute_and_nothing_else_does() -> None:
    assert {docking.code for docking in DOCKINGS.values() if docking.opens == "dispute"} == OPENS_A_DISPUTE
    assert {docking.opens for docking in DOCKINGS.values()} == {"dispute", None}
