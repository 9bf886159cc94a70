"""The rules room: no clock, no network, no waiting, nothing but the standard library."""

import ast
import sys

from tests.house.repository import files, name_of, tree

ASKS_THE_CLOCK = {
    "now",
    "today",
    "utcnow",
    "time",
    "time_ns",
    "monotonic",
    "perf_counter",
    "localtime",
    "gmtime",
}
REACHES_OUT = {
    "asyncio", "http", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets", "shutil",
    "socket", "sqlite3", "ssl", "subprocess", "tempfile", "threading", "time", "urllib", "uuid",
}  # fmt: skip


def test_the_rules_import_only_the_standard_library_and_themselves() -> None:
    known = (sys.stdlib_module_names - REACHES_OUT) | {"rules"}

    foreign = [
        f"{name_of(path)}: {module}"
        for path in files("rules")
        for node in ast.walk(tree(path))
        for module in _imported(node)
        if module.partition(".")[0] not in known
    ]

    assert foreign == []


def test_the_rules_never_ask_what_time_it_is() -> None:
    asked = [
        f"{name_of(path)}:{node.lineno}: {node.func.attr}()"
        for path in files("rules")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ASKS_THE_CLOCK
    ]

    assert asked == []


def test_the_rules_wait_for_nothing_and_open_nothing() -> None:
    waiting = (ast.Await, ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith)

    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in files("rules")
        for node in ast.walk(tree(path))
        if isinstance(node, waiting)
        or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"open", "print"}
        )
    ]

    assert found == []


def _imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [each.name for each in names]
        case ast.ImportFrom(module=str(module)):
            return [module]
        case _:
            return []
