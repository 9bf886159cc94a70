from collections.abc import Iterator

import pytest

from tests.desk.counter import Counter, counter


@pytest.fixture
def window() -> Iterator[Counter]:
    with counter() as opened:
        yield opened
