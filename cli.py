"""`fengqiao`: the command line (枫桥命令行). Chinese first, English beside it.

Exit codes: see desk/terminal.py. What has to do with time is in desk/timing.py.

What speaks to servers itself is imported by the commands that do: the others should not wait for it.
"""
# ruff: noqa: PLC0415  see above

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from conformance.command import conformance
from desk import (
    account_commands,
    approving,
    assignments,
    backing_up,
    cutover,
    driving,
    engine_commands,
    indicators,
    keys,
    proving,
    reading,
    reconciling,
    routes,
    showing,
    staff,
    suggestions,
    timing,
    upgrading,
)
from desk.importing import Report, bring_in
from desk.progress import progress
from desk.sheets import read
from desk.terminal import FOUND, As, AsJson, Url, at, err, failures, out, quiet_logs, show
from desk.town import CLERK, DISPATCHER
from local.leaving import run_and_leave
from simulator.command import agency_simulator

app = typer.Typer(
    help="枫桥：县域矛盾纠纷调解系统 — the mediation system of a county",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog="退出码 exit codes: 0 无误 fine · 1 有待查看 something to look at · 2 用法有误 misuse · "
    "3 系统不在 away · 4 被拒绝 refused · 130 中断 interrupted",
)
case_app = typer.Typer(help="案件 cases", no_args_is_help=True)
edition_app = typer.Typer(help="版本 editions", no_args_is_help=True)
app.add_typer(account_commands.account_app, name="account")
app.add_typer(backing_up.backup_app, name="backup")
app.add_typer(case_app, name="case")
app.add_typer(edition_app, name="edition")
app.add_typer(timing.calendar_app, name="calendar")
app.add_typer(approving.publication_app, name="publication")
app.add_typer(routes.route_app, name="route")
app.add_typer(indicators.indicator_app, name="indicator")
app.add_typer(keys.keys_app, name="keys")
app.add_typer(engine_commands.engine_app, name="engine")
app.add_typer(staff.people_app, name="people")
app.add_typer(staff.seat_app, name="seat")
app.add_typer(staff.handover_app, name="handover")
app.add_typer(assignments.assignments_app, name="assignments")
app.add_typer(upgrading.upgrade_app, name="upgrade")


@app.command()
def run() -> None:
    """启动整个系统，直到 Ctrl-C。The whole system on this machine, until Ctrl-C."""
    from desk import running

    quiet_logs()
    with failures():
        running.run(out)


@app.command()
def demo(
    only: Annotated[
        list[str] | None, typer.Option(help="只演示这些，可以多次 only these, may be repeated")
    ] = None,
) -> None:
    """演示全部场景并核对。Play the scenarios and compare them with what is expected."""
    from demo import play

    quiet_logs()
    with failures():
        raise typer.Exit(play(only=only or ()))


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV 或 XLSX 文件 a CSV or XLSX file")],
    *,
    mapped: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="COLUMN=FIELD", help="列名=字段: id title body received_at author contact"
        ),
    ] = None,
    source: Annotated[
        str, typer.Option(help="来源名，默认文件名 what the ids belong to; else the file's name")
    ] = "",
    encoding: Annotated[str | None, typer.Option(help="字符编码，默认自动识别 else recognised")] = None,
    history: Annotated[
        bool, typer.Option("--history", help="既往事项：已办结，只补录 closed before: recorded as history")
    ] = False,
    in_mid_course: Annotated[
        bool, typer.Option("--open", help="在办纠纷：从所在层级接续 disputes in mid-course: they go on here")
    ] = False,
    url: Url = "",
    person: As = CLERK,
    as_json: AsJson = False,
) -> None:
    """登记文件中的每一行。Register every row of a file as a matter at intake, through the public API.

    同一文件再次导入不会重复登记；中断后再次执行即可继续。The same file twice registers nothing twice.
    """
    report = Report(source or file.stem)
    with failures():
        sheet = read(file, encoding)
        rows = cutover.rows_of(
            sheet, mapped or (), report.source, person, history=history, in_mid_course=in_mid_course
        )
        report.rows = len(sheet.rows)
        try:
            with progress(err, report.rows) as told:
                at(url, lambda caller: bring_in(rows, caller, person, report, told=told))
        finally:
            show(report.plain(), lambda: showing.imported(out, report), as_json=as_json)
    if report.bad:
        raise typer.Exit(FOUND)


