"""The clauses of a county (协议条款), read beside its templates; a broken one is refused by its line."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from paper.templates import BrokenTemplate
from rules.paper.clauses import Clause
from rules.paper.form import FieldKind
from rules.paper.table import FORMS

FILE = "clauses.toml"
_KEYS = {"document", "code", "zh", "en", "says"}
_WORDED = (FieldKind.LINE, FieldKind.TEXT)


@cache
def clauses_in(folder: Path) -> tuple[Clause, ...]:
    """All of them in their order; none, where a county has none. Raises BrokenTemplate."""
    file = folder / FILE
    return clauses_of(file.read_text(encoding="utf-8")) if file.is_file() else ()


def clauses_of(text: str) -> tuple[Clause, ...]:
    """As the file has them. Raises BrokenTemplate with the line where each begins."""
    try:
        written = tomllib.loads(text).get("clause", [])
    except tomllib.TOMLDecodeError as error:
        raise BrokenTemplate(FILE, 1, str(error)) from None
    begins = [at for at, line in enumerate(text.splitlines(), 1) if line.strip() == "[[clause]]"]
    read: dict[tuple[str, str], Clause] = {}
    for each, line in zip(written, begins, strict=True):
        clause = _clause(each, line)
        if read.setdefault((clause.document, clause.code), clause) is not clause:
            raise BrokenTemplate(FILE, line, f"{clause.code} stands there twice")
    return tuple(read.values())


def _clause(written: dict[str, Any], line: int) -> Clause:
    if written.keys() != _KEYS:
        raise BrokenTemplate(FILE, line, f"a clause has {', '.join(sorted(_KEYS))}")
    clause = Clause(**written)
    form = FORMS.get(clause.document)
    if form is None:
        raise BrokenTemplate(FILE, line, f"there is no document {clause.document}")
    worded = {each.code for part in form.part_codes for each in form.of(part) if each.kind in _WORDED}
    for field in clause.says:
        if field not in worded:
            raise BrokenTemplate(FILE, line, "the document has no such field of words", field)
    try:
        _ = clause.asks
    except ValueError as unknown:
        raise BrokenTemplate(FILE, line, str(unknown)) from None
    return clause
