"""Accounts by the command line: the first administrator at the machine, then all others as that one."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest_asyncio
import uvicorn

from local.ports import free_port
from local.postgres import Postgres
from tests.api.conftest import enter_the_county
from tests.servers import with_tables
from tests.signing_in.conftest import PASSWORD, House, opened

ROOT = Path(__file__).parents[2]
CLERK = "p-sl-window-clerk"


@dataclass
class Terminal:
    """A terminal at the machine where the installation runs, on the machine's own clock."""

    house: House
    url: str
    token: str = ""
    seed: str = ""
    ahead: int = 0

    async def run(self, *words: str, typed: str = "", code: str = "") -> tuple[int, str, str]:
        """Exit code, output, and what stands beside it. ``code``: the device's seed, or that it is shown."""
        settings = self.house.office.settings
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-W",
            "ignore",
            "-m",
            "cli",
            *words,
            cwd=ROOT,
            env={
                **os.environ,
                **settings.environment(),
                "FENGQIAO_URL": self.url,
                "FENGQIAO_TOKEN": self.token,
                "PYTHONPATH": str(ROOT),
            },
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,  # without a terminal what is hidden is read from here
        )
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(typed.encode())
        said = b""
        if code == "shown":
            while b"secret=" not in said or not said.endswith(b"\n"):
                said += await asyncio.wait_for(process.stderr.readline(), 60)
            seed = re.search(rb"secret=([A-Z2-7]+)", said)
            assert seed
            self.seed = seed[1].decode()
            code = self.seed
        if code:
            self.house.clock.at = datetime.now(UTC)
            shown = pyotp.TOTP(code).at(self.house.clock.at + timedelta(seconds=self.ahead))
            process.stdin.write(f"{PASSWORD}\n{shown}\n".encode())
            self.ahead += 30  # the next code: this one is used
        with suppress(BrokenPipeError):
            await process.stdin.drain()
        process.stdin.close()
        out, err = await asyncio.gather(process.stdout.read(), process.stderr.read())
        return await process.wait(), out.decode(), (said + err).decode()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def terminal(postgres: Postgres) -> AsyncIterator[Terminal]:
    url, _ = with_tables(postgres, "command_line"), with_tables(postgres, "command_line_sealed")
    async with opened(url, identity="local") as house:
        house.clock.at = datetime.now(UTC)
        await enter_the_county(house.office.records)
        port = free_port()
        server = uvicorn.Server(uvicorn.Config(house.app, port=port, lifespan="off", log_config=None))
        serving = asyncio.create_task(server.serve())
        yield Terminal(house, f"http://127.0.0.1:{port}")
        server.should_exit = True
        await serving


async def test_an_installation_is_taken_into_use_from_the_command_line(terminal: Terminal) -> None:
    terminal.house.clock.at = datetime.now(UTC)
    first = ("account", "first", "p-cli-admin", "--name", "管理员", "--unit", "sl", "--login", "root.cli")
    status, told, _ = await terminal.run(*first)
    assert status == 0
    invitation = dict(line.split("\t") for line in told.splitlines())["invitation"]

    status, told, beside = await terminal.run("account", "enrol", typed=f"{invitation}\n", code="shown")
    assert status == 0, beside
    assert len(re.findall(r"^[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}$", told, re.MULTILINE)) == 10

    status, told, beside = await terminal.run("sign-in", "root.cli", code=terminal.seed)
    assert status == 0, beside
    terminal.token = told.strip()

    status, told, beside = await terminal.run("account", "create", CLERK, "--login", "wang.jia")
    assert (status, "invitation" in told) == (0, True), beside
    for verb in ("disable", "enable", "reset"):
        assert (await terminal.run("account", verb, CLERK))[0] == 0
    _, told, _ = await terminal.run("account", "list")
    assert "wang.jia\tp-sl-window-clerk\tinvited" in told
    assert (await terminal.run("case", "list", "--json"))[1].startswith("{")  # others go by it as well


async def test_a_second_administrator_is_not_let_in_at_the_machine(terminal: Terminal) -> None:
    status, _, beside = await terminal.run("account", "first", "p-x", "--name", "某某", "--unit", "sl")

    assert (status, "已经有系统管理员" in beside) == (4, True)


async def test_without_a_token_nothing_is_asked(terminal: Terminal) -> None:
    terminal.token, kept = "", terminal.token

    status, _, beside = await terminal.run("account", "list")
    terminal.token = kept

    assert (status, "请先登录" in beside) == (4, True)


async def test_a_sign_in_that_fails_says_so_and_gives_no_token(terminal: Terminal) -> None:
    status, told, beside = await terminal.run("sign-in", "root.cli", typed="wrong\n000000\n")

    assert (status, told) == (4, "")
    assert "没有登录成功" in beside
