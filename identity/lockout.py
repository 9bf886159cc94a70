"""How long nobody may try again (登录失败处理): longer with every failure, and for a while only.

A try is counted before it is looked at, and forgiven when it was right: many at once are not more than one
after the other.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Limit:
    """``free`` failures are nothing; each from then on bars for twice as long. After ``window`` it is counted
    anew."""

    name: str
    free: int
    first: timedelta
    longest: timedelta
    window: timedelta

    def bars_for(self, failures: int) -> timedelta:
        """How long nobody tries after so many failures."""
        if failures < self.free:
            return timedelta(0)
        doubled = min(failures - self.free, 20)  # so far that it is the longest anyway
        return min(self.first * (1 << doubled), self.longest)


# Of one account, whether it is there or not; from one address, behind which a whole hall may sit; and of all
# together, so that a thousand addresses are not a thousand times as many.
ACCOUNT = Limit("account", 5, timedelta(minutes=15), timedelta(hours=4), timedelta(days=1))
ADDRESS = Limit("address", 50, timedelta(minutes=15), timedelta(hours=1), timedelta(hours=1))
ALL = Limit("all", 1000, timedelta(minutes=1), timedelta(minutes=15), timedelta(hours=1))
