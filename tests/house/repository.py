"""What the tests of the house look at: the repository itself."""

import ast
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE_BY_RUNNING = {"var", "build", "htmlcov", "__pycache__", "node_modules"}
ROOMS = ("activities", "api", "counties", "records", "rules", "workflows")


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


def files(*rooms: str, endings: tuple[str, ...] = (".py",)) -> list[Path]:
    """The files of these rooms, or of the whole repository."""
    return sorted(
        path
        for room in rooms or (".",)
        for path in _below(ROOT / room)
        if not endings or path.suffix in endings
    )


def _below(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if _is_ours(name)]
        # in a linked working tree .git is a file
        ours = (name for name in names if name != ".git" and not name.startswith(".coverage"))
        yield from (Path(where) / name for name in ours)


def _is_ours(folder: str) -> bool:
    is_hidden = folder.startswith(".") and folder != ".ci"
    return not (is_hidden or folder in MADE_BY_RUNNING or folder.endswith(".egg-info"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines_with(pattern: str, paths: list[Path]) -> list[str]:
    """``file:line: text`` of every line in which the pattern is found."""
    sought = re.compile(pattern)
    return [
        f"{name_of(path)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(text(path).splitlines(), start=1)
        if sought.search(line)
    ]


def rows(path: Path, columns: int) -> list[list[str]]:
    """The cells of every table row of a document that has so many columns, headings left out."""
    cells = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in text(path).splitlines()
        if line.startswith("|")
    ]
    is_rule = [bool(row) and all(re.fullmatch(r":?-+:?", cell) for cell in row) for row in cells]
    headings = {number - 1 for number, rule in enumerate(is_rule) if rule}
    return [
        row
        for number, row in enumerate(cells)
        if len(row) == columns and not is_rule[number] and number not in headings
    ]


def quoted(cell: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]+)`", cell)


def prose(document: Path) -> str:
    """A document without its blocks of code."""
    return re.sub(r"^```.*?^```", "", text(document), flags=re.DOTALL | re.MULTILINE)


def public_names(path: Path) -> list[str]:
    """The classes, functions and constants of a module that do not begin with an underscore."""
    found: list[str] = []
    for node in tree(path).body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                found.append(name)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                found.append(name)
    return [name for name in found if not name.startswith("_")]


def imported_by(path: Path) -> set[str]:
    """The packages a file imports, without those of the standard library."""
    named: list[str] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            named.append(node.module or "")
        elif isinstance(node, ast.Import):
            named += [each.name for each in node.names]
    return {name.partition(".")[0] for name in named} - sys.stdlib_module_names
