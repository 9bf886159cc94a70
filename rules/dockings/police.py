"""The police (警调对接): what they send to be mediated, and what is told to them."""

from dataclasses import replace
from functools import partial

from rules.articles import Article, Source
from rules.dockings.common import (
    ANSWERED,
    CONFIRMED,
    MEDIATED,
    MEDIATED_IN_TIME,
    MEDIATION_PAPERS,
    MEDIATORS,
    NEVER,
    OF_PETITIONS,
    RETURNED_IN_TIME,
    WHERE_MEDIATED,
    trap,
)
from rules.dockings.docking import Body, Consents, Docking, DockingClock, Line, Point, Trait
from rules.refusals import Reason

_rmtj = partial(Article, Source.MEDIATION_LAW)
_xftl = partial(Article, Source.PETITION_REGULATIONS)
_zagl = partial(Article, Source.PUBLIC_SECURITY_LAW)
_xzcx = partial(Article, Source.POLICE_PROCEDURE)

_POLICE = frozenset({Body.POLICE})

# Before the police accept a case (RMTJ 18), or where there is no violation (XZCX 178). A penalty falls away
# only if what was agreed has been performed (ZAGL 9): so that comes back too, whatever it is.
_MEDIATION = Docking(
    code="police-mediation",
    line=Line.POLICE,
    senders=_POLICE,
    receivers=MEDIATORS,
    basis=(_rmtj(18), _xzcx(178), _xzcx(181), _xzcx(186), _zagl(9)),
    consents=Consents.EVERYBODY,
    outcomes=MEDIATED,
    clocks=(ANSWERED, MEDIATED_IN_TIME, CONFIRMED),
    documents=("police-receipt", "transfer-letter"),
    returns=MEDIATION_PAPERS,
    traps=(
        *WHERE_MEDIATED,
        trap(Reason.CRIMINAL_PROCEDURE_FIRST, Trait.CRIME, Trait.SERIOUS_INJURY),
        trap(Reason.NOT_FROM_A_CIVIL_DISPUTE, Trait.NOT_A_CIVIL_DISPUTE),
        trap(
            Reason.VIOLATION_IS_NOT_MEDIATED,
            Trait.HIRED_INJURY,
            Trait.GANG_FIGHT,
            Trait.REPEATED_VIOLATION,
            Trait.NEW_VIOLATION,
            Trait.SUSPECT_FLED,
        ),
        trap(Reason.PARTY_IS_UNWILLING, Trait.NOT_VOLUNTARY),
    ),
    opens="dispute",
    says_performed=frozenset({"agreement", "settled-and-withdrawn"}),
)

# 第二次调解: once more, done within seven working days after the first session.
_SECOND_MEDIATION = replace(
    _MEDIATION,
    code="police-second-mediation",
    basis=(_xzcx(183), *_MEDIATION.basis),
    clocks=(ANSWERED, DockingClock("mediate-by", "K-54", Point.START, Point.RETURN), CONFIRMED),
    within="K-54",
)

# 移送公安机关: nobody need agree. What becomes of a violation is sealed: only the outcome is told.
# Danger has no period at all: it is told to the police at once, by telephone, and this follows.
_REFERRAL = Docking(
    code="police-referral",
    line=Line.POLICE,
    senders=MEDIATORS | OF_PETITIONS,
    receivers=_POLICE,
    basis=(_rmtj(25), _xftl(47), _zagl(136)),
    consents=Consents.NOBODY,
    outcomes=frozenset({"dealt-with-by-law", "no-violation"}),
    clocks=(ANSWERED, RETURNED_IN_TIME, CONFIRMED),
    traps=NEVER,
    outcome_alone=Reason.VIOLATION_RECORDS_ARE_SEALED,
)

ROWS = (_MEDIATION, _SECOND_MEDIATION, _REFERRAL)
