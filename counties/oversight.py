"""What a county sets for inspections, old matters and their checklist."""

from collections.abc import Iterable, Mapping
from typing import Any

from counties.petition_work import seat
from rules.editions import BacklogWork, ChecklistForm, ChecklistItem, InspectionWork, Oversight


def oversight(data: Mapping[str, Any]) -> Oversight:
    """The settings of ``[oversight]``. Raises KeyError, and ValueError where nobody would sign off."""
    inspection, backlog = data["inspection"], data["backlog"]
    return Oversight(
        checklist=_checklist(data["checklist"]),
        inspection=InspectionWork(
            inspectors=tuple(map(seat, inspection["inspectors"])),
            told=seat(inspection["told"]),
            frame_at_most=inspection["frame_at_most"],
        ),
        backlog=BacklogWork(
            office=seat(backlog["office"]),
            approver=seat(backlog["approver"]),
            leaders=tuple(map(seat, backlog["leaders"])),
            assessors=tuple(map(seat, backlog["assessors"])),
            old_after_days=backlog["old_after_days"],
            buckets=tuple(sorted(backlog["buckets"])),
        ),
    )


def _checklist(data: Mapping[str, Any]) -> ChecklistForm:
    form = ChecklistForm(_items(data["checks"]), _items(data["sign_offs"]))
    if not form.checks or not form.sign_offs:
        raise ValueError("a checklist has a check and a sign-off at least")
    return form


def _items(items: Iterable[Mapping[str, str]]) -> tuple[ChecklistItem, ...]:
    return tuple(ChecklistItem(**each) for each in items)
