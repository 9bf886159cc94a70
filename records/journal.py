"""The journal: compare and append, all or nothing, in one transaction. Decides nothing."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, DateTime, Integer, Text, bindparam, case, cast, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records import views
from records.sets import added, given
from records.tables import journal, ledger, outbox, procedures
from records.views import PROCEDURE, parameters
from rules.journal import Answer, Asked, Entry, Receipt, first_broken, link

CASES = "fengqiao_cases"  # heard by the live stream: "{procedure}:{seq}"
OUTBOX = "fengqiao_outbox"  # heard by the relay


class AnotherBody(Exception):
    """The key of a command came back with another request."""


class NoSuchProcedure(Exception):
    """There is no procedure of this id."""


class JournalBehind(Exception):
    """Somebody knows of entries that the journal does not have: it has lost some."""


class TooEarly(Exception):
    """By the clock of the records, what is to be written down has not come yet."""


class NotPlain(Exception):
    """Entries that do not follow on each other, or bodies that are not plain JSON without fractions."""


@dataclass(frozen=True)
class Ledgered:
    """A command that stands: whose it was, the digest of its request and its first receipt."""

    matter: str | None
    procedure: str | None
    digest: str | None
    receipt: Receipt


_AHEAD = timedelta(seconds=5)  # by which two clocks may differ

_LOCK = (
    select(procedures.c.seq, procedures.c.decided_seq, procedures.c.head, func.clock_timestamp().label("now"))
    .where(procedures.c.id == PROCEDURE)
    .with_for_update()
)
_COMMAND = bindparam("command", type_=Text)
_SEQ = bindparam("seq", type_=Integer)
_LEDGER_COLUMNS = [c for c in ledger.c if c.name != "recorded_at"]
_LEDGERED = (
    upsert(ledger)
    .from_select(_LEDGER_COLUMNS, select(given("ledger_rows", _LEDGER_COLUMNS)))
    .on_conflict_do_nothing()
    .returning(ledger.c.command)
    .cte("ledgered")
)
_NEW_COMMANDS = select(func.count()).select_from(_LEDGERED).scalar_subquery()
_NOTE = select(_NEW_COMMANDS)
_HEADED = (
    update(procedures)
    .where(procedures.c.id == PROCEDURE)
    .values(
        seq=_SEQ,
        headed_at=func.now(),
        decided_seq=bindparam("decided_seq", type_=Integer),
        head=bindparam("head", type_=Text),
        ended_at=bindparam("ended_at", type_=DateTime(timezone=True)),
    )
    .cte("headed")
)
_WRITE = select(
    _NEW_COMMANDS,
    func.pg_notify(CASES, PROCEDURE.concat(":").concat(cast(_SEQ, Text))),
    case((bindparam("has_letters", type_=Boolean), func.pg_notify(OUTBOX, ""))),
).add_cte(
    added(
        journal,
        {"procedure": PROCEDURE, "command": _COMMAND},
        [journal.c[name] for name in ("seq", "kind", "at", "body", "previous", "hash")],
    ),
    added(
        outbox,
        {"procedure": PROCEDURE},
        [outbox.c[name] for name in ("seq", "kind", "number", "body", "not_before")],
    ),
    _HEADED,
    *views.written(),
)
_ENTRIES = (
    select(journal.c.seq, journal.c.kind, journal.c.at, journal.c.body, journal.c.hash)
    .where(journal.c.procedure == PROCEDURE, journal.c.seq > _SEQ)
    .order_by(journal.c.seq)
)
_RECEIPT = select(ledger.c.matter, ledger.c.procedure, ledger.c.digest, ledger.c.receipt).where(
    ledger.c.command == _COMMAND
)


async def append(engine: AsyncEngine, asked: Asked, *, holds_time: bool = False) -> Answer:
    """Append the asked entries after ``asked.after``, with all that follows from them, or nothing.

    A command that stands already, or entries the asker does not know, come back in the answer.
    ``holds_time``: nothing is written down that by the clock of the records has yet to come.
    Raises AnotherBody, NoSuchProcedure, JournalBehind, NotPlain, TooEarly; SQLAlchemyError when the records
    are away.
    """
    async with engine.connect() as connection:
        head = (await connection.execute(_LOCK, {"procedure": asked.procedure})).one_or_none()
        if head is None:
            raise NoSuchProcedure
        if head.seq < asked.after:
            raise JournalBehind
        if holds_time and any(entry.at > head.now + _AHEAD for entry in asked.entries):
            raise TooEarly
        if head.seq == asked.after and await write(connection, asked, head.head, head.decided_seq):
            await connection.commit()
            return Answer(appended=True, receipt=asked.receipt)
        await connection.rollback()
        return await _known(connection, asked)


async def write(connection: AsyncConnection, asked: Asked, head: str, decided_seq: int) -> bool:
    """Write what is asked behind the locked head. False if the command stands already: then roll back."""
    _check(asked)
    commands = [] if asked.command is None else [_noted(asked)]
    if not asked.entries:
        return bool(await connection.scalar(_NOTE, {"ledger_rows": commands}) == len(commands))
    seq = asked.entries[-1].seq
    decided = [decided_seq, *(entry.seq for entry in asked.entries if entry.body.get("by"))]
    lines = list(_linked(asked, head))
    rows = {
        ledger.name: commands,
        journal.name: lines,
        outbox.name: [asdict(letter) for letter in asked.letters],
        **views.rows_of(asked.procedure, asked.view, seq, decided[-1]),
    }
    headed = {
        "procedure": asked.procedure,
        "command": asked.command,
        "seq": seq,
        "decided_seq": decided[-1],
        "head": lines[-1]["hash"],
        "ended_at": asked.view.case.closed_at,
        "has_letters": bool(asked.letters),
    }
    return bool(await connection.scalar(_WRITE, {**headed, **parameters(rows)}) == len(commands))


async def read(engine: AsyncEngine, procedure: str, after: int = 0) -> tuple[Entry, ...]:
    """The entries of a procedure after a seq, in order."""
    async with engine.connect() as connection:
        return tuple(entry for entry, _ in await chain(connection, procedure, after))


async def broken_at(engine: AsyncEngine, procedure: str) -> int | None:
    """The seq at which the chain of a procedure's journal breaks, None if it holds from 1 to its end."""
    async with engine.connect() as connection:
        return first_broken(procedure, await chain(connection, procedure))


