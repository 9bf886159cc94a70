"""Whose copies of a paper there are (副本), and what the case knows of each of its people."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from api.drafting import OnCase
from api.looking import Texts, opened
from api.paper_forms import THIRD_PARTY, CopyShown
from api.particulars import Known
from api.problems import not_your_seat, unseen
from records import papers
from records.particulars import Correction, corrections
from records.parties import contact_ref
from rules.authority.confidentiality import Mask
from rules.journal import PartyRow
from rules.paper.filling import Data, Filled
from rules.paper.form import Form
from rules.paper.masking import Somebody, copy_for, masked
from rules.particulars import Particular
from workflows import starting

_CONTACT, _NAME = "contact", "name"


@dataclass(frozen=True)
class People:
    """The people of a case by reference, and under which name each goes."""

    known: Mapping[str, Somebody]

    def copies(self, form: Form) -> list[CopyShown]:
        """Those that are printed apart from what lies in the file: none of a paper that goes to an organ,
        which works with all that stands in it."""
        if not form.masks_others:
            return []
        named = [CopyShown(of=ref, name=each.names[0]) for ref, each in self.known.items()]
        return [*named, CopyShown(of=THIRD_PARTY, name=None)]

    def copy(self, form: Form, part: str, said: Data, of: str) -> dict[str, Filled]:
        """What it says in that copy. Raises Problem 404 for a copy there is not."""
        if of not in {each.of for each in self.copies(form)}:
            raise unseen()
        return copy_for(form, part, said, tuple(self.known.values()), self.known.get(of))

    def in_copy(self, texts: Texts, of: str) -> Texts:
        """What stands beside the fields of a paper, as the names of who signed it, in that copy."""
        everybody, reader = tuple(self.known.values()), self.known.get(of)
        return {ref: text and masked(text, everybody, reader) for ref, text in texts.items()}


def may_make_copies(at: OnCase) -> bool:
    """Whether somebody knows how people are reached, and so what must not stand in a copy."""
    return all(at.lens.mask(kind) is Mask.CLEAR for kind in (_CONTACT, _NAME))


async def people_of(connection: AsyncConnection, at: OnCase) -> People:
    """Whose name was erased, or is not told here, has no copy. Raises Problem 403 where it is not known how
    they are reached."""
    if not may_make_copies(at):
        raise not_your_seat()
    loaded = await papers.load(at.sight.records, at.case.procedure)
    procedure = at.office.procedures[at.case.kind]
    parties = procedure.view(starting.file_of(procedure, loaded.entries, loaded.edition).state).parties
    corrected = await corrections(connection, at.case.matter)
    known = Known(corrected)
    texts = await opened(connection, at.office, at.lens, known.refs(parties))
    people = {each.ref: _somebody(each, known, corrected, texts) for each in parties}
    return People({ref: each for ref, each in people.items() if each.names})


def _somebody(row: PartyRow, known: Known, corrected: tuple[Correction, ...], texts: Texts) -> Somebody:
    """By the name of now first, and with all that was ever written of how they are reached."""
    mine = [each for each in corrected if each.party == row.ref]
    names = [known.name(row.ref), row.ref, *(each.ref for each in mine if each.particular is Particular.NAME)]
    data = [str(contact_ref(row.ref)), *(e.ref for e in mine if e.particular is not Particular.NAME)]
    return Somebody(_said(names, texts), _said(data, texts))


def _said(refs: list[str], texts: Texts) -> tuple[str, ...]:
    told = (texts.get(ref) for ref in refs)
    return tuple(dict.fromkeys(each.strip() for each in told if each and each.strip()))
