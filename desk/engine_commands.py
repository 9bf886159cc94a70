"""The commands about a production engine (引擎命令): who may come to it, and with what.

They make files and speak to no server. Where they are made is where they are kept: whoever has them can come
as anybody.
"""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from desk.terminal import out
from desk.words import say
from local import certificates, tokens

engine_app = typer.Typer(
    help="流程引擎的证书和令牌 certificates and tokens of the engine", no_args_is_help=True
)

Directory = Annotated[
    Path, typer.Argument(metavar="DIRECTORY", help="存放之处，只有本人可读 where they are kept")
]


@engine_app.command(name="node")
def node(
    directory: Directory,
    name: Annotated[str, typer.Argument(metavar="NAME", help="节点名称 what the node is called")],
    *,
    host: Annotated[
        list[str], typer.Option(help="它应答的名称或地址，可以多次 names or addresses it answers at")
    ],
    days: Annotated[int, typer.Option(min=1)] = certificates.CERTIFICATE_DAYS,
) -> None:
    """签发引擎节点的证书。A certificate for a node of the engine; its authority is made with the first."""
    _issued(certificates.issue(directory, certificates.NODES, name, tuple(host), days=days))


@engine_app.command(name="client")
def client(
    directory: Directory,
    name: Annotated[str, typer.Argument(metavar="NAME", help="api、worker 等 who comes")],
    *,
    days: Annotated[int, typer.Option(min=1)] = certificates.CERTIFICATE_DAYS,
) -> None:
    """签发来访者的证书。A certificate for whoever comes to the engine."""
    _issued(certificates.issue(directory, certificates.CLIENTS, name, days=days))


@engine_app.command(name="token")
def token(
    directory: Directory,
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="api、worker 等 who comes")],
    *,
    permission: Annotated[
        list[str],
        typer.Option(help="命名空间:权限，可以多次 NAMESPACE:read, :write or :admin; may be repeated"),
    ],
    into: Annotated[Path, typer.Option(help="写入的文件 the file (TEMPORAL_TOKEN_FILE)")],
    hours: Annotated[float, typer.Option(min=0.001, help="有效多少小时 how long it is good")] = 24,
) -> None:
    """签发令牌，写入文件。A token, written whole over the file that its bearer reads again."""
    tokens.ensure_key(directory)
    made = tokens.token(directory, subject, permission, good_for=timedelta(hours=hours))
    certificates.write(into, f"{made}\n".encode())
    out.print(*say("token-written", file=into, hours=hours), sep="\n", markup=False, highlight=False)


@engine_app.command(name="token-key")
def token_key(
    directory: Directory,
    *,
    forget: Annotated[
        bool, typer.Option("--forget", help="不再接受以前的密钥 take tokens of the current key alone")
    ] = False,
) -> None:
    """换签发令牌的密钥；等旧令牌都过期，再 --forget。A new key for tokens; later, forget the old."""
    tokens.ensure_key(directory)
    if forget:
        tokens.forget_keys_before(directory)
    else:
        tokens.renew_key(directory)
    out.print(
        *say("token-key-changed", file=directory / "jwks.json"), sep="\n", markup=False, highlight=False
    )


def _issued(files: tuple[Path, Path]) -> None:
    out.print(*say("certificate-issued", certificate=files[0], key=files[1]), sep="\n", markup=False)
