"""`fengqiao conformance`. What it needs is imported when it runs: other commands should not wait for it."""
# ruff: noqa: PLC0415  see above

import asyncio
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from conformance.running import Finding
    from conformance.signing import Keys

FOUND, SENSELESS, AWAY = 1, 2, 3
SECRET, KEY = "FENGQIAO_AGENCY_SECRET", "FENGQIAO_COUNTY_KEY"
WORDS = {"passed": "符合 passed", "failed": "不符合 failed", "not-tried": "未试 not tried"}


def conformance(
    *,
    url: Annotated[str, typer.Option(help="机关的地址 the agency's base: messages go to {url}/messages")],
    agency: Annotated[str, typer.Option(metavar="KIND", help="机关的代码 court, police, …")],
    listen: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="在此接收机关的消息 where the agency's messages come in")
    ] = "127.0.0.1:8301",
    county_url: Annotated[
        str,
        typer.Option(help="机关所知的县级系统地址 what it was told to call"),
    ] = "",
    secret_file: Annotated[
        Path | None, typer.Option(help="密钥文件，默认取自 FENGQIAO_AGENCY_SECRET whsec_…")
    ] = None,
    patience: Annotated[
        float, typer.Option(min=0.1, help="机关多久不说话就不再等 seconds without a word from it")
    ] = 10.0,
    settle: Annotated[
        float, typer.Option(min=0.05, help="多久不说算沉默 seconds after which silence is silence")
    ] = 1.0,
    await_push: Annotated[
        float, typer.Option(min=0, help="等机关送出自己的事项的秒数 seconds to wait for matters of its own")
    ] = 0.0,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON; machine-readable")] = False,
) -> None:
    """逐条核验一家机关是否遵守对接合同。Which clauses of the contract an agency keeps, one by one.

    以县级系统的身份送练习件，不送真实事项。It plays the county, with practice matters only.
    退出码 exit codes: 0 符合 kept · 1 有不符合的 not all · 2 用法有误 misuse · 3 无法开始 cannot start
    """
    from conformance.running import is_kept, run

    keys = _keys(secret_file)
    try:
        running = run(
            url,
            agency,
            keys,
            listen,
            county_url,
            patience=patience,
            settle=settle,
            await_push=await_push,
        )
        findings = asyncio.run(running)
    except OSError:
        _fail(f"无法在 {listen} 接收。\nIt cannot listen on {listen}.", AWAY)
    except ValueError:
        _fail(f"--listen 应为“主机:端口”：{listen}\n--listen is host:port, not {listen}", SENSELESS)
    if as_json:
        typer.echo(json.dumps([each.plain() for each in findings], ensure_ascii=False, indent=2))
    else:
        _draw(Console(), findings)
    if not is_kept(findings):
        raise typer.Exit(FOUND)


def _keys(secret_file: Path | None) -> "Keys":
    from conformance.signing import Keys, checked, private_key

    try:
        secret = secret_file.read_text().strip() if secret_file else os.environ.get(SECRET, "")
    except OSError:
        _fail(f"无法读取密钥文件 {secret_file}。\nThe file {secret_file} cannot be read.", SENSELESS)
    if not secret:
        _fail(f"缺少密钥：{SECRET} 或 --secret-file。\nThe secret is missing.", AWAY)
    key = os.environ.get(KEY, "")
    try:
        return Keys(checked(secret), private_key(key) if key else None)
    except ValueError:
        _fail("密钥无法读取：应为 whsec_… 或 whsk_…。\nA secret or key cannot be read.", SENSELESS)


def _draw(console: Console, findings: "list[Finding]") -> None:
    table = Table(title="对接合同核验 Conformance", title_justify="left")
    table.add_column("条 Clause", no_wrap=True)
    table.add_column("结果 Result", no_wrap=True)
    table.add_column("内容 What it says", overflow="fold")
    for each in findings:
        seen = f"\n{each.seen}" if each.seen else ""
        table.add_row(each.number, WORDS[each.result], f"{each.zh} {each.en}{seen}")
    console.print(table, markup=False)
    counts = {result: sum(each.result == result for each in findings) for result in WORDS}
    console.print(" · ".join(f"{WORDS[result]} {count}" for result, count in counts.items()), highlight=False)


def _fail(words: str, code: int) -> NoReturn:
    typer.echo(words, err=True)
    raise typer.Exit(code)
