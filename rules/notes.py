"""Internal notes (内部备注) and messages to a person (告知信息): two different things, everywhere.

A note is for those who work on a matter; the person it is about never reads it. A message is for one person,
goes out, and is on record beside whom it was for. Neither decides anything.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rules.danger import DangerAcknowledged, DangerNoted
from rules.journal import Letter
from rules.procedure import Command, Event, Now, Proceeding, Sealed
from rules.refusals import Reason, Refused
from rules.timekeeping import next_notice_at


@dataclass(frozen=True, kw_only=True)
class AddNote(Command):  # 内部备注
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class SendMessage(Command):  # 告知信息
    """``to``: the reference of a person of this matter."""

    to: str
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class NoteAdded(Event):  # 已加内部备注
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class MessageSent(Event):  # 已发告知信息
    to: str
    words: Sealed


# What no person outside the house reads: notes, and what somebody reported of a danger.
INTERNAL = frozenset({NoteAdded, DangerNoted, DangerAcknowledged})


def add_note(state: Proceeding, command: AddNote, now: Now) -> tuple[Event, ...]:
    """County policy 27 内部备注: anybody who works on the matter, as often as there is something to note."""
    return (NoteAdded(at=now.at, by=command.by, words=command.words),)


def message_to(reachable: Collection[str], command: SendMessage, now: Now) -> tuple[Event, ...]:
    """County policy 27 告知信息: to one of these people. Raises UNKNOWN_PARTY."""
    if command.to not in reachable:
        raise Refused(Reason.UNKNOWN_PARTY)
    return (MessageSent(at=now.at, by=command.by, to=command.to, words=command.words),)


def message_letter(state: Proceeding, event: MessageSent) -> Letter:
    """What carries a message out, in the notice hours: nobody is written to at night."""
    assert event.by
    body = {"to": event.to, "words": event.words, "unit": event.by.unit}
    return Letter(state.seq, "message", 1, body, not_before=next_notice_at(state.edition, event.at))


def for_the_person(person: str, events: Iterable[Event]) -> tuple[Event, ...]:
    """What of these events that person may be shown: nothing internal, and no message to somebody else."""
    return tuple(
        event
        for event in events
        if type(event) not in INTERNAL and not (isinstance(event, MessageSent) and event.to != person)
    )
