"""What a submission becomes once a named person has said what it is: a matter, an accusation, or one of each.

Two databases cannot commit at once. The accusation is written first, under keys that make twice the same as
once; the submission leaves the counter in the transaction that registers the rest. What breaks off in between
waits on at the counter, and whoever classifies it again leaves nothing double.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, StringConstraints
from sqlalchemy.ext.asyncio import AsyncConnection

from api import codes
from api.forms import Form, Text, writable
from api.matters import SEARCHABLE
from api.office import Office
from api.problems import Problem, malformed, unseen
from api.requests import Envelope, ledgered
from records import intake, submissions
from records.intake import ACCUSATIONS, Opening, Registration
from records.journal import AnotherBody
from records.submissions import Opened
from rules.accusation.events import AccusationReceived
from rules.accusation.procedure import ACCUSATION, receive
from rules.authority.relations import seat_of
from rules.editions import Edition
from rules.procedure import Officer

_SUBMISSION = "submission"


class Part(Form):
    """What of a submission is one thing, written apart."""

    title: Annotated[Text, StringConstraints(max_length=500)]
    body: Annotated[str, StringConstraints(max_length=20_000), writable] = ""


class Classified(BaseModel):
    """``number``: of the ordinary matter, where there is one. ``tracking``: where it became two things, a
    code for what the one that was given does not open; what was chosen beside that one goes with both."""

    number: str | None
    tracking: str | None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who says what a submission is. ``counters`` are the units at which they open what waits; ``key`` and
    ``digest`` are the request's. Where it is both, each has its part; else it is all of it."""

    id: UUID
    counters: frozenset[str]
    by: Officer
    at: datetime
    edition: Edition | None
    key: str
    digest: str
    is_ordinary: bool
    is_accusation: bool
    is_real_name: bool
    ordinary: Part | None = None
    accusation: Part | None = None


async def classify(office: Office, sealed: Office, asked: Asked) -> Classified:
    """Take it out of the counter and register what it is. Raises Problem 404 where nothing waits, 422."""
    try:
        async with office.records.begin() as connection:
            opened = await submissions.take_out(connection, sealed.keeper, asked.id, asked.counters)
            if opened is None:
                return await _classified_before(office, sealed, asked)
            if asked.is_accusation:
                await _accuse(sealed, asked, opened)
            number = await _register(office, connection, asked, opened) if asked.is_ordinary else None
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    return Classified(number=number, tracking=_second(sealed, asked))


async def _classified_before(office: Office, sealed: Office, asked: Asked) -> Classified:
    """The first answer to this key. Raises Problem 404 if there is none."""
    here, there = [await ledgered(store, asked.key, asked.digest) for store in (office, sealed)]
    if here is None and there is None:
        raise unseen()
    return Classified(number=here.matter if here else None, tracking=_second(sealed, asked))


async def _register(office: Office, connection: AsyncConnection, asked: Asked, opened: Opened) -> str:
    known_by = (opened.tracking, opened.factor)
    registration = _registration(asked, opened, asked.ordinary, known_by)
    return (await intake.take_in(connection, office.keeper, registration)).number


async def _accuse(sealed: Office, asked: Asked, opened: Opened) -> None:
    """It gets a number of a series of its own there, and its procedure begins."""
    if asked.edition is None:
        raise malformed(("body", "not-in-force"))

    def first(id: str, number: str, edition: Edition) -> AccusationReceived:
        return receive(
            id=id,
            number=number,
            edition=edition,
            received_at=opened.received_at,
            is_real_name=asked.is_real_name,
            by=asked.by,
            at=asked.at,
        )

    code = _code_of_a_part(sealed, asked) if asked.is_ordinary else opened.code.code
    known_by = (codes.digest(sealed, code), codes.factor_digest(sealed, code, opened.code.chosen))
    registration = _registration(asked, opened, asked.accusation, known_by, origin=_SUBMISSION)
    opening = Opening(ACCUSATION, asked.edition, first)
    async with sealed.records.begin() as connection:
        await intake.take_in(connection, sealed.keeper, registration, opening, ACCUSATIONS)


def _registration(
    asked: Asked,
    opened: Opened,
    part: Part | None,
    known_by: tuple[str, str | None],
    origin: str | None = None,
) -> Registration:
    envelope = Envelope(asked.key, asked.digest)
    tracking, factor = known_by
    for kind, text in _texts(opened, part).items():
        envelope.put(kind, text, place=origin or "", is_searchable=kind in SEARCHABLE)
    return Registration(
        command=asked.key,
        digest=asked.digest,
        county=opened.county,
        channel=opened.channel,
        received_at=opened.received_at,
        registered_at=asked.at,
        registered_by=asked.by.person,
        registered_as=seat_of(asked.by),
        tracking=tracking,
        factor=factor,
        texts=tuple(envelope.texts),
        unit=opened.unit,
        origin=origin,
        origin_id=str(opened.id) if origin else None,
        notice=opened.notice,
    )


def _texts(opened: Opened, part: Part | None) -> Mapping[str, str]:
    """A part has its own words, and nothing of what was said of the other; who said it holds for both."""
    if part is None:
        return opened.texts
    kept = {kind: text for kind, text in opened.texts.items() if kind not in ("title", "body")}
    return {"title": part.title, **({"body": part.body} if part.body else {}), **kept}


def _second(sealed: Office, asked: Asked) -> str | None:
    is_two = asked.is_ordinary and asked.is_accusation
    return codes.in_groups(_code_of_a_part(sealed, asked)) if is_two else None


def _code_of_a_part(sealed: Office, asked: Asked) -> str:
    """Nothing ties it to the code that was given."""
    return codes.code_of(sealed, Envelope(asked.key, asked.digest), "tracking of a part")
