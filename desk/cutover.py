"""Cut-over (接续): from a row of an older system's export to a past matter, or a dispute in mid-course.

Dates are read and codes recognised here, in either language; what may be, and in which order, the system
says.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from desk.sheets import BadRow, CannotRead, Row, Sheet
from desk.submissions import (
    FIELDS,
    Submission,
    beginning,
    columns_of,
    digest_of,
    each_once,
    instant,
    mapping_of,
    origin_of,
    submissions,
)
from rules.clocks.rule import Ground
from rules.dispute.matter import Flag, Stage
from rules.past.matter import Kind, Outcome
from rules.words import KINDS

_ROWS = UUID("7f3f5f0a-54a1-5b3f-8a3e-3c9d0a6b1e42")  # the name space of our keys; never changes
_CHANNEL = "cut-over"
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@/-]*")
_SHOWN = 40  # characters of a value that cannot be read

# What a column may be, and the headings by which it is recognised.
_BOTH: Mapping[str, tuple[str, ...]] = {
    **{name: FIELDS[name] for name in ("id", "title", "body")},
    "received_at": ("received_at", "posted_at", "收到时间", "收到日期", "来件时间", "来信时间", "留言时间"),
    "dispute_type": ("dispute_type", "纠纷类型", "类型"),
    "village": ("village", "村（社区）", "村", "社区"),
    "step": ("step", "层级"),
}
HISTORY: Mapping[str, tuple[str, ...]] = {
    **_BOTH,
    "author": FIELDS["author"],
    "contact": FIELDS["contact"],
    "closed_at": ("closed_at", "replied_at", "办结时间", "办结日期", "答复时间"),
    "reply": ("reply", "答复意见", "答复", "处理意见"),
    "kind": ("kind", "事项类别"),
    "outcome": ("outcome", "办理结果", "结果"),
}
OPEN: Mapping[str, tuple[str, ...]] = {
    **_BOTH,
    "applicant": ("applicant", "申请人"),
    "applicant_contact": ("applicant_contact", "申请人联系方式", "申请人电话"),
    "respondent": ("respondent", "被申请人"),
    "respondent_contact": ("respondent_contact", "被申请人联系方式", "被申请人电话"),
    "registered_on": ("registered_on", "登记日期", "登记时间"),
    "step_since": ("step_since", "进入层级日期", "进入本层级日期"),
    "stage": ("stage", "阶段"),
    "attempts": ("attempts", "本层级已调解次数"),
    "consented": ("consented", "各方同意"),
    "extended_days": ("extended_days", "延长天数"),
    "suspended_since": ("suspended_since", "停止计算日期"),
    "suspended_until": ("suspended_until", "恢复计算日期"),
    "suspension_ground": ("suspension_ground", "停止计算事由"),
    "flags": ("flags", "认定"),
}
_NEEDED_FOR_HISTORY = ("received_at", "closed_at")
_NEEDED_WHILE_OPEN = (
    *("received_at", "dispute_type", "village", "applicant", "respondent"),
    *("registered_on", "step", "step_since", "stage"),
)
_STAGES = (Stage.CONSENT, Stage.MEDIATION, Stage.DIRECTION)
_YES, _NO = {"是", "yes", "y", "true", "1"}, {"", "否", "no", "n", "false", "0"}


def rows_of(
    sheet: Sheet, told: Sequence[str], source: str, person: str, *, history: bool, in_mid_course: bool
) -> Iterator[Submission | BadRow | None]:
    """The rows of a file as what they are said to be: past matters, disputes in mid-course, or else matters
    at intake. Raises CannotRead."""
    if history and in_mid_course:
        raise CannotRead("history-or-open")
    if not (history or in_mid_course):
        return submissions(sheet.rows, mapping_of(sheet.headings, told), source, person)
    needed, fields = (_NEEDED_FOR_HISTORY, HISTORY) if history else (_NEEDED_WHILE_OPEN, OPEN)
    path, asked = ("/past-matters", _past) if history else ("/disputes/brought-over", _in_mid_course)
    mapping = columns_of(sheet.headings, told, fields)
    if missing := [name for name in needed if name not in mapping]:
        raise CannotRead("columns-missing", fields=", ".join(missing))
    if not {"title", "body"} & set(mapping):
        raise CannotRead("nothing-to-register")

    def made(row: Row | BadRow) -> Submission | BadRow:
        if isinstance(row, BadRow):
            return row
        try:
            return _submission(_Cells(row, mapping), asked, path, source, person)
        except _Unusable as bad:
            return bad.row

    return each_once(map(made, sheet.rows))


class _Unusable(Exception):
    def __init__(self, row: BadRow) -> None:
        super().__init__(row.code)
        self.row = row


class _Cells:
    """The cells of a row by field, each read as what it should be. A missing column is an empty cell."""

    def __init__(self, row: Row, mapping: Mapping[str, str]) -> None:
        self.line = row.line
        self.columns = mapping
        self._cells = {name: row.cells[column] for name, column in mapping.items()}
        self.id = self.text("id") or None

    def text(self, name: str) -> str:
        return str(self._cells.get(name, "")).strip()

    def needed(self, name: str) -> str:
        return self.text(name) or self._no("cell-missing", name)

    def instant(self, name: str) -> str:
        self.needed(name)
        at = instant(self._cells[name])
        return at.isoformat() if at else self._no("unreadable-date-in", name)

    def number(self, name: str) -> int:
        said = self.needed(name)
        return int(said) if said.isascii() and said.isdecimal() else self._no("unreadable-number", name)

    def is_so(self, name: str) -> bool:
        said = self.text(name).lower()
        return said in _YES or (said not in _NO and self._no("neither-yes-nor-no", name))

    def one_of(self, name: str, codes: Sequence[StrEnum], words: str) -> str:
        """The code of a closed list, written as a code or in the words of either language."""
        known = _spoken(words)
        code = known.get(self.needed(name).lower())
        if code not in codes:
            said = ", ".join(f"{each} ({KINDS[words][each][0]})" for each in codes)
            self._no("unknown-code", name, known=said)
        return str(code)

    def code(self, name: str, words: str = "") -> str:
        """A code of the county's own: whether it has it, the system says."""
        said = self.needed(name)
        code = _spoken(words).get(said.lower(), said)
        return code if _CODE.fullmatch(code) else self._no("no-code", name)

    def _no(self, code: str, name: str, known: str = "") -> Any:
        column, value = self.columns.get(name, name), self.text(name)[:_SHOWN]
        raise _Unusable(BadRow.because(self.line, code, id=self.id, column=column, value=value, known=known))


