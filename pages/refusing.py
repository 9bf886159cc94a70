"""Which ones a refusal means (所列): its details are codes and references; here they become words.

A reference of somebody becomes their name, as the reader may see it. What nobody has words for is left out:
no code ever stands on a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rules.words import KINDS

if TYPE_CHECKING:  # which draws with this
    from pages.drawing import Reader

# refusal -> the kinds of words its details may have, the first that knows it
_KINDS: Mapping[str, tuple[str, ...]] = {
    "document-missing": ("docking-document",),
    "outcome-not-of-this-docking": ("docking-outcome",),
    "not-between-these": ("docking-body",),
    "required-seat-absent": ("role",),
    "screen-incomplete": ("concern",),
    "opinion-incomplete": ("opinion-part",),
    "review-opinion-incomplete": ("opinion-part", "field"),
    "assessed-without-reason": ("aspect",),
    "sent-too-late": ("clock",),
    "already-extended": ("clock",),
    "extension-too-long": ("clock",),
    "no-extension": ("clock",),
    "ground-not-named": ("clock",),
    "manner-does-not-fit": ("manner",),
    "statutory-route-first": ("route-way",),
    "organ-not-listed": ("route-organ",),
    "wrong-organ": ("route-organ",),
    "outside-authority": ("errand-act",),
    "on-hold": ("hold-ground",),
    "not-arranged": ("page", "field"),
}
# Where a docking's own trap was fallen into, they are what was found of the matter; then what a form asks
# for, or a seat.
_OTHERWISE = ("docking-trait", "field", "role")
# Its doors say it already.
_SAID_ELSEWHERE = frozenset({"not-mediable"})


def lacking_words(
    reader: Reader, said: Mapping[str, Any] | None, parties: Iterable[Mapping[str, Any]] = ()
) -> list[str]:
    """The details of a problem in words, each once, in their order. ``parties``: as the case shows them."""
    if not said or said.get("code") in _SAID_ELSEWHERE:
        return []
    people = {str(each["party"]["ref"]): named(reader, each) for each in parties}
    code = str(said.get("code", ""))
    found = (_worded(reader, code, str(each), people) for each in said.get("details", ()))
    return list(dict.fromkeys(filter(None, found)))


def named(reader: Reader, party: Mapping[str, Any]) -> str:
    """Somebody of a case, by name and role; by role alone for whoever may not read the name."""
    unnamed = reader.say("erased") if party["is_erased"] else reader.say("name-unseen")
    return f"{party['name'] or unnamed} {reader.told(party['role_words'])}"


def _worded(reader: Reader, code: str, detail: str, people: Mapping[str, str]) -> str:
    if detail in people:
        return people[detail]
    kinds = (*_KINDS.get(code, ()), *_OTHERWISE)
    known = next((kind for kind in kinds if detail in KINDS.get(kind, {})), None)
    if known:
        return reader.word(known, detail)
    return reader.county.units[detail][0] if detail in reader.county.units else ""
