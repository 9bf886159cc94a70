"""What happens again and again (高发提示): of a kind of event, at a place or in a unit. Nobody is in it.

It is worked out of what was registered, and looks at nobody: neither who reported it nor who handled it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from rules.editions import EventWork


@dataclass(frozen=True)
class Reported:
    """One event as it was registered: its matter, its kind, the code of its place, the unit in whose area it
    is, and the legal day."""

    number: str
    kind: str
    place: str | None
    unit: str
    on: date


@dataclass(frozen=True)
class Recurrence:  # 高发提示
    """So many of one kind between two legal days, both included: at a place, or, where no place was named,
    in a unit. ``numbers`` are the matters, the oldest first."""

    kind: str
    place: str | None
    unit: str
    since: date
    until: date
    numbers: tuple[str, ...]


def recurring(reported: Iterable[Reported], work: EventWork, today: date) -> tuple[Recurrence, ...]:
    """County policy 40 高发提示: kinds that came up as often as the county has set, at one place or in one
    unit, within as many days; today is the last of them. The most frequent first."""
    since = today - timedelta(days=work.warn_within - 1)
    together: dict[tuple[str, str | None, str], list[Reported]] = defaultdict(list)
    for each in reported:
        if since <= each.on <= today:
            together[each.kind, each.place, each.unit].append(each)
    found = [
        Recurrence(kind, place, unit, since, today, tuple(x.number for x in _in_order(those)))
        for (kind, place, unit), those in together.items()
        if len(those) >= work.warn_at
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.numbers), each.kind, each.place or "", each.unit)))


def _in_order(those: Iterable[Reported]) -> list[Reported]:
    return sorted(those, key=lambda each: (each.on, each.number))
