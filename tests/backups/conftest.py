"""One installation for a module, with one whole backup and the log behind it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.backups.installation import Installation, installed
from tests.servers import mark_room


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_room(items, Path(__file__).parent)


@pytest.fixture(scope="module")
def house(new_home: Callable[[], Path]) -> Iterator[Installation]:
    with installed(new_home()) as installation:
        yield installation
