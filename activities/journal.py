"""Writing the journal. Decides nothing; may be repeated."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, IntegrityError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio import activity
from temporalio.exceptions import ApplicationError

from records import journal
from rules.journal import Answer, Asked

AWAY = "records-away"
_AWAY = (OperationalError, InterfaceError, NoConnectionFree, OSError, journal.TooEarly)
_NEVER: dict[type[Exception], str] = {
    journal.AnotherBody: "another-body",
    journal.NoSuchProcedure: "no-such-procedure",
    journal.JournalBehind: "journal-behind",
    journal.NotPlain: "not-plain",
    DataError: "not-plain",
    IntegrityError: "journal-conflict",
    SQLAlchemyError: "records-broken",
}


class Journal:
    """``holds_time``: it is refused, for now, what by the clock of the records has yet to come; where time is
    skipped, that clock says nothing."""

    def __init__(self, engine: AsyncEngine, *, holds_time: bool = False) -> None:
        self._engine = engine
        self._holds_time = holds_time

    @activity.defn(name="append_to_the_journal")
    async def append(self, asked: Asked) -> Answer:
        """Append, all or nothing. Doing it twice leaves it once, and the second answer says so.

        Raises ApplicationError: ``records-away`` to be tried again, any other type never.
        """
        with _codes_only():
            return await journal.append(self._engine, asked, holds_time=self._holds_time)


@contextmanager
def _codes_only() -> Iterator[None]:
    """The engine keeps what is raised: a code, never a statement and its values."""
    try:
        yield
    except _AWAY:
        raise ApplicationError(AWAY, type=AWAY) from None
    except tuple(_NEVER) as error:
        code = next(code for kind, code in _NEVER.items() if isinstance(error, kind))
        raise ApplicationError(code, type=code, non_retryable=True) from None
