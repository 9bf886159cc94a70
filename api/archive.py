"""A copy of the whole file of a case for the archive (卷宗副本), as one PDF."""

import base64
import hashlib
from dataclasses import replace

from fastapi import APIRouter, Response

from api.drafting import AtCase
from api.file_covers import file_of
from api.file_pieces import gathered
from api.looking import look_at, note_looks
from api.measure import WITHIN_MEASURE
from rules.auditing import Looked

router = APIRouter(tags=["文书 documents"])

_PDF = "application/pdf"
_FILE = {"schema": {"type": "string", "format": "binary"}, "example": "%PDF-1.7 …"}


@router.get(
    "/cases/{kind}/{number}/{n}/archive",
    operation_id="take_archive_copy",
    dependencies=[WITHIN_MEASURE],
    response_class=Response,
    responses={200: {"description": "卷宗 the file", "content": {_PDF: _FILE}}},
    summary="制作卷宗副本 Take a copy of the whole file",
)
async def take_archive_copy(at: AtCase) -> Response:
    """Cover, catalogue, every issued document, what was added, and the statement, bound and numbered: the
    same bytes from the same papers. Whoever writes papers at the case takes it, where they read all that is
    in it in clear; that it was taken is on record with the digest of the copy."""
    async with at.sight.records.connect() as connection:
        file = await file_of(connection, at, await gathered(connection, at))
    digest = hashlib.sha256(file)
    async with at.office.records.begin() as connection:
        look = look_at(at.person, at.case.matter, Looked.ARCHIVE)
        await note_looks(connection, [replace(look, digest=digest.hexdigest())])
    headers = {
        "Content-Disposition": f'attachment; filename="{at.case.matter}-{at.case.kind}.pdf"',
        "Cache-Control": "no-store",
        "Repr-Digest": f"sha-256=:{base64.b64encode(digest.digest()).decode()}:",
    }
    return Response(file, media_type=_PDF, headers=headers)
