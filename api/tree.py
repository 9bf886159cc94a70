"""The tree of units as it was a moment ago: it changes by decree, and every request needs it."""

import time
from collections.abc import Mapping
from datetime import date

from sqlalchemy.ext.asyncio import AsyncEngine

from records.directory import Unit, units_on

_FRESH = 5.0  # seconds


class Tree:
    """One per process."""

    def __init__(self) -> None:
        self._units: Mapping[str, Unit] = {}
        self._day: date | None = None
        self._until = 0.0

    async def on(self, engine: AsyncEngine, day: date) -> Mapping[str, Unit]:
        """The units that exist on a day, by id. An empty county is never remembered."""
        if not self._units or day != self._day or time.monotonic() > self._until:
            self._units = {unit.unit: unit for unit in await units_on(engine, day)}
            self._day, self._until = day, time.monotonic() + _FRESH
        return self._units
