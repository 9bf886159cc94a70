"""Around every request: how much may be sent, what is logged, and what is said when something breaks."""

import re
import time
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from opentelemetry.trace import Span, SpanKind
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import unambiguous, uploading
from api.office import Office
from api.problems import Problem, answer, come_back, malformed, unseen
from keys.ring import UnknownKey
from logbook import places
from records.engine import RECORDS_AWAY
from watching import correlation, metrics
from watching.tracing import SEALED, Tracing

log = structlog.get_logger()

_ID = re.compile(r"[A-Z0-9-]{1,60}")
GUARDS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TRAINING = "Fengqiao-Training"  # of every answer of a training installation (演练)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_FIELD = re.compile(r"[A-Za-z][A-Za-z_-]{0,39}")
BODY_LIMIT = 64 * 1024  # bytes
LARGER = {"/codec/decode": 4 * 1024 * 1024}  # what a page of the engine shows at once


class _TooLarge(Exception):
    pass


class Answering:
    """The outermost layer. Whatever breaks inside, the caller gets a problem document; the log gets places in
    our code, never values."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and log that it was answered. What a page asks goes under the page's own correlation."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = Headers(scope=scope).get(correlation.HEADER)
        tracing: Tracing = scope["app"].state.office.tracing
        with (
            correlation.under(correlation.current() or correlation.brought(said) or correlation.fresh()),
            tracing.span("request", SpanKind.SERVER, {"http.request.method": _method(scope)}) as span,
        ):
            await self._answer(scope, receive, send, span)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, span: Span) -> None:
        scope = {**scope, "state": dict(scope.get("state", {}))}  # this request's own
        began, status = time.perf_counter(), 0
        office: Office = scope["app"].state.office  # now: further in it may be another app's scope

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _guard(headers := MutableHeaders(scope=message), office)
                headers[correlation.HEADER] = correlation.current() or ""
            await send(message)

        try:
            await self._app(scope, await _whole_body(scope, receive), noted)
        except _TooLarge:
            await _said(Problem(413, "too-large"), scope)(scope, receive, noted)
        except Problem as no:  # before anybody has read it
            await _said(no, scope)(scope, receive, noted)
        except Exception as error:  # noqa: BLE001  the last one who can answer
            log.error("request.broken", error=type(error).__name__, at=places(error))
            if not status:
                await _said(Problem(500, "unexpected"), scope)(scope, receive, noted)
        if scope["state"].get("is_sealed"):
            span.set_attribute(SEALED, value=True)  # it never leaves this process
            return  # who looked at what is written down there
        seconds = time.perf_counter() - began
        _tell(span, scope, status)
        metrics.answered(status, seconds)
        office.measured.answered(status)
        log.info("request.answered", **_what(scope), status=status, milliseconds=round(seconds * 1000, 1))


def _tell(span: Span, scope: Scope, status: int) -> None:
    """What a span says of a request: its route, never its path."""
    route = getattr(scope.get("route"), "path", None)
    if route:
        span.update_name(f"{_method(scope)} {route}")
        span.set_attribute("http.route", route)
    span.set_attribute("http.response.status_code", status)


def _method(scope: Scope) -> str:
    """One that we know; anybody may send any word as one."""
    return scope["method"] if scope["method"] in _METHODS else "other"


def _guard(headers: MutableHeaders, office: Office) -> None:
    """What a browser is to make of an answer: nothing but what it says it is, and nothing it keeps."""
    for name, value in GUARDS.items():
        headers.setdefault(name, value)
    if office.settings.training:
        headers[TRAINING] = "1"
    if office.gate.is_private and office.settings.hsts_seconds:
        lasts = f"max-age={office.settings.hsts_seconds}; includeSubDomains"
        headers.setdefault("Strict-Transport-Security", lasts)


def handle_problems(app: FastAPI) -> None:
    """Everything the framework or the database raises becomes a problem document too."""

    async def problem(request: Request, raised: Exception) -> Response:
        assert isinstance(raised, Problem)
        return _said(raised, request.scope)

    async def invalid(request: Request, raised: Exception) -> Response:
        assert isinstance(raised, RequestValidationError)
        return _said(malformed(*(_field_error(error) for error in raised.errors())), request.scope)

    async def framework(request: Request, raised: Exception) -> Response:
        assert isinstance(raised, HTTPException)
        return _said(_of_the_framework(raised), request.scope)

    async def away(request: Request, raised: Exception) -> Response:
        log.warning("records.away", error=type(raised).__name__)
        return _said(come_back("records-away"), request.scope)

    async def sealed_otherwise(request: Request, raised: Exception) -> Response:
        assert isinstance(raised, UnknownKey)
        log.error("key.unknown", key=str(raised))
        return _said(come_back("key-unknown"), request.scope)

    app.add_exception_handler(Problem, problem)
    app.add_exception_handler(UnknownKey, sealed_otherwise)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, framework)
    for kind in RECORDS_AWAY:
        app.add_exception_handler(kind, away)


def _said(problem: Problem, scope: Scope) -> Response:
    return answer(problem, Headers(scope=scope).get("accept-language", ""))


def _field_error(error: dict[str, Any]) -> tuple[str, str]:
    """Where and what kind: never the value, which pydantic would repeat, nor a name that only the caller
    knows for a field."""
    return ".".join(_part(part) for part in error["loc"]), str(error["type"])


def _part(part: Any) -> str:
    said = str(part)
    return said if isinstance(part, int) or _FIELD.fullmatch(said) else "…"


def _of_the_framework(raised: HTTPException) -> Problem:
    match raised.status_code:
        case 404:
            return unseen()
        case 405:
            return Problem(405, "method-not-allowed", headers=raised.headers)
        case _:
            return malformed(("body", "unreadable"))


async def _whole_body(scope: Scope, receive: Receive) -> Receive:
    """The body, read before anybody else may; no larger than the limit, whatever its header says. A file
    alone is let through as it comes, and counted."""
    if scope["method"] == "POST" and (most := uploading.limit_of(scope["path"])) is not None:
        return _counted(scope, receive, most)
    limit = LARGER.get(scope["path"], BODY_LIMIT)
    if _announced(scope) > limit:
        raise _TooLarge
    unambiguous.check_head(scope)
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] != "http.request":  # the caller has gone
            return _first(message, receive)
        body += message.get("body", b"")
        if len(body) > limit:
            raise _TooLarge
        more = message.get("more_body", False)
    unambiguous.check_body(scope, body)
    return _first({"type": "http.request", "body": body, "more_body": False}, receive)


def _counted(scope: Scope, receive: Receive, limit: int) -> Receive:
    if _announced(scope) > limit:
        raise _TooLarge
    unambiguous.check_head(scope)
    come = 0

    async def counted() -> Message:
        nonlocal come
        message = await receive()
        come += len(message.get("body", b""))
        if come > limit:
            raise _TooLarge
        return message

    return counted


def _first(message: Message, receive: Receive) -> Receive:
    waiting = [message]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() else 0


def _what(scope: Scope) -> dict[str, Any]:
    """Method, route and ids. What stands in a path may be anything, and is logged only where it is an id."""
    route, place = scope.get("route"), scope.get("path_params", {})
    ids = {name: place[name] for name in ("number", "n") if _ID.fullmatch(place.get(name, ""))}
    person = scope["state"].get("person")
    return {"method": scope["method"], "route": getattr(route, "path", None), "person": person, **ids}
