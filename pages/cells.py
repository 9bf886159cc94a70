"""What stands in the cells of lists: days, cases, units, lights."""

from collections.abc import Mapping
from typing import Any

from pages.drawing import Reader
from pages.ledger import Cell

LIGHTS = ("green", "yellow", "red")


def case_link(reader: Reader, procedure: str, text: str, more: str = "") -> Cell:
    """Something that leads to a case."""
    return Cell(text, href=f"/desk/cases/{reader.path(procedure)}", more=more)


def number(reader: Reader, line: Mapping[str, Any]) -> Cell:
    """A case by its matter's number, with what kind it is."""
    return case_link(reader, line["procedure"], line["matter"], reader.word("procedure", line["kind"]))


def due(reader: Reader, line: Mapping[str, Any]) -> Cell:
    """Until when, how that stands, and where it is explained."""
    light = line["light"]
    return Cell(
        reader.day(line["due_on"]) or "—",
        alarm=reader.say("overdue") if line["overdue"] else "",
        light=light,
        light_words="" if line["overdue"] else reader.say(f"light-{light}"),
        why=f"/desk/why/{reader.path(line['procedure'])}",
    )


def seat(reader: Reader, unit: str, role: str) -> Cell:
    """A unit, and as what."""
    return Cell(reader.unit(unit), more=reader.word("role", role))


def yes(reader: Reader, *, is_so: bool) -> Cell:
    """Yes or no."""
    return Cell(reader.say("yes" if is_so else "no"))
