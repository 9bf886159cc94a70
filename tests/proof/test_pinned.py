"""What is hashed, signed or kept must read the same for ever: changed here, nothing that stands verifies."""

from datetime import UTC, datetime

from proof import bundles, checkpoints, manifests, reading
from proof.checkpoints import Leaf, drawn
from proof.keys import Signer, introduce
from proof.looks import Look, link
from proof.trees import path, root
from rules.auditing import Looked
from rules.journal import GENESIS

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
SIGNER = Signer(bytes(range(32)))
LEAVES = [Leaf("access/matter/SL-1", 1, "0" * 64), Leaf("journal/dispute/sl/SL-1/1", 2, "1" * 64)]


def test_the_names_of_chains_parts_and_purposes_are_kept() -> None:
    names = (checkpoints.JOURNAL, checkpoints.ACCESS, checkpoints.DOCUMENT, checkpoints.EDITION)
    parts = (bundles.KEYS, reading.CHECKPOINTS, reading.PROOFS, reading.PROCEDURES, reading.DOCUMENTS)

    assert names == ("journal/", "access/", "document/", "edition/")
    assert parts == (
        "keys.jsonl",
        "checkpoints.jsonl",
        "proofs.jsonl",
        "procedures.jsonl",
        "documents.jsonl",
    )
    assert (reading.JOURNALS, reading.EDITIONS) == ("journal/", "editions/")
    assert (manifests.MANIFEST, manifests.SIGNATURE) == ("manifest.json", "signature.json")
    assert (checkpoints.PURPOSE, manifests.PURPOSE, bundles.FORMAT) == (
        "checkpoint",
        "bundle",
        "fengqiao-bundle/1",
    )


def test_the_codes_of_looks_are_kept() -> None:
    assert {each.value for each in Looked} >= {
        "case",
        "matter",
        "document",
        "link",
        "submission",
        "likenesses",
        "likeness",
        "search",
        "export",
        "export-words",
        "status",
        "accesses",
        "audit",
        "unmask",
        "break-glass",
        "permission",
    }


def test_the_hash_of_a_look_is_kept() -> None:
    look = Look(AT, "p-1", "window_clerk@sl", "SL-1", "case", "digest", "reason")

    assert (look.chain, link(GENESIS, 1, look.said)) == (
        "matter/SL-1",
        "3a4c4b8150aac5c8bf8b03ced2e019dfa2e4382e589911f57dde7912941bf292",
    )
    assert Look(AT, "p-1", "s@sl", None, "submission/ab").chain == "submission/ab"
    assert Look(AT, "p-1", "s@sl", None, "search").chain == "person/p-1"


def test_roots_checkpoints_and_introductions_are_kept() -> None:
    hashes = [each.hash for each in LEAVES]
    checkpoint = drawn(None, AT.isoformat(), LEAVES, SIGNER)

    assert root(hashes) == "ff322f38382e8fa531d7e1c894f40a62e03e5c65fdafa2b2c7252495e9360dbe"
    assert path(hashes, 0) == [hashes[1]]
    assert checkpoint.hash == "49513716b730d13bb20c84fda5312a2c30a0acea46ab7096e0ddc725f714d846"
    assert checkpoint.signature[:32] == "31a61f65e85031e2cdefa7b4ea3420f1"
    assert introduce(SIGNER, AT.isoformat()).signature[:32] == "a127d2ce585ef48b524de8dcd71f1e9a"
    assert SIGNER.id == "56475aa75463474c0285df5dbf2bcab7"
