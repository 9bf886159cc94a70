"""A journal that remembers, with the meaning of `Asked` and `Answer`, and fails as a real one can."""

import asyncio

from temporalio import activity
from temporalio.exceptions import ApplicationError

from rules.journal import Answer, Asked, Entry, Receipt
from workflows import names


class RememberingJournal:
    """Entries per procedure, the ledger of commands, and what it was asked, in order."""

    def __init__(self) -> None:
        self.entries: dict[str, list[Entry]] = {}
        self.ledger: dict[str, tuple[str, str | None, Receipt]] = {}  # procedure, digest, first receipt
        self.asked: list[Asked] = []
        self.is_away = False
        self.tries = 0
        self.loses_next = 0  # so many appends stand, and then fail
        self.is_silent = False  # an append stands, and then nothing more is heard of it
        self.takes = 0.0  # seconds
        self.goes_away_after = 0  # so many answers

    @activity.defn(name=names.APPEND)
    async def append(self, asked: Asked) -> Answer:
        self.tries += 1
        await asyncio.sleep(self.takes)
        if self.is_away:
            raise ConnectionError("the database is away")
        self.asked.append(asked)
        answer = self.answer(asked)
        self.goes_away_after -= 1
        self.is_away = self.goes_away_after == 0
        if answer.appended and self.loses_next:
            self.loses_next -= 1
            raise ConnectionError("the connection broke after the commit")
        if answer.appended and self.is_silent:
            await activity.wait_for_worker_shutdown()
            raise ConnectionError("the worker is ending")
        return answer

    def answer(self, asked: Asked) -> Answer:
        """All or nothing: the first receipt of a known command, the missing entries, or an append."""
        entries = self.entries.setdefault(asked.procedure, [])
        if asked.after > len(entries):
            raise _never("journal-behind")
        missing = tuple(entries[asked.after :])
        if asked.command in self.ledger:
            *whose, receipt = self.ledger[asked.command]
            if whose != [asked.procedure, asked.digest]:
                raise _never(names.ANOTHER_BODY)
            return Answer(appended=False, missing=missing, receipt=receipt)
        if missing:
            return Answer(appended=False, missing=missing)
        entries.extend(asked.entries)
        if asked.command:
            self.ledger[asked.command] = (asked.procedure, asked.digest, asked.receipt)
        return Answer(appended=True, receipt=asked.receipt)

    def kinds(self, procedure: str) -> list[str]:
        return [entry.kind for entry in self.entries[procedure]]


def _never(code: str) -> ApplicationError:
    return ApplicationError(code, type=code, non_retryable=True)
