"""The commands about people and seats (人员岗位命令): who sits where, deputies, handover, and what was
changed."""

from typing import Annotated, Any
from uuid import uuid4

import typer

from desk import staff_drawn
from desk.caller import Caller
from desk.terminal import As, AsJson, Url, at, failures, out, show

people_app = typer.Typer(help="单位和人员 units and people", no_args_is_help=True)
seat_app = typer.Typer(help="岗位、代理 seats and deputies", no_args_is_help=True)
handover_app = typer.Typer(help="离任交接 handover", no_args_is_help=True)

ADMIN, SECURITY, SUPERVISOR = "p-sl-system-admin", "p-sl-security-admin", "p-sl-supervisor"

Who = Annotated[str, typer.Argument(metavar="PERSON", help="人员编号 a person's reference")]
Seat = Annotated[str, typer.Argument(metavar="SEAT", help="岗位 role@unit")]
Why = Annotated[str, typer.Option("--because", help="理由 appointment transfer retirement leave …")]
Basis = Annotated[str | None, typer.Option("--basis", help="任免文号 the document of appointment")]
Since = Annotated[str, typer.Option("--from", metavar="DATE", help="自哪天起 from which day")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="至哪天前一日 up to, and without")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="哪天，默认今天 which day; today")]


@people_app.command()
def enter(
    person: Who,
    name: Annotated[str, typer.Argument(help="姓名 name")],
    since: Since,
    *,
    because: Why = "appointment",
    basis: Basis = None,
    url: Url = "",
    as_: As = ADMIN,
    as_json: AsJson = False,
) -> None:
    """登记人员。Enter an officer."""
    body = {"person": person, "name": name, "valid_from": since}
    _change("people", body, because, basis, url, as_, as_json=as_json)


@people_app.command()
def unit(
    reference: Annotated[str, typer.Argument(metavar="UNIT", help="单位编号 a unit's reference")],
    name: Annotated[str, typer.Argument(help="名称 name")],
    organ: Annotated[str, typer.Argument(help="village township county department superior agency")],
    since: Since,
    *,
    parent: Annotated[str | None, typer.Option(help="上级单位 the unit above")] = None,
    because: Why = "reorganisation",
    basis: Basis = None,
    url: Url = "",
    as_: As = ADMIN,
    as_json: AsJson = False,
) -> None:
    """登记单位。Enter a unit."""
    body = {"unit": reference, "parent": parent, "organ": organ, "name": name, "valid_from": since}
    _change("units", body, because, basis, url, as_, as_json=as_json)


@people_app.command()
def end(
    person: Who,
    *,
    on: On = None,
    because: Why = "retirement",
    basis: Basis = None,
    url: Url = "",
    as_: As = ADMIN,
    as_json: AsJson = False,
) -> None:
    """人员离职（先办理离任交接）。A person leaves; the handover comes first."""
    _change(f"people/{person}/end", {"on": on}, because, basis, url, as_, as_json=as_json)


@people_app.command()
def changes(
    *,
    person: Annotated[str | None, typer.Option("--person", help="涉及何人 whom it concerns")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="哪个单位 of which unit")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 50,
    url: Url = "",
    as_: As = ADMIN,
    as_json: AsJson = False,
) -> None:
    """变更记录：何人、何时、何事、为何。Every change of the directory: who, when, what, why."""
    asked = {name: value for name, value in (("of", person), ("unit", unit)) if value}
    page = _get("/directory/changes", url, as_, limit=limit, **asked)
    show(page, lambda: staff_drawn.changes(page["items"]), as_json=as_json)


@seat_app.command()
def grant(
    person: Who,
    seat: Seat,
    since: Since,
    *,
    until: Until = None,
    because: Why = "appointment",
    basis: Basis = None,
    url: Url = "",
    as_: As = ADMIN,
    as_json: AsJson = False,
) -> None:
    """任职；读联系方式或者密件的岗位，须第二人确认。Grant a seat; some wait for a second person."""
    body = {**_named(person, seat), "valid_from": since, "valid_until": until}
    _change("seats", body, because, basis, url, as_, as_json=as_json)


@seat_app.command(name="end")
def end_seat(
    person: Who,
    seat: Seat,
    since: Since,
    *,
    on: On = None,
    because: Why = "transfer",
    basis: Basis = None,
    url: Url = "",
    as_: As = ADMIN,
    as_json: AsJson = False,
) -> None:
    """任职终止。End a seat."""
    body = {**_named(person, seat), "valid_from": since, "on": on}
    _change("seats/end", body, because, basis, url, as_, as_json=as_json)


@seat_app.command()
def confirm(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="提请编号 the number of the proposal")],
    *,
    decline: Annotated[bool, typer.Option("--decline", help="不予确认 decline it")] = False,
    because: Why = "appointment",
    basis: Basis = None,
    url: Url = "",
    as_: As = SECURITY,
    as_json: AsJson = False,
) -> None:
    """第二人确认。Confirm what another has proposed."""
    what = "decline" if decline else "confirm"
    _change(f"proposals/{number}/{what}", {}, because, basis, url, as_, as_json=as_json)


