"""`python -m deploy.supply.licences`: the terms of every library that runs, written into docs/licences.md.

What a package says of itself comes from pip-licenses; what it does not say, or not clearly, from
`licences.toml`, where somebody who read its text has put it. What nobody has read is refused.
"""

import json
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from license_expression import ExpressionError, LicenseSymbol, Licensing

from deploy.supply.locked import ROOT, RUN, locked

PAGE = ROOT / "docs" / "licences.md"
_UNKNOWN = "UNKNOWN"

_HEAD = """\
# 第三方许可 Licences

运行所用的每个库和它的许可，`make licences` 由锁定文件和各个包自己的说明生成。
只收下面两类，没有人读过的一律不收（`deploy/supply/licences.toml`）。
Every library that runs, with its terms: made by `make licences` from the lock and from what packages say.
Only terms that somebody has read are taken.

- 宽松 permissive：保留声明即可 keep the notice
- 弱著佐权 weak copyleft：作为独立的库原样使用，可以替换 used unchanged, and can be exchanged

| 库 library | 版本 version | 许可 terms | 类 kind |
|---|---|---|---|
"""


class Forbidden(Exception):
    """A library whose terms are unknown, or not among those that are taken."""


@cache
def judged() -> dict[str, Any]:
    """What we have read and decided."""
    return tomllib.loads((Path(__file__).with_name("licences.toml")).read_text(encoding="utf-8"))


@cache
def _known() -> Licensing:
    """Every name that we have read something about; another one is no licence to us."""
    read = [judged()["permissive"], judged()["weak"], judged()["known"]]
    return Licensing([LicenseSymbol(name) for names in read for name in names])


@cache
def said() -> dict[str, str]:
    """What each installed package says of itself, by its name in small letters; UNKNOWN if nothing."""
    command = [
        sys.executable,
        "-m",
        "piplicenses",
        "--python",
        sys.executable,
        "--format=json",
        "--from=mixed",
    ]
    listed = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return {each["Name"].lower().replace("_", "-").replace(".", "-"): each["License"] for each in listed}


def terms_of(name: str) -> str:
    """The SPDX expression of a library. Raises Forbidden where nobody knows it."""
    read: dict[str, str] = judged()["read"]
    words = read.get(name) or said().get(name.replace(".", "-"), _UNKNOWN)
    words = judged()["names"].get(words, words)
    try:
        parsed = _known().parse(words, validate=True)
    except ExpressionError:
        raise Forbidden(f"{name}: {words}") from None
    return str(parsed)


def kind(expression: str) -> str:
    """Permissive or weak; of several that one may choose, the freest; of several at once, the strictest.

    Raises Forbidden.
    """
    return _kind(_known().parse(expression, validate=True))


def _kind(parsed: Any) -> str:
    if isinstance(parsed, LicenseSymbol):
        for taken in _KINDS:
            if str(parsed.key) in judged()[taken]:
                return taken
        raise Forbidden(str(parsed))
    kinds = []
    refused: Forbidden | None = None
    for each in parsed.args:
        try:
            kinds.append(_kind(each))
        except Forbidden as no:
            refused = no
    may_choose = parsed.operator.strip() == "OR"
    if refused and not (may_choose and kinds):
        raise refused
    return (min if may_choose else max)(kinds, key=_KINDS.index)


_KINDS = ("permissive", "weak")


def licences(lock: Path = RUN) -> dict[str, str]:
    """The terms of every library of a lock, all of them taken. Raises Forbidden, naming each that is not."""
    found: dict[str, str] = {}
    refused: list[str] = []
    for name in dict.fromkeys(each.name for each in locked(lock)):
        try:
            found[name] = terms_of(name)
            kind(found[name])
        except Forbidden as no:
            refused.append(f"{name}: {no}")
    if refused:
        raise Forbidden("；".join(refused))
    return found


def page(lock: Path = RUN) -> str:
    """The page as it should stand. Raises Forbidden."""
    terms = licences(lock)
    words = {"permissive": "宽松 permissive", "weak": "弱著佐权 weak copyleft"}
    versions: dict[str, list[str]] = {}
    for each in locked(lock):
        versions.setdefault(each.name, []).append(each.version)
    rows = [
        f"| {name} | {'、'.join(versions[name])} | {terms[name]} | {words[kind(terms[name])]} |"
        for name in terms
    ]
    return _HEAD + "\n".join(rows) + "\n"


def main() -> int:
    """Write the page. The exit code."""
    try:
        PAGE.write_text(page(), encoding="utf-8")
    except Forbidden as refused:
        sys.stderr.write(f"不能收下的许可 not taken: {refused}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
