"""Danger reported in any procedure lands at the county's centre at once, beside what the police are told."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from rules import danger
from rules.alarm import answered_in, incident_of
from rules.dispute.matter import Outcome
from rules.incident.events import DangerReachedTheCentre
from rules.incident.procedure import INCIDENT
from rules.journal import Letter
from rules.notes import NoteAdded
from rules.procedure import Sealed
from rules.procedures import PROCEDURES
from rules.review.matter import Instance
from tests.rules import county
from tests.rules.after_reply import answered, asked_for
from tests.rules.calling_out import IncidentStory
from tests.rules.event_stories import NOWHERE, an_event
from tests.rules.petition.story import a_petition
from tests.rules.questions import a_question, an_anonymous_question
from tests.rules.story import KEY, WORDS, Story, a_dispute, aftercare_of

SEEN = Sealed("content/danger")

# Every procedure in which danger is reported, as a story that is under way.
STORIES: Mapping[str, Callable[[], Story]] = {
    "dispute": a_dispute,
    "aftercare": lambda: aftercare_of(Outcome.AGREEMENT),
    "petition": a_petition,
    "petition_aftercare": answered,
    "review": lambda: asked_for(Instance.REVIEW),
    "re_review": lambda: asked_for(Instance.RE_REVIEW),
    "consultation": a_question,
    "event": an_event,
}
EVERYWHERE = pytest.mark.parametrize("kind", sorted(STORIES))


def reported(story: Story) -> list[Letter]:
    before = len(story.letters)
    story.hear(danger.DangerReported(words=SEEN, by=county.WINDOW_CLERK))
    return story.letters[before:]


def landed(story: Story, seq: int) -> DangerReachedTheCentre:
    return incident_of(
        story.state,
        story.events,
        seq=seq,
        id=f"incident/sl/{story.state.number}/1",
        number=story.state.number,
        edition=story.state.edition,
    )


def the_police_of(story: Story) -> Any:
    """Whoever is told of danger in this case."""
    tasks = [each for each in story.procedure.view(story.state).tasks if each.what == "answer-danger"]
    return county.seated(tasks[0].role, tasks[0].unit)


def test_the_table_names_every_procedure_in_which_danger_is_reported() -> None:
    with_danger = {name for name, each in PROCEDURES.items() if "danger_reported" in each.reports}

    assert set(STORIES) == with_danger


@EVERYWHERE
def test_a_danger_is_told_to_the_police_and_to_the_centre(kind: str) -> None:
    story = STORIES[kind]()

    letters = reported(story)

    assert [letter.kind for letter in letters] == ["notice", danger.OPEN_INCIDENT]
    assert letters[0].body["code"] == "danger"
    assert (letters[1].seq, letters[1].body) == (story.state.seq, {"procedure": story.state.id})
    assert letters[1].not_before is None  # at once, also at night


@EVERYWHERE
def test_it_stands_on_the_dispatchers_worklist_with_the_case_it_came_from(kind: str) -> None:
    story = STORIES[kind]()
    reported(story)

    centre = IncidentStory(INCIDENT, landed(story, story.state.seq), story.state.edition)

    assert centre.waiting() == [("take-up-danger", "centre_dispatcher@sl")]
    assert (centre.state.origin, centre.state.origin_seq) == (story.state.id, story.state.seq)
    assert centre.state.words == SEEN
    assert centre.state.police_since is None
    places = INCIDENT.view(centre.state).case.places
    assert set(places) == {"sl", story.state.village, story.state.township} - {None}


@EVERYWHERE
def test_that_the_police_have_it_is_told_to_the_centre(kind: str) -> None:
    story = STORIES[kind]()
    reported(story)
    before, seq = len(story.letters), story.state.seq

    story.hear(danger.AcknowledgeDanger(id=KEY, by=the_police_of(story)))

    (told,) = [each for each in story.letters[before:] if each.kind == danger.TELL_INCIDENT]
    assert told.body == {"procedure": story.state.id}
    assert landed(story, seq).police_since == story.at


@EVERYWHERE
def test_each_report_is_an_incident_of_its_own(kind: str) -> None:
    story = STORIES[kind]()

    first, second = reported(story), reported(story)

    assert [each.seq for each in (first[-1], second[-1])] == [story.state.seq - 1, story.state.seq]


@EVERYWHERE
def test_what_is_no_danger_tells_the_centre_nothing(kind: str) -> None:
    story = STORIES[kind]()

    assert danger.letters_of(story.state, NoteAdded(at=story.at, words=WORDS)) == ()
    kinds = {letter.kind for letter in story.letters}
    assert not kinds & {danger.OPEN_INCIDENT, danger.TELL_INCIDENT}


@pytest.mark.parametrize("nowhere", [an_anonymous_question, lambda: an_event(location=NOWHERE, holders=())])
def test_a_danger_without_a_place_is_the_centres_as_well(nowhere: Callable[[], Story]) -> None:
    story = nowhere()
    reported(story)

    centre = IncidentStory(INCIDENT, landed(story, story.state.seq), story.state.edition)

    assert INCIDENT.view(centre.state).case.places == ("sl",)


@pytest.mark.parametrize(
    ("procedure", "cases"),
    [
        ("dispute/sl/SL-2026-1/2", ("dispute/sl/SL-2026-1/2",)),
        ("aftercare/sl/SL-2026-1/2", ("aftercare/sl/SL-2026-1/2", "dispute/sl/SL-2026-1/2")),
        (
            "petition_aftercare/sl/SL-2026-1/1",
            ("petition_aftercare/sl/SL-2026-1/1", "petition/sl/SL-2026-1/1"),
        ),
        ("review/sl/SL-2026-1/1", ("review/sl/SL-2026-1/1",)),
    ],
)
def test_what_follows_a_case_answers_for_the_dangers_it_took_over(
    procedure: str, cases: tuple[str, ...]
) -> None:
    assert answered_in(procedure) == cases
