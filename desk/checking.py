"""`verify` and `rebuild`, on the servers of the system that runs beside us."""

from collections.abc import Sequence

from temporalio.client import Client

from desk.verifying import engine_against_journal
from records import connect
from records.lateness import recorded_early
from records.rebuild import Difference
from records.rebuild import rebuild as remake
from records.verify import Finding
from records.verify import verify as look_at_records
from settings import attached
from workflows.converter import data_converter


async def rebuild() -> Sequence[Difference]:
    """Remake the read tables; where they differed. Raises MissingSetting."""
    records = connect(attached().database_url)
    try:
        return await remake(records)
    finally:
        await records.dispose()


async def verify() -> Sequence[Finding]:
    """All that does not agree: chains, ledger, read tables, time, the engine. Raises MissingSetting."""
    settings = attached()
    records, keys = connect(settings.database_url), settings.engine_keyring()
    engine = await Client.connect(
        settings.temporal_address,
        namespace=settings.temporal_namespace,
        data_converter=data_converter(keys, next(iter(keys))),
    )
    try:
        return [
            *await look_at_records(records),
            *await recorded_early(records),
            *await engine_against_journal(records, engine),
        ]
    finally:
        await records.dispose()
