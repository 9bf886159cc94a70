"""Why it stands as it stands (办理进展的依据): of everything that is told to whoever brought a matter, the
entry of the journal that made it so; and the way it has come, and has before it.

Nothing here is remembered: both are read from the entries, from the first to the last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rules.articles import Basis
from rules.consultation.matter import Stage as Consulting
from rules.dispute.matter import Stage as Mediating
from rules.editions import Edition
from rules.errand.matter import Stage as Running
from rules.event.matter import Stage as Responding
from rules.notes import INTERNAL, MessageSent
from rules.petition.matter import Stage as Petitioning
from rules.procedure import Event, Procedure
from rules.review.matter import Stage as Reviewing

# The stages of a procedure as they follow one another where nothing comes between.
USUAL: Mapping[str, tuple[StrEnum, ...]] = {
    "dispute": (Mediating.CONSENT, Mediating.MEDIATION, Mediating.CLOSED),
    "petition": (
        Petitioning.ROUTING,
        Petitioning.PENDING,
        Petitioning.HANDLING,
        Petitioning.SERVING,
        Petitioning.CLOSED,
    ),
    "review": (Reviewing.REVIEWING, Reviewing.SERVING, Reviewing.SERVED, Reviewing.CLOSED),
    "re_review": (Reviewing.REVIEWING, Reviewing.SERVING, Reviewing.SERVED, Reviewing.CLOSED),
    "consultation": (Consulting.ASKED, Consulting.CLOSED),
    "event": (Responding.SIGN_IN, Responding.HANDLING, Responding.AUDIT, Responding.CLOSED),
    "errand": (Running.RUNNING, Running.REPORTED, Running.CLOSED),
}

# By which articles somebody who does not agree goes on (不服怎么办).
OBJECTING: Mapping[str, tuple[Basis, ...]] = {
    "dispute": (Basis.REFUSAL_ENDS, Basis.PARTY_RIGHTS, Basis.NO_BAR_TO_COURT),
    "aftercare": (Basis.NO_BAR_TO_COURT,),
    "petition": (Basis.REVIEW, Basis.RE_REVIEW),
    "petition_aftercare": (Basis.REVIEW, Basis.RE_REVIEW),
    "review": (Basis.RE_REVIEW,),
}


class Told(StrEnum):
    """What is told of a case, each since an entry."""

    STAGE = "stage"  # 哪一步
    UNIT = "unit"  # 谁在办
    WAITS_FOR = "waits_for"  # 等什么
    OUTCOME = "outcome"  # 怎么结束的


class Stand(StrEnum):
    DONE = "done"  # 已经走过
    NOW = "now"  # 现在
    AHEAD = "ahead"  # 还没有到


@dataclass(frozen=True)
class Step:  # 一步
    """A stage; ``since``: the entry, counted from 1, with which it was entered last; None if it never was."""

    stage: str
    stand: Stand
    since: int | None


@dataclass(frozen=True)
class Traced:  # 依据
    """``since``: what is told, or ``clock/{name}`` -> the entry, counted from 1. ``way``: in order."""

    since: Mapping[str, int]
    way: tuple[Step, ...]

    @property
    def entries(self) -> tuple[int, ...]:
        """Every entry that something rests on, or with which a stage was entered, in order."""
        entered = {step.since for step in self.way if step.since is not None}
        return tuple(sorted({*self.since.values(), *entered}))


def trace(procedure: Procedure, events: Sequence[Any], edition: Edition) -> Traced:
    """Of each of these the last entry that changed it, and the stages in order. ``events`` has the first."""
    since: dict[str, int] = {}
    stood: dict[str, Any] = {}
    entered: list[tuple[str, int]] = []
    state = procedure.begin(events[0], edition)
    for number, event in enumerate(events, start=1):
        state = state if number == 1 else procedure.evolve(state, event)
        told = _told(procedure, state)
        if told[Told.STAGE] != stood.get(Told.STAGE):
            entered.append((told[Told.STAGE], number))
        since |= {what: number for what, value in told.items() if value != stood.get(what)}
        stood = told
    return Traced({what: since[what] for what in stood if what in since}, _way(procedure.name, entered))


def is_told(event: Event) -> bool:
    """Whether what an entry was is said: nothing internal, nor what a message to one person was."""
    return type(event) not in INTERNAL and not isinstance(event, MessageSent)


def _told(procedure: Procedure, state: Any) -> dict[str, Any]:
    case = procedure.view(state).case
    clocks = {f"clock/{each.name}": each.started_at for each in state.clocks}
    return {
        Told.STAGE: str(case.stage),
        Told.UNIT: case.owner_unit,
        Told.WAITS_FOR: case.waits_for,
        Told.OUTCOME: case.outcome,
        **clocks,
    }


def _way(procedure: str, entered: Sequence[tuple[str, int]]) -> tuple[Step, ...]:
    """Once through: where it was led back, what lies behind that is still before it."""
    last = dict(entered)
    now = entered[-1][0]
    behind = list(dict.fromkeys(stage for stage, _ in entered))
    behind = behind[: behind.index(now)]
    usual = [str(stage) for stage in USUAL.get(procedure, ())]
    furthest = max((usual.index(stage) for stage in (*behind, now) if stage in usual), default=-1)
    ahead = [stage for stage in usual[furthest + 1 :] if stage not in behind]
    done = (Step(stage, Stand.DONE, last[stage]) for stage in behind)
    return (
        *done,
        Step(now, Stand.NOW, last[now]),
        *(Step(stage, Stand.AHEAD, None) for stage in ahead),
    )
