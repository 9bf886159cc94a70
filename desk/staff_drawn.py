"""What the commands about people and seats show (人员岗位)."""

from typing import Any

from rich.table import Table

from desk.terminal import out


def changes(lines: list[dict[str, Any]]) -> None:
    """The list of changes: who, when, what, why."""
    table = _table("编号 No.", "时间 When", "何人 Who", "何事 What", "涉及 Whom", "岗位 Seat", "理由 Why")
    for line in lines:
        change, kind, why = line["change"], line["kind_words"], line["because_words"]
        seat = f"{change['role'] or ''}@{change['unit'] or ''}".strip("@")
        table.add_row(
            str(change["number"]),
            change["at"][:16],
            change["by_person"] or "—",
            f"{kind['zh']} {kind['en']}",
            change["person"] or "",
            seat,
            f"{why['zh']} {change['basis'] or ''}",
        )
    out.print(table)


def seats(lines: list[dict[str, Any]]) -> None:
    """Who sits where, and who deputises."""
    table = _table("单位 Unit", "岗位 Seat", "人员 Person", "代理 Deputy", "至 Until")
    for line in lines:
        sitting = line["sitting"]
        row = (sitting["unit"], line["role_words"]["zh"], sitting["person"], line["deputy"] or "")
        table.add_row(*row, line["deputy_until"] or sitting["valid_until"] or "")
    out.print(table)


def empty(lines: list[dict[str, Any]]) -> None:
    """The seats in which nobody is, and who stands in."""
    table = _table("单位 Unit", "岗位 Seat", "代行 Stands in")
    for line in lines:
        words = line["role_words"]
        table.add_row(line["unit"], f"{words['zh']} {words['en']}", "、".join(line["stands_in"]) or "—")
    out.print(table)


def preview(found: dict[str, Any]) -> None:
    """What a person would leave, line by line."""
    for line in found["lines"]:
        out.print(line, highlight=False)
    for each in found["waiting"]:
        out.print(f"{each['role']}@{each['unit']} {each['kind']}: {each['tasks']}", highlight=False)
    out.print(
        f"案件 cases: {found['cases']}  摘要 digest: {found['digest']}", highlight=False, soft_wrap=True
    )


def _table(*headings: str) -> Table:
    """References are long, and must be read whole."""
    table = Table()
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
