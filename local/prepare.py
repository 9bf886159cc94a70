"""`python -m local.prepare`: make somebody else's servers ready for us, before every new release.

Doing it twice is doing it once. `python -m local.prepare records` brings only the databases to our tables,
`python -m local.prepare engine` sees only to the namespaces.
"""

import asyncio
import sys
from collections.abc import Sequence

from local.kinds import check_records
from local.leaving import run_and_leave
from local.namespaces import PATIENCE, ensure_namespace, once_it_answers
from records import migrate
from settings import Settings
from workflows.attributes import SEARCH_ATTRIBUTES

RECORDS, ENGINE = "records", "engine"


def prepare(settings: Settings, parts: Sequence[str] = (RECORDS, ENGINE), patience: float = PATIENCE) -> None:
    """Bring both databases to our tables, and have both namespaces there, kept for a year, with our search
    attributes. An engine that asks who comes is to be come to with a token that may set it up.
    ``patience``: seconds that the engine may take to answer.

    Raises MissingSetting, SettingsDisagree and CannotStart.
    """
    complete = settings.complete()
    for store in (complete, complete.sealed()):
        if RECORDS in parts:
            migrate(store.database_url)
            check_records(store)
        if ENGINE in parts:
            asyncio.run(_ensure_namespace(store, patience))


async def _ensure_namespace(settings: Settings, patience: float) -> None:
    await ensure_namespace(await once_it_answers(settings, patience), SEARCH_ATTRIBUTES)


if __name__ == "__main__":
    run_and_leave(lambda: prepare(Settings(), sys.argv[1:] or (RECORDS, ENGINE)))
