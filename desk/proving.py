"""The commands about proof (存证命令): export a bundle, check one, show the public keys."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from desk.terminal import FOUND, SENSELESS, As, AsJson, Stopped, Url, at, failures, out, show
from desk.town import DISPATCHER
from desk.words import say
from proof import bundles
from proof.telling import plain, told


def export(
    case: Annotated[str, typer.Argument(metavar="CASE", help="事项编号或案件编号 a number, or a case's id")],
    *,
    out_file: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="写入何处，默认 编号.zip; else NUMBER.zip")
    ] = None,
    with_words: Annotated[
        bool, typer.Option("--with-words", help="含姓名和原话，须有理由 with names and words, for a reason")
    ] = False,
    reason: Annotated[str | None, typer.Option(help="理由，记入查阅记录 why; it is noted")] = None,
    url: Url = "",
    person: As = DISPATCHER,
) -> None:
    """导出证据包。A matter's evidence bundle: journals, documents, and what proves them."""
    number = case.split("/")[2] if case.count("/") == 3 else case
    place = out_file or Path(f"{number}.zip")
    body = {"with_words": with_words, **({"reason": reason} if reason else {})}
    with failures(case=number):
        if with_words and not reason:
            raise Stopped(say("reason-missing"), SENSELESS)
        bundle = at(url, lambda caller: caller.download(person, f"/matters/{number}/bundle", body))
        _write(place, bundle)
    for line in say("exported", file=place):
        out.print(line, markup=False, highlight=False)


def check(bundle: Path, key: str | None, *, as_json: bool) -> None:
    """Check a bundle offline. Raises Stopped if it cannot be read; ends with 1 if something was changed."""
    try:
        checked = bundles.check(bundle, key)
    except OSError as error:
        raise Stopped(say("file-unreadable", file=bundle, why=error.strerror), SENSELESS) from None
    show(
        plain(checked),
        lambda: out.print("\n".join(told(checked)), markup=False, highlight=False),
        as_json=as_json,
    )
    if checked.flaws:
        raise typer.Exit(FOUND)


def keys(*, url: Url = "", person: As = DISPATCHER, as_json: AsJson = False) -> None:
    """签名公钥。The public keys that sign checkpoints and bundles, the first one first."""
    with failures():
        found = at(url, lambda caller: caller.get(person, "/proof/keys"))

    def draw() -> None:
        table = Table(title="签名公钥 Signing keys", title_justify="left")
        for heading in ("指纹 Fingerprint", "公钥 Public key", "启用 Since", "由何者介绍 Introduced by"):
            table.add_column(heading, overflow="fold")
        for each in found:
            table.add_row(each["id"], each["public"], each["since"], each["by"])
        out.print(table)

    show(found, draw, as_json=as_json)


def _write(place: Path, bundle: bytes) -> None:
    """Whole or not at all."""
    draft = place.with_name(f".{place.name}.part")
    try:
        draft.write_bytes(bundle)
        draft.replace(place)
    except OSError as error:
        raise Stopped(say("file-unwritable", file=place, why=error.strerror), SENSELESS) from None
