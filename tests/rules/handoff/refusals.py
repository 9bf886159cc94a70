"""Every "no" that a handoff can say, with somebody who asks for it and is told so."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from rules.dockings.docking import Body, Trait
from rules.handoff import answering, commands, sending
from rules.handoff.matter import Class, Completion, Stage
from rules.procedure import Command, Now
from rules.refusals import Reason
from tests.rules import county
from tests.rules.handoff.story import (
    CENTRE,
    COMPLAINT,
    HELPING,
    MEDIATION,
    OFFICE,
    ZHANG,
    HandoffStory,
    a_handoff,
    a_handoff_at,
    co_task,
    expire,
    in_force,
    opened,
    returning,
)
from tests.rules.story import KEY, WORDS

Ask = Callable[[], object]
SEND = commands.SendHandoff(id=KEY, by=CENTRE)
ACCEPT = commands.AcceptHandoff(id=KEY, by=OFFICE)


def asked(make: Callable[[], HandoffStory], command: Command) -> Callable[[], Ask]:
    return lambda: in_force(lambda: make().hear(command))


def drafted(**said: Any) -> Callable[[], Ask]:
    return lambda: in_force(lambda: opened(**said))


def accepted(*before: Command) -> Callable[[], HandoffStory]:
    """One that our people work on, after these commands."""

    def made() -> HandoffStory:
        story = a_handoff_at(Stage.ACCEPTED, "among-us")
        for command in before:
            story.hear(command)
        return story

    return made


def a_status_matter() -> HandoffStory:
    status = frozenset({Trait.STATUS})
    return a_handoff("among-us", docking="assigned-mediation", traits=status).complete()


def four_days_later() -> HandoffStory:
    story = a_handoff().complete()
    story.at += timedelta(days=4)
    return story


def begun_here() -> HandoffStory:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    story.hear(commands.ReceiverStarted(procedure="dispute/sl/SL-2026-1/2"))
    return story


def mediated_before() -> HandoffStory:
    return a_handoff("among-us", docking="trial", mediators=frozenset({OFFICE.person})).send()


def taken_back_too_late() -> object:
    story = a_handoff_at(Stage.ACCEPTED)
    return sending.recalled(story.state, Now(story.at), by=None)


def accepted_too_late() -> object:
    story = a_handoff_at(Stage.CLOSED)
    return answering.accepted(story.state, Now(story.at), by=None)


OF_A_HANDOFF: Mapping[Reason, Callable[[], Ask]] = {
    Reason.NO_SUCH_DOCKING: drafted(docking="weather"),
    Reason.NOT_BETWEEN_THESE: drafted(sender=replace(MEDIATION, body=Body.NOTARY)),
    Reason.SENT_TOO_LATE: asked(four_days_later, SEND),
    Reason.START_NOT_SAID: asked(lambda: a_handoff(counted_from=None).complete(), SEND),
    Reason.TOO_MANY_A_SIDE: asked(
        lambda: a_handoff(people=tuple(replace(ZHANG, ref=f"zhang-{n}") for n in range(3))).complete(), SEND
    ),
    Reason.CONSENT_MISSING: asked(a_handoff, SEND),
    Reason.DOCUMENT_MISSING: asked(accepted(), returning(papers=())),
    Reason.SECRET_PAPER: drafted(papers=(replace(COMPLAINT, secrecy=Class.SECRET),)),
    Reason.ALREADY_ACCEPTED: lambda: in_force(taken_back_too_late),
    Reason.HANDOFF_HAS_ENDED: lambda: in_force(accepted_too_late),
    Reason.NOT_SILENT: asked(lambda: a_handoff().send(), expire()),
    Reason.NO_SUCH_MESSAGE: asked(
        lambda: a_handoff().send(), commands.ResendMessage(id=KEY, by=CENTRE, seq=1)
    ),
    Reason.MEDIATED_BEFORE: asked(mediated_before, ACCEPT),
    Reason.OUTCOME_NOT_OF_THIS_DOCKING: asked(accepted(), returning(outcome="weather")),
    Reason.RECEIVER_NOT_FINISHED: asked(begun_here, returning()),
    Reason.CO_TASKS_OPEN: asked(accepted(co_task(completion=Completion.ALL)), returning()),
    Reason.CO_TASK_IN_THE_PAST: asked(accepted(), co_task(until=county.MONDAY)),
    Reason.CO_TASK_GIVEN_BEFORE: asked(accepted(co_task()), co_task()),
    Reason.CO_TASK_TO_ONESELF: asked(accepted(), co_task(OFFICE.unit)),
    Reason.CO_TASK_TO_NOBODY: asked(accepted(), co_task(county.VILLAGE)),
    Reason.NO_CO_TASK: asked(
        accepted(co_task(), commands.FinishCoTask(id=KEY, by=HELPING, result=WORDS)),
        commands.FinishCoTask(id=KEY, by=HELPING, result=WORDS),
    ),
    Reason.STATUS_IS_NOT_MEDIATED: asked(
        a_status_matter, commands.SendHandoff(id=KEY, by=a_status_matter().sender)
    ),
}
