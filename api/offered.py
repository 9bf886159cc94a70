"""By which dockings a case can be handed over, to whom, and what each of them asks (可选的对接)."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel

from api.looking import Episode, Number, case_seen
from api.office import TheOffice
from api.receipts import PaperLacking
from api.saying import Words, both
from api.sight import InSight
from records import papers
from rules.offering import Offered, offered
from workflows import starting

router = APIRouter(tags=["对接 agencies"])


class OfferedShown(BaseModel):
    """``receivers``: agencies of the county, by code; ``traits``: what, once found, keeps it from being sent;
    ``consents``: who must agree; ``papers``: what must lie with it; ``from_a_start``: whether it must be said
    from when the time to send it counts."""

    docking: str
    words: Words
    consents: Words
    papers: list[PaperLacking]
    from_a_start: bool
    receivers: list[str]
    traits: list[str]


@router.get(
    "/cases/{kind}/{number}/{n}/dockings", operation_id="list_dockings", summary="可选的对接 Dockings offered"
)
async def list_dockings(
    office: TheOffice,
    sight: InSight,
    kind: Annotated[str, Path(max_length=40)],
    number: Number,
    n: Episode,
) -> list[OfferedShown]:
    """Those whose receivers this county has, in the order of the table; none of what hands nothing over.
    Codes alone: no word of anybody is read for it."""
    line = await case_seen(sight, kind, number, n)
    loaded = await papers.load(sight.records, line.procedure)
    state = starting.file_of(office.procedures[kind], loaded.entries, loaded.edition).state
    return [_shown(each) for each in offered(state)]


def _shown(each: Offered) -> OfferedShown:
    terms = each.docking
    return OfferedShown(
        docking=terms.code,
        words=both("docking", terms.code),
        consents=both("docking-consents", terms.consents),
        papers=[PaperLacking(kind=kind, words=both("docking-document", kind)) for kind in terms.documents],
        from_a_start=terms.counts_from_a_start,
        receivers=[agency.code for agency in each.receivers],
        traits=list(each.traits),
    )
