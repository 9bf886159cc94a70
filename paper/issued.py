"""How a county arranges what a procedure issues (程序出具的文书): headings and words of its own around the
paragraphs that the house says.

What is said is settled by the procedure, paragraph by paragraph, each known by its code. A county places
them; what it does not place stands where it writes ``{{ rest }}``, so that nothing is ever left out. A
wording holds for what is issued from its day on, and what was issued before is printed as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from paper.sheet import Block, Rows
from paper.wording import Broken, Line, blocks_of, fields_in, filled, lines_of
from rules.paper.faults import Fault
from rules.words import KINDS

REST = "rest"
_CODES = frozenset(
    code.replace("-", "_") for kind in ("petition-paper", "guidance") for code in KINDS[kind]
) | {REST}
KEYS = frozenset({"in_force_from", "title", "body"})


@dataclass(frozen=True)
class Arrangement:
    """One wording, from its legal day on. ``title``: empty where it is the document's own."""

    in_force_from: date
    title: str
    lines: tuple[Line, ...]

    def blocks(self, said: Sequence[tuple[str, str]], common: Mapping[str, str]) -> tuple[Block, ...]:
        """The paragraphs, each by (code, words), where this wording has them."""
        words: dict[str, str] = {}
        for code, text in said:
            if code:
                words[_name(code)] = "\n".join(filter(None, (words.get(_name(code)), text)))
        nothing = {**dict.fromkeys(_CODES, ""), **common}
        signs = {name: f"\ue000{name}\ue001" for name in words}
        placed = _printed(blocks_of(self.lines, {**nothing, **signs}))
        there = {name for name in words if signs[name] in placed}
        rest = [text for code, text in said if _name(code) not in there]
        return blocks_of(self.lines, {**nothing, **words, REST: "\n".join(rest)})


def arrangement(written: Mapping[str, Any], common: Sequence[str]) -> Arrangement:
    """Raises Broken: it does not parse, names what nobody says, or has no place for the rest."""
    made = Arrangement(written["in_force_from"], written.get("title", ""), lines_of(written.get("body", "")))
    if unknown := sorted(fields_in(made.title, 0) - set(common)):
        raise Broken(0, "no title says this", unknown[0], Fault.NO_SUCH_FIELD)
    for line in made.lines:
        for cell in line.cells:
            if unknown := sorted(fields_in(cell, line.number) - _CODES - set(common)):
                raise Broken(line.number, "no document has such a paragraph", unknown[0], Fault.NO_SUCH_FIELD)
    sign = "\ue000"
    if any(
        sign not in _printed(blocks_of(made.lines, {**dict.fromkeys((*_CODES, *common), each), REST: sign}))
        for each in ("", "·")
    ):
        raise Broken(0, "it must be printed and is not", REST, Fault.NOT_PRINTED)
    return made


def at(arranged: Sequence[Arrangement], day: date) -> Arrangement | None:
    """The one that holds on a day, if there is one: of several, the one that began last."""
    begun = [each for each in arranged if each.in_force_from <= day]
    return max(begun, key=lambda each: each.in_force_from) if begun else None


def titled(arranged: Arrangement | None, common: Mapping[str, str]) -> str:
    """Its title; empty where it has none of its own."""
    return filled(arranged.title, common) if arranged else ""


def _name(code: str) -> str:
    return code.replace("-", "_")


def _printed(blocks: Sequence[Block]) -> str:
    return "\n".join(
        "\n".join(" ".join(row) for row in each.rows) if isinstance(each, Rows) else each.text
        for each in blocks
    )
