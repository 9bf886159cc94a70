"""The templates of a county (文书模板), read from its folder; a broken one is refused by line and field."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, Protocol

from paper import issued
from paper.sheet import Block, Paragraph, Rows, Sheet, divided
from paper.wording import Broken, Line, blocks_of, fields_in, filled, lines_of
from rules.editions import digest_of
from rules.paper.faults import Fault
from rules.paper.filling import BLANK, Data, is_filled, told
from rules.paper.form import Form
from rules.paper.table import FORMS

MARKS = "marks.toml"
# What every template may ask for beside the fields of its document.
COMMON = ("matter_number", "document_number", "issuer", "issued_on", "addressee")
_KEYS = {"document", "version", "mark", "sheet", "issued"}
_SHEET_KEYS = {"part", "title", "addressee", "copies_to", "body"}
_AROUND = ("title", "addressee", "copies_to")


class BrokenTemplate(Exception):
    """A template of a county cannot be used. ``field`` is empty where it is about none."""

    def __init__(
        self, file: str, line: int, why: str, field: str = "", fault: Fault = Fault.UNKNOWN_ENTRY
    ) -> None:
        named = f": field {field}" if field else ""
        super().__init__(f"{file}:{line}{named}: {why}")
        self.file, self.line, self.why, self.field, self.fault = file, line, why, field, fault


class Titled(Protocol):
    """What has a title in both languages, and may be official."""

    @property
    def is_official(self) -> bool: ...

    def title(self, language: str, part: str = "") -> str: ...


@dataclass(frozen=True)
class Wording:
    """How one part of a document is worded: what stands around the text, and the text line by line."""

    form: Form
    part: str
    around: Mapping[str, str]
    lines: tuple[Line, ...]

    def said(self, data: Data, common: Mapping[str, str], *, blank: str = "") -> dict[str, str]:
        """What the fields of the template say in Chinese. What must be filled in and is not, is ``blank``."""
        fields = self.form.of(self.part)
        words = {each.code: told(each, data.get(each.code, ""), "zh") for each in fields}
        empty = {each.code: blank for each in fields if each.is_required and not is_filled(words[each.code])}
        return {**dict.fromkeys(COMMON, ""), **common, **words, **empty}


@dataclass(frozen=True)
class Template:
    """A document as a county words it, and ``arranged`` where a procedure issues it. ``digest`` of
    the file, so that a paper can say by which it was made; ``mark``: the characters of its kind in a
    document's number (文种代字)."""

    form: Form
    version: str
    mark: str
    digest: str
    wordings: Mapping[str, Wording]
    text: str
    arranged: tuple[issued.Arrangement, ...] = ()


@dataclass(frozen=True)
class Papers:
    """The templates of a county by document, and the characters of its units in a document's number."""

    templates: Mapping[str, Template]
    marks: Mapping[str, str]

    def number(self, kind: str, unit: str, name: str, year: int, number: int) -> str:
        """发文字号: the unit's characters, the kind's, 〔year〕, number without gaps."""
        mark = self.templates[kind].mark if kind in self.templates else ""
        return f"{self.marks.get(unit, name)}{mark}〔{year}〕{number}号"


@dataclass(frozen=True)
class Issue:
    """What no field says: who issues it, under which number, when. Empty while it is a draft."""

    at: datetime
    matter_number: str = ""
    document_number: str = ""
    issuer: str = ""
    on: str = ""
    addressee: str = ""
    seal: str = ""

    @property
    def common(self) -> dict[str, str]:
        """As the templates name it."""
        said = (self.matter_number, self.document_number, self.issuer, self.on, self.addressee)
        return dict(zip(COMMON, said, strict=True))


def sheet_of(template: Template, part: str, data: Data, issue: Issue, language: str = "zh") -> Sheet:
    """The sheet of one part; what is still missing is left blank. In English it is the document's fields by
    their names: the county's wording is Chinese."""
    wording, form = template.wordings[part], template.form
    said = wording.said(data, issue.common, blank=BLANK)
    around = {name: filled(text, said) for name, text in wording.around.items()}
    is_zh = language == "zh"
    blocks: tuple[Block, ...] = (
        blocks_of(wording.lines, said) if is_zh else (_by_name(form, part, data, language),)
    )
    return divided(
        Sheet(
            title=around["title"] if is_zh else form.title(language, part),
            blocks=blocks,
            issued_at=issue.at,
            issuer=issue.issuer,
            number=issue.document_number,
            on=issue.on,
            addressee=around["addressee"],
            copies_to=around["copies_to"],
            seal=issue.seal,
            is_official=form.is_official,
            language=language,
        )
    )


