"""Trades (专调对接): each trade with the clocks, blocks and numbers of people that its own law has.

What the market authority must do in consumer complaints (K-61) is to be verified and off: the county's own
limits stand until then.
"""

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
    WHERE_MEDIATED,
    WHERE_PETITIONED,
    trap,
)
from rules.dockings.docking import Body, Consents, Docking, DockingClock, Line, Point, Silence, Trait
from rules.refusals import Reason

_rmtj = partial(Article, Source.MEDIATION_LAW)
_xftl = partial(Article, Source.PETITION_REGULATIONS)
_yljf = partial(Article, Source.MEDICAL_DISPUTES_REGULATIONS)
_jtsg = partial(Article, Source.TRAFFIC_ACCIDENT_PROCEDURE)
_sstj = partial(Article, Source.COMMERCIAL_MEDIATION_REGULATIONS)
_ldzc = partial(Article, Source.LABOUR_DISPUTES_LAW)

# 行业性、专业性人民调解: property, housing, construction, finance and whatever has no clock of its own.
_PROFESSIONAL = Docking(
    code="professional-mediation",
    line=Line.PROFESSIONAL,
    senders=OF_PETITIONS | {Body.MEDIATION},
    receivers=frozenset({Body.PROFESSIONAL}),
    basis=(_rmtj(34), _rmtj(17), _xftl(33)),
    consents=Consents.EVERYBODY,
    outcomes=MEDIATED,
    clocks=(ANSWERED, MEDIATED_IN_TIME, CONFIRMED),
    returns=MEDIATION_PAPERS,
    traps=WHERE_PETITIONED,
    opens="dispute",
)

# 医疗纠纷: the committee, in thirty working days; or the health authority, which accepts or not in five.
_MEDICAL_TRAPS = (*WHERE_PETITIONED, trap(Reason.MEDICAL_DISPUTE_IS_ELSEWHERE, Trait.ACCEPTED_ELSEWHERE))
_MEDICAL = replace(
    _PROFESSIONAL,
    code="medical-mediation",
    basis=(_yljf(22), _yljf(30), _yljf(31), _yljf(38)),
    clocks=(
        ANSWERED,
        DockingClock("mediate-by", "K-56", Point.ACCEPTANCE, Point.RETURN, Silence.AGREED_OR_RETURNED),
        CONFIRMED,
    ),
    traps=_MEDICAL_TRAPS,
    at_most_a_side=5,
)
_MEDICAL_ADMINISTRATIVE = replace(
    _MEDICAL,
    code="medical-administrative-mediation",
    senders=OF_PETITIONS,
    receivers=frozenset({Body.DEPARTMENT}),
    basis=(_yljf(22), _yljf(30), _yljf(31), _yljf(40)),
    clocks=(
        DockingClock("accept-by", "K-57a", Point.RECEIPT, Point.ACCEPTANCE),
        DockingClock("mediate-by", "K-57", Point.ACCEPTANCE, Point.RETURN),
        CONFIRMED,
    ),
    opens=None,
)

# 道路交通事故: after a failed people's mediation all of them apply to the traffic police, in three days.
_TRAFFIC = Docking(
    code="traffic-mediation",
    line=Line.PROFESSIONAL,
    senders=MEDIATORS,
    receivers=frozenset({Body.POLICE}),
    basis=(_jtsg(85), _jtsg(86), _jtsg(90), Article(Source.ROAD_SAFETY_LAW, 74)),
    consents=Consents.JOINTLY,
    outcomes=MEDIATED,
    clocks=(
        ANSWERED,
        DockingClock("mediate-by", "K-59", Point.ACCEPTANCE, Point.RETURN, Silence.TO_COURT),
        CONFIRMED,
    ),
    documents=("joint-application",),
    returns={"agreement": ("agreement",)},
    traps=(*WHERE_MEDIATED, trap(Reason.ACCIDENT_IS_BEFORE_A_COURT, Trait.ACCEPTED_ELSEWHERE)),
    within="K-58a",
    at_most_a_side=3,
)

# 消费纠纷: the market authority, or the consumers' association.
_CONSUMER = replace(
    _PROFESSIONAL,
    code="consumer-mediation",
    senders=OF_PETITIONS,
    receivers=frozenset({Body.DEPARTMENT, Body.PROFESSIONAL}),
    basis=(Article(Source.CONSUMER_LAW, 46), _xftl(33)),
    opens=None,
)

# 商事调解: a licensed organisation, by its own rules.
_COMMERCIAL = replace(
    _PROFESSIONAL,
    code="commercial-mediation",
    basis=(_sstj(2), _sstj(15), _sstj(16), _sstj(19)),
    traps=(*WHERE_PETITIONED, trap(Reason.NOT_A_COMMERCIAL_DISPUTE, Trait.FAMILY_LABOUR_CONSUMER)),
    opens=None,
)

# 劳动争议调解: the basic committees; fifteen days from the receipt, then arbitration.
_LABOUR = replace(
    _PROFESSIONAL,
    code="labour-mediation",
    senders=OF_PETITIONS,
    receivers=MEDIATORS,
    basis=(_ldzc(10), _ldzc(14)),
    clocks=(
        ANSWERED,
        DockingClock("mediate-by", "K-62", Point.RECEIPT, Point.RETURN, Silence.TO_ARBITRATION),
        CONFIRMED,
    ),
)

ROWS = (_PROFESSIONAL, _MEDICAL, _MEDICAL_ADMINISTRATIVE, _TRAFFIC, _CONSUMER, _COMMERCIAL, _LABOUR)
