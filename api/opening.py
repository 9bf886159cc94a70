"""The first procedure about a matter: written down once, begun in the engine, and answered alike."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

import structlog
from fastapi import Response
from pydantic import BaseModel

from api import asking, codes
from api.looking import MATTER_TEXTS
from api.matters import register
from api.office import Office
from api.problems import Problem, refusal, refused
from api.requests import Envelope, etag, ledgered
from records import content, intake, reading
from records.content import MatterErased
from records.intake import AlreadyOpened, Opening, Registered, Registration
from records.journal import AnotherBody
from rules.procedure import procedure_id
from rules.refusals import Reason, Refused

log = structlog.get_logger()

_BEGIN_WITHIN = 3  # seconds; then the relay begins it


class Opened(BaseModel):
    """It is registered: the case, and its first entry. ``tracking``: of a matter that is new by this, what
    the person can ask after it with; told to whoever registered it, and to nobody else."""

    number: str
    n: int
    procedure: str
    seq: int
    stage: str
    at: datetime
    tracking: str | None


async def opened_once(
    office: Office, envelope: Envelope, response: Response, write: Callable[[], Awaitable[Registered]]
) -> Opened:
    """What ``write`` has opened, begun; or what the same command has opened before."""
    known = await ledgered(office, envelope.key, envelope.digest)
    stands = known or await write()
    assert stands.procedure
    assert stands.receipt
    if known is None:
        await begin(office, stands.procedure)
    kind, _, number, n = stands.procedure.split("/")
    response.headers.update(etag(stands.receipt.seq))
    response.headers["Location"] = f"/cases/{kind}/{number}/{n}"
    code = await _code_told(office, envelope, number)
    return Opened(number=number, n=int(n), procedure=stands.procedure, tracking=code, **vars(stands.receipt))


async def _code_told(office: Office, envelope: Envelope, number: str) -> str | None:
    """The code that this request gave the matter; None where it came in by another."""
    code = codes.code_of(office, envelope)
    async with office.records.connect() as connection:
        is_its_own = await reading.tracked_by(connection, number) == codes.digest(office, code)
    return codes.in_groups(code) if is_its_own else None


async def write_down(
    office: Office, new: Registration | None, number: str | None, envelope: Envelope, opening: Opening
) -> Registered:
    """A new matter and its first procedure in one stroke; or the procedure about a matter taken in before.
    Raises Problem for what the rules refuse."""
    try:
        registered = await register(office, new, opening) if new else None
        if registered and registered.procedure:
            return registered
        about = registered.number if registered else number  # its row came in before
        assert about
        return await open_about(office, about, envelope, opening)
    except Refused as no:
        raise refusal(no) from None


async def open_about(office: Office, number: str, envelope: Envelope, opening: Opening) -> Registered:
    """The first procedure of its kind about a matter taken in before, once. Later episodes of a dispute grow
    from aftercare."""
    id = procedure_id(opening.procedure.name, opening.edition.county, number, 1)
    first = partial(opening.first, id, number)
    first(opening.edition)  # what the rules refuse leaves no sealed text behind
    texts = [text for text in envelope.texts if text.kind not in MATTER_TEXTS]  # those it has already
    try:
        async with office.records.begin() as connection:
            await content.seal(connection, office.keeper, number, texts)
        return await intake.open_procedure(
            office.records, first, opening.edition, command=envelope.key, digest=envelope.digest
        )
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    except (AlreadyOpened, MatterErased):
        raise refused(Reason.NOT_AT_THIS_STAGE.code) from None


async def open_next_about(
    office: Office,
    number: str,
    envelope: Envelope,
    opening: Opening,
    anchored_on: tuple[str, int] | None = None,
) -> Registered:
    """The next procedure of its kind about a matter, grown from an entry of another one, or begun by hand."""
    texts = [text for text in envelope.texts if text.kind not in MATTER_TEXTS]
    try:
        async with office.records.begin() as connection:
            registered = await intake.open_next(  # first: it waits for whoever opens something there too
                connection, number, opening, envelope.key, envelope.digest, anchored_on
            )
            await content.seal(connection, office.keeper, number, texts)
            return registered
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    except Refused as no:
        raise refusal(no) from None
    except (AlreadyOpened, MatterErased):
        raise refused(Reason.NOT_AT_THIS_STAGE.code) from None


async def begin(office: Office, procedure: str) -> None:
    """Begin it in the engine at once if that is there. If not, the letter that intake wrote will."""
    try:
        async with asyncio.timeout(_BEGIN_WITHIN):
            await asking.begin(office, procedure)
    except (Problem, TimeoutError):
        log.warning("proceeding.left_to_the_relay", procedure=procedure)
