"""Before anything is looked at that could be guessed: whether it may be tried now, as the records count."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog
from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncConnection

from api.gate import Local
from api.office import Office
from api.problems import Problem, come_back
from identity.lockout import ACCOUNT, ADDRESS, ALL, Limit
from records import attempts, sign_ins

log = structlog.get_logger()


@dataclass(frozen=True)
class Watched:
    """Under which keyed digests one try is counted: of what is guessed at; of the address, and of all."""

    account: str
    others: Mapping[str, Limit]


async def admit(office: Office, request: Request, guessed: str, at: datetime) -> Watched:
    """Let a try in. Raises Problem 429 while nobody may, and 503 while too many wait."""
    assert office.gate.local
    if office.gate.local.hasher.is_full:
        raise come_back("sign-in-busy")
    watched = _watched(office.gate.local, request, guessed)
    bar = await attempts.admitted(office.directory, (watched.account, ACCOUNT), tuple(watched.others), at)
    if bar:
        log.warning("sign_in.barred")
        raise Problem(429, "tried-too-often", headers={"Retry-After": str(int(bar.total_seconds()) + 1)})
    return watched


def _watched(store: Local, request: Request, guessed: str) -> Watched:
    address = request.client.host if request.client else ""
    others = {_digest(store, f"address/{address}"): ADDRESS, _digest(store, "all"): ALL}
    return Watched(_digest(store, guessed), others)


async def fail(connection: AsyncConnection, watched: Watched, at: datetime, person: str | None) -> None:
    """It was wrong: counted for the address and for all, too, and noted."""
    await attempts.failed(connection, watched.others, at)
    await sign_ins.note(connection, at, "sign-in-failed", person)


async def forgive(connection: AsyncConnection, watched: Watched) -> None:
    """It was right: what the account failed is forgotten."""
    await attempts.forgive(connection, watched.account)


def account_digest(store: Local, login: str) -> str:
    """Under which an account's failures are counted, whether it is there or not."""
    return _digest(store, guess_at(login))


def guess_at(login: str) -> str:
    """What is guessed at by somebody who signs in."""
    return f"account/{login}"


def _digest(store: Local, said: str) -> str:
    return hmac.digest(store.secret.encode(), said.encode("utf-8", "surrogatepass"), "sha256").hex()
