"""Cut-over (接续): what is told of the time before this system, and how it must hang together."""

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise

from rules.instants import legal_day
from rules.refusals import Reason, Refused


def check_dates(told: Mapping[str, datetime | None], now: datetime) -> None:
    """County policy 15 时间先后: it has happened, and in this order.

    ``told``: the field -> the instant in UTC, None where nothing is told.
    The order is that of legal days, because older systems often know the day alone.
    Raises Refused with NOT_YET_HAPPENED or DATES_OUT_OF_ORDER; the details are the fields.
    """
    dates = [(field, at) for field, at in told.items() if at is not None]
    for field, at in dates:
        if at > now:
            raise Refused(Reason.NOT_YET_HAPPENED, field)
    for (earlier, before), (later, after) in pairwise(dates):
        if legal_day(after) < legal_day(before):
            raise Refused(Reason.DATES_OUT_OF_ORDER, earlier, later)
