"""Whether records belong to an installation of this kind, before anything is started on them."""

import asyncio

from records import connect
from records.installation import is_for_training
from settings import Settings


def check_records(settings: Settings) -> None:
    """Of the store that these settings name, migrated already. Raises SettingsDisagree."""
    found = asyncio.run(_is_for_training(settings))
    settings.refuse_records_of(is_training=found)


async def _is_for_training(settings: Settings) -> bool:
    records = connect(settings.database_url, 1)
    try:
        return await is_for_training(records, or_is_from_now_on=settings.training)
    finally:
        await records.dispose()
