"""Matters (事项): taken in, sealed, numbered; and looked at."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Body, Query, Response, status
from pydantic import BaseModel, Field, StringConstraints

from api import codes, examples, policy
from api.forms import Code, Form, Instant, Text, writable
from api.identity import Person, Whoever
from api.lens import MaskedShown, lens_on
from api.links import LinkShown, links_shown
from api.listing import CaseShown, Limit, PageCursor, shown
from api.looking import Number, cases_seen, look_at, matter_texts, note_looks
from api.measure import WITHIN_MEASURE
from api.office import Office, TheOffice
from api.openable import openable
from api.personal_notice import NoticeShown
from api.problems import Problem, malformed, not_your_seat, unseen
from api.requests import Envelope, IdempotencyKey, digest_of, ledgered
from api.saying import Words, both
from api.sight import InSight, Sight
from proof.looks import Look
from records import intake, reading, unmasking
from records.intake import MATTERS, Opening, Registered, Registration, Series
from records.journal import AnotherBody
from records.pages import BadCursor
from records.reading import MatterLine
from records.unmasking import Mark
from rules.auditing import Looked
from rules.authority.relations import seat_of
from rules.procedure import Officer

router = APIRouter(tags=["事项 matters"])

_EARLY = timedelta(minutes=5)  # by which another machine's clock may be ahead of ours
SEARCHABLE = ("title", "body", "author")
_TELL_WHO = ("author", "contact")


# What stands in plain text beside a matter: no Chinese, so that nobody's name comes to stand there.
Printable = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[ -~]+$")]


class Origin(Form):
    """The row of the system or file it came from. The same row never becomes a second matter."""

    source: Printable
    id: Printable


class NewMatter(Form):
    """来件: what somebody brought, in their own words. ``unit``: where it is from, else the clerk's own.
    ``factor``: what the person chose, to be asked beside the tracking code (查询口令). ``notice``: which
    notice on personal information they were shown before."""

    channel: Code
    title: Annotated[Text, StringConstraints(max_length=500)]
    body: Annotated[str, StringConstraints(max_length=20_000), writable] = ""
    author: Annotated[Text, StringConstraints(max_length=200)] | None = None
    contact: Annotated[Text, StringConstraints(max_length=500)] | None = None
    received_at: Instant | None = None
    unit: Code | None = None
    origin: Origin | None = None
    factor: codes.Factor | None = None
    notice: NoticeShown | None = None


class MatterRegistered(BaseModel):
    """``is_new`` is false when it stood already. ``tracking``: what the person can ask after it with; told to
    whoever registered it, and to nobody else."""

    number: str
    is_new: bool
    tracking: str | None


class Matters(BaseModel):
    """A page. ``next`` leads to the following one, null on the last."""

    items: list[MatterLine]
    next: str | None


class MarkStanding(BaseModel):
    """What the matter is besides, as somebody in charge has said: as what seat, and when."""

    confidentiality: str
    words: Words
    seat: str
    at: datetime


class MatterShown(BaseModel):
    """A matter, its cases in the order in which they were opened, and what was said, for whoever may read it;
    its links to matters they see. ``marks``: for whoever reads its file. ``opens``: the kinds of procedure
    that this person may begin about it with its number."""

    matter: MatterLine
    cases: list[CaseShown]
    links: list[LinkShown]
    marks: list[MarkStanding]
    texts: dict[str, str | None] = Field(description="title, body, author, contact; null where it was erased")
    masked: list[MaskedShown]
    tells_who_looked: bool = Field(description="可以查谁看过 this person may read who has opened it")
    opens: list[str] = Field(description="可以登记为 what this person may register it as")


@router.post(
    "/matters",
    status_code=status.HTTP_201_CREATED,
    operation_id="register_matter",
    summary="登记来件 Take in a matter",
)
async def register_matter(
    body: Annotated[NewMatter, Body(openapi_examples=examples.MATTER)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    response: Response,
) -> MatterRegistered:
    """The number it has from now on. Nothing else about it is decided here."""
    envelope = Envelope(key, digest_of(office, person, "matters", body))
    known = await ledgered(office, key, envelope.digest)
    if known is not None:
        assert known.matter
        return _answer(Registered(known.matter, False, None, known.receipt), office, envelope, response)
    seat = next((seat for seat in person.seats if policy.may_take_in(seat)), None)
    if seat is None:
        raise not_your_seat()
    registered = await register(office, registration_of(office, person, seat, sight, body, envelope))
    return _answer(registered, office, envelope, response)


def _answer(
    registered: Registered, office: Office, envelope: Envelope, response: Response
) -> MatterRegistered:
    """A row of an origin that came before under another key has no receipt here, and no tracking code."""
    is_ours = registered.receipt is not None
    if not is_ours:
        response.status_code = status.HTTP_200_OK
    response.headers["Location"] = f"/matters/{registered.number}"
    tracking = codes.in_groups(codes.code_of(office, envelope)) if is_ours else None
    return MatterRegistered(number=registered.number, is_new=registered.is_new, tracking=tracking)


def registration_of(
    office: Office,
    person: Person,
    seat: Officer,
    sight: Sight,
    new: NewMatter,
    envelope: Envelope,
    *,
    hides_identity: bool = False,
) -> Registration:
    """What intake is asked to register; of somebody who asked for it, without telling who it was. Raises
    Problem 422 for a unit nobody knows and for a time to come."""
    unit, county = new.unit or seat.unit, policy.county_of(seat.unit, sight.parents)
    if unit not in policy.area_of(county, sight.parents):
        raise malformed(("body.unit", "unknown-unit"))
    received_at = new.received_at or person.at
    if received_at > person.at + _EARLY:
        raise malformed(("body.received_at", "in-the-future"))
    for kind in ("title", "body", "author", "contact"):
        if text := getattr(new, kind):
            is_hidden = hides_identity and kind in _TELL_WHO
            name = f"hidden-{kind}" if is_hidden else kind
            envelope.put(name, text, is_searchable=kind in SEARCHABLE and not is_hidden)
    code = codes.code_of(office, envelope)
    return Registration(
        command=envelope.key,
        digest=envelope.digest,
        county=county,
        channel=new.channel,
        received_at=received_at,
        registered_at=person.at,
        registered_by=person.ref,
        registered_as=seat_of(seat),
        tracking=codes.digest(office, code),
        factor=codes.factor_digest(office, code, new.factor),
        texts=tuple(envelope.texts),
        unit=unit,
        origin=new.origin.source if new.origin else None,
        origin_id=new.origin.id if new.origin else None,
        notice=new.notice,
    )


async def register(
    office: Office, registration: Registration, opening: Opening | None = None, series: Series = MATTERS
) -> Registered:
    """Register, once, with the next number of a series. Raises Problem 422 if the key belongs to another
    request; Refused, from the opening."""
    try:
        return await intake.register(office.records, office.keeper, registration, opening, series)
    except AnotherBody:
        raise Problem(422, "key-reused") from None


@router.get("/matters", operation_id="list_matters", summary="来件列表 List of matters")
async def list_matters(
    sight: InSight,
    status: Annotated[
        Code | None, Query(description="intake, or the kind of the procedure it became")
    ] = None,
    number: Annotated[Code | None, Query(description="编号开头 how the number begins")] = None,
    cursor: PageCursor = None,
    limit: Limit = 50,
) -> Matters:
    """The matters this person sees, newest number first."""
    try:
        page = await reading.matters_listed(
            sight.records, sight.cases, status=status, beginning=number, cursor=cursor, limit=limit
        )
    except BadCursor:
        raise malformed(("query.cursor", "cursor")) from None
    return Matters(items=list(page.lines), next=page.next)


@router.get(
    "/matters/{number}", operation_id="read_matter", dependencies=[WITHIN_MEASURE], summary="来件 One matter"
)
async def read_matter(office: TheOffice, person: Whoever, sight: InSight, number: Number) -> MatterShown:
    """A matter; what it says, for whoever may read it; and its links, for whoever reads its file."""
    line = await reading.matter(sight.records, sight.cases, number)
    if line is None:
        raise unseen()
    texts: dict[str, str | None] = {}
    linked: list[LinkShown] = []
    looks: list[Look] = []
    marked: list[Mark] = []
    lens = await lens_on(sight, person, number)
    reads_file = await _reads_file(sight, number)
    async with sight.records.begin() as connection:
        if lens.reads_words:
            texts = await matter_texts(connection, office, lens, number)
        if reads_file:
            linked, looks = await links_shown(
                connection, office, person, sight, number, with_reasons=lens.reads_words
            )
            marked = await unmasking.marks_of(connection, number)
        if lens.reads_words:
            await note_looks(connection, [look_at(person, number, Looked.MATTER), *looks])
    cases = await cases_seen(sight, number)
    return MatterShown(
        matter=line,
        cases=[shown(case, person.at) for case in cases],
        links=linked,
        marks=[
            MarkStanding(
                confidentiality=each.confidentiality,
                words=both("confidentiality", each.confidentiality),
                seat=each.marked_as,
                at=each.marked_at,
            )
            for each in marked
        ],
        texts=texts,
        masked=lens.masked,
        tells_who_looked=reads_file and any(policy.may_answer_requests(seat) for seat in person.seats),
        opens=openable(person, sight, {case.kind for case in cases}) if reads_file else [],
    )


async def _reads_file(sight: Sight, number: str) -> bool:
    """Of a matter that is seen: whether what is kept of it besides is read too. Who is entrusted with nothing
    need not be asked about."""
    if sight.files == sight.cases:
        return True
    return await reading.matter(sight.records, sight.files, number) is not None
