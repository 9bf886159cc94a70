"""Courts (法院): judicial confirmation, filing, suits, protection orders, retrial, limitation."""

from functools import partial

from rules.articles import Article, Mark, Source
from rules.clocks.rule import Binds, Extension, Ground, Unit
from rules.clocks.table.row import days, hours, months, row, years

_mss = partial(Article, Source.CIVIL_PROCEDURE_LAW)
_msjs = partial(Article, Source.CIVIL_PROCEDURE_INTERPRETATION)
_sfqr = partial(Article, Source.CONFIRMATION_PROVISIONS)
_xzss = partial(Article, Source.ADMINISTRATIVE_PROCEDURE_LAW)
_fjtb = partial(Article, Source.DOMESTIC_VIOLENCE_LAW)

RULES = (
    # The thirty days stand in the mediation law too, and have held since then.
    row(
        "K-44",
        "agreement-effective",
        days(30),
        "parties-together",
        _mss(205),
        Article(Source.MEDIATION_LAW, 33),
        then="only-suit-remains",
        binds=Binds.PERSON,
        since=Source.MEDIATION_LAW,
    ),
    # That these are calendar days is likely.
    row("K-45", "confirmation-applied-for", days(3), "court", _sfqr(4), mark=Mark.LIKELY),
    # The target of the provisions on confirmation; (a) the limit of the special procedure.
    row(
        "K-46",
        "confirmation-accepted",
        days(15),
        "court",
        _sfqr(5),
        excludes=(Ground.SUPPLEMENT,),
        extension=Extension(at_most=10, unit=Unit.CALENDAR_DAYS, approver="court-president"),
    ),
    row(
        "K-46a",
        "confirmation-accepted",
        days(30),
        "court",
        _mss(187),
        excludes=(Ground.SUPPLEMENT,),
        extension=Extension(at_most=None, unit=Unit.CALENDAR_DAYS, times=None, approver="court-president"),
    ),
    # A party; (a) an interested person.
    row(
        "K-47",
        "confirmation-ruling-received",
        days(15),
        "party",
        _msjs(372),
        then="ruling-stands",
        binds=Binds.PERSON,
    ),
    row(
        "K-47a",
        "infringement-known",
        months(6),
        "interested-person",
        _msjs(372),
        then="ruling-stands",
        binds=Binds.PERSON,
    ),
    # From the complaint; (a) anew from the day on which what was missing is handed in.
    row("K-53", "complaint-received", days(7), "court", _mss(126), then="not-accepted-appealable"),
    row(
        "K-53a",
        "complaint-supplemented",
        days(7),
        "court",
        _mss(126),
        _msjs(126),
        then="not-accepted-appealable",
    ),
    # The plaintiff; (a) the organ that was asked to act; (b) the plaintiff, against a decision on land.
    row(
        "K-67",
        "act-known",
        months(6),
        "plaintiff",
        _xzss(46),
        _xzss(48),
        then="barred",
        binds=Binds.PERSON,
        excludes=(Ground.OBSTACLE,),
    ),
    row("K-67a", "duty-requested", months(2), "competent-organ", _xzss(47), then="may-sue"),
    row(
        "K-67b",
        "land-decision-received",
        days(30),
        "plaintiff",
        Article(Source.LAND_LAW, 14),
        Article(Source.FOREST_LAW, 22),
        _xzss(48),
        then="barred",
        binds=Binds.PERSON,
        excludes=(Ground.OBSTACLE,),
    ),
    # To decide; (a) to decide when it is urgent; (b) the order's life, which a holiday does not lengthen.
    row("K-70", "protection-order-applied-for", hours(72), "court", _fjtb(28)),
    row("K-70a", "protection-order-applied-for", hours(24), "court", _fjtb(28)),
    row("K-70b", "protection-order-made", months(6), "court", _fjtb(30), rolls=False),
    # To apply to the court; (a) for the procuratorate to decide.
    row("K-75", "judgment-effective", months(6), "party", _mss(216), binds=Binds.PERSON),
    row(
        "K-75a",
        "procuratorate-applied-to",
        months(3),
        "procuratorate",
        _mss(220),
        then="no-second-application",
    ),
    # Suspending a limitation does not leave days out: it leaves six months after the obstacle. So no ground
    # is named here; an interruption begins a new clock.
    row("K-76", "performance-due", years(2), "creditor", _mss(250), binds=Binds.PERSON),
    row(
        "K-77",
        "infringement-known",
        years(3),
        "claimant",
        Article(Source.CIVIL_CODE, 188),
        Article(Source.LIMITATION_PROVISIONS, 12),
        then="limitation-defence",
        binds=Binds.PERSON,
    ),
)