@cache
def _spoken(words: str) -> dict[str, str]:
    known = KINDS.get(words, {})
    return {said.lower(): code for code, both in known.items() for said in (code, *both)}


def _submission(
    cells: _Cells, asked: Callable[[_Cells], dict[str, Any]], path: str, source: str, person: str
) -> Submission:
    if not cells.id and "id" in cells.columns:
        raise _Unusable(BadRow.because(cells.line, "id-missing"))
    title, text = cells.text("title"), cells.text("body")
    if not title and not text:
        raise _Unusable(BadRow.because(cells.line, "nothing-said", id=cells.id))
    matter = {"channel": _CHANNEL, "title": title or beginning(text), "body": text}
    matter |= {name: cells.text(name) for name in ("author", "contact") if cells.text(name)}
    matter["received_at"] = cells.instant("received_at")
    body = {"matter": matter, **asked(cells)}
    id = cells.id or digest_of(body)
    body["matter"] = {**matter, "origin": origin_of(source, id)}
    key = uuid5(_ROWS, f"{path}\n{person}\n{source}\n{id}")
    return Submission(cells.line, str(key), id, body, path)


def _past(cells: _Cells) -> dict[str, Any]:
    """What it was called is told by the column; without one, whatever has a type of dispute was a dispute,
    and whatever an organ replied to was a petition. A petition with a reply was answered."""
    body: dict[str, Any] = {"closed_at": cells.instant("closed_at")}
    if cells.text("reply"):
        body["reply"] = cells.text("reply")
    if cells.text("dispute_type"):
        body["dispute_type"] = cells.code("dispute_type", "dispute-type")
    if cells.text("village"):
        body["village"] = cells.code("village")
    if cells.text("step"):
        body["step"] = cells.number("step")
    if cells.text("kind"):
        body["kind"] = cells.one_of("kind", tuple(Kind), "past-kind")
    else:
        without_type = Kind.PETITION if "reply" in body else Kind.OTHER
        body["kind"] = str(Kind.DISPUTE if "dispute_type" in body else without_type)
    if cells.text("outcome"):
        body["outcome"] = cells.one_of("outcome", tuple(Outcome), "outcome")
    elif "reply" in body and body["kind"] == Kind.PETITION:
        body["outcome"] = str(Outcome.ANSWERED)
    return body


def _in_mid_course(cells: _Cells) -> dict[str, Any]:
    body: dict[str, Any] = {
        "dispute_type": cells.code("dispute_type", "dispute-type"),
        "village": cells.code("village"),
        "parties": [_party(cells, role) for role in ("applicant", "respondent")],
        "registered_at": cells.instant("registered_on"),
        "step": cells.number("step"),
        "step_since": cells.instant("step_since"),
        "stage": cells.one_of("stage", _STAGES, "stage"),
        "consented": cells.is_so("consented"),
    }
    body |= {name: cells.number(name) for name in ("attempts", "extended_days") if cells.text(name)}
    if cells.text("flags"):
        body["flags"] = [cells.one_of("flags", tuple(Flag), "flag")]
    if cells.text("suspended_since"):
        pause = {
            "ground": cells.one_of("suspension_ground", tuple(Ground), "clock-ground"),
            "suspended_since": cells.instant("suspended_since"),
        }
        if cells.text("suspended_until"):
            pause["suspended_until"] = cells.instant("suspended_until")
        body["pauses"] = [pause]
    return body


def _party(cells: _Cells, role: str) -> dict[str, str]:
    contact = cells.text(f"{role}_contact")
    return {"role": role, "name": cells.needed(role), **({"contact": contact} if contact else {})}
