"""Danger (RMTJ 25): whoever sees that a dispute may become a public-security or criminal case
reports it at once, in whatever procedure and stage the matter is. The report never waits."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rules.journal import Letter
from rules.procedure import Command, Event, Fact, Proceeding, Sealed


@dataclass(frozen=True, kw_only=True)
class DangerReported(Fact):  # 危险报告
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class AcknowledgeDanger(Command):  # 接警
    pass


@dataclass(frozen=True, kw_only=True)
class DangerNoted(Event):  # 已记录危险报告
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class DangerAcknowledged(Event):  # 公安机关已接警
    pass


# What carries a danger to the county's centre, and there the word of the police.
OPEN_INCIDENT, TELL_INCIDENT = "open-incident", "tell-incident"


def letters_of(state: Proceeding, event: Event) -> tuple[Letter, ...]:
    """RMTJ 25, county policy 44 危险报告到中心: each report opens an incident at the centre at once, beside
    what the police are told; that the police have acknowledged it, the incident hears."""
    match event:
        case DangerNoted():
            return (Letter(state.seq, OPEN_INCIDENT, 1, {"procedure": state.id}),)
        case DangerAcknowledged():
            return (Letter(state.seq, TELL_INCIDENT, 1, {"procedure": state.id}),)
        case _:
            return ()


def landing(
    follows: Callable[[Any, Any], tuple[Letter, ...]],
) -> Callable[[Any, Any], tuple[Letter, ...]]:
    """What follows from an event where danger can be reported, and with it the centre's share."""

    def everything(state: Any, event: Any) -> tuple[Letter, ...]:
        return (*follows(state, event), *letters_of(state, event))

    return everything
