"""What is answered stands in the OpenAPI document: held against it at every request of the tests."""

import re
from functools import cache

import httpx

from api.app import create_app

# Their last gap takes slashes too.
RUN_ON = ("/agencies/{agency}/handoffs/{subject}", "/editions/{id}", "/publications/{version}")


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
    filled = re.sub(r"\\\{.+?\\\}", "[^/]+", re.escape(path))
    return re.compile(filled.removesuffix("[^/]+") + ".+" if path in RUN_ON else filled)


def undocumented(method: str, path: str, status: int) -> bool:
    """Whether an operation answered what its document does not name. A path of none promised nothing."""
    for known, pattern, statuses in _documented():
        if known == method and pattern.fullmatch(path):
            return str(status) not in statuses
    return False


async def hold_to_the_document(answer: httpx.Response) -> None:
    """A hook of a client. Raises AssertionError."""
    asked, path = answer.request, answer.request.url.raw_path.decode().partition("?")[0]
    told = f"{asked.method} {path} answered {answer.status_code}, which its document does not name"
    assert not undocumented(asked.method, path, answer.status_code), told
