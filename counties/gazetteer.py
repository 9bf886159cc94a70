"""The places and grids of a county (地名与网格), read from data: ``counties/{county}/gazetteer``, by version.

A file holds everything from its day on and is never edited once it is in force.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rules.gazetteer import Gazetteer, Grid, Place, PlaceKind

HERE = Path(__file__).parent


@cache
def gazetteers(county: str, where: Path = HERE) -> tuple[Gazetteer, ...]:
    """Every version of a county, the oldest first. Raises KeyError and ValueError."""
    townships = _townships(tomllib.loads((where / county / "people.toml").read_text("utf-8")))
    read = (
        _gazetteer(tomllib.loads(path.read_text("utf-8")), townships)
        for path in (where / county / "gazetteer").glob("*.toml")
    )
    return tuple(sorted(read, key=lambda each: (each.in_force_from, each.version)))


def in_force(county: str, day: date, where: Path = HERE) -> Gazetteer | None:
    """The newest version that is in force on a day; None before the first."""
    return next((each for each in reversed(gazetteers(county, where)) if each.in_force_from <= day), None)


def _townships(tree: Mapping[str, Any]) -> dict[str, str]:
    """Each village with its township."""
    return {
        f"{town['id']}-v{number}": town["id"]
        for town in tree["townships"]
        for number, _ in enumerate(town["villages"], start=1)
    }


def _gazetteer(data: Mapping[str, Any], townships: Mapping[str, str]) -> Gazetteer:
    grids = tuple(Grid(each["code"], each["village"], townships[each["village"]]) for each in data["grids"])
    places = tuple(_place(each, townships) for each in data["places"])
    for codes in ([each.code for each in grids], [each.code for each in places]):
        if len(set(codes)) != len(codes):
            raise ValueError(f"{data['version']}: a code stands twice")
    known = {each.code for each in grids}
    for place in places:
        if place.grid is not None and place.grid not in known:
            raise ValueError(f"{data['version']}: {place.code} lies in a grid there is not")
    return Gazetteer(data["version"], data["county"], data["in_force_from"], grids, places)


def _place(data: Mapping[str, Any], townships: Mapping[str, str]) -> Place:
    village = data.get("village")
    return Place(
        code=data["code"],
        kind=PlaceKind(data["kind"]),
        name=data["name"],
        grid=data.get("grid"),
        village=village,
        township=townships[village] if village else data.get("township"),
    )
