"""Who may sign in (账号管理), kept by a system administrator, who sees no case: accounts of the local store,
or for whom the provider vouches."""

import re
from datetime import datetime, timedelta
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Body, Depends, status
from pydantic import BaseModel, Field, StringConstraints, model_validator
from sqlalchemy.ext.asyncio import AsyncConnection

from api import examples, policy
from api.credentials import local
from api.forms import Code, Form, writable
from api.guesses import account_digest
from api.identity import Person, Whoever
from api.looking import note_looks, seat_looking
from api.office import Office, TheOffice
from api.problems import Problem, malformed, not_your_seat, unseen
from api.signing_in import Login
from identity.handles import digest_of, new_secret
from proof.looks import Look
from records import accounts, attempts, sign_ins
from records.accounts import Account, Subject
from rules.auditing import Looked
from rules.instants import legal_day

router = APIRouter(tags=["账号 accounts"])

INVITED_FOR = timedelta(days=3)
_LOGIN = re.compile(r"[\w.@-]{2,64}")
_Named = Annotated[str, StringConstraints(min_length=1, max_length=255), writable]

State = Literal["invited", "lapsed", "active", "disabled"]


class NewAccount(Form):
    """For whom, and under which name they sign in."""

    person: Code
    login: Login


class Invited(BaseModel):
    """What is handed to the person themselves, once: it is shown here and nowhere else."""

    person: str
    login: str
    invitation: str = Field(repr=False)
    until: datetime


class AccountShown(BaseModel):
    """An account. ``lapsed``: the invitation ran out before anybody used it."""

    person: str
    login: str
    state: State
    password_at: datetime | None


class NewSubject(Form):
    """For whom the provider vouches: by its own name for them (``subject``), or, until they have come for the
    first time, by what the claim of the settings says (``claimed``). One of the two."""

    person: Code
    subject: _Named | None = None
    claimed: _Named | None = None

    @model_validator(mode="after")
    def _has_one_name(self) -> Self:
        if (self.subject is None) is (self.claimed is None):
            raise ValueError("subject or claimed")
        return self


class SubjectEntered(BaseModel):
    """Under which id it is taken back."""

    id: UUID


def _administrator(person: Whoever) -> Person:
    if not any(policy.may_keep_accounts(seat) for seat in person.seats):
        raise not_your_seat()
    return person


Administrator = Annotated[Person, Depends(_administrator)]


@router.get("/accounts", operation_id="list_accounts", summary="账号列表 Accounts")
async def list_accounts(office: TheOffice, person: Administrator) -> list[AccountShown]:
    """All accounts, by name. 404 where people sign in another way."""
    local(office)
    return [
        AccountShown(
            person=each.person,
            login=each.login,
            state=_state(each, person.at),
            password_at=each.password_at,
        )
        for each in await accounts.listed(office.directory)
    ]


@router.post(
    "/accounts",
    status_code=status.HTTP_201_CREATED,
    operation_id="create_account",
    summary="新建账号 New account",
)
async def create_account(
    body: Annotated[NewAccount, Body(openapi_examples=examples.ACCOUNT)],
    office: TheOffice,
    person: Administrator,
) -> Invited:
    """For somebody who is here and has none. Nobody but they will know their password."""
    local(office)
    if not _LOGIN.fullmatch(body.login):
        raise malformed(("body.login", "characters"))
    async with office.directory.begin() as connection:
        await _check_is_here(connection, body.person, person.at)
        if not await accounts.create(connection, body.person, body.login):
            raise Problem(409, "account-there")
        return await _invited(connection, body.person, body.login, person, "account-created")


@router.post("/accounts/{whose}/reset", operation_id="reset_account", summary="重置账号 Reset")
async def reset_account(whose: str, office: TheOffice, person: Administrator) -> Invited:
    """Password and second factor are void, all sessions end, and the person is invited anew."""
    store = local(office)
    async with office.directory.begin() as connection:
        account = await _account(connection, whose)
        await sign_ins.end_all(connection, whose)
        await attempts.forgive(connection, account_digest(store, account.login))
        return await _invited(connection, whose, account.login, person, "account-reset")


