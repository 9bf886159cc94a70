"""What a county sets for its meetings: which kinds there are, when they come round, who performs what."""

from collections.abc import Mapping
from typing import Any

from counties.petition_work import seat
from rules.editions import MeetingKind, MeetingWork, RotaRow

_SEATS = ("conveners", "desks")


def meeting_work(data: Mapping[str, Any]) -> MeetingWork:
    """The settings of ``[meetings]``. Raises KeyError, TypeError and ValueError; a row of the rota names a
    kind that is there, and days."""
    kinds = tuple(_kind(each) for each in data["kinds"])
    work = MeetingWork(
        kinds=kinds,
        rota=tuple(_row(each) for each in data["rota"]),
        ahead_days=data["ahead_days"],
        performers=tuple(map(seat, data["performers"])),
        approver=seat(data["approver"]),
    )
    for row in work.rota:
        if work.kind(row.kind) is None or not (row.month_days or row.weekdays):
            raise ValueError(row.name)
    return work


def _kind(data: Mapping[str, Any]) -> MeetingKind:
    plain = {name: value for name, value in data.items() if name not in _SEATS}
    conveners, desks = (tuple(map(seat, data[name])) for name in _SEATS)
    return MeetingKind(**plain, conveners=conveners, desks=desks)


def _row(data: Mapping[str, Any]) -> RotaRow:
    return RotaRow(
        name=data["name"],
        kind=data["kind"],
        seat=seat(data["seat"]),
        at=data["at"],
        month_days=tuple(data.get("month_days", ())),
        weekdays=tuple(data.get("weekdays", ())),
    )
