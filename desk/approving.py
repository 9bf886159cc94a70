"""The commands of whoever answers a proposal to publish (两人公布): publication list, publication approve."""

from typing import Annotated, Any

import typer

from desk import clock_tables, publishing
from desk.caller import Caller
from desk.terminal import As, AsJson, Url, at, err, failures, out, show

publication_app = typer.Typer(help="公布 publications", no_args_is_help=True)

HEAD = "p-sl-petition-bureau-head"  # of the demonstration county: publishes what the dispatcher proposed


@publication_app.command(name="list")
def publication_list(*, url: Url = "", person: As = HEAD, as_json: AsJson = False) -> None:
    """提请公布的。What is proposed: what waits first."""
    with failures():
        listed = at(url, lambda caller: caller.get(person, "/publication-proposals"))
    show(listed, lambda: clock_tables.draw_proposals(out, listed), as_json=as_json)


@publication_app.command(name="approve")
def publication_approve(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="提请的编号 of the proposal")],
    *,
    url: Url = "",
    person: As = HEAD,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问 ask nothing")] = False,
    as_json: AsJson = False,
) -> None:
    """看过改变什么，同意公布并送达每一件在办案件。See what changes, approve it, and watch it go out."""

    async def seen(caller: Caller) -> dict[str, Any]:
        whole: dict[str, Any] = await caller.get(person, f"/publication-proposals/{number}")
        return whole

    with failures():
        whole = at(url, seen)
        clock_tables.draw_preview(err, whole)
        if not yes:
            typer.confirm("同意公布 approve?", abort=True, err=True)
        result = at(url, lambda caller: _approved(caller, person, whole))
    show(result, lambda: clock_tables.draw_publication(out, result), as_json=as_json)


async def _approved(caller: Caller, person: str, seen: dict[str, Any]) -> dict[str, Any]:
    """The publication once it has reached every open case; whoever watches sees how far it is."""
    version = (await publishing.approve(caller, person, seen))["answer"]["version"]
    with err.status(version) as status:

        def told(now: dict[str, Any]) -> None:
            status.update(f"{now['version']}：已送达 told {now['told']}，尚余 waiting {now['waiting']}")

        return await publishing.watch(caller, person, version, told)
