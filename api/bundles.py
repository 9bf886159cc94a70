"""Evidence bundles (证据包): what the journals of a matter say, with all that proves it."""

import asyncio
from dataclasses import asdict, replace
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Body, Response
from pydantic import BaseModel, StrictBool, StringConstraints
from sqlalchemy.ext.asyncio import AsyncConnection

from api import evidence, examples, policy
from api.account import Exported
from api.forms import Form, Text
from api.identity import Whoever
from api.lens import lens_on
from api.looking import Number, Texts, look_at, note_looks, opened
from api.measure import WITHIN_MEASURE
from api.office import Office, TheOffice
from api.problems import come_back, malformed, not_your_seat, refused, unseen
from api.sight import InSight
from api.timeline import officers_in
from proof.keys import NotIntroduced, Signer
from records import content, reading
from records.checkpoints import keys_introduced
from records.content import Content, MatterErased
from records.known import as_known
from rules.auditing import Looked
from rules.refusals import Reason

router = APIRouter(tags=["存证 proof"])

ZIP = "application/zip"
_REASON = "access-reason"


class NewBundle(Form):
    """``with_words``: with the names and words that I may read myself, for which there must be a ``reason``;
    it is noted with the export."""

    with_words: StrictBool = False
    reason: Annotated[Text, StringConstraints(min_length=4, max_length=500)] | None = None


class KeyShown(BaseModel):
    """A public key (hex) that signs checkpoints and bundles, since when, and the signature of the key ``by``
    that introduced it; the first introduces itself."""

    id: str
    public: str
    since: str
    by: str
    signature: str


@router.get("/proof/keys", operation_id="read_signing_keys", summary="签名公钥 Public signing keys")
async def read_signing_keys(office: TheOffice) -> list[KeyShown]:
    """For whoever checks a bundle: the first one's id is the fingerprint to be published elsewhere too."""
    async with office.records.connect() as connection:
        introduced = await keys_introduced(connection)
    return [KeyShown(**asdict(each)) for each in introduced]


@router.post(
    "/matters/{number}/bundle",
    operation_id="export_bundle",
    dependencies=[WITHIN_MEASURE],
    summary="导出证据包 Export an evidence bundle",
    response_class=Response,
    responses={200: {"content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def export_bundle(
    body: Annotated[NewBundle, Body(openapi_examples=examples.BUNDLE)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    number: Number,
) -> Response:
    """Of the procedures this person sees. What is sealed stays so, but for words that are asked for; that it
    was exported is on record, with the hash of the manifest."""
    if await reading.matter(sight.records, sight.files, number) is None:
        raise unseen()
    seat = next((seat for seat in person.seats if policy.may_export(seat)), None)
    if seat is None:
        raise not_your_seat()
    lens = await lens_on(sight, person, number)
    if body.with_words and not lens.reads_words:
        raise not_your_seat()
    if body.with_words and body.reason is None:
        raise malformed(("body.reason", "missing"))
    lines = await reading.cases_of(sight.records, sight.files, number)
    gathered, files = await evidence.chosen(office, person, [line.procedure for line in lines])
    entries = [entry for file in files for entry in file.told]
    seated = await as_known(office.directory, officers_in(entries))
    signers = [Signer(seed) for seed in office.settings.signing_seeds()]
    texts: Texts | None = None
    added: evidence.Files = {}
    if body.with_words:
        async with sight.records.connect() as connection:
            texts = await evidence.words(connection, office, lens, number, files)
            titles = [str(each["title"]) for each in gathered.added]
            texts |= await opened(connection, office, lens, titles)
            added = await evidence.enclosed(connection, office, lens, gathered.added)
    async with office.records.begin() as connection:
        exported = Exported(
            number=number,
            at=person.at,
            seat=f"{seat.role}@{seat.unit}",
            evidence=gathered,
            files=files,
            texts=texts,
            units={unit.unit: unit.name for unit in sight.units.values()},
            seated=seated,
            added=added,
            mark=office.press.line,
        )
        bundle, digest = await _bundled(exported, signers)
        reason = await _reason(connection, office, number, body.reason)
        what = Looked.EXPORT_WORDS if body.with_words else Looked.EXPORT
        look = replace(look_at(person, number, what), digest=digest, reason=reason)
        await note_looks(connection, [look])
    name = f'attachment; filename="{number}.zip"'
    return Response(
        bundle, media_type=ZIP, headers={"Content-Disposition": name, "Cache-Control": "no-store"}
    )


async def _bundled(exported: Exported, signers: list[Signer]) -> tuple[bytes, str]:
    """Beside the loop: it is a good deal of hashing. Raises Problem 503 while the new key is unknown here."""
    try:
        return await asyncio.to_thread(evidence.bundled, exported, signers)
    except NotIntroduced:
        raise come_back("cannot-sign") from None


async def _reason(connection: AsyncConnection, office: Office, number: str, reason: str | None) -> str | None:
    """The reference of the reason, sealed: it may name people."""
    if reason is None:
        return None
    text = Content(uuid4(), _REASON, reason)
    try:
        await content.seal(connection, office.keeper, number, [text])
    except MatterErased:
        raise refused(Reason.NOT_AT_THIS_STAGE.code) from None
    return str(text.ref)
