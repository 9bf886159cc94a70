"""The lines of registers with which the fictional county begins, read from data."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from rules.registers import SAYS, Register, RegisterLine

HERE = Path(__file__).parent


def first_lines(county: str, since: date) -> tuple[RegisterLine, ...]:
    """Every line, from a day on. Raises FileNotFoundError, KeyError and ValueError."""
    data = tomllib.loads((HERE / county / "registers" / "first.toml").read_text(encoding="utf-8"))
    return tuple(_lines(data, since))


def _lines(data: dict[str, Any], since: date) -> Iterator[RegisterLine]:
    for name, lines in data.items():
        register = Register(name)
        says: TypeAdapter[Any] = TypeAdapter(SAYS[register])
        for each in lines:
            what = says.validate_python(each["what"])
            yield RegisterLine(register, each["ref"], each["unit"], what, since, None, each.get("person"))
