"""Petitions (信访): from the receipt to the end of the procedure, and the supervision over it."""

from functools import partial

from rules.articles import Article, Mark, Source
from rules.clocks.rule import Binds, Extension, Ground, Unit
from rules.clocks.table.row import days, row, uncounted, working_days

_xftl = partial(Article, Source.PETITION_REGULATIONS)
_jybl = partial(Article, Source.SIMPLIFIED_HANDLING)
_zjxf = partial(Article, Source.ZHEJIANG_PETITION_REGULATIONS)

_RESIDUAL = _xftl(31, item=6)  # what no other statutory procedure takes
_BY_LEVEL = Article(Source.STATE_BUREAU_DOCUMENT, 0, mark=Mark.VERIFY)
_SIMPLIFIED = Article(Source.SIMPLIFIED_HANDLING, 0, mark=Mark.LIKELY)
_ACCUSATIONS = (Article(Source.DISCIPLINE_RULES, 0, mark=Mark.LIKELY), _xftl(30))
_VISITS = Article(Source.PUJIANG_VISITS, 0)
_SATISFACTION = Article(Source.SATISFACTION_MEASURES, 0, mark=Mark.VERIFY)

RULES = (
    uncounted(
        "K-01", "petition-received", "receiving-organ", _xftl(22), _xftl(23), then="ordered-to-correct"
    ),
    row("K-02", "petition-received", days(15), "petition-department", _xftl(22), then="ordered-to-correct"),
    # How the fifteen days are split by level is an inner target of the agencies; off, and the unit not said.
    row("K-02a", "level-received", days(5), "state-bureau", _BY_LEVEL, mark=Mark.VERIFY, rolls=False),
    row("K-02b", "level-received", days(3), "province-bureau", _BY_LEVEL, mark=Mark.VERIFY, rolls=False),
    row("K-02c", "level-received", days(3), "city-bureau", _BY_LEVEL, mark=Mark.VERIFY, rolls=False),
    row("K-02d", "level-received", days(4), "county-bureau", _BY_LEVEL, mark=Mark.VERIFY, rolls=False),
    row(
        "K-03",
        "petition-received-directly",
        days(15),
        "receiving-organ",
        _xftl(23, 2),
        then="ordered-to-correct",
    ),
    row("K-04", "transfer-received", days(15), "receiving-organ", _xftl(23, 3), then="ordered-to-correct"),
    row(
        "K-05",
        "transfer-received",
        working_days(5),
        "receiving-organ",
        _xftl(23, 3),
        then="matter-is-its-own",
    ),
    uncounted("K-06", "assignment-received", "handling-organ", _xftl(22, 1, 3), then="supervision"),
    row(
        "K-07",
        "petition-accepted",
        days(60),
        "handling-organ",
        _xftl(34),
        _RESIDUAL,
        then="supervision-and-correction",
        extension=Extension(at_most=30, unit=Unit.CALENDAR_DAYS, approver="head-of-organ", is_told=True),
    ),
    # The extension of K-07 ("once" is likely, not read). Its days are counted there, from the acceptance.
    uncounted("K-08", "extension-sought", "head-of-organ", _xftl(34), then="supervision-and-correction"),
    # A hearing does not stop K-07: the text leaves its time out of K-13 alone.
    uncounted("K-09", "hearing-held", "handling-organ", _RESIDUAL, _xftl(36, 2)),
    row(
        "K-10",
        "reply-received",
        days(30),
        "petitioner",
        _xftl(35),
        then="no-further-acceptance",
        binds=Binds.PERSON,
    ),
    row("K-11", "review-requested", days(30), "next-higher-organ", _xftl(35), then="ordered-to-correct"),
    row(
        "K-12",
        "review-opinion-received",
        days(30),
        "petitioner",
        _xftl(36, 1),
        then="no-further-acceptance",
        binds=Binds.PERSON,
    ),
    row(
        "K-13",
        "re-review-requested",
        days(30),
        "organ-above-review",
        _xftl(36),
        then="ordered-to-correct",
        excludes=(Ground.HEARING,),
    ),
    uncounted(
        "K-14",
        "re-review-opinion-served",
        "all-organs",
        _xftl(36, 3),
        _xftl(37, 3),
        then="no-further-acceptance",
    ),
    uncounted("K-15", "urgent-matter-known", "all-organs", _xftl(25), then="concealment-punished"),
    # Not a period: at most five representatives.
    uncounted("K-16", "joint-visit", "petitioners", _xftl(20, 3), then="persuasion"),
    # Not a period of its own: it ends with the one that is running.
    uncounted("K-17", "filed-upward-while-pending", "higher-organ", _xftl(19, 3)),
    uncounted("K-18", "competence-disputed", "common-superior", _xftl(24)),
    row(
        "K-19",
        "petition-received",
        working_days(1),
        "each-level",
        _SIMPLIFIED,
        then="ordinary-procedure",
        mark=Mark.LIKELY,
    ),
    row(
        "K-20",
        "petition-received",
        working_days(3),
        "handling-organ",
        _SIMPLIFIED,
        then="ordinary-procedure",
        mark=Mark.LIKELY,
    ),
    row(
        "K-21",
        "petition-accepted",
        working_days(10),
        "handling-organ",
        _SIMPLIFIED,
        then="ordinary-procedure",
        mark=Mark.LIKELY,
    ),
    # Not a period: what may be handled in the simplified way.
    uncounted("K-22", "petition-received", "handling-organ", _jybl(4), _jybl(5)),
    uncounted("K-23", "suggestion-received", "handling-organ", _xftl(29)),
    # The working rules are known by their summary: acceptance told, then (a) the result told.
    row("K-24", "accusation-received", working_days(15), "discipline-organ", *_ACCUSATIONS, mark=Mark.LIKELY),
    row(
        "K-24a", "accusation-completed", working_days(15), "discipline-organ", *_ACCUSATIONS, mark=Mark.LIKELY
    ),
    # Passed on within K-02; no sixty days run.
    uncounted("K-25", "litigation-letter-received", "petition-department", _xftl(22, 2), _xftl(28, 2)),
    uncounted("K-26", "matter-registered", "all-organs", _xftl(21, 2), then="ordered-to-correct"),
    # The meeting sets the time.
    uncounted("K-27", "leader-visit-held", "visiting-leader", _VISITS, then="supervision"),
    uncounted("K-28", "supervision-ground-found", "petition-department", _xftl(40, 1)),
    # Not a period: on which grounds.
    uncounted(
        "K-29",
        "supervision-ground-found",
        "petition-department",
        _xftl(40, 1),
        then="improvement-recommended",
    ),
    # The article names no number (that of 2005, repealed, named thirty): thirty is policy, an inner target.
    row(
        "K-30",
        "recommendation-received",
        days(30),
        "addressee",
        _xftl(40, 4),
        then="neglect-is-a-fault",
        mark=Mark.POLICY,
        rolls=False,
    ),
    uncounted("K-31", "serious-consequences-found", "petition-department", _xftl(40, 3)),
    # Every year; no day of the year is named.
    uncounted("K-32", "every-year", "petition-department", _xftl(41)),
    uncounted("K-33", "shortcoming-found", "joint-meeting", _xftl(39, 3)),
    row(
        "K-34",
        "evaluation-opened",
        days(30),
        "petitioner",
        _SATISFACTION,
        then="counts-as-not-evaluated",
        binds=Binds.PERSON,
        mark=Mark.VERIFY,
    ),
    # Stricter, in Zhejiang; whether it still holds is to be verified. (a) Handling. Its number of
    # representatives is no period.
    row("K-35", "petition-received", working_days(5), "zhejiang-organ", _zjxf(15), mark=Mark.VERIFY),
    row(
        "K-35a",
        "petition-accepted",
        days(30),
        "zhejiang-organ",
        _zjxf(20),
        extension=Extension(at_most=60, unit=Unit.CALENDAR_DAYS, approver="not-named"),
        mark=Mark.VERIFY,
    ),
)
