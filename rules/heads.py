"""Who answers for a unit (负责人), and who belongs to the petition department: what supervision and
recommendations ask of the edition."""

from rules.editions import Edition, Organ
from rules.procedure import Officer
from rules.seating import heads_of


def organ_of(edition: Edition, unit: str) -> Organ:
    """What kind of unit this is, as far as the edition knows; of whom it does not, the village's."""
    if unit == edition.county:
        return Organ.COUNTY
    if unit in edition.petitions.superiors:
        return Organ.SUPERIOR
    if any(unit == agency.unit for agency in edition.agencies):
        return Organ.AGENCY
    competent = edition.petitions.organ(unit)
    return competent.organ if competent else Organ.VILLAGE


def head_of(edition: Edition, unit: str) -> tuple[str, str]:
    """County policy 42 责任单位负责人 (role, unit): the head of a unit; of an agency, whose head we do not
    know, the seat it has with us."""
    organ = organ_of(edition, unit)
    if organ is Organ.AGENCY:
        return next((agency.role, unit) for agency in edition.agencies if agency.unit == unit)
    return heads_of(edition)[organ], unit


def roles_of_the_department(edition: Edition) -> frozenset[str]:
    """信访部门: the roles of its own people."""
    work = edition.petitions
    return frozenset(seat.role for seat in (work.department, work.triage, work.auditor))


def is_of_the_department(edition: Edition, officer: Officer) -> bool:
    """Whether somebody does the petition department's daily work, or heads it."""
    work = edition.petitions
    return officer.unit == edition.county and officer.role in (work.department.role, work.auditor.role)
