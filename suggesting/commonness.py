"""How common a pair of neighbouring characters is in what citizens write, so that rare pairs speak louder."""

import base64
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import blake2b
from math import fsum, log2
from pathlib import Path

TABLE = Path(__file__).with_suffix(".txt")
DIGEST_BYTES = 3
MESSAGES = 4_159  # that were counted
RARE = 4  # messages in which a pair that is not in the table is taken to stand


def weight(pairs: Iterable[str]) -> float:
    """What pairs of characters weigh together; a pair that stands nearly everywhere weighs nothing."""
    return fsum(map(_weight, pairs))


def digest(pair: str) -> bytes:
    """By what a pair is known in the table, which holds nobody's words."""
    return blake2b(pair.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()


@lru_cache(maxsize=1 << 16)
def _weight(pair: str) -> float:
    return _weights().get(digest(pair), _weight_of(RARE))


@cache
def _weights() -> dict[bytes, float]:
    """A line for each doubling: in at least so many messages, and the digests of the pairs."""
    found: dict[bytes, float] = {}
    for line in TABLE.read_text(encoding="ascii").splitlines():
        messages, packed = line.split()
        digests = base64.b85decode(packed)
        for at in range(0, len(digests), DIGEST_BYTES):
            found[digests[at : at + DIGEST_BYTES]] = _weight_of(int(messages))
    return found


def _weight_of(messages: int) -> float:
    return log2(MESSAGES / messages) ** 2
