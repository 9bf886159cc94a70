"""Whatever is asked and said, in whichever order: one side holds it, and the journal tells the same story."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.clocks.rule import Ground
from rules.dockings.docking import Trait
from rules.handoff import commands
from rules.handoff.matter import (
    Class,
    Completion,
    ConsentForm,
    Holder,
    Paper,
    Performed,
    RefusalReason,
    SideName,
    Stage,
    What,
)
from rules.handoff.procedure import HANDOFF
from rules.notes import AddNote
from rules.procedure import Command, Fact, Now, Officer
from rules.refusals import Refused
from rules.timekeeping import CorrectStart, ResumeClocks, SuspendClocks
from tests.rules import county
from tests.rules.handoff.story import (
    AGREEMENT,
    CENTRE,
    COMPLAINT,
    HELPING,
    KINDS,
    OFFICE,
    RECORD,
    STRANGER,
    TRIAL,
    TRIBUNAL,
    HandoffStory,
    a_handoff,
)
from tests.rules.properties import FEW
from tests.rules.story import KEY, WORDS

pytestmark = pytest.mark.usefixtures("trial_row")

OFFICERS = st.sampled_from((CENTRE, TRIBUNAL, OFFICE, HELPING, county.SUPERVISOR, STRANGER))
PARTIES = st.sampled_from(("zhang", "li", "passer-by"))
PAPERS = st.lists(
    st.sampled_from((COMPLAINT, RECORD, AGREEMENT, Paper(kind="x", text=WORDS, secrecy=Class.SECRET))),
    max_size=3,
).map(tuple)
OUTCOMES = st.sampled_from(("agreement", "no-agreement", "registered", "not-registered", "weather"))
SEQS = st.integers(1, 12)
TIMES = st.integers(-40, 40).map(lambda hours: county.MONDAY + timedelta(hours=hours))

# What may stand in each command, beside whoever asks.
SAID: dict[type, dict[str, Any]] = {
    commands.RecordHandoffConsent: {
        "party": PARTIES,
        "form": st.sampled_from(ConsentForm),
        "given_at": TIMES,
    },
    commands.AddHandoffPapers: {"papers": PAPERS},
    commands.DescribeHandoff: {
        "traits": st.frozensets(st.sampled_from((Trait.TITLE, Trait.CRIME)), max_size=1),
        "counted_from": st.none() | TIMES,
    },
    commands.SendHandoff: {},
    commands.RecallHandoff: {"reason": st.just(WORDS)},
    commands.SupplyHandoff: {"papers": PAPERS},
    commands.ConfirmReturn: {},
    commands.ExpireHandoff: {"reason": st.just(WORDS)},
    commands.ResendMessage: {"seq": SEQS},
    commands.LayMessageAside: {"seq": SEQS, "proof": st.just(WORDS)},
    commands.SignForHandoff: {},
    commands.AcceptHandoff: {},
    commands.RefuseHandoff: {
        "reason": st.sampled_from(RefusalReason),
        "legal_basis": st.just(WORDS),
        "words": st.just(WORDS),
    },
    commands.WantSupplement: {"what": st.just(WORDS)},
    commands.RecordProgress: {"note": st.just(WORDS)},
    commands.ReturnHandoff: {"outcome": OUTCOMES, "papers": PAPERS},
    commands.ExtendHandoff: {"days": st.integers(-1, 40), "agreed": st.frozensets(PARTIES)},
    commands.GiveCoTask: {
        "unit": st.sampled_from((HELPING.unit, "sl-d2", county.VILLAGE)),
        "what": st.just(WORDS),
        "until": st.integers(0, 20).map(lambda days: county.MONDAY + timedelta(days=days)),
        "completion": st.sampled_from(Completion),
    },
    commands.FinishCoTask: {"result": st.just(WORDS)},
    AddNote: {"words": st.just(WORDS)},
    CorrectStart: {
        "clock": st.sampled_from([clock.name for clock in TRIAL.clocks]),
        "started_at": TIMES,
        "reason": st.just(WORDS),
    },
    SuspendClocks: {"ground": st.sampled_from((Ground.APPRAISAL, Ground.HEARING)), "reason": st.just(WORDS)},
    ResumeClocks: {},
}
MESSAGES = st.builds(
    commands.AgencySaid,
    side=st.sampled_from(SideName),
    what=st.sampled_from(What),
    message=st.sampled_from([f"m-{number}" for number in range(9)]),
    said_at=TIMES,
    party=PARTIES,
    reason=st.none() | st.sampled_from(RefusalReason),
    words=st.just(WORDS),
    papers=PAPERS,
    outcome=st.none() | OUTCOMES,
    performed=st.none() | st.sampled_from(Performed),
)
FACTS = st.one_of(
    MESSAGES,
    MESSAGES,
    st.builds(commands.HandoffConsentRefused, party=PARTIES),
    st.builds(commands.MessageDelivered, seq=SEQS, taken_at=TIMES, effect=st.just("taken")),
    st.builds(commands.MessageUndeliverable, seq=SEQS, code=st.just("gone")),
    st.builds(commands.ReceiverStarted, procedure=st.just("dispute/sl/SL-2026-1/2")),
    st.builds(
        commands.ReceiverEnded, procedure=st.just("dispute/sl/SL-2026-1/2"), outcome=st.just("agreement")
    ),
    st.builds(
        commands.OriginEnded, procedure=st.just("dispute/sl/SL-2026-1/1"), outcome=st.just("withdrawn")
    ),
)
COMMANDS = st.one_of([st.builds(kind, id=st.just(KEY), by=OFFICERS, **said) for kind, said in SAID.items()])
# How it begins, and then: who asks or says what, and how many hours later.
DEEDS = st.lists(st.tuples(COMMANDS | FACTS, st.sampled_from((0, 0, 0, 1, 30, 200))), max_size=60)


def able(story: HandoffStory, asked: Command) -> Command:
    """The same, asked by somebody who may, if anybody may: so that walks go far."""
    seats: tuple[Officer, ...] = (story.sender, story.receiver, HELPING, county.SUPERVISOR, asked.by)
    return next(
        (
            replace(asked, by=officer)
            for officer in seats
            if type(asked) in HANDOFF.permitted(story.state, officer)
        ),
        asked,
    )


def carried_out(story: HandoffStory, asked: Command | Fact, hours: int) -> None:
    before = story.state
    try:
        story.hear(able(story, asked) if isinstance(asked, Command) and hours != 1 else asked)
    except Refused:
        assert story.state is before
    story.wait(hours=hours)


def holds(story: HandoffStory) -> None:
    """What is so of every handoff at every instant."""
    state = story.state
    shown = HANDOFF.view(state)
    assert state.holder is (Holder.RECEIVER if state.stage is Stage.ACCEPTED else Holder.SENDER)
    assert (shown.case.owner_unit, shown.case.owner_role) == (state.holding.unit, state.holding.role)
    assert state.is_settled is (state.stage in (Stage.ENDED, Stage.CLOSED))
    assert state.has_ended is (state.is_settled and not state.outgoing)
    assert not (state.is_settled and any(clock.is_open for clock in state.clocks))
    assert (state.received_at is None) or (state.sent_at is not None and state.received_at >= state.sent_at)


def held(story: HandoffStory) -> list[Holder]:
    """Who has held it, as the events alone say: handed to and fro, never to two and never to none."""
    turns = [Holder.SENDER]
    for kind in story.kinds():
        if kind == "HandoffAccepted":
            turns.append(Holder.RECEIVER)
        elif kind == "HandoffReturned" or (kind == "HandoffEnded" and turns[-1] is Holder.RECEIVER):
            turns.append(Holder.SENDER)
    return turns


@FEW
@given(kind=st.sampled_from(KINDS), docking=st.sampled_from(("trial", "assigned-mediation")), deeds=DEEDS)
def test_exactly_one_side_holds_it_whatever_happens(kind: str, docking: str, deeds: list[Any]) -> None:
    story = a_handoff(kind) if kind == "to-agency" else a_handoff(kind, docking=docking)
    for asked, hours in deeds:
        carried_out(story, asked, hours)
        holds(story)

    assert HANDOFF.fold(story.events, story.edition) == story.state
    turns = held(story)
    assert all(one is not other for one, other in pairwise(turns))
    assert turns[-1] is story.state.holder
    assert len(story.letters) == len({(each.seq, each.kind, each.number) for each in story.letters})


def test_every_command_is_tried() -> None:
    assert set(SAID) == set(HANDOFF.commands.values())


@FEW
@given(deeds=DEEDS, kind=st.sampled_from(KINDS))
def test_what_is_refused_leaves_everything_as_it_was(deeds: list[Any], kind: str) -> None:
    story = a_handoff(kind)
    for asked, hours in deeds:
        if isinstance(asked, Command):
            for command, reason in HANDOFF.why_not(story.state, asked.by).items():
                if isinstance(asked, command):
                    assert story.refusal_of(asked) is reason
        carried_out(story, asked, hours)


@FEW
@given(fact=FACTS, kind=st.sampled_from(KINDS), hours=st.integers(0, 400))
def test_a_fact_is_never_refused(fact: Fact, kind: str, hours: int) -> None:
    story = a_handoff(kind).send()
    at = story.at + timedelta(hours=hours)

    assert isinstance(HANDOFF.decide(story.state, fact, Now(at)), tuple)
