"""When a paper has reached somebody, and whether somebody's paper came in time (送达与提交)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from rules.clocks.reckoning import DueDate
from rules.instants import legal_day

PUBLIC_NOTICE_DAYS = 30  # MSS 95: deemed served when thirty days have passed since it was put up


class ServiceMethod(StrEnum):  # 送达方式
    IN_PERSON = "in-person"  # 直接送达
    LEFT_IN_PLACE = "left-in-place"  # 留置送达
    ELECTRONIC = "electronic"  # 电子送达
    MAIL = "mail"  # 邮寄送达
    PUBLIC_NOTICE = "public-notice"  # 公告送达


class Filing(StrEnum):  # 提交方式
    WINDOW = "window"  # 窗口
    ONLINE = "online"  # 网上
    POST = "post"  # 邮寄


@dataclass(frozen=True)
class Filed:
    """How and when (UTC) a paper came in; of a letter the day of its postmark counts, not its arrival."""

    how: Filing
    at: datetime
    postmarked_on: date | None = None


def served_on(method: ServiceMethod, proven_at: datetime) -> date:
    """MSS 87, 95 送达之日: the legal day on which a paper counts as served.

    ``proven_at`` is what the proof says: the signature, the day it was left, the receipt of the mail, the
    instant it reached the agreed system, or the day the public notice was put up.
    """
    day = legal_day(proven_at)
    return day + timedelta(days=PUBLIC_NOTICE_DAYS) if method is ServiceMethod.PUBLIC_NOTICE else day


def is_in_time(due: DueDate, filed: Filed, closing: time) -> bool:
    """MSS 85(4), MFD 203(2) 期满前提交: by its postmark; at a window until it closes, else till midnight."""
    if filed.how is Filing.POST:
        return (filed.postmarked_on or legal_day(filed.at)) <= due.on
    if filed.how is Filing.WINDOW:
        return filed.at <= due.window_closes_at(closing)
    return filed.at < due.is_over_at


def came_in_time(
    due: DueDate | None, how: Filing, at: datetime, postmarked_on: date | None, closing: time
) -> bool:
    """MSS 85(4) 期满前提出: as ``is_in_time``, of a right. On a provisional date, or before the time has
    begun (``due`` is None), nobody is too late; a postmark of a day to come is none."""
    if due is None or due.provisional:
        return True
    if how is Filing.POST and postmarked_on and postmarked_on > legal_day(at):
        postmarked_on = None
    return is_in_time(due, Filed(how, at, postmarked_on), closing)
