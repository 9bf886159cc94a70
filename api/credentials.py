"""Signing in with what one knows and what one has (口令和动态码): both at once, and one answer to
all that fails.

Whoever fails is not told in what, nor whether the account is there; it takes as long either way.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncConnection

from api import sessions
from api.gate import Local
from api.guesses import admit, fail, forgive, guess_at
from api.office import Office
from api.problems import FieldError, Problem, come_back, unseen
from identity.handles import digest_of
from identity.passwords import Busy, Weakness, plain, weaknesses_of
from identity.second_factor import as_recovery_code, step_of
from records import accounts, sign_ins
from records.accounts import Account
from records.sign_ins import SignIn
from rules.instants import legal_day

BY_TIME, BY_RECOVERY = "password+totp", "password+recovery"


@dataclass(frozen=True)
class Given:
    """What somebody signs in with."""

    login: str
    password: str = field(repr=False)
    code: str = field(repr=False)
    new_password: str | None = field(repr=False, default=None)


@dataclass(frozen=True)
class _Proof:
    """What proved it; ``step`` or ``recovery`` is what is spent by it."""

    name: str
    step: int = 0
    recovery: str = ""


def local(office: Office) -> Local:
    """The local store; where people sign in another way, 404."""
    if office.gate.local is None:
        raise unseen()
    return office.gate.local


async def signed_in(office: Office, request: Request, given: Given) -> tuple[SignIn, str]:
    """A new session and its secret.

    Raises Problem 401 whatever was wrong, 429 after too much that was, 503 while too many wait; and to those
    who are who they say 403 if the password is to be changed, 422 if the new one is weak.
    """
    store, at = local(office), await office.clock()
    watched = await admit(office, request, guess_at(given.login), at)
    async with office.directory.begin() as connection:
        seen = await accounts.by_login(connection, given.login)
    kept = seen.password if seen else None
    try:
        is_right = await store.hasher.is_right(kept, given.password)
        # Whether it was right or not: how long it takes must not tell.
        fresh = None if given.new_password is None else await store.hasher.hashed(given.new_password)
    except Busy:
        raise come_back("sign-in-busy") from None
    async with office.directory.begin() as connection:
        account = await accounts.by_login(connection, given.login)
        proof = None
        if account and is_right and account.password == kept:  # nobody changed it meanwhile
            proof = await _proof(connection, store, account, given.code, at)
        if account is None or proof is None or not await _may_come_in(connection, account, at):
            await fail(connection, watched, at, account.person if account else None)
            outcome: tuple[SignIn, str] | Problem = Problem(401, "sign-in-failed")
        else:
            await forgive(connection, watched)
            outcome = await _wrong_with_the_password(connection, store, account, given, at) or await _begin(
                connection, office, request, account=account, proof=proof, fresh=fresh, at=at
            )
    if isinstance(outcome, Problem):
        raise outcome
    await _keep_up(office, store, outcome[0].person, kept, given)
    return outcome


async def _may_come_in(connection: AsyncConnection, account: Account, at: datetime) -> bool:
    """Whether the account can be used, and its person is here today."""
    is_here = await accounts.person_named(connection, account.person, legal_day(at)) is not None
    return is_here and account.disabled_at is None


async def check_strength(
    connection: AsyncConnection, account: Account, password: str, at: datetime
) -> Problem | None:
    """What is wrong with a password that this person wants: 422, with a code for each thing."""
    name = await accounts.person_named(connection, account.person, legal_day(at))
    return _too_weak(weaknesses_of(password, [account.login, account.person, name or ""]))


def _too_weak(found: list[Weakness]) -> Problem | None:
    errors = [FieldError(field="body.password", code=each.value) for each in found]
    return Problem(422, "password-too-weak", errors=errors) if errors else None


async def _keep_up(office: Office, store: Local, person: str, kept: str | None, given: Given) -> None:
    """Hash a password anew that was hashed with other parameters; only now, when it tells nobody anything."""
    if kept and given.new_password is None and store.hasher.is_outdated(kept):
        with suppress(Busy):  # another time
            fresh = await store.hasher.hashed(given.password)
            async with office.directory.begin() as connection:
                await accounts.rehashed(connection, person, kept, fresh)


async def _proof(
    connection: AsyncConnection, store: Local, account: Account, code: str, at: datetime
) -> _Proof | None:
    """What a code proves that has not been used."""
    assert account.second_factor  # there is one as soon as there is a password
    if recovery := as_recovery_code(code):
        digest = digest_of(recovery)
        is_one = await accounts.holds_recovery_code(connection, account.person, digest)
        return _Proof(BY_RECOVERY, recovery=digest) if is_one else None
    seed = store.safe.open(account.second_factor, account.person)
    step = step_of(seed, code, at, account.second_factor_step)
    return None if step is None else _Proof(BY_TIME, step=step)


async def _wrong_with_the_password(
    connection: AsyncConnection, store: Local, account: Account, given: Given, at: datetime
) -> Problem | None:
    """Whether somebody who is who they say has to choose another password first. Nothing is spent by that."""
    if given.new_password is None:
        oldest = store.max_age and at - store.max_age
        is_old = oldest and account.password_at and account.password_at <= oldest
        return Problem(403, "password-expired") if is_old else None
    if plain(given.new_password) == plain(given.password):
        return _too_weak([Weakness.THE_SAME])
    return await check_strength(connection, account, given.new_password, at)


async def _begin(
    connection: AsyncConnection,
    office: Office,
    request: Request,
    *,
    account: Account,
    proof: _Proof,
    fresh: str | None,
    at: datetime,
) -> tuple[SignIn, str]:
    """Spend what proved it, and begin. With a new password, kept as ``fresh``, all other sessions end."""
    person = account.person
    if proof.recovery:
        await accounts.spend_recovery_code(connection, person, proof.recovery)
    else:
        await accounts.spend_step(connection, person, proof.step)
    if fresh is not None:
        await accounts.set_password(connection, person, fresh, at)
        await sign_ins.end_all(connection, person)
        await sign_ins.note(connection, at, "password-changed", person)
    return await sessions.begin(connection, office, request, person, proof.name, at)
