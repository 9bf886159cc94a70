"""The oracle: who reads what, written a second time from 07-roles-and-confidentiality §7.2 to §7.4, in Cedar.

Nothing here comes from our table. It goes by class and level, where the table goes by role; and what somebody
has to do with a case is told by Cedar's own hierarchy and sets.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import cedarpy

from rules.authority.relations import Standing
from rules.procedure import Officer

_AREA = "resource in principal.unit"
_THEIRS = (
    "(resource.handler == principal.person || resource.named.contains(principal.person)"
    " || resource.held.containsAny(principal.instead_of))"  # who is away, and where
)
_DOCKED = '(resource.kind == "handoff" && resource.concerned.contains(principal.unit))'
_OWN = f'({_THEIRS} || (resource.handler == "" && resource.owner_unit == principal.unit) || {_DOCKED})'
_ASSIGNED = (
    f"({_THEIRS} || resource.waiting.contains(principal.seat) || resource.owner_seat == principal.seat)"
)
_REPORTED = "(resource.registered_by == principal.person)"
_INTAKE = f"({_REPORTED} || resource.registered_as == principal.seat)"
_SERVED = (
    '(["consultation", "petition_aftercare", "review", "handoff"].contains(resource.kind)'
    " && resource in principal.unit)"
)
_ENTRUSTED = "resource.by_name.contains(principal.by_name)"
_REVIEWED = "resource.reviewers.contains(principal.unit)"

# Seats, as the domain groups them.
_LEADS_PETITIONS = ["triage_officer", "petition_bureau", "petition_bureau_head"]  # R, R county
_COUNTY_LADDER = ["dispute_resolution_centre", "petition_reception_centre"]  # lead L4
_TOWN_LADDER = ["political_legal_commissioner", "justice_office"]  # lead L3, guide committees
_TOWN_OFFICES = ["township_petition_office", "township_head"]
_VILLAGE_LEADS = ["village_party_secretary", "posted_township_cadre"]  # lead L1, L2
_LIAISON = ["police_station", "peoples_tribunal"]  # R docked, attend
_REVIEW = ["review_handler", "review_head"]
_CALLED = [*_TOWN_LADDER, *_TOWN_OFFICES, "dept_head", "docking_clerk"]  # whistled for, or under orders
_DISPATCH = ["centre_dispatcher", "petition_mediation_docking_office"]
_ALL_AREA = [
    *_LEADS_PETITIONS, *_COUNTY_LADDER, *_DISPATCH, *_TOWN_LADDER, *_TOWN_OFFICES, *_VILLAGE_LEADS,
    "supervisor", "dept_head",
]  # fmt: skip
_ALL_OWN = [*_TOWN_LADDER, *_TOWN_OFFICES, *_VILLAGE_LEADS, "peoples_mediator", "dept_handler"]
_SERVICE = ["window_clerk", "legal_service_window"]  # what waits for them
_WINDOWS = ["window_clerk", "legal_service_window", "township_petition_office", "dept_handler"]

# Those who help in one case, by somebody's word: they read it, and keep nothing.
_HELPERS = ["errand_agent", "invited_participant", "invited_expert"]

# class/level -> who, with what to do with the case
_PERMITS: Mapping[str, Iterable[tuple[list[str], str]]] = {
    # read ordinary case
    "file/clear": [
        (_SERVICE, _SERVED),
        ([*_ALL_AREA, "auditor", "archivist"], _AREA),
        (_ALL_OWN, _OWN),
        # the grid: what it handles
        (["county_leader", *_SERVICE, *_LIAISON, "grid_worker", "invited_expert", *_CALLED], _ASSIGNED),
        (_WINDOWS, _INTAKE),
        (["grid_worker", "auxiliary_police", "peoples_mediator"], _REPORTED),
        (["docking_clerk"], _DOCKED),
        (_REVIEW, _REVIEWED),
        (["errand_agent", "invited_participant"], _ENTRUSTED),
    ],
    # the auditor and the archivist: metadata
    "words/clear": [
        (_SERVICE, _SERVED),
        (_ALL_AREA, _AREA),
        (_ALL_OWN, _OWN),
        (["county_leader", *_SERVICE, *_LIAISON, "grid_worker", "invited_expert", *_CALLED], _ASSIGNED),
        (_WINDOWS, _INTAKE),
        (["grid_worker", "auxiliary_police", "peoples_mediator"], _REPORTED),
        (["docking_clerk"], _DOCKED),
        (_REVIEW, _REVIEWED),
        (["errand_agent"], _ENTRUSTED),  # act within authorisation
    ],
    # read personal contact: X for the grid; township, supervisor and leader as far as they need it
    "contact/clear": [
        (_SERVICE, _SERVED),
        ([*_LEADS_PETITIONS, *_COUNTY_LADDER, *_DISPATCH, *_VILLAGE_LEADS, "dept_head"], _AREA),
        (_ALL_OWN, _OWN),
        ([*_SERVICE, *_LIAISON], _ASSIGNED),
        (_WINDOWS, _INTAKE),
        (["peoples_mediator"], _REPORTED),
        (["docking_clerk"], _DOCKED),
        (_REVIEW, _REVIEWED),
    ],
    "contact/part": [
        ([*_TOWN_LADDER, *_TOWN_OFFICES, "supervisor"], _AREA),
        (["county_leader"], _ASSIGNED),
    ],
    # MINOR: case handlers; masked in all others
    "minor/clear": [
        (_SERVICE, _SERVED),
        ([*_LEADS_PETITIONS, *_COUNTY_LADDER, "petition_mediation_docking_office", "dept_head"], _AREA),
        (_ALL_OWN, _OWN),
        ([*_SERVICE, *_LIAISON], _ASSIGNED),
        (_WINDOWS, _INTAKE),
        (["peoples_mediator"], _REPORTED),
        (["docking_clerk"], _DOCKED),
        (_REVIEW, _REVIEWED),
        (["errand_agent"], _ENTRUSTED),
    ],
    "minor/part": [
        (["centre_dispatcher", "supervisor", *_TOWN_LADDER, *_TOWN_OFFICES, *_VILLAGE_LEADS], _AREA),
        (["county_leader"], _ASSIGNED),
    ],
    # MEDIATION: the mediator and the body; never the court, never who only looks on
    "mediation/clear": [
        ([*_COUNTY_LADDER, *_TOWN_LADDER], _AREA),
        ([*_TOWN_LADDER, *_VILLAGE_LEADS, "peoples_mediator"], _OWN),
        (["county_leader"], _ASSIGNED),
        (["invited_participant"], _ENTRUSTED),  # with the parties' consent, and an undertaking
    ],
    # PRIVACY, SENSITIVE PI: need to know
    "private/clear": [
        ([*_COUNTY_LADDER, "dept_head"], _AREA),
        (_ALL_OWN, _OWN),
        (_SERVICE, _ASSIGNED),
        (_WINDOWS, _INTAKE),
        (_REVIEW, _REVIEWED),
    ],
    "private/part": [
        (_SERVICE, _SERVED),
        ([*_LEADS_PETITIONS, *_DISPATCH, *_TOWN_LADDER, "township_petition_office"], _AREA),
        (["county_leader"], _ASSIGNED),
    ],
    "sensitive/clear": [
        ([*_COUNTY_LADDER, "dept_head"], _AREA),
        (_ALL_OWN, _OWN),
        (_SERVICE, _ASSIGNED),
        (_WINDOWS, _INTAKE),
        (_REVIEW, _REVIEWED),
    ],
    "sensitive/part": [
        (_SERVICE, _SERVED),
        ([*_LEADS_PETITIONS, *_DISPATCH], _AREA),
        (["county_leader"], _ASSIGNED),
    ],
    # REPORTER: who takes it in and leads it on
    "reporter/clear": [(_LEADS_PETITIONS, _AREA), (["window_clerk"], _INTAKE)],
    # about conduct: the department that proposes it, and the leader it is laid before
    "conduct/clear": [
        (["petition_bureau", "petition_bureau_head"], _AREA),
        (["county_leader"], _ASSIGNED),
    ],
}  # fmt: skip

# What is kept of the matter beside the course of its case: for whoever reads the case in the handling of it.
KEPT = "kept"
_PERMITS_OF_WHAT_IS_KEPT = [
    ([role for role in roles if role not in _HELPERS], relation)
    for roles, relation in _PERMITS["file/clear"]
    if set(roles) - set(_HELPERS)
]


def _policy(action: str, roles: list[str], relation: str) -> str:
    named = ", ".join(f'"{role}"' for role in roles)
    return (
        f'permit(principal, action == Action::"{action}", resource)'
        f' when {{ resource.kind != "accusation" && [{named}].contains(principal.role) && {relation} }};'
    )


# RESTRICTED-ACCUSATION: the discipline clerk, and whoever else it is, nobody.
_ACCUSATIONS = (
    "permit(principal, action, resource) when {"
    f' resource.kind == "accusation" && principal.role == "discipline_clerk" && {_AREA} }};'
)
# Psychological help: nobody's business but theirs who sit where it is given, and who asked for it.
_NOBODYS_BUSINESS = (
    "forbid(principal, action, resource) when {"
    " resource.is_private && !resource.places.contains(principal.unit)"
    " && resource.handler != principal.person };"
)
POLICIES = "\n".join(
    [
        *(_policy(action, *permit) for action, permits in _PERMITS.items() for permit in permits),
        *(_policy(KEPT, *permit) for permit in _PERMITS_OF_WHAT_IS_KEPT),
        _ACCUSATIONS,
        _NOBODYS_BUSINESS,
    ]
)


def entities(
    parents: Mapping[str, str | None],
    seats: Iterable[Officer],
    cases: Mapping[str, Standing],
    deputised: Mapping[Officer, frozenset[str]] = MappingProxyType({}),
) -> list[dict[str, object]]:
    """Units below units, seats, and cases below the units they concern."""
    found: list[dict[str, object]] = [
        {"uid": _uid("Unit", unit), "attrs": {}, "parents": [_uid("Unit", above)] if above else []}
        for unit, above in parents.items()
    ]
    found += [
        {
            "uid": _uid("Seat", name_of(seat)),
            "attrs": {
                "person": seat.person,
                "role": seat.role,
                "instead_of": sorted(f"{away}@{seat.unit}" for away in deputised.get(seat, ())),
                "seat": f"{seat.role}@{seat.unit}",
                "by_name": f"{seat.person}/{seat.role}@{seat.unit}",
                "unit": {"__entity": _uid("Unit", seat.unit)},
            },
            "parents": [],
        }
        for seat in dict.fromkeys(seats)
    ]
    return found + [_case(name, case, parents) for name, case in cases.items()]


def _case(name: str, case: Standing, parents: Mapping[str, str | None]) -> dict[str, object]:
    concerned = sorted({*case.places, case.owner[1]})
    return {
        "uid": _uid("Case", name),
        "attrs": {
            "kind": case.kind,
            "concerned": [{"__entity": _uid("Unit", unit)} for unit in concerned],
            "places": [{"__entity": _uid("Unit", unit)} for unit in sorted(case.places)],
            "is_private": case.is_private,
            "owner_unit": {"__entity": _uid("Unit", case.owner[1])},
            "owner_seat": "@".join(case.owner),
            "handler": case.handler or "",
            "named": sorted(person for person, _ in case.named),
            "held": sorted(f"{who}@{unit}" for who, unit in {(case.handler, case.owner[1]), *case.named}),
            "by_name": sorted(f"{who}/{role}@{unit}" for who, role, unit in case.by_name),
            "waiting": sorted("@".join(each) for each in case.waiting),
            "registered_by": case.registered_by,
            "registered_as": case.registered_as or "",
            "reviewers": [{"__entity": _uid("Unit", unit)} for unit in sorted(case.reviewers)],
        },
        "parents": [_uid("Unit", unit) for unit in concerned if unit in parents],
    }


def allowed(
    asked: Iterable[tuple[Officer, str, str]], known: list[dict[str, object]], policies: str = POLICIES
) -> list[bool]:
    """Of each (seat, class/level, case) whether Cedar permits it."""
    requests = [
        {
            "principal": f'Seat::"{name_of(seat)}"',
            "action": f'Action::"{action}"',
            "resource": f'Case::"{case}"',
            "context": {},
        }
        for seat, action, case in asked
    ]
    answers = cedarpy.is_authorized_batch(requests, policies, known)
    assert not [error for each in answers for error in each.diagnostics.errors]
    return [each.allowed for each in answers]


def name_of(seat: Officer) -> str:
    """What Cedar calls a seat of somebody."""
    return f"{seat.person}/{seat.role}@{seat.unit}"


def _uid(kind: str, name: str) -> dict[str, str]:
    return {"type": kind, "id": name}
