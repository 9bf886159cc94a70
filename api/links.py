"""Links between matters (关联): made by whoever is signed in, undone and never deleted, shown to whoever sees
both."""

from collections.abc import Mapping
from datetime import datetime
from itertools import product
from typing import Annotated

from fastapi import APIRouter, Body, Path, Response, status
from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy.ext.asyncio import AsyncConnection

from api import examples, policy
from api.forms import Code, Form, Text
from api.identity import Person, Whoever
from api.lens import OF_WORDS
from api.looking import Number, look_at, note_looks, opened
from api.office import Office, TheOffice
from api.problems import Problem, malformed, not_your_seat, refused, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.saying import Words, both
from api.sight import InSight, Sight
from proof.looks import Look
from records import links, reading
from records.content import MatterErased
from records.journal import AnotherBody
from records.links import Link, LinkedAlready, NotLinked, Request
from rules.auditing import Looked
from rules.linking import LinkKind
from rules.refusals import Reason

router = APIRouter(tags=["事项 matters"])

_REASON = "link-reason"
Other = Annotated[
    str, Path(description="另一件的编号 the other's number", max_length=60, pattern=r"^[\w-]+$")
]


class NewLink(Form):
    """What this matter is to the other. ``reason``: why, in the words of whoever says so."""

    other: Annotated[Code, StringConstraints(max_length=60)]
    kind: LinkKind
    reason: Annotated[Text, StringConstraints(max_length=2_000)] | None = None


class Undone(BaseModel):
    """Who undid it, as what seat, and when."""

    by: str
    seat: str
    at: datetime


class LinkShown(BaseModel):
    """What a matter is to ``other``, or the other to it (``from_other``); who said so, as what seat."""

    other: str
    kind: LinkKind
    from_other: bool
    words: Words
    by: str
    seat: str
    at: datetime
    reason: str | None = Field(description="only for whoever may read the words of both")
    undone: Undone | None


@router.post(
    "/matters/{number}/links",
    status_code=status.HTTP_201_CREATED,
    operation_id="link_matters",
    summary="关联 Link two matters",
)
async def link_matters(
    body: Annotated[NewLink, Body(openapi_examples=examples.LINK)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    number: Number,
    key: IdempotencyKey,
    response: Response,
) -> LinkShown:
    """It changes neither matter. 409 while they are linked otherwise; the same said again is what stands."""
    if body.other == number:
        raise malformed(("body.other", "itself"))
    request = _request(person, key, digest_of(office, person, f"matters/{number}/links", body))
    await _both_read(sight, number, body.other)
    envelope = Envelope(key, request.digest)
    if body.reason:
        envelope.put(_REASON, body.reason)
    pair, reason = (number, body.other), next(iter(envelope.texts), None)
    try:
        made, is_new = await links.link(office.records, office.keeper, request, pair, body.kind, reason)
    except LinkedAlready:
        raise Problem(409, "linked-already") from None
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    except MatterErased:
        raise refused(Reason.NOT_AT_THIS_STAGE.code) from None
    if not is_new:
        response.status_code = status.HTTP_200_OK
    return await _one_shown(office, person, sight, number, made)


@router.delete(
    "/matters/{number}/links/{other}", operation_id="unlink_matters", summary="撤销关联 Undo a link"
)
async def unlink_matters(
    office: TheOffice, person: Whoever, sight: InSight, number: Number, other: Other, key: IdempotencyKey
) -> LinkShown:
    """The link stays on record, with who undid it. 404 where none stands."""
    request = _request(person, key, digest_of(office, person, f"matters/{number}/links/{other}", Form()))
    await _both_read(sight, number, other)
    try:
        undone = await links.undo(office.records, request, (number, other))
    except NotLinked:
        raise unseen() from None
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    return await _one_shown(office, person, sight, number, undone)


async def links_shown(
    connection: AsyncConnection,
    office: Office,
    person: Person,
    sight: Sight,
    number: str,
    *,
    with_reasons: bool,
) -> tuple[list[LinkShown], list[Look]]:
    """The links of a matter whose file this person reads, as far as they see the other side. Reasons, for
    whoever reads the words here, of those whose other side they read too; and what is to be noted of it: they
    are words of the matter that was linked."""
    seen = await links.links_of(connection, sight.cases, number)
    may_read = with_reasons and any(each.reason for each in seen)
    read = await links.links_of(connection, sight.words, number) if may_read else ()
    texts = await opened(connection, office, OF_WORDS, {each.reason for each in read if each.reason})
    others = {each.matter for each in read if each.reason and each.matter != number}
    looks = [look_at(person, other, Looked.LINK) for other in sorted(others)]
    return [_shown(each, number, texts) for each in seen], looks


async def _one_shown(office: Office, person: Person, sight: Sight, number: str, link: Link) -> LinkShown:
    if link.reason is None:
        return _shown(link, number, {})
    async with sight.records.begin() as connection:
        texts = await opened(connection, office, OF_WORDS, {link.reason})
        await note_looks(connection, [look_at(person, link.matter, Looked.LINK)])
    return _shown(link, number, texts)


def _shown(link: Link, number: str, texts: Mapping[str, str | None]) -> LinkShown:
    is_back = link.other == number
    undone = None
    if link.undone_by and link.undone_as and link.undone_at:
        undone = Undone(by=link.undone_by, seat=link.undone_as, at=link.undone_at)
    return LinkShown(
        other=link.matter if is_back else link.other,
        kind=link.kind,
        from_other=is_back,
        words=both("link-back" if is_back else "link", link.kind),
        by=link.linked_by,
        seat=link.linked_as,
        at=link.linked_at,
        reason=texts.get(link.reason) if link.reason else None,
        undone=undone,
    )


def _request(person: Person, key: str, digest: str) -> Request:
    """Whoever takes matters in says what they are to each other. Raises Problem 403."""
    seat = next((seat for seat in person.seats if policy.may_take_in(seat)), None)
    if seat is None:
        raise not_your_seat()
    return Request(key, digest, person.ref, f"{seat.role}@{seat.unit}", person.at)


async def _both_read(sight: Sight, *numbers: str) -> None:
    """Nobody says what two matters are to each other without being able to read both. Raises Problem 404."""
    for number, visible in product(numbers, (sight.files, sight.words)):
        if await reading.matter(sight.records, visible, number) is None:
            raise unseen()
