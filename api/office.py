"""What the API works with: the records, the keeper's key, the engine, the clock; and the same once more for
the sealed store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client

from api.clock import Clock, clock_of
from api.engine import Contact, client_of
from api.gate import Gate, gate_of
from api.tree import Tree
from records import connect
from records.keeper import Keeper, keeper_from
from rules.procedure import Procedure
from rules.procedures import PROCEDURES, SEALED_PROCEDURES
from settings import Settings
from workflows.every import PROCEEDINGS, SEALED_PROCEEDINGS
from workflows.proceeding import ProceedingWorkflow

SEALED_REFERENCE = "sealed reference"
SEALED_CONNECTIONS = 4  # few people have business there


@dataclass(frozen=True)
class Office:
    """One per process, made when it starts. Neither the database nor the engine need to be there then.

    ``directory`` are the records that know who sits where. ``sealed`` is the office of the sealed store, and
    has none itself; ``path`` is where it answers.
    """

    settings: Settings
    records: AsyncEngine
    directory: AsyncEngine
    keeper: Keeper
    engine: Client
    clock: Clock
    gate: Gate
    sealed: "Office | None" = None
    path: str = ""
    procedures: Mapping[str, Procedure] = field(default_factory=lambda: PROCEDURES)
    proceedings: Mapping[str, type[ProceedingWorkflow[Any]]] = field(default_factory=lambda: PROCEEDINGS)
    contact: Contact = field(default_factory=Contact)  # with the engine
    tree: Tree = field(default_factory=Tree)

    @property
    def is_sealed(self) -> bool:
        """Whether what it works with is the sealed store."""
        return self.sealed is None

    def in_the_log(self, reference: str) -> str:
        """A reference as a log may name it: of the sealed store, only that there is one."""
        return SEALED_REFERENCE if self.is_sealed else reference

    async def close(self) -> None:
        """Let go of the databases."""
        await self.records.dispose()
        if self.sealed:
            await self.sealed.close()
            await self.gate.close()


async def open_office(settings: Settings, clock: Clock | None) -> Office:
    """Raises MissingSetting and SettingsDisagree."""
    settings = settings.complete()
    engine = await client_of(settings)
    directory = connect(settings.database_url)
    gate = gate_of(settings, directory)
    clock = clock or clock_of(settings, engine)
    behind = settings.sealed()
    sealed = Office(
        settings=behind,
        records=connect(behind.database_url, SEALED_CONNECTIONS),
        directory=directory,
        keeper=keeper_from(behind.keeper()),
        engine=await client_of(behind),
        clock=clock,
        gate=gate,
        path="/sealed",
        procedures=SEALED_PROCEDURES,
        proceedings=SEALED_PROCEEDINGS,
    )
    keeper = keeper_from(settings.keeper())
    return Office(settings, directory, directory, keeper, engine, clock, gate, sealed)


def _office(request: Request) -> Office:
    """The one this request was let into; else the one that is open to everybody."""
    office: Office = getattr(request.state, "office", None) or request.app.state.office
    return office


TheOffice = Annotated[Office, Depends(_office)]


def _sealed(office: TheOffice) -> Office:
    assert office.sealed
    return office.sealed


TheSealedOffice = Annotated[Office, Depends(_sealed)]
