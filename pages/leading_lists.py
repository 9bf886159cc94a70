"""The lists behind the pages for leaders, of seals and of what is planned (台账): as a workbook and on paper,
as every other list; the pages themselves show them in their own way."""

from collections.abc import Callable, Sequence
from typing import Any

from pages import cells
from pages.door import Door
from pages.drawing import Reader
from pages.ledger import Asked, Cell, Column, Ledger, Line, Narrowing, Piece, cut


def _colour(reader: Reader, line: Line) -> Cell:
    light = line["light"]
    return Cell(reader.say("not-led" if not light else "colour-red" if light == "red" else "colour-green"))


async def _old_matters(door: Door, _: Asked, cursor: str | None, limit: int) -> Piece:
    """Those under a leader, and then those older than two years that are under none."""
    chart = await door.get("/backlog")
    left = [each for each in chart["over_two_years"] if not each["backlog"]]
    return cut([*chart["matters"], *left], cursor, limit)


BACKLOG = Ledger(
    code="backlog",
    columns=(
        Column("state", _colour, 10),
        Column("matter", lambda _, line: Cell(line["number"]), 20),
        Column("who", lambda r, line: Cell(r.unit(line["unit"])), 24),
        Column("age-days", lambda _, line: Cell(str(line["age"])), 10),
        Column("came-at", lambda r, line: Cell(r.day(line["received_on"])), 16),
        Column(
            "for-what-reason",
            lambda r, line: Cell(
                r.word("task", line["waits_for"]) if line["waits_for"] else r.say("not-led")
            ),
            32,
        ),
        Column("due", lambda r, line: Cell(r.day(line["due_on"]) or "—"), 16),
    ),
    fetch=_old_matters,
)


def _counted(name: str) -> Callable[[Reader, Line], Cell]:
    return lambda _, line: Cell(str(line["day"][name]))


async def _reception_days(door: Door, asked: Asked, cursor: str | None, limit: int) -> Piece:
    listed = await door.get("/reception-days", **{"from": asked.get("from"), "until": asked.get("until")})
    return cut(listed, cursor, limit)


RECEPTION_DAYS = Ledger(
    code="reception-days",
    columns=(
        Column("at-what-time", lambda r, line: Cell(r.time(line["day"]["scheduled_for"])), 22),
        Column("meeting-kind", lambda r, line: Cell(r.told(line["words"])), 16),
        Column("place", lambda r, line: Cell(r.unit(line["day"]["place_unit"])), 20),
        Column("receives", lambda r, line: cells.seat(r, line["day"]["unit"], line["day"]["role"]), 28),
        Column("stage", lambda r, line: Cell(r.told(line["stage_words"])), 16),
        Column("visits-booked", _counted("booked"), 8),
        Column("on-agenda", _counted("items"), 8),
        Column("briefed", _counted("briefed"), 8),
        Column("decided", _counted("ended"), 8),
        Column("carried-out", _counted("done"), 8),
        Column("overdue", _counted("overdue"), 8),
    ),
    fetch=_reception_days,
    narrowings=(Narrowing("from", "since-day", kind="day"), Narrowing("until", "counted-until", kind="day")),
)


async def _seals(door: Door, asked: Asked, cursor: str | None, limit: int) -> Piece:
    some = {"unit": asked.get("unit"), "year": asked.get("year"), "cursor": cursor, "limit": limit}
    listed = await door.get("/seal-register", **some)
    return Piece(listed["items"], listed["next"])


SEALS = Ledger(
    code="seal-register",
    columns=(
        Column(
            "matter",
            lambda r, line: Cell(line["document_number"], alarm=r.say("is-void") if line["is_void"] else ""),
            28,
        ),
        Column("papers", lambda r, line: Cell(r.told(line["title"])), 28),
        Column("sealed-by", lambda r, line: Cell(r.word("role", line["sealed_as"].split("@")[0])), 20),
        Column("since", lambda r, line: Cell(r.time(line["sealed_at"])), 22),
    ),
    fetch=_seals,
    narrowings=(
        Narrowing("unit", "who", lambda reader: reader.county.of_organ()),
        Narrowing("year", "year", kind="words"),
    ),
    empty="no-seals",
)


def planned(lines: Sequence[Line]) -> Ledger:
    """What is planned, of the days that the page has chosen."""

    async def fetch(_: Door, __: Asked, cursor: str | None, limit: int) -> Piece:
        return cut(lines, cursor, limit)

    return Ledger(
        code="calendar",
        columns=(
            Column("when", lambda r, line: Cell(r.time(line["planned"]["at"])), 22),
            Column("what-is-planned", lambda r, line: Cell(r.told(line["words"])), 20),
            Column("matter", lambda _, line: Cell(line["planned"]["procedure"].split("/")[2]), 20),
            Column("place", lambda r, line: Cell(r.unit(line["planned"]["place_unit"])), 24),
            Column(
                "who", lambda r, line: cells.seat(r, line["planned"]["unit"], line["planned"]["role"]), 28
            ),
            Column("state", lambda r, line: Cell(r.told(line["state"])), 14),
        ),
        fetch=fetch,
        narrowings=(
            Narrowing("on", "choose-day", kind="day"),
            Narrowing("unit", "unit", lambda reader: reader.county.of_organ()),
            Narrowing("mine", "only-mine", kind="check"),
            Narrowing("panels", "only-panels", kind="check"),
        ),
        empty="nothing-planned",
    )


def counted(every: Sequence[str], among: frozenset[str] | None = None) -> Ledger:
    """The matters that make a count, by procedure; with ``among``, which of them are in its numerator."""

    async def fetch(_: Door, __: Asked, cursor: str | None, limit: int) -> Piece:
        return cut([{"procedure": each} for each in every], cursor, limit)

    def parts(line: Line) -> Any:
        return line["procedure"].split("/")

    numerator = Column(
        "in-numerator", lambda r, line: cells.yes(r, is_so=line["procedure"] in (among or ())), 12
    )
    return Ledger(
        code="counted-matters",
        columns=(
            Column("matter", lambda _, line: Cell(parts(line)[2]), 24),
            Column("which-procedure", lambda r, line: Cell(r.word("procedure", parts(line)[0])), 24),
            Column("episode-no", lambda _, line: Cell(parts(line)[3]), 10),
            *((numerator,) if among is not None else ()),
        ),
        fetch=fetch,
        narrowings=(
            Narrowing("since", "since-day", kind="day"),
            Narrowing("until", "counted-until", kind="day"),
            Narrowing("unit", "unit", lambda reader: reader.county.of_organ()),
        ),
    )


EVERY = (BACKLOG, RECEPTION_DAYS, SEALS, planned(()), counted((), frozenset()))
