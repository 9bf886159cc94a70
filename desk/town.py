"""The demonstration county as its people know it: who holds which seat, and which villages there are."""

import counties
from desk.acting import County

COUNTY, EDITION = "demo", "2026.1"
CLERK = "p-sl-window-clerk"  # takes matters in and puts disputes on the ladder
DISPATCHER = "p-sl-centre-dispatcher"  # sees every case of the county
DISCIPLINE = "p-sl-discipline-clerk"  # sees every accusation, and nothing else


def county() -> County:
    """The demonstration county as stories see it."""
    holders = {(person.role, person.unit): person.ref for person in counties.people(COUNTY)}
    return County(counties.edition(COUNTY, EDITION), holders)


def villages() -> list[tuple[str, str]]:
    """Every village of it with its township."""
    return [(unit.id, str(unit.parent)) for unit in counties.units(COUNTY) if unit.organ == "village"]
