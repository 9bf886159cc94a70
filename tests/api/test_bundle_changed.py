"""Whatever is changed in a bundle is found, and where: byte for byte, part for part.

``FENGQIAO_FLIPS`` bytes are changed, one at a time, each at a place drawn from ``FENGQIAO_SEED``.
"""

import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import pytest_asyncio

from proof.bundles import check, check_parts, lined
from proof.containers import layout, packed, unpacked
from proof.manifests import MANIFEST, SIGNATURE, Flaw, manifest_of
from records.histories import keep
from tests.api.conftest import SECRETARY, Desk
from tests.api.test_bundles import REASON, exported, signed

FLIPS = int(os.environ.get("FENGQIAO_FLIPS", "1000"))
SEED = int(os.environ.get("FENGQIAO_SEED", "20260203"))

Parts = dict[str, bytes]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def parts(room: Desk) -> Parts:
    """A bundle with everything in it: entries, words, a document, a run of the engine, checkpoints."""
    case = await room.dispute()
    await signed(room)
    party = (await case.parties())[0]
    await case.done(SECRETARY, "consent-refused", {"party": party})
    await keep(room.app.state.office.records, f"dispute/sl/{case.number}/1", "run", '{"events": []}')
    await signed(room)
    return await exported(room, case, with_words=True, reason=REASON)


def test_the_bundle_that_is_changed_here_holds_everything_and_is_sound(parts: Parts) -> None:
    journal = next(name for name in parts if name.startswith("journal/"))

    assert check_parts(parts).flaws == ()
    assert len(parts[journal].splitlines()) >= 2
    assert parts["proofs.jsonl"]
    assert parts["words.jsonl"]
    assert any(name.startswith("histories/") for name in parts)


def test_every_single_changed_byte_is_found_and_located(parts: Parts, tmp_path: Path) -> None:
    whole, stretches, chosen = packed(parts), layout(parts), random.Random(SEED)
    bundle = tmp_path / "bundle.zip"
    missed: list[object] = []

    for _ in range(FLIPS):
        at = chosen.randrange(len(whole))
        changed = bytearray(whole)
        changed[at] ^= 1 << chosen.randrange(8)
        bundle.write_bytes(changed)
        flaws = check(bundle).flaws
        where = next(each for each in stretches if each.start <= at < each.start + each.size)
        line = None if where.is_head else parts[where.part].count(b"\n", 0, at - where.start) + 1
        if not flaws or not all(flaw.part == where.part for flaw in flaws):
            missed.append((at, where, flaws))
        elif line is not None and where.part not in (MANIFEST, SIGNATURE) and flaws[0].line != line:
            missed.append((at, where, line, flaws))

    assert missed == []


def test_every_byte_of_every_head_that_is_changed_is_found_and_located(parts: Parts, tmp_path: Path) -> None:
    """The heads are few bytes of a bundle, and say where everything is: each of them is changed."""
    whole, bundle = packed(parts), tmp_path / "bundle.zip"
    missed = []

    for stretch in layout(parts):
        for at in range(stretch.start, stretch.start + stretch.size) if stretch.is_head else ():
            changed = bytearray(whole)
            changed[at] ^= 0x41
            bundle.write_bytes(changed)
            flaws = check(bundle).flaws
            if {flaw.part for flaw in flaws} != {stretch.part}:
                missed.append((at, stretch, flaws))

    assert missed == []


def jsonl_of(parts: Parts) -> str:
    return next(name for name in parts if name.startswith("journal/"))


def without(name: str) -> Callable[[Parts], Parts]:
    return lambda parts: {each: said for each, said in parts.items() if each != name}


def swapped(parts: Parts) -> Parts:
    return {**parts, "words.jsonl": parts["account.md"], "account.md": parts["words.jsonl"]}


def renamed(parts: Parts) -> Parts:
    return {"renamed.md" if name == "account.md" else name: said for name, said in parts.items()}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (without("account.md"), [Flaw("account.md", "missing")]),
        (without("words.jsonl"), [Flaw("words.jsonl", "missing")]),
        (without(MANIFEST), [Flaw(MANIFEST, "missing")]),
        (without(SIGNATURE), [Flaw(SIGNATURE, "missing")]),
        (without("keys.jsonl"), [Flaw("keys.jsonl", "missing")]),
        (lambda parts: {**parts, "more.txt": b"more"}, [Flaw("more.txt", "not-in-manifest")]),
        (renamed, [Flaw("account.md", "missing"), Flaw("renamed.md", "not-in-manifest")]),
        (swapped, [Flaw("account.md", "changed", 1), Flaw("words.jsonl", "changed", 1)]),
    ],
    ids=["-account", "-words", "-manifest", "-signature", "-keys", "added", "renamed", "swapped"],
)
def test_a_part_that_was_taken_away_added_renamed_or_swapped_is_found(
    parts: Parts, tmp_path: Path, change: Callable[[Parts], Parts], expected: list[Flaw]
) -> None:
    bundle, place = tmp_path / "bundle.zip", tmp_path / "unpacked"
    bundle.write_bytes(packed(change(parts)))
    for name, said in change(parts).items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(said)

    assert sorted(check(bundle).flaws, key=str) == sorted(expected, key=str)
    assert sorted(check(place).flaws, key=str) == sorted(expected, key=str)


