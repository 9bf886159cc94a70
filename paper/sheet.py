"""A sheet as it is to be printed, whatever it is printed as: one structure for .docx, PDF and the screen."""

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True)
class Heading:
    """``level`` 1 or 2: 一、 and （一）."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """``is_right``: set at the right edge, as signatures are."""

    text: str
    is_right: bool = False


@dataclass(frozen=True)
class Rows:
    """A table; its rows may have different numbers of cells, the last of which then reaches to the edge.
    ``is_list``: its first row says what stands in each column; otherwise every second cell is a label.
    ``is_even``: each column of the list is as wide as what stands in it."""

    rows: tuple[tuple[str, ...], ...]
    is_list: bool = False
    is_even: bool = False


Block = Heading | Paragraph | Rows


@dataclass(frozen=True)
class Sheet:
    """``issuer``: whose head and whose signature it bears; ``number``: 发文字号; ``on``: the day in words;
    ``copies_to``: 抄送; ``seal``: what the seal register says of it. Empty where there is none. ``name``:
    what a program calls the file, its title where nothing else is said."""

    title: str
    blocks: tuple[Block, ...]
    issued_at: datetime
    issuer: str = ""
    number: str = ""
    on: str = ""
    addressee: str = ""
    copies_to: str = ""
    seal: str = ""
    is_official: bool = False
    is_signed_off: bool = False  # its text ends with who issued it and when
    language: str = "zh"
    name: str = ""

    @property
    def text(self) -> str:
        """Everything that stands on it, line by line."""
        head = (self.number, self.title, self.addressee)
        foot = (self.issuer, self.on, self.seal, self.copies_to)
        return "\n".join(each for each in (*head, *map(_text, self.blocks), *foot) if each)


def divided(sheet: Sheet) -> Sheet:
    """The same with a paragraph for each of its lines."""
    blocks: list[Block] = []
    for each in sheet.blocks:
        if isinstance(each, Paragraph):
            lines = [line.strip() for line in each.text.splitlines()]
            blocks += [replace(each, text=line) for line in lines if line]
        else:
            blocks.append(each)
    return replace(sheet, blocks=tuple(blocks))


def with_list(sheet: Sheet, sign: str, rows: tuple[tuple[str, ...], ...]) -> Sheet:
    """The same with a list where a paragraph is nothing but this sign; within a paragraph the rows stand one
    a line."""
    told = "\n".join("　".join(each for each in row if each) for row in rows[1:])

    def put(block: Block) -> Block:
        if not isinstance(block, Paragraph) or sign not in block.text:
            return block
        if block.text == sign:
            return Rows(rows, is_list=True)
        return replace(block, text=block.text.replace(sign, told))

    return divided(replace(sheet, blocks=tuple(map(put, sheet.blocks))))


def _text(block: Block) -> str:
    return "\n".join(" ".join(row) for row in block.rows) if isinstance(block, Rows) else block.text
