"""The commands about time (期限命令): deadline, clocks, calendar, retrospect, edition apply."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from counties import calendars
from desk import almanac, clock_tables, publishing
from desk import retrospect as looking_back
from desk.almanac import Almanac
from desk.sheets import read
from desk.terminal import FOUND, REFUSED, SENSELESS, As, AsJson, Stopped, Url, at, failures, out, show
from desk.town import DISPATCHER
from desk.words import say
from rules.calendar import WorkingCalendar
from rules.clocks.clock import Clock
from rules.clocks.describing import FIELDS, LANGUAGES, described, field_of, in_words
from rules.clocks.enquiry import BadEnquiry, Enquiry, clock_asked
from rules.clocks.rule import ClockRule
from rules.clocks.telling import clock_explained, clock_told
from rules.instants import legal_day
from rules.refusals import Refused
from rules.words import say as house_says
from rules.words.explaining import cited

calendar_app = typer.Typer(help="工作日历 working calendars", no_args_is_help=True)

ClockId = Annotated[str, typer.Argument(metavar="CLOCK", help="期限编号 K-05; fengqiao clocks lists them")]
OfEdition = Annotated[
    str | None, typer.Option("--edition", metavar="EDITION", help="按该版本的规则和日历 demo/2026.1")
]
OnCalendar = Annotated[str | None, typer.Option("--calendar", metavar="SERIES", help="按该日历 china")]
Offline = Annotated[bool, typer.Option("--offline", help="不查询正在运行的系统 ask no running system")]


def deadline(
    clock: ClockId,
    start: Annotated[str, typer.Argument(metavar="DATE", help="起算日 2026-02-11")],
    *,
    time: Annotated[str | None, typer.Option("--at", metavar="HH:MM", help="起算时刻 at what time")] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FROM..TO", help="扣除的期间，含首尾两日；可写作 事由:FROM..TO；可重复 days left out"
        ),
    ] = None,
    extend: Annotated[
        list[int] | None, typer.Option(metavar="N", help="延长多久，单位同规则；可重复 longer by")
    ] = None,
    extended_on: Annotated[
        str | None, typer.Option(metavar="DATE", help="批准延长之日 when that was approved")
    ] = None,
    edition: OfEdition = None,
    calendar: OnCalendar = None,
    url: Url = "",
    offline: Offline = False,
    as_json: AsJson = False,
) -> None:
    """到期日及其算法。When a period ends, and how that comes about."""
    asked = Enquiry(start, time, tuple(exclude or ()), tuple(extend or ()), extended_on)
    with failures():
        book = almanac.almanac(edition, calendar, url, offline=offline)
        rule = _counted(book.rule(clock))
        its = _asked(rule, book.calendar, asked)
        told = {**clock_told(its, rule, book.calendar, book.closing), "calendar": book.calendar.version}
    show(told, lambda: _draw(told, its, rule, book), as_json=as_json)


def clocks(
    *,
    field: Annotated[str | None, typer.Option(help=f"领域 only this field: {' '.join(FIELDS)}")] = None,
    edition: OfEdition = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="输出 Markdown")] = False,
    as_json: AsJson = False,
) -> None:
    """期限规则表。The table of periods: how long, from what, for whom, on what basis, in use or why not."""
    with failures():
        rules = list(almanac.almanac(edition, offline=True).rules.values())
        if field is not None:
            if field not in FIELDS:
                raise Stopped(say("unknown-field", field=field, known=", ".join(FIELDS)), SENSELESS)
            rules = [rule for rule in rules if field_of(rule) == field]
    rows = [described(rule) for rule in rules]
    if markdown:
        typer.echo(clock_tables.document(rows))
    else:
        show(rows, lambda: clock_tables.draw_rules(out, rows), as_json=as_json)


@calendar_app.command(name="show")
def calendar_show(
    year: Annotated[int, typer.Argument(metavar="YEAR", min=1950, max=2199)],
    *,
    series: Annotated[str, typer.Option(help=" ".join(calendars.series()))] = calendars.CHINA,
    url: Url = "",
    offline: Offline = False,
    as_json: AsJson = False,
) -> None:
    """一年的放假安排。One year: its days off, its make-up workdays, where it comes from, published or not."""
    with failures():
        book = almanac.almanac(None, series, url, offline=offline)
    plain = clock_tables.year(book, year)
    show(plain, lambda: clock_tables.draw_year(out, plain), as_json=as_json)


@calendar_app.command(name="publish")
def calendar_publish(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="年度放假安排 a year's notice, TOML")],
    *,
    reason: Annotated[str, typer.Option(help="理由，默认为来源 why; else its source")] = "",
    url: Url = "",
    person: As = DISPATCHER,
    as_json: AsJson = False,
) -> None:
    """提请公布一年的放假安排，由另一人同意后公布。Propose a year's notice; another person approves it."""
    with failures():
        text = _notice(file)
        result = at(url, lambda caller: publishing.propose_calendar(caller, person, text, reason))
    show(result, lambda: clock_tables.draw_proposed(out, result), as_json=as_json)


