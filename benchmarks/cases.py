"""Many open cases at once: entered by intake, and started in the engine from their journals."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

import psycopg
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client

import counties
from desk.town import COUNTY, EDITION
from local.system import System
from records import connect, intake
from records.intake import Opening, Registration
from records.keeper import Keeper, keeper_from
from rules.calendar import WorkingCalendar
from rules.dispute.events import Registered
from rules.dispute.matter import Dispute, Party, PartyRole
from rules.dispute.procedure import DISPUTE
from rules.dispute.registration import register
from rules.dispute.screen import Concern, Reply
from rules.editions import Edition
from rules.instants import legal_day
from rules.procedure import Officer
from workflows import starting
from workflows.dispute import DisputeWorkflow
from workflows.proceeding import File

CLERK = Officer("p-sl-window-clerk", "window_clerk", "sl")
_AT_ONCE = 12
_CARRY = """
CREATE FUNCTION carried_at_once() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NEW.done_at = now(); RETURN NEW; END $$;
CREATE TRIGGER carried_at_once BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION carried_at_once()
"""


def before_the_notice(now: datetime) -> Edition:
    """The demonstration county as it would be had this year's calendar not been published yet."""
    edition = counties.edition(COUNTY, EDITION)
    known = WorkingCalendar(edition.calendar.series, frozenset({legal_day(now).year - 1}))
    return replace(edition, id=f"{COUNTY}/unpublished", calendar=known)


async def open_cases(
    system: System, engine: Client, edition: Edition, opened_at: list[datetime]
) -> list[str]:
    """One dispute for each instant, journalled and running in the engine: their procedures, in that order."""
    records = connect(system.database_url, _AT_ONCE)
    keeper = keeper_from(system.settings.keeper(), system.settings.suite)
    at_the_counter = asyncio.Semaphore(2)  # numbers are given one after the other
    waiting, opened = iter(enumerate(opened_at)), dict[int, str]()

    async def one_after_another() -> None:
        for n, at in waiting:
            async with at_the_counter:
                dispute = await _open(records, keeper, edition, at)
            await starting.start(engine, DisputeWorkflow, File(dispute), system.settings.task_queue)
            opened[n] = dispute.id

    try:
        with _letters_count_as_carried(system.database_url):
            await asyncio.gather(*(one_after_another() for _ in range(_AT_ONCE)))
    finally:
        await records.dispose()
    return [opened[n] for n in range(len(opened_at))]


@contextmanager
def _letters_count_as_carried(database_url: str) -> Iterator[None]:
    """The cases are started right here; carried one by one they would take three times as long."""
    with psycopg.connect(database_url, autocommit=True) as owner:
        owner.execute(_CARRY)
        yield
        owner.execute("DROP FUNCTION carried_at_once CASCADE")


async def _open(records: AsyncEngine, keeper: Keeper, edition: Edition, at: datetime) -> Dispute:
    """Its state after its first entry, which stands in the journal."""
    begun: list[Dispute] = []

    def first(id: str, number: str, under: Edition) -> Registered:
        event = register(
            id=id,
            number=number,
            edition=under,
            dispute_type="neighbour",
            village="sl-t1-v1",
            township="sl-t1",
            parties=(Party(str(uuid4()), PartyRole.APPLICANT), Party(str(uuid4()), PartyRole.RESPONDENT)),
            replies=dict.fromkeys(Concern, Reply.NO),
            flags=frozenset(),
            other_townships=frozenset(),
            by=CLERK,
            at=at,
        )
        begun.append(DISPUTE.begin(event, under))
        return event

    registration = Registration(
        command=str(uuid4()),
        digest="many cases",
        county=edition.county,
        channel="window",
        received_at=at,
        registered_at=at,
        registered_by=CLERK.person,
        tracking=str(uuid4()),
        unit="sl-t1-v1",
    )
    await intake.register(records, keeper, registration, Opening(DISPUTE, edition, first))
    return begun[-1]
