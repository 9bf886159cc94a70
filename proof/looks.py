"""The chain of looks (查阅记录): who looked at what, each note holding the hash of the one before it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from rules.journal import GENESIS, canonical


@dataclass(frozen=True)
class Look:
    """Somebody, in a seat, looked at something of a matter. ``what`` is a code; ``digest`` a keyed one of
    words they looked for; ``reason`` the reference of why, sealed."""

    at: datetime
    person: str
    seat: str  # role@unit
    matter: str | None
    what: str
    digest: str | None = None
    reason: str | None = None

    @property
    def chain(self) -> str:
        """A matter has a chain of its own, and so has a letter that is none yet, which the code of the look
        names; looks at neither are in the chain of whoever looked."""
        if self.matter:
            return f"matter/{self.matter}"
        return self.what if "/" in self.what else f"person/{self.person}"

    @property
    def said(self) -> str:
        """The hash of all it says."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        whole = [at, self.person, self.seat, self.matter, self.what, self.digest, self.reason]
        return hashlib.sha256(canonical([self.chain, *whole])).hexdigest()


def link(previous: str, seq: int, said: str) -> str:
    """The hash of a note: over the one before, its place, and what it says. The database counts the same."""
    return hashlib.sha256(f"{previous} {seq} {said}".encode()).hexdigest()


def first_broken(chain: str, notes: Iterable[tuple[int, Look, str]]) -> int | None:
    """The place at which a chain of (seq, look, stored hash) breaks; None if it holds from 1 to its end."""
    previous = GENESIS
    for expected, (seq, look, stored) in enumerate(notes, start=1):
        if seq != expected or look.chain != chain or link(previous, seq, look.said) != stored:
            return expected
        previous = stored
    return None
