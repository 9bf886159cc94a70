"""How many matters somebody opens (批量查阅): more in an hour than anybody reads is the doing of a program.

It is counted in the log of looks itself, so that all processes agree; what was opened within the hour may be
opened again. In a development installation nobody counts.
"""

from datetime import timedelta
from math import ceil

import structlog
from fastapi import Depends

from api.identity import Whoever
from api.looking import Number
from api.office import TheOffice
from api.problems import Problem
from records.access import opened_since
from rules.auditing import OPENED

log = structlog.get_logger()

_WINDOW = timedelta(hours=1)


async def within_measure(office: TheOffice, person: Whoever, number: Number) -> None:
    """Raises Problem 429 for a matter that would be one too many."""
    if office.settings.development:
        return
    async with office.records.connect() as connection:
        opened = await opened_since(connection, person.ref, OPENED, person.at - _WINDOW)
    if number in opened or len(opened) < office.settings.matters_an_hour:
        return
    if not office.is_sealed:
        log.warning("matter.withheld", person=person.ref, count=len(opened))
    waits = min(opened.values()) + _WINDOW - person.at
    raise Problem(429, "opened-too-many", headers={"Retry-After": str(ceil(waits.total_seconds()))})


WITHIN_MEASURE = Depends(within_measure)
