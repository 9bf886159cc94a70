"""Every docking from end to end: it is accepted, refused, met by silence, fails, succeeds."""

from datetime import timedelta

import pytest

from rules.dockings import DOCKINGS
from rules.handoff import commands
from rules.handoff.matter import Holder, Outcome, Performed, RefusalReason, Stage
from tests.rules.handoff.docking_story import RECEIVER, SENDER, DockingStory
from tests.rules.story import KEY, WORDS

# The best that can come back of each, and the worst; of one outcome alone they are the same.
_GOOD = ("agreement", "case-registered", "confirmed", "dealt-with-by-law", "award", "decision", "certificate")
GOOD = (*_GOOD, "aid-assigned", "provided", "assistance-granted")
BAD = (
    *("no-agreement", "case-not-accepted", "rejected", "no-violation", "withdrawn", "certificate-refused"),
    *("declined", "assistance-refused"),
)
each_docking = pytest.mark.parametrize("docking", DOCKINGS)


def comes_back(story: DockingStory, wanted: tuple[str, ...]) -> str:
    """The outcome of these that the docking knows, returned with all that its row asks for."""
    outcome = next(each for each in wanted if each in story.row.outcomes)
    kinds = [*story.row.returns.get("", ()), *story.row.returns.get(outcome, ())]
    performed = Performed.FULLY if outcome in story.row.says_performed else None
    story.hear(story.returning(outcome, *dict.fromkeys(kinds), performed=performed))
    return outcome


@each_docking
@pytest.mark.parametrize("wanted", [GOOD, BAD], ids=["succeeds", "fails"])
def test_it_is_accepted_worked_on_returned_and_confirmed(docking: str, wanted: tuple[str, ...]) -> None:
    story = DockingStory(docking)
    held = [story.state.holder]
    story.accept()
    held.append(story.state.holder)

    outcome = comes_back(story, wanted)

    assert [*held, story.state.holder] == [Holder.SENDER, Holder.RECEIVER, Holder.SENDER]
    assert story.state.stage is Stage.RETURNED
    story.hear(commands.ConfirmReturn(id=KEY, by=SENDER))
    assert story.state.came_back is not None
    assert (story.state.outcome, story.state.came_back.outcome) == (Outcome.CONFIRMED, outcome)
    assert story.state.has_ended


@each_docking
def test_it_is_refused_with_a_reason_and_stays_with_its_sender(docking: str) -> None:
    story = DockingStory(docking).send()

    story.hear(
        commands.RefuseHandoff(
            id=KEY, by=RECEIVER, reason=RefusalReason.NOT_COMPETENT, legal_basis=WORDS, words=WORDS
        )
    )

    assert (story.state.outcome, story.state.refusal) == (Outcome.REFUSED, RefusalReason.NOT_COMPETENT)
    assert story.state.holder is Holder.SENDER


@each_docking
def test_nobody_answers_and_a_supervisor_knows_and_it_goes_elsewhere_only_by_a_person(docking: str) -> None:
    story = DockingStory(docking).send()

    silences = story.wait(days=200)

    assert "HandoffSilent" in {type(event).__name__ for event in silences}
    assert not story.state.is_settled
    assert story.state.holder is Holder.SENDER
    waiting = {(task.what, task.role) for task in story.procedure.view(story.state).tasks}
    assert ("look-into-silence", story.edition.supervisor.role) in waiting
    story.hear(commands.ExpireHandoff(id=KEY, by=SENDER, reason=WORDS))
    assert story.state.outcome is Outcome.EXPIRED
    assert DockingStory(docking).send().state.stage is Stage.RECEIVED  # to somebody else


@each_docking
def test_its_receiver_takes_it_and_says_nothing_more_and_a_supervisor_knows(docking: str) -> None:
    story = DockingStory(docking).accept()

    story.wait(days=400)

    tasks = {task.what for task in story.procedure.view(story.state).tasks}
    assert "look-into-silence" in tasks
    assert story.state.holder is Holder.RECEIVER  # and nobody took it away by waiting


@each_docking
def test_it_is_taken_back_before_it_is_accepted_and_never_after(docking: str) -> None:
    recall = commands.RecallHandoff(id=KEY, by=SENDER, reason=WORDS)
    early, late = DockingStory(docking).send(), DockingStory(docking).accept()

    early.at += timedelta(hours=1)
    early.hear(recall)

    assert early.state.outcome is Outcome.RECALLED
    assert late.refusal_of(recall).code == "not-at-this-stage"
