"""What two readers could read as two things is no request: looked at before anybody reads any of it.

A proxy that counts by the first of two headers and we by the second, a filter that reads the first of two
equal names and we the last: whoever sends such a thing means to pass one of us.
"""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.types import Scope

from api.problems import malformed

DEEPEST = 32  # objects and lists inside each other
# Headers by which something is decided; of others, such as Accept-Language, there may be several.
ONCE = (
    "host",
    "authorization",
    "content-type",
    "content-length",
    "transfer-encoding",
    "idempotency-key",
    "act-as",
    "tracking-code",
    "tracking-factor",
    "x-namespace",
    "if-match",
    "paper-title",
    "last-event-id",
    "webhook-id",
    "webhook-timestamp",
    "webhook-signature",
)
MANY = frozenset(
    {"exclude", "extend", "procedure", "verb"}
)  # what may be asked for several times over in one query
# On the pages of lists: the columns that were ticked, and the lines that were chosen.
MANY_ON_PAGES = frozenset({"columns", "line"})
_OWN_READERS = ("/agencies/",)  # where a message is read by the contract, once its signature holds


class _Ambiguous(Exception):
    """``code``: in what way."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_head(scope: Scope) -> None:
    """That no header by which something is decided, and no name of a query, stands twice. Raises Problem."""
    headers = Headers(scope=scope)
    for name in ONCE:
        if len(headers.getlist(name)) > 1:
            raise malformed((f"header.{name}", "twice"), status=400)
    asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    if set(_twice(name for name, _ in asked)) - MANY - MANY_ON_PAGES:
        raise malformed(("query", "twice"))


def check_body(scope: Scope, body: bytes) -> None:
    """That JSON is in UTF-8, of bounded depth, all its numbers are numbers, and no name stands twice.

    Raises Problem 422. What is no JSON at all, whoever reads it says.
    """
    if not body or not _is_json(scope) or scope["path"].startswith(_OWN_READERS):
        return
    try:
        read = json.loads(body.decode(), object_pairs_hook=_once_each, parse_constant=_no_number)
    except _Ambiguous as how:
        raise malformed(("body", how.code)) from None
    except RecursionError:
        raise malformed(("body", "too-deep")) from None
    except ValueError:
        raise malformed(("body", "json")) from None
    if _depth(read) > DEEPEST:
        raise malformed(("body", "too-deep"))


def _is_json(scope: Scope) -> bool:
    kind = Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower()
    return kind.startswith("application/") and kind.endswith(("/json", "+json"))


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise _Ambiguous("name-twice")
    return read


def _no_number(_: str) -> Any:
    raise _Ambiguous("no-number")


def _depth(read: Any) -> int:
    depth, level = 0, [read]
    while containers := [each for each in level if isinstance(each, dict | list)]:
        depth += 1
        level = [
            each for outer in containers for each in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return depth


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
