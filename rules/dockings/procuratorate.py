"""The procuratorate (检调对接): what may be reconciled, back before its own period ends."""

from functools import partial

from rules.articles import Article, Source
from rules.dockings.common import (
    ANSWERED,
    CONFIRMED,
    MEDIATED,
    MEDIATION_PAPERS,
    MEDIATORS,
    WHERE_MEDIATED,
    trap,
)
from rules.dockings.docking import Body, Consents, Docking, DockingClock, Line, Point, Silence, Trait
from rules.refusals import Reason

_xsss = partial(Article, Source.CRIMINAL_PROCEDURE_LAW)

# The month of the review for prosecution (XSSS 172) runs on: the county's shorter period runs beside it, from
# the day the review began, and after it nothing is sent any more.
_MEDIATION = Docking(
    code="procuratorate-mediation",
    line=Line.PROCURATORATE,
    senders=frozenset({Body.PROCURATORATE}),
    receivers=MEDIATORS,
    basis=(_xsss(288), _xsss(289), _xsss(290), _xsss(172)),
    consents=Consents.EVERYBODY,
    outcomes=MEDIATED,
    clocks=(
        ANSWERED,
        DockingClock("return-by", "P-32", Point.START, Point.RETURN, Silence.SUPERVISOR),
        CONFIRMED,
    ),
    returns=MEDIATION_PAPERS,
    traps=(
        *WHERE_MEDIATED,
        trap(Reason.BEYOND_RECONCILIATION, Trait.BEYOND_RECONCILIATION),
        trap(Reason.INTENTIONAL_CRIME_BEFORE, Trait.INTENTIONAL_CRIME_BEFORE),
        trap(Reason.NOT_FREELY_FORGIVEN, Trait.NOT_VOLUNTARY),
    ),
    within="P-32",
    opens="dispute",
    says_performed=frozenset({"agreement"}),
)

ROWS = (_MEDIATION,)
