"""How much of a matter one person reads (遮盖): the one place where a text is shown, shown in part, or not.

Whatever is answered with words comes through a lens: cases, matters, documents, links, papers by code.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pydantic import BaseModel

from api.identity import Person
from api.problems import unseen
from api.saying import Words, both
from api.sight import Sight
from records.involvement import Involved, involved
from rules.authority.confidentiality import Confidentiality, Mask, mask_of, partly
from rules.authority.deciding import Clearance, clearance, merged
from rules.authority.relations import Standing


class MaskedShown(BaseModel):
    """A class of texts that is shown only in part here; in clear for a reason (``POST …/unmaskings``)."""

    confidentiality: str
    words: Words


@dataclass(frozen=True)
class Lens:
    """What is read of each class, and what the texts of this matter are besides."""

    clearance: Clearance
    raised: frozenset[Confidentiality] = frozenset()

    @property
    def reads_words(self) -> bool:
        """Whether names and words are read here at all."""
        return self.clearance.get(Confidentiality.WORDS, Mask.ABSENT) is Mask.CLEAR

    @property
    def opens_texts(self) -> bool:
        """Whether any text is read here: names and words, or at least what was said in mediation."""
        return self.reads_words or self.clearance.get(Confidentiality.MEDIATION, Mask.ABSENT) is Mask.CLEAR

    def mask(self, kind: str) -> Mask:
        """How much of a kind of text is shown."""
        return mask_of(kind, self.raised, self.clearance)

    def without(self, *classes: Confidentiality) -> "Lens":
        """The same, but for texts of these classes."""
        return replace(self, clearance={**self.clearance, **dict.fromkeys(classes, Mask.ABSENT)})

    def besides(self, classes: frozenset[Confidentiality]) -> "Lens":
        """The same, for texts that are of these classes too."""
        return replace(self, raised=self.raised | classes)

    def shows(self, kind: str, text: str) -> str | None:
        """The text, what is left of it, or nothing."""
        mask = self.mask(kind)
        if mask is Mask.CLEAR:
            return text
        return partly(kind, text) if mask is Mask.PARTIAL else None

    @property
    def masked(self) -> list[MaskedShown]:
        """What is shown here in part, and could be shown in clear."""
        here = (Confidentiality.CONTACT, *sorted(self.raised))
        return [
            MaskedShown(confidentiality=each, words=both("confidentiality", each))
            for each in here
            if self.clearance.get(each, Mask.ABSENT) is Mask.PARTIAL
        ]


# Of what was chosen because its words are read in clear, and of papers for whoever holds the code: nothing
# but names and words.
OF_WORDS = Lens({Confidentiality.WORDS: Mask.CLEAR})


async def lens_on(sight: Sight, person: Person, number: str, procedure: str | None = None) -> Lens:
    """How this person reads one case; without a procedure the matter, as the best of its cases lets them.
    Raises Problem 404 where they see no matter of that number."""
    known = sight.involved
    found = None if known is None else known.get(number)
    if found is None:
        async with sight.records.connect() as connection:
            found = await involved(connection, number, person.ref, person.at)
    if found is None:
        raise unseen()
    if known is not None:
        known[number] = found
    cases = [found.alone, *found.cases.values()] if procedure is None else [found.cases[procedure]]
    return Lens(_read(sight, person, found, cases), found.raised)


def _read(sight: Sight, person: Person, found: Involved, cases: Iterable[Standing]) -> Clearance:
    most: Clearance = dict.fromkeys(found.unmasked, Mask.CLEAR)
    for case in cases:
        most = merged(most, clearance(person.seats, case, sight.parents, person.deputised))
    return most
