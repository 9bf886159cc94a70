"""The fictional county as the tests of the rules know it: its editions, its people, its places."""

from dataclasses import replace
from datetime import UTC, datetime

import counties
from rules.dispute.matter import Party, PartyRole
from rules.dispute.screen import Concern, Reply
from rules.editions import Edition
from rules.procedure import Officer

TOLD = counties.edition("demo", "2026.1")
STRICT = counties.edition("demo", "2026.1-strict")

COUNTY, TOWNSHIP, VILLAGE = "sl", "sl-t1", "sl-t1-v1"
OTHER_TOWNSHIP, OTHER_VILLAGE = "sl-t2", "sl-t2-v1"

# Where the seats of the tables of permissions sit: here, and at units that have nothing to do with the case.
PLACES = {
    "village": VILLAGE,
    "township": TOWNSHIP,
    "county": COUNTY,
    "department": "sl-d1",
    "superior": "sl-city",
    "agency": "sl-a1",
}
ELSEWHERE = {
    "village": OTHER_VILLAGE,
    "township": OTHER_TOWNSHIP,
    "county": "another-county",
    "department": "sl-d2",
    "superior": "sl-province",
    "agency": "sl-a2",
}

MONDAY = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)  # 09:00 in Asia/Shanghai


def seated(role: str, unit: str) -> Officer:
    return Officer(f"p-{unit}-{role}".replace("_", "-"), role, unit)


SECRETARY = seated("village_party_secretary", VILLAGE)
CADRE = seated("posted_township_cadre", VILLAGE)
MEDIATOR = seated("peoples_mediator", VILLAGE)
COMMISSIONER = seated("political_legal_commissioner", TOWNSHIP)
JUSTICE_OFFICE = seated("justice_office", TOWNSHIP)
POLICE = seated("police_station", TOWNSHIP)
CENTRE = seated("dispute_resolution_centre", COUNTY)
RECEPTION_CENTRE = seated("petition_reception_centre", COUNTY)
DISPATCHER = seated("centre_dispatcher", COUNTY)
SUPERVISOR = seated("supervisor", COUNTY)
DOCKING_OFFICE = seated("petition_mediation_docking_office", COUNTY)
WINDOW_CLERK = seated("window_clerk", COUNTY)
NEIGHBOURING_SECRETARY = seated("village_party_secretary", OTHER_VILLAGE)

LEADS = {1: SECRETARY, 2: CADRE, 3: COMMISSIONER, 4: CENTRE}
FALLBACKS = {1: JUSTICE_OFFICE, 2: JUSTICE_OFFICE, 3: JUSTICE_OFFICE, 4: DISPATCHER}

ZHANG = Party("zhang", PartyRole.APPLICANT)
LI = Party("li", PartyRole.RESPONDENT)
TWO = (ZHANG, LI)
NOTHING_FOUND = dict.fromkeys(Concern, Reply.NO)


def with_attempts(attempts: int, edition: Edition = TOLD) -> Edition:
    """The county, but every step may try so many times."""
    levels = tuple(replace(level, attempts=attempts) for level in edition.ladder.levels)
    return replace(edition, ladder=replace(edition.ladder, levels=levels))


def where_silence_climbs(edition: Edition = TOLD) -> Edition:
    """The county, had it said by name that an overdue step climbs by itself."""
    return replace(edition, ladder=replace(edition.ladder, silence_climbs=True))


def known_until(year: int, edition: Edition = TOLD) -> Edition:
    """The county, had nobody published a calendar for later years."""
    calendar = edition.calendar
    return replace(
        edition,
        calendar=replace(
            calendar,
            years=frozenset(each for each in calendar.years if each <= year),
            holidays=frozenset(day for day in calendar.holidays if day.year <= year),
        ),
    )
