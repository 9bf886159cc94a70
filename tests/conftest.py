"""Fixtures of every room."""

from collections.abc import Iterator

import pytest
import structlog

from tests.servers import database_url, new_home, postgres, temporal, temporal_address

__all__ = ["database_url", "new_home", "postgres", "temporal", "temporal_address"]


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """A program under test may send its log lines to a stream that ends with the test."""
    yield
    structlog.reset_defaults()
