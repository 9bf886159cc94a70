"""How what is personal in a matter is kept (个人信息的保管): until when, why, and what was done about it."""

from datetime import date, datetime
from typing import Annotated, get_args, get_type_hints

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncConnection

from api import policy
from api.added_papers import AddedPaperShown, listed
from api.adding import AddedShown
from api.identity import Person, Whoever
from api.keeping_acts import Ref, schedule_of
from api.lens import lens_on
from api.looking import Number, Texts, note_reading, opened
from api.measure import WITHIN_MEASURE
from api.office import Office, TheOffice
from api.problems import not_your_seat, refused, unseen
from api.saying import ArticleCited, Words, both, cited
from api.sight import InSight, Sight
from records import added_papers, content, keeping, reading
from records.own import own_added, own_texts
from rules.auditing import Looked
from rules.instants import legal_day
from rules.keeping.events import RequestKind
from rules.keeping.matter import GRANTED
from rules.keeping.schedule import Schedule, kept
from rules.procedure import Event, Sealed
from rules.refusals import Reason
from rules.tracking import PERSON

router = APIRouter(tags=["个人信息 personal information"])


class ScheduleShown(BaseModel):
    """The county's retention schedule. A row marked V is off: nothing is erased by it."""

    schedule: Schedule
    articles: list[ArticleCited]


class KeptShown(BaseModel):
    """A matter that waits for somebody: something fell due, was proposed, or was asked."""

    number: str
    is_held: bool


class EntryOfKeeping(BaseModel):
    """One entry of the register. ``codes`` are its fields; ``words`` what was written, for whoever may read
    the words of the matter."""

    seq: int
    kind: str
    said: Words
    at: datetime
    by: str | None
    seat: str | None
    codes: dict[str, str]
    words: dict[str, str | None]


class KeepingShown(BaseModel):
    """How what is personal in a matter is kept: until when, and if that cannot be said, why."""

    number: str
    kept_until: date | None
    why: Words | None
    schedule: str
    is_held: bool
    is_restricted: bool
    is_erased: bool
    entries: list[EntryOfKeeping]


class OwnInformation(BaseModel):
    """What is on record of one person, to be handed to them (PIPL 45)."""

    party: str | None
    texts: dict[str, str | None] = Field(description="by kind: name, contact, title, body …")
    added: list[AddedShown] = Field(description="what was added in words by tracking code, as it came")
    papers: list[AddedPaperShown] = Field(description="added by tracking code; each is given out by its case")


@router.get("/retention", operation_id="read_retention", summary="保管期限表 The retention schedule")
async def read_retention(person: Whoever, sight: InSight) -> ScheduleShown:
    """The one in force today in the county of whoever asks."""
    return ScheduleShown(
        schedule=schedule_of(_county(person, sight), legal_day(person.at)),
        articles=[cited(Reason.STILL_KEPT.basis)],
    )