def sheet_in_words(
    form: Titled,
    part: str,
    lines: list[str],
    issue: Issue,
    language: str,
    *,
    codes: Sequence[str] = (),
    arranged: issued.Arrangement | None = None,
) -> Sheet:
    """The sheet of a document that a procedure issued: its paragraphs as the house words them, in Chinese
    where the county has them, by their ``codes``; in order, where it has not arranged them."""
    first = lines[0].rstrip() if lines else ""
    is_addressed = first.endswith(("：", ":"))
    said = list(zip_longest(codes[: len(lines)], lines, fillvalue=""))[is_addressed:]
    if language != "zh":
        arranged = None
    blocks: tuple[Block, ...] = tuple(Paragraph(each) for _, each in said)
    sheet = Sheet(
        title=issued.titled(arranged, issue.common) or form.title(language, part),
        blocks=arranged.blocks(said, issue.common) if arranged else blocks,
        addressee=first[:-1] if is_addressed else "",
        is_signed_off=True,
        issued_at=issue.at,
        issuer=issue.issuer,
        number=issue.document_number,
        on=issue.on,
        seal=issue.seal,
        is_official=form.is_official,
        language=language,
    )
    return divided(sheet) if arranged else sheet


def _by_name(form: Form, part: str, data: Data, language: str) -> Rows:
    rows = ((each.label(language), told(each, data.get(each.code, ""), language)) for each in form.of(part))
    return Rows(tuple((label, words or "________") for label, words in rows))


@cache
def papers_in(folder: Path) -> Papers:
    """Every template there is. Raises BrokenTemplate; one for a document that is none, too."""
    marks = marks_of((folder / MARKS).read_text(encoding="utf-8"))
    there = sorted(folder.glob("D-*.toml"))
    read = [template_of(path.name, path.read_text(encoding="utf-8")) for path in there]
    return Papers({each.form.id: each for each in read}, marks)


def marks_of(text: str) -> Mapping[str, str]:
    """The characters of each unit, as their file has them. Raises BrokenTemplate."""
    units = read_toml(MARKS, text).get("units")
    if not isinstance(units, dict) or not all(isinstance(each, str) for each in units.values()):
        raise BrokenTemplate(MARKS, 1, "it must be there, as text", "units", Fault.NOT_AS_IT_SHOULD)
    return units


