"""Tracking codes (查询码): made, read as people type them, and known again by keyed digests alone.

Sixteen characters of Crockford's alphabet, eighty bits: no letter that looks like a digit, no case. With the
code goes a second thing (查询口令) that the person may choose; neither is kept where a copy of the database
would tell it. Whoever asks with the wrong one learns exactly what an unknown code tells: nothing.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Header, Request
from pydantic import StringConstraints
from sqlalchemy.ext.asyncio import AsyncEngine

from api.bounded import check_guesses, guessed_wrong
from api.office import Office, TheOffice, TheSealedOffice
from api.problems import unseen
from api.requests import Envelope
from records import guesses
from records.reader import Reader, read_by
from records.tracked import Tracked, tracked
from rules.tracking import PERSON

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _BITS, _GROUP = 16, 5, 4
_MEANT = str.maketrans("OIL", "011", "- ")

Factor = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{4,20}$")]
Written = Annotated[
    str,
    Header(alias="Tracking-Code", description="查询码 the tracking code", max_length=40),
]
Chosen = Annotated[
    str | None,
    Header(
        alias="Tracking-Factor",
        description="自选查询口令，登记时没有选的不填 the word chosen when it was received, if one was",
        max_length=40,
    ),
]


def code_of(office: Office, envelope: Envelope, part: str = "tracking") -> str:
    """A code that nobody guesses, and that the same request makes again; ``part`` tells several apart."""
    said = f"{part}/{envelope.key}/{envelope.digest}".encode()
    drawn = int.from_bytes(hmac.digest(office.digest_key(), said, "sha256")[: _LENGTH * _BITS // 8])
    return "".join(_ALPHABET[drawn >> _BITS * n & 31] for n in reversed(range(_LENGTH)))


def in_groups(code: str) -> str:
    """As it is printed and read out: four times four."""
    return "-".join(code[n : n + _GROUP] for n in range(0, _LENGTH, _GROUP))


def read(written: str) -> str | None:
    """The code somebody typed: in any case, with or without its dashes, O for 0 and I or L for 1. None for
    what is no code."""
    code = written.upper().translate(_MEANT)
    return code if len(code) == _LENGTH and set(code) <= set(_ALPHABET) else None


def digest(office: Office, code: str) -> str:
    """By which an office knows a code again."""
    return _digest(office, f"code/{code}")


def factor_digest(office: Office, code: str, factor: str | None) -> str | None:
    """By which an office knows again what somebody chose beside their code; None where nothing was."""
    return None if factor is None else _digest(office, f"factor/{code}/{factor}")


def _digest(office: Office, said: str) -> str:
    return hmac.digest(office.digest_key(), said.encode(), "sha256").hex()


@dataclass(frozen=True)
class Held:
    """What somebody holds the code of. ``number`` is None while nobody has looked at it yet, or where nothing
    more is told of it. ``records``: as they stand for whoever holds this code."""

    code: str
    received_at: datetime
    number: str | None
    records: AsyncEngine


async def held(
    request: Request,
    office: TheOffice,
    counter: TheSealedOffice,
    written: Written,
    factor: Chosen = None,
) -> Held:
    """What this code, with what was chosen beside it, opens.

    Raises Problem: 404 for a code that nobody was given and for the wrong thing beside one, in the same words
    and after the same looks into both stores; 429 for an address, or about a code, of which too much was
    wrong.
    """
    code = read(written) or written  # what is no code is nobody's
    at, known_as = await office.clock(), digest(office, code)
    await check_guesses(office, request, known_as, at)
    found = await tracked(office.records, counter.records, known_as, digest(counter, code))
    if found is None or not _is_right(office, counter, found, code, factor):
        await guessed_wrong(office, request, known_as, at)
        raise unseen()
    await guesses.forget(office.records, known_as)
    records = read_by(office.records, Reader(PERSON, (), at, code=known_as))
    return Held(code, found.received_at, found.number, records)


def _is_right(office: Office, counter: Office, found: Tracked, code: str, factor: str | None) -> bool:
    if found.factor is None:
        return True
    known_by = counter if found.is_sealed else office
    return hmac.compare_digest(found.factor, factor_digest(known_by, code, factor) or "")


TheHeld = Annotated[Held, Depends(held)]
