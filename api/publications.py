"""Publications (公布): a year's calendar or new numbers of rules, and how far they have got."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path, Response, status
from pydantic import BaseModel, StringConstraints
from pydantic import Field as Said

from api import examples, policy
from api.editions import all_editions, in_force
from api.forms import Code, Count, Form, Text
from api.identity import Person, Whoever, whoever
from api.office import TheOffice, TheSealedOffice
from api.problems import FieldError, Problem, malformed, not_your_seat, unseen
from api.requests import IdempotencyKey, digest_of
from counties import calendars
from counties.calendars import BadNotice
from records import fan_out, publications
from records.journal import AnotherBody
from records.publications import NothingForOpenCases, Publication, Request
from rules.calendar import YearNotice
from rules.clocks.rule import ClockRule
from rules.instants import legal_day
from rules.procedure import Officer

router = APIRouter(tags=["公布 publications"], dependencies=[Depends(whoever)])

_MOST_DAYS = 400  # more than a year has
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Days = Annotated[list[Day], Said(max_length=_MOST_DAYS)]


class NewNotice(Form):
    """年度放假安排. Days in ISO form; those of the December before may stand among them."""

    series: Code
    year: Count
    source: Annotated[Text, StringConstraints(max_length=500)]
    holidays: Days
    make_up_workdays: Days


class NewRules(Form):
    """An edition in force, whose rules are to reach open cases where they say so themselves."""

    edition: Code


class RulesShown(BaseModel):
    """The rules of an edition that reach open cases."""

    in_force_from: date
    clocks: list[ClockRule]


class PublicationShown(BaseModel):
    """``kind``: calendar | rules; ``series``: of the calendar, or the county whose cases it concerns.

    The numbers (cases told, dates moved, duties now overdue, notices due) grow until ``finished_at``.
    """

    version: str
    kind: str
    series: str
    number: int
    body: YearNotice | RulesShown
    published_by: str
    published_at: datetime
    told: int
    moved: int
    overdue: int
    notices: int
    finished_at: datetime | None


class Published(PublicationShown):
    """``is_new`` is false when the same was published already."""

    is_new: bool


class OnItsWay(PublicationShown):
    """``waiting``: open cases that it has not reached yet."""

    waiting: int


@router.post(
    "/publications/calendar",
    status_code=status.HTTP_201_CREATED,
    operation_id="publish_calendar",
    summary="公布放假安排 Publish a year's calendar",
)
async def publish_calendar(
    body: Annotated[NewNotice, Body(openapi_examples=examples.NOTICE)],
    office: TheOffice,
    sealed: TheSealedOffice,
    person: Whoever,
    key: IdempotencyKey,
    response: Response,
) -> Published:
    """It holds for new cases at once, and reaches every open one. The same again publishes nothing new."""
    _publisher(person)
    request = Request(person.ref, key, digest_of(office, person, "publications/calendar", body))
    try:
        series, notice = calendars.checked(body.model_dump())
        # The sealed store first: while it is away nothing is published, and the same is asked for again.
        for store in (sealed, office):
            published = await publications.publish_notice(store.records, series, notice, request)
    except BadNotice as bad:
        raise _refused(bad) from None
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    return _published(published, response)


@router.post(
    "/publications/rules",
    status_code=status.HTTP_201_CREATED,
    operation_id="publish_rules",
    summary="公布期间规则 Publish rules for open cases",
)
async def publish_rules(
    body: Annotated[NewRules, Body(openapi_examples=examples.RULES)],
    office: TheOffice,
    sealed: TheSealedOffice,
    person: Whoever,
    key: IdempotencyKey,
    response: Response,
) -> Published:
    """Those rules of the edition that say so reach every open case of an older one, once."""
    county = _publisher(person).unit
    edition = in_force(county, legal_day(person.at), body.edition)
    if edition is None:
        raise malformed(("body.edition", "not-in-force"))
    request = Request(person.ref, key, digest_of(office, person, "publications/rules", body))
    try:
        for store in (sealed, office):
            published = await publications.publish_rules(store.records, edition, request)
    except NothingForOpenCases:
        raise Problem(422, "nothing-for-open-cases") from None
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    return _published(published, response)


@router.get("/publications", operation_id="list_publications", summary="公布列表 List of publications")
async def list_publications(office: TheOffice) -> list[PublicationShown]:
    """Everything that was published, the newest first."""
    return [PublicationShown(**_shown(each)) for each in await publications.listed(office.records)]


@router.get(
    "/publications/{version:path}", operation_id="read_publication", summary="一次公布 One publication"
)
async def read_publication(
    office: TheOffice, version: Annotated[str, Path(description="china.1, demo/2026.2")]
) -> OnItsWay:
    """How far it has got; once it has finished, what it did."""
    publication = await publications.read(office.records, version)
    if publication is None:
        raise unseen()
    waiting = 0
    if publication.finished_at is None:
        waiting = await fan_out.untold_counted(office.records, publication)
    return OnItsWay(**_shown(publication), waiting=waiting)


def _publisher(person: Person) -> Officer:
    """The seat that may publish. Raises Problem 403."""
    known = all_editions()
    for seat in person.seats:
        if any(policy.may_publish(seat, edition) for edition in known):
            return seat
    raise not_your_seat()


def _refused(bad: BadNotice) -> Problem:
    error = FieldError(field=f"body.{bad.details['field']}", code=bad.code)
    return Problem(422, bad.code, errors=[error], blanks=bad.details)


def _published(publication: Publication, response: Response) -> Published:
    if not publication.is_new:
        response.status_code = status.HTTP_200_OK
    response.headers["Location"] = f"/publications/{publication.version}"
    return Published(**_shown(publication), is_new=publication.is_new)


def _shown(publication: Publication) -> dict[str, object]:
    body: YearNotice | RulesShown | None = publication.notice
    if publication.in_force_from:
        body = RulesShown(in_force_from=publication.in_force_from, clocks=list(publication.rules))
    names = PublicationShown.model_fields.keys() - {"body"}
    return {"body": body, **{name: getattr(publication, name) for name in names}}
