"""What a county sets for petition work: who does what, which organs are competent, which list is in force."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from counties.routes import route_list
from rules.diversion.organs import kind_of_organ
from rules.diversion.route import Mediable, Route
from rules.editions import CompetentOrgan, ListedRoute, Organ, PetitionWork, Seat


def petition_work(data: Mapping[str, Any], people: Path) -> PetitionWork:
    """The settings of ``[petitions]``, with the organs and superiors of the county's ``people.toml``.

    Raises KeyError and ValueError.
    """
    tree = tomllib.loads(people.read_text())
    listed = route_list(data["routes"])
    return PetitionWork(
        department=seat(data["department"]),
        triage=seat(data["triage"]),
        auditor=seat(data["auditor"]),
        common_superior=seat(data["common_superior"]),
        handlers=tuple(map(seat, data["handlers"])),
        heads=tuple(map(seat, data["heads"])),
        reviewers=tuple(map(seat, data["reviewers"])),
        review_heads=tuple(map(seat, data["review_heads"])),
        organs=_organs(tree),
        superiors=tuple(above["id"] for above in tree["superiors"]),
        hearing_pool=tuple(data["hearing_pool"]),
        hearing_panel=data["hearing_panel"],
        tie_break_at=data["tie_break_at"],
        remind_before_days=data["remind_before_days"],
        letters_within_days=data["letters_within_days"],
        service_window=seat(data["service_window"]),
        routes=tuple(_listed(route) for route in listed.routes if route.is_live),
        list_version=listed.version,
        discipline=seat(data["discipline"]),
    )


def seat(text: str) -> Seat:
    """``role@organ``. Raises ValueError."""
    role, organ = text.split("@")
    return Seat(role, Organ(organ))


def _organs(tree: Mapping[str, Any]) -> tuple[CompetentOrgan, ...]:
    departments = [
        CompetentOrgan(code, each["id"], Organ.DEPARTMENT, each.get("successor"))
        for each in tree["departments"]
        for code in each["codes"]
    ]
    townships = [CompetentOrgan("township", each["id"], Organ.TOWNSHIP) for each in tree["townships"]]
    return (*departments, *townships)


def _listed(route: Route) -> ListedRoute:
    return ListedRoute(
        id=route.id,
        purpose=route.purpose,
        ways=route.ways,
        organs=route.organs,
        kinds=frozenset(kind_of_organ(organ) for organ in route.organs),
        mediable=route.mediable is not Mediable.NO,
    )
