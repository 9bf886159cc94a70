"""The commands about keys (密钥命令): make one, see what each is needed for, have the current one take over.

They work on the servers of the system beside us; with FENGQIAO_STORE=sealed, on the store of accusations.
"""
# ruff: noqa: PLC0415  what speaks to servers is imported by the commands that do

import asyncio
import os
import time
from collections import Counter
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from desk.terminal import FOUND, AsJson, failures, out, show
from desk.words import say
from keys.opening import key_service, purpose
from keys.ring import KEY_BYTES, encoded
from settings import Settings

if TYPE_CHECKING:
    from desk.key_use import KeyUse

keys_app = typer.Typer(help="密钥 keys", no_args_is_help=True)


class Ring(StrEnum):
    """The rings for which a key can be made."""

    ENGINE = "engine"
    KEEPER = "keeper"
    SEALED_ENGINE = "sealed-engine"
    SEALED_KEEPER = "sealed-keeper"


_STATES = {
    "current": "key-current",
    "needed": "key-needed",
    "for-reading": "key-for-reading",
    "retirable": "key-retirable",
    "missing": "key-missing",
}
_SETTING = {
    Ring.ENGINE: "engine_keys",
    Ring.KEEPER: "keeper_key",
    Ring.SEALED_ENGINE: "sealed_engine_keys",
    Ring.SEALED_KEEPER: "sealed_keeper_key",
}


@keys_app.command()
def make(
    ring: Annotated[Ring, typer.Argument(help="为哪一串密钥 for which ring")],
    id: Annotated[
        str, typer.Option("--id", help="密钥编号（流程引擎） its id; an engine's key needs one")
    ] = "",
) -> None:
    """造一把密钥。A new key as an entry of its ring; wrapped, where there is a key service.

    输出即为密钥，请用 umask 077 写入文件。What it prints is the key: redirect it under `umask 077`.
    """
    setting = _SETTING[ring]
    if (setting.endswith("engine_keys")) != bool(id) or set(id) & set(":, \n"):
        raise typer.BadParameter("; ".join(say("key-id")))
    with failures():
        key, settings = os.urandom(KEY_BYTES), Settings()
        entry = key_service(settings).wrap(purpose(setting), key) if settings.key_service else encoded(key)
    typer.echo(f"{id}:{entry}" if id else entry)


@keys_app.command(name="show")
def show_keys(*, as_json: AsJson = False) -> None:
    """哪些密钥还在用。What each key is needed for, and which may be retired.

    缺少仍需的密钥时退出码为 1。The exit code is 1 if a key that is needed is not on its ring.
    """
    from desk import key_use

    async def looked() -> "list[KeyUse]":
        async with key_use.store() as store:
            return await key_use.uses(store)

    with failures():
        found = asyncio.run(looked())
    plain = [{**asdict(each), "verdict": each.verdict} for each in found]
    show(plain, lambda: _draw(found), as_json=as_json)
    if any(each.verdict == "missing" for each in found):
        raise typer.Exit(FOUND)


@keys_app.command()
def rewrap(*, as_json: AsJson = False) -> None:
    """用现用的保管密钥重新封装全部内容。Put all that is sealed under the keeper's current key.

    可随时中断，再次执行即继续；办理不受影响。It can be broken off and begun again; everybody goes on working.
    """
    from desk import key_use
    from records.rewrap import rewrap as take_over

    async def taken() -> dict[str, Any]:
        rows, began = Counter[str](), time.perf_counter()
        async with key_use.store() as store:
            for records, tables in store.parts:
                async for batch in take_over(records, store.keeper, tables):
                    rows[batch.table] += batch.rows
        seconds = time.perf_counter() - began
        return {"rows": dict(rows), "seconds": round(seconds, 2), "key": store.keeper.key_id}

    with failures():
        done = asyncio.run(taken())
    show(done, lambda: _say_rewrapped(done), as_json=as_json)


@keys_app.command()
def renew(*, as_json: AsJson = False) -> None:
    """让仍用旧密钥的在办流程换到现用密钥。Have open proceedings leave their earlier engine keys behind."""
    from desk import key_use

    async def told() -> list[str]:
        async with key_use.store() as store:
            return await key_use.renew(store)

    with failures():
        renewed = asyncio.run(told())
    show(renewed, lambda: _say("keys-renewed", count=len(renewed)), as_json=as_json)


def _draw(found: "list[KeyUse]") -> None:
    table = Table()
    for heading in ("钥匙串 ring", "编号 id", "状态 state", "在用 needed for", "仅供查阅 read only"):
        table.add_column(heading)
    for each in found:
        state = "\n".join(say(_STATES[each.verdict]))
        table.add_row(each.ring, each.id, state, _counted(each.needed), _counted(each.read))
    out.print(table)


def _counted(uses: Any) -> str:
    return "\n".join(f"{what} {count}" for what, count in uses.items())


def _say_rewrapped(done: dict[str, Any]) -> None:
    rows, seconds = sum(done["rows"].values()), done["seconds"]
    _say("keys-rewrapped", rows=rows, key=done["key"], seconds=seconds, rate=round(rows / max(seconds, 0.01)))


def _say(code: str, **details: object) -> None:
    for line in say(code, **details):
        out.print(line, markup=False, highlight=False)
