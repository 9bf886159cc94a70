"""The retention schedules (保管期限表) an installation has, read from data: one file for each version.

A file is frozen once it is in force; an amendment is a file with a later ``in_force_from``.
"""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rules.articles import Mark
from rules.keeping.schedule import Disposal, KeptFor, Schedule

HERE = Path(__file__).parent / "retention"


def schedules_in_force(day: date) -> dict[str, Schedule]:
    """The schedule of every county that has one on a day."""
    counties = {each.county for each in schedules() if each.in_force_from <= day}
    return {county: schedule_in_force(county, day) for county in counties}


def schedule_in_force(county: str, day: date, where: Path = HERE) -> Schedule:
    """The schedule of a county on a day: of several, the one that began last. Raises LookupError before the
    first."""
    mine = [each for each in schedules(where) if each.county == county and each.in_force_from <= day]
    if not mine:
        raise LookupError(county)
    return max(mine, key=lambda each: (each.in_force_from, each.version))


@cache
def schedules(where: Path = HERE) -> tuple[Schedule, ...]:
    """Every schedule there is. Raises KeyError and ValueError."""
    return tuple(_schedule(tomllib.loads(path.read_text("utf-8"))) for path in sorted(where.glob("*.toml")))


def _schedule(data: dict[str, Any]) -> Schedule:
    rows = tuple(_row(each) for each in data["rows"])
    if len({row.kind for row in rows}) != len(rows):
        raise ValueError(f"{data['version']}: a kind stands in two rows")
    return Schedule(
        version=data["version"],
        county=data["county"],
        in_force_from=data["in_force_from"],
        answer_within=data["answer_within"],
        strays=data["strays"],
        drafts=data["drafts"],
        rows=rows,
    )


def _row(data: dict[str, Any]) -> KeptFor:
    disposal = Disposal(data["disposal"])
    if disposal is Disposal.ERASE and "years" not in data:
        raise ValueError(f"{data['kind']}: for how many years?")
    return KeptFor(data["kind"], data.get("years"), disposal, data["basis"], Mark(data["mark"]))
