"""What a docking asks for before anything is sent: who agrees, which papers, by when, how many people."""

from datetime import datetime

import pytest

from rules.dockings import DOCKINGS
from rules.handoff.matter import Person
from rules.refusals import Reason
from tests.rules.handoff.docking_story import DockingStory, day

_ALL, _CONCERNED, _NOBODY = ("li", "zhang"), ("zhang",), ()
CONSENTS: dict[str, tuple[str, ...]] = {
    "assigned-mediation": _CONCERNED,  # the mediator asks the other side (ZXTJ 15)
    "entrusted-mediation": _ALL,
    "entrusted-mediation-summary": _ALL,
    "case-package": _CONCERNED,
    "judicial-confirmation": _ALL,
    "police-mediation": _ALL,
    "police-second-mediation": _ALL,
    "police-referral": _NOBODY,
    "petition-mediation": _ALL,
    "administrative-mediation": _ALL,
    "procuratorate-mediation": _ALL,
    "arbitration-mediation": _ALL,
    "land-arbitration-mediation": _ALL,
    "labour-arbitration": _CONCERNED,
    "land-arbitration": _CONCERNED,
    "professional-mediation": _ALL,
    "medical-mediation": _ALL,
    "medical-administrative-mediation": _ALL,
    "traffic-mediation": _ALL,
    "consumer-mediation": _ALL,
    "commercial-mediation": _ALL,
    "labour-mediation": _ALL,
    "administrative-review": _CONCERNED,
    "notary": _CONCERNED,
    "legal-aid": _CONCERNED,
    "legal-aid-without-means-test": _CONCERNED,
    "psychological-service": _CONCERNED,
    "social-assistance": _CONCERNED,
    "judicial-assistance": _CONCERNED,
}


@pytest.mark.parametrize("docking", sorted(DOCKINGS))
def test_nothing_is_sent_before_everybody_has_agreed_whose_consent_it_needs(docking: str) -> None:
    silent = DockingStory(docking, without=frozenset({"zhang", "li"}))

    if missing := CONSENTS[docking]:
        assert silent.not_sent() == (Reason.CONSENT_MISSING, missing)
        for party in missing:
            silent.agree(party)
    assert silent.send().state.sent_at


@pytest.mark.parametrize("docking", [code for code, needed in CONSENTS.items() if len(needed) == 2])
def test_of_two_sides_one_is_not_enough(docking: str) -> None:
    assert DockingStory(docking, without=frozenset({"li"})).not_sent() == (Reason.CONSENT_MISSING, ("li",))


def test_a_psychological_service_is_offered_to_somebody_and_nobody_else_agrees_for_them() -> None:
    story = DockingStory("psychological-service", people=(Person(ref="wang", role="applicant"),))

    assert story.send().state.consents.keys() == {"wang"}


DOCUMENTS = {
    **dict.fromkeys(
        ("assigned-mediation", "entrusted-mediation", "entrusted-mediation-summary"),
        "complaint evidence-list service-address-confirmation assignment-letter",
    ),
    "case-package": (
        "complaint undisputed-facts service-address-confirmation evidence-list request-date-record"
    ),
    "judicial-confirmation": "confirmation-application agreement proof-of-mediation identity-proof",
    **dict.fromkeys(("police-mediation", "police-second-mediation"), "police-receipt transfer-letter"),
    **dict.fromkeys(
        ("petition-mediation", "administrative-mediation"),
        "petition-registration transfer-letter evidence-list",
    ),
    **dict.fromkeys(("labour-arbitration", "land-arbitration"), "route-card"),
    "traffic-mediation": "joint-application",
    "administrative-review": "route-card act-document date-of-knowing",
    "notary": "agreement identity-proof title-proof",
    "legal-aid": "referral-note means-statement authorisation",
    "legal-aid-without-means-test": "referral-note authorisation",
}


def test_these_papers_and_no_others_are_asked_for() -> None:
    asked_for = {code: docking.documents for code, docking in DOCKINGS.items() if docking.documents}

    assert asked_for == {code: tuple(kinds.split()) for code, kinds in DOCUMENTS.items()}


@pytest.mark.parametrize(
    ("docking", "kind"), [(code, kind) for code, kinds in DOCUMENTS.items() for kind in kinds.split()]
)
def test_a_paper_that_is_not_there_is_named(docking: str, kind: str) -> None:
    assert DockingStory(docking, without=frozenset({kind})).not_sent() == (Reason.DOCUMENT_MISSING, (kind,))


# What it counts from, the last instant at which it may be sent, and the first at which it is too late.
@pytest.mark.parametrize(
    ("docking", "rule", "started", "last", "late"),
    [
        ("judicial-confirmation", "K-44", day(9, 2), day(10, 8, 23), day(10, 9, 0)),  # 2 October rolls
        ("police-second-mediation", "K-54", day(9, 24), day(10, 12, 23), day(10, 13, 0)),
        ("procuratorate-mediation", "P-32", day(9, 24), day(10, 14, 23), day(10, 15, 0)),
        ("traffic-mediation", "K-58a", day(9, 29), day(10, 8, 23), day(10, 9, 0)),  # 2 October rolls
    ],
)
def test_what_must_be_sent_in_time_is_not_sent_late(
    docking: str, rule: str, started: datetime, last: datetime, late: datetime
) -> None:
    assert DockingStory(docking, started=started).send(last).state.sent_at == last
    assert DockingStory(docking, started=started).not_sent(late) == (Reason.SENT_TOO_LATE, (rule,))
    assert DockingStory(docking, started=None).not_sent(last) == (Reason.START_NOT_SAID, ())


def test_only_these_must_be_sent_in_time() -> None:
    within = {code: docking.within for code, docking in DOCKINGS.items() if docking.within}

    assert within == {
        "judicial-confirmation": "K-44",
        "police-second-mediation": "K-54",
        "procuratorate-mediation": "P-32",
        "traffic-mediation": "K-58a",
    }


def test_whether_a_reconsideration_is_too_late_its_organ_says_and_nobody_here() -> None:
    assert DockingStory("administrative-review", started=day(3, 1)).send().state.sent_at


@pytest.mark.parametrize(
    ("docking", "most"),
    [("medical-mediation", 5), ("medical-administrative-mediation", 5), ("traffic-mediation", 3)],
)
def test_each_side_comes_with_as_many_as_its_law_allows(docking: str, most: int) -> None:
    side = tuple(Person(ref=f"zhang-{number}", role="applicant") for number in range(most + 1))

    assert DockingStory(docking, people=side[:-1], started=day(9, 28)).send().state.sent_at
    assert DockingStory(docking, people=side, started=day(9, 28)).not_sent()[0] is Reason.TOO_MANY_A_SIDE


def test_no_other_docking_counts_the_people_of_a_side() -> None:
    assert [code for code, docking in DOCKINGS.items() if docking.at_most_a_side] == [
        "medical-mediation",
        "medical-administrative-mediation",
        "traffic-mediation",
    ]
