"""The list of powers and responsibilities (权责清单), and who is proposed for a mediation's table."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel

from api import policy
from api.directory import seat_that
from api.forms import Code
from api.identity import Whoever
from api.looking import Episode, Number, case_seen
from api.office import TheOffice
from api.problems import unseen
from api.saying import ArticleCited, Words, both, cited
from api.sight import InSight
from counties import in_force
from counties.routes import route_list
from counties.sayings import content_words
from records import papers, reading
from records.registers import lines_of
from rules.articles import Article, Basis
from rules.editions import Organ
from rules.instants import legal_day
from rules.panels import ProposedSeat, township_panel, village_panel
from rules.powers import Competent, resolve
from rules.procedures import PROCEDURES
from rules.registers import Register
from workflows import starting

router = APIRouter(tags=["权责 powers"])

Kind = Annotated[str, Path(max_length=40, description="R-17，或者内容分类 or a content class")]


class CompetenceShown(BaseModel):
    """The one unit that is competent for a kind of matter; or nobody alone, and who then settles it.
    ``bases``: what the list of routes has for it."""

    kind: str
    version: str
    unit: str | None
    organ: str | None
    organ_words: Words | None
    settled_by: str | None
    among: list[str]
    bases: list[ArticleCited]


class SeatProposed(BaseModel):
    seat: ProposedSeat
    role_words: Words | None


@router.get("/powers/{kind}", operation_id="read_power", summary="权责清单 Which unit is competent")
async def read_power(kind: Kind, person: Whoever, township: Code | None = None) -> CompetenceShown:
    """For a matter from a township, where that makes a difference. It is told, and nothing is sent
    anywhere."""
    seat_that(person, policy.may_see_registers)
    edition = in_force(None, legal_day(person.at))
    if edition is None:
        raise unseen()
    route = edition.petitions.route(kind)
    if route is None and kind not in content_words():
        raise unseen()
    found = resolve(edition, kind, township)
    listed = route_list(edition.petitions.list_version).route(kind).bases if route else ()
    if isinstance(found, Competent):
        return CompetenceShown(
            kind=kind,
            version=found.version,
            unit=found.unit,
            organ=found.organ,
            organ_words=both("route-organ", found.organ),
            settled_by=None,
            among=[],
            bases=[*map(_cited, listed), cited(Basis.REGISTERS)],
        )
    return CompetenceShown(
        kind=kind,
        version=found.version,
        unit=None,
        organ=None,
        organ_words=None,
        settled_by=f"{found.settled_by.role}@{found.settled_by.organ}",
        among=list(found.among),
        bases=[cited(Basis.COMPETENCE)],
    )


@router.get(
    "/cases/dispute/{number}/{n}/panel", operation_id="propose_panel", summary="拟请席位 Who is proposed"
)
async def propose_panel(
    number: Number, n: Episode, office: TheOffice, person: Whoever, sight: InSight
) -> list[SeatProposed]:
    """At a village what it has, and what stands in for it; at a township one and three, and X by the kind of
    dispute. At the county its own seats lead. Whoever leads the mediation decides."""
    line = await case_seen(sight, "dispute", number, n)
    if await reading.matter(sight.records, sight.files, number) is None:
        raise unseen()
    loaded = await papers.load(sight.records, line.procedure)
    dispute = starting.file_of(PROCEDURES["dispute"], loaded.entries, loaded.edition).state
    organ = dispute.level.organ
    if organ is Organ.TOWNSHIP:
        seats = township_panel(dispute.edition, dispute.township, dispute.dispute_type)
    elif organ is Organ.VILLAGE:
        lines = await lines_of(office.directory, Register.VILLAGE_RESOURCES)
        day = legal_day(person.at)
        seats = village_panel(dispute.edition, dispute.village, dispute.township, lines, day)
    else:
        seats = ()
    return [SeatProposed(seat=s, role_words=both("role", s.role) if s.role else None) for s in seats]


def _cited(article: Article) -> ArticleCited:
    return ArticleCited(zh=article.cite("zh"), en=article.cite("en"), mark=article.mark)
