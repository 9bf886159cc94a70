"""What is promised and how it stands (承诺与实测), for everybody: measured by the running system itself."""

from datetime import UTC, datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.office import Office, TheOffice
from api.saying import Words
from records.availability import Availability, last_hour
from records.engine import RECORDS_AWAY
from records.invariants import last_check
from records.punctuality import Punctuality, punctuality
from watching.promises import PROMISES

router = APIRouter(tags=["健康 health"])


class PromiseShown(BaseModel):
    """``is_measured``: how it stands is told below; the others are proved before each release."""

    id: str
    words: Words
    is_measured: bool


class Checked(BaseModel):
    """When it was last looked whether all that must hold does, and how much did not."""

    at: datetime
    found: int


class ServiceShown(BaseModel):
    """``availability``: of the last hour, shares of one; ``punctuality``: of the last day, seconds;
    ``checked``: null where nobody has looked yet. All three are null while the database is away."""

    at: datetime
    promises: list[PromiseShown]
    availability: Availability | None
    punctuality: Punctuality | None
    checked: Checked | None


@router.get("/public/service", operation_id="read_service", summary="承诺与实测 Promises, and how they stand")
async def read_service(office: TheOffice) -> ServiceShown:
    """By the clock of this machine, wherever days are skipped: what is measured is measured in real time."""
    at = datetime.now(UTC)
    availability = punctual = checked = None
    try:
        availability = await last_hour(office.records, at)
        punctual = await punctuality(office.records)
        checked = await _checked(office)
    except RECORDS_AWAY:
        pass
    promises = [
        PromiseShown(id=each.id, words=Words(zh=each.zh, en=each.en), is_measured=each.is_measured)
        for each in PROMISES
    ]
    return ServiceShown(
        at=at, promises=promises, availability=availability, punctuality=punctual, checked=checked
    )


async def _checked(office: Office) -> Checked | None:
    last = await last_check(office.records)
    return Checked(at=datetime.fromisoformat(last[0]), found=last[1]) if last else None