async def receipt_of(engine: AsyncEngine, command: str) -> Ledgered | None:
    """What was answered to a command when it was carried out; None if it never was."""
    async with engine.connect() as connection:
        return await ledgered(connection, command)


async def ledgered(connection: AsyncConnection, command: str) -> Ledgered | None:
    """As ``receipt_of``, inside a transaction."""
    row = (await connection.execute(_RECEIPT, {"command": command})).one_or_none()
    if row is None:
        return None
    return Ledgered(row.matter, row.procedure, row.digest, receipt_from(row.receipt))


def receipt_from(written: dict[str, Any]) -> Receipt:
    """A receipt as the ledger keeps it."""
    return Receipt(written["seq"], written["stage"], datetime.fromisoformat(written["at"]))


async def _known(connection: AsyncConnection, asked: Asked) -> Answer:
    """What the journal knows better than the asker: the first receipt of the command, the missing entries."""
    first = await ledgered(connection, asked.command) if asked.command else None
    if first and (first.procedure, first.digest) != (asked.procedure, asked.digest):
        raise AnotherBody
    missing = await chain(connection, asked.procedure, asked.after)
    return Answer(False, tuple(entry for entry, _ in missing), first.receipt if first else None)


async def chain(connection: AsyncConnection, procedure: str, after: int = 0) -> list[tuple[Entry, str]]:
    """The entries of a procedure after a seq, in order, each with its stored hash."""
    rows = await connection.execute(_ENTRIES, {"procedure": procedure, "seq": after})
    return [(Entry(row.seq, row.kind, row.at.astimezone(UTC), row.body), row.hash) for row in rows]


def _noted(asked: Asked) -> dict[str, Any]:
    return {
        "command": asked.command,
        "matter": asked.procedure.split("/")[2],
        "procedure": asked.procedure,
        "digest": asked.digest,
        "receipt": asdict(asked.receipt),
    }


def _linked(asked: Asked, head: str) -> Iterator[dict[str, Any]]:
    for entry in asked.entries:
        previous, head = head, link(head, asked.procedure, entry)
        yield {**asdict(entry), "previous": previous, "hash": head}


def _check(asked: Asked) -> None:
    """What is hashed must read the same for ever; Python and the database write fractions differently."""
    for seq, entry in enumerate(asked.entries, start=asked.after + 1):
        if entry.seq != seq or not _is_plain(entry.body):
            raise NotPlain


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(inner) for key, inner in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, (str, int))
