"""What stands in the cells of lists: days, cases, units, lights."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from pages.drawing import Reader
from pages.ledger import Cell
from rules.instants import BEIJING

LIGHTS = ("green", "yellow", "red")
_PLACES = 2  # that are named of a case


def case_link(reader: Reader, procedure: str, text: str, more: str = "") -> Cell:
    """Something that leads to a case."""
    return Cell(text, href=f"/desk/cases/{reader.path(procedure)}", more=more)


def day(reader: Reader, on: str | None, otherwise: str = "") -> Cell:
    """A legal day."""
    return Cell(reader.day(on) or otherwise, at=date.fromisoformat(on) if on else None)


def time(reader: Reader, at: str | None) -> Cell:
    """An instant, in the county's time."""
    there = (
        datetime.fromisoformat(at).astimezone(BEIJING).replace(tzinfo=None, second=0, microsecond=0)
        if at
        else None
    )
    return Cell(reader.time(at), at=there)


def number(reader: Reader, line: Mapping[str, Any]) -> Cell:
    """A case by its matter's number, with what kind it is."""
    return case_link(reader, line["procedure"], line["matter"], reader.word("procedure", line["kind"]))


def about(reader: Reader, line: Mapping[str, Any]) -> Cell:
    """What tells a case from the next, and is nobody's secret: its kind of dispute, or how it came; and where
    it belongs."""
    kind, where = line["dispute_type"], reader.joined(reader.unit(each) for each in line["places"][:_PLACES])
    channel = reader.word("channel", line["channel"]) if line["channel"] else ""
    return Cell(reader.word("dispute-type", kind) if kind else channel, more=where)


def due(reader: Reader, line: Mapping[str, Any], period: Mapping[str, Any] | None = None) -> Cell:
    """Until when, of which ``period``, how that stands, and where it is explained. Where what is to be done
    has no time of its own, the one that was missed is its date; one that merely runs is only named."""
    light, shown = line["light"], period if period and (period["is_own"] or period["is_missed"]) else None
    when = _when(reader, shown) if shown else day(reader, line["due_on"], "—")
    return Cell(
        when.text,
        more=_of_which(reader, period) if period else "",
        alarm=reader.say("overdue") if line["overdue"] else "",
        light=light,
        light_words="" if line["overdue"] else reader.say(f"light-{light}"),
        why=f"/desk/why/{reader.path(line['procedure'])}{clock_at(period['key']) if period else ''}",
        at=when.at,
    )


def clock_at(key: str) -> str:
    """Where, on the page that explains the periods of a case, one of them stands."""
    return f"#clock-{quote(key)}"


def _when(reader: Reader, period: Mapping[str, Any]) -> Cell:
    return time(reader, period["due_at"]) if period["due_at"] else day(reader, period["due_on"])


def _of_which(reader: Reader, period: Mapping[str, Any]) -> str:
    name = reader.told(period["name"])
    if period["is_own"] or period["is_missed"]:
        return name
    return reader.say("of-the-case-until", name=name, when=_when(reader, period).text)


def seat(reader: Reader, unit: str, role: str) -> Cell:
    """A unit, and as what."""
    return Cell(reader.unit(unit), more=reader.word("role", role))


def yes(reader: Reader, *, is_so: bool) -> Cell:
    """Yes or no."""
    return Cell(reader.say("yes" if is_so else "no"))
