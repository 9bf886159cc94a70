"""A tree of hashes (RFC 6962): one root over many leaves, and the short path that proves one of them."""

import hashlib
from collections.abc import Sequence
from itertools import accumulate, repeat, takewhile
from operator import mul

from rules.journal import canonical


def leaf(chain: str, seq: int, head: str) -> str:
    """The leaf that says: this chain had so many entries, and this was the hash of the last."""
    return _hash(b"\x00" + canonical([chain, seq, head]))


def root(leaves: Sequence[str]) -> str:
    """The hash over all leaves in their order; over none, that of nothing."""
    if len(leaves) < 2:
        return leaves[0] if leaves else _hash(b"")
    middle = _split(len(leaves))
    return _node(root(leaves[:middle]), root(leaves[middle:]))


def path(leaves: Sequence[str], place: int) -> list[str]:
    """What must be hashed with the leaf at a place, from there upwards, to come to the root."""
    if len(leaves) < 2:
        return []
    middle = _split(len(leaves))
    if place < middle:
        return [*path(leaves[:middle], place), root(leaves[middle:])]
    return [*path(leaves[middle:], place - middle), root(leaves[:middle])]


def climbed(said: str, place: int, count: int, beside: Sequence[str]) -> str:
    """The root one comes to from a leaf at a place among so many. Raises ValueError if no way leads there."""
    if not 0 <= place < count:
        raise ValueError("no such place")
    if count == 1:
        if beside:
            raise ValueError("too long a path")
        return said
    if not beside:
        raise ValueError("too short a path")
    middle, others = _split(count), beside[-1]
    if place < middle:
        return _node(climbed(said, place, middle, beside[:-1]), others)
    return _node(others, climbed(said, place - middle, count - middle, beside[:-1]))


def _split(count: int) -> int:
    """The largest power of two that is smaller."""
    return list(takewhile(lambda power: power < count, accumulate(repeat(2), mul, initial=1)))[-1]


def _node(left: str, right: str) -> str:
    return _hash(b"\x01" + bytes.fromhex(left) + bytes.fromhex(right))


def _hash(said: bytes) -> str:
    return hashlib.sha256(said).hexdigest()
