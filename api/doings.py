"""What somebody may do about several cases now, and what not and why: the same answer as on each case's own
page, without a word of what is in it."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, StringConstraints

from api.case import ActionShown, RefusedShown, doings
from api.identity import Whoever
from api.office import TheOffice
from api.saying import Words, both
from api.sight import InSight
from records import papers
from records.reading import CaseFilter, cases_listed
from workflows import starting

router = APIRouter(tags=["案件 cases"])

MOST = 100
_Procedure = Annotated[str, StringConstraints(max_length=100, pattern=r"^[\x21-\x7e]+$")]
_Verb = Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-z_]+$")]


class DoingsShown(BaseModel):
    """A case, the last entry of its journal, and what may and may not be done about it now."""

    procedure: str
    matter: str
    seq: int
    stage: Words
    actions: list[ActionShown]
    refused: list[RefusedShown]


@router.get("/doings", operation_id="read_doings", summary="可办事项 What can be done about several cases")
async def read_doings(
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    procedure: Annotated[
        list[_Procedure], Query(min_length=1, max_length=MOST, description="案件 the cases")
    ],
    verb: Annotated[
        list[_Verb],
        Query(max_length=50, description="只看这些办理事项 only these verbs; all if none is named"),
    ] = [],  # noqa: B006  read by FastAPI, never changed
) -> list[DoingsShown]:
    """In the order asked. A case that this person does not see is left out, as if it were not there."""
    chosen = CaseFilter(procedures=frozenset(procedure))
    page = await cases_listed(sight.records, sight.cases, chosen, limit=MOST)
    seen = {line.procedure: line for line in page.lines}
    found = []
    for each in dict.fromkeys(procedure):
        if line := seen.get(each):
            loaded = await papers.load(sight.records, each)
            state = starting.file_of(office.procedures[line.kind], loaded.entries, loaded.edition).state
            actions, refused = doings(office, state, person, line, may_report=False)
            found.append(
                DoingsShown(
                    procedure=each,
                    matter=line.matter,
                    seq=state.seq,
                    stage=both("stage", state.stage),
                    actions=[action for action in actions if not verb or action.name in verb],
                    refused=[no for no in refused if not verb or no.name in verb],
                )
            )
    return found
