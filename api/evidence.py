"""What goes into a bundle: which procedures, which of their entries only as hashes, which words."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from api.account import Exported, File, account_of
from api.giving_out import whole
from api.identity import Person
from api.lens import Lens
from api.looking import Texts, matter_texts
from api.office import Office
from api.others import OF_ITS_MATTER, raised_by, said_in
from proof.bundles import FORMAT, KEYS, lined
from proof.containers import packed
from proof.keys import Signer, introduction
from proof.manifests import MANIFEST, SIGNATURE, manifest_of, signature_of
from proof.reading import CHECKPOINTS, DOCUMENTS, EDITIONS, JOURNALS, PROCEDURES, PROOFS
from records import added_papers
from records.added_papers import KEY
from records.exporting import Evidence, Line, as_digested, gathered
from rules.added_papers import MEDIA, SERVED, FileKind
from rules.authority.confidentiality import Confidentiality, Mask
from rules.dockings.docking import Body
from workflows import starting

SERVICES, HISTORIES, WORDS, ACCOUNT = "services.jsonl", "histories/", "words.jsonl", "account.md"
ADDED, ADDED_FILES = "added_papers.jsonl", "added_papers/"
_MOST_FILES = 64 * 1024 * 1024  # bytes of them in a bundle, which is made in memory


Files = Mapping[str, bytes]  # by their names in the bundle


async def chosen(
    office: Office, person: Person, procedures: Sequence[str]
) -> tuple[Evidence, tuple[File, ...]]:
    """What there is of these procedures, but for psychological help, which is nobody's business; and the file
    of each, with the entries that this person's seats do not see."""
    whole = await gathered(office.records, procedures)
    private = {kept.id for kept in whole.procedures if _is_private(kept.lines[0].entry.body)}
    evidence = await gathered(office.records, [each for each in procedures if each not in private])
    files = []
    for kept in evidence.procedures:
        procedure = office.procedures[kept.kind]
        entries = tuple(line.entry for line in kept.lines)
        state = starting.file_of(procedure, entries, evidence.editions[kept.edition]).state
        kinds = frozenset[str]().union(*(procedure.unseen(state, seat) for seat in person.seats))
        withheld = frozenset(
            entry.seq
            for entry in entries
            if entry.kind in kinds or _is_private(entry.body) or entry.body.get("handoff") in private
        )
        files.append(File(kept, procedure, state, withheld))
    return evidence, tuple(files)


async def words(
    connection: AsyncConnection, office: Office, lens: Lens, number: str, files: Sequence[File]
) -> Texts:
    """What was brought, names, and what was said in entries that are told, as far as this person may know
    it. How to reach people is left out, and so is who it was that asked not to be named, whoever exports."""
    lens = lens.without(Confidentiality.CONTACT, Confidentiality.REPORTER)
    texts = await matter_texts(connection, office, lens, number)
    for file in files:
        others = await raised_by(connection, file.procedure, file.state, file.told)
        refs = others.refs(file.procedure, file.told)
        parties = file.procedure.view(file.state).parties
        refs[OF_ITS_MATTER] |= {ref for party in parties for ref in (party.ref, party.guardian) if ref}
        texts |= await said_in(connection, office, lens, refs)
    return texts


async def enclosed(connection: AsyncConnection, office: Office, lens: Lens, added: Sequence[Line]) -> Files:
    """The papers that were added, as far as this person is given them and there is room; the others by their
    lines alone. Raises Problem 503 while the store is away."""
    files: dict[str, bytes] = {}
    left = _MOST_FILES
    for line in added if lens.mask(KEY) is Mask.CLEAR else ():
        paper = await added_papers.one(connection, line["procedure"], line["id"])
        key = await added_papers.key_of(connection, office.keeper, paper) if paper else None
        if paper is None or not isinstance(key, str) or paper.scan not in SERVED or paper.size > left:
            continue
        left -= paper.size
        files[f"{ADDED_FILES}{paper.id}.{MEDIA[FileKind(paper.kind)][1]}"] = await whole(office, paper, key)
    return files


def bundled(exported: Exported, signers: Sequence[Signer]) -> tuple[bytes, str]:
    """The bundle, and the hash of its manifest. From the same records at the same instant, the same."""
    keys = exported.evidence.keys
    if (new := introduction(keys, signers, exported.at.isoformat())) is not None:  # no checkpoint by it yet
        exported = replace(exported, evidence=replace(exported.evidence, keys=(*keys, new)))
    parts = _parts(exported)
    about = {
        "format": FORMAT,
        "matter": exported.number,
        "exported_at": exported.at.isoformat(),
        "exported_by": exported.seat,
        "with_words": exported.texts is not None,
    }
    parts[MANIFEST] = manifest_of(about, parts)
    parts[SIGNATURE] = signature_of(parts[MANIFEST], signers[0])
    return packed(parts), hashlib.sha256(parts[MANIFEST]).hexdigest()


def _parts(exported: Exported) -> dict[str, bytes]:
    evidence = exported.evidence
    parts = {
        KEYS: lined([asdict(each) for each in evidence.keys]),
        CHECKPOINTS: lined([asdict(each) for each in evidence.checkpoints]),
        PROOFS: lined(list(evidence.proofs)),
        PROCEDURES: lined([_procedure(file) for file in exported.files]),
        DOCUMENTS: lined([_plain(each) for each in evidence.documents]),
        ADDED: lined([_plain(each) for each in evidence.added]),
        **exported.added,
        SERVICES: lined([_plain(each) for each in evidence.services]),
        ACCOUNT: account_of(exported).encode("utf-8", "surrogatepass"),
    }
    for file in exported.files:
        parts[f"{JOURNALS}{_name(file.kept.id)}.jsonl"] = lined(_journal(file))
    for digest, edition in evidence.editions.items():
        parts[f"{EDITIONS}{digest}.json"] = as_digested(edition)
    for (procedure, run), history in evidence.histories.items():
        parts[f"{HISTORIES}{_name(procedure)}/{run}.json"] = history
    if exported.texts is not None:
        parts[WORDS] = lined([{"of": of, "text": text} for of, text in sorted(exported.texts.items())])
    return parts


def _is_private(body: Mapping[str, Any]) -> bool:
    return body.get("docking") == Body.PSYCHOLOGY


def _journal(file: File) -> list[dict[str, Any]]:
    return [_entry(file, place) for place in range(len(file.kept.lines))]


def _entry(file: File, place: int) -> dict[str, Any]:
    line = file.kept.lines[place]
    entry, told = line.entry, {"procedure": file.kept.id, "seq": line.entry.seq, "hash": line.hash}
    if entry.seq in file.withheld:
        return {**told, "withheld": True}
    at = entry.at.isoformat(timespec="microseconds")
    return {**told, "kind": entry.kind, "at": at, "body": entry.body}


def _procedure(file: File) -> dict[str, Any]:
    kept = file.kept
    return {"procedure": kept.id, "edition": kept.edition, "seq": kept.seq, "head": kept.head}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its ids and instants as text."""
    return {name: str(value) if isinstance(value, UUID | datetime) else value for name, value in row.items()}


def _name(procedure: str) -> str:
    """A name for a file that no tool stumbles over."""
    return procedure.replace("/", ".")
