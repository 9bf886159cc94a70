"""Pages of a list: each begins after the last line of the one before, however the list has grown."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, tuple_

Line = TypeVar("Line")
MOST = 200  # lines on one page


class BadCursor(Exception):
    """A cursor that no page of this list has given."""


@dataclass(frozen=True)
class Page(Generic[Line]):
    """Some lines of a list, and the cursor at which the next page begins; None if this is the last."""

    lines: tuple[Line, ...]
    next: str | None


@dataclass(frozen=True)
class Order:
    """How a list is sorted: by the columns in turn, the last of which tell any two lines apart."""

    columns: tuple[ColumnElement[Any], ...]
    descending: bool = False

    def page(self, query: Select[Any], cursor: str | None, limit: int) -> Select[Any]:
        """The query of one page and one line more. Raises BadCursor."""
        if cursor is not None:
            after = tuple_(*_values(cursor, self.columns))
            here = tuple_(*self.columns)
            query = query.where(here < after if self.descending else here > after)
        return query.order_by(*((c.desc() if self.descending else c.asc()) for c in self.columns)).limit(
            limit + 1
        )


def cut(rows: Sequence[Line], limit: int, key: Callable[[Line], tuple[Any, ...]]) -> Page[Line]:
    """The page of rows that were asked for with one line more. ``key`` gives a line's values of the order."""
    if len(rows) <= limit:
        return Page(tuple(rows), None)
    last = json.dumps(key(rows[limit - 1]), default=lambda value: value.isoformat(), separators=(",", ":"))
    return Page(tuple(rows[:limit]), base64.urlsafe_b64encode(last.encode()).decode().rstrip("="))


def _values(cursor: str, columns: tuple[ColumnElement[Any], ...]) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [_value(value, column.type.python_type) for value, column in zip(values, columns, strict=True)]
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise BadCursor from error


def _value(value: Any, kind: type) -> Any:
    if kind in (date, datetime) and isinstance(value, str):
        return kind.fromisoformat(value)
    if type(value) is not kind:
        raise TypeError
    return value
