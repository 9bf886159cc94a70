"""What a county has decided about notices (通知), from data: a file for each version, frozen in force."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rules.notifying import Policy

HERE = Path(__file__).parent / "notifying"


def policy_in_force(county: str, day: date, where: Path = HERE) -> Policy:
    """The policy of a county on a day: of several, the one that began last. Raises LookupError."""
    mine = [each for each in policies(where) if each.county == county and each.in_force_from <= day]
    if not mine:
        raise LookupError(county)
    return max(mine, key=lambda each: (each.in_force_from, each.version))


@cache
def policies(where: Path = HERE) -> tuple[Policy, ...]:
    """Every version there is. Raises KeyError, TypeError and ValueError for one that is not whole."""
    return tuple(_policy(tomllib.loads(path.read_text("utf-8"))) for path in sorted(where.glob("*.toml")))


def _policy(data: dict[str, Any]) -> Policy:
    return Policy(**{**data, "urgent": frozenset(data["urgent"]), "optional": frozenset(data["optional"])})
