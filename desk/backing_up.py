"""The commands about backups (备份命令): take one, look at them, keep a copy of the keys, restore."""
# ruff: noqa: PLC0415  what speaks to servers is imported by the commands that do

import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from backups.words import Failed
from desk import where
from desk.terminal import FOUND, SENSELESS, AsJson, Stopped, failures, out, quiet_logs, show
from desk.words import say
from settings import MissingSetting, Settings, attached

if TYPE_CHECKING:
    from backups.place import Place

backup_app = typer.Typer(help="备份 backups", invoke_without_command=True, no_args_is_help=False)

From = Annotated[
    Path | None, typer.Option("--from", help="备份目录，默认 FENGQIAO_BACKUPS where backups lie")
]
_STEPS = {
    "check": "restoring-check",
    "unpack": "restoring-unpack",
    "recover": "restoring-recover",
    "engine": "restoring-engine",
    "files": "restoring-files",
}
_STEPS_OF_A_DRILL = {
    "backup": "drilling-backup",
    "restore": "drilling-restore",
    "reconcile": "drilling-reconcile",
    "verify": "drilling-verify",
    "ask": "drilling-ask",
}


@backup_app.callback()
def take(context: typer.Context, *, as_json: AsJson = False) -> None:
    """现在做一次备份。Take a whole backup now; what is there stays until it is whole."""
    if context.invoked_subcommand:
        return
    from backups.manifests import plain
    from backups.retention import put_away
    from backups.taking import Taker
    from keys.opening import open_keys

    quiet_logs()
    with failures():
        settings = open_keys(attached())
        taker = Taker.of(settings)
        taken = taker.take()
        put_away(taker.place, datetime.now(UTC), settings.backup_days, settings.backup_at_least)
    show(plain(taken), lambda: _line("backup-taken", id=taken.id, place=taker.place.root), as_json=as_json)


@backup_app.command(name="list")
def list_(*, place: From = None, as_json: AsJson = False) -> None:
    """有哪些备份，能恢复到何时。Which backups there are, and until when the log behind each reaches."""
    from backups.inspecting import reaches
    from backups.manifests import plain

    quiet_logs()
    with failures():
        kept = _place(place)
        found = [{**plain(each), "until": reaches(kept, each)} for each in kept.taken()]
    show(found, lambda: _draw(found), as_json=as_json)


@backup_app.command()
def check(*, place: From = None, as_json: AsJson = False) -> None:
    """不用私钥，核对每个文件的摘要。Hold every file to its digest, without any private key."""
    from backups.inspecting import flaws

    quiet_logs()
    with failures():
        found = flaws(_place(place))
    show(found, lambda: out.print("\n".join(found) or "/".join(say("all-is-well"))), as_json=as_json)
    if found:
        raise typer.Exit(FOUND)


@backup_app.command()
def keys(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="写入何处，不得在备份目录中")],
    *,
    recipients: Annotated[
        str, typer.Option("--for", help="为谁而封，默认与备份相同 whom it is sealed for; else as backups are")
    ] = "",
) -> None:
    """另存一份密钥，封好，与备份分开保管。A sealed copy of all keys, to be kept apart from the backups."""
    from backups.key_copies import write
    from backups.sealing import Recipients

    quiet_logs()
    with failures():
        settings = attached()
        try:
            count = write(settings, file, Recipients(recipients or settings.backup_recipients))
        except OSError as error:
            raise Stopped(say("file-unwritable", file=file, why=error.strerror), SENSELESS) from None
    _line("keys-copied", file=file, count=count)


@backup_app.command()
def identity(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="私钥写入何处 for the private key")],
) -> None:
    """造一对备份用的密钥。Make a pair for backups: the private key goes to FILE, its recipient is printed.

    私钥不留在本机：没有它恢复不了，有了它就能读。Keep the private key off this machine, and in two places.
    """
    from backups.sealing import new_identity

    quiet_logs()
    with failures():
        private, recipient = new_identity()
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as written:
                written.write(f"# recipient: {recipient}\n{private}\n")
        except FileExistsError:
            raise Failed("file-there", file=file) from None
        except OSError as error:
            raise Stopped(say("file-unwritable", file=file, why=error.strerror), SENSELESS) from None
    typer.echo(recipient)


