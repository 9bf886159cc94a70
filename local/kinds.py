"""Whether records belong to an installation of this kind, before anything is started on them."""

import asyncio

from records import connect
from records.installation import is_for_training
from records.restorations import unreconciled
from settings import Settings, Unreconciled


def check_records(settings: Settings) -> None:
    """Of the store that these settings name, migrated already. Raises SettingsDisagree."""
    found = asyncio.run(_is_for_training(settings))
    settings.refuse_records_of(is_training=found)


def refuse_unreconciled(settings: Settings) -> None:
    """That nothing is begun on records that came back from a backup. Raises Unreconciled."""
    if asyncio.run(_is_unreconciled(settings)):
        raise Unreconciled


async def _is_unreconciled(settings: Settings) -> bool:
    records = connect(settings.database_url, 1)
    try:
        return bool(await unreconciled(records))
    finally:
        await records.dispose()


async def _is_for_training(settings: Settings) -> bool:
    records = connect(settings.database_url, 1)
    try:
        return await is_for_training(records, or_is_from_now_on=settings.training)
    finally:
        await records.dispose()