@router.post(
    "/accounts/{whose}/disable",
    operation_id="disable_account",
    summary="停用账号 Disable",
    status_code=status.HTTP_204_NO_CONTENT,
)
async def disable_account(whose: str, office: TheOffice, person: Administrator) -> None:
    """Nobody signs in with it, and whoever has is out at once."""
    local(office)
    async with office.directory.begin() as connection:
        await _account(connection, whose)
        await accounts.disable(connection, whose, person.at)
        await sign_ins.end_all(connection, whose)
        await _noted(connection, person, "account-disabled", whose)


@router.post(
    "/accounts/{whose}/enable",
    operation_id="enable_account",
    summary="恢复账号 Enable",
    status_code=status.HTTP_204_NO_CONTENT,
)
async def enable_account(whose: str, office: TheOffice, person: Administrator) -> None:
    """As it was before it was disabled."""
    local(office)
    async with office.directory.begin() as connection:
        await _account(connection, whose)
        await accounts.disable(connection, whose, None)
        await _noted(connection, person, "account-enabled", whose)


@router.get("/subjects", operation_id="list_subjects", summary="身份对应列表 For whom the provider vouches")
async def list_subjects(office: TheOffice, _: Administrator) -> list[Subject]:
    """By person. 404 where people do not sign in at a provider."""
    _issuer(office)
    return list(await accounts.subjects_listed(office.directory))


@router.post(
    "/subjects",
    status_code=status.HTTP_201_CREATED,
    operation_id="enter_subject",
    summary="登记身份对应 Enter whom the provider means",
)
async def enter_subject(
    body: Annotated[NewSubject, Body(openapi_examples=examples.SUBJECT)],
    office: TheOffice,
    person: Administrator,
) -> SubjectEntered:
    """From now on whoever the provider vouches for by this name is this person here."""
    issuer = _issuer(office)
    if body.claimed is not None and not office.settings.oidc_person_claim:
        raise malformed(("body.claimed", "no-claim-set"))
    async with office.directory.begin() as connection:
        await _check_is_here(connection, body.person, person.at)
        entered = await accounts.vouch(
            connection,
            issuer=issuer,
            subject=body.subject,
            claimed=body.claimed,
            person=body.person,
            by=person.ref,
        )
        if entered is None:
            raise Problem(409, "account-there")
        await _noted(connection, person, "subject-entered", body.person)
    return SubjectEntered(id=entered)


@router.delete(
    "/subjects/{id}",
    operation_id="take_back_subject",
    summary="取消身份对应 Take it back",
    status_code=status.HTTP_204_NO_CONTENT,
)
async def take_back_subject(id: UUID, office: TheOffice, person: Administrator) -> None:
    """The provider's word is good for this person no longer, and the sessions that stood on it end."""
    _issuer(office)
    async with office.directory.begin() as connection:
        gone = await accounts.unvouch(connection, id)
        if gone is None:
            raise unseen()
        await sign_ins.end_all(connection, gone.person)
        await _noted(connection, person, "subject-taken-back", gone.person)


async def _noted(connection: AsyncConnection, person: Person, what: str, whose: str) -> None:
    """Whose account it is, in the log of accounts; that it was done, in the one that is proved (审计)."""
    await sign_ins.note(connection, person.at, what, whose, person.ref)
    seat = seat_looking(person)
    await note_looks(connection, [Look(person.at, person.ref, seat, None, f"{Looked.PERMISSION}/{what}")])


async def _check_is_here(connection: AsyncConnection, whose: str, at: datetime) -> None:
    if await accounts.person_named(connection, whose, legal_day(at)) is None:
        raise malformed(("body.person", "unknown-person"))


async def _account(connection: AsyncConnection, whose: str) -> Account:
    account = await accounts.of_person(connection, whose)
    if account is None:
        raise unseen()
    return account


async def _invited(connection: AsyncConnection, whose: str, login: str, by: Person, what: str) -> Invited:
    secret, until = new_secret(), by.at + INVITED_FOR
    await accounts.invite(connection, whose, digest_of(secret), until)
    await _noted(connection, by, what, whose)
    return Invited(person=whose, login=login, invitation=secret, until=until)


def _issuer(office: Office) -> str:
    if office.gate.relying is None:
        raise unseen()
    return office.gate.relying.provider.issuer


def _state(account: Account, at: datetime) -> State:
    if account.disabled_at:
        return "disabled"
    if account.password:
        return "active"
    return "invited" if account.invited_until and account.invited_until > at else "lapsed"
