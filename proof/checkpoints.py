"""Signed checkpoints (检查点): at this instant these chains ended so. What stood then cannot be changed since
without its showing."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from proof.keys import Signer, is_signed
from proof.trees import leaf, root
from rules.journal import GENESIS, canonical

PURPOSE = "checkpoint"

# What chains are called: by their kind, and their name within it.
JOURNAL, ACCESS, DOCUMENT, EDITION = "journal/", "access/", "document/", "edition/"


@dataclass(frozen=True)
class Leaf:
    """A chain had ``seq`` entries, the last of them with the hash ``head``."""

    chain: str
    seq: int
    head: str

    @property
    def hash(self) -> str:
        return leaf(self.chain, self.seq, self.head)


@dataclass(frozen=True)
class Checkpoint:
    """The ``n``-th one: over every chain that grew since the one before, whose hash is ``previous``."""

    n: int
    previous: str
    at: str  # ISO 8601, in UTC, by the database's own clock
    leaves: int
    root: str
    key: str
    signature: str

    @property
    def said(self) -> bytes:
        """What the key has signed."""
        return canonical({name: value for name, value in asdict(self).items() if name != "signature"})

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.said).hexdigest()

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "Checkpoint":
        """From its plain form. Raises KeyError."""
        return cls(**{name: plain[name] for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class Fault:
    """Something was changed since. ``seq`` is the entry at which it shows, where it shows at one."""

    chain: str
    what: str
    seq: int | None = None


def drawn(before: Checkpoint | None, at: str, leaves: Sequence[Leaf], signer: Signer) -> Checkpoint:
    """The checkpoint that follows another one, over these leaves in their order."""
    draft = Checkpoint(
        n=before.n + 1 if before else 1,
        previous=before.hash if before else GENESIS,
        at=at,
        leaves=len(leaves),
        root=root([each.hash for each in leaves]),
        key=signer.id,
        signature="",
    )
    return replace(draft, signature=signer.sign(PURPOSE, draft.said))


def faults_of(chain: str, hashes: Sequence[str], leaves: Iterable[Leaf]) -> Iterator[Fault]:
    """Where a chain, by the hashes of its entries in order, is not what checkpoints say it was."""
    for each in leaves:
        if each.seq > len(hashes):
            yield Fault(chain, "shorter-than-checkpoint", len(hashes) + 1)
        elif hashes[each.seq - 1] != each.head:
            yield Fault(chain, "differs-from-checkpoint", each.seq)


def faults_of_checkpoint(
    checkpoint: Checkpoint, before: Checkpoint | None, leaves: Sequence[Leaf], keys: Mapping[str, str]
) -> Iterator[Fault]:
    """What is wrong with a checkpoint, with its place behind another, or with its leaves."""
    name = f"checkpoint/{checkpoint.n}"
    if not is_genuine(checkpoint, keys):
        yield Fault(name, "not-signed")
    place = (before.n + 1, before.hash) if before else (1, GENESIS)
    if (checkpoint.n, checkpoint.previous) != place:
        yield Fault(name, "out-of-order")
    if (checkpoint.leaves, checkpoint.root) != (len(leaves), root([each.hash for each in leaves])):
        yield Fault(name, "leaves-differ")


def is_genuine(checkpoint: Checkpoint, keys: Mapping[str, str]) -> bool:
    """Whether one of these keys (id -> public) has signed it, just as it is."""
    public = keys.get(checkpoint.key)
    return public is not None and is_signed(public, PURPOSE, checkpoint.said, checkpoint.signature)
