"""`fengqiao assignments rerun`: a past day's assignments, worked out again from the journal (派单复算)."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer
from rich.table import Table

from desk.terminal import FOUND, AsJson, failures, out, show
from records import connect
from records.assignments import Rerun, rerun
from rules.words import say
from settings import attached

assignments_app = typer.Typer(help="派单 assignments", no_args_is_help=True)


@assignments_app.command(name="rerun")
def rerun_day(
    *,
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="哪一天 the legal day, 2026-11-02")],
    as_json: AsJson = False,
) -> None:
    """复算某一天的全部派单，与流水比对。Work out a day's assignments again; are they identical?"""
    with failures():
        found = asyncio.run(_rerun(_day(on)))
    show([asdict(each) for each in found], lambda: _draw(found), as_json=as_json)
    if not all(each.is_identical for each in found):
        raise typer.Exit(FOUND)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise typer.BadParameter("2026-11-02", param_hint="--on") from None


async def _rerun(on: date) -> tuple[Rerun, ...]:
    records = connect(attached().database_url)
    try:
        return await rerun(records, on)
    finally:
        await records.dispose()


def _draw(found: Sequence[Rerun]) -> None:
    differing = [each for each in found if not each.is_identical]
    table = Table("案件 case", "派给 assigned to", "理由 because", "复算 again")
    for each in differing:
        because = say("assigned-because", each.because, "zh")
        table.add_row(each.procedure, each.person or "—", because, each.again or "—")
    if differing:
        out.print(table)
    same = len(found) - len(differing)
    out.print(f"{same} 件一致，{len(differing)} 件不一致。{same} identical, {len(differing)} not.")
