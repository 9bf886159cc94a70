"""The clauses of a county (协议条款), read beside its templates; a broken one is refused by its line."""

from functools import cache
from pathlib import Path
from typing import Any

from paper.templates import BrokenTemplate, read_toml
from rules.paper.clauses import Clause
from rules.paper.faults import Fault
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
    written = read_toml(FILE, text).get("clause", [])
    begins = [at for at, line in enumerate(text.splitlines(), 1) if line.strip() == "[[clause]]"]
    if not isinstance(written, list) or len(written) != len(begins):
        raise BrokenTemplate(FILE, 1, "it begins with [[clause]]", "clause", Fault.NOT_AS_IT_SHOULD)
    read: dict[tuple[str, str], Clause] = {}
    for each, line in zip(written, begins, strict=True):
        clause = _clause(each, line)
        if read.setdefault((clause.document, clause.code), clause) is not clause:
            raise BrokenTemplate(FILE, line, f"{clause.code} stands there twice", fault=Fault.TWICE)
    return tuple(read.values())


def _clause(written: dict[str, Any], line: int) -> Clause:
    if written.keys() != _KEYS:
        raise BrokenTemplate(
            FILE, line, f"a clause has {', '.join(sorted(_KEYS))}", fault=Fault.NOT_AS_IT_SHOULD
        )
    says = written["says"]
    words = [written[name] for name in sorted(_KEYS - {"says"})]
    if not isinstance(says, dict) or not all(isinstance(each, str) for each in (*words, *says.values())):
        raise BrokenTemplate(FILE, line, "it must be there, as text", "says", Fault.NOT_AS_IT_SHOULD)
    clause = Clause(**written)
    form = FORMS.get(clause.document)
    if form is None:
        raise BrokenTemplate(
            FILE, line, f"there is no document {clause.document}", fault=Fault.OTHER_DOCUMENT
        )
    worded = {each.code for part in form.part_codes for each in form.of(part) if each.kind in _WORDED}
    for field in clause.says:
        if field not in worded:
            raise BrokenTemplate(
                FILE, line, "the document has no such field of words", field, Fault.NO_SUCH_FIELD
            )
    try:
        _ = clause.asks
    except ValueError as unknown:
        raise BrokenTemplate(FILE, line, str(unknown), fault=Fault.NO_SUCH_FIELD) from None
    return clause
