"""What the pages know of the county: its units, and what can be brought there; read anew now and then."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pages.door import Door

_FOR = 60.0  # seconds
_EDITIONS_FOR = 900.0  # seconds: they change with a release
_VILLAGE, _TOWNSHIP = "village", "township"


@dataclass(frozen=True)
class County:
    """``units``: id -> (name, organ); ``kinds``: what is registered -> its kinds, by code; ``edition``: what
    the newest edition says, as the API tells it."""

    units: Mapping[str, tuple[str, str]]
    kinds: Mapping[str, Sequence[str]]
    edition: Mapping[str, Any] = field(default_factory=dict)

    def name_of(self, unit: str) -> str:
        """A unit by its name; as it stands, if it is not known."""
        return self.units.get(unit, (unit, ""))[0]

    def called(self, what: str, code: str) -> str:
        """One of the edition's ``bodies`` or ``agencies`` by its name; its code, where it has none."""
        found = next((each for each in self.edition.get(what, ()) if each["code"] == code), None)
        return code if found is None else str(found.get("name") or self.name_of(found["unit"]))

    def of_organ(self, *organs: str) -> list[tuple[str, str]]:
        """(id, name) of the units of these organs; of all, where none is named."""
        return [(unit, name) for unit, (name, organ) in self.units.items() if not organs or organ in organs]

    @property
    def villages(self) -> list[tuple[str, str]]:
        return self.of_organ(_VILLAGE)

    @property
    def townships(self) -> list[tuple[str, str]]:
        return self.of_organ(_TOWNSHIP)


NOWHERE = County({}, {})


class Memory:
    """The county as it was read last, by somebody who had signed in."""

    def __init__(self) -> None:
        self._units: tuple[float, dict[str, tuple[str, str]]] = (0.0, {})
        self._kinds: tuple[float, dict[str, list[str]]] = (0.0, {})
        self._edition: dict[str, Any] = {}

    async def county(self, door: Door) -> County:
        """Raises Problem."""
        now = time.monotonic()
        if not self._units[1] or now - self._units[0] > _FOR:
            listed = await door.get("/units")
            self._units = now, {each["unit"]: (each["name"], each["organ"]) for each in listed}
        if not self._kinds[1] or now - self._kinds[0] > _EDITIONS_FOR:
            editions = await door.get("/editions")
            self._kinds = now, _kinds_in(editions)
            self._edition = max(
                (each["edition"] for each in editions), key=lambda each: each["in_force_from"]
            )
        return County(self._units[1], self._kinds[1], self._edition)


def _kinds_in(editions: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Of all editions together: which is in force, the API says as it takes something in."""
    held = [each["edition"] for each in editions]
    return {
        "dispute_type": list(dict.fromkeys(code for each in held for code in each["dispute_types"])),
        "event": list(dict.fromkeys(code for each in held for code in each["events"]["kinds"])),
    }
