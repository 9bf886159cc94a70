"""Since when a case has been with whoever has it now."""

from rules.holding import owned_since
from tests.rules.story import a_dispute, a_dispute_at


def test_a_case_that_never_moved_is_with_its_owner_from_its_first_entry() -> None:
    story = a_dispute()
    first = story.at
    story.at = story.at.replace(hour=story.at.hour + 1)
    story.everyone_consents()

    assert owned_since(story.procedure, story.events, story.edition) == first


def test_a_case_that_climbed_is_with_its_owner_from_the_entry_of_the_step() -> None:
    story = a_dispute_at(3)
    entered = [event.at for event in story.events if type(event).__name__ == "LevelEntered"]

    assert owned_since(story.procedure, story.events, story.edition) == entered[-1]
