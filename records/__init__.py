"""The records room: what has been, for reading and for proof. PostgreSQL, and nothing but PostgreSQL."""

from records.engine import NotDurable, check_durability, connect
from records.migrating import migrate

__all__ = ["NotDurable", "check_durability", "connect", "migrate"]