def read_toml(file: str, text: str) -> dict[str, Any]:
    """What a file says. Raises BrokenTemplate with the line at which it cannot be read."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise BrokenTemplate(file, int(found[1]) if found else 1, str(error), fault=Fault.NOT_TOML) from None
    except RecursionError:
        raise BrokenTemplate(file, 1, "too much inside each other", fault=Fault.NOT_TOML) from None


def template_of(file: str, text: str) -> Template:
    """One template, as its file has it. Raises BrokenTemplate."""
    written = read_toml(file, text)
    _shaped(file, written)
    form = FORMS.get(written.get("document", ""))
    if form is None or f"{form.id}.toml" != file:
        raise BrokenTemplate(
            file, 1, "the document is not the one of the file's name", fault=Fault.OTHER_DOCUMENT
        )
    _known(file, written, _KEYS)
    begins = {"sheet": list[int](), "issued": list[int]()}
    table = "sheet"
    for at, line in enumerate(text.splitlines(), 1):
        table = line.strip("[] ") if line.strip() in {"[[sheet]]", "[[issued]]"} else table
        if line.startswith("body"):
            begins[table].append(at)
    sheets = list(zip(written.get("sheet", ()), begins["sheet"], strict=False))
    if len(written.get("issued", ())) != len(begins["issued"]):
        raise BrokenTemplate(file, 1, "a document as it is issued has one text", "body")
    arranged = zip(written.get("issued", ()), begins["issued"], strict=True)
    wordings = {each.part: each for each in (_wording(file, form, *each) for each in sheets)}
    if absent := [part for part in form.part_codes if part not in wordings]:
        raise BrokenTemplate(file, 1, f"no sheet for part {absent[0] or form.zh}", fault=Fault.NO_SHEET)
    arrangements = tuple(_arrangement(file, form, *each) for each in arranged)
    return Template(
        form, written["version"], written.get("mark", ""), digest_of(text), wordings, text, arrangements
    )


def _arrangement(file: str, form: Form, written: Mapping[str, Any], begins: int) -> issued.Arrangement:
    _known(file, written, set(issued.KEYS))
    if not form.by_procedure:
        raise BrokenTemplate(file, begins, "no procedure issues this document", fault=Fault.NOT_ISSUED)
    if not isinstance(written.get("in_force_from"), date):
        raise BrokenTemplate(
            file, begins, "it says from which day on it holds", "in_force_from", Fault.NO_FIRST_DAY
        )
    try:
        return issued.arrangement(written, COMMON)
    except Broken as broken:
        raise BrokenTemplate(file, begins + broken.line, broken.why, broken.field, broken.fault) from None


def _shaped(file: str, written: Mapping[str, Any]) -> None:
    """Whatever is read is of the kind it is read as. Raises BrokenTemplate."""

    def check(said: object, name: str) -> None:
        if not isinstance(said, str):
            raise BrokenTemplate(file, 1, "it must be there, as text", name, Fault.NOT_AS_IT_SHOULD)

    for name in ("version", *(written.keys() & {"document", "mark"})):
        check(written.get(name), name)
    for table in ("sheet", "issued"):
        rows = written.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
            raise BrokenTemplate(file, 1, "it begins with its name in [[ ]]", table, Fault.NOT_AS_IT_SHOULD)
        for row in rows:
            for name in sorted(_SHEET_KEYS & row.keys() | ({"body"} if table == "sheet" else set())):
                check(row.get(name), name)


def _known(file: str, written: Mapping[str, Any], keys: set[str]) -> None:
    if strange := sorted(written.keys() - keys):
        raise BrokenTemplate(file, 1, f"{strange[0]} means nothing here")


def _wording(file: str, form: Form, written: Mapping[str, Any], begins: int) -> Wording:
    """The text begins in the line after ``body = '''``."""
    _known(file, written, _SHEET_KEYS)
    part = written.get("part", "")
    if part not in form.part_codes:
        raise BrokenTemplate(file, begins, f"the document has no part {part}", fault=Fault.NO_SUCH_PART)
    around = {name: written.get(name, "") for name in _AROUND}
    around["title"] = around["title"] or form.title("zh", part)
    around["addressee"] = around["addressee"] or "{{ addressee }}"
    if form.is_official:
        around["copies_to"] = around["copies_to"] or "{{ copies_to }}"
    wording = Wording(form, part, around, lines_of(written["body"]))
    try:
        _check(wording)
    except Broken as broken:
        raise BrokenTemplate(file, begins + broken.line, broken.why, broken.field, broken.fault) from None
    return wording


def _check(wording: Wording) -> None:
    """Every name is known, and every field that must be filled in is printed: tried with a sign for each."""
    fields = {each.code for each in wording.form.of(wording.part)}
    for line, text in _texts(wording):
        if unknown := sorted(fields_in(text, line) - fields - set(COMMON)):
            raise Broken(line, "the document has no such field", unknown[0], Fault.NO_SUCH_FIELD)
    signs = {each: f"⟦{each}⟧" for each in (*fields, *COMMON)}
    around = [filled(text, signs) for text in wording.around.values()]
    printed = "\n".join([*around, *(_said(each) for each in blocks_of(wording.lines, signs))])
    for code in wording.form.required(wording.part):
        if signs[code] not in printed:
            raise Broken(0, "it must be printed and is not", code, Fault.NOT_PRINTED)


def _texts(wording: Wording) -> Iterator[tuple[int, str]]:
    yield from ((0, text) for text in wording.around.values())
    yield from ((line.number, cell) for line in wording.lines for cell in line.cells)


def _said(block: Block) -> str:
    return "\n".join(" ".join(row) for row in block.rows) if isinstance(block, Rows) else block.text
