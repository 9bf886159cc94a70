"""Agencies (行政机关及其他机构): police, reconsideration, labour, legal aid, notary, information and data."""

from functools import partial

from rules.articles import Article, Mark, Source
from rules.clocks.rule import Binds, Extension, Ground, Unit
from rules.clocks.table.row import days, hours, row, working_days, years

_zagl = partial(Article, Source.PUBLIC_SECURITY_LAW)
_xzcx = partial(Article, Source.POLICE_PROCEDURE)
_xzfy = partial(Article, Source.RECONSIDERATION_LAW)
_fytl = partial(Article, Source.RECONSIDERATION_REGULATIONS)
_flyz = partial(Article, Source.LEGAL_AID_LAW)
_ldjc = partial(Article, Source.LABOUR_INSPECTION_REGULATIONS)
_gsbx = partial(Article, Source.WORK_INJURY_REGULATIONS)
_zxqy = partial(Article, Source.SMALL_FIRMS_REGULATIONS)
_zwsj = partial(Article, Source.DATA_SHARING_REGULATIONS)

_BY_HIGHER_POLICE = Extension(at_most=30, unit=Unit.CALENDAR_DAYS, times=2, approver="next-higher-police")
_RECONSIDERATION = (_xzfy(62), _xzfy(39), _fytl(45), _fytl(46))
_OUT_OF_RECONSIDERATION = (Ground.PROCEEDING_SUSPENDED, Ground.SITE_INSPECTION, Ground.APPRAISAL)

