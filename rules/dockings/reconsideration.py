"""Administrative reconsideration (行政复议): forwarded if the person agrees."""

from functools import partial

from rules.articles import Article, Source
from rules.dockings.common import CONFIRMED, MEDIATORS, NEVER, trap
from rules.dockings.docking import Body, Consents, Docking, DockingClock, Line, Point, Silence, Trait
from rules.refusals import Reason

_xzfy = partial(Article, Source.RECONSIDERATION_LAW)
_fytl = partial(Article, Source.RECONSIDERATION_REGULATIONS)

# The sixty days (K-66a) may be longer by law, or a year where nobody told of the remedy (XZFY 20, 21). So
# nothing is held back here as too late: the day on which the act became known lies with it, the organ judges.
_REVIEW = Docking(
    code="administrative-review",
    line=Line.RECONSIDERATION,
    senders=MEDIATORS | {Body.PETITION_OFFICE},
    receivers=frozenset({Body.RECONSIDERATION}),
    basis=(*map(_xzfy, (20, 21, 30, 62, 73, 74)), _fytl(36, item=5)),
    consents=Consents.CONCERNED,
    outcomes=frozenset({"decision", "agreement", "withdrawn"}),
    clocks=(
        DockingClock("accept-by", "K-66b", Point.RECEIPT, Point.ACCEPTANCE, Silence.DEEMED_ACCEPTED),
        DockingClock("decide-by", "K-66", Point.ACCEPTANCE, Point.RETURN, Silence.TO_COURT),
        CONFIRMED,
    ),
    documents=("route-card", "act-document", "date-of-knowing"),
    traps=(*NEVER, trap(Reason.PETITION_ACT_IS_NOT_REVIEWED, Trait.PETITION_ACT)),
    extended_by=Consents.NOBODY,
)

ROWS = (_REVIEW,)
