"""What comes back: an outcome of the docking, the papers that go with it, and of some nothing more."""

from dataclasses import replace

import pytest

from rules.dockings import DOCKINGS
from rules.dockings.whole import CLOCK_NAMES, DOCKING_OUTCOMES, PAPER_KINDS
from rules.handoff import commands
from rules.handoff.matter import Performed, SideName, What
from rules.procedure import Officer
from rules.refusals import Reason
from tests.rules.handoff.docking_story import RECEIVER, DockingStory, day
from tests.rules.story import KEY, WORDS

_MEDIATED = "agreement settled-and-withdrawn no-agreement unreachable unwilling period-over not-mediable"
OUTCOMES = {
    "case-package": "case-registered case-not-accepted",
    "judicial-confirmation": "confirmed rejected withdrawn deemed-withdrawn",
    "police-referral": "dealt-with-by-law no-violation",
    "labour-arbitration": "award agreement withdrawn",
    "land-arbitration": "award agreement withdrawn",
    "administrative-review": "decision agreement withdrawn",
    "notary": "certificate certificate-refused",
    "legal-aid": "aid-assigned declined",
    "legal-aid-without-means-test": "aid-assigned declined",
    "psychological-service": "provided declined",
    "social-assistance": "assistance-granted assistance-refused declined",
    "judicial-assistance": "assistance-granted assistance-refused declined",
}


@pytest.mark.parametrize("docking", sorted(DOCKINGS))
def test_it_comes_back_with_an_outcome_of_its_own_docking(docking: str) -> None:
    assert DOCKINGS[docking].outcomes == set(OUTCOMES.get(docking, _MEDIATED).split())

    story = DockingStory(docking).accept()

    assert story.no_to(story.returning("lost")).reason is Reason.OUTCOME_NOT_OF_THIS_DOCKING


@pytest.mark.parametrize(
    ("docking", "outcome", "kind"),
    [
        ("assigned-mediation", "agreement", "agreement"),
        ("assigned-mediation", "no-agreement", "mediation-record"),
        ("entrusted-mediation", "agreement", "agreement"),
        ("case-package", "case-not-accepted", "ruling"),
        ("judicial-confirmation", "confirmed", "ruling"),
        ("judicial-confirmation", "rejected", "ruling"),
        ("petition-mediation", "agreement", "agreement"),
        ("petition-mediation", "no-agreement", "mediation-record"),
        ("procuratorate-mediation", "no-agreement", "mediation-record"),
        ("traffic-mediation", "agreement", "agreement"),
        ("notary", "certificate", "notarial-certificate"),
        ("notary", "certificate-refused", "notary-refusal"),
    ],
)
def test_the_paper_of_an_outcome_comes_with_it(docking: str, outcome: str, kind: str) -> None:
    story = DockingStory(docking).accept()
    row = story.row
    others = {*row.returns.get("", ()), *row.returns.get(outcome, ())} - {kind}

    no = story.no_to(story.returning(outcome, *others, performed=Performed.NOT))

    assert (no.reason, no.details) == (Reason.DOCUMENT_MISSING, (kind,))


@pytest.mark.parametrize(
    ("docking", "outcome"),
    [
        ("police-mediation", "agreement"),
        ("police-mediation", "settled-and-withdrawn"),
        ("police-second-mediation", "agreement"),
        ("procuratorate-mediation", "agreement"),
    ],
)
def test_the_police_and_the_procuratorate_are_told_whether_it_has_been_performed(
    docking: str, outcome: str
) -> None:
    story = DockingStory(docking).accept()
    papers = ("mediation-record", "agreement")

    assert story.no_to(story.returning(outcome, *papers)).reason is Reason.PERFORMANCE_NOT_SAID

    story.hear(story.returning(outcome, *papers, performed=Performed.FULLY))
    assert story.state.came_back.performed is Performed.FULLY


def test_of_what_was_not_agreed_nobody_asks_whether_it_was_performed() -> None:
    story = DockingStory("police-mediation").accept()

    assert story.hear(story.returning("no-agreement", "mediation-record"))


@pytest.mark.parametrize(
    ("docking", "outcome", "reason", "article"),
    [
        ("psychological-service", "provided", Reason.COUNSELLING_IS_CONFIDENTIAL, "JSWS 4"),
        ("police-referral", "dealt-with-by-law", Reason.VIOLATION_RECORDS_ARE_SEALED, "ZAGL 136"),
    ],
)
def test_of_what_is_confidential_the_outcome_comes_back_and_not_a_word_more(
    docking: str, outcome: str, reason: Reason, article: str
) -> None:
    story = DockingStory(docking).accept()

    assert story.no_to(story.returning(outcome, "any-paper")).reason is reason
    assert story.no_to(story.returning(outcome, performed=Performed.NOT)).reason is reason
    assert story.no_to(commands.RecordProgress(id=KEY, by=RECEIVER, note=WORDS)).reason is reason
    assert reason.basis.article.short == article

    story.hear(story.returning(outcome))
    assert story.state.came_back.outcome == outcome


def test_what_its_own_system_says_of_a_counselling_is_not_taken_either() -> None:
    story = DockingStory("psychological-service").accept()
    story.state = replace(story.state, receiver=replace(story.state.receiver, agency="counsellors"))
    said = commands.AgencySaid(
        side=SideName.RECEIVER, what=What.PROGRESSED, message="m-1", said_at=story.at, words=WORDS
    )

    (noted,) = story.hear(said)

    assert noted.reason == "counselling-is-confidential"  # type: ignore[attr-defined]


def test_only_these_say_nothing_but_the_outcome() -> None:
    assert [code for code, docking in DOCKINGS.items() if docking.outcome_alone] == [
        "police-referral",
        "psychological-service",
    ]


def test_where_both_are_there_the_court_accepts_and_decides_at_once() -> None:
    story = DockingStory("judicial-confirmation").send()

    story.hear(commands.AcceptHandoff(id=KEY, by=RECEIVER, ref="(2026)确1号"))
    story.hear(story.returning("confirmed", "ruling"))

    assert story.state.accepted_at == story.at == day(9, 28)
    assert story.state.came_back.outcome == "confirmed"


def test_whoever_mediated_takes_no_part_in_the_suit() -> None:
    story = DockingStory("case-package", mediators=frozenset({RECEIVER.person})).send()
    another = Officer("p-another", RECEIVER.role, RECEIVER.unit)

    no = story.no_to(commands.AcceptHandoff(id=KEY, by=RECEIVER))

    assert no.reason is Reason.MEDIATED_BEFORE
    assert story.hear(commands.AcceptHandoff(id=KEY, by=another))
    assert [code for code, row in DOCKINGS.items() if row.keeps_former_mediators_out] == ["case-package"]


def test_the_codes_of_the_rows_are_told_to_whoever_puts_them_into_words() -> None:
    assert {"complaint", "ruling", "notarial-certificate"} <= PAPER_KINDS
    assert {"agreement", "deemed-withdrawn", "provided"} <= DOCKING_OUTCOMES
    assert {"accept-by", "mediate-by", "close-by"} <= CLOCK_NAMES
    assert all(row.returns.keys() <= {*row.outcomes, ""} for row in DOCKINGS.values())
    assert all(row.says_performed <= row.outcomes for row in DOCKINGS.values())
