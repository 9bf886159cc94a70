"""The small language in which a county writes its documents (文书模板).

Line by line: ``# `` and ``## `` begin a heading, ``> `` a line at the right edge, ``| a | b |`` is a row of a
table, everything else is a paragraph. A field stands in braces, ``{{ request }}``, and ``{% if accused %}``
leaves out what has nothing to say. No loop, no call, no attribute: what is filled in is words alone, and
never becomes a heading or a row, for the lines are parted before anything is filled in.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from paper.sheet import Block, Heading, Paragraph, Rows
from rules.paper.faults import Fault

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
)
_HEADS = {"# ": 1, "## ": 2}
_CELL = re.compile(r"\s*\|\s*")


class Broken(Exception):
    """A template cannot be used: in which line of the text, which field if it is one, and why."""

    def __init__(self, line: int, why: str, field: str = "", fault: Fault = Fault.SYNTAX) -> None:
        super().__init__(why)
        self.line, self.why, self.field, self.fault = line, why, field, fault


@dataclass(frozen=True)
class Line:
    """One line of a template: ``number`` in its text, from 1; ``cells`` of a row, or the one text."""

    number: int
    sign: str
    cells: tuple[str, ...]


_ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a template that hold something."""
    return tuple(_line(at, each.strip()) for at, each in enumerate(text.splitlines(), 1) if each.strip())


def _line(at: int, text: str) -> Line:
    if text.startswith("|"):
        return Line(at, "|", tuple(_CELL.split(text.strip("|").strip())))
    sign = next((each for each in ("## ", "# ", "> ") if text.startswith(each)), "")
    return Line(at, sign, (text[len(sign) :],))


def fields_in(text: str, line: int = 1) -> frozenset[str]:
    """The names a text asks for. Raises Broken: it does not parse, or does what no template may."""
    try:
        read = _ENVIRONMENT.parse(text)
        whole = list(_whole(read))
    except TemplateSyntaxError as error:
        raise Broken(line, error.message or "syntax") from None
    except RecursionError:
        raise Broken(line, "too much inside each other") from None
    for node in whole:
        if not isinstance(node, _ALLOWED):
            raise Broken(line, f"{type(node).__name__} is not allowed in a template", fault=Fault.NOT_ALLOWED)
    return frozenset(find_undeclared_variables(read))


def _whole(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for each in node.iter_child_nodes():
        yield from _whole(each)


def filled(text: str, said: Mapping[str, str], line: int = 1) -> str:
    """A text with its fields filled in. Raises Broken where a field is not known."""
    try:
        return _ENVIRONMENT.from_string(text).render(said).strip()
    except TemplateError as error:
        raise Broken(line, error.message or "it cannot be filled in") from None


def blocks_of(lines: tuple[Line, ...], said: Mapping[str, str]) -> tuple[Block, ...]:
    """What is printed; a line that has nothing to say is left out. Raises Broken."""
    blocks: list[Block] = []
    for each in lines:
        cells = tuple(filled(cell, said, each.number) for cell in each.cells)
        if not any(cells):
            continue
        if each.sign != "|":
            blocks.append(_block(each.sign, cells[0]))
        elif blocks and isinstance(blocks[-1], Rows):
            blocks[-1] = Rows((*blocks[-1].rows, cells))
        else:
            blocks.append(Rows((cells,)))
    return tuple(blocks)


def _block(sign: str, text: str) -> Block:
    return Heading(_HEADS[sign], text) if sign in _HEADS else Paragraph(text, is_right=sign == "> ")
