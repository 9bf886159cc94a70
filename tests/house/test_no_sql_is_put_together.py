"""No statement is put together from text: what varies in it is a parameter, or a column named in code."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.repository import files, name_of, tree

# Put together from names that stand in the same file, and from nothing that comes from outside.
OF_THEIR_OWN_NAMES = {
    "records/fan_out.py",  # the name of one of our classes, as an index has it
    "simulator/store.py",  # the columns of its own dataclasses; the values are parameters
}
RAW = {"text", "exec_driver_sql", "literal_column", "SQL", "DDL"}  # what takes a statement as it is
_STATEMENT = re.compile(
    r"^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|CREATE|DROP|ALTER|GRANT|REVOKE|COPY|TRUNCATE|EXECUTE"
    r"|CALL|SET|LISTEN|NOTIFY)\b[^a-z]"
)


def test_no_statement_is_put_together_from_text() -> None:
    ours = [
        path
        for path in files()
        if not name_of(path).startswith(("tests/", "benchmarks/", "records/migrations/"))
    ]

    found = [
        f"{name_of(path)}:{line}"
        for path in ours
        if name_of(path) not in OF_THEIR_OWN_NAMES
        for line in put_together(path, tree(path))
    ]

    assert len(ours) > 200
    assert found == []


def test_whoever_may_still_does() -> None:
    for name in OF_THEIR_OWN_NAMES:
        (path,) = [each for each in files() if name_of(each) == name]
        assert put_together(path, tree(path)), name


@pytest.mark.parametrize(
    "code",
    [
        "connection.execute(text(f'SELECT * FROM matters WHERE number = {number}'))",
        "connection.exec_driver_sql('SELECT ' + what)",
        "connection.execute('DELETE FROM matters WHERE number = %s' % number)",
        "connection.execute('UPDATE matters SET status = {}'.format(status))",
        "statement = f'''\n  INSERT INTO matters VALUES ({values})'''",
        "text(statement)",
        "sql.SQL(said)",
        "literal_column(column)",
    ],
)
def test_a_statement_that_is_put_together_is_found(code: str) -> None:
    assert put_together(Path("x.py"), ast.parse(_IMPORTS + code)) != []


@pytest.mark.parametrize(
    "code",
    [
        "connection.execute(text('SELECT 1'))",
        "connection.execute(select(matters.c.number).where(matters.c.number == number))",
        "raise ValueError(f'Select a {thing}')",
        "column = text('kind')",
    ],
)
def test_a_statement_with_its_values_beside_it_is_none(code: str) -> None:
    assert put_together(Path("x.py"), ast.parse(_IMPORTS + code)) == []


_IMPORTS = "from sqlalchemy import text, literal_column\nfrom psycopg import sql\n"


def put_together(path: Path, module: ast.Module) -> list[int]:
    """The lines in which a statement is made of parts, or a raw one is taken from a variable."""
    raw = _raw_names(module)
    expressions = [node for node in ast.walk(module) if isinstance(node, ast.expr)]
    return sorted(
        {each.lineno for each in expressions if _is_made_of_parts(each) or _is_raw_and_varies(each, raw)}
    )


def _raw_names(module: ast.Module) -> set[str]:
    """What this file calls by a name from a library of databases."""
    return {
        each.asname or each.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").partition(".")[0] in {"sqlalchemy", "psycopg"}
        for each in node.names
    }


def _is_made_of_parts(node: ast.expr) -> bool:
    match node:
        case ast.JoinedStr(values=[ast.Constant(value=str(first)), *rest]) if rest:
            return bool(_STATEMENT.match(first))
        case ast.BinOp(left=ast.Constant(value=str(first)), op=ast.Mod() | ast.Add()):
            return bool(_STATEMENT.match(first + " "))
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(first)), attr="format")):
            return bool(_STATEMENT.match(first))
    return False


def _is_raw_and_varies(node: ast.expr, raw: set[str]) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name), args=[said, *_]) if name in RAW & raw:
            return not isinstance(said, ast.Constant)
        case ast.Call(func=ast.Attribute(attr="exec_driver_sql"), args=[said, *_]):
            return not isinstance(said, ast.Constant)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="sql"), attr="SQL"), args=[said, *_]) if (
            "sql" in raw
        ):
            return not isinstance(said, ast.Constant)
    return False
