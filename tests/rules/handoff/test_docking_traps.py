"""What a docking does not carry: every trap of the reference, its reason and the article it stands on."""

import pytest

from rules.dockings import DOCKINGS
from rules.dockings.docking import Trait
from rules.refusals import REASONS, Reason
from tests.rules.handoff.docking_story import DockingStory

EVERY = " ".join(DOCKINGS)
MEDIATED = """
    assigned-mediation entrusted-mediation entrusted-mediation-summary police-mediation
    police-second-mediation petition-mediation administrative-mediation procuratorate-mediation
    arbitration-mediation
    land-arbitration-mediation professional-mediation medical-mediation medical-administrative-mediation
    traffic-mediation consumer-mediation commercial-mediation labour-mediation
"""
OF_PETITIONS = """
    petition-mediation administrative-mediation professional-mediation medical-mediation
    medical-administrative-mediation consumer-mediation commercial-mediation labour-mediation
"""
OF_COURTS = "assigned-mediation entrusted-mediation entrusted-mediation-summary"
OF_THE_POLICE = "police-mediation police-second-mediation"
MEDICAL = "medical-mediation medical-administrative-mediation"

# Of which dockings: what the matter is, why it is not carried, the article, the sentence.
TABLE = {
    EVERY: """
        about-discipline | accusation-goes-sealed | XFTL 30 | an accusation goes sealed, never by this way
    """,
    MEDIATED: """
        family-violence | not-instead-of-protection | FJTB 15 | mediation takes the place of no protection
        status | status-is-not-mediated | MSJS 143 | a status is not mediated
    """,
    OF_PETITIONS: """
        not-within-discretion | not-theirs-to-dispose-of | XFTL 33 | only what is theirs is mediated
    """,
    OF_COURTS: """
        special-procedure | procedure-is-not-mediated | MSJS 143 | a special procedure is not mediated
        feigned | mediation-is-feigned | TYTJ 18 | a feigned mediation is reported and not sent
    """,
    OF_THE_POLICE: """
        hired-injury | violation-is-not-mediated | XZCX 179 | hired injury is not mediated
        gang-fight | violation-is-not-mediated | XZCX 179 | a gang fight is not mediated
        repeated-violation | violation-is-not-mediated | XZCX 179 | repeated violations are not mediated
        new-violation | violation-is-not-mediated | XZCX 179 | a new violation during the mediation ends it
        suspect-fled | violation-is-not-mediated | XZCX 179 | nobody mediates with a suspect who fled
        not-voluntary | party-is-unwilling | XZCX 179 | a party who is clearly unwilling is not sent
        not-a-civil-dispute | not-from-a-civil-dispute | ZAGL 9 | what no civil dispute caused is the police's
        crime | criminal-procedure-first | XSSS 288 | a crime goes through criminal procedure
        serious-injury | criminal-procedure-first | XSSS 288 | serious injury goes through criminal procedure
    """,
    "procuratorate-mediation": """
        beyond-reconciliation | beyond-reconciliation | XSSS 288 | what is beyond reconciliation is not sent
        intentional-crime-before | intentional-crime-before | XSSS 288 | a crime in five years rules it out
        not-voluntary | not-freely-forgiven | XSSS 288 | a victim forgives freely or not at all
    """,
    "judicial-confirmation": """
        not-in-its-scope | outside-the-courts-scope | MSJS 355 | what is outside the courts is not confirmed
        wrong-court | not-this-courts | MSJS 355 | the competent court confirms, and no other
        status | status-is-not-confirmed | MSJS 355 | a status is not confirmed
        special-procedure | procedure-is-not-confirmed | MSJS 355 | another special procedure is not confirmed
        title | title-is-not-confirmed | MSJS 355 | title to property or rights is not confirmed
        body-not-lawful | body-not-established | MSS 205 | a body not established makes nothing to confirm
        not-within-discretion | agreement-breaks-the-law | MSJS 358 | what breaks a mandatory law is rejected
        third-party-harmed | agreement-harms-others | MSJS 358 | what harms others is rejected
        against-public-order | agreement-against-public-order | MSJS 358 | public order comes first
        not-voluntary | agreement-not-voluntary | MSJS 358 | what was not free is rejected
        unclear-terms | agreement-unclear | MSJS 358 | what is unclear is rejected
    """,
    "land-arbitration": """
        expropriated-land | expropriation-is-not-arbitrated | TDZC 2 | expropriated land is not arbitrated
    """,
    MEDICAL: """
        accepted-elsewhere | medical-dispute-is-elsewhere | YLJF 31 | a dispute accepted elsewhere waits there
    """,
    "traffic-mediation": """
        accepted-elsewhere | accident-is-before-a-court | DLJT 74 | a suit ends the police's mediation
    """,
    "commercial-mediation": """
        family-labour-consumer | not-a-commercial-dispute | SSTJ 2 | family, labour, consumers are no commerce
    """,
    "administrative-review": """
        petition-act | petition-act-is-not-reviewed | FYTL 36 | what is done with a petition is not reviewed
    """,
    "notary": """
        in-dispute | notarized-matter-in-dispute | GZF 31 | a notary certifies nothing that is in dispute
    """,
}
ROWS = [
    (docking, *(cell.strip() for cell in line.split("|")))
    for dockings, lines in TABLE.items()
    for line in lines.strip().splitlines()
    for docking in dockings.split()
]


@pytest.mark.parametrize(
    ("docking", "trait", "reason", "article"),
    [row[:4] for row in ROWS],
    ids=[f"{row[0]}: {row[4]}" for row in ROWS],
)
def test_a_trap_is_a_refusal_with_its_article(docking: str, trait: str, reason: str, article: str) -> None:
    story = DockingStory(docking, traits=frozenset({Trait(trait)}))

    assert story.not_sent() == (REASONS[reason], (trait,))
    assert REASONS[reason].basis.article.short == article


def test_there_is_no_trap_but_these() -> None:
    rows = {
        (docking.code, str(trait), trap.reason.code)
        for docking in DOCKINGS.values()
        for trap in docking.traps
        for trait in trap.traits
    }

    assert rows == {row[:3] for row in ROWS}


@pytest.mark.parametrize("docking", sorted(DOCKINGS))
def test_of_an_accusation_nothing_else_is_said(docking: str) -> None:
    everything = DockingStory(docking, traits=frozenset(Trait))

    assert everything.not_sent()[0] is Reason.ACCUSATION_GOES_SEALED


@pytest.mark.parametrize("docking", ["police-referral", "legal-aid-without-means-test", "case-package"])
def test_whoever_suffers_violence_in_the_family_is_kept_from_no_protection(docking: str) -> None:
    story = DockingStory(docking, traits=frozenset({Trait.FAMILY_VIOLENCE}))

    assert story.send().state.sent_at
