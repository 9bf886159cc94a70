"""What an early warning says (类案预警): of matters of one kind, at a place or with an agency.

There is no key for a person in it, and none can be asked for: neither who brought a matter nor who handled
it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Along(StrEnum):
    """By what matters are put together, beside their kind."""

    PLACE = "place"  # 地点
    AGENCY = "agency"  # 单位


class Because(StrEnum):
    """Why it is a warning."""

    NEW = "new"  # 此前没有, 本期集中出现
    GROWING = "growing"  # 比此前平均明显增加


@dataclass(frozen=True)
class Threshold:  # 预警标准
    """At least so many in a period, and at least ``percent`` of the mean of so many periods before."""

    at_least: int
    percent: int
    periods: int


@dataclass(frozen=True)
class Cluster:  # 类案
    """``kind`` is that of the procedures, and ``subject`` the route of a petition, the kind of a dispute or
    of an event; ``where`` a place or a unit. ``matters`` came in from ``since`` to ``until``, both legal days
    included; ``before`` counts the periods before that, the nearest first."""

    along: Along
    kind: str
    subject: str
    where: str
    since: date
    until: date
    matters: tuple[str, ...]
    before: tuple[int, ...]


@dataclass(frozen=True)
class EarlyWarning:  # 预警
    """It explains itself: so many now, so many before, and what the county's threshold is."""

    cluster: Cluster
    because: Because
    threshold: Threshold
