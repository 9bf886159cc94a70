"""What can be brought to the desk, and which of what the API would take the page asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pages.fields import Field, demanded

# What no clerk writes: where it came from is told by the procedure, the edition is the newest.
_NEVER = frozenset({"number", "edition", "handoff", "notice", "origin", "received_by"})
_OF_A_MATTER = frozenset({"channel", "author", "contact", "unit"})
_SIDES = 2  # both are named, or it is not registered (rules/dispute/registration.py)
_WITH_A_MATTER: Mapping[str, Any] = {"matter": {"channel": "window"}}


@dataclass(frozen=True)
class Brought:
    """``path``: where it is posted; ``always``: what stands in every body of it; ``sides``: the list in which
    whoever asks and whoever is asked both stand."""

    path: str
    always: Mapping[str, Any]
    sides: str = ""

    def asked(self, fields: Sequence[Field], number: str = "") -> tuple[Field, ...]:
        """The fields that somebody fills in; of a matter that has a ``number`` all but its own."""
        left_out = _NEVER | {"matter"} if number else _NEVER
        asked = (_narrowed(each) for each in fields if each.name not in left_out)
        return tuple(demanded(each, _SIDES) if each.path == self.sides else each for each in asked)

    def body(self, said: Mapping[str, Any], number: str = "") -> dict[str, Any]:
        """What was filled in, with what always stands there; or about a matter that has a ``number``."""
        if number:
            return {**said, "number": number}
        whole = dict(said)
        for name, always in self.always.items():
            whole[name] = {**always, **whole.get(name, {})}
        return whole


def _narrowed(field: Field) -> Field:
    if field.name != "matter":
        return field
    left_out = _NEVER | _OF_A_MATTER
    asked = (each for each in field.fields if each.name not in left_out)
    # Where no number is named the matter is taken in here, and none is without a title.
    return replace(field, fields=tuple(replace(each, is_required=_is_needed(each)) for each in asked))


def _is_needed(field: Field) -> bool:
    return field.is_required or field.name == "title"


BROUGHT: Mapping[str, Brought] = {
    "dispute": Brought("/disputes", _WITH_A_MATTER, "parties"),
    "petition": Brought("/petitions", _WITH_A_MATTER),
    "consultation": Brought("/consultations", _WITH_A_MATTER),
    "event": Brought("/events", {}),
    "errand": Brought("/errands", _WITH_A_MATTER),
}
