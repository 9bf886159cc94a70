"""What moves the last day of a docking's clock: a supplement, an appraisal, an extension."""

from datetime import date

import pytest

from rules.clocks.rule import Ground
from rules.handoff import commands
from rules.refusals import Reason
from rules.timekeeping import SuspendClocks
from tests.rules.handoff.docking_story import RECEIVER, SENDER, DockingStory, day, paper
from tests.rules.story import KEY, WORDS


def test_the_seven_days_of_the_court_count_anew_from_the_day_of_a_supplement() -> None:
    story = DockingStory("case-package").send()
    story.hear(commands.WantSupplement(id=KEY, by=RECEIVER, what=WORDS))
    story.at = day(10, 9)
    story.hear(commands.SupplyHandoff(id=KEY, by=SENDER, papers=(paper("complaint"),)))

    assert story.state.clock("register-by").rule == "K-53a"
    assert story.state.due("register-by").on == date(2026, 10, 16)


def test_the_time_of_a_supplement_is_left_out_of_the_seven_days_of_legal_aid() -> None:
    story = DockingStory("legal-aid").send()
    story.at = day(9, 30)
    story.hear(commands.WantSupplement(id=KEY, by=RECEIVER, what=WORDS))

    assert story.state.due("decide-by") is None

    story.at = day(10, 9)
    story.hear(commands.SupplyHandoff(id=KEY, by=SENDER, papers=(paper("means-statement"),)))

    assert story.state.due("decide-by").on == date(2026, 10, 14)  # one day before, six from the 9th on


def test_a_supplement_asked_for_when_the_days_are_over_stops_nothing() -> None:
    story = DockingStory("legal-aid").send()
    story.at = day(10, 6)  # the seven days ended on the 5th; the roll to the 8th is no day of theirs
    story.hear(commands.WantSupplement(id=KEY, by=RECEIVER, what=WORDS))

    assert story.state.due("decide-by").on == date(2026, 10, 8)


def test_a_supplement_stops_no_clock_whose_rule_does_not_say_so() -> None:
    story = DockingStory("administrative-review").send()
    story.hear(commands.WantSupplement(id=KEY, by=RECEIVER, what=WORDS))
    story.at = day(9, 29)
    story.hear(commands.SupplyHandoff(id=KEY, by=SENDER, papers=(paper("act-document"),)))

    assert story.state.due("accept-by").on == date(2026, 10, 10)


def test_an_appraisal_is_left_out_of_what_the_mediator_has() -> None:
    story = DockingStory("assigned-mediation").accept()
    story.hear(SuspendClocks(id=KEY, by=RECEIVER, ground=Ground.APPRAISAL, reason=WORDS))

    assert story.state.due("mediate-by") is None


def longer(days: int, *agreed: str) -> commands.ExtendHandoff:
    return commands.ExtendHandoff(id=KEY, by=RECEIVER, days=days, agreed=frozenset(agreed))


@pytest.mark.parametrize(
    "docking", ["assigned-mediation", "entrusted-mediation", "police-mediation", "medical-mediation"]
)
def test_the_parties_together_make_the_time_of_a_mediation_longer(docking: str) -> None:
    story = DockingStory(docking).accept()

    assert story.no_to(longer(10, "zhang")).details == ("li",)
    assert story.no_to(longer(10, "zhang")).reason is Reason.EXTENSION_NEEDS_EVERY_PARTY
    assert story.hear(longer(10, "zhang", "li"))


def test_a_court_makes_its_own_time_longer_and_needs_nobodys_agreement() -> None:
    story = DockingStory("judicial-confirmation").accept()

    story.hear(longer(10))

    assert story.state.due("decide-soon").on == date(2026, 10, 26)  # the 25th, a Sunday, rolled
    assert story.state.due("decide-by").on == date(2026, 11, 9)


@pytest.mark.parametrize("docking", ["arbitration-mediation", "medical-administrative-mediation", "notary"])
def test_where_the_law_knows_no_longer_time_nobody_makes_it_longer(docking: str) -> None:
    story = DockingStory(docking).accept()

    assert story.no_to(longer(10, "zhang", "li")).reason is Reason.NO_EXTENSION
