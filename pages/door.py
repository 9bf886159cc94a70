"""How a page asks the API: in this process, in the session of whoever reads the page."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

import httpx
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

_PASSED_ON = ("cookie", "user-agent", "origin", "sec-fetch-site")
_LONGEST = 30.0  # seconds


class Problem(Exception):
    """The API said no: its problem document (RFC 9457)."""

    def __init__(self, status: int, said: Mapping[str, Any]) -> None:
        super().__init__(status)
        self.status, self.said = status, said

    @property
    def errors(self) -> dict[str, str]:
        """Which field is wrong, by its place in the body, and how."""
        listed = self.said.get("errors", ())
        return {str(each["field"]).removeprefix("body."): str(each["code"]) for each in listed}


@dataclass
class Door:
    """The API as one reader meets it. ``cookies``: what it wants their browser to keep; ``together``: what it
    settles once for the whole page, until something is changed."""

    app: ASGIApp
    request: Request
    cookies: list[str] = field(default_factory=list)
    together: dict[Any, Any] = field(default_factory=dict)

    async def get(self, path: str, **asked: Any) -> Any:
        """What stands there. Raises Problem."""
        named = {name: value for name, value in asked.items() if value not in (None, "")}
        return await self._ask("GET", path, params=named)

    async def look(self, path: str, **headers: str) -> Any:
        """As ``get``, with what opens it in the headers. Raises Problem."""
        return await self._ask("GET", path, headers=_named(headers))

    async def post(self, path: str, body: Any, **headers: str | None) -> Any:
        """What came of it. ``headers`` by their names in Python: ``idempotency_key``. Raises Problem."""
        return await self._ask("POST", path, json=body, headers=_named(headers))

    async def send(self, path: str, file: AsyncIterator[bytes], **headers: str | None) -> Any:
        """A file, piece by piece; what came of it. Raises Problem."""
        said = {"content-type": "application/octet-stream", **_named(headers)}
        return await self._ask("POST", path, content=file, headers=said)

    async def take(
        self, path: str, asked: Mapping[str, str] | None = None, /, **headers: str
    ) -> httpx.Response:
        """A file as it is given out. Raises Problem."""
        return await self._asked("GET", path, params=asked, headers=_named(headers))

    async def delete(self, path: str, **headers: str | None) -> Any:
        """What is not there any more. Raises Problem."""
        return await self._ask("DELETE", path, headers=_named(headers))

    async def _ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, **more: Any
    ) -> Any:
        return _said(await self._asked(method, path, headers, **more))

    async def _asked(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, **more: Any
    ) -> httpx.Response:
        theirs = {name: self.request.headers[name] for name in _PASSED_ON if name in self.request.headers}
        client = self.request.client
        transport = httpx.ASGITransport(
            self._with_the_page, client=(client.host, client.port) if client else ("", 0)
        )
        origin = str(self.request.base_url.replace(path="/"))
        async with httpx.AsyncClient(transport=transport, base_url=origin, timeout=_LONGEST) as http:
            answer = await http.request(method, path, headers={**theirs, **(headers or {})}, **more)
        if method != "GET":
            self.together = {}
        self.cookies += answer.headers.get_list("set-cookie")
        if answer.is_error:
            said = _said(answer)
            raise Problem(answer.status_code, said if isinstance(said, dict) else {})
        return answer

    async def _with_the_page(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app({**scope, "state": {"together": self.together}}, receive, send)


def _said(answer: httpx.Response) -> Any:
    is_json = answer.content and "json" in answer.headers.get("content-type", "")
    return answer.json() if is_json else answer.text


def _named(headers: Mapping[str, str | None]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items() if value}


def secret_in(request: Request, name: str) -> str:
    """What their browser keeps under a name; nothing if it keeps nothing."""
    kept = SimpleCookie(request.headers.get("cookie", ""))
    return kept[name].value if name in kept else ""
