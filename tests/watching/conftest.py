from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from local.postgres import Postgres
from tests.api.conftest import Desk, county_of_its_own, desk
from tests.servers import mark_room

__all__ = ["desk"]

_NO_SERVERS = ("test_metrics.py", "test_deployed.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_room([item for item in items if item.path.name not in _NO_SERVERS], Path(__file__).parent)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def room(postgres: Postgres) -> AsyncIterator[Desk]:
    async with county_of_its_own(postgres, "watching") as desk:
        yield desk
