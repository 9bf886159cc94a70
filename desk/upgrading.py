"""The commands about upgrades (升级): whether open cases go on with this build, and how they come to it.

They look at both stores; with FENGQIAO_STORE=sealed at that of accusations alone, for whoever may see what is
found there.
"""
# ruff: noqa: PLC0415  what speaks to servers is imported by the commands that do

import asyncio
from dataclasses import asdict
from typing import Annotated, Any

import typer

from desk import showing
from desk.terminal import AWAY, FOUND, AsJson, Stopped, failures, out, show
from desk.words import say

upgrade_app = typer.Typer(help="升级 upgrades", no_args_is_help=True)

_RATE = 50.0  # of what is woken, replays its history first: more a second would hold up people's decisions


@upgrade_app.command()
def check(*, as_json: AsJson = False) -> None:
    """用本版本重放全部在办程序的历史。Replay the histories of all open procedures with this build.

    升级前用新版本执行：不能继续的逐一列出，退出码为 1。不改变任何内容。
    Run it with the new build before it is rolled out: what would not go on is listed, and the exit code is 1.
    """
    from desk import rollout

    with failures():
        looked = asyncio.run(rollout.check())
    show([asdict(each) for each in looked], lambda: showing.checked(out, looked), as_json=as_json)
    if any(each.findings for each in looked):
        raise typer.Exit(FOUND)


@upgrade_app.command()
def current(
    build: Annotated[str, typer.Argument(metavar="BUILD", help="工作进程的 FENGQIAO_BUILD of its workers")],
    *,
    as_json: AsJson = False,
) -> None:
    """新开始的程序由这个版本办理。Let this build work on whatever begins from now on."""
    from desk import rollout

    with failures():
        asyncio.run(rollout.make_current(build))
    show({"build": build}, lambda: _say("build-current", build=build), as_json=as_json)


@upgrade_app.command()
def move(
    *,
    rate: Annotated[float, typer.Option(min=0.1, max=500, help="每秒个数 so many a second")] = _RATE,
    as_json: AsJson = False,
) -> None:
    """通知旧版本的在办程序换到现用版本。Have open procedures of earlier builds move to the current."""
    from desk import rollout

    with failures():
        moved = asyncio.run(rollout.move(rate))
        if moved is None:
            raise Stopped(say("builds-have-no-names"), AWAY)
    show(asdict(moved), lambda: _say("moved", count=moved.told, build=moved.build), as_json=as_json)


@upgrade_app.command(name="show")
def show_builds(*, as_json: AsJson = False) -> None:
    """各版本还有多少在办程序。How many open procedures each build has; without any it may be stopped."""
    from desk import rollout

    with failures():
        found = asyncio.run(rollout.builds())
    show(found, lambda: showing.builds(out, found), as_json=as_json)


def _say(code: str, **details: Any) -> None:
    for line in say(code, **details):
        out.print(line, markup=False, highlight=False)
