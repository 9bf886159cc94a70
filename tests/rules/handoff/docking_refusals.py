"""Every "no" of a docking's row, with somebody who asks for it and is told so."""

from collections.abc import Callable, Mapping

from rules.dockings import DOCKINGS
from rules.handoff import commands
from rules.procedure import Now
from rules.refusals import Reason
from tests.rules.handoff.docking_story import SENDER, DockingStory
from tests.rules.story import KEY

Asking = Callable[[], object]


def _sent(docking: str, reason: Reason) -> Asking:
    """Sent although the matter is what the trap of that reason says."""
    trap = next(trap for trap in DOCKINGS[docking].traps if trap.reason is reason)
    story = DockingStory(docking, traits=frozenset({min(trap.traits)}))
    return lambda: story.procedure.decide(story.state, commands.SendHandoff(id=KEY, by=SENDER), Now(story.at))


def _returned(docking: str, outcome: str, *kinds: str) -> Asking:
    story = DockingStory(docking).accept()
    return lambda: story.procedure.decide(story.state, story.returning(outcome, *kinds), Now(story.at))


_TRAPS = {trap.reason: code for code, docking in DOCKINGS.items() for trap in docking.traps}

OF_A_DOCKING: Mapping[Reason, Callable[[], Asking]] = {
    **{
        reason: lambda code=code, reason=reason: _sent(code, reason)  # type: ignore[misc]
        for reason, code in _TRAPS.items()
    },
    Reason.PERFORMANCE_NOT_SAID: lambda: _returned(
        "police-mediation", "agreement", "mediation-record", "agreement"
    ),
    Reason.VIOLATION_RECORDS_ARE_SEALED: lambda: _returned("police-referral", "no-violation", "any-paper"),
    Reason.COUNSELLING_IS_CONFIDENTIAL: lambda: _returned("psychological-service", "provided", "any-paper"),
}
