"""What a county allows to be added to a matter (补充材料), read from data: one file for each version.

A file is frozen once it is in force; an amendment is a file with a later ``in_force_from``.
"""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from rules.added_papers import Limits

HERE = Path(__file__).parent / "adding"


def limits_in_force(county: str, day: date, where: Path = HERE) -> Limits:
    """The limits of a county on a day: of several, those that began last. Raises LookupError where it has
    none."""
    mine = [each for each in limits(where) if each.county == county and each.in_force_from <= day]
    if not mine:
        raise LookupError(county)
    return max(mine, key=lambda each: (each.in_force_from, each.version))


@cache
def limits(where: Path = HERE) -> tuple[Limits, ...]:
    """Every version there is. Raises TypeError and ValueError for one that is not whole."""
    return tuple(Limits(**tomllib.loads(path.read_text("utf-8"))) for path in sorted(where.glob("*.toml")))
