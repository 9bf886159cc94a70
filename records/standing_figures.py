"""How the records stand, in figures (看护指标): how many there are of what somebody may have to look at.
Numbers by codes; nothing of any case."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.deliveries import IS_DEAD
from records.operating import LettersNow, letters_now
from records.tables import agency_inbox, cases, checks, deliveries, violations


@dataclass(frozen=True)
class Standing:
    """``open_cases`` and ``overdue`` by kind of procedure, ``handoffs`` by stage, ``dead`` and ``parked`` by
    agency, ``violations`` by kind. ``checked_seconds_ago``: since the last look at what must always hold has
    ended; None before the first."""

    letters: LettersNow
    open_cases: Mapping[str, int] = field(default_factory=dict)
    overdue: Mapping[str, int] = field(default_factory=dict)
    handoffs: Mapping[str, int] = field(default_factory=dict)
    dead: Mapping[str, int] = field(default_factory=dict)
    parked: Mapping[str, int] = field(default_factory=dict)
    violations: Mapping[str, int] = field(default_factory=dict)
    checked_seconds_ago: float | None = None


def _counted(by: ColumnElement[str], *where: ColumnElement[bool]) -> Select[str, int]:
    return select(by, func.count()).where(*where).group_by(by)


_IS_OPEN = cases.c.closed_at.is_(None)
_COUNTED = {
    "open_cases": _counted(cases.c.kind, _IS_OPEN),
    "overdue": _counted(cases.c.kind, _IS_OPEN, cases.c.overdue),
    "handoffs": _counted(cases.c.stage, _IS_OPEN, cases.c.kind == "handoff"),
    "dead": _counted(deliveries.c.agency, deliveries.c.taken_at.is_(None), IS_DEAD),
    "parked": _counted(agency_inbox.c.agency, agency_inbox.c.state == "parked"),
    "violations": _counted(violations.c.kind, violations.c.closed_at.is_(None)),
}
_AGO = select(func.extract("epoch", func.now() - func.max(checks.c.ended_at)))


async def standing(engine: AsyncEngine) -> Standing:
    """As it stands now."""
    letters = await letters_now(engine)
    async with engine.connect() as connection:
        found = {
            name: {row[0]: row[1] for row in await connection.execute(query)}
            for name, query in _COUNTED.items()
        }
        ago = await connection.scalar(_AGO)
    return Standing(letters, **found, checked_seconds_ago=None if ago is None else float(ago))
