"""The tests of the procedure ask for a row of their own beside the others; those of the dockings see the
table."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from rules.dockings import DOCKINGS
from tests.rules.handoff.story import TRIAL


@pytest.fixture
def trial_row() -> Iterator[None]:
    with patch.dict(DOCKINGS, {TRIAL.code: TRIAL}):
        yield
