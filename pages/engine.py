"""For whoever keeps the house running (运行维护): servers, read tables, letters, adapters, upkeep, the runs
of a case. Of cases there are numbers here, and nothing else."""

from urllib.parse import quote
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import Reader, drawn
from pages.house import House, Page, back_to, written_in
from rules.words import KINDS

UPKEEP = ("verify", "rebuild", "stuck")
# What has words of its own, of what an agency's system may answer or what may go wrong on the way to it, and
# of what hinders a letter; for all else there are general ones.
_ELSE, _BY_NUMBER = "other", "status"
ANSWERS = frozenset(
    {
        *("taken", "nothing", "refused", "pending"),
        *("no-address", "unreadable-answer", "answer-too-large"),
        *("ConnectError", "ConnectTimeout", "ReadTimeout"),
        *(_BY_NUMBER, _ELSE),
    }
)
FAILURES = frozenset({"NotYet", "RPCError", "OperationalError", _ELSE})


async def engine(house: House, request: Request, door: Door) -> Response:
    """How everything is, and what can be started."""
    reader = await house.staff(request, door)
    problem: Problem | None = None
    if request.method == "POST":
        written = {name: values[-1] for name, values in (await written_in(request)).items()}
        kind = written.get("kind", "")
        kind = kind if kind in UPKEEP else UPKEEP[0]
        try:
            await door.post(
                f"/engine/upkeep/{kind}",
                {},
                idempotency_key=written.get("key", ""),
                x_csrf_token=written.get("csrf", ""),
            )
        except Problem as no:
            problem = no
        else:
            return back_to("/desk/engine#upkeep")
    tasks = await door.get("/engine/upkeep")
    return drawn(
        reader,
        "engine.html",
        problem.status if problem else 200,
        now=await door.get("/engine"),
        tasks=tasks,
        is_busy=any(task["state"] == "running" for task in tasks),
        every=UPKEEP,
        key=str(uuid4()),
        problem=problem,
        worded=_worded,
    )


def _worded(reader: Reader, kind: str, code: str) -> str:
    """A code of the house, or of what it runs on, in words: those nobody has words for are ``other``, and
    what another system answered by number is ``status``."""
    there = KINDS[kind]
    if code not in there:
        code = _BY_NUMBER if code.isdecimal() and _BY_NUMBER in there else _ELSE
    return reader.word(kind, code)


async def runs(house: House, request: Request, door: Door) -> Response:
    """Every run of a case, in order, each with the way to the engine's own pages."""
    reader = await house.staff(request, door)
    asked = {name: request.query_params.get(name, "").strip() for name in ("kind", "number", "n")}
    asked["n"] = asked["n"] or "1"
    found, problem = None, None
    if asked["number"]:
        try:
            found = await door.get(
                "/engine/runs/" + "/".join(quote(each, safe="") for each in asked.values())
            )
        except Problem as no:
            problem = no
    status = problem.status if problem else 200
    return drawn(reader, "runs.html", status, found=found, asked=asked, problem=problem)


PAGES: dict[str, Page] = {"/engine": engine, "/engine/runs": runs}
