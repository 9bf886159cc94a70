"""The lists there are beside the worklist (各类台账): what each shows, and by what it is narrowed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from pages import cells, counted_lists
from pages.door import Door
from pages.drawing import Reader
from pages.ledger import Asked, Cell, Column, Fetch, Ledger, Line, Narrowing, Piece, cut, today
from rules import words

_AHEAD = timedelta(days=30)
SORTS = ("due", "-due", "opened", "-opened", "changed", "-changed", "number", "-number")
_OPENED, _OPENED_CODES = ("opened_from", "opened_until"), ("opened-from", "opened-until")
_KINDS = tuple(words.KINDS["procedure"])
_ACTIVITIES_MOST, _UNVISITED_MOST, _WAITING_MOST = 200, 500, 200
_REGISTERS = tuple(words.KINDS["register"])
# Which words the values of a register have, by field.
_REGISTER_WORDS = {
    "grade": "mediator-grade",
    "invited_as": "invited-as",
    "kind": "resource",
    "tag": "function",
    "services": "function",
    "item": "ready-item",
    "engaged_as": "engaged-as",
    "presence": "presence",
    "halves": "half-day",
}


def _case(name: str) -> Callable[[Line], Any]:
    return lambda line: line["case"][name]


def _state(reader: Reader, line: Line) -> Cell:
    closed = line["case"]["closed_at"]
    if not closed:
        return Cell(reader.say("open"))
    outcome = line["case"]["outcome"]
    return Cell(reader.say("closed"), more=reader.word("outcome", outcome) if outcome else "")


_CASE_COLUMNS = (
    Column("matter", lambda r, line: cells.number(r, line["case"]), 28, apart="kind"),
    Column("about-it", lambda r, line: cells.about(r, line["case"]), 28),
    Column("stage", lambda r, line: Cell(r.told(line["stage"])), 24),
    Column("waits-for", lambda r, line: Cell(r.told(line["waits_for"])), 32),
    Column("who", lambda r, line: cells.seat(r, line["case"]["owner_unit"], line["case"]["owner_role"]), 28),
    Column("due", lambda r, line: cells.due(r, line["case"], line["period"]), 20, apart="due-state"),
    Column("state", _state, 16, is_usual=False),
    Column("opened", lambda r, line: cells.time(r, line["case"]["opened_at"]), 22, is_usual=False),
    Column("changed", lambda r, line: cells.time(r, line["case"]["changed_at"]), 22, is_usual=False),
    Column("channel", lambda r, line: Cell(r.word("channel", line["case"]["channel"])), 14, is_usual=False),
    Column(
        "dispute-type",
        lambda r, line: Cell(_word_or_none(r, "dispute-type", line["case"]["dispute_type"])),
        18,
        is_usual=False,
    ),
)


def _word_or_none(reader: Reader, kind: str, code: str | None) -> str:
    return reader.word(kind, code) if code else ""


def _cases(kind: str | None = None) -> Fetch:
    async def fetch(door: Door, asked: Asked, cursor: str | None, limit: int) -> Piece:
        names = (
            "kind",
            "owner_unit",
            "dispute_type",
            "is_open",
            "overdue",
            "needs_attention",
            *_OPENED,
            "sort",
        )
        said = {name: asked.get(name) for name in names} | ({"kind": kind} if kind else {})
        listed = await door.get("/cases", limit=limit, cursor=cursor, unit=asked.get("village"), **said)
        return Piece(listed["items"], listed["next"], listed["total"])

    return fetch


def _open_or_closed(reader: Reader) -> Sequence[tuple[str, str]]:
    return (("true", reader.say("open")), ("false", reader.say("closed")))


_OF_KIND = Narrowing("kind", "kind", lambda r: [(each, r.word("procedure", each)) for each in _KINDS])
_NARROWINGS = (
    Narrowing("is_open", "state", _open_or_closed),
    Narrowing("owner_unit", "who", lambda reader: reader.county.of_organ()),
    Narrowing("village", "village", lambda reader: reader.county.villages),
    *(Narrowing(name, code, kind="day") for name, code in zip(_OPENED, _OPENED_CODES, strict=True)),
    Narrowing("overdue", "only-overdue", kind="check"),
    Narrowing("needs_attention", "only-attention", kind="check"),
    Narrowing("sort", "sort", lambda reader: [(each, reader.say(f"sort-{each}")) for each in SORTS], "one"),
)
_OF_TYPE = Narrowing(
    "dispute_type",
    "dispute-type",
    lambda r: [(each, r.word("dispute-type", each)) for each in r.county.kinds.get("dispute_type", ())],
)


def _of_cases(code: str, kind: str | None = None) -> Ledger:
    more = (_OF_KIND, _OF_TYPE) if kind is None else ()
    return Ledger(
        code=code,
        columns=_CASE_COLUMNS,
        fetch=_cases(kind),
        narrowings=(*more, *_NARROWINGS),
        empty="no-cases",
        key=lambda line: str(line["case"]["procedure"]),
        begins=kind if kind in ("dispatch", "incident") else "",
    )


async def _matters(door: Door, asked: Asked, cursor: str | None, limit: int) -> Piece:
    listed = await door.get("/matters", limit=limit, cursor=cursor, status=asked.get("status"))
    return Piece(listed["items"], listed["next"])


def _status(reader: Reader, code: str) -> str:
    return reader.say("at-intake") if code == _INTAKE else reader.word("procedure", code)


_INTAKE = "intake"
_MATTERS = Ledger(
    code="matters",
    columns=(
        Column("matter", lambda _, line: Cell(line["number"], href=f"/desk/matters/{line['number']}"), 20),
        Column("became", lambda r, line: Cell(_status(r, line["status"])), 16),
        Column("channel", lambda r, line: Cell(r.word("channel", line["channel"])), 14),
        Column("unit", lambda r, line: Cell(r.unit(line["unit"])), 20),
        Column("came-at", lambda r, line: cells.time(r, line["received_at"]), 22),
        Column("opened", lambda r, line: cells.time(r, line["registered_at"]), 22),
        Column(
            "dispute-type",
            lambda r, line: Cell(_word_or_none(r, "dispute-type", line["dispute_type"])),
            18,
            is_usual=False,
        ),
    ),
    fetch=_matters,
    narrowings=(
        Narrowing("status", "became", lambda r: [(each, _status(r, each)) for each in (_INTAKE, *_KINDS)]),
    ),
)


async def _submissions(door: Door, _: Asked, cursor: str | None, limit: int) -> Piece:
    listed = await door.get("/submissions", limit=_WAITING_MOST)
    return cut(listed, cursor, limit, _WAITING_MOST)


_SUBMISSIONS = Ledger(
    code="submissions",
    hint="submissions-hint",
    columns=(
        Column("came-at", lambda r, line: cells.time(r, line["submission"]["received_at"]), 22),
        Column("channel", lambda r, line: Cell(r.told(line["channel"])), 16),
        Column(
            "to-do",
            lambda r, line: Cell(
                r.say("open-and-classify"), href=f"/desk/submissions/{line['submission']['id']}"
            ),
            20,
        ),
    ),
    fetch=_submissions,
    empty="no-submissions",
)


def _coming(reader: Reader) -> Asked:
    day = today(reader)
    return {"from": day.isoformat(), "until": (day + _AHEAD).isoformat()}


async def _meetings(door: Door, asked: Asked, cursor: str | None, limit: int) -> Piece:
    listed = await door.get("/meetings", **{"from": asked["from"], "until": asked["until"]})
    return cut(listed, cursor, limit)


_DAYS = (Narrowing("from", "from-day", kind="day"), Narrowing("until", "until-day", kind="day"))
_MEETINGS = Ledger(
    code="meetings",
    begins="meeting",
    columns=(
        Column("when", lambda r, line: cells.time(r, line["meeting"]["scheduled_for"]), 22),
        Column(
            "meeting-kind",
            lambda r, line: cells.case_link(r, line["meeting"]["procedure"], r.told(line["words"])),
            20,
        ),
        Column(
            "convener", lambda r, line: cells.seat(r, line["meeting"]["unit"], line["meeting"]["role"]), 28
        ),
        Column("place", lambda r, line: Cell(r.unit(line["meeting"]["place_unit"])), 20),
        Column(
            "booked-of",
            lambda _, line: Cell(f"{line['meeting']['booked']} / {line['meeting']['capacity']}"),
            12,
        ),
        Column("batches", lambda _, line: Cell(str(line["meeting"]["batches"])), 10, is_usual=False),
        Column(
            "person-times", lambda _, line: Cell(str(line["meeting"]["person_times"])), 10, is_usual=False
        ),
    ),
    fetch=_meetings,
    narrowings=_DAYS,
    empty="no-meetings",
    first=_coming,
)


async def _activities(door: Door, _: Asked, cursor: str | None, limit: int) -> Piece:
    return cut(await door.get("/activities"), cursor, limit, _ACTIVITIES_MOST)


_ACTIVITIES = Ledger(
    code="activities",
    begins="activity",
    columns=(
        Column("held-on", lambda r, line: cells.day(r, line["held_on"]), 16),
        Column("activity", lambda r, line: Cell(r.told(line["words"])), 20),
        Column("team", lambda _, line: Cell(line["team"]), 18),
        Column("unit", lambda r, line: Cell(r.unit(line["unit"])), 20),
        Column("volunteers", lambda _, line: Cell(str(line["volunteers"])), 10),
        Column("hours", lambda _, line: Cell(str(line["hours"])), 10),
    ),
    fetch=_activities,
)


async def _register(door: Door, asked: Asked, cursor: str | None, limit: int) -> Piece:
    register = asked.get("register", _REGISTERS[0])
    listed = await door.get(f"/registers/{register}", unit=asked.get("unit"), on=asked.get("on"))
    return cut(listed, cursor, limit)


def says(reader: Reader, line: Line) -> Cell:
    """What a line of a register says, field by field; what is empty is left out."""
    told = [
        f"{reader.word('field', name)}{reader.colon}{_value(reader, name, value)}"
        for name, value in line["what"].items()
        if name != "name" and value not in (None, [], "")
    ]
    return Cell(reader.semicolon.join(told))


def _value(reader: Reader, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return reader.say("yes" if value else "no")
    if isinstance(value, list):
        return reader.joined(_value(reader, name, each) for each in value)
    if isinstance(value, Mapping):
        return " ".join(str(each) for each in value.values() if each is not None)
    if name == "host":
        return reader.unit(str(value))
    if name == "body":
        return reader.county.called("bodies", str(value))
    kind = _REGISTER_WORDS.get(name)
    return reader.word(kind, str(value)) if kind else str(value)


_REGISTER = Ledger(
    code="registers",
    columns=(
        Column("called", lambda _, line: Cell(str(line["what"].get("name") or line["ref"])), 24),
        Column("ref", lambda _, line: Cell(line["ref"]), 18, is_usual=False),
        Column("unit", lambda r, line: Cell(r.unit(line["unit"])), 20),
        Column("says", says, 48),
        Column("from-day", lambda r, line: cells.day(r, line["valid_from"]), 16),
        Column("until-day", lambda r, line: cells.day(r, line["valid_until"]), 16, is_usual=False),
    ),
    fetch=_register,
    narrowings=(
        Narrowing(
            "register",
            "register-name",
            lambda r: [(each, r.word("register", each)) for each in _REGISTERS],
            "one",
        ),
        Narrowing("unit", "unit", lambda reader: reader.county.of_organ()),
        Narrowing("on", "on-day", kind="day"),
    ),
    first=lambda _: {"register": _REGISTERS[0]},
)


async def _revisits(door: Door, asked: Asked, cursor: str | None, limit: int) -> Piece:
    day = asked["until"]
    listed = await door.get("/revisits", since=day, until=day)
    return cut(listed["without"], cursor, limit, _UNVISITED_MOST)


_REVISITS = Ledger(
    code="revisits",
    hint="revisits-hint",
    columns=(
        Column("matter", lambda r, line: cells.number(r, line["case"]), 28, apart="kind"),
        Column("unit", lambda r, line: Cell(r.unit(line["case"]["unit"])), 20),
        Column("closed-at", lambda r, line: cells.time(r, line["case"]["closed_at"]), 22),
        Column("due", lambda r, line: cells.day(r, line["case"]["due_on"], "—"), 16),
        Column("revisit", lambda r, line: Cell(r.told(line["words"])), 16),
    ),
    fetch=_revisits,
    first=lambda reader: {"until": today(reader).isoformat()},
)


async def _silent(door: Door, _: Asked, cursor: str | None, limit: int) -> Piece:
    return cut(await door.get("/silent-units"), cursor, limit)


_SILENT = Ledger(
    code="silent-units",
    columns=(
        Column("unit", lambda r, line: cells.seat(r, line["unit"], line["role"]), 28),
        Column(
            "silent-about", lambda r, line: cells.case_link(r, line["procedure"], r.told(line["words"])), 28
        ),
        Column("asked-on", lambda r, line: cells.time(r, line["asked_at"]), 22),
        Column("since", lambda r, line: cells.time(r, line["listed_at"]), 22),
    ),
    fetch=_silent,
)


async def _deliveries(door: Door, asked: Asked, cursor: str | None, limit: int) -> Piece:
    return cut(await door.get("/handoffs/deliveries", dead=asked.get("dead")), cursor, limit)


def _arrived(reader: Reader, line: Line) -> Cell:
    if line["taken_at"]:
        return Cell(reader.time(line["taken_at"]))
    return Cell("", alarm=reader.say("undelivered")) if line["is_dead"] else Cell(reader.say("on-its-way"))


_DELIVERIES = Ledger(
    code="deliveries",
    columns=(
        Column("message", lambda r, line: cells.case_link(r, line["procedure"], r.told(line["words"])), 20),
        Column("agency", lambda r, line: Cell(r.county.called("agencies", line["agency"])), 20),
        Column("first-try", lambda r, line: cells.time(r, line["first_at"]), 22),
        Column("tries", lambda _, line: Cell(str(line["attempts"])), 8),
        Column("arrived", _arrived, 22),
        Column("answer", lambda _, line: Cell(line["last_answer"] or ""), 14, is_usual=False),
    ),
    fetch=_deliveries,
    narrowings=(Narrowing("dead", "only-undelivered", kind="check"),),
)

LEDGERS: Mapping[str, Ledger] = {
    "/cases": _of_cases("cases"),
    "/matters": _MATTERS,
    "/submissions": _SUBMISSIONS,
    "/events": _of_cases("events", "event"),
    "/meetings": _MEETINGS,
    "/dispatches": _of_cases("dispatches", "dispatch"),
    "/incidents": _of_cases("incidents", "incident"),
    "/handoffs": _of_cases("handoffs", "handoff"),
    "/deliveries": _DELIVERIES,
    "/revisits": _REVISITS,
    "/silent-units": _SILENT,
    "/activities": _ACTIVITIES,
    "/registers": _REGISTER,
    **counted_lists.LEDGERS,
}
