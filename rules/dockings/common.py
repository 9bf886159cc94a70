"""What several dockings have in common: outcomes, clocks, traps.

A clock that the law gives to a court or an agency begins at the receipt: not signing for it stops no law. One
that the law lets begin with the mediator's signature, or with the acceptance, begins there. Where no article
has a number, the county's own limits stand.
"""

from rules.dockings.docking import Body, DockingClock, Point, Silence, Trait, Trap
from rules.refusals import Reason

MEDIATORS = frozenset({Body.MEDIATION, Body.PROFESSIONAL})
OF_PETITIONS = frozenset({Body.PETITION_OFFICE, Body.DEPARTMENT})

# How a mediation comes back (TYTJ 26, ZXTJ 25).
MEDIATED = frozenset(
    {
        "agreement",
        "settled-and-withdrawn",
        "no-agreement",
        "unreachable",
        "unwilling",
        "period-over",
        "not-mediable",
    }
)
MEDIATION_PAPERS = {"": ("mediation-record",), "agreement": ("agreement",)}

# County policy 28: to answer, to mediate, to return what nobody mediates, to close.
ANSWERED = DockingClock("accept-by", "P-28", Point.RECEIPT, Point.ACCEPTANCE)
MEDIATED_IN_TIME = DockingClock(
    "mediate-by", "P-31", Point.ACCEPTANCE, Point.RETURN, Silence.AGREED_OR_RETURNED
)
RETURNED_IN_TIME = DockingClock("return-by", "P-33", Point.ACCEPTANCE, Point.RETURN)
CONFIRMED = DockingClock("close-by", "P-30", Point.RETURN, Point.CONFIRMATION)


def trap(reason: Reason, *traits: Trait) -> Trap:
    return Trap(frozenset(traits), reason)


# XFTL 30: what accuses somebody goes to the discipline organ, sealed, and never by this way.
NEVER = (trap(Reason.ACCUSATION_GOES_SEALED, Trait.ABOUT_DISCIPLINE),)
# Whatever is mediated: protection comes first, and a status is nobody's to settle.
WHERE_MEDIATED = (
    *NEVER,
    trap(Reason.NOT_INSTEAD_OF_PROTECTION, Trait.FAMILY_VIOLENCE),
    trap(Reason.STATUS_IS_NOT_MEDIATED, Trait.STATUS),
)
# XFTL 33: two sides, about what they may dispose of.
WHERE_PETITIONED = (*WHERE_MEDIATED, trap(Reason.NOT_THEIRS_TO_DISPOSE_OF, Trait.NOT_WITHIN_DISCRETION))
