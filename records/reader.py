"""Reading behind the second wall: as another role, for one person, for one transaction.

What that role sees of a case, the database works out by itself: from the person's seats, its own copy of the
table of authority, and today's tree of units (docs/decisions/0031). With nobody named it sees no case at all.
"""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, bindparam, cast, event, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.roles import APP_ROLE, READER_ROLE
from rules.authority.confidentiality import Mask
from rules.authority.relations import Deputised, Parents, seat_of
from rules.instants import legal_day
from rules.procedure import Officer

_OPTION = "fengqiao_reader"


@dataclass(frozen=True)
class Reader:
    """Who reads, in which seats, at which instant. ``code``: with whose tracking code; ``least``: texts are
    there for whoever reads them at least so far; ``tree``: the units, where the store has no directory;
    ``deputised``: in which seats for whom."""

    person: str
    seats: Sequence[Officer]
    at: datetime
    code: str | None = None
    least: Mask = Mask.PARTIAL
    tree: Parents | None = None
    deputised: Deputised = field(default_factory=dict)

    def as_json(self) -> str:
        """As the database is told."""
        said = {
            "person": self.person,
            "seats": [seat_of(seat) for seat in self.seats],
            "instead": {seat_of(seat): sorted(persons) for seat, persons in self.deputised.items()},
            "day": legal_day(self.at).isoformat(),
            "at": self.at.isoformat(),
            "code": self.code,
            "least": int(self.least),
            "tree": dict(self.tree) if self.tree is not None else None,
        }
        return json.dumps(said, ensure_ascii=False)


NOBODY = "{}"


@dataclass
class _Reading:
    """``who``: as the database is told; ``reach``: how far it says they read, once it stands for all."""

    who: str
    of_one_moment: bool
    reach: str | None = None


def read_by(engine: AsyncEngine, reader: Reader | None, *, of_one_moment: bool = False) -> AsyncEngine:
    """The same connections, but everything on them is read behind the wall: by this person, or by nobody.

    ``of_one_moment``: nothing is changed in between; the database works out how far they read in the first
    transaction, and is told it in the others. Otherwise it works it out in each.
    """
    reading = _Reading(reader.as_json() if reader else NOBODY, of_one_moment)
    return engine.execution_options(**{_OPTION: reading})


@asynccontextmanager
async def as_the_house(connection: AsyncConnection) -> AsyncIterator[None]:
    """Inside a reading transaction, for what the house itself writes down beside it."""
    if _reading(connection.sync_connection) is None:
        yield
        return
    await connection.execute(_AS_THE_HOUSE)
    yield
    await connection.execute(_AS_THE_READER)


def _acting_as(role: str) -> Select[str]:
    return select(func.set_config("role", role, True))


_AS_THE_HOUSE, _AS_THE_READER = _acting_as(APP_ROLE), _acting_as(READER_ROLE)


def _told(how: Callable[[ColumnElement[Any]], ColumnElement[Any]]) -> Select[str, str]:
    return _AS_THE_READER.add_columns(cast(how(cast(bindparam("told", type_=Text), JSONB)), Text))


_WORKED_OUT, _TOLD_AGAIN = _told(func.read_at_first), _told(func.read_again)


def put_up(engine: AsyncEngine) -> None:
    """From now on, whoever reads on these connections for somebody does so behind the wall."""
    event.listen(engine.sync_engine, "begin", _begun)


def _begun(connection: Connection) -> None:
    """Set for this transaction alone: what the pool hands out next knows nothing of it."""
    reading = _reading(connection)
    if reading is None:
        return
    if reading.reach is not None:
        connection.execute(_TOLD_AGAIN, {"told": reading.reach})
        return
    _, reach = connection.execute(_WORKED_OUT, {"told": reading.who}).one()
    if reading.of_one_moment:
        reading.reach = reach


def _reading(connection: Connection | None) -> _Reading | None:
    found: Any = connection.get_execution_options().get(_OPTION) if connection else None
    return found if isinstance(found, _Reading) else None