def edition_apply(
    edition: Annotated[str, typer.Argument(metavar="EDITION", help="demo/2026.2")],
    *,
    reason: Annotated[str, typer.Option(help="理由 why")],
    url: Url = "",
    person: As = DISPATCHER,
    as_json: AsJson = False,
) -> None:
    """提请把版本中适用于在办案件的规则送达每一件。Propose an edition's rules for open cases."""
    with failures(edition=edition):
        result = at(url, lambda caller: publishing.propose_rules(caller, person, edition, reason))
    show(result, lambda: clock_tables.draw_proposed(out, result), as_json=as_json)


def retrospect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV 或 XLSX 文件 a CSV or XLSX file")],
    *,
    clock: Annotated[str, typer.Option(metavar="CLOCK", help="期限编号 K-07")],
    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help="列名=字段: id registered answered"),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="截至该日，默认今日 as known at the end of that day")
    ] = None,
    encoding: Annotated[str | None, typer.Option(help="字符编码，默认自动识别 else recognised")] = None,
    edition: OfEdition = None,
    calendar: OnCalendar = None,
    url: Url = "",
    offline: Offline = False,
    as_json: AsJson = False,
) -> None:
    """按一项期限回看已经过去的事项。Past matters under a clock: on time, late, open, and how many days."""
    with failures():
        book = almanac.almanac(edition, calendar, url, offline=offline)
        rule = _counted(book.rule(clock))
        sheet = read(file, encoding)
        mapping = looking_back.mapping_of(sheet.headings, mapped or ())
        until = legal_day(datetime.now(UTC)) if as_of is None else _day(as_of)
        report = looking_back.looked_back(sheet.rows, mapping, rule, book.calendar, until)
        report["calendar"] = book.calendar.version
    show(report, lambda: clock_tables.draw_retrospect(out, report), as_json=as_json)
    if report["bad"]:
        raise typer.Exit(FOUND)


def _counted(rule: ClockRule) -> ClockRule:
    """The rule, if its source names a number. Raises Stopped."""
    if rule.is_counted:
        return rule
    names, articles = in_words("clock", rule.id), {each: cited(rule.articles, each) for each in LANGUAGES}
    zh, en = say("clock-without-number", id=rule.id)
    raise Stopped(
        (f"{zh}{names['zh']}。依据：{articles['zh']}。", f"{en} {names['en']}. Basis: {articles['en']}."),
        REFUSED,
    )


def _asked(rule: ClockRule, calendar: WorkingCalendar, asked: Enquiry) -> Clock:
    """The clock that is asked about. Raises Stopped, with the field or the article that stands against it."""
    try:
        return clock_asked(rule, calendar, asked)
    except BadEnquiry as bad:
        words = [house_says("unclear", bad.why, each).format(text=bad.text) for each in LANGUAGES]
        raise Stopped((f"{bad.field}: {words[0]}", f"{bad.field}: {words[1]}"), SENSELESS) from None
    except Refused as refused:
        zh, en = (house_says("refusal", refused.reason.code, each) for each in LANGUAGES)
        basis = [cited(rule.articles, each) for each in LANGUAGES]
        raise Stopped((f"{zh}依据：{basis[0]}。", f"{en} Basis: {basis[1]}."), REFUSED) from None


def _draw(told: dict[str, Any], clock: Clock, rule: ClockRule, book: Almanac) -> None:
    sentences = {
        language: clock_explained(clock, rule, book.calendar, language, book.closing)
        for language in LANGUAGES
    }
    clock_tables.draw_deadline(out, told, sentences)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stopped(say("unreadable-date", value=text), SENSELESS) from None


def _notice(file: Path) -> str:
    """The text of a notice that can be right. Raises Stopped: nothing is sent that cannot."""
    try:
        text = file.read_text(encoding="utf-8")
        calendars.notice(text)
    except FileNotFoundError:
        raise Stopped(say("file-missing", file=file.name), SENSELESS) from None
    except (OSError, UnicodeError) as error:
        raise Stopped(say("file-unreadable", file=file.name, why=type(error).__name__), SENSELESS) from None
    except calendars.BadNotice as bad:
        zh, en = (house_says("bad-notice", bad.code, each).format(**bad.details) for each in LANGUAGES)
        raise Stopped((zh, en), SENSELESS) from None
    return text
