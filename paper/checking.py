"""A county's wording looked over before it is used (文书模板检查): each file fine, or broken in a line and a
field; and what a document would look like, filled in with what nobody ever said."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from paper import clauses
from paper.sheet import Sheet
from paper.templates import MARKS, BrokenTemplate, Issue, Template, marks_of, sheet_of, template_of
from rules.paper.faults import Fault
from rules.paper.filling import Filled
from rules.paper.form import Field, FieldKind
from rules.paper.table import FORMS

SAMPLE = "〔示例〕"  # before everything that a sample says
_DAY = "2026-01-05"
_ISSUE = Issue(
    at=datetime(2026, 1, 5, tzinfo=UTC),
    matter_number=f"{SAMPLE}编号",
    document_number=f"{SAMPLE}〔2026〕1号",
    issuer=f"{SAMPLE}出具单位",
    on="2026年1月5日",
    addressee=f"{SAMPLE}收件人",
)


@dataclass(frozen=True)
class Checked:
    """A file of the county's wording. ``template`` is None for clauses and characters, and for what is
    broken: then ``trouble`` says how."""

    file: str
    template: Template | None = None
    trouble: BrokenTemplate | None = None


def check(file: str, text: str) -> Checked:
    """One file as it would be read. Nothing of it is kept."""
    try:
        if file == clauses.FILE:
            clauses.clauses_of(text)
        elif file == MARKS:
            marks_of(text)
        else:
            return Checked(file, template_of(file, text))
    except BrokenTemplate as broken:
        return Checked(file, trouble=broken)
    return Checked(file)


def check_folder(folder: Path) -> tuple[Checked, ...]:
    """Every file there should be, as it lies there now: the documents of the catalogue, the clauses, the
    characters of the units."""
    names = (*(f"{id}.toml" for id in FORMS), clauses.FILE, MARKS)
    return tuple(_lying(folder / name) for name in names)


def _lying(path: Path) -> Checked:
    try:
        return _as_it_was(path.name, path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        gone = BrokenTemplate(path.name, 1, "there is no such file", fault=Fault.NOT_THERE)
        return Checked(path.name, trouble=gone)
    except UnicodeDecodeError as error:
        return Checked(path.name, trouble=BrokenTemplate(path.name, 1, error.reason, fault=Fault.NOT_TOML))


# The county's own files alone: as often as they are looked at, each is read through once.
_as_it_was = lru_cache(maxsize=256)(check)


def samples_of(template: Template) -> tuple[Sheet, ...]:
    """Each part of a document, filled in; all that is filled in says of itself that it is a sample."""
    parts = template.form.part_codes
    return tuple(sheet_of(template, part, _invented(template, part), _ISSUE) for part in parts)


def _invented(template: Template, part: str) -> dict[str, Filled]:
    return {field.code: _said(field) for field in template.form.of(part)}


def _said(field: Field) -> Filled:
    match field.kind:
        case FieldKind.DAY:
            return _DAY
        case FieldKind.NUMBER:
            return "1"
        case FieldKind.CHOICE:
            return field.choices[0].code
        case FieldKind.SEVERAL:
            return [f"{SAMPLE}{field.zh}一", f"{SAMPLE}{field.zh}二"]
        case _:
            return f"{SAMPLE}{field.zh}"
