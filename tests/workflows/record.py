"""Record the toy's histories anew: `python -m tests.workflows.record`. Only before a release."""

import asyncio
import sys
import tempfile
from pathlib import Path

from temporalio.client import Client

from local.ports import free_port
from local.temporal import Temporal
from tests.workflows.journals import RememberingJournal
from tests.workflows.shed import CONVERTER, Shed
from tests.workflows.stories import tell
from workflows.attributes import SEARCH_ATTRIBUTES

RECORDED = Path(__file__).parent / "histories" / "loan.json"


async def record(address: str) -> None:
    client = await Client.connect(address, namespace="fengqiao", data_converter=CONVERTER)
    shed = Shed(client, RememberingJournal(), "recording")
    async with shed.working():
        RECORDED.write_text((await tell(shed)).to_json())


if __name__ == "__main__":
    home = Path(tempfile.mkdtemp())
    with Temporal(home / "data", free_port(), free_port(), "fengqiao", home / "temporal.log") as server:
        server.ensure_search_attributes(SEARCH_ATTRIBUTES)
        asyncio.run(record(server.address))
    sys.stdout.write(f"{RECORDED}\n")
