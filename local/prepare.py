"""`python -m local.prepare`: make somebody else's servers ready for us, before every new release.

Doing it twice is doing it once. `python -m local.prepare records` brings only the databases to our tables,
`python -m local.prepare engine` sees only to the namespaces.
"""

import asyncio
import sys
from collections.abc import Sequence

from local.kinds import check_records
from local.namespaces import ensure_namespace
from local.temporal import ensure_search_attributes
from records import migrate
from settings import Settings
from workflows.attributes import SEARCH_ATTRIBUTES

RECORDS, ENGINE = "records", "engine"


def prepare(settings: Settings, parts: Sequence[str] = (RECORDS, ENGINE)) -> None:
    """Bring both databases to our tables; have both namespaces, with a year's retention and our search
    attributes.

    Raises MissingSetting, SettingsDisagree and CannotStart.
    """
    complete = settings.complete()
    for store in (complete, complete.sealed()):
        if RECORDS in parts:
            migrate(store.database_url)
            check_records(store)
        if ENGINE in parts:
            asyncio.run(_prepare_the_engine(store))


async def _prepare_the_engine(store: Settings) -> None:
    address, namespace = store.temporal_address, store.temporal_namespace
    await ensure_namespace(address, namespace)
    await ensure_search_attributes(address, namespace, SEARCH_ATTRIBUTES)


if __name__ == "__main__":
    prepare(Settings(), sys.argv[1:] or (RECORDS, ENGINE))
