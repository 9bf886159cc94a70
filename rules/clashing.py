"""What is taken when a session is planned (时间冲突): a place, whoever is to sit there, one of the people.

No source says how long a session lasts, so no hour is guessed: whatever falls in the same half-day of the
county's office hours is told, with its time, and a person decides. It is told and never refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.county_directory import Half
from rules.instants import ONE_DAY, at_time_of, first_instant_of, legal_day
from rules.registers import HalfDay


class Taken(StrEnum):
    """What two plans of one half-day have in common."""

    PLACE = "place"  # 地点
    ROOM = "room"  # 房间
    PERSON = "person"  # 调解员、承办人、评议团成员
    PARTY = "party"  # 当事人


@dataclass(frozen=True)
class Plan:  # 日程
    """``people`` who are to sit there and ``parties`` whom it is about, by reference; ``room``: of the place,
    empty where none is named."""

    place: str
    people: frozenset[str]
    parties: frozenset[str]
    room: str = ""


def half_day_of(at: datetime, halves: Iterable[Half]) -> tuple[datetime, datetime]:
    """半天: the half of the legal day that an instant falls in, up to and without its end.
    The day is parted where the county's afternoon begins; where it says nothing, it is one."""
    day = legal_day(at)
    begins, ends = first_instant_of(day), first_instant_of(day + ONE_DAY)
    noon = next((at_time_of(day, each.begins) for each in halves if each.half is HalfDay.AFTERNOON), ends)
    return (begins, noon) if at < noon else (noon, ends)


def taken(wanted: Plan, other: Plan) -> tuple[Taken, ...]:
    """时间冲突: what another plan of the same half-day takes from the one that is wanted. Two that name their
    rooms meet in a room; where one names none, it may be any of the place."""
    have_rooms = bool(wanted.room and other.room)
    found = {
        Taken.PLACE: wanted.place == other.place and not have_rooms,
        Taken.ROOM: have_rooms and wanted.room == other.room,
        Taken.PERSON: bool(wanted.people & other.people),
        Taken.PARTY: bool(wanted.parties & other.parties),
    }
    return tuple(what for what, is_so in found.items() if is_so)
