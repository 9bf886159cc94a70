"""The reporting timetables (报告时间表) an installation has, read from data: one file for each version.

A file is frozen once it is in force; an amendment is a file with a later ``in_force_from``.
"""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rules.channels import Channel
from rules.early_warning import Threshold
from rules.measuring.formula import Counting
from rules.reports.timetable import Kind, Slot, Timetable

HERE = Path(__file__).parent / "reporting"


def timetable_in_force(county: str, day: date, where: Path = HERE) -> Timetable | None:
    """The timetable of a county on a day: of several, the one that began last. None before the first."""
    mine = [each for each in timetables(where) if each.county == county and each.in_force_from <= day]
    return max(mine, key=lambda each: (each.in_force_from, each.version), default=None)


def timetable(version: str, where: Path = HERE) -> Timetable | None:
    """The timetable of that version, by which a report was made."""
    return next((each for each in timetables(where) if each.version == version), None)


def reporting_counties(day: date, where: Path = HERE) -> tuple[str, ...]:
    """Every county that reports on a day."""
    return tuple(sorted({each.county for each in timetables(where) if each.in_force_from <= day}))


@cache
def timetables(where: Path = HERE) -> tuple[Timetable, ...]:
    """Every timetable there is. Raises KeyError and ValueError."""
    return tuple(_timetable(tomllib.loads(path.read_text("utf-8"))) for path in sorted(where.glob("*.toml")))


def _timetable(data: dict[str, Any]) -> Timetable:
    slots = tuple(Slot(Kind(each["kind"]), each["days"], each["at"]) for each in data["slots"])
    kinds = [slot.kind for slot in slots]
    if len(set(kinds)) != len(kinds) or Kind.SPECIAL in kinds:
        raise ValueError(f"{data['version']}: each kind has one slot, and a special report none")
    if any(slot.days < 1 for slot in slots):
        raise ValueError(f"{data['version']}: a report is made when its period is over")
    if list(data["ages"]) != sorted(set(data["ages"])):
        raise ValueError(f"{data['version']}: the edges of the ages do not rise")
    return Timetable(
        version=data["version"],
        county=data["county"],
        in_force_from=data["in_force_from"],
        slots=slots,
        counting=Counting(
            online=frozenset(Channel(each).value for each in data["online"]),
            held_after_days=data["held_after_days"],
        ),
        threshold=Threshold(**data["warning"]),
        ages=tuple(data["ages"]),
        too_few=data["too_few"],
    )
