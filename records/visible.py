"""What a person may see, as one value; and the one place where it becomes a condition of a query."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from records.tables import case_places, cases, matters, parties


@dataclass(frozen=True)
class Visible:
    """The cases and matters of these units' areas (None: of every unit), the cases this person handles,
    and those in which these parties (by reference) take part. Of what is private (心理服务), what they handle
    and what lies at a unit in which they sit themselves (``own``)."""

    units: frozenset[str] | None = frozenset()
    person: str | None = None
    parties: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()


EVERYTHING = Visible(units=None)


def visible_cases(visible: Visible) -> ColumnElement[bool]:
    """The condition on ``cases`` that every list, count, search and single look goes through."""
    if visible.units is None:
        return true()
    ways: list[ColumnElement[bool]] = []
    if visible.units:
        there = select(1).where(case_places.c.procedure == cases.c.procedure)
        ways.append(exists(there.where(case_places.c.unit.in_(visible.units))))
        ways.append(cases.c.owner_unit.in_(visible.units))
    if visible.person:
        ways.append(cases.c.handler == visible.person)
    if visible.parties:
        among = select(1).where(parties.c.procedure == cases.c.procedure)
        ways.append(exists(among.where(parties.c.ref.in_(visible.parties))))
    there = select(1).where(case_places.c.procedure == cases.c.procedure)
    theirs = [exists(there.where(case_places.c.unit.in_(visible.own))), cases.c.handler == visible.person]
    return and_(or_(false(), *ways), or_(~cases.c.is_private, *theirs))


def visible_matters(visible: Visible) -> ColumnElement[bool]:
    """The condition on ``matters``: its own unit is visible, or one of its cases is."""
    if visible.units is None:
        return true()
    a_case = exists(
        select(1).select_from(cases).where(and_(cases.c.matter == matters.c.number, visible_cases(visible)))
    )
    return or_(matters.c.unit.in_(visible.units), a_case)
