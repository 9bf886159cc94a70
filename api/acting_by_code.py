"""The routes of what is done with a tracking code. The code is the credential: nobody signs in.

A code of which nothing more is told than that something was received can do nothing yet. It is told so in the
same words and in the same way, whatever was received.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Body, Request

from api import asking, examples
from api.bounded import check_rate
from api.by_code import ACTS, Act
from api.codes import Held, TheHeld
from api.forms import Form
from api.identity import Person
from api.office import Office, TheOffice
from api.problems import refused
from api.requests import Envelope, IdempotencyKey, digest_of, first_receipt
from api.verbs import seal
from records import papers, reading
from records.visible import EVERYTHING
from rules.journal import Receipt
from rules.procedure import Proceeding, n_of
from rules.refusals import Reason
from rules.tracking import PERSON
from workflows import starting

router = APIRouter(tags=["查询 status"])


async def _latest(office: Office, held: Held, kind: str) -> Proceeding:
    """The latest proceeding of a kind about the matter, as its journal stands. Raises Problem 409 if nothing
    is told of it, or it never came to that."""
    if held.number is None:
        raise refused(Reason.NOT_AT_THIS_STAGE.code)
    cases = await reading.cases_of(held.records, EVERYTHING, held.number)
    mine = [case.procedure for case in cases if case.kind == kind]
    if not mine:
        raise refused(Reason.NOT_AT_THIS_STAGE.code)
    loaded = await papers.load(held.records, max(mine, key=n_of))
    state: Proceeding = starting.file_of(office.procedures[kind], loaded.entries, loaded.edition).state
    return state


def _endpoint(act: Act) -> Callable[..., Awaitable[Receipt]]:
    async def carry_out(
        *,
        held: TheHeld,
        body: Form,
        request: Request,
        office: TheOffice,
        key: IdempotencyKey,
    ) -> Receipt:
        await check_rate(office, request, "by-code")
        nobody = Person(PERSON, (), await office.clock())
        digest = digest_of(office, nobody, f"public/status/{held.code}/{act.name}", body)
        if receipt := await first_receipt(office, key, digest):
            return receipt
        state = await _latest(office, held, act.procedure)
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
        f"/public/status/{act.name}",
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
