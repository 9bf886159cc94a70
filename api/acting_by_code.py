"""The routes of what is done with a tracking code. The code is the credential: nobody signs in.

A code of which nothing more is told than that something was received can do nothing yet. It is told so in the
same words and in the same way, whatever was received.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Body, Request
from sqlalchemy.ext.asyncio import AsyncEngine

from api import asking, examples
from api.bounded import check_rate
from api.by_code import ACTS, Act
from api.forms import Form
from api.identity import Person
from api.office import Office, TheOffice, TheSealedOffice
from api.problems import refused, unseen
from api.requests import Envelope, IdempotencyKey, digest_of, first_receipt
from api.status import Tracking
from api.verbs import seal
from records import papers, reading, submissions
from records.reader import Reader, read_by
from records.visible import EVERYTHING
from rules.journal import Receipt
from rules.procedure import Proceeding, n_of
from rules.refusals import Reason
from rules.tracking import PERSON
from workflows import starting

router = APIRouter(tags=["查询 status"])


async def _held(office: Office, code: str) -> AsyncEngine:
    """The records as they stand for whoever holds this code."""
    return read_by(office.records, Reader(PERSON, (), await office.clock(), code=code))


async def _matter(office: Office, counter: Office, code: str) -> str:
    """The number of the matter with this code. Raises Problem: 404 for a code that nobody was given, 409 for
    one of which nothing more is told."""
    received_at = await submissions.standing(office.records, counter.records, code)
    line = await reading.matter_tracked(await _held(office, code), code)
    if line is not None:
        return line.number
    raise unseen() if received_at is None else refused(Reason.NOT_AT_THIS_STAGE.code)


async def _latest(office: Office, code: str, number: str, kind: str) -> Proceeding:
    """The latest proceeding of a kind about a matter, as its journal stands. Raises Problem 409 if it never
    came to that."""
    held = await _held(office, code)
    cases = await reading.cases_of(held, EVERYTHING, number)
    mine = [case.procedure for case in cases if case.kind == kind]
    if not mine:
        raise refused(Reason.NOT_AT_THIS_STAGE.code)
    loaded = await papers.load(held, max(mine, key=n_of))
    state: Proceeding = starting.file_of(office.procedures[kind], loaded.entries, loaded.edition).state
    return state


def _endpoint(act: Act) -> Callable[..., Awaitable[Receipt]]:
    async def carry_out(
        *,
        tracking: Tracking,
        body: Form,
        request: Request,
        office: TheOffice,
        counter: TheSealedOffice,
        key: IdempotencyKey,
    ) -> Receipt:
        await check_rate(office, request, "by-code")
        nobody = Person(PERSON, (), await office.clock())
        digest = digest_of(office, nobody, f"public/status/{tracking}/{act.name}", body)
        if receipt := await first_receipt(office, key, digest):
            return receipt
        number = await _matter(office, counter, tracking)
        state = await _latest(office, tracking, number, act.procedure)
        envelope = Envelope(key, digest)
        asked = act.asked(state, body, envelope)
        await seal(office, state.id, envelope, None)
        return await asking.ask(office, state.id, act.verb, asked)

    example = {act.name: {"summary": act.words.zh, "value": examples.BY_CODE[act.name]}}
    asked = Body(openapi_examples=example)  # type: ignore[arg-type]
    carry_out.__annotations__["body"] = Annotated[act.form, asked]
    return carry_out


def _add(act: Act) -> None:
    name = f"{act.name.replace('-', '_')}_by_code"
    router.add_api_route(
        f"/public/status/{{tracking}}/{act.name}",
        _endpoint(act),
        methods=["POST"],
        name=name,
        operation_id=name,
        summary=f"{act.words.zh} {act.words.en}",
        description="By the code that was given when the matter was received. Asked too often: 429.",
        response_description="已入卷 it stands in the journal, as this entry",
    )


for _act in ACTS:
    _add(_act)
