"""The commands about indicators (指标命令): the system counts, here it is only shown."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from desk.terminal import SENSELESS, As, AsJson, Stopped, Url, at, failures, out, show
from desk.town import DISPATCHER
from desk.words import say

indicator_app = typer.Typer(help="指标 indicators", no_args_is_help=True)

Since = Annotated[str, typer.Option(metavar="DATE", help="到期日自 fell due from this day on")]
Until = Annotated[str, typer.Option(metavar="DATE", help="到期日至（含） up to this day")]
_PARTS = ("on_time", "late", "not_done")


@indicator_app.command(name="on-time")
def on_time(
    *,
    since: Since,
    until: Until,
    calendar: Annotated[
        str | None,
        typer.Option(metavar="SERIES", help="既往事项按该日历，默认 china for matters of the past"),
    ] = None,
    url: Url = "",
    person: As = DISPATCHER,
    as_json: AsJson = False,
) -> None:
    """按期办结率。Of the petitions that fell due, how many were answered by then."""
    asked = {**_days(since, until), **({"calendar": calendar} if calendar else {})}
    with failures():
        found = at(url, lambda caller: caller.get(person, "/indicators/on-time", **asked))
    show(found, lambda: _draw(out, found), as_json=as_json)


@indicator_app.command(name="timely-acceptance")
def timely_acceptance(
    *, since: Since, until: Until, url: Url = "", person: As = DISPATCHER, as_json: AsJson = False
) -> None:
    """及时受理率。Of the petitions whose fifteen days ended, how many were sent on, or accepted, by then."""
    asked = _days(since, until)
    with failures():
        found = at(url, lambda caller: caller.get(person, "/indicators/timely-acceptance", **asked))
    show(found, lambda: _draw(out, found["department"], found["units"]), as_json=as_json)


@indicator_app.command(name="evaluation")
def evaluation(
    *,
    since: Annotated[str, typer.Option(metavar="DATE", help="审结日自 closed from this day on")],
    until: Annotated[str, typer.Option(metavar="DATE", help="审结日至（含） up to this day")],
    unit: Annotated[str | None, typer.Option(metavar="UNIT", help="只看该责任单位 of this unit")] = None,
    url: Url = "",
    person: As = DISPATCHER,
    as_json: AsJson = False,
) -> None:
    """参评率和满意率。Of the petitions that closed: who evaluated, and how satisfied they were."""
    asked = {**_days(since, until), **({"unit": unit} if unit else {})}
    with failures():
        found = at(url, lambda caller: caller.get(person, "/indicators/evaluation", **asked))
    show(found, lambda: _draw_evaluations(out, found), as_json=as_json)


def _draw_evaluations(console: Console, found: Mapping[str, Any]) -> None:
    """Participation beside satisfaction, each with what it was counted from; of a few, that there are few."""
    for each in found["targets"]:
        table = Table(title=f"{each['words']['zh']} {each['words']['en']}", title_justify="left")
        for heading in ("", "件次 Times"):
            table.add_column(heading, overflow="fold")
        shown = [each["participation"], each["satisfaction"]]
        if None in shown:
            table.add_row(f"少于 {found['at_least']} 件次，不显示\nfewer, not shown", "—")
        else:
            for value in each["satisfaction"]["values"]:
                table.add_row(f"{value['words']['zh']}\n{value['words']['en']}", str(value["count"]))
            table.add_row("应评价\nasked", str(each["participation"]["asked"]))
            for rate in shown:
                table.add_row(f"{rate['formula']} {rate['words']['zh']}", f"{rate['rate']:.2%}")
        console.print(table)


def _days(since: str, until: str) -> dict[str, str]:
    """Both as days. Raises Stopped."""
    with failures():
        for text in (since, until):
            try:
                date.fromisoformat(text)
            except ValueError:
                raise Stopped(say("unreadable-date", value=text), SENSELESS) from None
    return {"since": since, "until": until}


def _draw(console: Console, *rates: Mapping[str, Any]) -> None:
    """Each rate with its numerator and its denominator, and how many were late or are not done."""
    for rate in rates:
        table = Table(title=f"{rate['words']['zh']}\n{rate['words']['en']}", title_justify="left")
        for heading in ("", "件 Matters"):
            table.add_column(heading, overflow="fold")
        table.add_row("到期\nfell due", str(rate["due"]))
        for part in _PARTS:
            words = rate[part]["words"]
            table.add_row(f"{words['zh']}\n{words['en']}", str(rate[part]["count"]))
        share = "—" if rate["rate"] is None else f"{rate['rate']:.2%}"
        table.add_row(f"{rate['formula']}\n{rate['on_time']['count']} / {rate['due']}", share)
        console.print(table)
