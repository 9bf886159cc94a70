"""Passwords (口令): which ones are taken, and how they are kept: by Argon2id, few at a time."""

import asyncio
import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cached_property, partial
from itertools import pairwise
from typing import TypeVar

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from identity.common_passwords import CORES, WALKS

SHORTEST, LONGEST = 12, 128  # characters
PHRASE = 16  # characters from which a password needs no mixture
_KINDS, _DIFFERENT, _RUN = 3, 6, 0.6
_AT_ONCE = 2
_WAITING = 64
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_SOFTENED = str.maketrans("@430!1$57", "aaeoiisst")

# RFC 9106, its choice where memory is scarce: 64 MiB, three passes, four lanes.
LOW_MEMORY = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4, type=Type.ID)

T = TypeVar("T")


class Weakness(StrEnum):
    """Why a password is not taken."""

    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    TOO_ALIKE = "too-alike"  # few different characters, or of too few kinds
    COMMON = "common"
    PERSONAL = "personal"  # it holds what others know of the person
    THE_SAME = "the-same"  # as before


class Busy(Exception):
    """So many passwords wait to be checked that one more would only wait in vain."""


def plain(password: str) -> str:
    """As it is kept, however the keyboard composed it."""
    return unicodedata.normalize("NFC", password)


def weaknesses_of(password: str, known: Iterable[str]) -> list[Weakness]:
    """What is wrong with a password of somebody of whom this much is known: sign-in name, name, reference."""
    password = plain(password)
    found = []
    if len(password) < SHORTEST:
        found.append(Weakness.TOO_SHORT)
    if len(password) > LONGEST:
        return [Weakness.TOO_LONG]
    if len(set(password)) < _DIFFERENT or _is_of_few_kinds(password):
        found.append(Weakness.TOO_ALIKE)
    if _is_common(password):
        found.append(Weakness.COMMON)
    lowered = password.casefold()
    if any(len(each) >= 2 and each.casefold() in lowered for each in known):
        found.append(Weakness.PERSONAL)
    return found


def _is_of_few_kinds(password: str) -> bool:
    """Whether it is short, and made of a few kinds of the same hundred characters."""
    kinds = (str.isupper, str.islower, str.isdigit, lambda each: not each.isalnum())
    is_mixed = sum(any(map(kind, password)) for kind in kinds) >= _KINDS
    return len(password) < PHRASE and password.isascii() and not is_mixed


def _is_common(password: str) -> bool:
    """A word that everybody tries first, with what is usually put around it; or a walk over the keys."""
    lowered = password.casefold()
    softened = _AROUND.sub("", lowered).translate(_SOFTENED)
    letters = "".join(filter(str.isalpha, lowered)), "".join(filter(str.isalpha, softened))
    return any(_is_made_of(each) for each in letters) or _walked(lowered) >= _RUN * len(lowered)


def _is_made_of(letters: str) -> bool:
    """Whether nothing, or nearly nothing, is left once the common words are taken out."""
    rest = letters
    for core in CORES:
        rest = rest.replace(core, "")
    return rest != letters and len(rest) <= 2


def _walked(password: str) -> int:
    """How many characters follow or repeat the one before on some row of keys."""
    pairs = pairwise(password)
    return sum(one == next_ or any(one + next_ in walk for walk in WALKS) for one, next_ in pairs)


class Hasher:
    """Argon2id. At most ``at_once`` passwords are worked on, so many times 64 MiB is all that they can take
    together; beyond ``waiting`` others, Busy is raised.
    """

    def __init__(
        self, at_once: int = _AT_ONCE, waiting: int = _WAITING, argon2: PasswordHasher = LOW_MEMORY
    ) -> None:
        self._argon2 = argon2
        self._room = at_once + waiting
        self._free = asyncio.Semaphore(at_once)
        self._inside = 0

    @property
    def is_full(self) -> bool:
        """Whether the next one would be turned away."""
        return self._inside >= self._room

    async def hashed(self, password: str) -> str:
        """As it is kept. Raises Busy."""
        return await self._work(partial(self._argon2.hash, plain(password)))

    async def is_right(self, kept: str | None, password: str) -> bool:
        """Whether this password was hashed into that; as long, and No, where there is none. Raises Busy."""
        return await self._work(partial(self._verify, kept, plain(password)))

    def is_outdated(self, kept: str) -> bool:
        """Whether it was hashed with parameters that are not today's."""
        return self._argon2.check_needs_rehash(kept)

    def _verify(self, kept: str | None, password: str) -> bool:
        try:
            self._argon2.verify(kept or self._nobodys, password)
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None

    @cached_property
    def _nobodys(self) -> str:
        """What stands in for the password of an account that is not there."""
        return self._argon2.hash("nobody")

    async def _work(self, work: Callable[[], T]) -> T:
        if self.is_full:
            raise Busy
        self._inside += 1
        try:
            async with self._free:
                return await asyncio.to_thread(work)
        finally:
            self._inside -= 1
