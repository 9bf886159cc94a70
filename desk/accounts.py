"""The first administrator of an installation, let in at its own machine; all others over the API.

There is no account before, and no password that anybody but its person ever knew.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from desk.terminal import REFUSED, Stopped
from desk.words import say
from identity.handles import digest_of, new_secret
from records import accounts, connect, directory, sign_ins
from records.access import note_access
from rules.auditing import Looked
from rules.instants import legal_day
from rules.seating import Post
from settings import Settings, attached

ADMINISTRATOR = "system_admin"
OPERATOR = "operator"  # whoever holds the keys of the machine
_INVITED_FOR = timedelta(days=3)
_LET_IN = "administrator-let-in"


@dataclass(frozen=True)
class First:
    """Who is let in first. ``subject``: the provider's name for them, where people sign in at one."""

    person: str
    name: str
    unit: str
    login: str
    subject: str = ""


async def first(asked: First) -> dict[str, Any]:
    """Let the first administrator of the running installation in; or the same person again, who cannot.

    Raises MissingSetting, SettingsDisagree, and Stopped while another administrator could do it.
    """
    settings = attached()
    records = connect(settings.database_url)
    try:
        return await let_in(records, settings, asked, datetime.now(UTC))
    finally:
        await records.dispose()


async def let_in(records: AsyncEngine, settings: Settings, asked: First, at: datetime) -> dict[str, Any]:
    """As ``first``, at this instant."""
    way, today = settings.signs_in_by(), legal_day(at)
    if way == "development":
        raise _no("development-needs-no-account")
    if asked.unit not in {unit.unit for unit in await directory.units_on(records, today)}:
        raise _no("no-such-unit", unit=asked.unit)
    async with records.begin() as connection:
        if await accounts.let_in(connection, ADMINISTRATOR, today) - {asked.person}:
            raise _no("ask-an-administrator")
        await _seat(connection, asked, today)
        told = await (
            _vouched(connection, settings, asked) if way == "oidc" else _invited(connection, asked, at)
        )
        await sign_ins.note(connection, at, _LET_IN, asked.person, OPERATOR)
        await note_access(connection, at, OPERATOR, "-", None, f"{Looked.PERMISSION}/{_LET_IN}")
    return told


async def _seat(connection: AsyncConnection, asked: First, today: date) -> None:
    """Who is here already, and who holds the seat already, is not entered a second time."""
    people, seats = [], []
    if await accounts.person_named(connection, asked.person, today) is None:
        people.append(directory.Person(asked.person, asked.name, today))
    if not await directory.is_held(connection, Post(ADMINISTRATOR, asked.unit), asked.person, today):
        seats.append(directory.Sitting(asked.person, ADMINISTRATOR, asked.unit, today))
    await directory.enter(connection, [], people, seats)


async def _invited(connection: AsyncConnection, asked: First, at: datetime) -> dict[str, Any]:
    await accounts.create(connection, asked.person, asked.login)
    account = await accounts.of_person(connection, asked.person)
    if account is None:
        raise _no("login-taken", login=asked.login)
    secret, until = new_secret(), at + _INVITED_FOR
    await accounts.invite(connection, asked.person, digest_of(secret), until)
    await accounts.disable(connection, asked.person, None)
    await sign_ins.end_all(connection, asked.person)
    return {
        "person": asked.person,
        "login": account.login,
        "invitation": secret,
        "until": until.isoformat(),
    }


async def _vouched(connection: AsyncConnection, settings: Settings, asked: First) -> dict[str, Any]:
    if not asked.subject:
        raise _no("subject-needed")
    issuer = settings.oidc_issuer
    entered = await accounts.vouch(
        connection, issuer=issuer, subject=asked.subject, claimed=None, person=asked.person, by=OPERATOR
    )
    if entered is None:
        raise _no("subject-entered", subject=asked.subject)
    return {"person": asked.person, "issuer": issuer, "subject": asked.subject}


def _no(code: str, **details: str) -> Stopped:
    return Stopped(say(code, **details), REFUSED)
