"""Who speaks with a tracking code (凭查询码): whoever brought the matter, and has no seat anywhere."""

from rules.participants import OWN_WORD, People
from rules.procedure import Officer, Proceeding

PERSON = "tracking-code"
# The house's own, of which a code tells nothing: what is called out (吹哨报到, 突发事件) may rest on what
# another party reported; the others are what organs say to each other about how something was handled.
UNTOLD = frozenset({"dispatch", "incident", "supervision", "recommendation", "inspection", "backlog"})
PETITIONER = "petitioner"  # the role; no unit has such a seat


def holder(county: str) -> Officer:
    """As whom the holder of a code acts in a matter of this county: it refers to nobody."""
    return Officer(PERSON, PETITIONER, county)


def the_petitioner(proceeding: Proceeding, officer: Officer) -> bool:
    """Whoever holds the code of this very matter, which the door has looked at."""
    return officer == holder(proceeding.edition.county)


def askers_in_order(people: People) -> tuple[str, ...]:
    """Those whose own matter it is, as they were registered: the first of them is number one."""
    return tuple(each.ref for each in people if each.role in OWN_WORD)
