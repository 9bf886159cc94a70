"""Judicial confirmation (司法确认): both together, within thirty days, of what the court may confirm."""

from functools import partial

from rules.articles import Article, Source
from rules.dockings.common import CONFIRMED, MEDIATORS, NEVER, trap
from rules.dockings.docking import Body, Consents, Docking, DockingClock, Line, Point, Trait
from rules.refusals import Reason

_rmtj = partial(Article, Source.MEDIATION_LAW)
_mss = partial(Article, Source.CIVIL_PROCEDURE_LAW)
_msjs = partial(Article, Source.CIVIL_PROCEDURE_INTERPRETATION)
_sfqr = partial(Article, Source.CONFIRMATION_PROVISIONS)

# MSJS 355: not accepted. MSJS 358: rejected. Found before it is filed, it is put right or goes another way.
_TRAPS = (
    *NEVER,
    trap(Reason.OUTSIDE_THE_COURTS_SCOPE, Trait.NOT_IN_ITS_SCOPE),
    trap(Reason.NOT_THIS_COURTS, Trait.WRONG_COURT),
    trap(Reason.STATUS_IS_NOT_CONFIRMED, Trait.STATUS),
    trap(Reason.PROCEDURE_IS_NOT_CONFIRMED, Trait.SPECIAL_PROCEDURE),
    trap(Reason.TITLE_IS_NOT_CONFIRMED, Trait.TITLE),
    trap(Reason.BODY_NOT_ESTABLISHED, Trait.BODY_NOT_LAWFUL),
    trap(Reason.AGREEMENT_BREAKS_THE_LAW, Trait.NOT_WITHIN_DISCRETION),
    trap(Reason.AGREEMENT_HARMS_OTHERS, Trait.THIRD_PARTY_HARMED),
    trap(Reason.AGREEMENT_AGAINST_PUBLIC_ORDER, Trait.AGAINST_PUBLIC_ORDER),
    trap(Reason.AGREEMENT_NOT_VOLUNTARY, Trait.NOT_VOLUNTARY),
    trap(Reason.AGREEMENT_UNCLEAR, Trait.UNCLEAR_TERMS),
)

# Fifteen days are the target, thirty the limit; the court's president makes either longer.
# Where both parties are there the court accepts and decides at once (SFQR 4): two steps, one instant.
_CONFIRMATION = Docking(
    code="judicial-confirmation",
    line=Line.CONFIRMATION,
    senders=MEDIATORS,
    receivers=frozenset({Body.COURT}),
    basis=(_mss(205), _mss(187), _rmtj(33), *map(_msjs, (354, 355, 357, 358)), _sfqr(4), _sfqr(5)),
    consents=Consents.JOINTLY,
    outcomes=frozenset({"confirmed", "rejected", "withdrawn", "deemed-withdrawn"}),
    clocks=(
        DockingClock("accept-by", "K-45", Point.RECEIPT, Point.ACCEPTANCE),
        DockingClock("decide-soon", "K-46", Point.ACCEPTANCE, Point.RETURN),
        DockingClock("decide-by", "K-46a", Point.ACCEPTANCE, Point.RETURN),
        CONFIRMED,
    ),
    documents=("confirmation-application", "agreement", "proof-of-mediation", "identity-proof"),
    returns={"confirmed": ("ruling",), "rejected": ("ruling",)},
    traps=_TRAPS,
    within="K-44",
    extended_by=Consents.NOBODY,
)

ROWS = (_CONFIRMATION,)
