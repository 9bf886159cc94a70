"""`python a_dispute.py URL [CASE]`: a dispute agreed in the village; its id. With an id: how it ended.

Run by the Python that was installed, with the rooms that were installed.
"""

import asyncio
import sys
from uuid import uuid4

from desk.acting import Case
from desk.caller import Caller
from desk.endings import agreement_at_one
from desk.seeding import enter_people
from desk.town import CLERK, county
from records import connect
from settings import attached

VILLAGE, TOWNSHIP = "sl-t1-v1", "sl-t1"


async def agreed(url: str) -> str:
    """The id of a new case that has been agreed."""
    await enter_people(connect(attached().database_url))
    async with Caller(url) as caller:
        matter = {"channel": "visit", "title": "排水沟", "body": "两家为排水沟相争。", "author": "甲"}
        taken_in = await caller.post(CLERK, "/matters", matter, str(uuid4()))
        case = Case(caller, county(), "bundle/1", VILLAGE, TOWNSHIP)
        await case.open(CLERK, taken_in.body["number"], "neighbour", (), "乙")
        await agreement_at_one(case)
        return str(case.id)


async def outcome(url: str, case: str) -> str:
    """How it ended, as the clerk reads it."""
    async with Caller(url) as caller:
        return str((await caller.get(CLERK, f"/cases/{case}"))["case"]["outcome"])


if __name__ == "__main__":
    told = outcome(*sys.argv[1:3]) if len(sys.argv) > 2 else agreed(sys.argv[1])
    sys.stdout.write(asyncio.run(told) + "\n")
