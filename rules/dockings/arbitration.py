"""Arbitration (仲调对接): out to be mediated before an award, and in when mediation has failed."""

from dataclasses import replace
from functools import partial

from rules.articles import Article, Mark, Source
from rules.dockings.common import (
    ANSWERED,
    CONFIRMED,
    MEDIATED,
    MEDIATED_IN_TIME,
    MEDIATION_PAPERS,
    MEDIATORS,
    NEVER,
    OF_PETITIONS,
    WHERE_MEDIATED,
    trap,
)
from rules.dockings.docking import Body, Consents, Docking, DockingClock, Line, Point, Silence, Trait
from rules.refusals import Reason

_ldzc = partial(Article, Source.LABOUR_DISPUTES_LAW)
_tdzc = partial(Article, Source.RURAL_LAND_DISPUTES_LAW)
_LABOUR_RULES = Article(Source.LABOUR_ARBITRATION_RULES, 0, mark=Mark.LIKELY)

_ARBITRATION = frozenset({Body.ARBITRATION})

# Fifteen days from the receipt without an agreement, and the party may go on with the arbitration.
_LABOUR_MEDIATION = Docking(
    code="arbitration-mediation",
    line=Line.ARBITRATION,
    senders=_ARBITRATION,
    receivers=MEDIATORS,
    basis=(_ldzc(10), _ldzc(14), _ldzc(42)),
    consents=Consents.EVERYBODY,
    outcomes=MEDIATED,
    clocks=(
        ANSWERED,
        DockingClock("mediate-by", "K-62", Point.RECEIPT, Point.RETURN, Silence.TO_ARBITRATION),
        CONFIRMED,
    ),
    returns=MEDIATION_PAPERS,
    traps=WHERE_MEDIATED,
    opens="dispute",
)
# Of land contracts the law names no time.
_LAND_MEDIATION = replace(
    _LABOUR_MEDIATION,
    code="land-arbitration-mediation",
    basis=(_tdzc(3), _tdzc(7), _tdzc(10)),
    clocks=(ANSWERED, MEDIATED_IN_TIME, CONFIRMED),
)

# 劳动仲裁: whoever it is about goes there, with a route card. Longer by the committee's head alone.
_LABOUR_ARBITRATION = Docking(
    code="labour-arbitration",
    line=Line.ARBITRATION,
    senders=MEDIATORS | OF_PETITIONS,
    receivers=_ARBITRATION,
    basis=(_ldzc(5), _ldzc(14), _ldzc(29), _ldzc(43), _LABOUR_RULES),
    consents=Consents.CONCERNED,
    outcomes=frozenset({"award", "agreement", "withdrawn"}),
    clocks=(
        DockingClock("accept-by", "K-63b", Point.RECEIPT, Point.ACCEPTANCE, Silence.TO_COURT),
        DockingClock("decide-by", "K-63", Point.ACCEPTANCE, Point.RETURN, Silence.TO_COURT),
        CONFIRMED,
    ),
    documents=("route-card",),
    traps=NEVER,
    extended_by=Consents.NOBODY,
)

# 农村土地承包仲裁: a free choice beside the suit; compensation for expropriated land is not arbitrated.
_LAND_ARBITRATION = replace(
    _LABOUR_ARBITRATION,
    code="land-arbitration",
    basis=(_tdzc(4), _tdzc(2, 3), _tdzc(23), _tdzc(47)),
    clocks=(
        DockingClock("accept-by", "K-65b", Point.RECEIPT, Point.ACCEPTANCE),
        DockingClock("decide-by", "K-65", Point.ACCEPTANCE, Point.RETURN),
        CONFIRMED,
    ),
    traps=(*NEVER, trap(Reason.EXPROPRIATION_IS_NOT_ARBITRATED, Trait.EXPROPRIATED_LAND)),
)

ROWS = (_LABOUR_MEDIATION, _LAND_MEDIATION, _LABOUR_ARBITRATION, _LAND_ARBITRATION)