@seat_app.command()
def deputy(
    person: Who,
    seat: Seat,
    to: Annotated[str, typer.Argument(metavar="DEPUTY", help="代理人 who deputises")],
    since: Since,
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="至哪天前一日 up to, and without")],
    *,
    because: Why = "leave",
    basis: Basis = None,
    url: Url = "",
    as_: As = ADMIN,
    as_json: AsJson = False,
) -> None:
    """代理。Name a deputy for days that are named."""
    body = {**_named(person, seat), "deputy": to, "valid_from": since, "valid_until": until}
    _change("delegations", body, because, basis, url, as_, as_json=as_json)


@seat_app.command(name="list")
def list_seats(
    *,
    unit: Annotated[str | None, typer.Option("--unit")] = None,
    on: On = None,
    url: Url = "",
    as_: As = SUPERVISOR,
    as_json: AsJson = False,
) -> None:
    """谁在哪个岗位。Who sits where on a day."""
    asked = {name: value for name, value in (("unit", unit), ("on", on)) if value}
    found = _get("/directory/seats", url, as_, **asked)
    show(found, lambda: staff_drawn.seats(found), as_json=as_json)


@seat_app.command()
def empty(*, url: Url = "", as_: As = SUPERVISOR, as_json: AsJson = False) -> None:
    """空缺岗位，由谁代行。The seats in which nobody is, and who stands in."""
    found = _get("/directory/empty-seats", url, as_)
    show(found, lambda: staff_drawn.empty(found), as_json=as_json)


@handover_app.command()
def preview(person: Who, *, on: On = None, url: Url = "", as_: As = ADMIN, as_json: AsJson = False) -> None:
    """预览：此人手上的岗位、代理、案件。What this person holds and would leave."""
    asked = {"on": on} if on else {}
    found = _get(f"/directory/people/{person}/handover", url, as_, **asked)
    show(found, lambda: staff_drawn.preview(found), as_json=as_json)


@handover_app.command(name="carry-out")
def carry_out(
    person: Who,
    digest: Annotated[str, typer.Argument(metavar="DIGEST", help="预览的摘要 as the preview shows it")],
    *,
    successor: Annotated[
        list[str] | None, typer.Option("--to", metavar="SEAT=PERSON", help="接收人；可重复 may be repeated")
    ] = None,
    otherwise: Annotated[str | None, typer.Option(help="其余由谁接收 who takes the rest")] = None,
    on: On = None,
    because: Why = "retirement",
    basis: Basis = None,
    url: Url = "",
    as_: As = ADMIN,
    as_json: AsJson = False,
) -> None:
    """按预览办理交接。Carry it out as it was previewed."""
    named = [each.partition("=") for each in successor or ()]
    successors = [{**_seat(seat), "person": to or None} for seat, _, to in named]
    body = {"digest": digest, "successors": successors, "otherwise": otherwise, "on": on}
    with failures(person=person):
        begun = at(url, lambda caller: _post(caller, as_, f"people/{person}/handover", body, because, basis))
    show(begun, lambda: out.print(f"{begun['id']}  {begun['handed']}/{begun['cases']}"), as_json=as_json)


@handover_app.command(name="show")
def show_handover(
    id: Annotated[str, typer.Argument(metavar="ID")],
    *,
    url: Url = "",
    as_: As = ADMIN,
    as_json: AsJson = False,
) -> None:
    """交接进度，按案卷流水计。How far a handover has got, as the journal has it."""
    found = _get(f"/directory/handovers/{id}", url, as_)
    words = found["state_words"]
    show(
        found,
        lambda: out.print(f"{words['zh']} {words['en']}  {found['handed']}/{found['cases']}"),
        as_json=as_json,
    )


def _seat(text: str) -> dict[str, str]:
    role, mark, unit = text.partition("@")
    if not (role and mark and unit):
        raise typer.BadParameter("role@unit")
    return {"role": role, "unit": unit}


def _named(person: str, seat: str) -> dict[str, Any]:
    return {"person": person, **_seat(seat)}


def _get(path: str, url: str, person: str, **asked: Any) -> Any:
    with failures():
        return at(url, lambda caller: caller.get(person, path, **asked))


async def _post(
    caller: Caller, person: str, path: str, body: dict[str, Any], because: str, basis: str | None
) -> dict[str, Any]:
    said = {**body, "because": because, "basis": basis}
    answer = await caller.post(person, f"/directory/{path}", said, str(uuid4()))
    done: dict[str, Any] = answer.body
    return done


def _change(
    path: str,
    body: dict[str, Any],
    because: str,
    basis: str | None,
    url: str,
    person: str,
    *,
    as_json: bool,
) -> None:
    with failures():
        done = at(url, lambda caller: _post(caller, person, path, body, because, basis))
    show(done, lambda: staff_drawn.changes(done["changes"]), as_json=as_json)
