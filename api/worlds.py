"""The worlds that figures are counted from: to fold every journal of a county takes seconds, and a leader
turns from one page to the next.

Kept is what one person, in these seats and with this sight, saw as known at one instant (``api/kept.py``).
Counts may be as old as that; a list is held against what the person sees now before it leaves.
"""

import asyncio
from collections.abc import Collection, Hashable
from datetime import datetime

from api.identity import Person
from api.office import Office
from api.sight import Sight
from records.facts import facts
from records.reading import visible_of
from rules.measuring.formula import World
from rules.reports.timetable import Timetable


def key_of(person: Person, sight: Sight, *more: Hashable) -> Hashable:
    """Under which something is kept: whose it is, in which seats, and of what they see."""
    return (person.ref, frozenset(person.seats), sight.cases, *more)


async def world_of(
    office: Office, person: Person, sight: Sight, as_of: datetime, timetable: Timetable
) -> World:
    """Everything this person sees, as known before ``as_of`` (UTC), by this timetable of their county."""

    async def make() -> World:
        rows = await facts(sight.records, sight.cases, as_of, timetable.county)
        return await asyncio.to_thread(World, rows, timetable.counting)

    return await office.counted.get(key_of(person, sight, "world", as_of, timetable.version), make)


async def still_seen(sight: Sight, procedures: Collection[str]) -> list[str]:
    """Those of these procedures that the person sees at this moment, in the order given."""
    seen = await visible_of(sight.records, sight.cases, procedures)
    return [each for each in procedures if each in seen]