def restore(
    *,
    to: Annotated[Path, typer.Option("--to", metavar="DIRECTORY", help="空目录 an empty directory")],
    identity_file: Annotated[
        Path, typer.Option("--identity", metavar="FILE", help="备份的私钥 the private key")
    ],
    place: From = None,
    until: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z"], help="恢复到的时刻，带时区 a moment"
        ),
    ] = None,
    backup: Annotated[str, typer.Option(help="哪一份，默认最新 which one; else the newest")] = "",
    key_copy: Annotated[
        Path | None, typer.Option("--keys", metavar="FILE", help="密钥副本 the copy of the keys")
    ] = None,
    key: Annotated[
        str | None, typer.Option(help="公布的首个公钥指纹 the first signing key's fingerprint")
    ] = None,
    without_engine: Annotated[
        bool, typer.Option("--without-engine", help="不恢复流程引擎 leave the engine's store out")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """恢复到一个空目录。Restore into an empty directory, as it stood at a moment, or as late as can be."""
    from backups.restoring import Wish
    from backups.restoring import restore as bring_back
    from proof.keys import Signer

    quiet_logs()
    with failures():
        settings = Settings()
        wish = Wish(
            place=_place(place),
            target=to,
            identity=identity_file,
            until=until,
            backup=backup,
            keys=key_copy,
            fingerprint=key,
            with_engine=not without_engine,
            programs=settings.postgres_programs,
        )
        known = settings.signing_keys.get_secret_value()
        signers = [Signer(seed) for seed in settings.signing_seeds()] if known else []
        found = bring_back(wish, signers, lambda step: _line(_STEPS[step]))
    show(
        asdict(found),
        lambda: _line("restored", id=found.backup, place=to, until=found.until, missing=len(found.missing)),
        as_json=as_json,
    )
    if found.missing:
        raise typer.Exit(FOUND)


def drill(
    *,
    identity_file: Annotated[
        Path, typer.Option("--identity", metavar="FILE", help="备份的私钥 the private key")
    ],
    to: Annotated[Path, typer.Option("--to", metavar="DIRECTORY", help="恢复到的空目录 an empty directory")],
    as_json: AsJson = False,
) -> None:
    """恢复演练：备份、恢复到空目录、逐项核对、计时。Back up, restore to an empty place, look at everything.

    恢复的副本不对外发送任何内容；看完请删除。What comes back speaks to nobody; delete it afterwards.
    """
    from backups.drilling import drill as drilled
    from keys.opening import open_keys

    quiet_logs()
    with failures():
        found = drilled(open_keys(attached()), identity_file, to, lambda step: _line(_STEPS_OF_A_DRILL[step]))
    took = " ".join(f"{step} {seconds} s" for step, seconds in found.took.items())
    show(
        {**asdict(found), "restored_within": found.restored_within},
        lambda: _line(
            "drilled", cases=found.cases, open=found.open_cases, took=took, faults=len(found.faults)
        ),
        as_json=as_json,
    )
    if found.faults:
        raise typer.Exit(FOUND)


def _place(given: Path | None) -> "Place":
    from backups.place import Place

    there = given or where.backups()
    if there is None:
        raise MissingSetting("FENGQIAO_BACKUPS")
    return Place(there)


def _line(code: str, **details: object) -> None:
    for line in say(code, **details):
        out.print(line, markup=False, highlight=False, soft_wrap=True)


def _draw(found: list[dict[str, object]]) -> None:
    table = Table()
    for heading in ("备份 Backup", "完成 Finished", "可恢复到 Until", "字节 Bytes", "文件 Files"):
        table.add_column(heading, overflow="fold")
    for each in found:
        table.add_row(*(str(each[name]) for name in ("id", "finished", "until", "bytes", "files")))
    out.print(table)
