"""What holds of the parties of a matter (当事人信息), and what stood there before it was corrected."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from records.particulars import Correction
from records.parties import contact_ref
from rules.journal import PartyRow
from rules.particulars import Particular


class Known:
    """Parties and texts by reference. With ``until`` it is what was known at that instant."""

    def __init__(self, corrections: Sequence[Correction], until: datetime | None = None) -> None:
        self._corrections = [each for each in corrections if until is None or each.at <= until]
        self._now = {(each.party, each.particular): each.ref for each in self._corrections}

    def ref(self, party: str, particular: Particular) -> str | None:
        """The newest correction; None if there was none."""
        return self._now.get((party, particular))

    def name(self, party: str) -> str:
        """The reference of the name a party goes by."""
        return self.ref(party, Particular.NAME) or party

    def refs(self, parties: Sequence[PartyRow]) -> set[str]:
        """Everything about these parties and whoever was corrected, of now and of before."""
        told = {row.ref for row in parties} | {each.party for each in self._corrections}
        names = told | {row.guardian for row in parties if row.guardian}
        contacts = {str(contact_ref(party)) for party in told}
        return names | contacts | {each.ref for each in self._corrections}

    def before(self, procedure: str) -> Mapping[int, Mapping[str, str]]:
        """Entry of this procedure -> ``was_name`` and the like -> what stood there before it. An address or a
        telephone that was never corrected stood in the ``was_contact`` of the registration."""
        stood: dict[tuple[str, Particular], str] = {}
        was: dict[int, dict[str, str]] = defaultdict(dict)
        for each in self._corrections:
            place = (each.party, each.particular)
            if each.procedure == procedure:
                field, first = _as_registered(each)
                earlier = stood.get(place)
                was[each.seq][f"was_{each.particular}" if earlier else field] = earlier or first
            stood[place] = each.ref
        return was


def _as_registered(correction: Correction) -> tuple[str, str]:
    if correction.particular is Particular.NAME:
        return "was_name", correction.party
    return "was_contact", str(contact_ref(correction.party))
