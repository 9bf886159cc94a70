"""The engine that TEMPORAL_ADDRESS names, somebody else's, with namespaces in which nothing has run yet.

Collected only where it is set; certificates and token as for any of our processes (docs/cluster.md).
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.playing import settings_of_our_own
from demo.stories import Story
from demo.town import Town
from local.keys import SIMULATED
from local.ports import free_port
from local.system import System
from settings import Settings
from tests.cluster.conftest import told
from tests.cluster.place import settle

WAY = (
    "temporal_address",
    "temporal_namespace",
    "temporal_tls_ca",
    "temporal_tls_cert",
    "temporal_tls_key",
    "temporal_tls_name",
    "temporal_token_file",
)


@pytest.fixture(scope="module")
def on_theirs(directory: Path) -> Iterator[System]:
    """All but the engine is our own."""
    given = Settings()
    played = {
        **{name: getattr(given, name) for name in WAY},
        "simulator_port": free_port(),
        "simulator_tempers": ",".join(f"{agency}=desk" for agency in SIMULATED),
    }
    settings = settings_of_our_own(directory / "theirs", "system").model_copy(update=played)
    with System(settings) as system:
        asyncio.run(settle(system))
        yield system


@pytest.mark.parametrize("name", ["ladder", "chain"])
async def test_a_story_is_told_on_the_engine_that_is_given(
    on_theirs: System, name: str, request: pytest.FixtureRequest
) -> None:
    story: Story = request.getfixturevalue(name)

    async with Town(on_theirs) as town:
        telling = await told(story, town, f"given {name}")

    assert telling.difference is None
