"""What a person sees at this moment: the policy, applied to their seats and today's tree of units."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from api import policy
from api.identity import Person, Whoever
from api.office import Office, TheOffice
from records.directory import Unit
from records.visible import Visible
from rules.authority.confidentiality import Confidentiality
from rules.authority.relations import Parents
from rules.instants import legal_day


@dataclass(frozen=True)
class Sight:
    """``cases``: what exists for this person; ``words``: where they read names and words; ``contacts``."""

    cases: Visible
    words: Visible
    contacts: Visible
    units: Mapping[str, Unit]

    @property
    def parents(self) -> Parents:
        """The tree of units: each with the unit above it."""
        return {unit.unit: unit.parent for unit in self.units.values()}


async def sight_of(office: Office, person: Person) -> Sight:
    """What this person sees; whoever has no seat sees the units alone."""
    units = await office.tree.on(office.directory, legal_day(person.at))
    parents = {unit.unit: unit.parent for unit in units.values()}
    of_accusations = office.is_sealed
    cases = policy.visible(person.seats, parents, of_accusations=of_accusations)
    words, contacts = (
        policy.readable(person.seats, parents, reads, of_accusations=of_accusations)
        for reads in (Confidentiality.WORDS, Confidentiality.CONTACT)
    )
    return Sight(cases, words, contacts, units)


async def _sight(office: TheOffice, person: Whoever) -> Sight:
    return await sight_of(office, person)


InSight = Annotated[Sight, Depends(_sight)]
