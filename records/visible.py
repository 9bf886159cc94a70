"""What a person may see, as one value; and the one place where it becomes a condition of a query."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    FromClause,
    Text,
    and_,
    cast,
    exists,
    false,
    func,
    or_,
    select,
    true,
    tuple_,
)

from records.tables import cases, marks, matters, parties, tasks
from rules.authority.confidentiality import Confidentiality
from rules.authority.relations import ACCUSATION, AT_A_WINDOW, ENTRUSTED_ROLES, HANDOFF, REVIEWS


@dataclass(frozen=True)
class Visible:
    """Which cases, by what somebody has to do with them (``Relation``). Every field is a way; one suffices.

    ``units``: of these units' areas (None: of every unit); ``person``: in this person's hands; ``own``: in
    nobody's, at these units; ``docked``: handoffs to or from these;
    ``served``: what comes to a window, of these units' areas; ``seats`` (role, unit): in a seat's name,
    or waiting for it; ``registrar``, ``intake``: taken in by this person, or at these seats; ``reviewing``:
    reviewed by these units; ``entrusted`` (person, role, unit): waiting for this person in this very seat;
    ``parties``: in which these take part; ``numbers``: these matters.

    ``instead_of`` (person, unit): in the hands of whoever this person is deputy for, at that unit.
    ``who`` and ``here``: this person, and where they sit; of what is private (心理服务) only what they asked
    for, and what is there. ``raised``: of a matter
    that is of such a class besides, only what this says too. ``of_accusations``: accusations and nothing
    else, or all but these.
    """

    units: frozenset[str] | None = frozenset()
    person: str | None = None
    instead_of: frozenset[tuple[str, str]] = frozenset()
    parties: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    who: str | None = None
    here: frozenset[str] = frozenset()
    docked: frozenset[str] = frozenset()
    served: frozenset[str] = frozenset()
    seats: frozenset[tuple[str, str]] = frozenset()
    registrar: str | None = None
    intake: frozenset[str] = frozenset()
    reviewing: frozenset[str] = frozenset()
    entrusted: frozenset[tuple[str, str, str]] = frozenset()
    numbers: frozenset[str] = frozenset()
    of_accusations: bool = False
    raised: tuple[tuple[Confidentiality, "Visible"], ...] = ()


# Of so many the conditions are kept: one page asks for the same ones many times over.
_KEPT = 256

EVERYTHING = Visible(units=None)
# Under names of their own: the query around may be about the same tables.
_WAITING, _PEOPLE = tasks.alias("waiting"), parties.alias("people_of")
_IN_THEIR_HANDS = _WAITING.c.role.not_in(ENTRUSTED_ROLES)  # not entrusted to them, nor by invitation


@lru_cache(_KEPT)
def visible_cases(visible: Visible) -> ColumnElement[bool]:
    """The condition on ``cases`` that every list, count, search and single look goes through."""
    if visible.units is None:
        return true()
    about = matters.alias("about")
    of_the_matter = select(1).where(about.c.number == cases.c.matter)
    ways = [exists(of_the_matter.where(way)) for way in _ways_of_a_matter(visible, about)]
    seen = or_(false(), *_ways_of_a_case(visible), *ways)
    asked_for = cases.c.handler == visible.who if visible.who else false()
    theirs = or_(~cases.c.is_private, cases_placed(visible.here), asked_for)
    return and_(_of_its_store(visible), seen, theirs, *_raised(visible, cases.c.matter, visible_cases))


@lru_cache(_KEPT)
def visible_matters(visible: Visible) -> ColumnElement[bool]:
    """The condition on ``matters``: its own unit is visible, or somebody of these took it in, or one of its
    cases is visible."""
    if visible.units is None:
        return true()
    seen = visible_cases(replace(visible, raised=()))
    a_case = exists(select(1).select_from(cases).where(cases.c.matter == matters.c.number, seen))
    here = [*_ways_of_a_matter(visible, matters), _one_of(matters.c.unit, visible.units)]
    is_one = matters.c.status == ACCUSATION
    store = is_one if visible.of_accusations else ~is_one
    return and_(or_(and_(store, or_(*here)), a_case), *_raised(visible, matters.c.number, visible_matters))


def _ways_of_a_case(visible: Visible) -> Iterator[ColumnElement[bool]]:
    if visible.units:
        yield cases_placed(visible.units)
        yield _one_of(cases.c.owner_unit, visible.units)
    if visible.person:
        yield cases.c.handler == visible.person
        yield _waits(and_(_WAITING.c.person == visible.person, _IN_THEIR_HANDS))
    if visible.instead_of:
        yield tuple_(cases.c.handler, cases.c.owner_unit).in_(visible.instead_of)
        theirs = tuple_(_WAITING.c.person, _WAITING.c.unit).in_(visible.instead_of)
        yield _waits(and_(theirs, _IN_THEIR_HANDS))
    if visible.own:
        yield and_(cases.c.handler.is_(None), _one_of(cases.c.owner_unit, visible.own))
    if visible.docked:
        concerned = or_(cases_placed(visible.docked), _one_of(cases.c.owner_unit, visible.docked))
        yield and_(cases.c.kind == HANDOFF, concerned)
    if visible.served:
        concerned = or_(cases_placed(visible.served), _one_of(cases.c.owner_unit, visible.served))
        yield and_(cases.c.kind.in_(AT_A_WINDOW), concerned)
    if visible.seats:
        yield tuple_(cases.c.owner_role, cases.c.owner_unit).in_(visible.seats)
        yield _waits(tuple_(_WAITING.c.role, _WAITING.c.unit).in_(visible.seats))
    if visible.entrusted:
        yield _waits(tuple_(_WAITING.c.person, _WAITING.c.role, _WAITING.c.unit).in_(visible.entrusted))
    if visible.parties:
        among = select(1).where(_PEOPLE.c.procedure == cases.c.procedure)
        yield exists(among.where(_PEOPLE.c.ref.in_(visible.parties)))


def _ways_of_a_matter(visible: Visible, about: FromClause) -> Iterator[ColumnElement[bool]]:
    if visible.registrar:
        yield about.c.registered_by == visible.registrar
    if visible.intake:
        yield about.c.registered_as.in_(visible.intake)
    if visible.reviewing:
        review = cases.alias("review")
        its = select(1).where(review.c.matter == about.c.number, review.c.kind.in_(REVIEWS))
        yield exists(its.where(_one_of(review.c.owner_unit, visible.reviewing)))
    if visible.numbers:
        yield about.c.number.in_(visible.numbers)


def cases_placed(units: frozenset[str]) -> ColumnElement[bool]:
    """Whether a case concerns one of these units."""
    concerned: ColumnElement[bool] = cases.c.places.overlap(sorted(units))
    return concerned


def _one_of(unit: ColumnElement[Any], units: frozenset[str]) -> ColumnElement[bool]:
    """As one array: the statement is the same for everybody, and short."""
    among: ColumnElement[bool] = unit == func.any(cast(sorted(units), ARRAY(Text)))
    return among


def _waits(whose: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(select(1).where(_WAITING.c.procedure == cases.c.procedure, whose))


def _of_its_store(visible: Visible) -> ColumnElement[bool]:
    is_one = cases.c.kind == ACCUSATION
    return is_one if visible.of_accusations else ~is_one


def _raised(visible: Visible, number: ColumnElement[str], condition: object) -> Iterator[ColumnElement[bool]]:
    for each, also in visible.raised:
        yield or_(~is_raised(number, each), condition(also))  # type: ignore[operator]


def is_raised(number: ColumnElement[str], to: Confidentiality) -> ColumnElement[bool]:
    """Whether a matter is of this class besides: a minor is among its people, or somebody said so."""
    said = select(1).where(
        marks.c.matter == number, marks.c.confidentiality == to, marks.c.undone_at.is_(None)
    )
    if to is not Confidentiality.MINOR:
        return exists(said)
    of = cases.alias("of")
    minors = select(1).join_from(_PEOPLE, of, _PEOPLE.c.procedure == of.c.procedure)
    return or_(exists(said), exists(minors.where(of.c.matter == number, _PEOPLE.c.is_minor)))
