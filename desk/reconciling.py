"""`fengqiao reconcile`: journal, engine and files, after they came back, brought to one moment."""
# ruff: noqa: PLC0415  what speaks to servers is imported by the commands that do

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from desk.terminal import FOUND, AsJson, failures, out, quiet_logs, show
from desk.words import say
from settings import Settings, attached, environment_note

if TYPE_CHECKING:
    from backups.reconciling import Found


def reconcile(
    *,
    list_only: Annotated[
        bool, typer.Option("--list", help="只列出，不处理 list, and repair nothing")
    ] = False,
    accept: Annotated[
        str, typer.Option(metavar="REASON", help="确实找不回的，为何接受 why what is lost for good is borne")
    ] = "",
    mark: Annotated[
        bool, typer.Option("--mark", help="用别的办法恢复的，先标记 for what was restored by other means")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """恢复之后核对：列出每项差异并处理，之后才能启动。After a restore: every difference, repaired.

    在系统停止时运行；本机的服务器由它自己启动。Run it while nothing else runs; it starts the servers itself.
    """
    quiet_logs()
    with failures(), _servers() as settings:
        if mark:
            asyncio.run(_mark(settings))
            for line in say("marked-as-restored"):
                out.print(line, markup=False, highlight=False)
            return
        kept = settings.var / "reconciled" / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        found = asyncio.run(reconciled(settings, kept, repairs=not list_only, accepted=accept))
    show(asdict(found), lambda: _draw(found, kept, list_only=list_only), as_json=as_json)
    if found.left:
        raise typer.Exit(FOUND)


@contextmanager
def _servers() -> Iterator[Settings]:
    """The servers that are named, or run here; else those of the data directory, while they are needed."""
    from keys.opening import open_keys
    from local.system import Servers

    settings = Settings()
    if environment_note(settings.var).exists() or (settings.database_url and settings.temporal_address):
        yield open_keys(attached())
        return
    with Servers(open_keys(settings)) as servers:
        yield servers.settings


async def reconciled(settings: Settings, kept: Path, *, repairs: bool, accepted: str) -> "Found":
    """Both stores, looked at and repaired; open again if nothing is left."""
    from backups.reconciling import Found, Reconciler, finish
    from engine import engine_of
    from records import connect

    found, opened = Found(), []
    try:
        for store in (settings, settings.sealed()):
            records = connect(store.database_url, is_patient=True)
            opened.append(records)
            engine = await engine_of(store, lazy=True)  # it may be starting
            await Reconciler(records, engine, store, kept / store.store, repairs).reconcile(found)
        if repairs:
            await finish(opened, found, kept, accepted or None)
    finally:
        for records in opened:
            await records.dispose()
    return found


async def _mark(settings: Settings) -> None:
    from records import connect
    from records.restorations import mark

    for store in (settings, settings.sealed()):
        records = connect(store.database_url, 1, is_patient=True)
        try:
            await mark(records, "by other means", None)
        finally:
            await records.dispose()


def _draw(found: "Found", kept: Path, *, list_only: bool) -> None:
    if found.differences:
        table = Table()
        for heading in ("事项 About", "差异 What", "流水 Journal", "引擎 Engine", "失去 Lost", "处理 Repair"):
            table.add_column(heading, overflow="fold")
        for each in found.differences:
            lost = " ".join(f"{step.seq}@{step.at:%m-%dT%H:%M:%S}" for step in each.lost)
            numbers = ("" if n is None else str(n) for n in (each.journal, each.engine))
            table.add_row(each.about, each.what, *numbers, lost, each.repair)
        out.print(table)
    details = {
        "count": found.looked_at,
        "files": found.files,
        "found": len(found.differences),
        "left": len(found.left),
        "report": kept / "report.json",
    }
    code = "only-listed" if list_only else "reconciled" if found.is_open else "not-reconciled"
    for line in say(code, **details):
        out.print(line, markup=False, highlight=False, soft_wrap=True)
