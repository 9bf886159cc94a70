"""05-diversion 5.6: what may not be mediated is answered with the right door, concern by concern."""

import pytest

from rules.dispute.screen import Concern, Door, Finding, Reply, blocking, finding_of, screen
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.story import a_dispute

# concern -> (door, article, whether a civil part can be split off and mediated)
DOORS = {
    "family-violence": ("police-and-protection-order", "FJTB 13", False),
    "crime": ("police", "RMTJ 25", False),
    "harm-to-a-child": ("police", "WCNR 4", False),
    "status": ("court", "MSJS 355", True),
    "public-interest-illegality": ("competent-authority", "SJTS 23", True),
    "punishment-decided": ("reconsideration-or-suit", "P 8", True),
    "administrative-act": ("reconsideration-or-suit", "P 8", True),
    "discipline": ("discipline-inspection-organ", "P 8", False),
    "case-already-accepted": ("accepting-body", "RMTJ 3", False),
}


def test_the_table_of_doors_is_the_whole_screen() -> None:
    shown = {}
    for concern in Concern:
        finding = finding_of(concern, Reply.CIVIL_PART_REMAINS)
        shown[concern.value] = (finding.door.value, finding.basis.article.short, finding.civil_part_remains)

    assert shown == DOORS


@pytest.mark.parametrize("concern", Concern)
def test_a_concern_that_applies_in_full_leaves_nothing_to_mediate(concern: Concern) -> None:
    replies = {**county.NOTHING_FOUND, concern: Reply.YES}

    with pytest.raises(Refused) as refused:
        a_dispute(replies=replies)

    assert (refused.value.reason, refused.value.details) == (Reason.NOT_MEDIABLE, (concern,))


@pytest.mark.parametrize("concern", Concern)
def test_a_civil_part_is_mediated_only_where_it_can_be_split_off(concern: Concern) -> None:
    findings = screen({**county.NOTHING_FOUND, concern: Reply.CIVIL_PART_REMAINS})

    assert (blocking(findings) == ()) is DOORS[concern][2]


def test_a_dispute_with_a_civil_part_keeps_its_finding_and_shows_its_door() -> None:
    replies = {**county.NOTHING_FOUND, Concern.PUBLIC_INTEREST_ILLEGALITY: Reply.CIVIL_PART_REMAINS}

    story = a_dispute(replies=replies)

    (finding,) = story.state.findings
    assert (finding.concern, finding.door) == (
        Concern.PUBLIC_INTEREST_ILLEGALITY,
        Door.COMPETENT_AUTHORITY,
    )


def test_every_concern_that_bars_mediation_is_named_in_the_answer() -> None:
    replies = {
        **county.NOTHING_FOUND,
        Concern.CRIME: Reply.YES,
        Concern.STATUS: Reply.CIVIL_PART_REMAINS,
        Concern.DISCIPLINE: Reply.YES,
    }

    with pytest.raises(Refused) as refused:
        a_dispute(replies=replies)

    assert refused.value.details == ("crime", "discipline")


def test_a_screen_with_an_open_question_is_not_a_screen() -> None:
    answered = set(Concern) - {Concern.STATUS, Concern.CRIME}
    replies = dict.fromkeys(answered, Reply.NO)

    with pytest.raises(Refused) as refused:
        screen(replies)

    assert (refused.value.reason, refused.value.details) == (Reason.SCREEN_INCOMPLETE, ("crime", "status"))


def test_where_nothing_is_found_nothing_is_answered() -> None:
    findings: tuple[Finding, ...] = screen(county.NOTHING_FOUND)

    assert (findings, blocking(findings)) == ((), ())
