"""How a test hands something over."""

from typing import Any

from rules.handing import HandOff
from rules.procedure import Officer
from tests.rules.story import KEY, WORDS

BOTH = frozenset({"zhang", "li"})
# docking, agency
TO_COURT = ("case-package", "court")
CONFIRMATION = ("judicial-confirmation", "court")
AID = ("legal-aid", "legal-aid")


def over(by: Officer, pair: tuple[str, str] = TO_COURT, **said: Any) -> HandOff:
    docking, to = pair
    whole = {"id": KEY, "by": by, "docking": docking, "to": to, "people": BOTH, "summary": WORDS}
    return HandOff(**{**whole, **said})
