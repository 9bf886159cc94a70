"""What stands in the cells of lists: days, cases, units, lights."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

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


def due(reader: Reader, line: Mapping[str, Any]) -> Cell:
    """Until when, how that stands, and where it is explained."""
    light = line["light"]
    return Cell(
        reader.day(line["due_on"]) or "—",
        alarm=reader.say("overdue") if line["overdue"] else "",
        light=light,
        light_words="" if line["overdue"] else reader.say(f"light-{light}"),
        why=f"/desk/why/{reader.path(line['procedure'])}",
        at=date.fromisoformat(line["due_on"]) if line["due_on"] else None,
    )


def seat(reader: Reader, unit: str, role: str) -> Cell:
    """A unit, and as what."""
    return Cell(reader.unit(unit), more=reader.word("role", role))


def yes(reader: Reader, *, is_so: bool) -> Cell:
    """Yes or no."""
    return Cell(reader.say("yes" if is_so else "no"))