@router.get("/keeping", operation_id="list_keeping", summary="待处理的个人信息事项 What waits to be decided")
async def list_keeping(
    person: Whoever,
    sight: InSight,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> list[KeptShown]:
    """Of the matters this person sees; for those who keep files, hold them or decide on them."""
    if not any(policy.may_hold_files(seat) for seat in person.seats):
        raise not_your_seat()
    found = await keeping.waiting(sight.records, sight.files, limit)
    return [KeptShown(number=each.matter, is_held=each.is_held) for each in found]


@router.get(
    "/matters/{number}/keeping",
    operation_id="read_keeping",
    dependencies=[WITHIN_MEASURE],
    summary="个人信息登记簿 The register of a matter",
)
async def read_keeping(office: TheOffice, person: Whoever, sight: InSight, number: Number) -> KeepingShown:
    """Until when it is kept, and everything that was done about it."""
    if await reading.matter(sight.records, sight.files, number) is None:
        raise unseen()
    lens = await lens_on(sight, person, number)
    schedule = schedule_of(_county(person, sight), legal_day(person.at))
    async with office.records.begin() as connection:
        told = await keeping.told_of(connection, number)
        papers = await keeping.papers_of(connection, number)
        is_gone = await keeping.is_gone(connection, number)
    texts: Texts = {}
    if lens.reads_words:
        async with sight.records.begin() as connection:
            refs = {ref for _, event in told for ref in _sealed_in(event)}
            texts = await opened(connection, office, lens, refs)
            await note_reading(connection, person, number, Looked.KEEPING)
    until = kept(schedule, papers.ended)
    state = papers.keeping
    return KeepingShown(
        number=number,
        kept_until=until.until,
        why=both("refusal", until.why.code) if until.why else None,
        schedule=schedule.version,
        is_held=bool(state.holds),
        is_restricted=state.is_restricted,
        is_erased=is_gone,
        entries=[_entry(entry.seq, event, texts) for entry, event in told],
    )


@router.get(
    "/matters/{number}/data-requests/{ref}/copy",
    operation_id="copy_own_information",
    dependencies=[WITHIN_MEASURE],
    summary="本人信息的复制件 A copy of one's own information",
)
async def copy_own_information(
    office: TheOffice, person: Whoever, sight: InSight, number: Number, ref: Ref
) -> OwnInformation:
    """PIPL 45: what is on record of the person whose request to see it was granted, for those who hand it to
    them once they know who it is. Nothing of anybody else. That it was made is on record."""
    if await reading.matter(sight.records, sight.files, number) is None:
        raise unseen()
    if not any(policy.may_decide_on_files(seat) for seat in person.seats):
        raise refused(Reason.NOT_YOURS_TO_DO.code)
    async with office.records.begin() as connection:
        asked = (await keeping.papers_of(connection, number)).keeping.request(ref)
        if asked is None or asked.asks is not RequestKind.SEE:
            raise unseen()
        if asked.answer != GRANTED:
            raise refused(Reason.NO_SUCH_REQUEST.code)
        texts = await own_texts(connection, office.keeper, number, asked.party)
        papers = [] if asked.party else await _own_papers(connection, office, number)
        added = [] if asked.party else await own_added(connection, office.keeper, number)
        await note_reading(connection, person, number, Looked.OWN_INFORMATION)
    said = [AddedShown(at=each.at, words=words) for each, words in added]
    return OwnInformation(party=asked.party, texts=texts, added=said, papers=papers)


async def _own_papers(connection: AsyncConnection, office: Office, number: str) -> list[AddedPaperShown]:
    """What whoever holds the code has added, even where its use is restricted."""
    own = [each for each in await added_papers.of_matter(connection, number) if each.person == PERSON]
    titles = await content.opened(
        connection, office.keeper, [each.title for each in own], even_restricted=True
    )
    known = {str(ref): text if isinstance(text, str) else None for ref, text in titles.items()}
    return listed(own, known)


def _county(person: Person, sight: Sight) -> str:
    """Of whoever asks. Who has no seat has no county, and finds nothing."""
    if not person.seats:
        raise unseen()
    return policy.county_of(person.seats[0].unit, sight.parents)


def _entry(seq: int, event: Event, texts: Texts) -> EntryOfKeeping:
    kind = type(event)
    sealed = _sealed_fields(kind)
    said = {name: str(value) for name, value in vars(event).items() if value is not None}
    codes = {name: said[name] for name in said if name not in {*sealed, "at", "by"}}
    return EntryOfKeeping(
        seq=seq,
        kind=kind.__name__,
        said=both("keeping", kind.__name__),
        at=event.at,
        by=event.by.person if event.by else None,
        seat=f"{event.by.role}@{event.by.unit}" if event.by else None,
        codes=codes,
        words={name: texts[said[name]] for name in sealed if said.get(name) in texts},
    )


def _sealed_fields(kind: type[Event]) -> frozenset[str]:
    hints = get_type_hints(kind)
    return frozenset(name for name, hint in hints.items() if hint is Sealed or Sealed in get_args(hint))


def _sealed_in(event: Event) -> set[str]:
    return {ref for name in _sealed_fields(type(event)) if (ref := getattr(event, name))}
