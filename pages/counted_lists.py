"""Lists that count what happened in a while (统计台账): what bounces between whom, what happens again, which
letters and recommendations were issued. Of units and matters, and of nobody."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from pages.door import Door
from pages.drawing import Reader
from pages.ledger import Asked, Cell, Column, Ledger, Line, Narrowing, Piece, cut, today

_BACK = timedelta(days=90)
_DAYS = (Narrowing("from", "from-day", kind="day"), Narrowing("until", "until-day", kind="day"))


def _lately(reader: Reader) -> Asked:
    day = today(reader)
    return {"from": (day - _BACK).isoformat(), "until": day.isoformat()}


def _number(name: str) -> Callable[[Reader, Line], Cell]:
    return lambda _, line: Cell("—" if line[name] is None else str(line[name]))


async def _bounces(door: Door, asked: Asked, cursor: str | None, limit: int) -> Piece:
    counted = await door.get("/handoffs/bounces", **{"from": asked["from"], "until": asked["until"]})
    return cut(counted["pairs"], cursor, limit)


_BOUNCES = Ledger(
    code="bounces",
    hint="bounces-hint",
    columns=(
        Column("handed-by", lambda r, line: Cell(r.unit(line["sender"])), 24),
        Column("handed-to", lambda r, line: Cell(r.unit(line["receiver"])), 24),
        Column("docking-kind", lambda r, line: Cell(r.word("docking", line["docking"])), 18),
        Column("handed", _number("handed"), 10),
        Column("bounced", _number("bounced"), 10),
        Column("of-these-refused", _number("refused"), 12),
    ),
    fetch=_bounces,
    narrowings=_DAYS,
    first=_lately,
)


async def _recurring(door: Door, _: Asked, cursor: str | None, limit: int) -> Piece:
    return cut(await door.get("/events/recurring"), cursor, limit)


def _matters(_: Reader, line: Line) -> Cell:
    return Cell("、".join(line["recurrence"]["numbers"]))


_RECURRING = Ledger(
    code="recurring",
    hint="recurring-hint",
    columns=(
        Column("kind", lambda r, line: Cell(r.told(line["kind"])), 18),
        Column("unit", lambda r, line: Cell(r.unit(line["recurrence"]["unit"])), 22),
        Column("place", lambda _, line: Cell(line["recurrence"]["place"] or "—"), 16),
        Column("how-many", lambda _, line: Cell(str(len(line["recurrence"]["numbers"]))), 8),
        Column("from-day", lambda r, line: Cell(r.day(line["recurrence"]["since"])), 16),
        Column("until-day", lambda r, line: Cell(r.day(line["recurrence"]["until"])), 16),
        Column("which-matters-these", _matters, 48, is_usual=False),
    ),
    fetch=_recurring,
)


async def _instruments(door: Door, asked: Asked, cursor: str | None, limit: int) -> Piece:
    listed = await door.get("/instruments/counted", **{"from": asked["from"], "until": asked["until"]})
    return cut(listed, cursor, limit)


_INSTRUMENTS = Ledger(
    code="instruments",
    columns=(
        Column("month", lambda _, line: Cell(line["month"]), 12),
        Column("papers", lambda r, line: Cell(r.told(line["words"])), 28),
        Column("issued", _number("issued"), 10),
        Column("answered", _number("answered"), 10),
        Column("answered-late", _number("answered_late"), 12),
    ),
    fetch=_instruments,
    narrowings=_DAYS,
    first=_lately,
)

LEDGERS: Mapping[str, Ledger] = {
    "/bounces": _BOUNCES,
    "/recurring": _RECURRING,
    "/instruments": _INSTRUMENTS,
}
