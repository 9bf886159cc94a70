"""What a person sees at this moment: the policy, applied to their seats and today's tree of units."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncEngine

from api import policy
from api.identity import Person, Whoever
from api.office import Office, TheOffice
from api.together import settled
from records.directory import Unit
from records.involvement import Involved, in_an_emergency
from records.reader import Reader, read_by
from records.reading import CaseLine
from records.visible import Visible
from rules.authority.confidentiality import Confidentiality, Mask
from rules.authority.relations import Parents
from rules.instants import legal_day


@dataclass(frozen=True)
class Sight:
    """``cases``: what exists for this person; ``files``: of which of it they read besides what is kept of
    the matter, and do what is no step of a case; ``words``: where they read names and words in clear.

    ``records``: the records behind the second wall, as they stand for this person; ``found_in``: of their
    texts only those that this person reads in clear, for whatever finds by words. ``involved``: who has to do
    with a matter, as far as it has been looked up, and ``its_cases``: those that are seen; None where
    something may be changed in between.
    """

    cases: Visible
    files: Visible
    words: Visible
    units: Mapping[str, Unit]
    records: AsyncEngine
    found_in: AsyncEngine
    involved: dict[str, Involved] | None = None
    its_cases: dict[str, tuple[CaseLine, ...]] | None = None

    @property
    def parents(self) -> Parents:
        """The tree of units: each with the unit above it."""
        return {unit.unit: unit.parent for unit in self.units.values()}


async def sight_of(office: Office, person: Person, *, of_one_moment: bool = False) -> Sight:
    """What this person sees; whoever has no seat sees the units alone. ``of_one_moment``: nothing is changed
    while they look."""
    units = await office.tree.on(office.directory, legal_day(person.at))
    parents = {unit.unit: unit.parent for unit in units.values()}
    of_accusations = office.is_sealed
    cases = policy.visible(person.seats, parents, deputised=person.deputised, of_accusations=of_accusations)
    files = policy.visible(
        person.seats, parents, deputised=person.deputised, of_accusations=of_accusations, of_the_file=True
    )
    reads = Confidentiality.WORDS
    words = policy.readable(
        person.seats, parents, reads, deputised=person.deputised, of_accusations=of_accusations
    )
    tree = parents if office.is_sealed else None
    reader = Reader(person.ref, person.seats, person.at, deputised=person.deputised, tree=tree)
    records, found_in = (
        read_by(office.records, each, of_one_moment=of_one_moment)
        for each in (reader, replace(reader, least=Mask.CLEAR))
    )
    if any(policy.may_break_the_glass(seat) for seat in person.seats):
        async with records.connect() as connection:
            numbers = await in_an_emergency(connection, person.ref, person.at)
        cases, files = (replace(each, numbers=numbers) for each in (cases, files))
    sight = Sight(cases, files, words, units, records, found_in)
    return replace(sight, involved={}, its_cases={}) if of_one_moment else sight


async def _sight(request: Request, office: TheOffice, person: Whoever) -> Sight:
    async def looked_up() -> Sight:
        return await sight_of(office, person, of_one_moment=request.method == "GET")

    return await settled(request, (id(office), "sight", person), looked_up)


InSight = Annotated[Sight, Depends(_sight)]
