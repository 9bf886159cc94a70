"""A file on its way out (发材料): for whoever may read it, as something to be kept and not to be opened in
the browser; what was changed where it lies is not given out."""

from collections.abc import AsyncIterator
from urllib.parse import quote

import structlog
from fastapi.responses import StreamingResponse

from api.office import Office
from api.problems import Problem, come_back
from files.sealing import FileKey, Tampered
from files.store import FilesAway, NotThere
from records.added_papers import AddedPaper
from records.content import ERASED, Erased
from rules.added_papers import MEDIA, SERVED, FileKind, Scan, file_name

log = structlog.get_logger()

_ALONE = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def check_served(paper: AddedPaper, key: str | Erased) -> str:
    """The key of a paper that is given out. Raises Problem: 409 for one that is held, restricted or gone."""
    if key is ERASED:
        raise Problem(409, "paper-erased")
    if isinstance(key, Erased):
        raise Problem(409, "paper-restricted")
    if Scan(paper.scan) not in SERVED:
        code = "paper-not-scanned-yet" if paper.scan == Scan.WAITS else "paper-found-infected"
        raise Problem(409, code)
    return key


async def given_out(office: Office, paper: AddedPaper, key: str, title: str) -> StreamingResponse:
    """The file under the name that its title makes. Raises Problem 503 where the store is away, or does not
    have it as it was."""
    kind = FileKind(paper.kind)
    pieces = office.files.given(paper.digest, FileKey.read(key))
    try:
        first = await anext(pieces)
    except (FilesAway, NotThere, Tampered) as error:
        log.error("file.not_given", error=type(error).__name__)
        raise come_back("files-away") from None
    (media, ending), name = MEDIA[kind], file_name(title, kind)
    told = f"attachment; filename=\"paper.{ending}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {
        "Content-Disposition": told,
        "Content-Length": str(paper.size),
        "Content-Security-Policy": _ALONE,
        "Cache-Control": "no-store",
    }
    return StreamingResponse(_following(first, pieces), media_type=media, headers=headers)


async def whole(office: Office, paper: AddedPaper, key: str) -> bytes:
    """The file in one piece. Raises Problem 503 where the store is away, or does not have it as it was."""
    try:
        return b"".join([piece async for piece in office.files.given(paper.digest, FileKey.read(key))])
    except (FilesAway, NotThere, Tampered) as error:
        log.error("file.not_given", error=type(error).__name__)
        raise come_back("files-away") from None


async def _following(first: bytes, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in pieces:
        yield piece
