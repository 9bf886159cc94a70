"""What pages need beside themselves (样式与脚本): read once, known by its digest, so that a browser fetches
it once and never asks again."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

_PLACE = Path(__file__).parent / "assets"
_DIGITS = 12  # hexadecimal, of SHA-256
_A_YEAR = 365 * 24 * 60 * 60  # seconds
_PAYS = 0.9  # what is packed goes out packed where it is at least a tenth smaller


@dataclass(frozen=True)
class Kept:
    """One file: its bytes, packed where that pays, and by what its address changes when it does."""

    plain: bytes
    packed: bytes | None
    digest: str
    media_type: str


@cache
def kept() -> dict[str, Kept]:
    """Every file of ``pages/assets``, by its name."""
    return {each.name: read(each) for each in sorted(_PLACE.iterdir()) if each.is_file()}


def read(file: Path) -> Kept:
    """A file as it is kept. Raises OSError."""
    plain = file.read_bytes()
    packed = gzip.compress(plain, mtime=0)
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    digest = hashlib.sha256(plain).hexdigest()[:_DIGITS]
    return Kept(plain, packed if len(packed) < len(plain) * _PAYS else None, digest, media_type)


def address(name: str) -> str:
    """Where a file lies, as it is now. Raises KeyError where there is none of this name."""
    return f"/assets/{name}?v={kept()[name].digest}"


async def answered(request: Request) -> Response:
    """The file. Under its digest it never changes; under its bare name a browser asks whether it did.

    Pages themselves are never packed: what somebody puts into one from outside would tell, by the length of
    the whole, what is secret in it.
    """
    file = kept().get(request.path_params["name"])
    if file is None:
        return Response(status_code=404)
    is_named = request.query_params.get("v") == file.digest
    headers = {
        "Cache-Control": f"public, max-age={_A_YEAR}, immutable" if is_named else "no-cache",
        "ETag": f'"{file.digest}"',
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if file.packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            file.packed, media_type=file.media_type, headers={**headers, "Content-Encoding": "gzip"}
        )
    return Response(file.plain, media_type=file.media_type, headers=headers)
