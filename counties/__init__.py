"""What a county sets: its ladder, seats, lists, periods and calendar, read from data into an Edition.

A file here is one frozen edition. It is never edited once a case runs under it: an amendment is
a new file with a later ``in_force_from``.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from counties.calendars import calendar
from counties.clocks import clock_rules
from counties.command_work import command_work
from counties.directory import county_directory
from counties.event_work import check_routes, event_unit, event_work
from counties.meeting_work import meeting_work
from counties.oversight import oversight
from counties.petition_work import petition_work
from counties.petition_work import seat as _seat
from counties.supervision_work import supervision_work
from rules.dockings.docking import Body
from rules.dockings.whole import check_clocks
from rules.editions import (
    Agency,
    Edition,
    Ladder,
    Level,
    MediationBody,
    OfficeHours,
    Organ,
    Reach,
    StepFour,
)

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Unit:
    """A place in the tree of county, townships and villages."""

    id: str
    name: str
    organ: Organ
    parent: str | None


@dataclass(frozen=True)
class Person:
    """Somebody who holds a seat. ``ref`` is opaque; the name goes to the records only."""

    ref: str
    name: str
    role: str
    unit: str


@cache
def edition(county: str, name: str) -> Edition:
    """The edition ``counties/{county}/{name}.toml``. Raises FileNotFoundError, KeyError or ValueError."""
    return _edition(_read(HERE / county / f"{name}.toml"), HERE / county / "people.toml")


def editions(county: str) -> tuple[Edition, ...]:
    """All editions of a county, by id."""
    names = sorted(path.stem for path in (HERE / county).glob("*.toml") if path.stem != "people")
    return tuple(edition(county, name) for name in names)


def all_editions() -> tuple[Edition, ...]:
    """Every edition of every county of this installation."""
    places = sorted(path.parent.name for path in HERE.glob("*/people.toml"))
    return tuple(edition for place in places for edition in editions(place))


def in_force(county: str | None, day: date, id: str | None = None) -> Edition | None:
    """The edition of that id if it is in force in the county (None: in whichever there is) on a day;
    without an id the newest, and of several of one date the first by name."""
    there = [each for each in all_editions() if county in (None, each.county) and each.in_force_from <= day]
    if id is not None:
        return next((each for each in there if each.id == id), None)
    return min(there, key=lambda each: (-each.in_force_from.toordinal(), each.id), default=None)


def editions_in_force(day: date) -> tuple[Edition, ...]:
    """The newest edition of each county that has one in force on a day."""
    places = sorted({each.county for each in all_editions()})
    found = (in_force(place, day) for place in places)
    return tuple(each for each in found if each)


def units(county: str) -> tuple[Unit, ...]:
    """The tree of units, the county first."""
    return _units(HERE / county / "people.toml")


def _units(people: Path) -> tuple[Unit, ...]:
    data = tomllib.loads(people.read_text())
    top = Unit(data["county"]["id"], data["county"]["name"], Organ.COUNTY, None)
    tree = [top]
    for town in data["townships"]:
        tree.append(Unit(town["id"], town["name"], Organ.TOWNSHIP, top.id))
        for number, name in enumerate(town["villages"], start=1):
            tree.append(Unit(f"{town['id']}-v{number}", name, Organ.VILLAGE, town["id"]))
    departments = (Unit(each["id"], each["name"], Organ.DEPARTMENT, top.id) for each in data["departments"])
    superiors = (Unit(each["id"], each["name"], Organ.SUPERIOR, None) for each in data["superiors"])
    agencies = (Unit(each["id"], each["name"], Organ.AGENCY, top.id) for each in data["agencies"])
    return (*tree, *departments, *superiors, *agencies)


def people(county: str) -> tuple[Person, ...]:
    """The people of every seat; ``ref`` is ``p-{unit}-{role}``, with a third word where there is one, and the
    seats are in the same file."""
    return _seated(county, "seats")


def helpers(county: str) -> tuple[Person, ...]:
    """Likewise, those who help and see little: errand agents, volunteers, who may be invited to mediate."""
    return _seated(county, "helping")


def _seated(county: str, part: str) -> tuple[Person, ...]:
    seats = tomllib.loads((HERE / county / "people.toml").read_text())[part]
    return tuple(
        Person("-".join(["p", unit.id, role, *more]).replace("_", "-"), f"{unit.name}{title}", role, unit.id)
        for unit in units(county)
        for role, title, *more in seats.get(unit.organ, ())
    )


def _read(path: Path) -> dict[str, Any]:
    data = tomllib.loads(path.read_text())
    base = data.pop("based_on", None)
    return _over(_read(path.parent / f"{base}.toml"), data) if base else data


def _over(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in changes.items():
        is_table = isinstance(value, dict) and isinstance(base.get(key), dict)
        merged[key] = _over(base[key], value) if is_table else value
    return merged


def _edition(data: dict[str, Any], people: Path) -> Edition:
    seats, since = data["seats"], data["in_force_from"]
    clocks = clock_rules(data["clocks"], since)
    check_clocks({rule.id for rule in clocks})
    edition = Edition(
        id=data["id"],
        county=data["county"],
        in_force_from=since,
        calendar=calendar(data["calendar"]).from_year(since.year - 1),
        ladder=_ladder(data["ladder"]),
        intake=_seat(seats["intake"]),
        docking_office=_seat(seats["docking_office"]),
        dispatcher=_seat(seats["dispatcher"]),
        supervisor=_seat(seats["supervisor"]),
        police=_seat(seats["police"]),
        clocks=clocks,
        hours=OfficeHours(**data["hours"]),
        representatives_at_most=data["representatives_at_most"],
        bodies=tuple(MediationBody(**body) for body in data["bodies"]),
        dispute_types=tuple(data["dispute_types"]),
        petitions=petition_work(data["petitions"], people),
        events=event_work(data["events"], (event_unit(u.id, u.organ, u.parent) for u in _units(people))),
        directory=county_directory(data["directory"], people.parent),
        oversight=oversight(data["oversight"]),
        meetings=meeting_work(data["meetings"]),
        supervision=supervision_work(data["supervision"]),
        agencies=tuple(_agency(each) for each in tomllib.loads(people.read_text())["agencies"]),
        command=command_work(data["command"]),
    )
    check_routes(edition)
    return edition


def _agency(data: dict[str, Any]) -> Agency:
    body, reach = Body(data["body"]), Reach(data["reach"])
    return Agency(data["code"], body, data["id"], data["role"], reach)


def _ladder(data: dict[str, Any]) -> Ladder:
    return Ladder(
        levels=tuple(_level(step, level) for step, level in enumerate(data["levels"], start=1)),
        reading=StepFour(data["reading"]),
        village_scope=frozenset(data["village_scope"]),
        other_entry_step=data["other_entry_step"],
        remind_before_days=data["remind_before_days"],
        silence_climbs=data["silence_climbs"],
    )


def _level(step: int, data: dict[str, Any]) -> Level:
    return Level(
        step=step,
        organ=Organ(data["organ"]),
        leads=tuple(_seat(seat) for seat in data["leads"]),
        fallback=_seat(data["fallback"]),
        supervisor=_seat(data["supervisor"]),
        required=tuple(data["required"]),
        invited=tuple(data["invited"]),
        attempts=data["attempts"],
        clock=data["clock"],
        clerks=tuple(_seat(seat) for seat in data["clerks"]),
    )
