"""Who acts as which seat on a day (在岗): whoever holds it, a deputy, or the head of the unit where nobody
does.

A person always acts as a seat, in its role and its unit. For whom they act is not in what they do: it is read
from the directory as it was known at that instant.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from rules.editions import Edition, Organ, Seat
from rules.intervals import Interval

# 三员与密件: seats whose whole meaning is that nobody else has them. They are not deputised, nobody stands in
# for them, and whoever keeps the directory or reads its proof has no other seat.
DISCIPLINE_CLERK = "discipline_clerk"  # XFTL 30: not handed on
CONTROL_SEATS = frozenset({"system_admin", "security_admin", "auditor"})
NEVER_DEPUTISED = CONTROL_SEATS | {DISCIPLINE_CLERK}
# The powers of the police and of a court are not the head of a township's, nor anybody's of another unit.
NEVER_STOOD_IN_FOR = NEVER_DEPUTISED | {"police_station", "peoples_tribunal", "docking_clerk"}


class Capacity(StrEnum):
    """By what right somebody acts as a seat."""

    HOLDER = "holder"  # 本岗
    DEPUTY = "deputy"  # 代理
    STAND_IN = "stand-in"  # 空岗代行


@dataclass(frozen=True, order=True)
class Post:  # 单位的岗位
    """A seat of one unit."""

    role: str
    unit: str

    def __str__(self) -> str:
        return f"{self.role}@{self.unit}"


@dataclass(frozen=True)
class Sitting(Interval):  # 任职
    """A person holds a seat for a time."""

    person: str
    role: str
    unit: str
    valid_from: date
    valid_until: date | None = None

    @property
    def post(self) -> Post:
        return Post(self.role, self.unit)


@dataclass(frozen=True)
class Delegation(Interval):  # 代理
    """For a time ``deputy`` acts as the seat of ``person``, who does not meanwhile."""

    id: str
    person: str
    role: str
    unit: str
    deputy: str
    valid_from: date
    valid_until: date
    because: str
    granted_by: str

    @property
    def post(self) -> Post:
        return Post(self.role, self.unit)


@dataclass(frozen=True)
class Acting:
    """A person as a seat. ``instead_of``: whose deputy; ``until``: up to which day, and without it."""

    person: str
    post: Post
    capacity: Capacity = Capacity.HOLDER
    instead_of: str | None = None
    until: date | None = None


@dataclass(frozen=True)
class Place:
    """A unit in the tree, as much of it as says who heads it."""

    organ: str
    parent: str | None


@dataclass(frozen=True)
class Seating:
    """Who sits where on one day, from the intervals that hold or may hold on it."""

    on: date
    sittings: tuple[Sitting, ...]
    delegations: tuple[Delegation, ...] = ()

    @cached_property
    def _acting(self) -> Mapping[Post, tuple[Acting, ...]]:
        found: dict[Post, list[Acting]] = {}
        deputies = {(each.person, each.post): each for each in self.delegations if each.holds(self.on)}
        for sitting in self.sittings:
            if not sitting.holds(self.on):
                continue
            given = deputies.get((sitting.person, sitting.post))
            acting = Acting(sitting.person, sitting.post, until=sitting.valid_until)
            if given:
                acting = Acting(
                    given.deputy, sitting.post, Capacity.DEPUTY, sitting.person, given.valid_until
                )
            found.setdefault(sitting.post, []).append(acting)
        return {post: tuple(each) for post, each in found.items()}

    def acting(self, post: Post) -> tuple[Acting, ...]:
        """County policy 30 在岗: whoever acts as a seat by holding it or as a deputy; nobody, if it is
        empty."""
        return self._acting.get(post, ())

    def seats_of(self, person: str) -> tuple[Acting, ...]:
        """What somebody acts as by holding it or as a deputy; not what they stand in for."""
        return tuple(each for acting in self._acting.values() for each in acting if each.person == person)

    def standing_in(
        self, post: Post, places: Mapping[str, Place], heads: Mapping[str, str]
    ) -> tuple[Acting, ...]:
        """County policy 30 空岗代行: where nobody acts as a seat, the head of its unit does; where that
        seat is empty too, the head of the unit above. ``heads``: the role that heads a unit, by its level."""
        if self.acting(post) or post.role in NEVER_STOOD_IN_FOR:
            return ()
        for unit in upwards(post.unit, places):
            head = Post(heads.get(places[unit].organ, ""), unit)
            if there := self.acting(head):
                return tuple(Acting(each.person, post, Capacity.STAND_IN) for each in there)
        return ()


def upwards(unit: str, places: Mapping[str, Place]) -> Iterable[str]:
    """A unit and the units above it, the nearest first; nothing for a unit that is not there."""
    seen: list[str] = []
    at: str | None = unit
    while at is not None and at in places and at not in seen:
        seen.append(at)
        yield at
        at = places[at].parent


def heads_of(edition: Edition) -> Mapping[str, str]:
    """County policy 30 单位负责人: which role heads a unit of each level, as the edition names its heads."""
    first = edition.ladder.levels[0].leads[0]
    named = (*edition.petitions.review_heads, *edition.petitions.heads)
    return {str(seat.organ): seat.role for seat in (first, *named)}


def posts_of(edition: Edition, organ: str) -> frozenset[str]:
    """The roles that the edition gives work to at the units of a level."""
    work = edition.petitions
    seats: list[Seat] = [edition.intake, edition.docking_office, edition.dispatcher, edition.supervisor]
    for level in edition.ladder.levels:
        seats += [*level.leads, level.fallback, level.supervisor, *level.clerks]
    seats += [work.department, work.triage, work.auditor, work.common_superior, work.service_window]
    seats += [*work.handlers, *work.heads, *work.reviewers, *work.review_heads, edition.police]
    return frozenset(seat.role for seat in seats if seat.organ == Organ(organ))


def approves(edition: Edition) -> frozenset[tuple[str, str]]:
    """XFTL 34, county policy 30 审批: (who asks, who approves), each a role of the same unit."""
    work = edition.petitions
    pairs = [(work.department, work.auditor)]
    pairs += [(asks, head) for asks in work.handlers for head in work.heads if asks.organ is head.organ]
    pairs += [
        (asks, head) for asks in work.reviewers for head in work.review_heads if asks.organ is head.organ
    ]
    return frozenset((asks.role, head.role) for asks, head in pairs)
