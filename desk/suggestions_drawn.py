"""What the command line draws of suggestions and of a model's figures."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

_Plain = Mapping[str, Any]


def draw(console: Console, plain: _Plain) -> None:
    """The suggestions, the likeliest first, Chinese above English."""
    if content := plain["content"]:
        _put(console, f"内容分类 Content class: {content['label']}{_words(content['because'])}")
    for number, each in enumerate(plain["suggestions"], start=1):
        _put(console, f"{number}. {each['route']['id']} {each['route']['title']['zh']}", style="bold")
        _put(console, f"   {each['route']['title']['en']}", style="dim")
        _section(console, "类别 Category", [each["category"]] if each["category"] else [])
        _section(console, "机关 Organ", [each["organ"]])
        _section(console, "依据 Basis", each["basis"])
        _section(console, "理由 Because", each["because"])
    _put(console, f"清单 List: {plain['version']}")
    for note in plain["notes"]:
        _put(console, f"※ {note['zh']}")
        _put(console, f"  {note['en']}", style="dim")


def draw_figures(console: Console, plain: _Plain) -> None:
    """How well classes are told, beside always saying the most frequent one."""
    table = Table(title=f"{plain['messages']} 条 messages", title_justify="left")
    for heading in ("类 Class", "条 Messages", "准确 Precision", "召回 Recall", "F1"):
        table.add_column(heading, justify="left" if heading.startswith("类") else "right")
    for label, its in plain["classes"].items():
        table.add_row(
            label, str(its["messages"]), *(f"{its[name]:.3f}" for name in ("precision", "recall", "f1"))
        )
    console.print(table)
    guess = f"总猜最多的一类 always the most frequent: {plain['majority_macro_f1']:.3f}"
    _put(console, f"macro-F1 {plain['macro_f1']:.3f}（{guess}）")
    _put(console, f"说对 right {plain['right']:.3f}（{plain['majority_right']:.3f}）")
    if bad := plain["bad"]:
        _put(console, f"未用 {len(bad)} 行 rows left out: {', '.join(str(row['line']) for row in bad[:20])}")
    if "out" in plain:
        _put(console, f"模型 Model: {plain['out']}（{plain['bytes']:,} bytes）")


def _section(console: Console, heading: str, words: Iterable[_Plain]) -> None:
    for number, each in enumerate(words):
        if number == 0:
            _put(console, f"   {heading}", style="bold")
        label = f" {each['label']}" if each.get("label") else ""
        _put(console, f"     {each['zh']}{label}{_words(each.get('words', ()))}")
        _put(console, f"     {each['en']}", style="dim")


def _words(words: Iterable[str]) -> str:
    named = "、".join(words)
    return f"（{named}）" if named else ""


def _put(console: Console, text: str, style: str = "") -> None:
    console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)
