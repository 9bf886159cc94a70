"""Every kind of sealed text that anybody can write, told from the code itself."""

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, get_args, get_type_hints

from records.particulars import CORRECTED_NAME
from records.parties import PARTY_CONTACT
from rules.authority.confidentiality import KINDS
from rules.paper.form import Secrecy
from rules.particulars import Particular
from rules.procedure import Sealed
from rules.procedures import PROCEDURES, SEALED_PROCEDURES


def _fields(kind: Any) -> Iterator[str]:
    for name, hint in get_type_hints(kind).items():
        parts = [hint, *get_args(hint)]
        if Sealed in parts:
            yield name
        for part in parts:
            if is_dataclass(part) and part is not kind:
                yield from _fields(part)


def _asked() -> set[str]:
    procedures = {**PROCEDURES, **SEALED_PROCEDURES}.values()
    verbs = [kind for each in procedures for kind in {**each.commands, **each.reports}.values()]
    return {CORRECTED_NAME if name == Particular.NAME else name for verb in verbs for name in _fields(verb)}


# beside what the verbs ask for: what a registration, a link or an agency says
KINDS_OF_TEXT = {
    *_asked(),
    *KINDS,
    "title",
    "body",
    "author",
    "name",
    PARTY_CONTACT,
    "link-reason",
    "unmask-reason",
    "authority",
    *Secrecy,  # what is filled in on a paper
    "paper-reason",
}
