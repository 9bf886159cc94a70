"""`fengqiao agency-simulator`. What it needs is imported when it runs: others should not wait for it."""
# ruff: noqa: PLC0415  see above

from pathlib import Path
from typing import Annotated

import typer

SENSELESS, AWAY = 2, 3


def agency_simulator(
    *,
    store: Annotated[Path, typer.Option(help="存储文件 its own store, an SQLite file")],
    county_url: Annotated[
        str, typer.Option(help="县级系统地址 messages go to {county-url}/agencies/{agency}/messages")
    ],
    port: Annotated[int, typer.Option(min=0, max=65535, help="本机端口 the port on this machine")] = 8300,
    host: Annotated[
        str, typer.Option(help="监听地址；容器内用 0.0.0.0 where it listens; 0.0.0.0 within a container")
    ] = "127.0.0.1",
    agency: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=TEMPER",
            help="机关及其脾气，可多次；默认五家机关，均为 prompt. tempers: prompt slow silent refuses "
            "double-sends out-of-order garbage errors accepts-after-recall supplement desk",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="随机种子 the same seed, the same behaviour")] = 1,
    pace: Annotated[float, typer.Option(min=0.001, help="一步的秒数 seconds that one step takes")] = 0.2,
) -> None:
    """模拟机关，直到 Ctrl-C。Courts, police and others that keep the contract, or do not, until Ctrl-C.

    密钥取自环境变量。Secrets: FENGQIAO_AGENCY_SECRETS="court:whsec_…,police:whsec_…"; for Ed25519 beside it
    FENGQIAO_AGENCY_KEYS="court:whsk_…:whpk_…", the agency's private key and the county's public one.
    """
    from simulator import program

    try:
        program.run(store, county_url, port, agency or [], seed, pace, host)
    except program.Senseless as no:
        typer.echo(str(no), err=True)
        raise typer.Exit(SENSELESS) from None
    except program.CannotRun as no:
        typer.echo(str(no), err=True)
        raise typer.Exit(AWAY) from None
