"""A dispatch order (吹哨报到): the centre whistles, and each unit that is called answers for itself."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from rules import calling
from rules.calling import Post, Silent
from rules.procedure import Officer, Proceeding, Sealed
from rules.refusals import Reason, Refused

ANSWER, OBJECTION, TOLD = "P-60", "P-61", "P-62"


class Stage(StrEnum):
    CALLED_OUT = "called-out"  # 已吹哨
    CLOSED = "closed"  # 已结束


class Outcome(StrEnum):
    DONE = "dispatch-done"  # 调度事项办结
    CALLED_OFF = "called-off"  # 撤销调度


class Ruling(StrEnum):
    """How the convener decides what a unit objects."""

    UPHELD = "upheld"  # 异议成立, 不再报到
    OVERRULED = "overruled"  # 异议不成立, 照常报到
    REPLACED = "replaced"  # 改派其他单位


class Standing(StrEnum):
    """How a called unit stands to its call."""

    AWAITED = "awaited"  # 待报到
    OBJECTED = "objected"  # 已提出异议
    REPORTING = "reporting"  # 已报到, 在途
    ARRIVED = "arrived"  # 已到场
    EXCUSED = "excused"  # 异议成立
    STOOD_DOWN = "stood-down"  # 不需到场


# What is not owed any more to the call itself; whoever has arrived may still have a task.
ENDS = frozenset({Standing.ARRIVED, Standing.EXCUSED, Standing.STOOD_DOWN})
# Who is out of it altogether.
RELEASED = frozenset({Standing.EXCUSED, Standing.STOOD_DOWN})


@dataclass(frozen=True, kw_only=True)
class Call:  # 调派单位
    """One unit that is called, by the seat that answers for it. ``told`` counts who was told of its silence;
    ``listed_at``: since when it stands in the supervision list; ``asked_at``: when it was asked last."""

    number: int
    role: str
    unit: str
    asked_at: datetime
    standing: Standing = Standing.AWAITED
    told: int = 0
    listed_at: datetime | None = None
    was_overruled: bool = False
    is_not_there: bool = False  # the time to be there has passed
    since: datetime

    @property
    def post(self) -> Post:
        return (self.role, self.unit)

    @property
    def has_end(self) -> bool:
        return self.standing in ENDS


@dataclass(frozen=True, kw_only=True)
class UnitTask:  # 单位任务
    """What one unit is to do, until an instant (UTC). It ends with a result, late or not, or is dropped."""

    number: int
    call: int
    due_at: datetime
    since: datetime
    is_missed: bool = False
    has_end: bool = False


@dataclass(frozen=True, kw_only=True)
class Dispatch(Proceeding):
    """``convener`` is the seat that whistled, and decides; ``lead`` the number of the call that leads."""

    stage: Stage = Stage.CALLED_OUT
    number: str
    convener: Officer
    purpose: Sealed
    place: Sealed
    village: str | None
    township: str | None
    about: str | None  # the matter for which it is, by number
    be_there_by: datetime
    lead: int = 1
    calls: tuple[Call, ...]
    unit_tasks: tuple[UnitTask, ...] = ()
    outcome: Outcome | None = None
    closed_at: datetime | None = None

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    @property
    def lead_call(self) -> Call:
        return self.calls[self.lead - 1]

    @property
    def posts(self) -> tuple[Post, ...]:
        """Every seat that is called and not out of it."""
        return tuple(call.post for call in self.calls if call.standing not in RELEASED)

    @property
    def silent(self) -> tuple[Silent, ...]:
        """County policy 44 督办名单: units that did not answer although everybody above was told."""
        return tuple(
            Silent("call", call.role, call.unit, call.asked_at, call.listed_at)
            for call in self.calls
            if call.listed_at and call.standing is Standing.AWAITED
        )

    @property
    def has_every_end(self) -> bool:
        """Whether nothing is owed any more: no answer, no arrival, no task."""
        return all(call.has_end for call in self.calls) and all(task.has_end for task in self.unit_tasks)

    def call(self, number: int) -> Call:
        """Raises NO_SUCH_CALL."""
        if not 1 <= number <= len(self.calls):
            raise Refused(Reason.NO_SUCH_CALL)
        return self.calls[number - 1]

    def task(self, number: int) -> UnitTask:
        """Raises NO_SUCH_TASK."""
        if not 1 <= number <= len(self.unit_tasks):
            raise Refused(Reason.NO_SUCH_TASK)
        return self.unit_tasks[number - 1]

    def tasks_of(self, call: Call) -> tuple[UnitTask, ...]:
        """What that unit still owes."""
        return tuple(task for task in self.unit_tasks if task.call == call.number and not task.has_end)

    def call_of(self, officer: Officer) -> Call:
        """The call that this officer, who is called, answers: of several to one seat the last."""
        return [call for call in self.calls if calling.sits(officer, call.post)][-1]

    def with_call(self, number: int, **changes: object) -> "Dispatch":
        call = replace(self.calls[number - 1], **changes)  # type: ignore[arg-type]
        return replace(self, calls=(*self.calls[: number - 1], call, *self.calls[number:]))

    def with_task(self, number: int, **changes: object) -> "Dispatch":
        task = replace(self.unit_tasks[number - 1], **changes)  # type: ignore[arg-type]
        return replace(self, unit_tasks=(*self.unit_tasks[: number - 1], task, *self.unit_tasks[number:]))


def clock_of(call: Call) -> str:
    """The name of the one clock of a call: what is awaited of it, or about it, now."""
    return f"call-{call.number}"


def chain_of(dispatch: Dispatch, call: Call) -> tuple[Post, ...]:
    """County policy 44 逾时未报到: who is told of silence, in this order: the unit's head, the supervisor."""
    head = calling.head_of(dispatch.edition, call.role, call.unit)
    supervisor = (dispatch.edition.supervisor.role, dispatch.edition.county)
    return (head, supervisor) if head else (supervisor,)


def convener(dispatch: Dispatch, officer: Officer) -> bool:
    """The seat that whistled, whoever sits there now."""
    return (officer.role, officer.unit) == (dispatch.convener.role, dispatch.convener.unit)


def called(dispatch: Dispatch, officer: Officer) -> bool:
    return (officer.role, officer.unit) in dispatch.posts


def lead(dispatch: Dispatch, officer: Officer) -> bool:
    return calling.sits(officer, dispatch.lead_call.post)


def convener_or_lead(dispatch: Dispatch, officer: Officer) -> bool:
    return convener(dispatch, officer) or lead(dispatch, officer)


def everybody_in_it(dispatch: Dispatch, officer: Officer) -> bool:
    return convener(dispatch, officer) or called(dispatch, officer)
