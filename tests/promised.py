"""What is answered stands in the OpenAPI document: held against it at every request of the tests."""

import re
from functools import cache

import httpx

from api.app import create_app


@cache
def _documented() -> tuple[tuple[str, re.Pattern[str], frozenset[str]], ...]:
    """Method, path and statuses of every operation; a path without a gap in it before one with."""
    paths = create_app().openapi()["paths"]
    return tuple(
        (method.upper(), _pattern(path), frozenset(operation["responses"]))
        for path in sorted(paths, key=lambda path: path.count("{"))
        for method, operation in paths[path].items()
    )


def _pattern(path: str) -> re.Pattern[str]:
    gaps = {"{version}": ".+"} if path.startswith(("/publications", "/editions")) else {}
    parts = re.split(r"(\{[^}]+\})", path)
    return re.compile("".join(gaps.get(p, "[^/]+") if p.startswith("{") else re.escape(p) for p in parts))


def undocumented(method: str, path: str, status: int) -> bool:
    """Whether an operation answered what its document does not name."""
    for known, pattern, statuses in _documented():
        if known == method and pattern.fullmatch(path):
            return str(status) not in statuses
    return False


async def hold_to_the_document(answer: httpx.Response) -> None:
    """A hook of a client. Raises AssertionError."""
    asked = answer.request
    assert not undocumented(
        asked.method, asked.url.raw_path.decode().partition("?")[0], answer.status_code
    ), f"{asked.method} {asked.url.path} answered {answer.status_code}, which its document does not name"