@case_app.command(name="list")
def case_list(
    *,
    stage: Annotated[str | None, typer.Option(help="consent mediation direction closed open")] = None,
    step: Annotated[int | None, typer.Option(min=1, max=4)] = None,
    unit: Annotated[str | None, typer.Option(help="所涉单位 a unit it concerns")] = None,
    outcome: str | None = None,
    overdue: Annotated[bool | None, typer.Option("--overdue/--not-overdue")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 50,
    url: Url = "",
    person: As = DISPATCHER,
    as_json: AsJson = False,
) -> None:
    """案件列表。The cases this person sees, the soonest due first."""
    asked = {
        "stage": stage,
        "step": step,
        "unit": unit,
        "outcome": outcome,
        "overdue": overdue,
        "limit": limit,
    }
    narrowed = {name: value for name, value in asked.items() if value is not None}
    with failures():
        page = at(url, lambda caller: caller.get(person, "/cases", **narrowed))
    show(page, lambda: showing.cases(out, page), as_json=as_json)


CaseName = Annotated[
    str, typer.Argument(metavar="CASE", help="事项编号或案件编号 a matter's number, or a case's id")
]


@case_app.command(name="show")
def case_show(case: CaseName, *, url: Url = "", person: As = DISPATCHER, as_json: AsJson = False) -> None:
    """一个案件。One case as it stands."""
    with failures(case=case):
        shown = at(url, lambda caller: reading.case(caller, person, case))
    show(shown, lambda: showing.one_case(out, shown), as_json=as_json)


@case_app.command(name="history")
def case_history(case: CaseName, *, url: Url = "", person: As = DISPATCHER, as_json: AsJson = False) -> None:
    """一个案件的经过。What happened in one case, entry by entry."""
    with failures(case=case):
        shown = at(url, lambda caller: reading.case(caller, person, case))
    show(shown["timeline"], lambda: showing.history(out, shown), as_json=as_json)


@edition_app.command(name="list")
def edition_list(*, url: Url = "", person: As = DISPATCHER, as_json: AsJson = False) -> None:
    """版本列表。Every edition, in force or to come."""
    with failures():
        shown = at(url, lambda caller: caller.get(person, "/editions"))
    show(shown, lambda: showing.editions(out, shown), as_json=as_json)


@edition_app.command(name="show")
def edition_show(
    edition: Annotated[str, typer.Argument(metavar="EDITION", help="demo/2026.1")],
    *,
    url: Url = "",
    person: As = DISPATCHER,
    as_json: AsJson = False,
) -> None:
    """一个版本。One edition: its ladder, and as JSON all of it."""
    with failures(edition=edition):
        shown = at(url, lambda caller: caller.get(person, f"/editions/{edition}"))
    show(shown, lambda: showing.edition(out, shown), as_json=as_json)


@app.command()
def token(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="p-sl-centre-dispatcher")],
    *,
    url: Url = "",
) -> None:
    """开发登录令牌。A development sign-in token of this person, for `Authorization: Bearer`."""
    with failures():
        print(at(url, lambda caller: caller.sign_in(person)))


@app.command()
def rebuild(
    *,
    engine: Annotated[
        bool,
        typer.Option("--engine", help="由流水重建流程引擎 begin what the engine has lost again"),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """由案卷流水重建各读取表。Remake the read tables from the journal, and say where they differed.

    --engine：流程引擎的库丢失后，由流水重新开始全部未结程序；可以重复执行。
    With --engine, begin every open procedure again in an engine whose store was lost; twice is once.
    """
    from desk import checking, reviving

    if engine:
        with failures(), progress(err, None, "重新开始 beginning again") as told:
            begun = asyncio.run(reviving.revive(told))
        show([asdict(each) for each in begun], lambda: showing.begun_again(out, begun), as_json=as_json)
        if any(each.findings for each in begun):
            raise typer.Exit(FOUND)
        return
    with failures():
        found = asyncio.run(checking.rebuild())
    _findings(found, as_json=as_json)


@app.command()
def verify(
    bundle: Annotated[
        Path | None, typer.Argument(metavar="[BUNDLE]", help="只核对这个证据包，不需要系统 a bundle, offline")
    ] = None,
    *,
    key: Annotated[
        str | None, typer.Option(help="公布的首个公钥指纹 the first key's fingerprint, as published")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """核对流水链、检查点、读取表和流程状态；或者核对一个证据包。

    Chains, checkpoints, read tables and workflow state against the journal; or one evidence bundle.
    """
    from desk import checking

    if bundle is not None:
        with failures():
            proving.check(bundle, key, as_json=as_json)
        return
    with failures():
        found = asyncio.run(checking.verify())
    _findings(found, as_json=as_json)


@app.command()
def watch(
    *,
    now: Annotated[bool, typer.Option("--now", help="马上检查一次 look at once, and wait for it")] = False,
    as_json: AsJson = False,
) -> None:
    """系统能否工作，以及哪些必须成立的不成立。Whether it can work, and what of all that must hold does not.

    有缺少或者不成立的，退出码为 1。The exit code is 1 where something is missing or does not hold.
    """
    from desk import watching

    with failures():
        found = asyncio.run(watching.watched(now=now))
    show(asdict(found), lambda: showing.watched(out, found), as_json=as_json)
    if found.missing or found.violations:
        raise typer.Exit(FOUND)


@app.command(hidden=True)
def drive(
    *,
    count: Annotated[int, typer.Option(min=1)] = 200,
    at_once: Annotated[int, typer.Option(min=1, max=64)] = 8,
    seed: int = 1,
    url: Url = "",
    as_json: AsJson = False,
) -> None:
    """把来件演练成纠纷并走完四步。Drive matters at intake through the ladder, as their people would."""
    with failures():
        driven = at(url, lambda caller: driving.drive_some(caller, count, at_once, seed))
    show(driven.plain(), lambda: showing.driven(out, driven), as_json=as_json)
    if driven.differences:
        raise typer.Exit(FOUND)


def _findings(found: Sequence[Any], *, as_json: bool) -> None:
    show([asdict(each) for each in found], lambda: showing.findings(out, found), as_json=as_json)
    if found:
        raise typer.Exit(FOUND)


app.command()(backing_up.restore)
app.command()(reconciling.reconcile)
app.command()(backing_up.drill)
app.command()(proving.export)
app.command(name="signing-keys")(proving.keys)
app.command()(suggestions.divert)
app.command()(suggestions.train)
app.command(name="sign-in")(account_commands.sign_in)
app.command()(timing.deadline)
app.command()(timing.clocks)
app.command()(timing.retrospect)
app.command()(agency_simulator)
app.command()(conformance)
edition_app.command(name="apply")(timing.edition_apply)


def main() -> NoReturn:
    """The command line, to its end."""
    run_and_leave(app)


if __name__ == "__main__":
    main()
