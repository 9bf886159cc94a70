"""The table of authority (权限表) as people read it: docs/authority.md is made of these lines."""

from collections.abc import Iterator

from rules.authority.confidentiality import LAW, Confidentiality, Mask
from rules.authority.relations import Relation
from rules.authority.table import COLUMNS, PERMISSIONS, POLICY, Permission, PolicyLine
from rules.words import say

_SIGNS = {Mask.CLEAR: "●", Mask.PARTIAL: "◐", Mask.ABSENT: ""}


def classes() -> Iterator[str]:
    """The classes, each with what it rests on."""
    yield "| 类别 class | 依据 |"
    yield "|---|---|"
    for each in Confidentiality:
        yield f"| {_both('confidentiality', each)} | {LAW[each].article.short} |"


def readings() -> Iterator[str]:
    """Who reads what: a line for every line of the table."""
    heads = [say("confidentiality", each, "zh") for each in COLUMNS]
    yield f"| 岗位 role | 与案件的关系 relation | {' | '.join(heads)} |"
    yield f"|---|---|{'---|' * len(heads)}"
    for row in POLICY:
        yield _line(row)


def _line(row: PolicyLine) -> str:
    if row.is_of_accusations:
        shown = ["●（检举控告，且仅此）", *[""] * (len(COLUMNS) - 1)]
    else:
        shown = [_SIGNS[row.masks[each]] for each in COLUMNS]
    return f"| {_both('role', row.role)} | {_relation(row.relation)} | {' | '.join(shown)} |"


def permissions() -> Iterator[str]:
    """What a role may do that is no step of a procedure."""
    yield "| 权限 permission | 岗位 roles |"
    yield "|---|---|"
    for each in Permission:
        theirs = [say("role", role, "zh") for role, its in PERMISSIONS.items() if each in its]
        yield f"| {_both('permission', each)} | {'、'.join(theirs)} |"


def _relation(relation: Relation) -> str:
    return say("relation", relation, "zh")


def _both(kind: str, code: str) -> str:
    return f"{say(kind, code, 'zh')} {say(kind, code, 'en')}"
