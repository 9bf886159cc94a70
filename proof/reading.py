"""Reading the parts of a bundle, and holding them against the checkpoints."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from proof.checkpoints import DOCUMENT, EDITION, JOURNAL, Checkpoint, is_genuine
from proof.manifests import ASTRAY, Flaw
from proof.trees import climbed, leaf
from rules.journal import GENESIS, Entry, canonical, link

CHECKPOINTS, PROOFS = "checkpoints.jsonl", "proofs.jsonl"
PROCEDURES, DOCUMENTS = "procedures.jsonl", "documents.jsonl"
JOURNALS, EDITIONS = "journal/", "editions/"
_OF_A_DOCUMENT = ("kind", "unit", "year", "number", "version", "addressees", "data")

Parts = Mapping[str, bytes]
Line = dict[str, Any]


@dataclass(frozen=True)
class Standing:
    """How far a procedure of the bundle is proved: its entries, how many of them a checkpoint covers, which
    one that is and when it was signed; how many entries show nothing but their hash."""

    procedure: str
    entries: int
    withheld: int
    covered: int
    checkpoint: int | None
    at: str | None


@dataclass
class Reader:
    """Reads what a bundle says, and holds it against the checkpoints."""

    parts: Parts
    keys: Mapping[str, str]

    def __post_init__(self) -> None:
        self._proofs: dict[str, list[tuple[int, str, Checkpoint]]] = {}  # chain -> (seq, head, checkpoint)
        self._standing: list[Standing] = []

    def flaws(self) -> list[Flaw]:
        """Everything that does not hold, in the order in which it is built on."""
        return [
            *self._checkpoints(),
            *self._journals(),
            *self._procedures(),
            *self._documents(),
            *self._editions(),
        ]

    def standing(self) -> Iterator[Standing]:
        """How far each procedure is proved; once its flaws have been looked for."""
        yield from self._standing

    def _each(self, part: str, look: Callable[[int, Line], Iterator[str]]) -> Iterator[Flaw]:
        """What ``look`` finds in each line of a part that is there."""
        for n, said in enumerate(self.parts.get(part, b"").split(b"\n"), 1):
            if not said:
                continue
            try:
                yield from (Flaw(part, what, n) for what in look(n, json.loads(said)))
            except ASTRAY:
                yield Flaw(part, "unreadable", n)

    def _checkpoints(self) -> Iterator[Flaw]:
        genuine: dict[int, Checkpoint] = {}

        def signed(_: int, line: Line) -> Iterator[str]:
            checkpoint = Checkpoint.read(line)
            if is_genuine(checkpoint, self.keys):
                genuine[checkpoint.n] = checkpoint
            else:
                yield "not-signed"

        def leads(_: int, line: Line) -> Iterator[str]:
            checkpoint = genuine.get(line["n"])
            said = leaf(line["chain"], line["seq"], line["head"])
            if checkpoint is None:
                yield "without-checkpoint"
            elif climbed(said, line["place"], checkpoint.leaves, line["path"]) != checkpoint.root:
                yield "not-proved"
            else:
                self._proofs.setdefault(line["chain"], []).append((line["seq"], line["head"], checkpoint))

        yield from self._each(CHECKPOINTS, signed)
        yield from self._each(PROOFS, leads)

    def _journals(self) -> Iterator[Flaw]:
        for part in sorted(name for name in self.parts if name.startswith(JOURNALS)):
            yield from self._journal(part)

    def _journal(self, part: str) -> Iterator[Flaw]:
        hashes: list[str] = []
        ids: list[str] = []
        hidden = 0

        def linked(n: int, line: Line) -> Iterator[str]:
            nonlocal hidden
            hashes.append(line["hash"])
            ids.append(line["procedure"])
            hidden += bool(line.get("withheld"))
            if line["seq"] != n or ids[0] != line["procedure"]:
                yield "out-of-order"
            elif not line.get("withheld"):
                entry = Entry(line["seq"], line["kind"], datetime.fromisoformat(line["at"]), line["body"])
                previous = hashes[-2] if n > 1 else GENESIS
                if link(previous, line["procedure"], entry) != line["hash"]:
                    yield "chain-broken"

        yield from self._each(part, linked)
        if not ids:
            return
        proofs = sorted(self._proofs.get(JOURNAL + ids[0], []), key=lambda proof: proof[0])
        for seq, head, _ in proofs:
            if seq > len(hashes) or hashes[seq - 1] != head:
                yield Flaw(part, "differs-from-checkpoint", min(seq, len(hashes) + 1))
        newest = proofs[-1] if proofs else None
        self._standing.append(
            Standing(
                procedure=ids[0],
                entries=len(hashes),
                withheld=hidden,
                covered=newest[0] if newest else 0,
                checkpoint=newest[2].n if newest else None,
                at=newest[2].at if newest else None,
            )
        )

    def _procedures(self) -> Iterator[Flaw]:
        def runs_under(_: int, line: Line) -> Iterator[str]:
            for _seq, head, _checkpoint in self._proofs.get(EDITION + line["procedure"], []):
                if head != line["edition"]:
                    yield "differs-from-checkpoint"

        yield from self._each(PROCEDURES, runs_under)

    def _documents(self) -> Iterator[Flaw]:
        def digested(_: int, line: Line) -> Iterator[str]:
            said = canonical([line[name] for name in _OF_A_DOCUMENT])
            if hashlib.sha256(said).hexdigest() != line["digest"]:
                yield "document-differs"
            for _seq, head, _checkpoint in self._proofs.get(DOCUMENT + line["id"], []):
                if head != line["digest"]:
                    yield "differs-from-checkpoint"

        yield from self._each(DOCUMENTS, digested)

    def _editions(self) -> Iterator[Flaw]:
        for part, said in self.parts.items():
            if part.startswith(EDITIONS) and f"{EDITIONS}{hashlib.sha256(said).hexdigest()}.json" != part:
                yield Flaw(part, "edition-differs")
