"""What the API works with: the records, the keeper's key, the engine, the clock; and the same once more for
the sealed store."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client
from temporalio.converter import PayloadCodec

from api.clock import AgreedClock, Clock, clock_of
from api.engine import Contact, client_of
from api.gate import Gate, gate_of
from api.kept import Kept
from api.problems import come_back
from api.tree import Tree
from files.keeping import Files, files_of
from keys.opening import open_keys
from keys.ring import UnknownKey
from paper.press import Press
from records import connect
from records.engine import RECORDS_AWAY
from records.installation import is_for_training
from records.keeper import Keeper, keeper_from
from records.restorations import unreconciled
from records.standing import standing_key
from rules import training
from rules.procedure import Procedure
from rules.procedures import PROCEDURES, SEALED_PROCEDURES
from settings import Settings, SettingsDisagree, Unreconciled
from watching.measuring import Measured
from watching.tracing import OFF, Tracing, tracing_to
from workflows.converter import data_converter
from workflows.every import PROCEEDINGS, SEALED_PROCEEDINGS
from workflows.proceeding import ProceedingWorkflow

SEALED_REFERENCE = "sealed reference"
SEALED_CONNECTIONS = 4  # few people have business there


@dataclass
class Standing:
    """The standing key of an office's records, once they could be asked for it; or the id of the key that is
    missing to open it. ``is_ours``: the records are known to belong to an installation of this kind, a
    training one or a real one."""

    key: bytes | None = None
    lacks: str | None = None
    is_ours: bool = False


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
    files: Files
    sealed: "Office | None" = None
    path: str = ""
    procedures: Mapping[str, Procedure] = field(default_factory=lambda: PROCEDURES)
    proceedings: Mapping[str, type[ProceedingWorkflow[Any]]] = field(default_factory=lambda: PROCEEDINGS)
    contact: Contact = field(default_factory=Contact)  # with the engine
    tree: Tree = field(default_factory=Tree)
    standing: Standing = field(default_factory=Standing)
    counted: Kept = field(default_factory=Kept)  # what figures are counted from
    measured: Measured = field(default_factory=Measured)  # how often this process could work
    tracing: Tracing = OFF

    @cached_property
    def press(self) -> Press:
        """What prints here: with the mark of a training installation, where this is one."""
        return Press(training.MARK, training.on_paper()) if self.settings.training else Press()

    @cached_property
    def codec(self) -> PayloadCodec:
        """What opens the engine's messages, outside any workflow."""
        codec = data_converter(self.settings.engine_keyring(), suite=self.settings.suite).payload_codec
        assert codec
        return codec

    @property
    def is_sealed(self) -> bool:
        """Whether what it works with is the sealed store."""
        return self.sealed is None

    def in_the_log(self, reference: str) -> str:
        """A reference as a log may name it: of the sealed store, only that there is one."""
        return SEALED_REFERENCE if self.is_sealed else reference

    async def check_records(self) -> None:
        """That the records belong to an installation of this kind; looked at once, and again while they are
        away. Raises SettingsDisagree."""
        if self.standing.is_ours:
            return
        with suppress(*RECORDS_AWAY):
            training = self.settings.training
            found = await is_for_training(self.records, or_is_from_now_on=training)
            self.settings.refuse_records_of(is_training=found)
            if await unreconciled(self.records):
                raise Unreconciled
            self.standing.is_ours = True

    async def know_again(self) -> None:
        """Have the standing key at hand, unless the records are away or its own key is unknown: what needs it
        then says so. Raises Problem 503 where they turn out to be those of an installation of another
        kind."""
        try:
            await self.check_records()
        except Unreconciled:
            raise come_back("unreconciled") from None
        except SettingsDisagree:
            raise come_back("other-records") from None
        if self.standing.key is None:
            try:
                with suppress(*RECORDS_AWAY):
                    oldest = self.settings.keeper()[-1]
                    self.standing.key = await standing_key(self.records, self.keeper, oldest)
            except UnknownKey as unknown:
                self.standing.lacks = str(unknown)

    def digest_key(self) -> bytes:
        """By which a request, a tracking code, an address is recognised again, whatever keys come and go.

        Raises Problem 503 while the records are away, and UnknownKey.
        """
        if self.standing.key is not None:
            return self.standing.key
        if self.standing.lacks:
            raise UnknownKey(self.standing.lacks)
        raise come_back("records-away")

    async def close(self) -> None:
        """Let go of the databases."""
        await self.records.dispose()
        self.tracing.close()
        if self.sealed:
            await self.sealed.close()
            await self.gate.close()


async def open_office(settings: Settings, clock: Clock | None) -> Office:
    """Raises MissingSetting, SettingsDisagree and KeysUnavailable."""
    settings = open_keys(settings.complete())
    tracing = tracing_to(settings.traces, "api")
    engine = await client_of(settings, tracing)
    directory = connect(settings.database_url)
    gate = gate_of(settings, directory)
    if clock is None:
        clock = clock_of(settings, engine)
        if settings.clock == "system":
            clock = AgreedClock(clock, directory)
    behind = settings.sealed()
    sealed = Office(
        settings=behind,
        records=connect(behind.database_url, SEALED_CONNECTIONS),
        directory=directory,
        keeper=keeper_from(behind.keeper(), behind.suite),
        engine=await client_of(behind),
        clock=clock,
        gate=gate,
        files=files_of(behind),
        path="/sealed",
        procedures=SEALED_PROCEDURES,
        proceedings=SEALED_PROCEEDINGS,
    )
    keeper = keeper_from(settings.keeper(), settings.suite)
    files = files_of(settings)
    return Office(settings, directory, directory, keeper, engine, clock, gate, files, sealed, tracing=tracing)


async def check_records_of(office: Office) -> None:
    """That both stores belong to an installation of this kind, before anything is begun. Raises
    SettingsDisagree, and lets go of the databases."""
    try:
        await office.check_records()
        if office.sealed:
            await office.sealed.check_records()
    except SettingsDisagree:
        await office.close()
        raise


async def _office(request: Request) -> Office:
    """The one this request was let into; else the one that is open to everybody."""
    office: Office = getattr(request.state, "office", None) or request.app.state.office
    await office.know_again()
    return office


TheOffice = Annotated[Office, Depends(_office)]


async def _sealed(office: TheOffice) -> Office:
    assert office.sealed
    await office.sealed.know_again()
    return office.sealed


TheSealedOffice = Annotated[Office, Depends(_sealed)]
