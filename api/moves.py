"""What was registered as something else and proves to be an accusation: asked for by the discipline clerk.

Whoever recognised it has ended it neutrally (另行处理) and tells the clerk its number; in the ordinary store
nothing tells that from any other end.
"""

from datetime import datetime

from fastapi import APIRouter, status
from pydantic import BaseModel, StrictBool

from api.forms import Code, Form
from api.identity import Whoever
from api.office import TheOffice
from api.problems import unseen
from records import sealing
from records.reading import matter
from records.sealing import Move
from records.visible import EVERYTHING

router = APIRouter()


class Recognised(Form):
    """The number it has in the ordinary store; ``is_real_name``: whoever accuses gave their name."""

    matter: Code
    is_real_name: StrictBool = False


class MoveShown(BaseModel):
    """``number``: what it is called here, once it is here: as soon as its ordinary procedure has ended."""

    matter: str
    asked_at: datetime
    number: str | None


@router.post("/moves", status_code=status.HTTP_202_ACCEPTED)
async def ask_to_move(body: Recognised, office: TheOffice, person: Whoever) -> MoveShown:
    """Asked twice, the first stands. 404 where no matter has this number."""
    found = await matter(office.directory, EVERYTHING, body.matter)
    if found is None:
        raise unseen()
    move = Move(body.matter, person.seats[0], body.is_real_name, person.at)
    return _shown(await sealing.ask(office.records, move))


@router.get("/moves")
async def list_moves(office: TheOffice) -> list[MoveShown]:
    """What is to move and has not."""
    return [_shown(each) for each in await sealing.asked(office.records)]


def _shown(move: Move) -> MoveShown:
    return MoveShown(matter=move.matter, asked_at=move.asked_at, number=move.number)
