"""Whether this process lives, and whether it can work."""

from fastapi import APIRouter, Response
from pydantic import BaseModel
from sqlalchemy import text

from api import engine
from api.answering import RECORDS_AWAY
from api.office import Office, TheOffice
from api.problems import COME_BACK_AFTER

router = APIRouter(prefix="/health", tags=["健康 health"])


class Health(BaseModel):
    """``records``: the database answers; ``engine``: Temporal answers."""

    is_ready: bool
    records: bool
    engine: bool


@router.get("/live", operation_id="live", summary="存活 Live", status_code=204)
async def live() -> None:
    """This process answers."""


@router.get("/ready", operation_id="ready", summary="就绪 Ready")
async def ready(office: TheOffice, response: Response) -> Health:
    """503 while the database or the engine is away; most of what can be read works without the engine."""
    records, engine_answers = await _records_answer(office), await engine.answers(office.engine)
    health = Health(is_ready=records and engine_answers, records=records, engine=engine_answers)
    if not health.is_ready:
        response.status_code = 503
        response.headers["Retry-After"] = str(COME_BACK_AFTER)
    return health


async def _records_answer(office: Office) -> bool:
    try:
        async with office.records.connect() as connection:
            await connection.execute(text("SELECT 1"))
    except RECORDS_AWAY:
        return False
    return True
