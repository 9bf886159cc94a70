"""Mediation (调解): people's, of the courts, medical, traffic, consumer, labour."""

from functools import partial

from rules.articles import Article, Mark, Source
from rules.clocks.rule import Binds, Extension, Ground, Unit
from rules.clocks.table.row import days, months, row, uncounted, working_days

_rmtj = partial(Article, Source.MEDIATION_LAW)
_tytj = partial(Article, Source.INVITED_MEDIATION_RULES)
_zxtj = partial(Article, Source.ONLINE_MEDIATION_RULES)
_yljf = partial(Article, Source.MEDICAL_DISPUTES_REGULATIONS)
_jtsg = partial(Article, Source.TRAFFIC_ACCIDENT_PROCEDURE)
_sjts = partial(Article, Source.MARKET_COMPLAINTS_RULES)

_BY_AGREEMENT = Extension(at_most=None, unit=Unit.CALENDAR_DAYS, times=None, approver="parties")
_BY_AGREEMENT_IN_WORKING_DAYS = Extension(
    at_most=None, unit=Unit.WORKING_DAYS, times=None, approver="parties"
)

RULES = (
    # About one month: the text is certain, its validity is not, and so the month is the general practice.
    # The edition of a county sets days of its own, as policy.
    row(
        "K-40",
        "mediation-accepted",
        months(1),
        "mediation-committee",
        Article(Source.MEDIATION_WORK_PROVISIONS, 33),
        _rmtj(26),
        then="mediation-ends",
        excludes=(Ground.APPRAISAL,),
        extension=_BY_AGREEMENT,
        mark=Mark.LIKELY,
    ),
    # An instant, from which K-44 runs.
    uncounted(
        "K-41", "agreement-concluded", "parties", _rmtj(29), _rmtj(30), then="confirmation-period-begins"
    ),
    uncounted("K-42", "agreement-effective", "mediation-committee", _rmtj(31), then="performance-urged"),
    uncounted("K-43", "danger-found", "mediator", _rmtj(25), then="mediator-accountable"),
    row(
        "K-48",
        "assignment-signed-for",
        days(30),
        "mediator",
        _tytj(27),
        _zxtj(24),
        _zxtj(26),
        then="returned-to-court",
        excludes=(Ground.APPRAISAL,),
        extension=_BY_AGREEMENT,
    ),
    # In ordinary and (a) in summary procedure.
    row(
        "K-49",
        "assignment-signed-for",
        days(15),
        "mediator",
        _tytj(27),
        _zxtj(24),
        then="trial-resumes",
        extension=_BY_AGREEMENT,
    ),
    row(
        "K-49a",
        "assignment-signed-for",
        days(7),
        "mediator",
        _tytj(27),
        _zxtj(24),
        then="trial-resumes",
        extension=_BY_AGREEMENT,
    ),
    row(
        "K-50", "mediation-message-received", working_days(3), "mediator", _zxtj(12), then="another-appointed"
    ),
    # The court names; (a) the parties choose, from their agreeing to mediate online.
    row("K-51", "online-mediation-applied-for", working_days(3), "court", _zxtj(10, 3)),
    row(
        "K-51a",
        "online-mediation-agreed",
        working_days(2),
        "parties",
        _zxtj(10, 2),
        then="court-designates",
        binds=Binds.PERSON,
    ),
    row("K-52", "assignment-signed-for", working_days(3), "mediator", _zxtj(15), then="returned-to-court"),
    row(
        "K-56",
        "mediation-accepted",
        working_days(30),
        "medical-mediation-committee",
        _yljf(38),
        then="counts-as-failed",
        excludes=(Ground.APPRAISAL,),
        extension=_BY_AGREEMENT_IN_WORKING_DAYS,
    ),
    # The mediation; (a) whether to accept.
    row(
        "K-57",
        "mediation-accepted",
        working_days(30),
        "health-authority",
        _yljf(40, 3),
        then="counts-as-failed",
        excludes=(Ground.APPRAISAL,),
    ),
    row("K-57a", "mediation-applied-for", working_days(5), "health-authority", _yljf(40, 2)),
    # After the certificate; (a) after a failed people's mediation.
    row(
        "K-58",
        "certificate-received",
        days(10),
        "parties-together",
        _jtsg(85),
        _jtsg(86),
        then="may-sue",
        binds=Binds.PERSON,
    ),
    row(
        "K-58a",
        "peoples-mediation-failed",
        days(3),
        "parties-together",
        _jtsg(85),
        _jtsg(86),
        then="may-sue",
        binds=Binds.PERSON,
    ),
    row(
        "K-59", "traffic-mediation-started", days(10), "traffic-police", _jtsg(90), then="termination-notice"
    ),
    # To ask; (a) to decide.
    row("K-60", "certificate-received", days(3), "party", _jtsg(71), binds=Binds.PERSON),
    row("K-60a", "recheck-accepted", days(30), "higher-traffic-police", _jtsg(74)),
    # The mediation; (a) whether to accept; (b) to tell that it ended.
    row(
        "K-61",
        "consumer-complaint-accepted",
        working_days(45),
        "market-authority",
        _sjts(21),
        _sjts(20),
        then="mediation-ends",
        excludes=(Ground.TESTING, Ground.APPRAISAL),
        mark=Mark.VERIFY,
    ),
    row(
        "K-61a",
        "consumer-complaint-received",
        working_days(7),
        "market-authority",
        _sjts(14),
        Article(Source.CONSUMER_LAW, 46),
        mark=Mark.VERIFY,
    ),
    row(
        "K-61b", "consumer-mediation-ended", working_days(7), "market-authority", _sjts(21), mark=Mark.VERIFY
    ),
    row(
        "K-62",
        "mediation-applied-for",
        days(15),
        "labour-mediation-body",
        Article(Source.LABOUR_DISPUTES_LAW, 14, 3),
        then="may-arbitrate",
    ),
)
