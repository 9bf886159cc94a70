"""What a county sets for its directory: half-days, tables of seats, and its list of powers, read from
data."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from counties.routes import route_list
from counties.sayings import content_words
from rules.county_directory import CountyDirectory, Half, PowerList, ResourceSeat
from rules.diversion.organs import OrganCode
from rules.diversion.route import RouteList
from rules.registers import HalfDay, ReadyItem, ResourceKind


def county_directory(data: Mapping[str, Any], county: Path) -> CountyDirectory:
    """The settings of ``[directory]``; its list of powers lies in the folder of the county.

    Raises FileNotFoundError, KeyError and ValueError.
    """
    return CountyDirectory(
        halves=tuple(Half(HalfDay(name), **times) for name, times in data["halves"].items()),
        unattended_after=data["unattended_after_minutes"],
        township_seats=tuple(data["township_seats"]),
        township_extra=tuple((kind, tuple(codes)) for kind, codes in data["township_extra"].items()),
        village_seats=tuple(
            ResourceSeat(ResourceKind(kind), fallback) for kind, fallback in data["village_seats"].items()
        ),
        ready_at=tuple((item, data["ready_at"][item]) for item in ReadyItem),
        powers=power_list(county / "powers" / f"{data['powers']}.toml"),
    )


def power_list(path: Path) -> PowerList:
    """A version of the list of powers. Raises FileNotFoundError, KeyError, and ValueError for a line that the
    law does not bear out: an organ that the list of routes does not name, a class that nobody knows."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    routes = route_list(data["list"])
    for id, code in data["routes"].items():
        _check_route(routes, id, code)
    if strange := data["contents"].keys() - content_words().keys():
        raise ValueError(f"{path.name}: no content class {sorted(strange)}")
    for code in (*data["contents"].values(), *data["units"]):
        OrganCode(code)
    return PowerList(
        version=data["version"],
        in_force_from=data["in_force_from"],
        organs=(*data["routes"].items(), *data["contents"].items()),
        units=tuple(data["units"].items()),
    )


def _check_route(routes: RouteList, id: str, code: str) -> None:
    if OrganCode(code) not in routes.route(id).organs:
        raise ValueError(f"{id}: the list of routes does not name {code}")
