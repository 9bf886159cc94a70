"""The keeper's keys: how a text is sealed for its matter, and how it can be found without being read."""

import os
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from keys.ring import UnknownKey
from keys.suites import INTL, NONCE_BYTES, SUITES, Sealer, Suite, SuiteName

_TOKEN_BYTES = 8  # a database's whole number; what two texts share by chance, opening them tells apart


class Keeper:
    """The holder of a 32-byte key, known by its id, with the earlier ones whose keys still open.

    Wraps the matters' keys, and derives the key of the index. A row says whose key it is under by the id; its
    wrapped key, its texts and its tokens are all under that one. Raises UnknownKey for the id of nobody here,
    and cryptography.exceptions.InvalidTag where something was sealed with another key or place.
    """

    def __init__(
        self, key: bytes, key_id: str, suite: Suite = INTL, earlier: Iterable["Keeper"] = ()
    ) -> None:
        self.key_id = key_id
        self._suite = suite
        self._wrapping = suite.sealer(suite.derive(key, b"fengqiao matter keys", suite.key_bytes))
        self._index_key = suite.derive(key, b"fengqiao name index", 32)
        self._holders = {self.key_id: self, **{each.key_id: each for each in earlier}}

    @property
    def holders(self) -> Sequence["Keeper"]:
        """Everybody whose key opens: this one, who wraps, and the earlier ones."""
        return tuple(self._holders.values())

    def new_key(self, matter: str) -> bytes:
        """A fresh key for a matter, of this keeper's suite, wrapped."""
        return self.wrap(matter, os.urandom(self._suite.key_bytes))

    def key_of(self, matter: str, key_id: str, wrapped: bytes) -> "MatterKey":
        """The key of a matter that was wrapped under this id, ready to seal and open."""
        holder = self._holder(key_id)
        return MatterKey(matter, holder._suite.sealer(holder._open(matter, wrapped)), holder)  # noqa: SLF001

    def renew(self, matter: str, key_id: str, wrapped: bytes) -> "Renewed":
        """A matter's key that somebody here wrapped, under this keeper's own.

        Of the same suite it stays what it is, and the texts with it; else it is a new one, for which they are
        to be sealed anew.
        """
        is_another = self._holder(key_id)._suite is not self._suite  # noqa: SLF001 - a keeper too
        anew = self.new_key(matter) if is_another else self.wrap(matter, self.unwrap(matter, key_id, wrapped))
        before, after = self.key_of(matter, key_id, wrapped), self.key_of(matter, self.key_id, anew)
        return Renewed(self.key_id, anew, before, after, is_another)

    def wrap(self, place: str, key: bytes) -> bytes:
        """A key for this place, wrapped under this keeper's own."""
        return self._wrapping.seal(key, self._bound(place))

    def unwrap(self, place: str, key_id: str, wrapped: bytes) -> bytes:
        """The key that was wrapped for this place under this id."""
        return self._holder(key_id)._open(place, wrapped)  # noqa: SLF001 - a keeper too

    def tokens(self, kind: str, text: str) -> list[int]:
        """Every character and every pair of neighbours, each once, keyed, in an order that tells nothing."""
        plain = plainly(text)
        return self._keyed(kind, {*plain, *_pairs(plain)})

    def needed(self, kind: str, text: str) -> list[int]:
        """The tokens of every text under this keeper's own key that contains this one."""
        plain = plainly(text)
        return self._keyed(kind, _pairs(plain) or set(plain))

    def _keyed(self, kind: str, grams: set[str]) -> list[int]:
        said = (f"{kind}|{gram}".encode("utf-8", "surrogatepass") for gram in grams)
        digests = (self._suite.digest(self._index_key, each) for each in said)
        return sorted(int.from_bytes(each[:_TOKEN_BYTES], signed=True) for each in digests)

    def _holder(self, key_id: str) -> "Keeper":
        if holder := self._holders.get(key_id):
            return holder
        raise UnknownKey(key_id)

    def _open(self, place: str, wrapped: bytes) -> bytes:
        return self._wrapping.open(wrapped, self._bound(place))

    def _bound(self, place: str) -> bytes:
        return f"{self.key_id}|{place}".encode()


def keeper_from(keys: Sequence[bytes], suite: SuiteName = SuiteName.INTL) -> Keeper:
    """The keeper of the first key, by this suite; the other keys, and the other suites, open.

    Another key is another keeper, and so is the same one with another suite: each has an id of its own.
    """
    ways = [(key, SUITES[suite]) for key in keys]
    ways += [(key, other) for key in keys for other in SUITES.values() if other.name is not suite]
    (key, first), *rest = ways
    earlier = [Keeper(each, _id_of(each, by), by) for each, by in rest]
    return Keeper(key, _id_of(key, first), first, earlier)


def _id_of(key: bytes, suite: Suite) -> str:
    """The first suite's ids bear no mark, as there was no other."""
    mark = "" if suite is INTL else f"{suite.name}-"
    return mark + suite.fingerprint(key)


class MatterKey:
    """The data key of one matter. What it seals opens only for that matter, reference and kind."""

    def __init__(self, matter: str, sealer: Sealer, holder: Keeper) -> None:
        self.holder = holder
        self._matter = matter
        self._sealer = sealer

    def seal(self, ref: UUID, kind: str, text: str) -> tuple[bytes, bytes]:
        """Nonce and ciphertext."""
        sealed = self._sealer.seal(text.encode("utf-8", "surrogatepass"), self._place(ref, kind))
        return sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]

    def open(self, ref: UUID, kind: str, nonce: bytes, ciphertext: bytes) -> str:
        """The text. Raises InvalidTag if it was sealed for another matter, reference or kind."""
        said = self._sealer.open(nonce + ciphertext, self._place(ref, kind))
        return said.decode("utf-8", "surrogatepass")

    def _place(self, ref: UUID, kind: str) -> bytes:
        return f"{self._matter}|{ref}|{kind}".encode()


@dataclass(frozen=True)
class Renewed:
    """A matter's key under another keeper: its id, the wrapped key, and what opened before and opens now."""

    key_id: str
    wrapped: bytes
    before: MatterKey
    after: MatterKey
    is_another: bool
    """Whether the key itself is a new one, so that what it sealed is to be sealed anew."""

    def sealed_anew(self, ref: UUID, kind: str, nonce: bytes, ciphertext: bytes) -> tuple[bytes, bytes]:
        """Nonce and ciphertext as they are to stand now."""
        if not self.is_another:
            return nonce, ciphertext
        return self.after.seal(ref, kind, self.before.open(ref, kind, nonce, ciphertext))


def plainly(text: str) -> str:
    """As it is searched for: full and half width the same, upper and lower case the same, without spaces."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(folded.split())


def _pairs(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)}
