"""The simulator's own store, one SQLite file: what it has answered stands there before it answers."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.exchange import Exchange

_TABLES = """
CREATE TABLE IF NOT EXISTS exchanges (
    agency TEXT, subject TEXT, state TEXT NOT NULL, PRIMARY KEY (agency, subject)
);
CREATE TABLE IF NOT EXISTS inbox (
    n INTEGER PRIMARY KEY, agency TEXT NOT NULL, id TEXT NOT NULL, subject TEXT NOT NULL, what TEXT NOT NULL,
    body BLOB NOT NULL, received_at TEXT NOT NULL, effect TEXT NOT NULL, reason TEXT, UNIQUE (agency, id)
);
CREATE TABLE IF NOT EXISTS outbox (
    n INTEGER PRIMARY KEY, agency TEXT NOT NULL, id TEXT NOT NULL, subject TEXT NOT NULL, what TEXT NOT NULL,
    body BLOB NOT NULL, manner TEXT NOT NULL, due REAL NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    is_settled INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS acts (
    n INTEGER PRIMARY KEY, agency TEXT NOT NULL, subject TEXT NOT NULL, due REAL NOT NULL, act TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS ledger (
    n INTEGER PRIMARY KEY, agency TEXT NOT NULL, message TEXT NOT NULL, subject TEXT NOT NULL,
    what TEXT NOT NULL, manner TEXT NOT NULL, at TEXT NOT NULL, status INTEGER, effect TEXT, reason TEXT
);
CREATE INDEX IF NOT EXISTS outbox_open ON outbox (is_settled, due);
"""


@dataclass(frozen=True)
class Taken:
    """A message that came in, and what became of it by now."""

    id: str
    subject: str
    what: str
    body: bytes
    received_at: str
    effect: str
    reason: str | None


@dataclass(frozen=True)
class Letter:
    """A message on its way out. `manner`: ordered, ahead (of its turn), or a kind of garbage."""

    n: int
    agency: str
    id: str
    subject: str
    what: str
    body: bytes
    manner: str
    due: float
    attempts: int

    @property
    def data(self) -> dict[str, Any]:
        """What it says; its body is our own."""
        said: dict[str, Any] = json.loads(self.body)["data"]
        return said


@dataclass(frozen=True)
class Due:
    """An act that an agency means to do."""

    n: int
    agency: str
    subject: str
    due: float
    act: dict[str, Any]


class Store:
    """All of it by single statements; who needs several together takes a transaction."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")  # a commit is on the disk
        self._db.executescript(_TABLES)

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def exchange(self, agency: str, subject: str) -> Exchange | None:
        row = self._one("SELECT state FROM exchanges WHERE agency = ? AND subject = ?", agency, subject)
        return Exchange.read(row[0]) if row else None

    def exchanges(self, agency: str) -> list[Exchange]:
        rows = self._all("SELECT state FROM exchanges WHERE agency = ? ORDER BY rowid", agency)
        return [Exchange.read(state) for (state,) in rows]

    def keep(self, agency: str, exchange: Exchange) -> None:
        self._db.execute(
            "INSERT INTO exchanges VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state",
            (agency, exchange.subject, exchange.written()),
        )

    def taken(self, agency: str, id: str) -> Taken | None:
        row = self._one(f"SELECT {_TAKEN} FROM inbox WHERE agency = ? AND id = ?", agency, id)
        return Taken(*row) if row else None

    def all_taken(self, agency: str, subject: str) -> list[Taken]:
        rows = self._all(
            f"SELECT {_TAKEN} FROM inbox WHERE agency = ? AND subject = ? ORDER BY n", agency, subject
        )
        return [Taken(*row) for row in rows]

    def take(self, agency: str, taken: Taken) -> None:
        """Write it down, or what became of it."""
        self._db.execute(
            f"INSERT INTO inbox (agency, {_TAKEN}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agency, id) "
            "DO UPDATE SET effect = excluded.effect, reason = excluded.reason",
            (
                agency,
                taken.id,
                taken.subject,
                taken.what,
                taken.body,
                taken.received_at,
                taken.effect,
                taken.reason,
            ),
        )

    def post(
        self, agency: str, subject: str, id: str, what: str, body: bytes, manner: str, due: float
    ) -> None:
        self._db.execute(
            "INSERT INTO outbox (agency, id, subject, what, body, manner, due) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (agency, id, subject, what, body, manner, due),
        )

    def letters(self) -> list[Letter]:
        """All that are still on their way, in the order in which they were written."""
        return [
            Letter(*row) for row in self._all(f"SELECT {_LETTER} FROM outbox WHERE NOT is_settled ORDER BY n")
        ]

    def letters_about(self, agency: str, subject: str) -> list[Letter]:
        rows = self._all(
            f"SELECT {_LETTER} FROM outbox WHERE agency = ? AND subject = ? ORDER BY n", agency, subject
        )
        return [Letter(*row) for row in rows]

    def unsettled(self, agency: str, subject: str) -> list[Letter]:
        rows = self._all(
            f"SELECT {_LETTER} FROM outbox WHERE agency = ? AND subject = ? AND NOT is_settled AND "
            "manner IN ('ordered', 'ahead') ORDER BY n",
            agency,
            subject,
        )
        return [Letter(*row) for row in rows]

    def put_off(self, letter: Letter, due: float) -> None:
        self._db.execute("UPDATE outbox SET attempts = attempts + 1, due = ? WHERE n = ?", (due, letter.n))

    def settle(self, letter: Letter) -> None:
        self._db.execute("UPDATE outbox SET attempts = attempts + 1, is_settled = 1 WHERE n = ?", (letter.n,))

    def plan(self, agency: str, subject: str, due: float, act: dict[str, Any]) -> None:
        self._db.execute(
            "INSERT INTO acts (agency, subject, due, act) VALUES (?, ?, ?, ?)",
            (agency, subject, due, json.dumps(act, ensure_ascii=False)),
        )

    def acts(self) -> list[Due]:
        """The next act of every exchange that has one."""
        rows = self._all(
            "SELECT min(n), agency, subject, due, act FROM acts GROUP BY agency, subject ORDER BY 1"
        )
        return [Due(n, agency, subject, due, json.loads(act)) for n, agency, subject, due, act in rows]

    def done(self, act: Due) -> None:
        self._db.execute("DELETE FROM acts WHERE n = ?", (act.n,))

    def drop_acts(self, agency: str, subject: str) -> None:
        self._db.execute("DELETE FROM acts WHERE agency = ? AND subject = ?", (agency, subject))

    def note(
        self, letter: Letter, at: str, status: int | None, effect: str | None, reason: str | None
    ) -> None:
        self._db.execute(
            "INSERT INTO ledger (agency, message, subject, what, manner, at, status, effect, reason) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                letter.agency,
                letter.id,
                letter.subject,
                letter.what,
                letter.manner,
                at,
                status,
                effect,
                reason,
            ),
        )

    def ledger(self, agency: str) -> list[dict[str, Any]]:
        """Every attempt to deliver something: when, and what was answered."""
        names = ("message", "subject", "what", "manner", "at", "status", "effect", "reason")
        rows = self._all(f"SELECT {', '.join(names)} FROM ledger WHERE agency = ? ORDER BY n", agency)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _one(self, query: str, *values: Any) -> Any:
        return self._db.execute(query, values).fetchone()

    def _all(self, query: str, *values: Any) -> list[Any]:
        return self._db.execute(query, values).fetchall()


_TAKEN = "id, subject, what, body, received_at, effect, reason"
_LETTER = "n, agency, id, subject, what, body, manner, due, attempts"
