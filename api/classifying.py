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

from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from api.forms import Form, Text, writable
from api.matters import SEARCHABLE, tracking_of
from api.office import Office
from api.problems import Problem, malformed, unseen
from api.requests import Envelope, ledgered
from records import intake, submissions
from records.intake import ACCUSATIONS, Opening, Registration
from records.journal import AnotherBody
from records.submissions import Opened
from records.tables import matters
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
    """``number``: of the ordinary matter, where there is one. ``tracking``: the code that was given, and a
    second one where it became two things."""

    number: str | None
    tracking: list[str] = Field(min_length=1, max_length=2)


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
    return Classified(number=number, tracking=_trackings(sealed, asked, opened.tracking))


async def _classified_before(office: Office, sealed: Office, asked: Asked) -> Classified:
    """The first answer to this key. Raises Problem 404 if there is none."""
    number, trackings = None, []
    for store in (office, sealed):
        known = await ledgered(store, asked.key, asked.digest)
        if known is None:
            continue
        async with store.records.connect() as connection:
            mine = select(matters.c.tracking).where(matters.c.number == known.matter)
            trackings.append((await connection.execute(mine)).scalar_one())
        number = known.matter if store is office else number
    if not trackings:
        raise unseen()
    return Classified(number=number, tracking=trackings)


async def _register(office: Office, connection: AsyncConnection, asked: Asked, opened: Opened) -> str:
    registration = _registration(asked, opened, asked.ordinary, opened.tracking)
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

    tracking = _trackings(sealed, asked, opened.tracking)[-1]
    registration = _registration(asked, opened, asked.accusation, tracking, origin=_SUBMISSION)
    opening = Opening(ACCUSATION, asked.edition, first)
    async with sealed.records.begin() as connection:
        await intake.take_in(connection, sealed.keeper, registration, opening, ACCUSATIONS)


def _registration(
    asked: Asked, opened: Opened, part: Part | None, tracking: str, origin: str | None = None
) -> Registration:
    envelope = Envelope(asked.key, asked.digest)
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
        texts=tuple(envelope.texts),
        unit=opened.unit,
        origin=origin,
        origin_id=str(opened.id) if origin else None,
    )


def _texts(opened: Opened, part: Part | None) -> Mapping[str, str]:
    """A part has its own words, and nothing of what was said of the other; who said it holds for both."""
    if part is None:
        return opened.texts
    kept = {kind: text for kind, text in opened.texts.items() if kind not in ("title", "body")}
    return {"title": part.title, **({"body": part.body} if part.body else {}), **kept}


def _trackings(sealed: Office, asked: Asked, tracking: str) -> list[str]:
    """The code that was given; where it became two things, a second one that nothing ties to the first."""
    if not (asked.is_ordinary and asked.is_accusation):
        return [tracking]
    return [tracking, tracking_of(sealed, Envelope(asked.key, asked.digest), "tracking of a part")]
