"""A meeting (会议): people sit down together on a day, and whatever is on the agenda comes to an end of its
own.

One procedure for every kind: leaders' reception and outreach, joint and supervision meetings, talk on the
fours, hearing panels, remote guidance, house visits. What differs between kinds is a row of the county's
edition.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from rules.editions import MeetingKind, Seat
from rules.procedure import Officer, Proceeding
from rules.tracking import holder

# The clocks of a meeting; those of an item are named with its number.
DAY, MINUTES, TASK, FOLLOW = "day", "minutes", "task", "follow"
# K-27 访后限期办结: set at the meeting. P-45: where the meeting sets none. P-46: the minutes. P-47: a day off
# is decided about. P-48: whoever follows a matter has seen it to its end.
AS_SET, UNSET, OF_MINUTES, OF_THE_DAY, OF_FOLLOWING = "K-27", "P-45", "P-46", "P-47", "P-48"


class Stage(StrEnum):
    PLANNED = "planned"  # 筹备
    UNDER_WAY = "under-way"  # 会商
    CARRYING_OUT = "carrying-out"  # 限期办结
    CLOSED = "closed"  # 已办结


class Outcome(StrEnum):
    HELD = "held"  # 已召开并办结
    CANCELLED = "cancelled"  # 已取消


class Came(StrEnum):
    """How an item came onto the agenda."""

    ADDED = "added"  # 列入
    BOOKED = "booked"  # 预约
    DRAWN = "drawn"  # 按记录列入


class Ending(StrEnum):
    """How an item came to its end. There is no fifth way."""

    MATTER = "matter"  # 形成事项
    DECISION = "decision"  # 形成决定
    TASK = "task"  # 交办任务
    NO = "no"  # 不予办理并说明理由


@dataclass(frozen=True)
class Assigned:  # 交办任务
    """A task: whose seat it is, and since when it is reported; None as long as it is not."""

    role: str
    unit: str
    reported_at: datetime | None = None


@dataclass(frozen=True)
class Passing:  # 申请更换跟踪人
    """Somebody asks that ``to`` follows from now on; another has to agree."""

    asked_by: str
    to: Officer


@dataclass(frozen=True, kw_only=True)
class Item:  # 议题
    """``matter`` is the number it is about, or has become; ``persons`` came for it (人次), none where nobody
    has. ``is_first``: it was brought for the first time. ``follower`` answers for it until its matter is
    closed."""

    number: int
    came: Came
    added_at: datetime
    matter: str | None = None
    booking: str | None = None
    has_briefing: bool = False
    persons: int = 0
    is_first: bool = False
    ending: Ending | None = None
    task: Assigned | None = None
    follower: Officer | None = None
    followed_until: datetime | None = None
    passing: Passing | None = None
    recommends: str | None = None  # what the panel thinks; it decides nothing

    @property
    def awaits_report(self) -> bool:
        return self.task is not None and self.task.reported_at is None

    @property
    def is_followed(self) -> bool:
        return self.follower is not None and self.followed_until is None

    @property
    def is_done(self) -> bool:
        """Whether nothing of it waits for anybody."""
        return self.ending is not None and not self.awaits_report and not self.is_followed


@dataclass(frozen=True, kw_only=True)
class Meeting(Proceeding):
    """``owner`` is the seat that convenes it, ``leader`` whoever holds it (接待领导), known once it has
    begun at the latest. ``rota`` is the row that opened it; ``awaits_day``: its day is a day off, and
    nobody has decided."""

    stage: Stage = Stage.PLANNED
    number: str
    kind: MeetingKind
    unit: str
    owner: Seat
    leader: Officer | None
    rota: str | None
    scheduled_for: datetime
    place_unit: str
    room: str | None = None
    awaits_day: bool = False
    items: tuple[Item, ...] = ()
    is_drawn: bool = False
    invited: tuple[Officer, ...] = ()
    agreed: frozenset[str] = frozenset()  # to be recorded
    panel: tuple[str, ...] = ()
    is_recorded: bool = False
    has_minutes: bool = False
    overdue: frozenset[str] = frozenset()  # clocks whose time has passed
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    waiting_since: datetime

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    @property
    def answering(self) -> frozenset[str]:
        leader = {self.leader.person} if self.leader else set()
        return frozenset(leader | {item.follower.person for item in self.items if item.follower})

    def handed_to(self, person: str, to: str | None) -> Self:
        """Whoever takes over follows what was followed; with nobody, the name stands until somebody does."""

        def now(officer: Officer | None) -> Officer | None:
            is_theirs = officer is not None and officer.person == person
            return replace(officer, person=to or person) if officer and is_theirs else officer

        items = tuple(replace(item, follower=now(item.follower)) for item in self.items)
        return replace(self, leader=now(self.leader), items=items)

    def item(self, number: int) -> Item | None:
        return next((item for item in self.items if item.number == number), None)

    def with_item(self, item: Item) -> Self:
        """The meeting with this item in the place of the one of its number, or behind the others."""
        known = {each.number: each for each in self.items} | {item.number: item}
        return replace(self, items=tuple(known.values()))

    @property
    def booked(self) -> int:
        return sum(item.booking is not None for item in self.items)

    @property
    def batches(self) -> int:
        """批次: how often people came, however many they were."""
        return sum(item.persons > 0 for item in self.items)

    @property
    def person_times(self) -> int:
        """人次: how many came, all together."""
        return sum(item.persons for item in self.items)

    @property
    def is_carried_out(self) -> bool:
        """Whether nothing that was settled at it waits for anybody any more."""
        return all(item.is_done for item in self.items) and (self.has_minutes or not self.kind.needs_minutes)

    def last_day_of(self, clock: str) -> date | None:
        due = self.due(clock)
        return due.on if due else None


def clock_of(name: str, item: int) -> str:
    """What a clock of one item is called: ``task-3``."""
    return f"{name}-{item}"


# Who may do what.


def convener(meeting: Meeting, officer: Officer) -> bool:
    """Whoever sits in the seat that convenes it."""
    return officer.unit == meeting.unit and officer.role == meeting.owner.role


def its_people(meeting: Meeting, officer: Officer) -> bool:
    """The convener, and the desks that keep its papers there."""
    is_desk = any(officer.role == seat.role for seat in meeting.kind.desks)
    return officer.unit == meeting.unit and (is_desk or officer.role == meeting.owner.role)


def who_has_a_task(meeting: Meeting, officer: Officer) -> bool:
    return any(
        item.awaits_report and item.task and (item.task.role, item.task.unit) == (officer.role, officer.unit)
        for item in meeting.items
    )


def who_follows(meeting: Meeting, officer: Officer) -> bool:
    return any(item.is_followed and item.follower == officer for item in meeting.items)


def who_follows_or_convenes(meeting: Meeting, officer: Officer) -> bool:
    return who_follows(meeting, officer) or convener(meeting, officer)


def approver(meeting: Meeting, officer: Officer) -> bool:
    seat = meeting.edition.meetings.approver
    return officer.role == seat.role and officer.unit == meeting.edition.county


def bookers(meeting: Meeting, officer: Officer) -> bool:
    """Those who keep its papers; and whoever holds the code of their own matter, at a kind that is public."""
    is_petitioner = officer == holder(meeting.edition.county)
    return its_people(meeting, officer) or (meeting.kind.is_public and is_petitioner)


def may_convene(kind: MeetingKind, officer: Officer) -> bool:
    """Whether this seat convenes meetings of this kind at its unit."""
    return any(officer.role == seat.role for seat in kind.conveners)
