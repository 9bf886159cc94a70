"""Fixtures of every room."""

from tests.servers import database_url, new_home, postgres, temporal, temporal_address

__all__ = ["database_url", "new_home", "postgres", "temporal", "temporal_address"]
