"""What a migration takes away from whoever still runs the release before: read from its text."""

import ast
import re
from collections.abc import Iterator

# Says in a migration after which release it may run: until then the one before is still in use.
MARK = "CONTRACTS_AFTER"

_TAKEN_AWAY = {"drop_table", "drop_column", "rename_table"}
_IN_SQL = re.compile(
    r"\bDROP\s+(TABLE|COLUMN|VIEW|FUNCTION|SCHEMA|ROLE|TYPE)\b|\bRENAME\b|\bSET\s+NOT\s+NULL\b|\bALTER\s+COLUMN\s+\w+\s+TYPE\b"
    r"|\bTRUNCATE\b|\bREVOKE\b",
    re.IGNORECASE,
)
# A role that is put back in place within the same migration takes nothing from anybody.
_FOR_A_MOMENT = re.compile(r"^\s*REVOKE CREATE ON SCHEMA public FROM fengqiao_app\s*$", re.IGNORECASE)


def taken_away(source: str) -> list[str]:
    """What a migration takes away, in words; nothing for one that is marked as a contraction."""
    tree = ast.parse(source)
    if mark_of(tree):
        return []
    return [each for node in ast.walk(tree) for each in _of(node)]


def mark_of(tree: ast.Module) -> str | None:
    """The release that a contraction waits for."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(release))) if (
                name == MARK
            ):
                return release
    return None


def _of(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="op"), attr=name)):
            yield from _of_operation(name, node)
        case ast.Constant(value=str(text)):
            if (found := _IN_SQL.search(text)) and not _FOR_A_MOMENT.match(text):
                yield f"SQL: {found[0]}"


def _of_operation(name: str, call: ast.Call) -> Iterator[str]:
    said = {each.arg: each.value for each in call.keywords}
    if name in _TAKEN_AWAY:
        yield name
    elif name == "alter_column":
        for word in ("new_column_name", "type_"):
            if word in said:
                yield f"alter_column {word}"
        if _is(said.get("nullable"), False):
            yield "alter_column nullable=False"
    elif name == "add_column":
        column = next((each for each in call.args if isinstance(each, ast.Call)), None)
        words = {each.arg: each.value for each in column.keywords} if column else {}
        if _is(words.get("nullable"), False) and "server_default" not in words:
            yield "add_column nullable=False without server_default"


def _is(node: ast.expr | None, value: bool) -> bool:
    return isinstance(node, ast.Constant) and node.value is value
