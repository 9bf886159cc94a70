"""Courts (诉调对接): assigned before filing, entrusted after it, and what goes to the filing window."""

from dataclasses import replace
from functools import partial

from rules.articles import Article, Source
from rules.dockings.common import (
    ANSWERED,
    CONFIRMED,
    MEDIATED,
    MEDIATION_PAPERS,
    MEDIATORS,
    NEVER,
    WHERE_MEDIATED,
    trap,
)
from rules.dockings.docking import Body, Consents, Docking, DockingClock, Line, Point, Silence, Trait
from rules.refusals import Reason

_rmtj = partial(Article, Source.MEDIATION_LAW)
_mss = partial(Article, Source.CIVIL_PROCEDURE_LAW)
_msjs = partial(Article, Source.CIVIL_PROCEDURE_INTERPRETATION)
_tytj = partial(Article, Source.INVITED_MEDIATION_RULES)
_zxtj = partial(Article, Source.ONLINE_MEDIATION_RULES)

_CONFIRMED_BY_THE_MEDIATOR = DockingClock(
    "accept-by", "K-50", Point.RECEIPT, Point.ACCEPTANCE, Silence.REAPPOINT
)
_COURT_TRAPS = (
    *WHERE_MEDIATED,
    trap(Reason.PROCEDURE_IS_NOT_MEDIATED, Trait.SPECIAL_PROCEDURE),
    trap(Reason.MEDIATION_IS_FEIGNED, Trait.FEIGNED),
)


def _mediate_by(rule: str) -> DockingClock:
    return DockingClock("mediate-by", rule, Point.SIGNATURE, Point.RETURN, Silence.AGREED_OR_RETURNED)


# 委派调解: one side has asked; the mediator finds out in three working days whether the other agrees, then
# accepts. A refusal to sign, a wide gap and whatever else ends it without an agreement is "no-agreement".
_ASSIGNED = Docking(
    code="assigned-mediation",
    line=Line.COURT,
    senders=frozenset({Body.COURT}),
    receivers=MEDIATORS,
    basis=(_mss(125), *map(_tytj, (11, 26, 27)), *map(_zxtj, (12, 15, 24, 25))),
    consents=Consents.ONE_SIDE,
    outcomes=MEDIATED,
    clocks=(
        _CONFIRMED_BY_THE_MEDIATOR,
        DockingClock("ask-by", "K-52", Point.SIGNATURE, Point.ACCEPTANCE),
        _mediate_by("K-48"),
        CONFIRMED,
    ),
    documents=("complaint", "evidence-list", "service-address-confirmation", "assignment-letter"),
    returns=MEDIATION_PAPERS,
    traps=_COURT_TRAPS,
    opens="dispute",
)

# 委托调解: the case is filed, the trial waits.
_ENTRUSTED = replace(
    _ASSIGNED,
    code="entrusted-mediation",
    basis=(*map(_tytj, (11, 20, 21, 26, 27)), *map(_zxtj, (12, 24, 25))),
    consents=Consents.EVERYBODY,
    clocks=(_CONFIRMED_BY_THE_MEDIATOR, _mediate_by("K-49"), CONFIRMED),
)
_ENTRUSTED_IN_SUMMARY_PROCEDURE = replace(
    _ENTRUSTED,
    code="entrusted-mediation-summary",
    clocks=(_CONFIRMED_BY_THE_MEDIATOR, _mediate_by("K-49a"), CONFIRMED),
)

# 调解不成的, 转立案: if the party wants it. The date of the request is printed: it interrupts the limitation.
# The seven days run from the receipt until the case is registered, and anew from the day of a supplement.
_CASE_PACKAGE = Docking(
    code="case-package",
    line=Line.COURT,
    senders=MEDIATORS,
    receivers=frozenset({Body.COURT}),
    basis=(
        _mss(126),
        _msjs(126),
        _rmtj(26),
        _tytj(16),
        Article(Source.CIVIL_CODE, 195),
        Article(Source.LIMITATION_PROVISIONS, 12),
    ),
    consents=Consents.CONCERNED,
    outcomes=frozenset({"case-registered", "case-not-accepted"}),
    clocks=(
        ANSWERED,
        DockingClock("register-by", "K-53", Point.RECEIPT, Point.RETURN, again="K-53a"),
        CONFIRMED,
    ),
    documents=(
        "complaint",
        "undisputed-facts",
        "service-address-confirmation",
        "evidence-list",
        "request-date-record",
    ),
    returns={"case-not-accepted": ("ruling",)},
    traps=NEVER,
    keeps_former_mediators_out=True,
)

ROWS = (_ASSIGNED, _ENTRUSTED, _ENTRUSTED_IN_SUMMARY_PROCEDURE, _CASE_PACKAGE)
