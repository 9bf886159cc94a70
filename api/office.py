"""What the API works with: the records, the keeper's key, the engine, the clock."""

import hashlib
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client

from api.clock import Clock, clock_of
from api.engine import Contact, client_of
from api.tree import Tree
from records import connect
from records.keeper import Keeper
from settings import Settings


@dataclass(frozen=True)
class Office:
    """One per process, made when it starts. Neither the database nor the engine need to be there then."""

    settings: Settings
    records: AsyncEngine
    keeper: Keeper
    engine: Client
    clock: Clock
    contact: Contact = field(default_factory=Contact)  # with the engine
    tree: Tree = field(default_factory=Tree)


async def open_office(settings: Settings, clock: Clock | None) -> Office:
    """Raises MissingSetting."""
    settings = settings.complete()
    engine = await client_of(settings)
    return Office(
        settings=settings,
        records=connect(settings.database_url),
        keeper=keeper_of(settings),
        engine=engine,
        clock=clock or clock_of(settings, engine),
    )


def keeper_of(settings: Settings) -> Keeper:
    """The keeper of this installation; another key is another keeper, and has another id."""
    key = settings.keeper()
    return Keeper(key, hashlib.sha256(key).hexdigest()[:16])


def _office(request: Request) -> Office:
    office: Office = request.app.state.office
    return office


TheOffice = Annotated[Office, Depends(_office)]
