"""Publications (公布): a year's calendar or new numbers of rules, and how far they have got. How they come
about: publishing.py."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel

from api.identity import whoever
from api.office import TheOffice
from api.problems import unseen
from records import fan_out, publications
from records.publications import Publication
from rules.calendar import YearNotice
from rules.clocks.rule import ClockRule

router = APIRouter(tags=["公布 publications"], dependencies=[Depends(whoever)])


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


class OnItsWay(PublicationShown):
    """``waiting``: open cases that it has not reached yet."""

    waiting: int


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


def _shown(publication: Publication) -> dict[str, object]:
    body: YearNotice | RulesShown | None = publication.notice
    if publication.in_force_from:
        body = RulesShown(in_force_from=publication.in_force_from, clocks=list(publication.rules))
    names = PublicationShown.model_fields.keys() - {"body"}
    return {"body": body, **{name: getattr(publication, name) for name in names}}
