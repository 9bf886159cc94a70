"""What a county sets for events (事件): kinds, who handles and audits at each level, who is told when."""

from collections.abc import Iterable, Mapping
from typing import Any

from counties.petition_work import seat
from rules.editions import Edition, EventLevel, EventRoute, EventUnit, EventWork, Organ
from rules.powers import TieBreak, resolve


def event_work(data: Mapping[str, Any], units: Iterable[EventUnit]) -> EventWork:
    """The ``[events]`` of an edition, and the units that handle them. Raises KeyError and ValueError."""
    levels = tuple(_level(each) for each in data["levels"])
    organs = {each.handler.organ for each in levels}
    return EventWork(
        kinds=tuple(data["kinds"]),
        routes=tuple(EventRoute(**each) for each in data["routes"]),
        reporters=tuple(map(seat, data["reporters"])),
        levels=levels,
        units=tuple(each for each in units if each.organ in organs),
        told_up_after=data["told_up_after"],
        warn_at=data["warn_at"],
        warn_within=data["warn_within"],
    )


def check_routes(edition: Edition) -> None:
    """Raises ValueError for a kind of event that is none, goes by what the list of powers does not name, or
    to a unit that handles no events."""
    work = edition.events
    for route in work.routes:
        found = resolve(edition, route.power)
        is_named = edition.directory.powers.organ_of(route.power) is not None
        is_handled = isinstance(found, TieBreak) or work.unit(found.unit) is not None
        if route.kind not in work.kinds or not (is_named and is_handled):
            raise ValueError(
                f"{route.kind}: no such kind, or {route.power} leads to nobody who handles events"
            )


def _level(data: Mapping[str, Any]) -> EventLevel:
    return EventLevel(seat(data["handler"]), seat(data["auditor"]), tuple(map(seat, data["told"])))


def event_unit(id: str, organ: Organ, parent: str | None) -> EventUnit:
    """A unit as events know it."""
    return EventUnit(id, organ, parent if organ is Organ.VILLAGE else None)
