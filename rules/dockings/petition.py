"""Petitions (访调对接): to whoever mediates; the petition's own clocks run on."""

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
    OF_PETITIONS,
    WHERE_PETITIONED,
)
from rules.dockings.docking import Body, Consents, Docking, Line

_rmtj = partial(Article, Source.MEDIATION_LAW)
_xftl = partial(Article, Source.PETITION_REGULATIONS)

_MEDIATION = Docking(
    code="petition-mediation",
    line=Line.PETITION,
    senders=OF_PETITIONS,
    receivers=MEDIATORS,
    basis=(_xftl(33), _xftl(37), _rmtj(17)),
    consents=Consents.EVERYBODY,
    outcomes=MEDIATED,
    clocks=(ANSWERED, MEDIATED_IN_TIME, CONFIRMED),
    documents=("petition-registration", "transfer-letter", "evidence-list"),
    returns=MEDIATION_PAPERS,
    traps=WHERE_PETITIONED,
    opens="dispute",
)

# 行政调解: the organ mediates itself, and begins no dispute of a committee.
_ADMINISTRATIVE_MEDIATION = replace(
    _MEDIATION,
    code="administrative-mediation",
    receivers=frozenset({Body.DEPARTMENT}),
    basis=(_xftl(33), _xftl(37)),
    opens=None,
)

ROWS = (_MEDIATION, _ADMINISTRATIVE_MEDIATION)
