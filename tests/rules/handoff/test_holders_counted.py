"""Who holds a matter, counted a second time for the runs in which everything is killed: that count finds what
it is there to find."""

from collections.abc import Callable

import pytest

import written
from rules.handoff.commands import HandoffConsentRefused
from rules.handoff.matter import Handoff, Holder, Stage
from tests.handoffs.agreement import as_it_went, holders
from tests.rules.handoff.story import KINDS, HandoffStory, a_handoff_at

pytestmark = pytest.mark.usefixtures("trial_row")


def through(kind: str) -> HandoffStory:
    return a_handoff_at(Stage.CLOSED, kind)


def stopped(kind: str) -> HandoffStory:
    """A party agrees no more while the receiver works on it."""
    story = a_handoff_at(Stage.ACCEPTED, kind)
    story.hear(HandoffConsentRefused(party="zhang"))
    return story.taken()


def counted(story: HandoffStory) -> list[str]:
    entries = [written.write(event, seq) for seq, event in enumerate(story.events, start=1)]
    return list(holders(as_it_went(story.state.id, entries, story.edition)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("course", [through, stopped])
def test_the_second_count_agrees_with_the_rules(course: Callable[[str], HandoffStory], kind: str) -> None:
    assert counted(course(kind)) == []


def never(handoff: Handoff) -> Holder:
    return Holder.SENDER


def from_its_sending(handoff: Handoff) -> Holder:
    return Holder.SENDER if handoff.sent_at is None else Holder.RECEIVER


def while_it_is_accepted(handoff: Handoff) -> Holder:
    """Until a party agrees no more, whether or not those who work on it know."""
    return Holder.RECEIVER if handoff.stage is Stage.ACCEPTED else Holder.SENDER


@pytest.mark.parametrize(
    ("wrongly", "course"),
    [(never, through), (from_its_sending, through), (while_it_is_accepted, stopped)],
)
def test_a_wrong_holder_is_found(
    monkeypatch: pytest.MonkeyPatch,
    wrongly: Callable[[Handoff], Holder],
    course: Callable[[str], HandoffStory],
) -> None:
    monkeypatch.setattr(Handoff, "holder", property(wrongly))

    assert counted(course("to-agency")) != []
