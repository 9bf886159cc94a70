"""What our people say goes out as the contract has it, whatever is left unsaid and however long it is."""

from typing import Any

import pytest

from records.parties import Address
from rules.handoff import commands
from rules.handoff.matter import Paper, RefusalReason, Stage, What
from rules.procedure import Command
from tests.rules.handoff.story import OFFICE, RECORD, HandoffStory, a_handoff, a_handoff_at
from tests.rules.story import KEY, WORDS
from wire import messages
from wire.valid import faults_of

pytestmark = pytest.mark.usefixtures("trial_row")


def written_of(story: HandoffStory, asked: Command, what: What, said: str) -> dict[str, object]:
    event = story.hear(asked)[0]
    assert story.state.outgoing[-1].what is what
    return messages.written(story.state, story.state.seq, what, event, {WORDS: said}, {})


def test_what_is_supplied_without_a_word_can_be_delivered() -> None:
    story = a_handoff_at(Stage.SUPPLEMENT)
    asked = commands.SupplyHandoff(id=KEY, by=story.sender, papers=(RECORD,))

    message = written_of(story, asked, What.SUPPLIED, "调解笔录。")

    assert faults_of(message) == ()


@pytest.mark.parametrize("said", ["送达地址。" * 100, "送达地址。\n\n证据目录。", "件\n" * 10_000, ""])
def test_whatever_is_wanted_can_be_delivered(said: str) -> None:
    story = a_handoff_at(Stage.RECEIVED, "from-agency")
    asked = commands.WantSupplement(id=KEY, by=OFFICE, what=WORDS)

    message = written_of(story, asked, What.SUPPLEMENT_WANTED, said)

    assert [fault for fault in faults_of(message) if fault.pointer != "/subject"] == []


def test_what_is_wanted_comes_back_as_it_was_said() -> None:
    story = a_handoff_at(Stage.RECEIVED, "from-agency")
    asked = commands.WantSupplement(id=KEY, by=OFFICE, what=WORDS)

    message = written_of(story, asked, What.SUPPLEMENT_WANTED, "送达地址。\n证据目录。")

    assert message["data"] == {"items": ["送达地址。", "证据目录。"]}


LONGEST, KIND = "长" * 20_000, "K" * 200  # what a form takes
PAPERS = (RECORD, Paper(kind=KIND, text=RECORD.text))
SAID = (
    (Stage.SUPPLEMENT, "to-agency", What.SUPPLIED, commands.SupplyHandoff, {"papers": PAPERS, "note": WORDS}),
    (Stage.SENT, "to-agency", What.RECALLED, commands.RecallHandoff, {"reason": WORDS}),
    (Stage.RECEIVED, "from-agency", What.SUPPLEMENT_WANTED, commands.WantSupplement, {"what": WORDS}),
    (
        Stage.RECEIVED,
        "from-agency",
        What.REFUSED,
        commands.RefuseHandoff,
        {"reason": RefusalReason.NOT_COMPETENT, "legal_basis": WORDS, "words": WORDS},
    ),
    (Stage.ACCEPTED, "from-agency", What.PROGRESSED, commands.RecordProgress, {"note": WORDS}),
    (
        Stage.ACCEPTED,
        "from-agency",
        What.RETURNED,
        commands.ReturnHandoff,
        {"outcome": "no-agreement", "papers": PAPERS, "undisputed": WORDS, "note": WORDS},
    ),
)


@pytest.mark.parametrize(("stage", "kind", "what", "verb", "more"), SAID, ids=lambda each: str(each)[:20])
def test_nobody_can_say_more_here_than_can_be_delivered(
    stage: Stage, kind: str, what: What, verb: Any, more: dict[str, Any]
) -> None:
    story = a_handoff_at(stage, kind)
    by = OFFICE if kind == "from-agency" else story.sender

    message = written_of(story, verb(id=KEY, by=by, **more), what, LONGEST)

    assert [fault for fault in faults_of(message) if fault.pointer != "/subject"] == []


def test_nobody_can_hand_over_more_than_can_be_delivered() -> None:
    story = a_handoff("to-agency").complete()
    [event] = story.hear(commands.SendHandoff(id=KEY, by=story.sender))
    texts = dict.fromkeys(messages.refs_in(story.state, event), LONGEST)
    people = {person.ref: Address("名" * 200, "址" * 500) for person in story.state.people}

    message = messages.written(story.state, story.state.seq, What.SENT, event, texts, people)

    assert [fault for fault in faults_of(message) if not fault.pointer.startswith("/data/docking")] == []
