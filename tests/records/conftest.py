"""A migrated database per module, the application's engine on it, and a keeper."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

import records
from records.keeper import Keeper
from tests.records.house import House

pytestmark = pytest.mark.servers


@pytest.fixture
async def engine(migrated: str) -> AsyncIterator[AsyncEngine]:
    engine = records.connect(migrated)
    yield engine
    await engine.dispose()


@pytest.fixture
def keeper() -> Keeper:
    return Keeper(b"k" * 32, "keeper-1")


@pytest.fixture
def house(engine: AsyncEngine, keeper: Keeper) -> House:
    return House(engine, keeper)