def entry_taken_out(lines: list[str]) -> list[str]:
    return lines[1:]


def entries_swapped(lines: list[str]) -> list[str]:
    return [lines[1], lines[0], *lines[2:]]


def entry_repeated(lines: list[str]) -> list[str]:
    return [lines[0], lines[0], *lines[1:]]


def tail_cut_off(lines: list[str]) -> list[str]:
    return lines[:-1]


def said_otherwise(lines: list[str]) -> list[str]:
    entry = json.loads(lines[0])
    return [json.dumps({**entry, "body": {**entry["body"], "by": None}}), *lines[1:]]


def withheld_though_it_was_not(lines: list[str]) -> list[str]:
    entry = json.loads(lines[0])
    kept = {"procedure": entry["procedure"], "seq": 1, "withheld": True, "hash": "0" * 64}
    return [json.dumps(kept), *lines[1:]]


CHANGES = [
    (entry_taken_out, {"out-of-order", "differs-from-checkpoint"}),
    (entries_swapped, {"out-of-order"}),
    (entry_repeated, {"out-of-order"}),
    (tail_cut_off, {"differs-from-checkpoint"}),
    (said_otherwise, {"chain-broken"}),
    (withheld_though_it_was_not, {"chain-broken", "differs-from-checkpoint"}),
]


@pytest.mark.parametrize(("change", "expected"), CHANGES, ids=[change.__name__ for change, _ in CHANGES])
def test_a_journal_that_was_changed_before_the_manifest_was_made_is_found_by_its_chain_and_checkpoints(
    parts: Parts, change: Callable[[list[str]], list[str]], expected: set[str]
) -> None:
    """Whoever holds the key of the manifest (nobody but the system) could not lie about a journal either."""
    journal = jsonl_of(parts)
    lines = change(parts[journal].decode().splitlines())
    whole = {**parts, journal: "\n".join(lines).encode() + b"\n"}

    flaws = {flaw for flaw in anew(whole) if flaw.part == journal}

    assert expected <= {flaw.what for flaw in flaws}


def anew(parts: Parts) -> tuple[Flaw, ...]:
    """What is found once the manifest tells of these parts: all but that it is not signed."""
    manifest = json.loads(parts[MANIFEST])
    about = {name: said for name, said in manifest.items() if name != "parts"}
    told = {name: said for name, said in parts.items() if name not in (MANIFEST, SIGNATURE)}
    return check_parts({**parts, MANIFEST: manifest_of(about, told)}).flaws


def test_a_document_or_an_edition_that_was_changed_so_is_found_by_its_digest(parts: Parts) -> None:
    documents = [json.loads(line) for line in parts["documents.jsonl"].splitlines()]
    edition = next(name for name in parts if name.startswith("editions/"))
    said = lined([{**document, "data": {}} for document in documents])

    changed = anew({**parts, "documents.jsonl": said, edition: parts[edition] + b" "})

    assert Flaw(edition, "edition-differs") in changed
    assert not documents or Flaw("documents.jsonl", "document-differs", 1) in changed


def test_a_checkpoint_that_was_made_up_is_found(parts: Parts) -> None:
    lines = [json.loads(line) for line in parts["checkpoints.jsonl"].splitlines()]
    forged = lined([{**lines[0], "at": "2020-01-01T00:00:00+00:00"}, *lines[1:]])

    flaws = anew({**parts, "checkpoints.jsonl": forged})

    assert Flaw("checkpoints.jsonl", "not-signed", 1) in flaws
    assert any(flaw.what == "without-checkpoint" for flaw in flaws)


JUNK = ["[" * 100_000, '"' * 3, "{}", "[]", "null", "1e999", '{"seq": 1}']


def test_rubbish_in_any_part_is_a_flaw_and_no_crash(parts: Parts) -> None:
    chosen = random.Random(SEED)
    for name in parts:
        for junk in JUNK:
            lines = parts[name].decode().split("\n")
            lines[chosen.randrange(len(lines))] = junk
            for changed in ("\n".join(lines).encode(), junk.encode(), b"\xff" + parts[name]):
                whole = {**parts, name: changed}

                assert check_parts(whole).flaws
                if name not in (MANIFEST, SIGNATURE):
                    assert anew(whole)


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026", "", 7])
def test_an_instant_that_is_none_is_a_flaw_and_no_crash(parts: Parts, at: object) -> None:
    journal = jsonl_of(parts)
    first, *rest = parts[journal].decode().splitlines()
    lines = [json.dumps({**json.loads(first), "at": at}), *rest]

    flaws = anew({**parts, journal: "\n".join(lines).encode()})

    assert any((flaw.part, flaw.line) == (journal, 1) for flaw in flaws)


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"no bundle at all", bytes(1000)], ids=range(5)
)
def test_what_is_no_bundle_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(data)

    assert check(file).flaws


def test_a_bundle_that_is_longer_or_shorter_than_its_parts_is_found(parts: Parts, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.zip"
    for data in (packed(parts) + b"x", b"x" + packed(parts), packed(parts)[:-1]):
        bundle.write_bytes(data)
        assert check(bundle).flaws


def test_a_bundle_is_told_of_in_two_ways_and_both_agree(parts: Parts) -> None:
    assert unpacked(packed(parts)) == [parts]
