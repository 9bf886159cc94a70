"""What teams of volunteers did (志愿活动): a log that belongs to no case, and says nobody's name or word."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.authority.table import Permission, may
from rules.procedure import Now, Officer
from rules.refusals import Reason, Refused


class ActivityKind(StrEnum):
    PATROL = "patrol"  # 巡防
    MUTUAL_AID = "mutual-aid"  # 邻里互助
    PUBLICITY = "publicity"  # 普法宣传
    VISIT = "visit"  # 走访看望
    CONCILIATION = "conciliation"  # 劝解邻里小事; what becomes a dispute is registered by others
    SERVICE = "service"  # 便民服务


@dataclass(frozen=True)
class Activity:  # 志愿活动
    """``team``: as the register of teams knows it, at ``unit``; ``held_on``: a legal day; ``volunteers``: how
    many took part; ``hours``: of all of them together."""

    team: str
    unit: str
    kind: ActivityKind
    held_on: date
    volunteers: int
    hours: int


def check_activity(activity: Activity, by: Officer, now: Now) -> None:
    """County policy 45 志愿活动: written down by a volunteer of the place, once it has taken place.

    Raises NOT_YOURS_TO_DO, DATE_IN_THE_FUTURE.
    """
    if not may(by.role, Permission.LOG_ACTIVITIES) or by.unit != activity.unit:
        raise Refused(Reason.NOT_YOURS_TO_DO)
    if activity.held_on > now.today:
        raise Refused(Reason.DATE_IN_THE_FUTURE)
