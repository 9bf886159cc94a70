"""A file on its way in (收材料): bounded, streamed, looked into, kept, and written down once.

The body of such a request is the file itself, and is never held whole (``api/answering.py`` lets it through).
"""

import re
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from urllib.parse import unquote

from fastapi import Header, Request
from pydantic import BaseModel

from api.identity import Person
from api.office import Office
from api.problems import Problem, come_back, malformed, refused
from api.requests import digest_of
from counties.adding import limits_in_force
from files.keeping import Received
from files.store import FilesAway
from records import added_papers
from records.added_papers import AddedPaper
from records.content import MatterErased
from rules.added_papers import LARGEST, FileKind, Limits, Unacceptable, Unfit
from rules.instants import legal_day
from rules.refusals import Reason

BODY = re.compile(
    r"(?:/sealed)?/cases/[^/]+/[^/]+/\d+/(?:papers|drafted/[^/]+/autographs)|/public/status/papers"
)
PAGE = re.compile(r"/desk/cases/[^/]+/[^/]+/\d+/(?:papers|drafted/[^/]+/signatures)|/window/papers")
AROUND = 64 * 1024  # bytes: what a page's form has beside the file
OCTETS = "application/octet-stream"
_LONGEST_TITLE, _LONGEST_HEADER = 120, 1200  # characters; as a header may carry them

# Every no to a file, and as which status it is said.
NOES: Mapping[Unfit, tuple[int, str]] = {
    Unfit.EMPTY: (422, "paper-empty"),
    Unfit.LARGE: (413, "paper-too-large"),
    Unfit.MANY: (409, "paper-too-many"),
    Unfit.UNKNOWN: (422, "paper-of-no-kind-taken"),
    Unfit.HEIC: (422, "paper-is-heic"),
    Unfit.OLD_OFFICE: (422, "paper-is-old-office"),
    Unfit.BROKEN: (422, "paper-cannot-be-read"),
    Unfit.SOMETHING_BESIDE: (422, "paper-holds-something-beside"),
    Unfit.LOCKED: (422, "paper-is-locked"),
    Unfit.ACTIVE: (422, "paper-does-something"),
    Unfit.CARRIES: (422, "paper-carries-files"),
    Unfit.LEADS_OUT: (422, "paper-leads-outside"),
    Unfit.BOMB: (422, "paper-unpacks-too-large"),
    Unfit.NAMES: (422, "paper-has-unsafe-names"),
    Unfit.PIXELS: (422, "paper-has-too-many-pixels"),
    Unfit.MOVING: (422, "paper-moves"),
    Unfit.PAGES: (422, "paper-has-too-many-pages"),
    Unfit.INFECTED: (422, "paper-is-infected"),
    Unfit.TOO_HARD: (422, "paper-takes-too-long"),
}


def limit_of(path: str) -> int | None:
    """How many bytes a request to a path may have that brings a file; None for every other path."""
    if BODY.fullmatch(path):
        return LARGEST
    return LARGEST + AROUND if PAGE.fullmatch(path) else None


Titled = Annotated[
    str | None,
    Header(
        alias="Paper-Title",
        description="材料名称，百分号编码的 UTF-8，必填 what it is called, as percent-encoded UTF-8; needed",
        openapi_examples={"title": {"value": "%E6%94%B6%E6%8D%AE"}},
    ),
]


def title_of(written: str | None) -> str:
    """What a paper is called. Asked once it is known that there is such a case for whoever asks. Raises
    Problem 422."""
    try:
        title = unquote((written or "")[:_LONGEST_HEADER], errors="strict").strip()
    except UnicodeDecodeError:
        raise malformed(("header.Paper-Title", "utf-8")) from None
    if not title or len(title) > _LONGEST_TITLE or not title.isprintable():
        raise malformed(("header.Paper-Title", "title"))
    return title


class _Asked(BaseModel):
    title: str
    came: str


@dataclass(frozen=True)
class Adding:
    """Who adds what to which case: ``seat`` as it is written down, ``route`` as it tells requests apart,
    ``kinds``: what is taken there."""

    procedure: str
    matter: str
    county: str
    by: Person
    seat: str
    route: str
    title: str
    command: str
    kinds: Collection[FileKind] = frozenset(FileKind)


async def taken_in(office: Office, request: Request, adding: Adding) -> AddedPaper:
    """The paper as it stands; the first one, where the same was added before. Raises Problem."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != OCTETS:
        raise malformed(("header.Content-Type", OCTETS))
    limits = _limits(adding.county, adding.by.at)
    try:
        async with office.files.received(_pieces(request), limits) as received:
            _check_kind(adding, received.kind)
            return await _kept(office, adding, limits, received)
    except Unacceptable as no:
        status, code = NOES[no.why]
        raise Problem(status, code) from None
    except FilesAway:
        raise come_back("files-away") from None
    except MatterErased:
        raise refused(Reason.NOT_AT_THIS_STAGE.code) from None


def _check_kind(adding: Adding, kind: FileKind) -> None:
    if kind not in adding.kinds:
        raise Unacceptable(Unfit.UNKNOWN)


def _limits(county: str, at: datetime) -> Limits:
    try:
        return limits_in_force(county, legal_day(at))
    except LookupError:
        raise Problem(409, "no-papers-taken-here") from None


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    async for piece in request.stream():
        if piece:
            yield piece


async def _kept(office: Office, adding: Adding, limits: Limits, received: Received) -> AddedPaper:
    """First the file, then the row that says that there is one."""
    asked = digest_of(office, adding.by, adding.route, _Asked(title=adding.title, came=received.came))
    async with office.records.connect() as connection:
        first = await added_papers.by_command(connection, adding.command)
    if first is None:
        await office.files.keep(received)
        paper = _row(adding, received, asked)
        async with office.records.begin() as connection:
            first = await added_papers.add(
                connection, office.keeper, paper, limits, adding.title, received.key.written
            )
    if first.request != asked:
        raise Problem(422, "key-reused")
    return first


def _row(adding: Adding, received: Received, asked: str) -> AddedPaper:
    id, title, key = added_papers.new_refs()
    return AddedPaper(
        id=id,
        procedure=adding.procedure,
        matter=adding.matter,
        title=title,
        key=key,
        kind=received.kind,
        size=received.size,
        digest=received.digest,
        scan=received.scan,
        added_at=adding.by.at,
        person=adding.by.ref,
        seat=adding.seat,
        command=adding.command,
        request=asked,
    )
