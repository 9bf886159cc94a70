"""`python -m local.prepare`: make somebody else's servers ready for us, before every new release.

Doing it twice is doing it once.
"""

import asyncio

from engine import engine_of
from local.kinds import check_records
from local.temporal import ensure_search_attributes
from records import migrate
from settings import Settings
from workflows.attributes import SEARCH_ATTRIBUTES


def prepare(settings: Settings) -> None:
    """Bring both databases to our tables, and both namespaces to our search attributes.

    Raises MissingSetting, SettingsDisagree and CannotStart.
    """
    complete = settings.complete()
    for store in (complete, complete.sealed()):
        migrate(store.database_url)
        check_records(store)
        asyncio.run(_ensure_search_attributes(store))


async def _ensure_search_attributes(settings: Settings) -> None:
    await ensure_search_attributes(await engine_of(settings, payloads=False), SEARCH_ATTRIBUTES)


if __name__ == "__main__":
    prepare(Settings())
