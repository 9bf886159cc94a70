"""`fengqiao run`: the whole system, its county on the first start, and where to find everything."""

import asyncio
from pathlib import Path

from rich.console import Console
from rich.table import Table

import counties
from desk.progress import progress
from desk.seeding import HOW_MANY, enter_county, seed
from desk.town import COUNTY
from local import system
from local.keys import SIMULATED
from local.system import System
from rules.words import say
from settings import Settings


def run(console: Console) -> None:
    """Run until Ctrl-C. Raises CannotStart, MissingSetting, and what seeding raises."""
    system.run(Settings(), on_ready=lambda ready: _welcome(ready, console))


def _welcome(ready: System, console: Console) -> None:
    settings = ready.settings
    seeded, by_token = settings.var / "seeded", settings.signs_in_by() == "development"
    if settings.development and not by_token:
        asyncio.run(enter_county(ready.database_url))
    if by_token and not seeded.exists():
        console.print("首次启动：正在登记示例县及其案件……  First start: entering the fictional county.")
        with progress(console, HOW_MANY, "示例 samples") as told:
            asyncio.run(seed(ready.database_url, ready.api_url, told))
        seeded.touch()
    console.print(_places(ready))
    if by_token:
        console.print(_sign_ins())
        console.print(
            "其他人员同理（p-单位-岗位）；令牌：fengqiao token 人员。按 Ctrl-C 停止。\n"
            "Others are named alike; a token: fengqiao token PERSON. Ctrl-C stops it.",
            highlight=False,
        )
    else:
        console.print(
            "怎样登录：docs/signing-in.md。How to sign in stands there. Ctrl-C stops it.", highlight=False
        )


def _places(ready: System) -> Table:
    table = Table(title="枫桥已启动 Fengqiao is running", title_justify="left")
    table.add_column("何处 Where")
    table.add_column("地址 Address", overflow="fold")
    settings = ready.settings
    for name, address in (
        ("工作台 Desk", f"{ready.api_url}/desk/"),
        ("网上窗口 Window", f"{ready.api_url}/"),
        ("接口 API", ready.api_url),
        ("接口说明 API documentation", f"{ready.api_url}/openapi.json"),
        ("流程引擎界面 Temporal UI", ready.temporal_ui_url),
        ("模拟机关 Simulated agencies", _simulator(settings)),
        ("数据目录 Data", str(_shown(ready.settings.var))),
    ):
        if address:
            table.add_row(name, address)
    return table


def _simulator(settings: Settings) -> str:
    port = settings.simulator_port
    return f"http://127.0.0.1:{port}/{{{','.join(SIMULATED)}}}/desk" if port else ""


def _shown(var: Path) -> Path:
    return var.relative_to(Path.cwd()) if var.is_relative_to(Path.cwd()) else var


def _sign_ins() -> Table:
    """One person for every seat: of the county, its first township, and that one's first village."""
    units = {unit.id: unit for unit in counties.units(COUNTY)}
    people: dict[str, counties.Person] = {}
    for person in (*counties.people(COUNTY), *counties.helpers(COUNTY)):
        people.setdefault(person.role, person)
    table = Table(title="可登录的人员 People to sign in as", title_justify="left")
    table.add_column("单位 Unit", no_wrap=True)
    table.add_column("岗位 Seat", overflow="fold")
    table.add_column("人员 Person", no_wrap=True)  # to be copied
    for role, person in people.items():
        seat = f"{say('role', role, 'zh')} {say('role', role, 'en')}"
        table.add_row(units[person.unit].name, seat, person.ref)
    return table
