"""Whether this process lives, and whether it can work."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from api import engine
from api.office import Office, TheOffice
from api.problems import COME_BACK_AFTER
from records.checkpoints import is_late
from records.engine import RECORDS_AWAY
from watching.readiness import Missing, missing

router = APIRouter(tags=["健康 health"])


class Health(BaseModel):
    """``records``: the database answers; ``engine``: Temporal answers. ``checkpoints``: nothing has stood for
    a quarter of an hour without a signed checkpoint over it; without one, decisions go on. ``is_training``:
    this is a training installation (演练), and nothing in it is real."""

    is_ready: bool
    records: bool
    engine: bool
    checkpoints: bool
    is_training: bool


@router.get("/health/live", operation_id="live", summary="存活 Live", status_code=204)
async def live() -> None:
    """This process answers."""


@router.get("/health/ready", operation_id="ready", summary="就绪 Ready")
async def ready(office: TheOffice, response: Response) -> Health:
    """503 while the database or the engine is away; most of what can be read works without the engine. In a
    training installation (演练) this and every other answer bears the header ``Fengqiao-Training: 1``."""
    records, checkpoints = await _records_answer(office)
    engine_answers = await engine.answers(office.engine)
    health = Health(
        is_ready=records and engine_answers,
        records=records,
        engine=engine_answers,
        checkpoints=checkpoints,
        is_training=office.settings.training,
    )
    if not health.is_ready:
        response.status_code = 503
        response.headers["Retry-After"] = str(COME_BACK_AFTER)
    return health


class Readiness(BaseModel):
    """``missing``: ``records``, the database does not answer; ``migrations``, it lacks tables this release
    needs; ``engine``, Temporal does not answer; ``draining``, this process was told to stop."""

    is_ready: bool
    missing: list[Missing]


@router.get("/healthz", operation_id="healthz", summary="存活 Alive", status_code=204)
async def healthz() -> None:
    """This process answers; as ``/health/live``."""


@router.get("/readyz", operation_id="readyz", summary="能否工作 Able to work")
async def readyz(office: TheOffice, response: Response) -> Readiness:
    """503 while something is missing, and which: where requests should not be sent now. ``/health/ready``
    tells more, and knows neither of migrations nor of stopping."""
    lacks = await missing_at(office)
    if lacks:
        response.status_code = 503
        response.headers["Retry-After"] = str(COME_BACK_AFTER)
    return Readiness(is_ready=not lacks, missing=lacks)


async def missing_at(office: Office) -> list[Missing]:
    """What this process cannot work without, and lacks now."""
    return await missing(office.records, lambda: engine.answers(office.engine))


async def _records_answer(office: Office) -> tuple[bool, bool]:
    """Whether they do, and whether what stands in them is covered by checkpoints."""
    try:
        async with office.records.connect() as connection:
            return True, not await is_late(connection)
    except RECORDS_AWAY:
        return False, False
