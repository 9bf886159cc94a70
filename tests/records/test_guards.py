"""What is written once stays, against the application and the owner; and migrations may run at once."""

import multiprocessing
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

import records
from counties.reporting import timetable_in_force
from local.postgres import Postgres
from proof.keys import Signer
from records import directory, proposals, reports, windows
from records.access import note_access
from records.checkpoints import Checkpointer
from records.engine import psycopg_url
from records.facts import facts
from records.installation import is_for_training
from records.migrations import versions
from records.previews import Notice
from records.proposals import Asked
from records.tables import metadata
from records.visible import EVERYTHING
from rules.calendar import WorkingCalendar, YearNotice
from rules.measuring.formula import Period, World
from rules.publishing import ProposalAnswer
from rules.queueing import QueueStep, Stepped
from rules.registers import FunctionTag
from rules.reports.composing import compose
from rules.reports.timetable import Kind
from tests.records.house import RECEIVED, House

LATEST = max(path.name[:4] for path in Path(versions.__file__).parent.glob("[0-9]*.py"))
# Each with a column that somebody may wish to change.
WRITTEN_ONCE = {
    "journal": "recorded_at",
    "ledger": "recorded_at",
    "editions": "recorded_at",
    "access_log": "person",
    "directory_changes": "recorded_at",
    "ticket_steps": "recorded_at",
    "signing_keys": "public",
    "checkpoints": "root",
    "checkpoint_leaves": "head",
    "reports": "digest",
    "report_lines": "counted",
    "publication_proposals": "reason",
    "publication_answers": "answer",
    "installation": "recorded_at",
}
CHANGES = ("UPDATE {} SET {} = NULL", "DELETE FROM {}", "TRUNCATE {} CASCADE")


async def something_everywhere(house: House) -> None:
    await is_for_training(house.engine, or_is_from_now_on=False)
    case = await house.dispute()
    async with house.engine.begin() as connection:
        await note_access(connection, RECEIVED, "p-1", "supervisor@sl", case.state.number, "case")
        unit = directory.Unit(str(uuid4()), None, "county", "示例县", date(2020, 1, 1))
        await directory.enter(connection, [unit], [], [])
    taken = Stepped(number=1, step=QueueStep.TAKEN, at=RECEIVED, service=FunctionTag.LABOUR, since=RECEIVED)
    window, written = str(uuid4()), windows.Written(str(uuid4()), "d")
    await windows.step(house.engine, [window], date(2026, 11, 2), written, lambda *_: [(window, taken)])
    await Checkpointer(house.engine, [Signer(bytes(32))]).carry_once(at_once=True)
    await something_proposed(house)
    day = case.state.opened_at.date()
    period = Period(day, day, case.state.opened_at + timedelta(days=2))
    timetable = timetable_in_force("sl", date(2026, 6, 1))
    assert timetable
    rows = await facts(house.engine, EVERYTHING, period.as_of)
    made = compose(Kind.DAILY, World(rows, timetable.counting), period, timetable)
    await reports.keep(house.engine, made, timetable.too_few, RECEIVED)


async def something_proposed(house: House) -> None:
    """A calendar that one person proposed and took back."""
    calendar = WorkingCalendar(str(uuid4()), frozenset({2026}))
    wanted = Notice(calendar, YearNotice(0, 2027, "test", frozenset({date(2027, 1, 1)}), frozenset()))
    asked, again = (Asked("p-1", "centre_dispatcher@sl", RECEIVED, str(uuid4()), "d") for _ in range(2))
    proposal = await proposals.propose(house.engine, asked, wanted, "test")
    await proposals.decline(house.engine, again, proposal.number, ProposalAnswer.WITHDRAWN, "test")


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("table", WRITTEN_ONCE)
async def test_the_application_may_not_change_what_is_written_once(
    house: House, table: str, change: str
) -> None:
    await something_everywhere(house)

    with pytest.raises(DBAPIError, match="permission denied"):
        async with house.engine.begin() as connection:
            await connection.execute(text(change.format(table, WRITTEN_ONCE[table])))


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("table", WRITTEN_ONCE)
async def test_not_even_the_owner_changes_what_is_written_once(
    house: House, migrated: str, table: str, change: str
) -> None:
    await something_everywhere(house)

    with (
        psycopg.connect(migrated) as connection,
        pytest.raises(psycopg.errors.RestrictViolation, match="is written once"),
    ):
        connection.execute(change.format(table, WRITTEN_ONCE[table]).encode())


async def test_the_application_acts_as_its_own_role(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT current_user")) == "fengqiao_app"


def test_the_migrations_make_exactly_the_tables_that_are_described(migrated: str) -> None:
    engine = create_engine(psycopg_url(migrated))

    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    engine.dispose()
    assert differences == []


def test_migrating_twice_is_migrating_once(migrated: str) -> None:
    records.migrate(migrated)

    with psycopg.connect(migrated) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(LATEST,)]


def test_two_processes_may_migrate_at_once(postgres: Postgres) -> None:
    url = postgres.create_database("migrated_by_two")
    processes = multiprocessing.get_context("spawn")

    with processes.Pool(2) as pool:
        pool.map(records.migrate, [url, url])

    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(LATEST,)]
    postgres.drop_database("migrated_by_two")


async def test_a_server_that_may_forget_is_not_served(postgres: Postgres) -> None:
    url = postgres.create_database("forgetful")
    records.migrate(url)
    sound, unsound = records.connect(url), records.connect(url)
    await records.check_durability(sound)

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER DATABASE forgetful SET synchronous_commit = off")
    with pytest.raises(records.NotDurable, match="synchronous_commit"):
        await records.check_durability(unsound)

    await sound.dispose()
    await unsound.dispose()
    postgres.drop_database("forgetful")