RULES = (
    row("K-54", "first-session-held", working_days(7), "police", _xzcx(183), then="decided-by-law"),
    # From the opening; (a) of a mediated case, from the failure or the breach.
    row(
        "K-55",
        "case-opened",
        days(30),
        "police",
        _zagl(118),
        excludes=(Ground.APPRAISAL, Ground.HEARING),
        extension=_BY_HIGHER_POLICE,
    ),
    row(
        "K-55a",
        "mediation-failed-or-breached",
        days(30),
        "police",
        _zagl(118),
        _xzcx(185),
        excludes=(Ground.APPRAISAL, Ground.HEARING),
        extension=_BY_HIGHER_POLICE,
    ),
    # The decision; (a) to apply, (b) to accept, (c) the decision in summary procedure, (d) to sue.
    row(
        "K-66",
        "reconsideration-accepted",
        days(60),
        "reconsideration-organ",
        *_RECONSIDERATION,
        then="may-sue",
        excludes=_OUT_OF_RECONSIDERATION,
        extension=Extension(
            at_most=30, unit=Unit.CALENDAR_DAYS, approver="reconsideration-head", is_told=True
        ),
    ),
    row(
        "K-66a",
        "act-known",
        days(60),
        "applicant",
        _xzfy(20),
        binds=Binds.PERSON,
        excludes=(Ground.OBSTACLE,),
    ),
    row(
        "K-66b",
        "reconsideration-applied-for",
        working_days(5),
        "reconsideration-organ",
        _xzfy(30),
        _xzfy(88),
        then="deemed-accepted",
    ),
    row(
        "K-66c",
        "reconsideration-accepted",
        days(30),
        "reconsideration-organ",
        *_RECONSIDERATION,
        then="may-sue",
        excludes=_OUT_OF_RECONSIDERATION,
    ),
    row(
        "K-66d",
        "reconsideration-decision-received",
        days(15),
        "applicant",
        Article(Source.ADMINISTRATIVE_PROCEDURE_LAW, 45),
        binds=Binds.PERSON,
    ),
    # To decide; (a) to assign somebody; (b) for the justice authority, on an objection. That these are
    # calendar days is likely.
    row(
        "K-68",
        "legal-aid-applied-for",
        days(7),
        "legal-aid-body",
        _flyz(43),
        excludes=(Ground.SUPPLEMENT,),
        mark=Mark.LIKELY,
    ),
    row("K-68a", "legal-aid-granted", days(3), "legal-aid-body", _flyz(43), mark=Mark.LIKELY),
    row("K-68b", "objection-received", days(5), "justice-authority", _flyz(49), mark=Mark.LIKELY),
    row(
        "K-69",
        "notarization-accepted",
        working_days(15),
        "notary-office",
        Article(Source.NOTARY_LAW, 30),
        excludes=(Ground.OBSTACLE, Ground.SUPPLEMENT, Ground.VERIFICATION),
    ),
    # The investigation; (a) after which a violation nobody found or reported is let be.
    row(
        "K-71",
        "case-opened",
        working_days(60),
        "labour-authority",
        _ldjc(17),
        extension=Extension(at_most=30, unit=Unit.WORKING_DAYS, approver="head-of-organ"),
    ),
    row("K-71a", "violation-committed", years(2), "labour-authority", _ldjc(20), then="not-pursued"),
    # The recognition; to apply for it (a) the employer, (b) the worker; (c) the recognition in clear cases;
    # (d) the appraisal of ability; (e) to ask for another appraisal.
    row(
        "K-72",
        "recognition-accepted",
        days(60),
        "social-insurance-authority",
        _gsbx(20),
        excludes=(Ground.CONCLUSION_AWAITED,),
    ),
    row("K-72a", "injury-occurred", days(30), "employer", _gsbx(17, 1), binds=Binds.PERSON),
    row("K-72b", "injury-occurred", years(1), "worker", _gsbx(17, 2), binds=Binds.PERSON),
    row(
        "K-72c",
        "recognition-accepted",
        days(15),
        "social-insurance-authority",
        _gsbx(20, 2),
        excludes=(Ground.CONCLUSION_AWAITED,),
    ),
    row(
        "K-72d",
        "appraisal-applied-for",
        days(60),
        "appraisal-committee",
        _gsbx(25, 2),
        extension=Extension(at_most=30, unit=Unit.CALENDAR_DAYS, approver="itself"),
    ),
    row(
        "K-72e",
        "appraisal-received",
        days(15),
        "employer-or-worker",
        _gsbx(26),
        then="provincial-appraisal-final",
        binds=Binds.PERSON,
    ),
    row(
        "K-73",
        "information-applied-for",
        working_days(20),
        "information-organ",
        Article(Source.INFORMATION_REGULATIONS, 33),
        _xzfy(23),
        then="reconsideration-first",
        excludes=(Ground.CONSULTATION,),
        extension=Extension(
            at_most=20, unit=Unit.WORKING_DAYS, approver="information-office-head", is_told=True
        ),
    ),
    # The handling, ninety days at most; (a) to pass the complaint on.
    row(
        "K-74",
        "payment-complaint-passed-on",
        days(30),
        "complaint-handler",
        _zxqy(25, 2),
        then="supervision-letter",
        extension=Extension(at_most=60, unit=Unit.CALENDAR_DAYS, approver="head-of-organ"),
    ),
    row("K-74a", "payment-complaint-accepted", working_days(10), "complaint-acceptor", _zxqy(25, 1)),
    row("K-78", "other-police-competent", hours(24), "police", _xzcx(61)),
    # Data shared with everybody; (a) on conditions; (b) to supply; (c) to correct; (d) to keep the records.
    row("K-79", "data-requested", working_days(1), "data-provider", _zwsj(21, 1), then="ordered-to-correct"),
    row(
        "K-79a",
        "data-requested",
        working_days(10),
        "data-provider",
        _zwsj(21, 1),
        then="ordered-to-correct",
        extension=Extension(
            at_most=10, unit=Unit.WORKING_DAYS, approver="data-sharing-authority", is_told=True
        ),
    ),
    row("K-79b", "sharing-agreed", working_days(20), "data-provider", _zwsj(22), then="ordered-to-correct"),
    row(
        "K-79c",
        "data-correction-requested",
        working_days(10),
        "data-provider",
        _zwsj(26),
        then="ordered-to-correct",
    ),
    row("K-79d", "record-made", years(3), "data-user", _zwsj(29), then="ordered-to-correct"),
    row(
        "K-80",
        "record-made",
        years(3),
        "personal-information-handler",
        Article(Source.PERSONAL_INFORMATION_LAW, 56),
    ),
)
