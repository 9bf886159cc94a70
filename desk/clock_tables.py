"""What the command line draws of periods (期限的展示): one count, the table of rules, a year, a look back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from rich.console import Console
from rich.table import Table

from desk.almanac import Almanac
from desk.markdown import line
from rules.clocks.describing import COUNTY_FIELD, FIELDS
from rules.instants import ONE_DAY

_SHORT = (0, 1, 2, 3, 4, 5, 7)  # of the columns, what a terminal has room for
_HEADINGS = (
    "编号 Id",
    "期限 Period",
    "起算 From",
    "多久 How long",
    "由谁 Who",
    "延长、扣除 Longer, left out",
    "逾期 Then",
    "依据 Basis",
    "确定程度 Certainty",
)
_FIELD_NAMES = {
    "petitions": "信访 Petitions",
    "mediation": "调解 Mediation",
    "courts": "法院 Courts",
    "arbitration": "仲裁 Arbitration",
    "agencies": "行政机关及其他机构 Agencies",
    COUNTY_FIELD: "本县规定 The county's own",
}
_Plain = Mapping[str, Any]


def draw_rules(console: Console, rules: Iterable[_Plain]) -> None:
    """The table of rules, a table for each field."""
    for field, those in _by_field(rules):
        table = Table(title=_FIELD_NAMES[field], title_justify="left", show_lines=True)
        for column in _SHORT:
            table.add_column(_HEADINGS[column], overflow="fold", no_wrap=column == 0)
        for rule in those:
            cells = _cells(rule, "\n")
            off = "" if rule["live"] else f"\n{cells[-1]}"
            shown = [cells[column] + (off if column == 1 else "") for column in _SHORT]
            table.add_row(*shown, style="" if rule["live"] else "dim")
        console.print(table)


def document(rules: Iterable[_Plain]) -> str:
    """The table of rules as Markdown."""
    lines = [
        "# 期限规则表 The table of periods",
        "",
        "由 `fengqiao clocks --markdown` 生成，测试逐行核对；改动请改 `rules/clocks/table/`。",
        "Made by `fengqiao clocks --markdown`, compared by a test; changes belong in `rules/clocks/table/`.",
        "",
        "没有写明天数的，不计算到期日；标“有待核实”的，列出而不启用。",
        "Where the source names no number nothing is counted; what is to be verified stands here and is off.",
    ]
    for field, those in _by_field(rules):
        lines += ["", f"## {_FIELD_NAMES[field]}", "", line(_HEADINGS), line(["---"] * len(_HEADINGS))]
        lines += [line(_cells(rule, "<br>")) for rule in those]
    return "\n".join(lines)


def draw_deadline(console: Console, told: _Plain, sentences: Mapping[str, Iterable[str]]) -> None:
    """One count: what it is, when it ends, and how that comes about."""
    put = _printer(console)
    name = told["name"]
    put(f"{told['clock']} {name['zh']} {name['en']}")
    mark = "（暂定 provisional）" if told["provisional"] else ""
    put(f"{told['start']} → {told['due']}{mark}", style="bold")
    for language in ("zh", "en"):
        put("")
        for sentence in sentences[language]:
            put(f"  {sentence}")
    put("")
    put(f"日历 Calendar: {told['calendar']}")


def year(book: Almanac, number: int) -> dict[str, Any]:
    """One year of a calendar as plain JSON. ``days_off`` are those of the notice, beside the weekends."""
    calendar = book.calendar
    holidays = sorted(day for day in calendar.holidays if day.year == number)
    make_ups = sorted(day for day in calendar.make_up_workdays if day.year == number)
    return {
        "series": calendar.series,
        "version": calendar.version,
        "year": number,
        "published": number in calendar.years,
        "source": book.source_of(number),
        "days_off": [day.isoformat() for day in holidays],
        "make_up_workdays": [day.isoformat() for day in make_ups],
        "months": [
            {
                "month": month,
                "days_off": [day.isoformat() for day in holidays if day.month == month],
                "make_up_workdays": [day.isoformat() for day in make_ups if day.month == month],
                "working_days": sum(not calendar.is_day_off(day) for day in _days_of(number, month)),
            }
            for month in range(1, 13)
        ],
    }


def draw_year(console: Console, plain: _Plain) -> None:
    """One year of a calendar, month by month."""
    published = "已公布 published" if plain["published"] else "未公布，仅有周末 not published: weekends alone"
    table = Table(title=f"{plain['version']} {plain['year']}（{published}）", title_justify="left")
    for heading in ("月 Month", "节假日 Days off", "调休上班日 Make-up workdays", "工作日 Working days"):
        table.add_column(heading, overflow="fold")
    for month in plain["months"]:
        off, on = (", ".join(_runs(month[name])) for name in ("days_off", "make_up_workdays"))
        table.add_row(str(month["month"]), off, on, str(month["working_days"]))
    console.print(table)
    _printer(console)(f"来源 Source: {plain['source']}")


def draw_proposed(console: Console, proposal: _Plain) -> None:
    """What waits for another person, and how they look at it."""
    put = _printer(console)
    number = proposal["number"]
    put(f"已提请，编号 {number}，由另一人同意后公布。 Proposed as {number}; another person approves it.")
    put(f"fengqiao publication approve {number} --as PERSON")


def draw_proposals(console: Console, listed: list[_Plain]) -> None:
    """Every proposal, what waits first."""
    table = Table()
    for heading in ("编号 No.", "内容 What", "提请人 Proposed by", "答复 Answer"):
        table.add_column(heading, overflow="fold")
    for each in listed:
        what = each["edition"] or f"{each['series']} {each['body']['year']}"
        answer = each["answer"]["words"]["zh"] if each["answer"] else "待答复 waits"
        table.add_row(str(each["number"]), what, each["proposed_by"], answer)
    console.print(table)


def draw_preview(console: Console, whole: _Plain) -> None:
    """What a proposal changes, old beside new, and how many open cases it reaches."""
    put = _printer(console)
    for day in whole["changes"]["days"]:
        put(f"{day['day']}: {day['before_words']['zh']} → {day['after_words']['zh']}")
    for rule in whole["changes"]["rules"]:
        put(f"{rule['id']} {rule['words']['zh']}（{rule['article']['zh']}）")
        for part in rule["parts"]:
            before = part["before"]["zh"] if part["before"] else "—"
            put(f"  {part['words']['zh']}: {before} → {part['after']['zh']}")
    put(f"在办案件 open cases: {whole['open_cases']}")


def draw_publication(console: Console, result: _Plain) -> None:
    """What a publication did."""
    put = _printer(console)
    put(f"{result['version']}：{result['told']} 件已送达 cases told")
    put(
        f"到期日变动 dates moved {result['moved']}，现已逾期 now overdue {result['overdue']}，"
        f"需告知 notices due {result['notices']}"
    )


def draw_retrospect(console: Console, report: _Plain) -> None:
    """A look back: the figures, the distribution of days, the latest and how they were due, the bad rows."""
    put = _printer(console)
    put(f"{report['clock']}（截至 as of {report['as_of']}）", style="bold")
    put(
        f"n {report['n']}，按期 on time {report['on_time']}，超期 late {report['late']}，"
        f"未办结 open {report['open']}（未到期 not due {report['open_not_due']}，"
        f"已超期 overdue {report['open_overdue']}）"
    )
    put(
        f"按期办结率 on-time rate (M-03): {_percent(report['on_time_rate'])} = "
        f"{report['on_time_among_due']}/{report['due']}；"
        f"口径A variant A: {_percent(report['on_time_rate_a'])} = {report['on_time']}/{report['n']}"
    )
    if report["before_in_force"]:
        put(
            f"其中 {report['before_in_force']} 件早于该规则施行（{report['in_force_from']}），按该规则回看。 "
            f"{report['before_in_force']} are older than the rule and are measured by it all the same."
        )
    _draw_days(console, report["days"])
    _draw_latest(console, report["latest"])
    for bad in report["bad"]:
        put(f"第 {bad['line']} 行 line: {bad['zh']} {bad['en']}")


def _draw_days(console: Console, days: _Plain) -> None:
    table = Table(title="登记到答复的天数 Days from registration to answer", title_justify="left")
    table.add_column("天 Days")
    table.add_column("件 Matters", justify="right")
    for bucket in days["buckets"]:
        last = "" if bucket["to"] is None else str(bucket["to"])
        table.add_row(f"{bucket['from']}–{last}", str(bucket["n"]))
    console.print(table)
    figures = {name: days[name] for name in days if name not in ("n", "buckets")}
    _printer(console)("  ".join(f"{name} {value}" for name, value in figures.items()))


def _draw_latest(console: Console, latest: Iterable[_Plain]) -> None:
    put = _printer(console)
    for each in latest:
        answered = (each["answered"] or "未办结 open")[:10]
        put(
            f"第 {each['line']} 行 line {each['id'] or ''}: {each['registered'][:10]} → {answered}，"
            f"到期 due {each['due'][:10]}，超期 late by {each['days_late']} 天 days",
            style="bold",
        )
        for sentence in (*each["explanation"]["zh"], *each["explanation"]["en"]):
            put(f"    {sentence}")


def _printer(console: Console) -> Callable[..., None]:
    return partial(console.print, markup=False, highlight=False, soft_wrap=True)


def _by_field(rules: Iterable[_Plain]) -> Iterator[tuple[str, list[_Plain]]]:
    those = list(rules)
    for field in (*FIELDS, COUNTY_FIELD):
        if mine := [rule for rule in those if rule["field"] == field]:
            yield field, mine


def _cells(rule: _Plain, between: str) -> list[str]:
    """A line of the table. ``between`` stands between Chinese and English."""

    def two(words: _Plain | None) -> str:
        return f"{words['zh']}{between}{words['en']}" if words else ""

    moved = [two(ground) for ground in rule["excludes"]]
    if longer := rule["extension"]:
        most = longer["length"] or {"zh": "不限", "en": "no cap"}
        times = f" × {longer['times']}" if longer["times"] else ""
        moved.insert(0, f"≤ {most['zh']}{times}，{longer['approver']['zh']}")
        moved.insert(1, f"≤ {most['en']}{times}, {longer['approver']['en']}")
    length = two(rule["length"]) or f"无天数{between}no number"
    if rule["length"] and not rule["rolls"]:
        length += f"{between}不顺延 does not roll"
    return [
        rule["id"],
        two(rule["name"]),
        two(rule["trigger"]),
        length,
        two(rule["responsible"]),
        between.join(moved),
        two(rule["consequence"]),
        f"{rule['article']}{between}{rule['article_en']}",
        f"{rule['mark']} {two(rule['mark_words'])}",
    ]


def _percent(rate: float | None) -> str:
    return "—" if rate is None else f"{100 * rate:.2f} %"


def _days_of(number: int, month: int) -> Iterator[date]:
    day = date(number, month, 1)
    while day.month == month:
        yield day
        day += ONE_DAY


def _runs(days: Iterable[str]) -> Iterator[str]:
    """Days in a row as one: 15-23."""
    run: list[date] = []
    for day in [*map(date.fromisoformat, days), None]:
        if run and (day is None or day - run[-1] != ONE_DAY):
            yield str(run[0].day) if len(run) == 1 else f"{run[0].day}-{run[-1].day}"
            run = []
        if day:
            run.append(day)
