"""What a case says about other matters (其他事项): an item of a meeting names one, and is about it.

Whoever sees the meeting sees it by its own line of the table. That gives them nothing of a matter on its
agenda: its number is left out for whoever does not see it and has no duty by the meeting, and words that are
about it are of its classes too (a minor, privacy), of which the strictest decides.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from api.identity import Person
from api.lens import Lens
from api.looking import Texts, opened
from api.office import Office
from api.sight import Sight
from api.timeline import EntryShown, sealed_refs
from records import reading
from rules.authority.confidentiality import RAISED, Confidentiality
from rules.journal import Entry
from rules.procedure import Procedure

Classes = frozenset[Confidentiality]
OF_ITS_MATTER: Classes = frozenset()  # and of nothing besides


@dataclass(frozen=True)
class Others:
    """``about``: entry -> the other matters it is about; ``raised``: what each of them is besides;
    ``untold``: those whose numbers this person is not shown."""

    about: Mapping[int, frozenset[str]] = field(default_factory=dict)
    raised: Mapping[str, Classes] = field(default_factory=dict)
    untold: frozenset[str] = frozenset()

    def classes(self, entry: Entry) -> Classes:
        """What the words of an entry are, beside what those of its own matter are."""
        return OF_ITS_MATTER.union(*(self.raised[number] for number in self.about.get(entry.seq, ())))

    def refs(self, procedure: Procedure, entries: Iterable[Entry]) -> dict[Classes, set[str]]:
        """Every reference to something said in these entries, by what it is."""
        found: dict[Classes, set[str]] = {OF_ITS_MATTER: set()}
        for entry in entries:
            found.setdefault(self.classes(entry), set()).update(sealed_refs(procedure, [entry]))
        return found

    def without(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The data of an entry without a number that is not told."""
        return {name: self._told(value) for name, value in data.items()}

    def _told(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [each for each in value if each not in self.untold]
        return None if isinstance(value, str) and value in self.untold else value


async def raised_by(
    connection: AsyncConnection, procedure: Procedure, state: Any, entries: Iterable[Entry]
) -> Others:
    """Which other matters these entries are about, and what those are besides."""
    about = about_in(procedure, state, entries)
    numbers = frozenset[str]().union(*about.values())
    return Others(about, {number: await _classes(connection, number) for number in numbers})


def about_in(procedure: Procedure, state: Any, entries: Iterable[Entry]) -> Mapping[int, frozenset[str]]:
    """Entry -> the other matters it is about, of those that are about any."""
    found = {entry.seq: procedure.others(state, entry.body) for entry in entries}
    return {seq: numbers for seq, numbers in found.items() if numbers}


async def others_in(
    sight: Sight, person: Person, procedure: Procedure, state: Any, entries: Sequence[Entry]
) -> Others:
    """The same, and of which of them this person is told the number: those they see; all, where their duty by
    the procedure says it."""
    if not about_in(procedure, state, entries):
        return Others()
    async with sight.records.connect() as connection:
        found = await raised_by(connection, procedure, state, entries)
    if any(procedure.told(state, seat) for seat in person.seats):
        return found
    numbers = frozenset(found.raised)
    return replace(found, untold=numbers - await numbers_seen(sight, numbers))


async def numbers_seen(sight: Sight, numbers: frozenset[str]) -> frozenset[str]:
    """Those of these matters that this person sees."""
    page = await reading.matters_listed(sight.records, sight.cases, numbers=numbers, limit=len(numbers))
    return frozenset(line.number for line in page.lines)


async def said_in(
    connection: AsyncConnection,
    office: Office,
    lens: Lens,
    refs: Mapping[Classes, Collection[str]],
) -> Texts:
    """The texts of these references, by what they are beside what their own matter is."""
    texts: Texts = {}
    for classes, its in refs.items():
        texts |= await opened(connection, office, lens.besides(classes), its)
    return texts


def without_numbers(entries: Sequence[EntryShown], others: Others) -> list[EntryShown]:
    """The entries as they are shown, without a number that is not told."""
    if not others.untold:
        return list(entries)
    return [each.model_copy(update={"data": others.without(each.data)}) for each in entries]


async def _classes(connection: AsyncConnection, number: str) -> Classes:
    found = set(await connection.scalars(select(func.raised_classes(number))))
    return frozenset(each for each in RAISED if each in found)
