"""By what right somebody acted, as the directory was known at that instant: read from its changes, not its
rows.

A row that was corrected since says nothing about what was known then; the list of changes does.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncEngine

from records.directory import dated
from records.tables import directory_changes
from rules.directory import Kind
from rules.instants import legal_day
from rules.procedure import Officer
from rules.seating import Acting, Capacity, Delegation, Post, Seating, Sitting

_SEATS = frozenset({Kind.SEAT_GRANTED, Kind.SEAT_ENDED, Kind.SEAT_CORRECTED})
_DELEGATIONS = frozenset({Kind.DELEGATION_GRANTED, Kind.DELEGATION_ENDED})


@dataclass(frozen=True)
class AsKnown:
    """What was changed about some seats, in order."""

    changes: dict[Post, list[tuple[datetime, str, dict[str, Any]]]]

    def acting(self, officer: Officer, at: datetime) -> Acting | None:
        """As what somebody acted in a seat at an instant: by holding it, as a deputy, or standing in for an
        empty seat; None where by what was known then somebody else did."""
        post = Post(officer.role, officer.unit)
        there = self._seating(post, at).acting(post)
        if not there:
            return Acting(officer.person, post, Capacity.STAND_IN)
        return next((each for each in there if each.person == officer.person), None)

    def _seating(self, post: Post, at: datetime) -> Seating:
        sittings: dict[Any, Sitting] = {}
        given: dict[str, Delegation] = {}
        for changed_at, kind, after in self.changes.get(post, ()):
            if changed_at > at:
                continue
            if kind in _SEATS:
                sitting = Sitting(**dated(after))
                sittings[sitting.person, sitting.valid_from] = sitting
            else:
                given[after["id"]] = Delegation(**dated(after))
        return Seating(legal_day(at), tuple(sittings.values()), tuple(given.values()))


async def as_known(engine: AsyncEngine, officers: Collection[Officer]) -> AsKnown:
    """Everything that was ever changed about the seats of these officers."""
    posts = {(each.role, each.unit) for each in officers}
    column = directory_changes.c
    asked = (
        select(column.role, column.unit, column.at, column.kind, column.body)
        .where(tuple_(column.role, column.unit).in_(posts), column.kind.in_(_SEATS | _DELEGATIONS))
        .order_by(column.number)
    )
    found: dict[Post, list[tuple[datetime, str, dict[str, Any]]]] = defaultdict(list)
    async with engine.connect() as connection:
        for row in await connection.execute(asked):
            found[Post(row.role, row.unit)].append((row.at, row.kind, row.body["after"]))
    return AsKnown(dict(found))
