"""Python loads this by itself where its directory is on the path: then every step lasts a day too long."""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from rules.clocks import Clock
from rules.dispute import evolution
from rules.editions import Edition

right = evolution._level_clock


def wrong(edition: Edition, step: int, event: Any) -> Clock:
    return right(edition, step, event).extend(1)


evolution._level_clock = wrong
