"""The account of a bundle (证据包说明), for people: what happened when, by which seat, on what basis; Chinese
first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from api.clocks_shown import clocks_of
from api.looking import Texts
from api.timeline import timeline
from records.exporting import Evidence
from records.kept import Kept
from records.known import AsKnown
from rules.clocks.describing import LANGUAGES
from rules.instants import BEIJING
from rules.journal import Entry
from rules.procedure import Procedure, Proceeding
from rules.words import say

_INDENT = "    "


@dataclass(frozen=True)
class File:
    """A procedure as it is exported. Of the entries that are ``withheld`` only the hash is told."""

    kept: Kept
    procedure: Procedure
    state: Proceeding
    withheld: frozenset[int]

    @property
    def told(self) -> list[Entry]:
        return [line.entry for line in self.kept.lines if line.entry.seq not in self.withheld]


@dataclass(frozen=True)
class Exported:
    """What is exported: of which matter, when, by which seat. ``texts``: what was opened for it, by reference
    or kind; None where nothing was. ``seated``: who sat where, as it was known. ``added``: the papers
    that were added, by the name they have in the bundle. ``mark``: what the account begins with in a training
    installation (演练); empty elsewhere."""

    number: str
    at: datetime
    seat: str  # role@unit
    evidence: Evidence
    files: tuple[File, ...]
    texts: Texts | None
    units: Mapping[str, str]
    seated: AsKnown
    added: Mapping[str, bytes] = field(default_factory=dict)
    mark: str = ""


def account_of(exported: Exported) -> str:
    """The whole account, as Markdown."""
    blanks = {"number": exported.number, "at": _when(exported.at), "seat": _seat(exported, exported.seat)}
    lines = [f"# {each}" for each in (exported.mark, *_both("title", **blanks)) if each]
    lines += ["", *_both("exported", **blanks)]
    lines += _both("without-words" if exported.texts is None else "with-words")
    for file in exported.files:
        lines += ["", *_procedure(exported, file)]
    return "\n".join([*lines, "", *_both("checking", key=exported.evidence.keys[0].id), ""])


def _procedure(exported: Exported, file: File) -> Iterator[str]:
    kept = file.kept
    for language in LANGUAGES:
        words = say("procedure", kept.kind, language)
        yield f"## {_said('procedure', language, words=words, id=kept.id)}"
    yield ""
    edition = exported.evidence.editions[kept.edition]
    yield from _both("edition", id=edition.id, digest=kept.edition[:16])
    yield from _covered(exported.evidence, kept)
    yield ""
    yield from _entries(exported, file)
    yield from _periods(exported, file)
    yield from _documents(exported, kept)


def _covered(evidence: Evidence, kept: Kept) -> Iterator[str]:
    proofs = [each for each in evidence.proofs if each["chain"] == f"journal/{kept.id}"]
    if not proofs:
        yield from _both("uncovered", entries=len(kept.lines))
        return
    newest = max(proofs, key=lambda each: int(each["seq"]))
    at = next(each.at for each in evidence.checkpoints if each.n == newest["n"])
    yield from _both(
        "covered",
        entries=len(kept.lines),
        covered=newest["seq"],
        checkpoint=newest["n"],
        at=_when(datetime.fromisoformat(at)),
    )


def _entries(exported: Exported, file: File) -> Iterator[str]:
    shown = {
        each.seq: each
        for each in timeline(file.procedure, file.told, exported.texts or {}, {}, exported.seated)
    }
    for line in file.kept.lines:
        each = shown.get(line.entry.seq)
        if each is None:
            yield from _both("withheld", seq=line.entry.seq)
            continue
        seat = _seat(exported, f"{each.by.role}@{each.by.unit}") if each.by else ("", "")
        words = each.words.zh, each.words.en
        yield from _both("entry", seq=each.seq, at=_when(each.at), words=words, seat=seat)
        for text in each.texts.values():
            yield from _told(text)


def _told(text: str | None) -> Iterator[str]:
    if text is None:
        yield from (_INDENT + each for each in _both("erased"))
        return
    yield from (f"{_INDENT}{line}" for line in text.splitlines())


def _periods(exported: Exported, file: File) -> Iterator[str]:
    edition = exported.evidence.editions[file.kept.edition]
    entries = [line.entry for line in file.kept.lines]
    clocks = clocks_of(file.procedure, entries, edition, exported.at)
    if not clocks:
        return
    yield ""
    yield from (f"### {each}" for each in _both("periods"))
    for clock in clocks:
        for language in LANGUAGES:
            yield f"- {getattr(clock.name, language)}"
            yield from (f"{_INDENT}{sentence}" for sentence in clock.explanation[language])


def _documents(exported: Exported, kept: Kept) -> Iterator[str]:
    mine = [each for each in exported.evidence.documents if each["procedure"] == kept.id]
    if not mine:
        return
    yield ""
    yield from (f"### {each}" for each in _both("documents"))
    for each in sorted(mine, key=lambda each: (each["seq"], str(each["id"]))):
        words = tuple(say("document", each["kind"], language) for language in LANGUAGES)
        unit = exported.units.get(each["unit"], each["unit"])
        blanks = {"year": each["year"], "number": each["number"], "digest": each["digest"][:16]}
        yield from _both("document", words=words, unit=unit, at=_when(each["issued_at"]), **blanks)


def _both(code: str, **blanks: Any) -> Sequence[str]:
    """The line in each language. A blank that is a pair has its words in both."""
    return [
        _said(code, language, **{n: v[place] if isinstance(v, tuple) else v for n, v in blanks.items()})
        for place, language in enumerate(LANGUAGES)
    ]


def _said(code: str, language: str, **blanks: Any) -> str:
    return say("account", code, language).format(**blanks).rstrip()


def _seat(exported: Exported, seat: str) -> tuple[str, str]:
    role, _, unit = seat.partition("@")
    place = exported.units.get(unit, unit)
    zh, en = (say("role", role, language) for language in LANGUAGES)
    return f"{place}{zh}", f"{en}, {place}"


def _when(at: datetime) -> str:
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")
