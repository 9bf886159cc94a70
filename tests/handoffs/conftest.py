"""One county for all of these tests: its agencies act as their own desks say."""

from collections.abc import AsyncIterator, Iterator

import pytest
from temporalio.client import Client

from local.system import System
from tests.handoffs.county import County, opened, running
from workflows.converter import data_converter

DESKS = ",".join(
    f"{agency}=desk" for agency in ("court", "police", "petition-office", "procuratorate", "arbitration")
)


@pytest.fixture(scope="session")
def system() -> Iterator[System]:
    with running(DESKS) as system:
        yield system


@pytest.fixture
async def county(system: System) -> AsyncIterator[County]:
    async with opened(system) as county:
        yield county


@pytest.fixture
async def engine(county: County) -> Client:
    settings = county.system.settings
    keys = settings.engine_keyring()
    return await Client.connect(
        settings.temporal_address,
        namespace=settings.temporal_namespace,
        data_converter=data_converter(keys, next(iter(keys))),
    )
