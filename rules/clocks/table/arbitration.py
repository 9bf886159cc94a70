"""Arbitration (仲裁): labour and personnel disputes, rural land contracts."""

from functools import partial

from rules.articles import Article, Mark, Source
from rules.clocks.rule import Binds, Extension, Ground, Unit
from rules.clocks.table.row import days, row, uncounted, working_days, years

_ldzc = partial(Article, Source.LABOUR_DISPUTES_LAW)
_tdzc = partial(Article, Source.RURAL_LAND_DISPUTES_LAW)

# By these three, five and ten days are working days; known by its title, the article not read.
_RULES_OF_CASES = Article(Source.LABOUR_ARBITRATION_RULES, 0, mark=Mark.LIKELY)

RULES = (
    # The award; (a) to apply, (b) to accept, (c) to serve, (d) the defence, (e) notice of the hearing.
    row(
        "K-63",
        "arbitration-accepted",
        days(45),
        "arbitration-committee",
        _ldzc(43),
        then="may-sue",
        extension=Extension(at_most=15, unit=Unit.CALENDAR_DAYS, approver="committee-chair", is_told=True),
    ),
    row(
        "K-63a",
        "infringement-known",
        years(1),
        "party",
        _ldzc(27),
        binds=Binds.PERSON,
        excludes=(Ground.OBSTACLE,),
    ),
    row(
        "K-63b",
        "arbitration-applied-for",
        working_days(5),
        "arbitration-committee",
        _ldzc(29),
        _RULES_OF_CASES,
        then="may-sue",
        mark=Mark.LIKELY,
        since=Source.LABOUR_ARBITRATION_RULES,
    ),
    row(
        "K-63c",
        "arbitration-accepted",
        working_days(5),
        "arbitration-committee",
        _ldzc(30),
        _RULES_OF_CASES,
        mark=Mark.LIKELY,
        since=Source.LABOUR_ARBITRATION_RULES,
    ),
    row(
        "K-63d",
        "arbitration-application-served",
        working_days(10),
        "respondent",
        _ldzc(30),
        _RULES_OF_CASES,
        binds=Binds.PERSON,
        mark=Mark.LIKELY,
        since=Source.LABOUR_ARBITRATION_RULES,
    ),
    # Five days before the hearing: it runs back from a day that is set, and no clock counts back.
    uncounted("K-63e", "hearing-set", "arbitration-committee", _ldzc(35)),
    # To sue; (a) the employer, to have a final award set aside.
    row(
        "K-64",
        "award-received",
        days(15),
        "party",
        _ldzc(48),
        _ldzc(50),
        then="award-takes-effect",
        binds=Binds.PERSON,
    ),
    row(
        "K-64a",
        "award-received",
        days(30),
        "employer",
        _ldzc(49),
        _ldzc(47),
        then="award-takes-effect",
        binds=Binds.PERSON,
    ),
    # The award; (a) to apply, (b) to accept, (c) to sue.
    row(
        "K-65",
        "arbitration-accepted",
        days(60),
        "arbitration-committee",
        _tdzc(47),
        extension=Extension(at_most=30, unit=Unit.CALENDAR_DAYS, approver="committee-chair", is_told=True),
    ),
    row("K-65a", "infringement-known", years(2), "party", _tdzc(18), binds=Binds.PERSON),
    row("K-65b", "arbitration-applied-for", working_days(5), "arbitration-committee", _tdzc(23)),
    row(
        "K-65c", "award-received", days(30), "party", _tdzc(48), then="award-takes-effect", binds=Binds.PERSON
    ),
)
