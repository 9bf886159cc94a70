"""From a row of a file to a matter at intake: which column is what, and which rows are no matter.

The idempotency key of a row is made from who sends it, its source and its id, so that the same row, whenever
and however often it is sent, is registered once; a row whose content changed meanwhile is noticed.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from desk.sheets import BadRow, CannotRead, Cell, Row
from rules.instants import BEIJING

_ROWS = UUID("6c1ad4d2-31b5-5a0c-9a0e-5e6f2c9a7b10")  # the name space of our keys; never changes

# What a column may be, and the headings by which it is recognised.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "编号", "留言编号", "信访编号", "事项编号", "number"),
    "title": ("title", "标题", "留言主题", "主题", "事项标题", "subject"),
    "body": ("body", "内容", "留言详情", "详情", "正文", "content", "text"),
    "received_at": ("received_at", "posted_at", "留言时间", "登记时间", "来信时间", "时间", "日期", "date"),
    "author": ("author", "留言用户", "用户", "姓名", "name"),
    "contact": ("contact", "联系方式", "联系电话", "电话", "phone"),
}
_TITLE_FROM_BODY = 30  # characters

_DATES = re.compile(
    r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    r"(?:[T\s]*(?P<hour>\d{1,2})[:时](?P<minute>\d{1,2})(?:[:分](?P<second>\d{1,2})(?:\.\d+)?秒?)?分?)?"
    r"(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)


@dataclass(frozen=True)
class Submission:
    """What is to be registered: the row it stands on, its key, the body of the request and where it goes."""

    line: int
    key: str
    id: str
    body: dict[str, Any]
    path: str = "/matters"


def mapping_of(headings: Sequence[str], told: Sequence[str]) -> dict[str, str]:
    """Which column holds which field: what was told as ``column=field``, guesses for the rest.

    Raises CannotRead for a column or field there is not, and when neither title nor body is found.
    """
    mapping = columns_of(headings, told, FIELDS)
    if not {"title", "body"} & set(mapping):
        raise CannotRead("nothing-to-register")
    return mapping


def columns_of(
    headings: Sequence[str], told: Sequence[str], fields: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """Field -> column: what was told as ``column=field``, then the headings by which a field is recognised.

    Raises CannotRead for a column or field there is not.
    """
    mapping: dict[str, str] = {}
    for text in told:
        column, equals, name = text.rpartition("=")
        if not equals:
            raise CannotRead("map-unreadable", text=text)
        if column not in headings:
            raise CannotRead("no-such-column", column=column)
        if name not in fields:
            raise CannotRead("no-such-field", field=name, fields=", ".join(fields))
        if name in mapping:
            raise CannotRead("field-twice", field=name)
        mapping[name] = column
    taken = set(mapping.values())
    for name, known in fields.items():
        guesses = (h for k in known for h in headings if h.lower() == k and h not in taken)
        if name not in mapping and (guess := next(guesses, None)):
            mapping[name] = guess
    return mapping


def submissions(
    rows: Iterable[Row | BadRow], mapping: Mapping[str, str], source: str, person: str
) -> Iterator[Submission | BadRow | None]:
    """Each row as a submission, as a bad row with its reason, or None for one that stood there already."""
    return each_once(
        row if isinstance(row, BadRow) else _submission(row, mapping, source, person) for row in rows
    )


def each_once(rows: Iterable[Submission | BadRow]) -> Iterator[Submission | BadRow | None]:
    """The same, with None for what stood in the file already; the same id with other content is a bad row."""
    seen: dict[str, Submission] = {}
    for row in rows:
        if isinstance(row, BadRow):
            yield row
            continue
        first = seen.setdefault(row.id, row)
        if first is row:
            yield row
        elif first.body == row.body:
            yield None
        else:
            yield BadRow.because(row.line, "id-with-other-content", id=row.id, first=first.line)


def _submission(row: Row, mapping: Mapping[str, str], source: str, person: str) -> Submission | BadRow:
    cells = {name: row.cells[column] for name, column in mapping.items()}
    said = {name: str(value).strip() for name, value in cells.items()}
    id = said.get("id") or None
    if "id" in mapping and id is None:
        return BadRow.because(row.line, "id-missing")
    title, text = said.get("title", ""), said.get("body", "")
    if not title and not text:
        return BadRow.because(row.line, "nothing-said", id=id)
    body = {"channel": "online", "title": title or beginning(text), "body": text}
    body |= {name: said[name] for name in ("author", "contact") if said.get(name)}
    if "received_at" in mapping:
        if not said["received_at"]:
            return BadRow.because(row.line, "date-missing", id=id)
        at = instant(cells["received_at"])
        if at is None:
            return BadRow.because(row.line, "unreadable-date", id=id, value=said["received_at"][:40])
        body["received_at"] = at.isoformat()
    id = id or digest_of(body)
    whole = {**body, "origin": origin_of(source, id)}
    return Submission(row.line, str(uuid5(_ROWS, f"{person}\n{source}\n{id}")), id, whole)


def instant(value: Cell) -> datetime | None:
    """A cell as an instant; without a zone it is the time in Asia/Shanghai. None if it is no date."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=BEIJING)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=BEIJING)
    found = _DATES.fullmatch(value.strip())
    if not found:
        return None
    numbers = [int(found[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")]
    zone = (found["zone"] or "+08:00").replace("Z", "+00:00")
    try:
        plain = datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001  the zone comes next
        return datetime.fromisoformat(f"{plain.isoformat()}{zone}")
    except ValueError:
        return None  # the thirtieth of February


def beginning(text: str) -> str:
    """A title for what has none: how its text begins."""
    first = text.split("\n", 1)[0].strip()
    return first if len(first) <= _TITLE_FROM_BODY else f"{first[:_TITLE_FROM_BODY]}…"


def origin_of(source: str, id: str) -> dict[str, str]:
    """What names a row where it came from. It is kept in plain text: what is not printable ASCII, and may be
    somebody's name, is told by its digest."""
    return {"source": _printable(source), "id": _printable(id)}


def _printable(said: str) -> str:
    return said if re.fullmatch(r"[ -~]+", said) else hashlib.sha256(said.encode()).hexdigest()[:32]


def digest_of(body: Mapping[str, Any]) -> str:
    """An id for a row that has none: its content's own."""
    said = json.dumps(body, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:32]
