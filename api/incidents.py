"""Urgent incidents (突发事件): declared by whoever may there; a danger in a case opens one by itself."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Body, Response, status

from api import examples
from api.calling_out import Beginning, CalledOut, CallingOut, called_out
from api.forms import Code, Text
from api.identity import Whoever
from api.office import TheOffice
from api.opening import Opened, opened_once
from api.requests import Envelope, IdempotencyKey, digest_of
from api.sight import InSight
from rules.incident.declaring import declare, why_not_declare
from rules.incident.events import IncidentDeclared
from rules.incident.procedure import INCIDENT
from rules.procedure import Sealed

router = APIRouter(tags=["突发事件 incidents"])


class NewIncident(CalledOut):
    """宣布突发事件: of a grade of the county; whoever declares it has the command."""

    grade: Code
    words: Text


@router.post(
    "/incidents",
    status_code=status.HTTP_201_CREATED,
    operation_id="declare_incident",
    summary="宣布突发事件 Declare an incident",
)
async def declare_incident(
    body: Annotated[NewIncident, Body(openapi_examples=examples.INCIDENT)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    response: Response,
) -> Opened:
    """The command log begins. About a matter taken in before, the link to it is kept."""
    envelope = Envelope(key, digest_of(office, person, "incidents", body))
    words = envelope.put_field("words", body.words)
    calling = CallingOut(INCIDENT, why_not_declare, partial(_first, body.grade, words))
    return await opened_once(
        office,
        envelope,
        response,
        lambda: called_out(office, person, sight, body, envelope, calling),
    )


def _first(grade: str, words: Sealed, beginning: Beginning) -> IncidentDeclared:
    return declare(**vars(beginning), grade=grade, words=words)
