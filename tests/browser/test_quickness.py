"""How quickly pages come with many cases in the county; `make bench ARGS='--only pages'` tells of each."""

import asyncio
import os

from benchmarks.pages import a_county_of, paces
from local.postgres import Postgres

CASES = int(os.environ.get("FENGQIAO_PAGES", "300"))
AT_MOST = 150.0  # milliseconds, of the server
# A machine that is busy with others answers everything late: then what a page costs is told by the floor.
TIMES_THE_FLOOR = 8


def test_every_page_comes_within_150_milliseconds(postgres: Postgres) -> None:
    measured = asyncio.run(paces(a_county_of(postgres, "quickness", CASES), looks=20))

    late = {
        page: f"{pace.median:.0f}, {pace.floor:.0f}"
        for page, pace in measured.items()
        if pace.median > max(AT_MOST, TIMES_THE_FLOOR * pace.floor)
    }
    assert late == {}
