"""Speaking to the system over HTTP, as one person or another; with one key until there is an answer."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import httpx

PATIENCE = 120.0  # seconds a request is tried again while the system is away
_FIRST_CONTACT = 10.0  # seconds until it is clear that nobody is there at all
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0  # seconds
_AGAIN = frozenset({502, 503, 504})  # away, or the outcome is not known yet: the same key again
_ONE_TRY = httpx.Timeout(30.0, connect=5.0)


@dataclass(frozen=True)
class Answer:
    """What came back. ``milliseconds`` counts from the first try; ``tries`` is 1 if all went well.
    ``cookie``: of a session that has begun."""

    status: int
    body: Any
    milliseconds: float
    tries: int
    cookie: str = field(default="", repr=False)


class Refusal(Exception):
    """The system said no, for good: its problem document's status, code and words."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        words = problem.get("words") or {}
        self.status = status
        self.code = str(problem.get("code", status))
        self.zh = str(words.get("zh") or problem.get("title") or status)
        self.en = str(words.get("en") or problem.get("title") or status)
        self.places = [f"{error['field']}: {error['code']}" for error in problem.get("errors", ())]
        self.details = [str(detail) for detail in problem.get("details", ())]  # codes and fields
        super().__init__(f"{status} {self.code} {' '.join(self.places)}".strip())


class Away(Exception):
    """The system did not answer within our patience, at ``url``."""

    def __init__(self, url: str, seconds: float) -> None:
        self.url, self.seconds = url, seconds
        super().__init__(f"{url} did not answer within {seconds:.0f} s")


class Caller:
    """One connection to the system, shared by the people who use it. An asynchronous context manager."""

    def __init__(
        self,
        url: str,
        *,
        patience: float = PATIENCE,
        transport: httpx.AsyncBaseTransport | None = None,
        token: str = "",
    ) -> None:
        self.url = url.rstrip("/")
        self._token = token  # of the one person who uses it
        self._patience = patience
        self._is_there = False
        self._tokens: dict[str, str] = {}
        self._signing_in = asyncio.Lock()
        self._client = httpx.AsyncClient(
            base_url=self.url,
            timeout=_ONE_TRY,
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=64),
            headers={"Accept-Language": "zh"},
            transport=transport,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def sign_in(self, person: str) -> str:
        """What this person comes in with: the token we were given, else their development token.

        Raises Refusal and Away."""
        if self._token:
            return self._token
        async with self._signing_in:
            if person not in self._tokens:
                answer = await self._send("POST", "/dev/sign-in", {}, json={"person": person})
                self._tokens[person] = answer.body["token"]
            return self._tokens[person]

    async def get(self, person: str, path: str, **parameters: Any) -> Any:
        """What stands there for this person to see. Raises Refusal and Away."""
        headers = {"Authorization": f"Bearer {await self.sign_in(person)}"}
        return (await self._send("GET", path, headers, params=parameters)).body

    async def download(self, person: str, path: str, body: dict[str, Any]) -> bytes:
        """What comes back as a file. Raises Refusal and Away."""
        headers = {"Authorization": f"Bearer {await self.sign_in(person)}"}
        return (await self._response("POST", path, headers, json=body))[0].content

    async def post(self, person: str, path: str, body: dict[str, Any], key: str) -> Answer:
        """Ask for it under this key, again until there is an answer. Raises Refusal and Away."""
        headers = {"Authorization": f"Bearer {await self.sign_in(person)}", "Idempotency-Key": key}
        return await self._send("POST", path, headers, json=body)

    async def open_post(self, path: str, body: dict[str, Any]) -> Any:
        """Ask for what nobody need have signed in for. Raises Refusal and Away."""
        return (await self._send("POST", path, {}, json=body)).body

    async def token_of(self, login: str, password: str, code: str) -> str:
        """A token that is good for an hour, of whoever has this account. Raises Refusal and Away."""
        given = {"login": login, "password": password, "code": code}
        session = await self._send("POST", "/sign-in", {}, json=given)
        headers = {"Cookie": session.cookie, "X-CSRF-Token": session.body["csrf"]}
        return str((await self._send("POST", "/me/tokens", headers)).body["token"])

    async def _send(self, method: str, path: str, headers: dict[str, str], **request: Any) -> Answer:
        began = time.monotonic()
        response, tries = await self._response(method, path, headers, **request)
        cookie = response.headers.get("Set-Cookie", "").partition(";")[0]
        return Answer(response.status_code, _body(response), 1000 * (time.monotonic() - began), tries, cookie)

    async def _response(
        self, method: str, path: str, headers: dict[str, str], **request: Any
    ) -> tuple[httpx.Response, int]:
        """A response that is no refusal, and how often it was asked for."""
        began = time.monotonic()
        tries = 0
        while True:
            tries += 1
            pause = min(_FIRST_PAUSE * 2 ** (tries - 1), _LONGEST_PAUSE) * random.uniform(0.5, 1)  # noqa: S311
            try:
                response = await self._client.request(method, path, headers=headers, **request)
            except httpx.TransportError:
                pass
            else:
                self._is_there = True
                if response.status_code not in _AGAIN:
                    if not response.is_success:
                        body = _body(response)
                        raise Refusal(response.status_code, body if isinstance(body, dict) else {})
                    return response, tries
                pause = max(pause, _seconds(response.headers.get("Retry-After", "")))
            patience = self._patience if self._is_there else min(self._patience, _FIRST_CONTACT)
            if time.monotonic() + pause - began > patience:
                raise Away(self.url, patience)
            await asyncio.sleep(pause)


def _body(response: httpx.Response) -> Any:
    try:
        return response.json() if response.content else None
    except ValueError:
        return None


def _seconds(text: str) -> float:
    return float(text) if text.isdigit() else 0.0
