"""`fengqiao account …` and `fengqiao sign-in`: who may sign in, kept by an administrator, over the API."""

import asyncio
import os
from typing import Annotated, Any
from uuid import uuid4

import typer

from desk.caller import Caller
from desk.terminal import REFUSED, TOKEN, AsJson, Stopped, Url, at, err, failures, show
from desk.words import say

account_app = typer.Typer(help="账号 accounts", no_args_is_help=True)

Whose = Annotated[str, typer.Argument(metavar="PERSON", help="人员 the person")]


def sign_in(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="账号 the account")], *, url: Url = ""
) -> None:
    """用本地账号登录，得到一小时的令牌。A token for an hour, for FENGQIAO_TOKEN."""
    password, code = _asked("口令 Password"), _asked("动态码 Code")
    with failures():
        print(at(url, lambda caller: caller.token_of(login, password, code)))


@account_app.command(name="list")
def list_(*, url: Url = "", as_json: AsJson = False) -> None:
    """账号列表。All accounts, and whether they can be used."""
    with failures():
        found = at(url, lambda caller: caller.get(_me(), "/accounts"))
    show(found, lambda: _draw(found), as_json=as_json)


@account_app.command()
def create(
    whose: Whose,
    *,
    login: Annotated[
        str, typer.Option(help="登录名，默认同人员代号 the name; else the person's reference")
    ] = "",
    url: Url = "",
    as_json: AsJson = False,
) -> None:
    """新建账号。An account for somebody who is here; hand the invitation to them alone."""
    _told(url, "/accounts", {"person": whose, "login": login or whose}, as_json=as_json)


@account_app.command()
def reset(whose: Whose, *, url: Url = "", as_json: AsJson = False) -> None:
    """重置账号。Void password and second factor, end all sessions, and invite anew."""
    _told(url, f"/accounts/{whose}/reset", {}, as_json=as_json)


@account_app.command()
def disable(whose: Whose, *, url: Url = "") -> None:
    """停用账号。Nobody signs in with it, and whoever has is out at once."""
    _told(url, f"/accounts/{whose}/disable", {}, as_json=False)


@account_app.command()
def enable(whose: Whose, *, url: Url = "") -> None:
    """恢复账号。As it was before it was disabled."""
    _told(url, f"/accounts/{whose}/enable", {}, as_json=False)


@account_app.command()
def first(
    whose: Whose,
    *,
    name: Annotated[str, typer.Option(help="姓名 their name")],
    unit: Annotated[str, typer.Option(help="单位 their unit")],
    login: Annotated[str, typer.Option(help="登录名 the name they sign in with")] = "",
    subject: Annotated[str, typer.Option(help="统一认证中的标识 the provider's name for them")] = "",
    as_json: AsJson = False,
) -> None:
    """第一个系统管理员，在本机执行。The first administrator, at the machine itself."""
    from desk import accounts  # noqa: PLC0415  see cli.py

    with failures():
        told = asyncio.run(accounts.first(accounts.First(whose, name, unit, login or whose, subject)))
    show(told, lambda: _draw_told(told), as_json=as_json)


@account_app.command()
def enrol(*, url: Url = "") -> None:
    """开通账号：设口令和动态码。Use an invitation: choose a password, and set up a device."""
    invitation = {"invitation": _asked("开通码 Invitation")}
    with failures():
        begun = at(url, lambda caller: caller.open_post("/sign-in/enrolment", invitation))
    err.print(f"请用身份验证器扫描或输入 Set up your device: {begun['uri']}", highlight=False, soft_wrap=True)
    chosen = {"password": _asked("口令 Password"), "code": _asked("动态码 Code")}
    with failures():
        done = at(url, lambda caller: caller.open_post("/sign-in/enrolment/finish", {**invitation, **chosen}))
    err.print("已开通。恢复码请抄下收好，每个只能用一次 Recovery codes, each good once:", highlight=False)
    for code in done["recovery_codes"]:
        typer.echo(code)


def _told(url: str, path: str, body: dict[str, Any], *, as_json: bool) -> None:
    async def asked(caller: Caller) -> Any:
        return (await caller.post(_me(), path, body, str(uuid4()))).body

    with failures():
        told = at(url, asked)
    if told is not None:
        show(told, lambda: _draw_told(told), as_json=as_json)


def _me() -> str:
    """Whoever the token belongs to. Raises Stopped without one."""
    if not os.environ.get(TOKEN):
        raise Stopped(say("token-needed"), REFUSED)
    return ""


def _asked(what: str) -> str:
    """What only the person knows: never an argument, which others on the machine could read."""
    return str(typer.prompt(what, hide_input=True, err=True))


def _draw(found: list[dict[str, Any]]) -> None:
    for each in found:
        typer.echo(f"{each['login']}\t{each['person']}\t{each['state']}")


def _draw_told(told: dict[str, Any]) -> None:
    for name, value in told.items():
        typer.echo(f"{name}\t{value}")
    if "invitation" in told:
        err.print("只显示这一次，请当面交给本人。Shown this once: hand it to the person.", highlight=False)
