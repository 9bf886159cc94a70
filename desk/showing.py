"""What the command line draws: tables for people, Chinese first and English beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from desk.driving import Driven
from desk.importing import Report
from desk.words import say as words
from rules.instants import BEIJING
from rules.words import KINDS, say

_BAD_ROWS_SHOWN = 50
_LIGHTS = {"yellow": "yellow", "red": "bold red"}
Case = Mapping[str, Any]


def both(kind: str, code: str | None) -> str:
    """A code in Chinese, with the English under it; nothing for no code."""
    return f"{say(kind, code, 'zh')}\n{say(kind, code, 'en')}" if code else ""


def instant(text: str | None) -> str:
    """An instant as people here read it, to the minute; nothing for none."""
    return f"{datetime.fromisoformat(text).astimezone(BEIJING):%Y-%m-%d %H:%M}" if text else ""


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", show_lines=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    if columns[0]:
        table.columns[0].no_wrap = True
    return table


def cases(console: Console, page: Mapping[str, Any]) -> None:
    """A page of the list of cases."""
    table = _table(
        f"案件 Cases（共 {page['total']} 件）",
        "编号 Number",
        "阶段 Stage",
        "步 Step",
        "责任 Owner",
        "等待 Waits for",
        "到期 Due",
    )
    for item in page["items"]:
        case = item["case"]
        due = Text(case["due_on"] or "", style=_LIGHTS.get(case["light"], ""))
        if any(clock["provisional"] and clock["due_on"] == case["due_on"] for clock in item["clocks"]):
            due.append("\n暂定 provisional")
        table.add_row(
            case["procedure"],
            both("stage", case["stage"]),
            str(case["step"] or ""),
            f"{case['owner_unit']}\n{say('role', case['owner_role'], 'zh')}",
            both("task", case["waits_for"]),
            due,
        )
    console.print(table)


def one_case(console: Console, shown: Case) -> None:
    """Everything about a case that is not its history."""
    case = shown["case"]
    table = _table(f"案件 Case {case['procedure']}", "", "")
    table.show_header = False
    step = both("step", str(case["step"])) if case["step"] else ""
    outcome = both("outcome", case["outcome"])
    for name, value in (
        ("阶段 Stage", both("stage", case["stage"])),
        ("层级 Step", step),
        ("责任 Owner", f"{case['owner_unit']}\n{both('role', case['owner_role'])}"),
        ("等待 Waits for", both("task", case["waits_for"])),
        ("到期 Due", case["due_on"] or ""),
        ("下一时刻 Next moment", instant(case["next_moment"])),
        ("结果 Outcome", outcome),
        ("版本 Edition", shown["edition"]),
        ("登记 Opened", instant(case["opened_at"])),
        ("结束 Closed", instant(case["closed_at"])),
    ):
        if value:
            table.add_row(name, value)
    for each in shown["parties"]:
        name = each["name"] or ("已销毁 erased" if each["is_erased"] else "—")
        table.add_row(both("party-role", each["party"]["role"]), name)
    console.print(table)
    for clock in shown["clocks"]:
        _clock(console, clock)


def _clock(console: Console, clock: Mapping[str, Any]) -> None:
    """One clock of a case: where it stands, and how its date came about."""
    name, state = clock["name"], clock["state_words"]
    marks = [f"{state['zh']} {state['en']}", *(["暂定 provisional"] if clock["provisional"] else [])]
    due = f"{clock['started_on']} → {clock['due'] or '—'}"
    put = partial(console.print, markup=False, highlight=False, soft_wrap=True)
    put(f"{name['zh']} {name['en']}（{clock['rule']}）", style="bold")
    put(f"  {due}（{'，'.join(marks)}）", style=_LIGHTS.get(clock["light"], ""))
    for sentence in (*clock["explanation"]["zh"], *clock["explanation"]["en"]):
        put(f"    {sentence}")
    if clock["used"]:
        put("    " + "，".join(f"{each['unit']} {each['days']} 日 days" for each in clock["used"]))
    for move in clock["moved"]:
        words = move["words"]
        put(f"    #{move['seq']} {words['zh']} {words['en']}: {move['was'] or '—'} → {move['now'] or '—'}")


def history(console: Console, shown: Case) -> None:
    """What happened in a case, entry by entry."""
    table = _table(
        f"经过 History {shown['case']['procedure']}", "序 Seq", "时间 At", "事项 Entry", "谁 By", "内容 Data"
    )
    for entry in shown["timeline"]:
        by = entry["by"]
        table.add_row(
            str(entry["seq"]),
            instant(entry["at"]),
            f"{entry['words']['zh']}\n{entry['words']['en']}",
            f"{by['role_words']['zh']}\n{by['person']}" if by else "",
            "\n".join(_data(entry)),
        )
    console.print(table)


# What a history shows of an entry's data, and the kinds of words its codes may be.
_SHOWN: Mapping[str, tuple[str, ...]] = {
    "step": ("step",),
    "because": ("because",),
    "how": ("level-end", "consent"),
    "outcome": ("outcome", "session-outcome"),
    "form": ("form",),
    "flag": ("flag",),
    "route": ("route",),
    "days": (),
    "due_on": (),
}


def _data(entry: Mapping[str, Any]) -> Iterable[str]:
    data = entry["data"]
    for name, kinds in _SHOWN.items():
        if (value := data.get(name)) is not None:
            known = next((kind for kind in kinds if str(value) in KINDS[kind]), None)
            yield say(known, str(value), "zh") if known else f"{name}: {value}"
    yield from (text for text in entry["texts"].values() if text)


def editions(console: Console, shown: Iterable[Mapping[str, Any]]) -> None:
    """Every edition in a line."""
    table = _table("版本 Editions", "编号 Id", "县 County", "施行 In force from", "摘要 Digest")
    for each in shown:
        edition = each["edition"]
        table.add_row(edition["id"], edition["county"], edition["in_force_from"], each["digest"][:16])
    console.print(table)


def edition(console: Console, shown: Mapping[str, Any]) -> None:
    """The ladder of one edition."""
    told = shown["edition"]
    reading = both("reading", told["ladder"]["reading"])
    rules = {rule["id"]: rule for rule in told["clocks"]}
    table = _table(
        f"{told['id']}（{told['in_force_from']} 起施行） {shown['digest']}\n{reading}",
        "步 Step",
        "层级 Organ",
        "牵头 Leads",
        "必须参加 Required",
        "次数 Attempts",
        "天数 Days",
    )
    for level in told["ladder"]["levels"]:
        table.add_row(
            both("step", str(level["step"])),
            both("organ", level["organ"]),
            "\n".join(say("role", seat["role"], "zh") for seat in level["leads"]),
            "\n".join(say("role", role, "zh") for role in level["required"]),
            str(level["attempts"]),
            str(rules[level["clock"]]["count"]),
        )
    console.print(table)


def imported(console: Console, report: Report) -> None:
    """What became of a file."""
    plain = report.plain()
    if report.bad:
        table = _table("未登记的行 Rows not registered", "行 Line", "编号 Id", "原因 Reason")
        for row in plain["bad"][:_BAD_ROWS_SHOWN]:
            lines = (
                str(row["line"]) if row["last_line"] == row["line"] else f"{row['line']}–{row['last_line']}"
            )
            table.add_row(lines, row["id"] or "", f"{row['zh']}\n{row['en']}")
        console.print(table)
        if len(report.bad) > _BAD_ROWS_SHOWN:
            rest = len(report.bad) - _BAD_ROWS_SHOWN
            console.print(f"……另有 {rest} 行，用 --json 可全部列出。 {rest} more; --json lists them all.")
    console.print(
        f"共 {report.done}/{report.rows} 行：新登记 {report.registered}，此前已登记 {report.already}，"
        f"文件内重复 {report.repeated}，未登记 {len(report.bad)}；{report.seconds:.1f} 秒，"
        f"每秒 {plain['rows_per_second']} 行。"
    )
    console.print(
        f"{report.done} of {report.rows} rows: {report.registered} registered, "
        f"{report.already} registered before, {report.repeated} repeated in the file, "
        f"{len(report.bad)} not registered; {report.seconds:.1f} s, "
        f"{plain['rows_per_second']} rows/s."
    )


def driven(console: Console, done: Driven) -> None:
    """How a drive went."""
    plain = done.plain()
    table = _table("结局 Endings", "结局 Ending", "件数 Cases")
    for code, count in plain["endings"].items():
        table.add_row(code, str(count))
    console.print(table)
    for each in plain["differences"]:
        console.print(f"不符 differs: {each}", markup=False)
    times = plain["milliseconds"]
    console.print(
        f"{done.count} 件 cases, {done.decisions} 次决定 decisions, {plain['seconds']} s, "
        f"{plain['decisions_per_second']}/s, p50 {times['p50']} ms, p95 {times['p95']} ms, "
        f"重试 retries {done.retries}, 不符 differences {len(done.differences)}"
    )


def begun_again(console: Console, begun: Sequence[Any]) -> None:
    """What was begun again in each store; then what does not agree all the same."""
    table = _table(
        "引擎重建 The engine, from the journal",
        *("库 Store", "未结 Open", "重新开始 Started", "原已在运行 Running", "补导出 To export"),
        *("再次告知 Told again", "秒 Seconds", "全部一致 Agreed after"),
    )
    for each in begun:
        settled = "—" if each.settled is None else f"{each.settled} s"
        counts = (each.open, each.started, each.running, each.ended, each.told, each.seconds)
        table.add_row(each.store, *map(str, counts), settled)
    console.print(table)
    findings(console, [found for each in begun for found in each.findings])


def checked(console: Console, looked: Sequence[Any]) -> None:
    """How many open runs were replayed in each store; then those that would not go on."""
    for each in looked:
        console.print(f"{each.store}: 重放 replayed {each.runs} 个 runs, {each.events} 条 events")
    findings(console, [found for each in looked for found in each.findings])


def builds(console: Console, found: dict[str, int]) -> None:
    """How many open procedures each build has."""
    table = _table("版本 Builds", "版本 Build", "在办 Open")
    for build, count in sorted(found.items()):
        table.add_row(build, str(count))
    console.print(table)


def findings(console: Console, found: Sequence[Any]) -> None:
    """What does not agree, or that everything does."""
    if not found:
        console.print("全部一致。 Everything agrees.")
        return
    table = _table(
        f"不一致 {len(found)} 处 What does not agree", "案件 Procedure", "何处 What", "详情 Details"
    )
    for each in found:
        plain = asdict(each)
        name, what = plain.pop("procedure"), plain.pop("what")
        table.add_row(name, what, ", ".join(f"{key}: {value}" for key, value in plain.items() if value))
    console.print(table)


def watched(console: Console, found: Any) -> None:
    """Whether the system can work, when it was last looked whether all holds, and what does not."""
    lines = words(
        "watched",
        missing="、".join(found.missing) or "—",
        checked=found.checked_at or "—",
        count=len(found.violations),
    )
    console.print("\n".join(lines))
    for each in found.violations:
        console.print(f"{each.kind}  {each.subject}  {each.seq or ''} {' '.join(each.places)}".rstrip())
